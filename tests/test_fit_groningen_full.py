"""The shipped Groningen, registered and fitted again: most numbers lie in their intervals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from sim import load
from sim.exports import export
from sim.fitting import Fit, Mapping, fit, region_of
from sim.fitting.estimates import Estimate
from sim.running import run_scenario
from sim.scenario.schema import Scenario, Station

from .shipped import GRONINGEN, within, write_extension

pytestmark = pytest.mark.full

SEEDS = (2026, 2027, 2028)
FIRST, UNTIL = dt.date(2021, 1, 1), dt.date(2025, 1, 1)
LEFT_OVER = "basis_team"
"""Where stays go on that began elsewhere: what is left of a stay is none of its own."""


@pytest.fixture(scope="module")
def registered(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    """Groningen until 2025, without what no registration tells apart.

    Help beside other help has no routes, care that lasts longer after a wait or for who asked once
    more has no one length, and who turns away or goes to another list is as who gives up.
    """
    scenario = load(GRONINGEN)
    lines = []
    for name, item in scenario.stations.items():
        waiting = f"stations.{name}.waiting"
        if item.together:
            lines.append(f"stations.{name}.together: []")
        if item.waiting.longer_stay_per_week.first:
            lines.append(f"{waiting}.longer_stay_per_week: 0")
        if item.waiting.deterred is not None:
            lines.append(f"{waiting}.deterred: {{share: 0}}")
    for name, pool in scenario.pools.items():
        if pool.lists is not None and pool.lists.switch_per_week.first:
            lines.append(f"pools.{name}.lists.switch_per_week: 0")
    path = write_extension(tmp_path_factory.mktemp("region"), "\n  ".join(["set:", *lines]))
    return within(load(path), end=UNTIL)


@pytest.fixture(scope="module")
def fits(registered: Scenario, tmp_path_factory: pytest.TempPathFactory) -> list[Fit]:
    """A fit of the messages of each run."""
    spec = Mapping.model_validate(
        {
            "mapping": 1,
            "period": {"from": FIRST, "until": UNTIL},
            "route_within_days": 1,
            "renewed_within_days": 0,
        }
    )
    return [_fit(registered, seed, spec, tmp_path_factory.mktemp("run")) for seed in SEEDS]


def _fit(scenario: Scenario, seed: int, spec: Mapping, folder: Path) -> Fit:
    out = folder / "out"
    run_scenario(scenario, out=out, jobs=1, visits=True, replications=1, seed=seed)
    messages = export(out, "registration")
    names = ("jw301", "jw305", "jw307", "jw315")
    files = [messages / f"run-0-{name}.csv" for name in names]
    return fit(files, spec, region_of(scenario), dt.date(2026, 1, 1))


def true_numbers(result: Fit, scenario: Scenario) -> Iterator[tuple[str, Estimate, float]]:
    """Every estimate of which the file has one number, with that number."""
    stations = scenario.stations
    for stay in result.stays:
        spec = stations[stay.station].stay
        if stay.station == LEFT_OVER or spec is None or spec.needs or spec.gemeenten:
            continue
        median, sigma = _lognormal(stations[stay.station])
        yield f"{stay.station} median", stay.median, median
        yield f"{stay.station} mean", stay.mean, median * np.exp(sigma**2 / 2)
        if stay.best.family.name == "lognormal":
            yield f"{stay.station} sigma", stay.form, sigma
    for wait in result.waits:
        waiting = stations[wait.station].waiting
        if wait.drops_out_per_week is not None:
            # Who becomes urgent leaves the list without help too.
            gone = waiting.drops_out_per_week.first + waiting.escalates_per_week.first
            yield f"{wait.station} drops out", wait.drops_out_per_week, gone
    for route in result.routes:
        row = stations[route.station].next
        if row is None or row.needs or row.gemeenten or row.default is None:
            continue
        for name in ("early", "moved"):
            if name in route.shares and name in row.default.shares:
                truth = row.default.shares[name].first
                yield f"{route.station} {name}", route.shares[name], truth


def _lognormal(station: Station) -> tuple[float, float]:
    assert station.stay is not None
    spec = station.stay.default
    assert spec is not None
    assert spec.distribution == "lognormal"
    assert spec.sigma is not None
    sigma = spec.sigma.first
    if spec.median_days is not None:
        return spec.median_days.first, sigma
    assert spec.mean_days is not None
    return spec.mean_days.first / np.exp(sigma**2 / 2), sigma


def test_nine_in_ten_numbers_of_groningen_come_back(fits: list[Fit], registered: Scenario) -> None:
    told = [
        (name, low <= truth <= high)
        for result in fits
        for name, item, truth in true_numbers(result, registered)
        for low, high in [item.interval(0.95)]
    ]
    inside = np.mean([is_inside for _, is_inside in told])
    outside = [name for name, is_inside in told if not is_inside]
    assert len(told) >= 150
    assert inside >= 0.9, f"{inside:.3f} of {len(told)}; outside {outside}"
