"""At which places the rows of a state file are: pools, lists behind one form, and others asked."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from ...draws import Purpose, uniform
from .names import Child, Names
from .rows import Being, Row
from .told import Told


class Places:
    """The pools of a network, and how many of a file are in care at each."""

    def __init__(self, names: Names, told: Told) -> None:
        self._names, self._network, self._told = names, names.network, told
        self._now = names.network.levels.at_start
        self._used: Counter[int] = Counter()

    def check(self, child: Child, row: Row) -> None:
        """Note a list that is not there."""
        if not child.sources.size:
            return  # told already
        source = int(child.sources[0])
        for column, station in (("list", row.station), ("relocates_list", row.relocates_to)):
            number = getattr(row, column)
            if number is None or not station:
                continue
            count = int(self._network.lists.count[self._first_list(station, source)])
            if number > count:
                rule = f"the places there have {count} list{'s' if count > 1 else ''}"
                self._names.note(row, column, rule, "leave it empty", number)

    def pool_of(self, row: Row, source: int, key: int) -> int:
        """The pool, or the list of it, of a visit that is there."""
        first = self._first_list(row.station, source)
        if row.being is Being.WAITING:
            return self._list(first, row.list, "list", source, key)
        pool = self._list(first, row.list, "list", None, key)
        self._used[pool] += 1
        return pool

    def asked_elsewhere(self, row: Row, source: int, key: int) -> list[int] | None:
        """Station, pool and since when of a place that is asked for elsewhere (rule 20)."""
        if not row.relocates_to:
            return None
        self._told.relocating += 1
        if row.relocates_since is None:
            self._told.filled_in["relocates_since"] += 1
        first = self._first_list(row.relocates_to, source)
        pool = self._list(first, row.relocates_list, "relocates_list", source, key)
        return [self._names.station(row.relocates_to), pool, row.relocates_since or 0]

    def tell_who_will_ask(self) -> None:
        """Of a file that does not say who asks elsewhere: how many will on the first day."""
        if "relocates_to" in self._names.file.columns:
            return
        places = self._network.places
        for pool, used in self._used.items():
            if self._now[places.closing[pool]] > 0.0:
                excess = used - int(self._now[places.capacity[pool]])
                self._told.filled_in["relocates_to"] += max(0, excess)

    def _first_list(self, station: str, source: int) -> int:
        gemeente = int(self._network.sources.gemeente[source])
        return int(self._now[self._network.tables.pool[self._names.station(station), gemeente]])

    def _list(
        self, first: int, number: int | None, column: str, source: int | None, key: int
    ) -> int:
        """A list behind a form: as said, else by the choice of a `source`, else by places."""
        lists = self._network.lists
        count = int(lists.count[first])
        if count == 1:
            return first
        if number is not None:
            return first + number - 1
        self._told.filled_in[column] += 1
        if source is None:
            places = self._now[self._network.places.capacity]
            return max(
                range(first, first + count), key=lambda at: (places[at] - self._used[at], -at)
            )
        gemeente = int(self._network.sources.gemeente[source])
        shares = lists.cumulative[int(lists.choice[first, gemeente])].tolist()
        return first + bisect_right(shares, uniform(key, int(lists.key[first]), 0, Purpose.LIST))
