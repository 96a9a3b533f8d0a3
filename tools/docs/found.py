"""Which way policies went, in words, by what docs/policies-found.csv keeps of results."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from sim.scenario.schema import Block, Scenario, Station
from sim.texts import texts_in

FOUND = Path("docs", "policies-found.csv")
ALL = "all"
EVERYWHERE = ("cost", "wait_first_help", "without_help")
"""What is kept of every scenario, in total."""


def told(block: Block, users: tuple[str, ...], found: pd.DataFrame, region: Scenario) -> str:
    """Which way each thing went that a block says goes one way, else cost and the first wait.

    It is told by the first of the scenarios that use the block of which something is known.
    """
    expected = {
        (indicator, station): way
        for indicator, ways in block.direction.items()
        for station, way in ways.items()
    }
    known = [name for name in users if name in set(found["scenario"])]
    if not known:
        return "not run yet"
    rows = found[found["scenario"] == known[0]].drop_duplicates(["indicator", "station"])
    by_place = rows.set_index(["indicator", "station"])
    stations = region.stations | block.stations
    looked_at = expected or {(name, ALL): "" for name in EVERYWHERE}
    lines = [
        _one(stations, key, way, by_place.loc[key])
        for key, way in looked_at.items()
        if key in by_place.index
    ]
    return f"`{known[0]}`: {'; '.join(lines)}" if lines else "not measured"


def _one(stations: Mapping[str, Station], key: tuple[str, str], way: str, row: pd.Series) -> str:
    """One thing in words: its name and place, which way it went, how far, and whether as said."""
    indicator, station = key
    went = "more" if row["low"] > 0 else "less" if row["high"] < 0 else "no clear way"
    agrees = "" if not way else ": agrees" if went == way else f" (expected: {way})"
    where = "" if station == ALL else f" at `{station}`"
    size = "" if _is_untested(stations, key) else f", {_range(row)}"
    return f"`{indicator}`{where} {went}{size}{agrees}"


def _is_untested(stations: Mapping[str, Station], key: tuple[str, str]) -> bool:
    """Whether only the direction of a wait may be told, and not its weeks."""
    station = stations.get(key[1])
    return station is not None and station.waiting.evidence == "untested"


def _range(row: pd.Series) -> str:
    formats = texts_in("en").formats
    ends = [row["difference"], row["low"], row["high"]]
    if row["unit"] == "eur":
        middle, low, high = (formats.money(end) for end in ends)
    else:
        middle, low, high = (formats.number(end, 1) for end in ends)
    return f"{middle} ({low} to {high})".replace("\N{NO-BREAK SPACE}", " ")
