"""What runs did by themselves, as indicators and on the page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from sim import simulate
from sim.figures.labels import Labels
from sim.figures.results import Results, read_results
from sim.measuring import indicators
from sim.report.amounts import Amounts
from sim.report.reactions import ReactionTables
from sim.report.table import Table
from sim.results.scenario_note import BlockNote
from sim.texts import Language, texts_in

from .report_fixture import write_results
from .report_numbers import END_STATE
from .test_triggers import BLOCK, scenario

TEAM = "basis-team-everywhere"
NBSP = "\N{NO-BREAK SPACE}"


# ------------------------------------------------------------------ indicators


@pytest.mark.parametrize(("reviews", "starts"), [(2, True), (30, False)])
def test_days_since_a_block_started_tell_the_day_in_a_run(
    tmp_path: Path, reviews: int, starts: bool
) -> None:
    block = BLOCK.replace("reviews: 2", f"reviews: {reviews}")  # of 35: 30 running never come
    run = simulate(scenario(tmp_path, block=block), seed=3, engine="simpy")
    (use,) = run.scenario.blocks
    table = indicators(run).set_index(["indicator", "period"])["value"]

    days, end = table["block_days:more"], run.scenario.period.end
    assert (use.begins is not None) == starts
    begins = use.begins or end
    assert days["all"] == (end - begins).days
    for year in ("2021", "2022", "2023"):
        last = dt.date(int(year) + 1, 1, 1)
        assert table["block_started:more", year] == (begins < last)
        since = max(begins, dt.date(int(year), 1, 1))
        assert days[year] == max(0, (last - since).days)


# ------------------------------------------------------------------ the page


def with_rows(
    folder: Path,
    rows: dict[tuple[str, str, str], tuple[float, float]],
    scenarios: Sequence[str] = (TEAM,),
) -> Results:
    """Made-up results of two runs, and rows of some by (indicator, station, period)."""
    results = read_results(write_results(folder, replications=2, looks_back=False))
    more = [
        (scenario, 0, run, name, station, "all", "all", period, value)
        for scenario in scenarios
        for (name, station, period), values in rows.items()
        for run, value in enumerate(values)
    ]
    table = pd.DataFrame(more, columns=list(results.indicators.columns))
    return replace(results, indicators=pd.concat([results.indicators, table]))


def tables_of(results: Results, lang: Language = "en") -> list[Table]:
    labels = Labels(results.manifest, texts_in(lang))
    return ReactionTables(results, labels, Amounts(results.manifest, labels.texts)).tables()


def test_where_nothing_reacts_nothing_is_told(tmp_path: Path) -> None:
    assert tables_of(with_rows(tmp_path, {})) == []


def test_the_page_tells_in_how_many_runs_a_block_started_and_when(tmp_path: Path) -> None:
    results = with_rows(tmp_path, {("block_days:extra", "all", "all"): (365.0, 0.0)})
    note = results.manifest.scenario[TEAM]
    block = BlockNote(
        name="extra", title=None, effect="mechanical", expects=None, delay_days=0, source=None,
        section=None,
    )  # fmt: skip
    told = {TEAM: note.model_copy(update={"blocks": (block,)})}
    manifest = results.manifest.model_copy(update={"scenario": results.manifest.scenario | told})

    (table,) = tables_of(replace(results, manifest=manifest))

    day = f"1{NBSP}January{NBSP}2035"  # the run ends on 1 January 2036
    assert table.rows == (("Basis team in every gemeente", "extra", "1 of 2 runs", day, day),)


def test_the_page_tells_overrun_and_months_of_a_stop(tmp_path: Path) -> None:
    years = [str(year) for year in range(2031, 2036)]
    spent = {("ceiling_spent:pot", "all", year): (4e6, 6e6) for year in years}
    over = {("overrun:pot", "all", year): (0.0, 1e6 * (year == "2033")) for year in years}
    over[("overrun:pot", "all", "2030")] = (9e6, 9e6)  # not in the period of the answer
    months = {("stopped_months:pot", "all", END_STATE): (5.0, 10.0)}

    (table,) = tables_of(with_rows(tmp_path, {**spent, **over, **months}), "nl")

    name, ceiling, *cells = table.rows[0]
    assert (name, ceiling) == ("Basisteam in alle gemeenten", "pot")
    # 7.5 months in 5 years; half a million in one year of five, in the mean of two runs
    in_euros = ["5,0 mln", "100 duizend", "500 duizend"]
    assert cells == [*(f"€ {item}".replace(" ", NBSP) for item in in_euros), "1,5"]


def test_the_page_tells_what_followed_as_places_and_as_a_part(tmp_path: Path) -> None:
    more = {("places_followed", "basis_team", "2026"): (10.0, 14.0)}
    there = {("places", "basis_team", "2026"): (250.0, 254.0)}

    (table,) = tables_of(with_rows(tmp_path, {**more, **there}))

    assert table.head[-1] == "2026"
    assert table.rows == (("Basis team in every gemeente", "basis team", "+12 (+5.0%)"),)


def test_less_than_a_place_is_told_alike_in_both_tables(tmp_path: Path) -> None:
    rows = {
        ("places_followed", "youth_ggz", "2026"): (-0.3, -0.5),
        ("places", "youth_ggz", "2026"): (39.7, 39.5),
        ("places_followed", "basis_team", "2026"): (0.04, 0.04),
        ("places", "basis_team", "2026"): (4.04, 4.04),
    }

    followed, apart = tables_of(with_rows(tmp_path, rows, ("groningen", TEAM)))

    # 0.4 fewer than the 40 that were planned; 0.04 more than 4 is nothing in either.
    minus = "\N{MINUS SIGN}"
    assert [cells[-1] for cells in followed.rows] == [f"{minus}0.4 ({minus}1.0%)", "0"]
    assert [cells[-1] for cells in apart.rows] == [f"{minus}1.0%", "0.0%"]


def test_beside_the_baseline_others_are_told_in_one_column(tmp_path: Path) -> None:
    rows = {
        ("places_followed", "youth_ggz", "2026"): (10.0, 14.0),
        ("places", "youth_ggz", "2026"): (250.0, 254.0),
        ("deterred", "youth_ggz", END_STATE): (100.0, 200.0),
        ("seen_wait", "youth_ggz", END_STATE): (9.0, 12.0),
    }

    results = with_rows(tmp_path, rows, ("groningen", TEAM))
    followed, followed_apart, lists, lists_apart = tables_of(results)

    assert len(followed.rows) == len(lists.rows) == 1
    assert followed_apart.head[1:] == lists_apart.head[1:]
    assert len(followed_apart.head) == 3
    ((_, *parts),) = followed_apart.rows
    ((_, *turned_away),) = lists_apart.rows
    assert parts == ["+5.0%"] * 2  # 12 more than the 240 that were planned
    assert turned_away == ["30 per year"] * 2  # 150 in five years


def test_the_page_tells_who_turned_away_and_no_weeks_of_an_untested_list(tmp_path: Path) -> None:
    rows = {
        (name, station, END_STATE): values
        for station in ("basis_team", "youth_ggz")
        for name, values in {"deterred": (100.0, 200.0), "seen_wait": (9.0, 12.0)}.items()
    }
    rows["switched", "youth_ggz", END_STATE] = (10.0, 20.0)  # 3 a year: too few to tell

    (table,) = tables_of(with_rows(tmp_path, rows))

    assert [row[1:] for row in table.rows] == [
        ("Basis team", "30 per year", "–", "untested"),
        ("Youth mental health care", "30 per year", "fewer than 10", "10.5 weeks"),
    ]
