"""How long something still takes that has taken so long: exact for every distribution (rule 23).

A time T that is known to be over e is drawn from T given T > e. With the quantile Q of T that is
Q(F + (1 - F) u), F being the chance of at most e: the largest number whose quantile is not over e,
found by halving. No distribution needs a second formula, and the drawn times are those of rule 6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...draws import Kind, time_ticks, time_ticks_from_table
from ...network import Network

_HALVINGS = 60
_ALL = 1.0 - 2.0**-52
"""Beyond this chance nothing is left of a distribution in numbers of 64 bits."""


@dataclass(frozen=True)
class Times:
    """A row of the distributions, `factor` times as long."""

    network: Network
    row: int
    factor: float = 1.0

    def ticks(self, u: float) -> int:
        """Quantile `u`."""
        spec, row = self.network.distributions, self.row
        if int(spec.kind[row]) != Kind.TABLE:
            of_kind = int(spec.kind[row]), float(spec.a[row]), float(spec.b[row])
            return int(time_ticks(u, *of_kind, self.factor))
        shares, days = spec.table_shares[row], spec.table_days[row]
        tail = float(spec.tail_days[row])
        return int(
            time_ticks_from_table(
                u, np.ascontiguousarray(shares), np.ascontiguousarray(days), tail, self.factor
            )
        )

    def chance_of_at_most(self, elapsed: int) -> float:
        """F: the chance that it takes no longer than this, in ticks."""
        if elapsed <= 0:
            return 0.0
        if self.ticks(_ALL) <= elapsed:
            return 1.0
        low, high = 0.0, _ALL
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.ticks(middle) <= elapsed else (low, middle)
        return low

    def longer_than(self, elapsed: int, u: float) -> int | None:
        """Quantile `u` of those that take longer than this; None where nothing does."""
        chance = self.chance_of_at_most(elapsed)
        if chance >= _ALL:
            return None
        return max(self.ticks(min(chance + (1.0 - chance) * u, _ALL)), elapsed + 1)


def still_returns(share: float, ended_before: float) -> float:
    """The chance to come back of who has not yet, where `ended_before` is F of the delay so far."""
    left = share * (1.0 - ended_before)
    return left / (1.0 - share + left) if left > 0.0 else 0.0
