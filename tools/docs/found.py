"""Which way policies went, in words, by what docs/policies-found.csv keeps of results."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from sim.indicators.definitions import definition_of
from sim.scenario.schema import Block
from sim.texts import texts_in

from .parts import REGION

FOUND = Path("docs", "policies-found.csv")
ALL = "all"
EVERYWHERE = ("cost", "wait_first_help", "without_help")
"""What is kept of every scenario, in total."""
ENOUGH = 16
"""Runs from which there is a range of nine in ten."""


def told(block: Block, users: tuple[str, ...], found: pd.DataFrame) -> str:
    """Which way each thing went that a block says goes one way, else cost and the first wait.

    The first is told of each scenario that uses the block, since a lever may turn it round; the
    second of the first of which something is known.
    """
    known = [name for name in users if name in set(found["scenario"])]
    if not known:
        stands_on = found.loc[found["baseline"].isin(users), ["baseline", "experiment"]]
        if stands_on.empty:
            return "not run yet"
        baseline, experiment = stands_on.iloc[0]
        return f"`{baseline}` is the baseline of `{experiment}`"
    expected = {
        (indicator, station): way
        for indicator, ways in block.direction.items()
        for station, way in ways.items()
    }
    looked_at = expected or {(name, ALL): "" for name in EVERYWHERE}
    scenarios = known if expected else known[:1]
    every = (_of_scenario(found[found["scenario"] == name], looked_at) for name in scenarios)
    return "<br>".join(filter(None, every)) or "not measured"


def _of_scenario(found: pd.DataFrame, looked_at: Mapping[tuple[str, str], str]) -> str:
    """What is looked at in the first experiment with the scenario; nothing where it has none."""
    rows = found.drop_duplicates(["indicator", "station"])
    by_place = rows.set_index(["indicator", "station"])
    lines = [
        _one(key, way, by_place.loc[key]) for key, way in looked_at.items() if key in by_place.index
    ]
    head = f"`{rows['scenario'].iloc[0]}`{_beside(rows)}{_trial(rows)}"
    return f"{head}: {'; '.join(lines)}" if lines else ""


def _beside(rows: pd.DataFrame) -> str:
    """What it is compared with, and over which years, where that is not the region as it is."""
    baseline, period = rows["baseline"].iloc[0], rows["period"].iloc[0]
    return "" if baseline == REGION.name else f" (beside `{baseline}`, {period})"


def _trial(rows: pd.DataFrame) -> str:
    """That numbers and money are of a small copy of the region, where they are."""
    scale, runs = rows["scale"].iloc[0], rows["of"].iloc[0]
    return "" if scale == 1 else f" (a trial at {scale:.0%} of the size, {runs} runs)"


def _one(key: tuple[str, str], way: str, row: pd.Series) -> str:
    """One thing in words: its name and place, which way it went, how far, and whether as said.

    Of what no figure tests only the sign is known, and of a few runs no range.
    """
    indicator, station = key
    went = "more" if row["low"] > 0 else "less" if row["high"] < 0 else "no clear way"
    agrees = "" if not way else ": agrees" if went == way else f" (expected: {way})"
    where = "" if station == ALL else f" at `{station}`"
    size = "" if row["unit"] == "sign" or row["of"] < ENOUGH else f", {_range(row)}"
    return f"`{indicator}`{where} {went}{size}{agrees}"


def _range(row: pd.Series) -> str:
    """The difference and its range; of what adds up over years that of a year."""
    formats = texts_in("en").formats
    definition = definition_of(str(row.name[0]))
    is_sum = definition is not None and definition.adds_up
    years = _years(row["period"]) if is_sum else 1
    ends = [row[name] / years for name in ("difference", "low", "high")]
    if row["unit"] == "eur":
        middle, low, high = (formats.money(end) for end in ends)
    else:
        middle, low, high = (formats.number(end, 1) for end in ends)
    a_year = " a year" if is_sum else ""
    return f"{middle}{a_year} ({low} to {high})".replace("\N{NO-BREAK SPACE}", " ").replace(
        "\N{WORD JOINER}", ""
    )


def _years(period: str) -> int:
    """How many years a period is that is told by its first and last."""
    first, _, last = period.partition("-")
    return int(last or first) - int(first) + 1
