"""Rule 30: blocks that start by what a run sees."""

import datetime as dt
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from sim import simulate
from sim.checks import load
from sim.draws import TICKS_PER_DAY
from sim.errors import ScenarioError
from sim.in_force import InForce, Log, Logged
from sim.in_force.changes import Thing
from sim.running.triggers import as_it_went
from sim.scenario.schema import Scenario
from sim.scenario.triggers import begun
from sim.telling.explain import explain
from sim.visits import Outcome

ROOT = """\
doorstroom: 1
title: {en: Root}
period: {start: 2021-01-01, report_from: 2021-01-01, end: 2024-01-01}
begin: empty
gemeenten: {town: {youth: 1000}}
needs: {light: {}}
arrivals:
  walk-in: {need: light, per_year: 60, enters: desk}
  others: {need: light, per_year: 1, enters: far}
  few: {need: light, per_year: 1, enters: slow}
stations:
  desk: {places: 3, waiting: {reference_weeks: 2}, stay: {distribution: exponential, mean_days: 30}}
  far: {places: 3, waiting: {reference_weeks: 2}, stay: {distribution: exponential, mean_days: 30}}
  slow: {pool: late, stay: {distribution: exponential, mean_days: 30}}
pools:
  late: {places: {2021-01-01: 0, 2022-01-01: 20}, lists: {number: 3}}
"""
BLOCK = """\
block: 1
title: {en: More}
starts_when: {station: desk, seen_wait_over_weeks: 5, reviews: 2%s}
interventions:
  - {id: moves, kind: divert, from: desk, to: far, share: {0 days: 1, 365 days: 0},
     applies_to: [new, waiting]}
  - {id: more, kind: places, station: far, number: {path: {0 days: 5, 100 days: 9}, shape: ramp}}
"""
DESK = Thing("stations", "desk", "seen_wait")
START = dt.date(2021, 1, 1)


def scenario(
    folder: Path, more: str = "", *, block: str = BLOCK, uses: str = "[more]", root: str = ROOT
) -> Scenario:
    (folder / "root.yaml").write_text(root, encoding="utf-8")
    (folder / "blocks").mkdir(exist_ok=True)
    (folder / "blocks" / "more.yaml").write_text(block.replace("%s", more), encoding="utf-8")
    text = f"doorstroom: 1\ntitle: {{en: Reacts}}\nextends: root\nuses: {uses}\n"
    (folder / "reacts.yaml").write_text(text, encoding="utf-8")
    return load(folder / "reacts.yaml")


def seen(*weeks: float) -> Log:
    """A log of what is seen on the first of February, March, ..."""
    dates = [dt.date(2021 + month // 12, month % 12 + 1, 1) for month in range(1, 36)]
    days = [(date - START).days for date in dates]
    return Log(tuple(Logged(day, DESK, value) for day, value in zip(days, weeks, strict=False)))


def started(scenario: Scenario, log: Log) -> dt.date | None:
    (use,) = as_it_went(scenario, lambda _: log).blocks
    return use.begins


# ------------------------------------------------------------------ when


def test_it_starts_the_day_after_the_last_of_so_many_reviews_running(tmp_path: Path) -> None:
    reacts = scenario(tmp_path)

    assert started(reacts, seen(6, 5, 6, 7, 1)) == dt.date(2021, 5, 2)  # April and May: 6 and 7
    assert started(reacts, seen(6, 5, 6, 5, 6, 5)) is None  # never twice running


def test_it_does_not_start_by_a_review_before_the_day_that_it_names(tmp_path: Path) -> None:
    reacts = scenario(tmp_path, ", not_before: 2021-06-15")

    assert started(reacts, seen(6, 6, 6, 6, 6, 6)) == dt.date(2021, 7, 2)
    assert started(reacts, seen(6, 6, 6, 6, 1, 6, 1)) is None


def test_its_dates_count_from_the_day_on_which_it_starts(tmp_path: Path) -> None:
    reacts = scenario(tmp_path)
    went = as_it_went(reacts, lambda _: seen(1, 1, 1, 6, 6, 6))
    day = (dt.date(2021, 6, 2) - START).days

    (divert,) = InForce(went).diverts
    (share,) = {line.days: line for line in divert.share.choices}.values()
    assert (share.days, share.values) == ((0, day, day + 365), (0, 1, 0))
    places = InForce(went).pool("far").given
    assert (places.at(day - 1), places.at(day), places.at(day + 100)) == (3, 5, 9)


def test_one_that_has_not_started_does_nothing(tmp_path: Path) -> None:
    reacts = scenario(tmp_path)
    went = as_it_went(reacts, lambda _: seen(1))

    assert went.interventions == ()
    assert [use.name for use in went.blocks] == ["more"]


def test_a_block_may_start_by_what_another_one_brought_about(tmp_path: Path) -> None:
    other = BLOCK.replace(
        "desk, seen_wait_over_weeks: 5, reviews: 2%s", "far, seen_wait_over_weeks: 9"
    )
    other = other.split("interventions:")[0] + (
        "interventions:\n  - {id: late, kind: stay, station: far, factor: {0 days: 0.5}}\n"
    )
    scenario(tmp_path)
    (tmp_path / "blocks" / "other.yaml").write_text(other, encoding="utf-8")
    reacts = scenario(tmp_path, uses="[more, other]")
    far = Thing("stations", "far", "seen_wait")

    def run(item: Scenario) -> Log:
        """Once the first has started, the other list grows."""
        first = seen(1, 6, 6)
        if not item.interventions:
            return first
        return Log((*first.entries, Logged(212, far, 10.0)))  # 1 August

    went = as_it_went(reacts, run)

    assert {use.name: use.begins for use in went.blocks} == {
        "more": dt.date(2021, 4, 2),
        "other": dt.date(2021, 8, 2),
    }


# ------------------------------------------------------------------ a run


def test_a_run_is_as_without_it_up_to_its_start_and_then_it_works_at_once(tmp_path: Path) -> None:
    reacts = scenario(tmp_path)
    run = simulate(reacts, seed=3, engine="simpy")
    never = simulate(begun(reacts, {"more": None}), seed=3, engine="simpy")

    (use,) = run.scenario.blocks
    entries = never.observed.log(never.network).entries
    weeks = [item.value for item in entries if item.thing == DESK]
    over = [item > 5 and other > 5 for item, other in pairwise(weeks)]
    second = over.index(True) + 2  # months after January
    review = dt.date(2021 + second // 12, second % 12 + 1, 1)
    assert use.begins == review + dt.timedelta(1)
    tick = (use.begins - START).days * TICKS_PER_DAY
    before, after = (item.visits for item in (never, run))
    assert (
        before.joined[before.joined < tick].tolist() == after.joined[after.joined < tick].tolist()
    )
    moved = after.outcome == Outcome.DIVERTED
    assert moved.any()
    assert set(after.ended[moved].tolist()) == {tick}  # who waits moves on that day at 00:00
    waited = (before.joined < tick) & (np.where(before.started < 0, 2**62, before.started) >= tick)
    assert int(moved.sum()) == int((waited & (before.station == 0) & (before.joined >= 0)).sum())


# ------------------------------------------------------------------ files


def test_explain_says_if(tmp_path: Path) -> None:
    reacts = scenario(tmp_path, ", not_before: 2021-06-15")

    told, verteld = (" ".join(explain(reacts, load(tmp_path / "root.yaml"), lang=lang))
                     for lang in ("en", "nl"))  # fmt: skip
    assert (
        "It starts only if a run sees a wait for desk over 5 weeks, 2 months running, the last of "
        "them not before 15 June 2021: on the day after. It is told as if that is 2 July 2021"
    ) in told
    assert "Het begint alleen als een run 2 maanden achtereen een wachttijd" in verteld


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("0 days: 1, 365 days: 0", "2022-01-01: 1", "count from that day: write 0 days"),
        ("station: desk,", "station: dusk,", "did you mean desk"),
        ("reviews: 2", "reviews: 0", "reviews"),
        ("seen_wait_over_weeks: 5", "seen_wait_over_weeks: 60", "seen_wait_over_weeks"),
        ("kind: places, station: far, number: {path: {0 days: 5, 100 days: 9}, shape: ramp}",
         "kind: inflow, factor: {0 days: 2}", "who could come is drawn before a run"),
        ("kind: places, station: far, number: {path: {0 days: 5, 100 days: 9}, shape: ramp}",
         "kind: places, station: far, moves_to_pool: late, from: 0 days",
         "more.yaml:7: interventions.more.moves_to_pool: is in a block that starts by what a run "
         "sees, see .*more.yaml:3; let a divert"),
        ("kind: places, station: far, number: {path: {0 days: 5, 100 days: 9}, shape: ramp}",
         "kind: places, pool: late, number: {0 days: 20}",
         "more.yaml:7: interventions.more: is in a block .* give late places on the first day"),
        ("100 days: 9", "100 days: 0.5", "whole number"),
    ],
)  # fmt: skip
def test_a_block_that_cannot_start_so_is_refused(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(ScenarioError, match=message):
        scenario(tmp_path, block=BLOCK.replace(old, new))


@pytest.mark.parametrize(
    ("spec", "field"),
    [
        ("kind: price, station: far, per_day: {0 days: 9}", ".per_day"),
        ("kind: price, station: far, per_start: {0 days: 9}", ".per_start"),
        ("kind: price, pool: late, per_place_day: {0 days: 9}", ".per_place_day"),
        ("kind: price, station: far, payer: zvw, from: 0 days", ".payer"),
        (
            "kind: stay, station: far, at_18: {continues: {0 days: 1}, end_age: {0 days: 23}}",
            ".at_18",
        ),
    ],
)
def test_what_running_care_will_cost_may_not_change_so_under_a_ceiling(
    tmp_path: Path, spec: str, field: str
) -> None:
    block = BLOCK.split("  - {id: more")[0] + f"  - {{id: more, {spec}}}\n"
    scenario(tmp_path, block=block)
    money = "{price_level: 2021, ceilings: {all: {per_year: {2021: 9}, when_reached: go_on}}}"

    with pytest.raises(ScenarioError) as caught:
        scenario(tmp_path, block=block, root=f"{ROOT}money: {money}\n")

    assert f"more.yaml:7: interventions.more{field}: is in a block that starts" in str(caught.value)
    assert "; leave it out, or the ceilings: they count until 31 December" in str(caught.value)


def test_blocks_that_could_start_each_other_are_refused(tmp_path: Path) -> None:
    scenario(tmp_path)
    other = BLOCK.replace("station: desk, seen", "station: far, seen").replace("%s", "")
    other = other.replace("moves", "moves-back").replace("more,", "more-too,")
    (tmp_path / "blocks" / "other.yaml").write_text(other, encoding="utf-8")
    with pytest.raises(ScenarioError, match="could start each other: more -> other -> more"):
        scenario(tmp_path, uses="[more, other]")


def test_one_that_cannot_start_in_the_period_is_warned_of(tmp_path: Path) -> None:
    reacts = scenario(tmp_path, ", not_before: 2024-06-15")

    assert any("can never start" in str(item) for item in reacts.warnings)
    assert reacts.interventions == ()
