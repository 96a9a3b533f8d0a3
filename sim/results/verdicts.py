"""What may be said of a difference: one function, for paired runs and for draws.

Over runs a gain must be shown and every counter must be shown to stay within its margin. Over draws
nothing is tested: what is asked must hold in the same draw, and draws are counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf

import numpy as np
from numpy.typing import NDArray

from .evidence import LEVEL

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ALL = "all"


class Word(StrEnum):
    """A verdict."""

    BETTER = "better"
    BETTER_IF = "better_if"
    PUT_IN = "put_in"
    MIXED = "mixed"
    WORSE = "worse"
    NO_DIFFERENCE = "no_difference_that_matters"
    UNCERTAIN = "uncertain"
    NEARLY_ALWAYS = "nearly_always"
    MOSTLY = "mostly"


@dataclass(frozen=True)
class Harm:
    """A counter-indicator: how much worse, in its own unit; `size` None where it is missing.

    `passes` and `shown` are what the runs say; `part` is the group that it is about; `draws` has
    the harm in each draw; `is_sum`: of other counters together.
    """

    name: str
    size: float | None
    margin: float
    passes: bool
    shown: bool = False
    part: str = ALL
    draws: Floats | None = None
    is_sum: bool = False

    @property
    def excess(self) -> float:
        """How far it lies beyond its margin, in margins."""
        return inf if self.size is None else (self.size - self.margin) / (self.margin or 1.0)


@dataclass(frozen=True)
class RunsOnly:
    """Paired runs at centre values.

    P-values against "at most what matters", after the correction over all claims shown. `put_in`:
    the gain is not shown when what the scenario puts in is left out.
    """

    p_better: float
    p_worse: float
    inside: bool
    put_in: bool = False
    not_coming: Harm | None = None


@dataclass(frozen=True)
class Draws:
    """Draws of equal weight; `gain` is positive where it is better, in each of them.

    `found`: in which draws it is there, too, without what the scenario puts in; None: it puts
    nothing in. `not_coming` are the children who do not come, or get other help.
    """

    gain: Floats
    matters: Floats
    found: Flags | None = None
    not_coming: Sequence[Harm] = ()


@dataclass(frozen=True)
class Verdict:
    """A word, with the counter that was decisive; over draws, in how many of them it holds."""

    word: Word
    counter: Harm | None = None
    holds_in: int | None = None
    of: int | None = None


NEARLY_ALWAYS, MOSTLY, INSIDE = 0.95, 0.80, 0.90
"""Parts of the draws (new words only where these are reached)."""


def verdict(counters: Sequence[Harm], evidence: RunsOnly | Draws) -> Verdict:
    """What may be said, with every counter looked at."""
    if isinstance(evidence, Draws):
        return _over_draws(counters, evidence)
    return _over_runs(counters, evidence)


def _over_runs(counters: Sequence[Harm], evidence: RunsOnly) -> Verdict:
    failing = failing_most(counters)
    if evidence.p_better < LEVEL:
        if failing:
            return Verdict(Word.MIXED, failing)
        if evidence.put_in:
            return Verdict(Word.PUT_IN)
        if evidence.not_coming:
            return Verdict(Word.BETTER_IF, evidence.not_coming)
        return Verdict(Word.BETTER)
    if evidence.p_worse < LEVEL:
        return Verdict(Word.WORSE)
    return Verdict(Word.NO_DIFFERENCE if evidence.inside else Word.UNCERTAIN)


def failing_most(counters: Sequence[Harm]) -> Harm | None:
    """The counter that is furthest beyond its margin.

    One that is missing comes first, then what is shown, then the whole before its groups, whose
    sizes are less certain.
    """
    failing = [harm for harm in counters if not harm.passes]
    return max(
        failing,
        key=lambda harm: (harm.size is None, harm.shown, harm.part == ALL, harm.excess),
        default=None,
    )


def _over_draws(counters: Sequence[Harm], evidence: Draws) -> Verdict:
    """By counting draws in which the gain and every counter hold together.

    Each step asks one thing less in the same draw, and the first that holds often enough names the
    word: that all children come, that the gain is not put in, that no counter fails.
    """
    gain, matters, draws = evidence.gain, evidence.matters, evidence.gain.size
    gains, harms = gain > matters, gain < -matters
    within = _within(counters, draws)
    both = gains & within.all(axis=0)
    found = both if evidence.found is None else both & evidence.found
    coming = _within(evidence.not_coming, draws)
    whole = better_in(counters, evidence)
    for word, part in ((Word.NEARLY_ALWAYS, NEARLY_ALWAYS), (Word.MOSTLY, MOSTLY)):
        if whole.mean() >= part:
            return Verdict(word, holds_in=int(whole.sum()), of=draws)
    if found.mean() >= MOSTLY:
        worst = _fails_most(evidence.not_coming, coming, found)
        return Verdict(Word.BETTER_IF, worst, int(found.sum()), draws)
    if both.mean() >= MOSTLY:
        return Verdict(Word.PUT_IN, holds_in=int(both.sum()), of=draws)
    if gains.mean() >= MOSTLY:
        return Verdict(Word.MIXED, _fails_most(counters, within, gains), int(both.sum()), draws)
    if harms.mean() >= MOSTLY:
        return Verdict(Word.WORSE, holds_in=int(harms.sum()), of=draws)
    inside = ~gains & ~harms
    word = Word.NO_DIFFERENCE if inside.mean() >= INSIDE else Word.UNCERTAIN
    return Verdict(word, holds_in=int(inside.sum()), of=draws)


def better_in(counters: Sequence[Harm], evidence: Draws) -> Flags:
    """The draws in which the gain and all that guards it hold together.

    That all children come is asked too, so that the word needs no if.
    """
    draws = evidence.gain.size
    guarded = _within([*counters, *evidence.not_coming], draws).all(axis=0)
    found = True if evidence.found is None else evidence.found
    result: Flags = (evidence.gain > evidence.matters) & guarded & found
    return result


def _fails_most(counters: Sequence[Harm], within: Flags, among: Flags) -> Harm:
    """The counter that fails in most of these draws.

    One of several together only where those by themselves would not take the word away.
    """
    single = np.array([not harm.is_sum for harm in counters], dtype=np.bool_)
    if (among & within[single].all(axis=0)).mean() >= MOSTLY:
        single[:] = True
    fails = np.where(single, (~within & among).sum(axis=1), -1)
    return counters[int(np.argmax(fails))]


def _within(counters: Sequence[Harm], draws: int) -> Flags:
    """Whether each counter is within its margin in each draw; a missing one never is."""
    rows = [
        np.zeros(draws, dtype=np.bool_) if harm.draws is None else harm.draws <= harm.margin
        for harm in counters
    ]
    return np.array(rows, dtype=np.bool_).reshape(len(rows), draws)
