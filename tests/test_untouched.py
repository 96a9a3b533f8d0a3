"""What a change cannot reach: it is told, and it is as it was, to the last visit."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from sim.checks import load_with_base
from sim.cli import app
from sim.engine import run
from sim.errors import ScenarioError
from sim.scenario.schema import Scenario
from sim.untouched import Reached, first_day, reached_between, reached_by, untouched

from .cells import Cells, visits_by_cell, wrongly_untouched
from .random_networks import Played, following, network, played

BASE = """
doorstroom: 1
title: {en: two towns, nl: twee plaatsen}
period: {start: 2021-01-01, report_from: 2021-01-01, end: 2023-01-01}
begin: empty
gemeenten: {north: {youth: 1000}, south: {youth: 1000}}
needs: {light: {}, heavy: {}}
arrivals:
  light: {need: light, per_1000_youth: 5, enters: desk}
  heavy: {need: heavy, per_1000_youth: 5, enters: desk}
pools:
  team: {scope: gemeente, places: {north: 2, south: 2}}
  clinic: {places: 3}
stations:
  desk: {group: gate, places: unlimited, next: {light: {team: 1}, heavy: {clinic: 1}}}
  team: {group: care, pool: team, stay: {distribution: exponential, mean_days: 30}, next: {out: 1}}
  clinic:
    {group: care, pool: clinic, stay: {distribution: exponential, mean_days: 60}, next: {after: 1}}
  after: {group: care, stay: {distribution: exponential, mean_days: 30}, next: {out: 1}}
"""
LONGER = "{id: longer, kind: stay, station: team, gemeenten: [north], factor: {2022-01-01: 2}}"
MORE = "{id: more, kind: places, pool: clinic, number: {add: {2022-07-01: 1}}}"


def extended(folder: Path, *changes: str) -> tuple[Scenario, Scenario]:
    """A scenario with some changes, and what it extends."""
    (folder / "towns.yaml").write_text(BASE, encoding="utf-8")
    lines = "".join(f"  - {change}\n" for change in changes)
    text = "doorstroom: 1\ntitle: {en: changed, nl: anders}\nextends: towns.yaml\n"
    (folder / "changed.yaml").write_text(f"{text}interventions:\n{lines}", encoding="utf-8")
    scenario, base = load_with_base(str(folder / "changed.yaml"))
    assert base is not None
    return scenario, base


def cells(reached: Reached) -> set[tuple[str, str, str]]:
    """Where a visit may differ: station, stream and gemeente."""
    return {
        (reached.stations[at], *reached.sources[source])
        for at, source in np.argwhere(reached.touched).tolist()
    }


# ------------------------------------------------------------------ by hand


def test_a_longer_stay_in_a_team_of_one_town_stays_there(tmp_path: Path) -> None:
    reached = reached_by(*extended(tmp_path, LONGER))

    assert cells(reached) == {("team", "light", "north")}


def test_places_that_two_towns_share_reach_both_and_what_follows(tmp_path: Path) -> None:
    reached = reached_by(*extended(tmp_path, MORE))

    assert cells(reached) == {
        (station, "heavy", town) for station in ("clinic", "after") for town in ("north", "south")
    }


def test_who_is_sent_elsewhere_takes_a_place_from_all_on_that_list(tmp_path: Path) -> None:
    sent = "{id: sent, kind: divert, from: team, to: clinic, gemeenten: [north], "
    reached = reached_by(*extended(tmp_path, sent + "share: {2022-01-01: 0.5}}"))

    assert cells(reached) == {
        ("team", "light", "north"),
        ("clinic", "light", "north"), ("after", "light", "north"),
        *(("clinic", "heavy", town) for town in ("north", "south")),
        *(("after", "heavy", town) for town in ("north", "south")),
    }  # fmt: skip


def test_who_returns_is_reached_wherever_they_come_again(tmp_path: Path) -> None:
    again = "returns: {share: 0.5, mean_days: 50}"
    base = BASE.replace("team: {group: care, ", "team: {group: care, " + again + ", ")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(globals(), "BASE", base)
        reached = reached_by(*extended(tmp_path, LONGER))

    assert cells(reached) == {("team", "light", "north"), ("desk", "light", "north")}


def test_more_who_come_are_told_as_others_who_come(tmp_path: Path) -> None:
    more = "{id: inflow, kind: inflow, needs: [light], gemeenten: [south], "
    scenario, base = extended(tmp_path, more + "factor: {2022-01-01: 1.2}}")

    told = untouched(scenario, base, lang="en")

    assert "  - until 1 January 2022 every visit is as in towns" in told
    assert "  - who asks for help for the first time, and when, but for light at desk" in told
    assert "  - to the last visit, at: clinic and after" in told
    assert "  - to the last visit, who lives in: north" in told
    assert "  - to the last visit, who comes for: heavy" in told
    assert told[-1] == "It begins at: desk."


def test_a_price_changes_no_visit(tmp_path: Path) -> None:
    price = "{id: price, kind: price, station: team, per_day: {2022-01-01: 5}}"
    reached = reached_by(*extended(tmp_path, price))

    assert not reached.touched.any()


def test_a_number_of_the_file_itself_differs_from_the_first_day(tmp_path: Path) -> None:
    scenario, base = extended(tmp_path, LONGER)
    (tmp_path / "set.yaml").write_text(
        "doorstroom: 1\ntitle: {en: set}\nextends: towns.yaml\nset: {pools.clinic.places: 4}\n"
    )
    other, _ = load_with_base(str(tmp_path / "set.yaml"))

    assert first_day(scenario, base) == dt.date(2022, 1, 1)
    assert first_day(other, base) == base.period.start


def test_it_is_told_in_both_languages_by_the_command(tmp_path: Path) -> None:
    extended(tmp_path, LONGER)
    command = ["explain", str(tmp_path / "changed.yaml"), "--untouched", "--lang"]

    told = {lang: CliRunner().invoke(app, [*command, lang]).output for lang in ("nl", "en")}

    assert "bij: desk, clinic en after" in told["nl"]
    assert "at: desk, clinic and after" in told["en"]
    assert "at team: who lives in south" not in told["en"]  # told of the gemeente as a whole
    assert "to the last visit, who lives in: south" in told["en"]


def test_a_scenario_that_stands_alone_has_nothing_to_be_beside(tmp_path: Path) -> None:
    extended(tmp_path, LONGER)

    result = CliRunner().invoke(app, ["explain", str(tmp_path / "towns.yaml"), "--untouched"])

    assert result.exit_code == 2
    assert "extends no other scenario" in result.output


# ------------------------------------------------------------------ random networks


def visits_of(come: Played) -> Cells:
    """What happened."""
    visits, _, clients = run(come.network, come.cohort, come.state)
    return visits_by_cell(come.network, visits, clients)


KINDS = (network, following)


def pairs() -> Iterator[tuple[Played, Played]]:
    """Random networks without one of their changes, and with it; both as they are played."""
    for make, number in itertools.product(KINDS, range(7)):
        made = make(number)
        first, *others = made.sections.get("interventions") or [None]
        less = {**made.sections, "interventions": others}
        if first is None or not others:
            continue
        with suppress(ScenarioError):
            yield played(replace(made, sections=less)), played(made)


def test_what_is_said_to_be_untouched_is_as_it_was_in_random_networks() -> None:
    kept = differing = 0
    for base, changed in pairs():
        reached = reached_between(changed.scenario, base.scenario, (base.network, changed.network))
        before, after = visits_of(base), visits_of(changed)
        assert wrongly_untouched(reached, before, after) == []
        kept += int((reached.met & ~reached.touched).sum())
        differing += sum(before[cell] != after.get(cell) for cell in before)

    assert kept > 10
    assert differing > 10
