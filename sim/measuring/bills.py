"""What costs are kept in, and who pays a price on which days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np
from numpy.typing import NDArray

from ..in_force import Timeline, Words
from ..scenario.schema import Payer
from .tallies.integral import Integral

if TYPE_CHECKING:
    from ..network import Network

Floats = NDArray[np.float64]

PAYERS: tuple[str, ...] = get_args(Payer)
DAYS_PER_YEAR = 365.25


@dataclass(frozen=True)
class Costs:
    """Euros of the price level per interval of the edges; all shapes end in intervals.

    `total` has shape (payers, stations, gemeenten, intervals), `unfilled` and `lump` (stations,
    gemeenten, intervals), `pgb` (gemeenten, intervals) and `places` (pools, gemeenten, intervals:
    what places cost, used or not); the last four are parts of it.
    """

    total: Floats
    unfilled: Floats
    lump: Floats
    pgb: Floats
    places: Floats


def by_payer(payers: Words[str], price: Timeline) -> Iterator[tuple[int, Integral]]:
    """The price as each payer pays it: 0 on the days that another one does."""
    who = payers.numbered(PAYERS.index)
    for code in sorted(set(who.values)):
        paid = price * who.mapped(lambda now, code=code: float(now == code))  # type: ignore[misc]
        if any(paid.values):
            yield int(code), Integral.of(paid)


def first_station(network: Network, pool: int) -> int:
    """The first station that draws from a pool."""
    using = (network.station_pool == pool).any(axis=1)
    return int(np.flatnonzero(using)[0]) if using.any() else 0
