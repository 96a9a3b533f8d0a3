"""The list of a pool: a heap by priority, rank time and identity, with lazy removal.

SimPy's PriorityResource sorts its whole queue at every request and searches it at every release;
with a backlog of two years that makes a run a hundred times slower. Who leaves the list here only
stops waiting; his entry is thrown away when it comes to the top.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count
from typing import TypeAlias

from .records import Request, Visit

Waiter: TypeAlias = Visit | Request
_Entry: TypeAlias = tuple[int, int, int, int, int, Waiter]


class WaitingList:
    """Who waits for a place of one pool, `size` of them."""

    __slots__ = ("_entries", "_numbers", "size")

    def __init__(self) -> None:
        self._entries: list[_Entry] = []
        self._numbers = count()
        self.size = 0

    def join(self, waiter: Waiter) -> None:
        """Put someone on the list."""
        waiter.waits = True
        self.size += 1
        heappush(self._entries, (*waiter.order, next(self._numbers), waiter))

    def leave(self, waiter: Waiter) -> None:
        """Take someone off the list, wherever he stands."""
        waiter.waits = False
        self.size -= 1

    def first(self) -> Waiter | None:
        """Who is first, or None."""
        entries = self._entries
        while entries:
            waiter = entries[0][5]
            if waiter.waits:
                return waiter
            heappop(entries)
        return None

    def first_for(self, station: int) -> Visit | None:
        """The first of those who wait for one station of the pool, or None."""
        return next(
            (item for item in self if isinstance(item, Visit) and item.terms.station == station),
            None,
        )

    def __iter__(self) -> Iterator[Waiter]:
        """Everyone who waits, in order of the list, as it stands now."""
        self._entries = [entry for entry in self._entries if entry[5].waits]
        self._entries.sort()
        return iter([entry[5] for entry in self._entries])
