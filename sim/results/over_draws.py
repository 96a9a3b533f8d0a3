"""Verdicts over draws: in how many of them a gain and all that guards it hold together.

Nothing is tested here: a draw is a way in which the world may be, and draws are counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..indicators.guards import PUT_IN
from .cell_counters import CellCounters
from .compared import Compared
from .counters import FAILS, MISSING, SHOWN, SMALL, WITHIN, Counter
from .intervals import MIDDLE
from .pairs import KEY, Pairs
from .verdicts import (
    INSIDE,
    MOSTLY,
    NEARLY_ALWAYS,
    Draws,
    Harm,
    Verdict,
    Word,
    better_in,
    verdict,
)

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

DRAW_COLUMNS = ["holds_in", "of", "counter_in"]
"""Draws in which what the verdict says holds, of how many, and in which its counter fails."""
ANSWERED = "answered_in"
"""Of a question on break-even: in how many draws there is something to balance."""
BY_DRAW = ["look", "scenario", "indicator", "period", "draw", "difference", "better"]
IN_DRAWS = "in_draws"
"""What is told of a counter: it fails in some draws."""


def judge_over_draws(item: Compared) -> None:
    """Range and verdict of every row, with the counter that decided."""
    pairs, rows = item.pairs, item.pairs.rows
    rows["low"], rows["high"] = np.quantile(pairs.apart, MIDDLE, axis=1)
    rows["evidence"] = rows["evidence"].where(rows["evidence"] == "file", "draws")
    rows["p_value"], rows["holm_p"], rows["corrected"] = np.nan, np.nan, False
    verdicts = list(_verdicts(item))
    told = [*map(_told_of, _sides(pairs), verdicts)]
    rows["verdict"], rows["holds_in"] = [word for word, _ in told], [held for _, held in told]
    rows["of"] = pairs.apart.shape[1]
    harms = [spec.counter for spec in verdicts]
    failing = [_failing(harm) for harm in harms]
    rows["counter"] = ["" if harm is None else harm.name for harm in harms]
    rows["counter_part"] = ["" if harm is None else harm.part for harm in harms]
    rows["counter_size"] = [np.nan if some is None else float(some.mean()) for some in failing]
    rows["counter_in"] = [np.nan if some is None else some.size for some in failing]
    rows["counter_verdict"] = ["" if harm is None else _told(harm) for harm in harms]


def _verdicts(item: Compared) -> Iterator[Verdict]:
    """The verdict of each row; counters are looked at where there is a gain often enough."""
    evidence = _Evidence(item)
    for at, is_often in enumerate(evidence.often):
        yield verdict(*(evidence.of(at) if is_often else evidence.of_gain_alone(at)))


class _Evidence:
    """What there is for and against a gain in each row, in every draw."""

    def __init__(self, item: Compared) -> None:
        pairs = item.pairs
        self._matters = pairs.rows["matters"].to_numpy(dtype=np.float64)
        self._gain = pairs.side[:, None] * pairs.apart
        self._guards = list(_guards(item.counters))
        self._not_coming = [joint_harm(each) for each in item.counters if each.guard in PUT_IN]
        self._in_cell, self._found = CellCounters(pairs), _Found(item)

    @property
    def often(self) -> Flags:
        """In which rows there is a gain often enough for a word."""
        result: Flags = (self._gain > self._matters[:, None]).mean(axis=1) >= MOSTLY
        return result

    def of(self, at: int) -> tuple[Sequence[Harm], Draws]:
        """The counters of a row and its gain."""
        gain, matters = self._gain[at], self._matters[at]
        found = self._found.of(at, gain, matters)
        evidence = Draws(gain, np.full(gain.size, matters), found, self._not_coming)
        return [*self._guards, *self._in_cell.of(at)], evidence

    def of_gain_alone(self, at: int) -> tuple[Sequence[Harm], Draws]:
        """Only the gain of a row."""
        gain = self._gain[at]
        return [], Draws(gain, np.full(gain.size, self._matters[at]))


def headlines_by_draw(item: Compared) -> pd.DataFrame:
    """A row for each headline and draw: the difference, and whether it is better there.

    Better: the gain and all that guards it hold in that draw; never of a number without a good
    side.
    """
    import pandas as pd

    pairs, evidence = item.pairs, _Evidence(item)
    tables = [pd.DataFrame(columns=BY_DRAW)]
    for at in np.flatnonzero(pairs.rows["headline"].to_numpy()):
        row = pairs.rows.iloc[int(at)]
        table = pd.DataFrame({"draw": pairs.draws, "difference": pairs.apart[at]})
        table["better"] = better_in(*evidence.of(int(at))) & (pairs.side[at] != 0)
        tables.append(table.assign(**{name: row[name] for name in BY_DRAW[:4]}))
    return pd.concat(tables[1:] or tables, ignore_index=True)[BY_DRAW]


def _guards(counters: Sequence[Counter]) -> Iterator[Harm]:
    """What must hold in the same draw: every counter of enough children, and what is shown."""
    return (joint_harm(each) for each in counters if each.guard not in PUT_IN and _enters(each))


def _enters(counter: Counter) -> bool:
    """Whether a counter must hold in each draw.

    One run of a small group or of a single year says little of it; there the mean over the draws
    must show a harm first, or most draws have it.
    """
    if not counter.is_little or counter.harm is None:
        return not counter.is_little
    return counter.verdict == SHOWN or bool((counter.harm > counter.margin).mean() >= MOSTLY)


def joint_harm(counter: Counter) -> Harm:
    """A counter with its harm in each draw."""
    harm, is_sum = counter.as_harm, bool(counter.guard.sums)
    return Harm(
        harm.name, harm.size, harm.margin, harm.passes, harm.shown, harm.part, counter.harm, is_sum
    )


class _Found:
    """In which draws a gain is there, too, when what the scenario puts in is left out."""

    def __init__(self, item: Compared) -> None:
        self._rest = item.rest
        self._keys = list(zip(*(item.pairs.rows[name] for name in KEY), strict=True))
        if item.rest is None:
            return
        rest = item.rest.pairs
        keys = zip(*(rest.rows[name] for name in KEY), strict=True) if len(rest.rows) else ()
        self._place = {key: at for at, key in enumerate(keys)}
        self._gain = rest.side[:, None] * rest.apart
        harms = [harm.draws for harm in _guards(item.rest.counters)]
        margins = [harm.margin for harm in _guards(item.rest.counters)]
        within = [
            np.zeros(rest.apart.shape[1], dtype=np.bool_) if harm is None else harm <= margin
            for harm, margin in zip(harms, margins, strict=True)
        ]
        self._within = np.logical_and.reduce(within) if within else np.True_

    def of(self, at: int, gain: Floats, matters: float) -> Flags | None:
        """None where nothing is put in; else most of the gain must be left, and no counter fail."""
        if self._rest is None:
            return None
        place = self._place.get(self._keys[at])
        if place is None:
            return np.zeros(gain.size, dtype=np.bool_)
        left = self._gain[place]
        return np.asarray((left > matters) & (2 * left >= gain) & self._within)


# ------------------------------------------------------------------ rows


def _told_of(sides: dict[str, int] | None, spec: Verdict) -> tuple[str, float]:
    """The word, and in how many draws it holds.

    A number without a good side is more or less, where it mostly differs so.
    """
    if sides is None:
        return str(spec.word), np.nan if spec.holds_in is None else spec.holds_in
    draws = sum(sides.values())
    for name, counted in sides.items():
        if counted >= (INSIDE if name == Word.NO_DIFFERENCE else MOSTLY) * draws:
            return name, counted
    return str(Word.UNCERTAIN), sides[Word.NO_DIFFERENCE]


def _sides(pairs: Pairs) -> Iterator[dict[str, int] | None]:
    """Of numbers without a good side the draws in which they are more, less, or no different."""
    matters = pairs.rows["matters"].to_numpy(dtype=np.float64)[:, None]
    more, less = ((sign * pairs.apart > matters).sum(axis=1) for sign in (1, -1))
    for side, ups, downs in zip(pairs.side, more.tolist(), less.tolist(), strict=True):
        rest = pairs.apart.shape[1] - ups - downs
        counted = {"more": ups, "less": downs, Word.NO_DIFFERENCE.value: rest}
        yield counted if side == 0 else None


def _failing(harm: Harm | None) -> Floats | None:
    """The harm in the draws in which it is beyond its margin."""
    if harm is None or harm.draws is None:
        return None
    failing: Floats = harm.draws[harm.draws > harm.margin]
    return failing


def _told(harm: Harm) -> str:
    return MISSING if harm.draws is None else IN_DRAWS


# ------------------------------------------------------------------ counters


def counted_over_draws(table: pd.DataFrame, counters: Sequence[Counter]) -> pd.DataFrame:
    """The table of counters with their ranges over draws, and in how many they hold."""
    none = np.full(1, np.nan)
    harms = [none if each.harm is None else each.harm for each in counters]
    low, high = np.array([np.quantile(harm, MIDDLE) for harm in harms]).reshape(-1, 2).T
    holds = [
        np.nan if each.harm is None else int((each.harm <= each.margin).sum()) for each in counters
    ]
    return table.assign(low=low, high=high, verdict=[*map(_kept, counters)], holds_in=holds)


def _kept(counter: Counter) -> str:
    """What draws say of a counter, in the words of runs."""
    if counter.harm is None:
        return SMALL if counter.of_year else MISSING
    within = float((counter.harm <= counter.margin).mean())
    if within >= NEARLY_ALWAYS:
        return WITHIN
    if not _enters(counter):
        return SMALL
    return SHOWN if 1 - within >= MOSTLY else FAILS
