"""Where a verdict turns over by one group alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import inf

import numpy as np
from numpy.typing import NDArray

from ..inference.turning import crossings, logistic
from .emulated import HIGH, LOW, Emulated
from .reading import Claim, Evidence

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

AGREES = 0.95
"""Where in so many draws a verdict hangs on the gain alone, its line tells where it turns."""
LEVEL = 0.05
LEAST_TURNED = 10
"""Draws on the rarer side below which nothing is told of where it turns."""


class Side(StrEnum):
    """What a claim is on one side of where it turns."""

    GAIN = "gain"
    LOSS = "loss"
    MORE = "more"
    LESS = "less"
    NO_DIFFERENCE = "no_difference"
    BETTER = "better"
    NOT_BETTER = "not_better"
    NO_GAIN = "no_gain"


class By(StrEnum):
    """How it was found: by the emulator of the difference, or by counting draws."""

    DIFFERENCE = "difference"
    DRAWS = "draws"


@dataclass(frozen=True)
class Turning:
    """A value of one group above which a claim is something else than below it.

    `z` in standard deviations with its interval of 90%, None where it is open; `value` of the
    number that tells the group. `counted` is what is counted in the draws above and below it.
    """

    look: str
    scenario: str
    indicator: str
    verdict: str
    holds_in: int
    draws: int
    doubt: str
    by: str
    below: str
    above: str
    z: float
    z_low: float | None
    z_high: float | None
    number: str
    value: float
    counted: str
    counted_above: int
    draws_above: int
    counted_below: int
    draws_below: int


def turnings(
    claim: Claim, item: Emulated, evidence: Evidence, chosen: frozenset[int]
) -> Iterator[Turning]:
    """Every value of a group alone at which a claim turns over."""
    hangs_on_gain = claim.side == 0 or _hangs_on_gain(claim)
    for at in sorted(chosen):
        if at in item.groups:
            yield from _by_difference(claim, item, evidence, at)
        if not hangs_on_gain:
            yield from _by_draws(claim, evidence, at, len(evidence.groups))


def _hangs_on_gain(claim: Claim) -> bool:
    return float((claim.gains == claim.better).mean()) >= AGREES


def _by_difference(claim: Claim, item: Emulated, evidence: Evidence, at: int) -> Iterator[Turning]:
    side = claim.side or 1.0
    above, below = (Side.GAIN, Side.LOSS) if claim.side else (Side.MORE, Side.LESS)
    line = item.inputs.line(at)
    gain = side * item.along(at, line)
    again = [side * values for values in item.along_again(at, line)]
    for level, outer in ((claim.matters, above), (-claim.matters, below)):
        for z, goes_up in crossings(line, gain, level):
            # What lies beyond the level is a gain above what matters, or a loss below minus that.
            is_outer_above = goes_up == (level == claim.matters)
            sides = (Side.NO_DIFFERENCE, outer) if is_outer_above else (outer, Side.NO_DIFFERENCE)
            ends = _ends(line, again, level, z, goes_up=goes_up)
            if ends == (None, None):
                continue
            apart = side * claim.output.values
            counted = apart > level if level == claim.matters else apart < level
            yield _turning(claim, evidence, at, (By.DIFFERENCE, *sides), z, ends, (outer, counted))


def _ends(
    line: Floats, again: list[Floats], level: float, z: float, *, goes_up: bool
) -> tuple[float | None, float | None]:
    """The interval of 90% of a crossing, by the nearest one of emulators of draws drawn again.

    One that does not cross there does so beyond what was drawn, on the side where it is nearest.
    """
    found = []
    for values in again:
        near = [place for place, up in crossings(line, values, level) if up == goes_up]
        if near:
            found.append(min(near, key=lambda place: abs(place - z)))
        else:
            is_above = float(values.mean()) > level
            found.append(-inf if is_above == goes_up else inf)
    ordered = np.sort(np.array(found))
    low, high = (float(ordered[round(part * (len(ordered) - 1))]) for part in (0.05, 0.95))
    return (None if np.isinf(low) else low), (None if np.isinf(high) else high)


def _by_draws(claim: Claim, evidence: Evidence, at: int, groups: int) -> Iterator[Turning]:
    """Where the odds that it is better turn; only of a group of which that is no chance."""
    rarer = min(int(claim.better.sum()), int((~claim.better).sum()))
    if rarer < LEAST_TURNED:
        return
    z = evidence.z[:, at]
    constant, slope, p_value = logistic(z, claim.better)
    if p_value >= LEVEL / groups:
        return
    place = -constant / slope
    if not np.quantile(z, LOW) <= place <= np.quantile(z, HIGH):
        return
    sides = (Side.NOT_BETTER, Side.BETTER) if slope > 0 else (Side.BETTER, Side.NOT_BETTER)
    counted = (Side.BETTER, claim.better)
    yield _turning(claim, evidence, at, (By.DRAWS, *sides), place, (None, None), counted)


def _turning(
    claim: Claim,
    evidence: Evidence,
    at: int,
    how: tuple[By, Side, Side],
    z: float,
    ends: tuple[float | None, float | None],
    counted: tuple[Side, Flags],
) -> Turning:
    by, below, over = how
    group, above = evidence.groups[at], evidence.z[:, at] > z
    output = claim.output
    return Turning(
        output.look, output.scenario, output.indicator, claim.verdict, claim.holds_in,
        evidence.draws, group.name, str(by), str(below), str(over), z, *ends, group.number,
        group.value_at(z), str(counted[0]), int(counted[1][above].sum()), int(above.sum()),
        int(counted[1][~above].sum()), int((~above).sum()),
    )  # fmt: skip
