"""Whose waits are told apart, and where the wait of each goes if nothing changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..indicators.waits import COMERS
from ..texts import capital
from .labels import Labels
from .results import Results, Row
from .trend import Trend, trend, what_matters

WAIT, ALL = "wait_first_help", "all"
FRAMES = ("ordered", "closed")
WAYS = {"up": "longer", "down": "shorter", "level": "same", "open": "unknown"}
"""The way of a trend, as it is said of a wait."""


@dataclass(frozen=True)
class Group:
    """Whose waits they are: a legal frame, who comes back, a need, a gemeente, or everybody."""

    title: str
    indicator: str = WAIT
    gemeente: str = ALL
    need: str = ALL


def groups_of(results: Results, labels: Labels) -> Iterator[Group]:
    """Everybody, then kinds of groups; gemeenten by the alphabet: none leads."""
    texts = labels.texts
    yield Group(texts("groups.everybody"))
    for frame in FRAMES:
        yield Group(capital(texts(f"frame.{frame}")), f"{WAIT}:{frame}")
    for comer in COMERS:
        yield Group(capital(texts(f"word.comer.{comer}")), f"{WAIT}:{comer}")
    for need in results.manifest.needs:
        yield Group(capital(labels.need(need)), need=need)
    for gemeente in sorted(results.manifest.gemeenten):
        yield Group(gemeente, gemeente=gemeente)


def told_row(results: Results, policy: str, group: Group) -> Row | None:
    """What a policy does to the wait of a group; None where that is told to nobody."""
    period = results.period("ahead")
    row = results.by_key.get(
        ("ahead", policy, group.indicator, ALL, group.gemeente, group.need, period)
    )
    return None if row is None or row.kept_back else row


def by_itself(results: Results, groups: Sequence[Group]) -> list[Trend | None]:
    """Where the wait of each group goes in the baseline, over the years of everybody's.

    None where that is told to nobody, or where there are not so many years.
    """
    rows, names = results.indicators, {group.indicator for group in groups}
    mine = (rows["scenario"] == results.baseline) & rows["indicator"].isin({*names, WAIT})
    few, least = replace(results, indicators=rows[mine]), what_matters(results, WAIT)
    whole = trend(few, WAIT, least)
    found = (
        trend(few, group.indicator, least, gemeente=group.gemeente, need=group.need)
        for group in groups
    )
    return [item if item and whole and item.years == whole.years else None for item in found]
