"""Which groups may be named: those that chance names in at most one analysis of twenty."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..inference.naming import TESTS, least_part, named
from ..inference.turning import logistic
from .reading import LEVEL, Claim, Evidence, Output

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

MAIN = ("wait_first_help", "cost")
"""What the page answers first: half of what chance may do is theirs."""
CHANCE = 0.05
SETTLED = 0.95
"""The share of draws on one side from which a verdict does not turn over within its draws."""
AGREES = 0.95
"""Where in so many draws a verdict hangs on the gain alone, its line tells where it turns."""
LEAST_TURNED = 10
"""Draws on the rarer side below which nothing is told of when it is better."""
_OF_A_VERDICT = TESTS + 1
"""Tests of a group for a verdict: those of its difference, and the odds that it is better."""


@dataclass(frozen=True)
class Limits:
    """Below which p-value a group is named.

    `number`: of one number of the baseline, so that chance names a group in one number of twenty.
    `main` and `other`: of differences in what the page answers first and in all else, so that
    chance names a group for any of them in one analysis of twenty.
    """

    number: float
    main: float
    other: float

    @staticmethod
    def of_evidence(evidence: Evidence) -> Limits:
        """Those of a results folder: the more groups and verdicts, the stricter."""
        groups = len(evidence.groups)
        differing = [item.output.indicator for item in evidence.claims if differs(item)]
        main = sum(indicator in MAIN for indicator in differing)
        return Limits(
            CHANCE / (TESTS * groups),
            halved(groups * _OF_A_VERDICT, main),
            halved(groups * _OF_A_VERDICT, len(differing) - main),
        )

    def of(self, output: Output) -> float:
        """That of a number that comes out."""
        return self.number if output.of == LEVEL else self.of_difference(output.indicator)

    def of_difference(self, indicator: str) -> float:
        """That of differences in an indicator."""
        return self.main if indicator in MAIN else self.other


def halved(tests: int, numbers: int) -> float:
    """The limit of so many tests of each of so many numbers, which have half of the chance."""
    return CHANCE / 2 / (tests * max(1, numbers))


def least_parts(evidence: Evidence, draws: int) -> tuple[float, float]:
    """The part of a variance that a group must bring to be named: of a number, of a verdict."""
    limits = Limits.of_evidence(evidence)
    return least_part(draws, limits.number), least_part(draws, limits.main)


def may_turn(claim: Claim) -> bool:
    """Whether a claim differs between draws, so that something could turn it over."""
    return not is_settled(claim) or (not hangs_on_gain(claim) and rarer(claim) >= LEAST_TURNED)


def differs(claim: Claim) -> bool:
    """Whether a scenario differs from its baseline by more than what matters in some draws."""
    return claim.sides[2] < SETTLED * len(claim.better) or may_turn(claim)


def is_settled(claim: Claim) -> bool:
    """Whether nearly all draws are on one side: a gain that matters, a loss, or neither."""
    return max(claim.sides) >= SETTLED * len(claim.better)


def hangs_on_gain(claim: Claim) -> bool:
    """Whether a claim is better where it gains, whatever guards it; also without a good side."""
    return claim.side == 0 or float((claim.gains == claim.better).mean()) >= AGREES


def rarer(claim: Claim) -> int:
    """In how many draws it is on the rarer side of being better."""
    return min(int(claim.better.sum()), int((~claim.better).sum()))


@dataclass(frozen=True)
class Named:
    """The places of groups that a verdict hangs on: its difference, and when it is better."""

    by_difference: tuple[int, ...] = ()
    by_draws: tuple[int, ...] = ()

    @property
    def every(self) -> tuple[int, ...]:
        """Both, each once."""
        return tuple(dict.fromkeys((*self.by_difference, *self.by_draws)))

    def only(self, chosen: frozenset[int]) -> Named:
        """Those that are chosen."""
        by_difference, by_draws = (
            tuple(at for at in places if at in chosen)
            for places in (self.by_difference, self.by_draws)
        )
        return Named(by_difference, by_draws)


def named_for(claim: Claim, x: Floats, evidence: Evidence, limits: Limits) -> Named:
    """The groups that a verdict hangs on; none where nothing could turn it over."""
    if not may_turn(claim):
        return Named()
    limit = limits.of_difference(claim.output.indicator)
    by_difference = named(x, claim.output.values, limit)
    if hangs_on_gain(claim) or rarer(claim) < LEAST_TURNED:
        return Named(by_difference)
    places = range(len(evidence.groups))
    odds = (at for at in places if logistic(evidence.z[:, at], claim.better)[2] < limit)
    return Named(by_difference, tuple(odds))
