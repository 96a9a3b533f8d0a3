"""Sources that are alike share their cells: each still meets what concerns it, and no other."""

from pathlib import Path

import pytest

from sim import load
from sim.in_force import InForce
from sim.network import Network, build_network

REGION = """\
doorstroom: 1
title: {en: Four towns}
period: {start: 2021-01-01, report_from: 2021-01-01, end: 2022-01-01}
begin: empty
gemeenten: {A: {youth: 1000}, B: {youth: 1000}, C: {youth: 1000}, D: {youth: 1000}}
needs: {mild: {}}
arrivals:
  by-gp: {need: mild, referrer: gp, per_1000_youth: 10, enters: help}
  by-school: {need: mild, referrer: school, per_1000_youth: 10, enters: help}
pools: {}
stations:
  help:
    places: 10
    stay: {default: {distribution: fixed, days: 30},
           gemeenten: {D: {distribution: fixed, days: 60}}}
    next: {out: 1}
interventions:
  - {id: slow, kind: stay, station: help, gemeenten: [C], factor: {2021-03-01: 2.0}}
  - {id: quick, kind: stay, station: help, referrers: [gp], factor: {2021-03-01: 0.5}}
"""


@pytest.fixture
def region(tmp_path: Path) -> Path:
    path = tmp_path / "towns.yaml"
    path.write_text(REGION, encoding="utf-8")
    return path


def test_gemeenten_with_the_same_rows_and_interventions_are_alike(region: Path) -> None:
    in_force = InForce(load(region))

    names = [(group.arrival, group.gemeente) for group in in_force.unlike]
    assert names == [(by, town) for by in ("by-gp", "by-school") for town in ("A", "C", "D")]
    assert in_force.alike.tolist() == [0, 0, 1, 2, 3, 3, 4, 5]


def test_each_source_has_the_stay_that_is_said_of_it(region: Path) -> None:
    network = build_network(load(region))

    assert _days_and_factor(network) == {
        ("by-gp", "A"): (30.0, 0.5),
        ("by-gp", "B"): (30.0, 0.5),
        ("by-gp", "C"): (30.0, 2.0 * 0.5),
        ("by-gp", "D"): (60.0, 0.5),
        ("by-school", "A"): (30.0, 1.0),
        ("by-school", "B"): (30.0, 1.0),
        ("by-school", "C"): (30.0, 2.0),
        ("by-school", "D"): (60.0, 1.0),
    }


def _days_and_factor(network: Network) -> dict[tuple[str, str], tuple[float, float]]:
    """The fixed stay of each source at the first station, and its factor at the end."""
    levels = network.levels
    last = levels.at_start.copy()
    last[levels.change_level] = levels.change_value
    sources, tables = network.sources, network.tables
    result = {}
    for at in range(len(sources.key)):
        who = (network.arrivals[sources.arrival[at]], network.gemeenten[sources.gemeente[at]])
        days = network.distributions.a[tables.stay[0, at]]
        result[who] = (float(days), float(last[tables.stay_factor[0, at]]))
    return result
