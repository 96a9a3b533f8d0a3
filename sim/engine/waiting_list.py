"""The list of a pool: a heap by priority, rank time and identity, with lazy removal.

SimPy's PriorityResource sorts its whole queue at every request and searches it at every release;
with a backlog of two years that makes a run a hundred times slower. Who leaves the list here only
stops waiting; their entry is thrown away when it comes to the top.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count
from typing import Generic, Protocol, TypeVar


class Waiter(Protocol):
    """Anything that stands on a list: where on it, and whether it still does."""

    waits: bool

    @property
    def order(self) -> tuple[int, int, int, int]:
        """Priority, rank time, identity (rule 8)."""


W = TypeVar("W", bound=Waiter)


class WaitingList(Generic[W]):
    """Who waits for a place of one pool, `size` of them."""

    __slots__ = ("_entries", "_numbers", "size")

    def __init__(self) -> None:
        self._entries: list[tuple[int, int, int, int, int, W]] = []
        self._numbers = count()
        self.size = 0

    def join(self, waiter: W) -> None:
        """Put someone on the list."""
        waiter.waits = True
        self.size += 1
        heappush(self._entries, (*waiter.order, next(self._numbers), waiter))

    def leave(self, waiter: W) -> None:
        """Take someone off the list, wherever they stand."""
        waiter.waits = False
        self.size -= 1

    def first(self) -> W | None:
        """Who is first, or None."""
        entries = self._entries
        while entries:
            waiter = entries[0][5]
            if waiter.waits:
                return waiter
            heappop(entries)
        return None

    def before(self, waiter: W) -> int:
        """How many stand before someone."""
        own = next(entry for entry in self._entries if entry[5] is waiter)
        return sum(entry[5].waits and entry < own for entry in self._entries)

    def __iter__(self) -> Iterator[W]:
        """Everyone who waits, in order of the list, as it stands now."""
        self._entries = [entry for entry in self._entries if entry[5].waits]
        self._entries.sort()
        return iter([entry[5] for entry in self._entries])
