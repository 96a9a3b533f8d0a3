"""The values of a number: a two-piece normal on its scale, with median, 5% and 95% as given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from ..scenario.schema import Domain, Number, fraction

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Scale = Literal["log", "logit", "linear"]

Z_95 = 1.6448536269514722
"""The 95% quantile of the standard normal."""


@dataclass(frozen=True)
class Spread:
    """A value with its 5% and 95%, within what the schema allows."""

    value: float
    low: float
    high: float
    domain: Domain

    @property
    def scale(self) -> Scale:
        """Log for what is positive, logit for shares strictly inside 0 to 1, linear for others.

        What may be below 0, as growth or an addition, is linear also where its range is above it.
        """
        if self.domain.low < 0 or self.low <= 0:
            return "linear"
        if self.domain.high == 1:
            return "logit" if self.high < 1 else "linear"
        return "log"


def spreads_of(number: Number, domain: Domain, *, is_factor: bool = False) -> list[Spread]:
    """That of a value, or of each value of a path, which moves as a whole.

    In a path of factors 1 stays 1, as 0 stays 0 in one of additions: nothing changes there.
    """
    if number.low is not None and number.high is not None:
        low, high = (min(max(end, domain.low), domain.high) for end in (number.low, number.high))
        return [Spread(number.first, low, high, domain)]
    part = 0.0 if number.spread is None else fraction(number.spread)
    stays = 1.0 if is_factor else 0.0
    widths = [0.0 if value == stays else abs(value) * part for value in number.values]
    return [
        Spread(value, max(value - width, domain.low), min(value + width, domain.high), domain)
        for value, width in zip(number.values, widths, strict=True)
    ]


class Values:
    """Many values at once; `of` says for each which entry of a draw moves it."""

    def __init__(self, spreads: Sequence[Spread], of: Sequence[int]) -> None:
        scale = np.array([spread.scale for spread in spreads], dtype="U6")
        self._log, self._logit = scale == "log", scale == "logit"
        self._of = np.array(of, np.int64)
        self._of_file, low, high = (
            np.array([getattr(spread, name) for spread in spreads], np.float64)
            for name in ("value", "low", "high")
        )
        self._middle = self._on_scale(self._of_file)
        self._down = (self._middle - self._on_scale(low)) / Z_95
        self._up = (self._on_scale(high) - self._middle) / Z_95
        self._least = np.array([spread.domain.least for spread in spreads], np.float64)
        self._most = np.array([spread.domain.high for spread in spreads], np.float64)
        self._whole = np.array([spread.domain.is_whole for spread in spreads], np.bool_)

    def _on_scale(self, values: Floats) -> Floats:
        result = values.copy()
        result[self._log] = np.log(values[self._log])
        result[self._logit] = logit(values[self._logit])
        return result

    def at(self, z: Floats) -> Floats:
        """Every value for standard normal numbers `z`; at 0 the very values of the file."""
        mine = z[self._of]
        moved = self._middle + mine * np.where(mine < 0, self._down, self._up)
        moved[self._log] = np.exp(moved[self._log])
        moved[self._logit] = expit(moved[self._logit])
        moved[self._whole] = np.rint(moved[self._whole])
        result: Floats = np.clip(moved, self._least, self._most)
        return np.where(mine == 0, self._of_file, result)

    def at_an_end(self, values: Floats) -> Flags:
        """Which values came to the least or the most that the schema allows, and are not there."""
        is_there = (values <= self._least) | (values >= self._most)
        result: Flags = np.logical_and(is_there, values != self._of_file)
        return result
