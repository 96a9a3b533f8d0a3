"""Strands: groups of clients who enter at one station and go the same ways from there on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from ..in_force import DivertInForce, Group, InForce, PerGroup, Row
from ..in_force.groups import numbered
from ..scenario.schema import PlacesChange, Station

Ints = NDArray[np.int64]
Value = TypeVar("Value")


@dataclass(frozen=True, eq=False)
class PerStrand(Generic[Value]):
    """What may differ by strand: a few `choices`, and which of them each strand has."""

    choices: tuple[Value, ...]
    choice: Ints

    def of(self, strand: int) -> Value:
        """What holds for one strand."""
        return self.choices[self._choices[strand]]

    @cached_property
    def _choices(self) -> list[int]:
        """The same as `choice`: a list is quicker to ask for one strand after the other."""
        result: list[int] = self.choice.tolist()
        return result


class Strands:
    """The strands of a scenario, and the stations that each may come to.

    `of_group` is the strand of each group; `first` is the first group of each strand.
    """

    def __init__(self, in_force: InForce) -> None:
        self.in_force = in_force
        self.stations = tuple(in_force.scenario.stations)
        self.number_of = {name: at for at, name in enumerate(self.stations)}
        arrivals = in_force.scenario.arrivals
        enters = [self.number_of[arrivals[group.arrival].enters] for group in in_force.groups]
        entrances = np.array(enters, np.int64)
        self.of_group = numbered([in_force.alike, entrances], len(enters))
        first = np.unique(self.of_group, return_index=True)[1]
        self._first = first.astype(np.int64)
        self.first: tuple[Group, ...] = tuple(in_force.groups[at] for at in first.tolist())
        self.entrance: Ints = entrances[first]
        self._reached: dict[tuple[int, ...], frozenset[int]] = {}

    def __len__(self) -> int:
        return len(self.first)

    def by(self, parts: Sequence[Ints], make: Callable[[Group], Value]) -> PerStrand[Value]:
        """What `make` gives for a group, made once for strands that are equal in all `parts`.

        The parts are numbers by group, such as the choices of what differs by group.
        """
        keys = [part[self._first] for part in parts]
        keys = [key for key in keys if key.size and key.min() != key.max()]
        choice = numbered(keys, len(self.first)) if keys else np.zeros(len(self.first), np.int64)
        first = np.unique(choice, return_index=True)[1].tolist()
        return PerStrand(tuple(make(self.first[at]) for at in first), choice)

    @cached_property
    def diverts_from(self) -> dict[str, list[DivertInForce]]:
        """The diverts of those who are about to join each station, in order."""
        result: dict[str, list[DivertInForce]] = {}
        for divert in self.in_force.diverts:
            result.setdefault(divert.spec.from_, []).append(divert)
        return result

    # ------------------------------------------------------------------ where clients can come

    def reached(self, strand: int) -> frozenset[int]:
        """Every station that clients of a strand may come to on some day, by number."""
        choices = tuple(self.ways_matrix[strand].tolist())
        key = (int(self.entrance[strand]), *choices)
        if key not in self._reached:
            self._reached[key] = frozenset(self._walked(strand))
        return self._reached[key]

    def names_reached(self, group: Group) -> frozenset[str]:
        """The same for a group of clients, by name."""
        strand = int(self.of_group[group.index])
        return frozenset(self.stations[number] for number in self.reached(strand))

    @cached_property
    def all_reached(self) -> frozenset[str]:
        """Every station that anybody may come to."""
        numbers = frozenset[int]().union(*(self.reached(strand) for strand in range(len(self))))
        return frozenset(self.stations[number] for number in numbers)

    @cached_property
    def ways_matrix(self) -> Ints:
        """The choice of ways at each station that has several, shape (strands, stations)."""
        differing = [ways.choice for ways in self.ways if len(ways.choices) > 1]
        return np.stack(differing, axis=1) if differing else np.zeros((len(self), 0), np.int64)

    def _walked(self, strand: int) -> set[int]:
        entrance = int(self.entrance[strand])
        result, open_ends = {entrance}, [entrance]
        while open_ends:
            for number in self.ways[open_ends.pop()].of(strand):
                if number not in result:
                    result.add(number)
                    open_ends.append(number)
        return result

    @cached_property
    def ways(self) -> tuple[PerStrand[tuple[int, ...]], ...]:
        """By station the stations that clients may go to from there on some day, by number."""
        return tuple(self._ways_from(name) for name in self.stations)

    def _ways_from(self, name: str) -> PerStrand[tuple[int, ...]]:
        station = self.in_force.scenario.stations[name]
        rows, words = self.in_force.rows_ever(name), self.in_force.when_full(name)
        seconds = [self.in_force.together(name, at) for at in range(len(station.together))]
        escalates = self.in_force.waiting(name, "escalates_per_week")
        diverts = self.diverts_from.get(name, [])
        relocations = list(self._relocations(station, name))
        differing: list[PerGroup[Any]] = [*rows, words, escalates, *seconds]
        differing += [divert.share for divert in diverts]
        parts = [item.choice for item in differing] + [whom for _, whom in relocations]

        def ways(group: Group) -> tuple[int, ...]:
            names = [to for row in rows for to in _ever_in(row.of(group))]
            names += [word for word in words.of(group).values if word]
            for spec, line in zip(station.together, seconds, strict=True):
                names += [spec.station] if any(line.of(group).values) else []
            if station.waiting.escalates_to and any(escalates.of(group).values):
                names.append(station.waiting.escalates_to)
            for item in (item for item in diverts if item.may_move(group)):
                passed_by = names if item.spec.is_onward else ()
                names += [*item.spec.stations, *passed_by]
            names += [to for to, whom in relocations if whom[group.index]]
            numbers = (self.number_of.get(to) for to in dict.fromkeys(names))
            return tuple(number for number in numbers if number is not None)

        return self.by(parts, ways)

    def _relocations(self, station: Station, name: str) -> Iterator[tuple[str, Ints]]:
        """Where clients may be moved when places close, and for which groups (0 or 1 each)."""
        spec = station if station.pool is None else self.in_force.scenario.pools[station.pool]
        if spec.relocate_to is not None:
            yield spec.relocate_to, np.ones(len(self.of_group), np.int64)
        pools = self._pools_of[name]
        for placed in self._relocating:
            change = placed.intervention
            assert isinstance(change, PlacesChange)
            if (change.pool or change.station) in pools and change.relocate_to is not None:
                yield change.relocate_to, self.in_force.reach(placed).astype(np.int64)

    @cached_property
    def _relocating(self) -> list[Any]:
        return [
            placed
            for placed in self.in_force.scenario.interventions
            if isinstance(placed.intervention, PlacesChange)
            and placed.intervention.relocate_to is not None
        ]

    @cached_property
    def _pools_of(self) -> dict[str, set[str]]:
        """The pools that each station ever draws from; its own places have its own name."""
        scenario = self.in_force.scenario
        result = {name: {item.pool or name} for name, item in scenario.stations.items()}
        for placed in scenario.interventions:
            spec = placed.intervention
            if isinstance(spec, PlacesChange) and spec.moves_to_pool and spec.station:
                result[spec.station].add(spec.moves_to_pool)
        return result


def _ever_in(row: Row) -> list[str]:
    """Destinations that have a share on some day."""
    highest = row.shares.max(axis=1).tolist()
    return [name for name, share in zip(row.destinations, highest, strict=True) if share > 0]


__all__ = ["PerStrand", "Strands"]
