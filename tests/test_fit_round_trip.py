"""What a simulation registers, fitted again, gives the numbers that it was simulated with."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import special

from sim.checks import load
from sim.exports import export
from sim.fitting import Fit, Mapping, fit, part_text, region_of
from sim.fitting.estimates import Estimate
from sim.fitting.returns import EVERYWHERE
from sim.report.fit_tables import FitTables
from sim.running import run_scenario
from sim.texts import texts_in

TOWN = """
doorstroom: 1
title: {en: Town}
period: {start: 2019-01-01, report_from: 2021-01-01, end: 2025-01-01}
gemeenten: {Haven: {youth: 6000}, Dijk: {youth: 3000}}
needs: {light: {age: {4-11: 0.6, 12-17: 0.4}}, heavy: {age: {4-11: 0.4, 12-17: 0.6}}}
defaults: {arrivals: {growth_per_year: 0.03}}
arrivals:
  light-gp: {need: light, referrer: huisarts, per_year: 240, enters: team}
  heavy-gp: {need: heavy, referrer: huisarts, per_year: 90, enters: clinic}
  light-town: {need: light, referrer: toegang, per_year: 150, enters: team}
stations:
  team:
    form: local_team
    places: 335
    stay: {distribution: lognormal, median_days: 200, sigma: 0.8}
    next: {clinic: 0.2, early: 0.1, rest: out}
    returns: {share: 0.25, mean_days: 300}
    waiting: {drops_out_per_week: 0.02}
  clinic:
    form: ambulant
    stay: {distribution: gamma, mean_days: 320, shape_k: 1.5}
    next: {residential: 0.15, rest: out}
    returns: {share: 0.2, mean_days: 300}
  residential:
    form: residential
    away_from_home: true
    stay: {distribution: lognormal, median_days: 250, sigma: 0.6}
"""
PRODUCTS = {
    "31": {"station": "team", "need": "light"},
    "32": {"station": "clinic", "need": "heavy"},
    "38": "residential",
}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a simulated town: its scenario, results, and registration."""
    folder = tmp_path_factory.mktemp("town")
    (folder / "town.yaml").write_text(TOWN, encoding="utf-8")
    run_scenario(
        str(folder / "town.yaml"),
        out=folder / "results",
        engine="simpy",
        jobs=1,
        visits=True,
        replications=1,
    )
    export(folder / "results", "registration").rename(folder / "registration")
    return folder


def fitted(town: Path, *names: str) -> Fit:
    spec = Mapping.model_validate(
        {
            "mapping": 1,
            "products": PRODUCTS,
            "period": {"from": dt.date(2021, 1, 1), "until": dt.date(2025, 1, 1)},
            "route_within_days": 1,
            "renewed_within_days": 0,
        }
    )
    files = [town / "registration" / f"run-0-{name}.csv" for name in names]
    return fit(files, spec, region_of(load(town / "town.yaml")), dt.date(2026, 1, 1))


@pytest.fixture(scope="module")
def messages(town: Path) -> Fit:
    return fitted(town, "jw301", "jw305", "jw307", "jw315", "jw323")


def true_numbers(result: Fit) -> Iterator[tuple[str, Estimate, float]]:
    """Every estimate with the number of the file that it is of."""
    stays = {stay.station: stay for stay in result.stays}
    yield "team median", stays["team"].median, 200
    yield "team sigma", stays["team"].form, 0.8
    yield "team mean", stays["team"].mean, 200 * np.exp(0.32)
    yield "clinic mean", stays["clinic"].mean, 320
    median = float(special.gammaincinv(1.5, 0.5)) * 320 / 1.5
    yield "clinic median", stays["clinic"].median, median
    yield "residential mean", stays["residential"].mean, 250 * np.exp(0.18)
    rates = {("team", "huisarts"): 240, ("clinic", "huisarts"): 90, ("team", "toegang"): 150}
    youth = {"Haven": 2 / 3, "Dijk": 1 / 3}
    for stream in result.arrivals.streams:
        part = sum(youth[name] for name in stream.gemeenten)
        yield "arrivals", stream.per_year, rates[stream.station, stream.referrer] * part
    growth = result.arrivals.trend.growth
    assert growth is not None
    yield "growth", growth, 0.03
    routes = {route.station: route.shares for route in result.routes}
    yield "early", routes["team"]["early"], 0.1
    yield "to clinic", routes["team"]["clinic"], 0.2
    yield "to residential", routes["clinic"]["residential"], 0.15
    for item in result.returns:
        if item.station != EVERYWHERE:
            yield "returns", item.share, {"team": 0.25, "clinic": 0.2}[item.station]
            yield "after", item.mean_days, 300
    for wait in result.waits:
        if wait.station == "team":
            assert wait.drops_out_per_week is not None
            yield "drops out", wait.drops_out_per_week, 0.02


def test_the_numbers_of_the_file_come_back(messages: Fit) -> None:
    outside = [
        name
        for name, item, truth in true_numbers(messages)
        if not item.interval(0.95)[0] <= truth <= item.interval(0.95)[1]
    ]
    assert len(list(true_numbers(messages))) >= 18
    assert len(outside) <= 2, outside


def test_the_wait_that_was_simulated_comes_back(messages: Fit, town: Path) -> None:
    rows = pd.read_parquet(town / "results" / "indicators.parquet")
    own = rows[(rows["indicator"] == "weeks_waited") & (rows["station"] == "team")]
    wait = next(item for item in messages.waits if item.station == "team")
    # Measured to the tick there and to the day here, over all who joined since 2021.
    assert wait.weeks.value == pytest.approx(own[own["period"] == "all"]["value"].iloc[0], abs=0.05)


def test_the_cbs_delivery_gives_the_same_stays(messages: Fit, town: Path) -> None:
    delivery = fitted(town, "cbs")
    for stay, other in zip(delivery.stays, messages.stays, strict=True):
        # The first night of a stay, which CBS leaves out, is counted here all the same.
        assert stay.mean.value == pytest.approx(other.mean.value, rel=0.005)
        assert stay.ended == other.ended


def test_a_list_on_which_nobody_waited_is_no_known_figure(messages: Fit, town: Path) -> None:
    # There is a place for everyone at the clinic and in residence; the team has 335.
    assert [item.station for item in messages.waits if item.waited >= 10] == ["team"]
    targets = part_text(messages).split("\ntargets:\n")[1].split("\nabout:")[0].splitlines()
    assert [line.split(":")[0].strip(' "') for line in targets] == ["wait-team"]
    table = FitTables(messages, texts_in("en")).waits()
    assert table is not None
    assert "waited a day or more for: clinic, residential." in table.notes[0]


def test_no_wait_is_known_better_than_half_a_day(messages: Fit) -> None:
    sure = [
        replace(item, weeks=replace(item.weeks, value=10.0, error=0.001))
        for item in messages.waits
        if item.station == "team"
    ]
    text = part_text(replace(messages, waits=tuple(sure)))
    assert "value: 10, low: 9.9286, high: 10.071," in text  # 10 less and more 0.5 / 7


def test_claims_tell_that_help_is_of_every_day(messages: Fit) -> None:
    # The simulation claims each day in care, in days: seven a week, of everybody.
    assert [(item.station, item.unit) for item in messages.volumes] == [
        (name, "14") for name in ("clinic", "residential", "team")
    ]
    for item in messages.volumes:
        assert item.per_week.interval() == pytest.approx((7.0, 7.0))
