"""Which doubts a number hangs on: parts of its variance, and how far each moves it (tornado)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..inference.information import worth_of, worth_of_all
from ..inference.naming import TESTS, named
from ..inference.variance import half_width, shares_of
from .emulated import Emulated, Inputs
from .naming import MAIN, halved
from .reading import Choice, Evidence

Floats = NDArray[np.float64]

UNEXPLAINED, EVERYTHING = "unexplained", "everything"
_WORTH_TIMES = 30
LEAST_WORTH = 0.05
"""The part of what knowing everything is worth below which a group is not told of."""
_Z_90 = 1.6448536269514722


@dataclass(frozen=True)
class Part:
    """The part of a variance that a group brings alone, and with what it does beside others.

    Halves are half the width of intervals of 90%. The last row of an output is what its emulator
    does not foresee.
    """

    look: str
    scenario: str
    indicator: str
    of: str
    doubt: str
    first: float
    first_half: float | None
    total: float
    total_half: float | None


@dataclass(frozen=True)
class Bar:
    """An output with a group at its 5%, median and 95%, all others at their median.

    `low_half` and `high_half` are half the width of intervals of 90% of the first and last less the
    middle; `error` is how far the emulator is off runs that it did not see.
    """

    look: str
    scenario: str
    indicator: str
    of: str
    unit: str
    doubt: str
    at_low: float
    at_middle: float
    at_high: float
    low_half: float
    high_half: float
    error: float

    @property
    def width(self) -> float:
        """How far both ends lie apart, or the further from the middle."""
        values = (self.at_low, self.at_middle, self.at_high)
        return max(values) - min(values)


@dataclass(frozen=True)
class Worth:
    """What is lost on average by choosing now instead of knowing a group, or everything."""

    look: str
    indicator: str
    unit: str
    doubt: str
    policies: int
    best_now: str
    loss: float
    loss_half: float | None


@dataclass(frozen=True)
class Move:
    """What a group moves a number by, from its 5% to its 95%, at places all over the others.

    `size` is the mean size (mu*), with half the width of its interval of 90%; `mean` with its sign
    (mu); `spread` (sigma) is large where it hangs on the others, or bends.
    """

    scenario: str
    indicator: str
    of: str
    doubt: str
    size: float
    size_half: float
    mean: float
    spread: float


def parts_of(item: Emulated, evidence: Evidence, chosen: frozenset[int]) -> Iterator[Part]:
    """A row for each group that counts, that of most first, and one for what is left."""
    count, output = len(evidence.groups), item.output
    shares = shares_of(item.emulator, count)
    first_half = half_width(item.again, lambda emulator: shares_of(emulator, count).first)
    total_half = half_width(item.again, lambda emulator: shares_of(emulator, count).total)
    key = (output.look, output.scenario, output.indicator, output.of)
    for at in sorted(item.groups, key=lambda at: -shares.total[at]):
        if at in chosen:
            yield Part(
                *key, evidence.groups[at].name, float(shares.first[at]), float(first_half[at]),
                float(shares.total[at]), float(total_half[at]),
            )  # fmt: skip
    yield Part(*key, UNEXPLAINED, shares.unexplained, None, shares.unexplained, None)


def bars_of(item: Emulated, evidence: Evidence, chosen: frozenset[int]) -> list[Bar]:
    """A bar for each group that counts, the widest first."""
    bars = [_bar(item, evidence, at) for at in item.groups if at in chosen]
    return sorted(bars, key=lambda bar: -bar.width)


def _bar(item: Emulated, evidence: Evidence, at: int) -> Bar:
    output, ends = item.output, np.array(item.inputs.ends(at))
    low, middle, high = item.along(at, ends).tolist()
    again = np.array(item.along_again(at, ends))
    halves = _Z_90 * (again - again[:, [1]]).std(axis=0)
    return Bar(
        output.look, output.scenario, output.indicator, output.of, output.unit,
        evidence.groups[at].name, low, middle, high, float(halves[0]), float(halves[2]),
        item.emulator.error,
    )  # fmt: skip


def worths(evidence: Evidence, inputs: Inputs, chosen: frozenset[int]) -> Iterator[Worth]:
    """For each headline what it is worth to know everything, and each group that may be named."""
    limits = worth_limits(evidence)
    for choice in evidence.choices:
        best = choice.policies[int(choice.gains.mean(axis=0).argmax())]
        key = (choice.look, choice.indicator, choice.unit)
        if (choice.gains == choice.gains[:, :1]).all():
            continue
        whole = worth_of_all(choice.gains)
        yield Worth(*key, EVERYTHING, len(choice.policies), best, whole, None)
        rows = []
        parted = (
            _that_part(choice, inputs, limits[choice.indicator in MAIN]) if whole > 0 else set()
        )
        for at in sorted(parted & chosen):
            x = inputs.x[:, [at]]
            if (loss := worth_of(x, choice.gains)) > 0:
                name = evidence.groups[at].name
                half = _worth_half(x, choice)
                rows.append(Worth(*key, name, len(choice.policies), best, loss, half))
        yield from sorted(rows, key=lambda row: -row.loss)


def worth_limits(evidence: Evidence) -> tuple[float, float]:
    """Below which p-value a group is looked at: of other headlines, and of the main ones.

    So that in one analysis of twenty chance names a group for any headline.
    """
    tests = TESTS * len(evidence.groups)
    pairs = dict.fromkeys((False, True), 0)
    for choice in evidence.choices:
        pairs[choice.indicator in MAIN] += len(choice.policies) - 1
    return halved(tests, pairs[False]), halved(tests, pairs[True])


def _that_part(choice: Choice, inputs: Inputs, limit: float) -> set[int]:
    """Groups by which the best policy on average differs from another."""
    best = choice.gains[:, choice.gains.mean(axis=0).argmax()]
    return {at for column in choice.gains.T for at in named(inputs.x, column - best, limit)}


def _worth_half(x: Floats, choice: Choice) -> float:
    """Half the width of an interval of 90%, by draws drawn again."""
    random = np.random.default_rng(len(x))
    rows = (random.integers(0, len(x), len(x)) for _ in range(_WORTH_TIMES))
    return float(_Z_90 * np.std([worth_of(x[row], choice.gains[row]) for row in rows]))
