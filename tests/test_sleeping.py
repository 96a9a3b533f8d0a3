"""Stations that sleep are as if they were not written, until something reaches them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import sim
from sim.cli import app
from sim.errors import ScenarioError
from sim.scenario.schema import Scenario

ROOT = """
doorstroom: 1
title: {en: Region}
parts: [chain]
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2023-01-01}
gemeenten: {town: {youth: 1000}}
arrivals: {walk-in: {need: any, per_year: 100, enters: home}}
"""
AWAKE = """part: 1
title: {en: Chain}
needs: {any: {}}
pools: {team: {places: 9}}
stations:
  home: {pool: team, stay: {distribution: fixed, days: 30}, next: {out: 1}}
"""
SLEEPING = """  house:
    {sleeps: true, pool: house, stay: {distribution: fixed, days: 90}, next: {after: 1}}
  after: {sleeps: true, pool: team, stay: {distribution: fixed, days: 9}}
"""
CHAIN = AWAKE.replace("places: 9}", "places: 9}, house: {places: 4}") + SLEEPING
WAKE = """doorstroom: 1
title: {en: Awake}
extends: region
interventions: [{id: some, kind: divert, from: home, to: house, share: {2022-01-01: 0.2}}]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A region, its chain with two stations that sleep, and a scenario that wakes them."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("region", ROOT), ("chain", CHAIN), ("awake", WAKE)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def said(scenario: Scenario) -> dict[str, object]:
    return scenario.model_dump(exclude={"files", "root", "asleep"})


def test_what_nothing_reaches_is_as_if_it_were_not_written(folder: Path) -> None:
    region = sim.load("region")
    (folder / "chain.yaml").write_text(AWAKE, encoding="utf-8")

    assert said(region) == said(sim.load("region"))
    assert region.asleep == ("after", "house")
    assert list(region.pools) == ["team"]


def test_what_is_reached_counts_and_what_it_leads_to(folder: Path) -> None:
    awake = sim.load("awake")
    (folder / "chain.yaml").write_text(CHAIN.replace("sleeps: true, ", ""), encoding="utf-8")
    (folder / "region.yaml").write_text(
        ROOT.replace("home}}", "home}, late: {need: any, per_year: 1, enters: house}}"), "utf-8"
    )

    wide_awake = sim.load("awake")

    assert awake.asleep == ()
    assert awake.stations == wide_awake.stations
    assert list(awake.pools) == list(wide_awake.pools) == ["team", "house"]


def test_the_root_row_of_a_station_that_wakes_is_that_of_the_root(folder: Path) -> None:
    row = sim.load("awake").root.stations["house"].next

    assert row is not None
    assert row.default is not None
    assert list(row.default.shares) == ["after"]


@pytest.mark.parametrize(
    "way",
    [
        "stations.home.next: {house: 0.1, rest: out}",
        "stations.home.next: {default: {out: 1}, gemeenten: {town: {any: {rest: house}}}}",
        "stations.home.together: {station: house, share: 0.1}",
        "stations.home.waiting: {escalates_per_week: 0.1, escalates_to: house}",
        "stations.home.waiting: {limit: 0, when_full: house}",
    ],
)
def test_every_way_in_wakes_it(folder: Path, way: str) -> None:
    with (folder / "region.yaml").open("a", encoding="utf-8") as file:
        file.write(f"values:\n  {way}\n")

    assert "house" in sim.load("region").stations


@pytest.mark.parametrize(
    "intervention",
    [
        "{id: a, kind: next, station: home, to: house, share: {2022-01-01: 0.1}}",
        "{id: a, kind: waiting, station: home, limit: 0, when_full: house, from: 2022-01-01}",
        "{id: a, kind: places, pool: team, closing: relocate, relocate_to: house,"
        " number: {2022-01-01: 3}, from: 2022-01-01}",
    ],
)
def test_every_kind_of_intervention_wakes_it(folder: Path, intervention: str) -> None:
    (folder / "awake.yaml").write_text(
        f"doorstroom: 1\ntitle: {{en: x}}\nextends: region\ninterventions:\n  - {intervention}\n",
        encoding="utf-8",
    )

    assert "house" in sim.load("awake").stations


def test_a_share_that_is_always_0_is_no_way(folder: Path) -> None:
    (folder / "region.yaml").write_text(
        ROOT + "values: {stations.house.next: {home: 1}}\n", "utf-8"
    )
    (folder / "awake.yaml").write_text(WAKE.replace("0.2", "0"), encoding="utf-8")

    with pytest.raises(ScenarioError, match=r'to is "house"; sleeps: nothing reaches it'):
        sim.load("awake")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "house: {places: 4}",
            "house: {places: 4, per_place_day: 300}",
            "chain.yaml:4: pools.house.per_place_day: is paid for the station house, which sleeps, "
            "as nothing reaches it, and costs money all the same; let something reach it, or give "
            "it no places until something does",
        ),
        (
            "after: {sleeps: true,",
            "after: {sleeps: true, cost: {lump_sum_per_year: 1000},",
            "chain.yaml:9: stations.after.cost.lump_sum_per_year: sleeps, as nothing reaches it, "
            "and costs money all the same; let something reach it, or give it no places until "
            "something does",
        ),
    ],
)
def test_places_that_cost_do_not_sleep(folder: Path, old: str, new: str, message: str) -> None:
    (folder / "chain.yaml").write_text(CHAIN.replace(old, new), encoding="utf-8")

    with pytest.raises(ScenarioError) as refused:
        sim.load("region")

    assert refused.value.lines == [message]
    assert "house" in sim.load("awake").stations


def test_no_places_cost_nothing(folder: Path) -> None:
    text = CHAIN.replace("house: {places: 4}", "house: {places: 0, per_place_day: 300}")
    (folder / "chain.yaml").write_text(text, encoding="utf-8")

    assert "house" not in sim.load("region").pools


def test_explain_tells_what_wakes(folder: Path) -> None:
    told = [CliRunner().invoke(app, ["explain", "awake", "--lang", lang]) for lang in ("en", "nl")]

    assert "It wakes stations that slept in region: house and after." in told[0].stdout
    assert "Het wekt stations die in region sliepen: house en after." in told[1].stdout


def test_check_counts_who_sleeps(folder: Path) -> None:
    told = CliRunner().invoke(app, ["check", "region"]).stdout

    assert "1 station, 1 pool" in told
    assert "asleep" in told
    assert "after, house" in told
