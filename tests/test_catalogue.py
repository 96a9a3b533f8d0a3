"""The catalogue of indicators says which rows the table has."""

import dataclasses
from pathlib import Path

import pytest

from sim.indicators.definitions import INDICATORS, Indicator, Kind, indicator_of

from .hand_made import HandMade, V, hand_made


def rows_in(run: HandMade, item: Indicator) -> set[tuple[Kind, str]]:
    """For which kinds of periods and parts a table has rows of an entry."""
    periods = run.lens.periods
    names = {Kind.HALF: periods.halves, Kind.YEAR: periods.years, Kind.SPAN: periods.spans}
    kinds = {span.name: kind for kind, spans in names.items() for span in spans}
    table = run.table
    mine = [name for name in set(table["indicator"]) if indicator_of(name, run.scenario) is item]
    of_pool = "P" in f"{item.year}{item.detail}"
    result = set()
    for row in table[table["indicator"].isin(mine)].itertuples():
        letters = (("P" if of_pool else "S", row.station), ("G", row.gemeente), ("N", row.need))
        parts = "".join(letter for letter, name in letters if name != "all") or "."
        result.add((kinds.get(row.period, Kind.DATE), parts))
    return result


def test_the_catalogue_says_which_rows_there_are(tmp_path: Path) -> None:
    targets = """\
targets:
  a: {indicator: cost, station: help, gemeenten: [Town], period: 2021, value: 1, tolerance: 5%}
  b: {indicator: starts, station: help, gemeenten: [Town], period: 2022, value: 1, tolerance: 5%}
  c: {indicator: in_care, at: 2021-03-01, value: 1, tolerance: 5%}
needs:"""
    visits = [V(f"ann{day}", "help", day, day + 5, day + 50) for day in range(0, 300, 20)]
    visits += [V(f"bob{day}@Village:heavy", "home", day, day + 5, day + 50) for day in (1, 40)]
    visits += [V("cas@Town:locked", "locked_place", 0, 1, 60)]
    run = hand_made(tmp_path, *visits, old="needs:", new=targets)
    unknown = {
        name for name in set(run.table["indicator"]) if indicator_of(name, run.scenario) is None
    }
    assert unknown == set()
    wrong = {}
    for item in INDICATORS:
        result = rows_in(run, item)
        spec = {(kind, parts) for kind in Kind for parts in item.rows(kind)}
        if result - spec or (result and spec - result and item.base not in ("budget", "deficit")):
            wrong[item.pattern] = result ^ spec  # one gemeente has a budget, so there is no total
    assert wrong == {}


def test_units_and_what_adds_up_are_those_of_the_table(tmp_path: Path) -> None:
    run = hand_made(tmp_path, V("ann", "help", 0, 5, 10), V("bob@Village", "home", 0, 5, 10))
    first = run.table.drop_duplicates("indicator")
    wrong = [
        row.indicator
        for row in first.itertuples()
        if getattr(indicator_of(row.indicator, run.scenario), "unit", None) != row.unit
    ]
    assert wrong == []
    wide = run.table[(run.table[["station", "need"]] == "all").all(axis=1)]
    total = wide[wide["gemeente"] == "all"].set_index(["indicator", "period"])["value"]
    parts = wide[wide["gemeente"] != "all"].groupby(["indicator", "period"])["value"].sum()
    for (name, period), value in parts.items():
        item = indicator_of(name, run.scenario)
        assert item is not None
        if item.adds_up and (name, period) in total.index:
            assert value == pytest.approx(total[name, period]), name


def test_entries_are_plain(tmp_path: Path) -> None:
    """No entry is said twice."""
    patterns = [item.pattern for item in INDICATORS]
    assert len(set(patterns)) == len(patterns)
    assert all(dataclasses.asdict(item)["unit"] for item in INDICATORS)
