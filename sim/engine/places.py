"""Pools with their places and lists, and the desks of stations at them."""

from __future__ import annotations

from .records import Visit
from .waiting_list import Waiter, WaitingList


class Pool:
    """Places that visits take and free; may be above its capacity when places close."""

    __slots__ = ("capacity", "in_care", "index", "is_marked", "name", "urgent", "used", "waiting")

    def __init__(self, index: int, name: str, capacity: int) -> None:
        self.index = index
        self.name = name
        self.capacity = capacity
        self.used = 0
        self.waiting = WaitingList()
        self.is_marked = False
        self.urgent: list[Waiter] = []
        """Who waits here and may start above capacity (rule 11)."""
        self.in_care: dict[Visit, None] = {}
        """Who has a place, in order of starting; asked when places close."""

    @property
    def free(self) -> int:
        """Places not in use; negative above capacity."""
        return self.capacity - self.used


class Desk:
    """One station at one pool, with the observer's running integrals (rule 25).

    `unblocked` counts those on the list without a place elsewhere, for limits (rule 11).
    """

    __slots__ = (
        "_since",
        "area_blocked",
        "area_in_care",
        "area_waiting",
        "blocked",
        "in_care",
        "pool",
        "station",
        "unblocked",
        "waiting",
    )

    def __init__(self, station: int, pool: Pool) -> None:
        self.station = station
        self.pool = pool
        self.unblocked = 0
        self.waiting = 0
        self.in_care = 0
        self.blocked = 0
        self.area_waiting = 0
        self.area_in_care = 0
        self.area_blocked = 0
        self._since = 0

    def observe(self, now: int, waiting: int, in_care: int, blocked: int) -> None:
        """Someone joins or leaves those waiting, in care or blocked."""
        passed = now - self._since
        if passed:
            self.area_waiting += self.waiting * passed
            self.area_in_care += self.in_care * passed
            self.area_blocked += self.blocked * passed
            self._since = now
        self.waiting += waiting
        self.in_care += in_care
        self.blocked += blocked
