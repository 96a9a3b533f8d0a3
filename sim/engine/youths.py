"""Clients on their way, and where they are going next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..clients.cohort import Clients
from ..draws import FAR
from ..network import Network
from .terms import Terms

Ints = NDArray[np.int64]


class Youth:
    """A client on their way: who they are, and what of them runs or waits."""

    __slots__ = (
        "again",
        "arrival",
        "counts",
        "eighteenth",
        "entrance",
        "escalations",
        "heavier",
        "holding_back",
        "is_helped",
        "key",
        "last",
        "legal_frame",
        "met",
        "priority",
        "rank",
        "source",
        "stations",
    )

    def __init__(
        self,
        rank: int,
        key: int,
        source: int,
        arrival: int,
        eighteenth: int,
        entrance: int,
        priority: int,
        legal_frame: int,
    ) -> None:
        self.rank = rank
        self.key = key
        self.source = source
        self.arrival = arrival
        self.eighteenth = eighteenth
        self.entrance = entrance
        self.priority = priority
        self.legal_frame = legal_frame
        self.counts: dict[int, int] = {}
        self.escalations: list[Going] = []
        self.met: list[ByGate] = []
        """The diverts by a gate that have taken them in this referral."""
        self.stations: list[int] = []
        """Stations where something of them runs or waits, one for each trajectory."""
        self.holding_back = 0
        """How many of them keep them from coming back (rule 18): not protection."""
        self.is_helped = False
        """Whether care has started in this referral."""
        self.again = FAR
        """When they ask again if they were deterred (rule 29)."""
        self.heavier = 1.0
        """How many times as long they are helped in this referral."""
        self.last: tuple[Terms, int] | None = None
        """Terms and number of the visit whose row of returns may still be drawn (rule 18)."""

    def count(self, station: int) -> int:
        """The number of this visit at `station`, from 1."""
        number = self.counts.get(station, 0) + 1
        self.counts[station] = number
        return number

    def has_one_more(self, terms: Terms) -> None:
        """A trajectory of this youth waits or runs at a station."""
        self.stations.append(terms.station)
        self.holding_back += terms.holds_back

    def has_one_less(self, terms: Terms) -> None:
        """A trajectory at a station is over."""
        self.stations.remove(terms.station)
        self.holding_back -= terms.holds_back


class Going(NamedTuple):
    """Where a client is going next, and as what.

    `priority` and `rank_time` are None unless a rule lets them keep one. `is_escalated`: one step
    higher in priority; `is_diverted`: no divert may send them on again; `is_second_try`: they come
    by `when_full`; `past_limits`: they come back. `remaining` is what is left of a stay that goes
    on there, in ticks; None for a stay of its own. Who comes onward from a gate keeps the number
    `nth` that was used up before it (0: a number of its own), and of the diverts there they have
    had those up to `after`.
    """

    station: int
    priority: int | None = None
    rank_time: int | None = None
    is_escalated: bool = False
    is_diverted: bool = False
    is_second_try: bool = False
    past_limits: bool = False
    remaining: int | None = None
    nth: int = 0
    after: int = -1


class ByGate(NamedTuple):
    """A divert that sent a client by a gate first, and how they go on from there (rule 15)."""

    divert: int
    gate: int
    going: Going


def youths_of(network: Network, clients: Clients, ranks: Ints) -> Iterator[Youth]:
    """The clients of these ranks, one by one, as they arrive."""
    sources = network.sources
    source = clients.source[ranks]
    columns = (
        ranks,
        clients.key[ranks],
        source,
        clients.arrival[ranks],
        clients.eighteenth[ranks],
        sources.entrance[source],
        sources.priority[source],
        sources.legal_frame[source],
    )
    return map(Youth, *(column.tolist() for column in columns))
