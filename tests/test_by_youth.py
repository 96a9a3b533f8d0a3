"""Places and FTE per 1,000 youth, so that a chain fits regions of any size."""

import datetime as dt
from contextlib import chdir
from pathlib import Path

import pytest

import sim
from sim.errors import ScenarioError
from sim.scenario.schema import Number, Scenario, Staff

REGION = """
doorstroom: 1
title: {{en: Region}}
period: {{start: 2020-01-01, report_from: 2021-01-01, end: 2023-01-01}}
gemeenten: {{town: {{youth: 1500}}, city: {{youth: 6000}}, away: {{youth: 9000, outside: true}}}}
needs: {{any: {{}}}}
arrivals: {{walk-in: {{need: any, per_1000_youth: 3, enters: desk}}}}
{more}
stations:
  desk: {{{desk}, stay: {{distribution: fixed, days: 30}}, next: {{out: 1}}}}
"""


def region(folder: Path, desk: str, more: str = "") -> Scenario:
    (folder / "x.yaml").write_text(REGION.format(desk=desk, more=more), encoding="utf-8")
    with chdir(folder):
        return sim.load("x.yaml")


def test_of_the_region_they_are_of_its_own_youth(tmp_path: Path) -> None:
    # 7.5 thousand youths live within: 2.5 x 7.5 = 18.75
    desk = region(tmp_path, "places: {per_1000_youth: 2.5}").stations["desk"]

    assert desk.places == Number(value=19)


def test_of_each_gemeente_they_are_of_its_youth(tmp_path: Path) -> None:
    spec = "scope: gemeente, places: {town: 2, default: {per_1000_youth: 2}}"

    desk = region(tmp_path, spec).stations["desk"]

    assert desk.places == {
        "town": Number(value=2),
        "city": Number(value=12),
        "away": Number(value=18),
    }


def test_fte_are_no_whole_numbers(tmp_path: Path) -> None:
    more = "pools: {team: {staff: {fte: {per_1000_youth: 0.7}, clients_per_fte: 9}}}"

    pool = region(tmp_path, "pool: team", more).pools["team"]

    assert pool.staff == Staff(fte=Number(value=5.25), clients_per_fte=Number(value=9))


def test_a_range_and_a_path_go_along(tmp_path: Path) -> None:
    known = "low: 2, high: 4, source: cbs"
    more = "sources: {cbs: {title: Counted}}"
    ranged = region(tmp_path, f"places: {{per_1000_youth: 3, {known}}}", more).stations["desk"]
    path = "{per_1000_youth: {2020-01-01: 2, 2022-01-01: 4}, shape: ramp}"
    dated = region(tmp_path, f"places: {path}").stations["desk"]

    # 3 x 7.5 = 22.5, rounded to the even one of both
    assert ranged.places == Number(value=22, low=15, high=30, source="cbs")
    days = {dt.date(2020, 1, 1): 15.0, dt.date(2022, 1, 1): 30.0}
    assert dated.places == Number(path=days, shape="ramp")


def test_the_root_has_them_too_and_a_block_may(tmp_path: Path) -> None:
    region(tmp_path, "places: {per_1000_youth: 2}")
    (tmp_path / "more.yaml").write_text(
        "block: 1\ntitle: {en: More}\n"
        "stations: {side: {places: {per_1000_youth: 4}, stay: {distribution: fixed, days: 3}}}\n"
        "interventions: [{id: a, kind: divert, from: desk, to: side, share: {2022-01-01: 0.5}}]\n",
        encoding="utf-8",
    )
    (tmp_path / "y.yaml").write_text(
        "doorstroom: 1\ntitle: {en: Y}\nextends: x\nuses: [more]\n"
        "set: {gemeenten.city.youth: 2500}\n",
        encoding="utf-8",
    )

    scenario = sim.load(tmp_path / "y.yaml")

    assert scenario.root.stations["desk"].places == Number(value=15)
    assert scenario.stations["desk"].places == Number(value=8)
    assert scenario.stations["side"].places == Number(value=16)


@pytest.mark.parametrize(
    ("desk", "more", "message"),
    [
        (
            "places: {per_1000_youth: -1}", "",
            "x.yaml:10: stations.desk.places is -1; must be 0 or more, or "
            '"unlimited"',
        ),
        (
            "places: {per_1000_youth: many}", "",
            'x.yaml:10: stations.desk.places is "many"; must be a number, '
            "{value: ...} or a path {date: number}",
        ),
        (
            "places: {per_1000_youth: {value: 3, valeu: 4}}", "",
            "x.yaml:10: stations.desk.places.per_1000_youth: is no known key",
        ),
        (
            "places: 4, cost: {per_day: {per_1000_youth: 3}}", "",
            "x.yaml:10: stations.desk.cost.per_day.per_1000_youth is 3; places and fte of a "
            "file may be per 1,000 youth, and nothing else is; write a number (a policy: "
            "add_per_1000_youth)",
        ),
        (
            "places: {per_1000_youth: 1e8}", "",
            "x.yaml:10: stations.desk.places is 750000000; must be at most 100,000,000, of all "
            "youths together; mend the number per 1,000 youth",
        ),
        (
            "places: 4",
            "interventions:\n  - {id: a, kind: places, station: desk,"
            " number: {set: {per_1000_youth: 3}}, from: 2021-01-01}",
            "x.yaml:9: interventions.a.number: places and fte of a file may be per 1,000 youth, "
            "and nothing else is; write a number (a policy: add_per_1000_youth)",
        ),
    ],
)  # fmt: skip
def test_what_it_may_not_be(tmp_path: Path, desk: str, more: str, message: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        region(tmp_path, desk, more)

    assert refused.value.lines == [message]
