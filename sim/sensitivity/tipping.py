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
from .naming import Named
from .reading import Claim, Evidence

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


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

    @property
    def draws_agree(self) -> bool:
        """Whether what is counted is the larger part of the draws on its own side of the value."""
        above = self.counted_above * self.draws_below
        below = self.counted_below * self.draws_above
        return above > below if self.counted == self.above else above < below


def turnings(claim: Claim, item: Emulated, evidence: Evidence, named: Named) -> Iterator[Turning]:
    """Every value of a group alone at which a claim turns over, of groups that may be named."""
    for at in named.by_difference:
        yield from _by_difference(claim, item, evidence, at)
    for at in named.by_draws:
        yield from _by_draws(claim, evidence, at)


def _by_difference(claim: Claim, item: Emulated, evidence: Evidence, at: int) -> Iterator[Turning]:
    side = claim.side or 1.0
    above, below = (Side.GAIN, Side.LOSS) if claim.side else (Side.MORE, Side.LESS)
    line = item.inputs.line(at)
    gain = side * item.along(at, line)
    again = [side * values for values in item.along_again(at, line)]
    apart = side * claim.output.values
    for is_gain, outer in ((True, above), (False, below)):
        level = claim.matters if is_gain else -claim.matters
        counted = apart > level if is_gain else apart < level
        for z, goes_up in crossings(line, gain, level):
            # What lies beyond the level is a gain above what matters, or a loss below minus that.
            is_outer_above = goes_up == is_gain
            sides = (Side.NO_DIFFERENCE, outer) if is_outer_above else (outer, Side.NO_DIFFERENCE)
            ends = _ends(line, again, level, z, goes_up=goes_up)
            found = _turning(
                claim, evidence, at, (By.DIFFERENCE, *sides), z, ends, (outer, counted)
            )
            if ends != (None, None) and found.draws_agree:
                yield found


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


def _by_draws(claim: Claim, evidence: Evidence, at: int) -> Iterator[Turning]:
    """Where the odds that it is better turn."""
    z = evidence.z[:, at]
    constant, slope, _ = logistic(z, claim.better)
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
