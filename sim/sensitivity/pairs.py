"""Where a verdict turns over by two groups together: a box of draws, found by PRIM.

Only groups that the verdict was seen to hang on are tried: of all pairs of sixty groups chance
makes one that looks as good.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..inference.boxes import Asked, Box, box_of, p_value_of
from .naming import CHANCE, LEAST_TURNED, Named
from .reading import Claim, Evidence
from .tipping import Side

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Bounds:
    """A group between two values, in standard deviations and of its number; None: free."""

    doubt: str
    z_low: float | None
    z_high: float | None
    value_low: float | None
    value_high: float | None


@dataclass(frozen=True)
class Pair:
    """Bounds of two groups within which a claim is nearly always on its rarer side.

    `hits` of the `inside` draws are on that side, the one that is `wanted`, and `hits_outside` of
    the `outside`; `p_value` is how often as good a box is found in shuffled draws.
    """

    look: str
    scenario: str
    indicator: str
    verdict: str
    wanted: str
    bounds: tuple[Bounds, ...]
    inside: int
    hits: int
    outside: int
    hits_outside: int
    p_value: float


def pair_of(
    claim: Claim, evidence: Evidence, named: Named, asked: Asked | None = None
) -> Pair | None:
    """The box of two groups in which a claim is on its rarer side; None where there is none."""
    asked = asked or Asked(one_sided=True)
    side, wanted = _rarer(claim)
    places = sorted(named.every)
    if claim.side == 0 or int(wanted.sum()) < LEAST_TURNED or len(places) < asked.inputs:
        return None
    z = evidence.z[:, places]
    box = box_of(z, wanted, asked)
    if box is None or len(box.inputs) < asked.inputs:
        return None
    p_value = p_value_of(box, z, wanted, asked, seed=evidence.draws)
    if p_value >= CHANCE:
        return None
    output, hits = claim.output, int(wanted.sum())
    return Pair(
        output.look, output.scenario, output.indicator, claim.verdict,
        str(side),
        tuple(_bounds(box, evidence, places[at], at) for at in box.inputs),
        box.inside, box.hits, evidence.draws - box.inside, hits - box.hits, p_value,
    )  # fmt: skip


def _rarer(claim: Claim) -> tuple[Side, Flags]:
    """The rarer side of a claim; of its gain alone where what guards it leaves no two sides."""
    flags, sides = claim.better, (Side.BETTER, Side.NOT_BETTER)
    if min(int(flags.sum()), int((~flags).sum())) < LEAST_TURNED:
        flags, sides = claim.gains, (Side.GAIN, Side.NO_GAIN)
    return (sides[1], ~flags) if flags.mean() >= 0.5 else (sides[0], flags)


def _bounds(box: Box, evidence: Evidence, place: int, at: int) -> Bounds:
    group, low, high = evidence.groups[place], box.low.get(at), box.high.get(at)
    values = (None if end is None else group.value_at(end) for end in (low, high))
    return Bounds(group.name, low, high, *values)
