"""Every number that interventions change, and where it stands: for who checks what is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..scenario.reading import Keys
from ..scenario.schema import NextChange, Number, Period, Route, Rows, Scenario, Station
from .changes import Effect, Effects, Thing
from .groups import Group, Groups, Ints, PerGroup, numbered
from .lump_sums import FIELD as LUMP_SUM
from .per_youth import as_pool_meets
from .pools import PoolInstance, pool_instances
from .rates import stream_of
from .rows import own_row
from .staffing import is_about, places_of, staff_of
from .timelines import DatedChange, Timeline, in_force

_ONE = Number(value=1.0)
_ZERO = Number(value=0.0)
_OF_POOLS = ("number", "fte", "clients_per_fte", "efficiency", "per_place_day", "per_fte_year")

Stands = tuple[Keys, Number]
"""A number and where it stands."""


@dataclass(frozen=True)
class Changed:
    """A number, where it stands, and the changes that some group of clients meets."""

    keys: Keys
    number: Number
    changes: tuple[DatedChange, ...]
    spec: tuple[Keys, ...]
    """Where each change stands."""
    own_layer: int
    period: Period

    @cached_property
    def line(self) -> Timeline:
        """What is in force; raises ScenarioError where a number is set twice on one date."""
        return in_force(self.number, self.changes, self.period, own_layer=self.own_layer)


def changed_numbers(
    scenario: Scenario, effects: Effects, groups: Groups, layer_of: dict[str, int]
) -> Iterator[Changed]:
    """Each number once per different set of changes, in pools where no client comes from too."""
    pools: dict[str, list[PoolInstance]] = {}
    for pool in pool_instances(scenario):
        pools.setdefault(pool.base, []).append(pool)
    finder = _Finder(scenario, groups, pools)
    for thing, everything in effects:
        changing = [effect for effect in everything if _is_of_a_number(effect)]
        known = set()
        for (keys, number), here, whose in finder.met(thing, changing):
            spec = tuple(effect.keys for effect in here)
            if here and (keys, spec, whose) not in known:
                known.add((keys, spec, whose))
                changes = tuple(as_pool_meets(effect, scenario, whose) for effect in here)
                layer = layer_of.get(thing.name, 0)
                yield Changed(keys, number, changes, spec, layer, scenario.period)


def row_at(rows: Rows[Any] | None, gemeente: str, need: str) -> tuple[Keys, Any] | None:
    """The most specific row, and the keys that lead to it."""
    if rows is None:
        return None
    local = rows.gemeenten.get(gemeente)
    if local is not None:
        here: Keys = ("gemeenten", gemeente)
        if need in local.needs:
            return (*here, "needs", need), local.needs[need]
        if local.default is not None:
            return (*here, "default"), local.default
    if need in rows.needs:
        return ("needs", need), rows.needs[need]
    return None if rows.default is None else (("default",), rows.default)


class _Finder:
    """Finds the numbers that a thing stands for."""

    def __init__(
        self, scenario: Scenario, groups: Groups, pools: dict[str, list[PoolInstance]]
    ) -> None:
        self.scenario, self.groups, self.pools = scenario, groups, pools

    def met(
        self, thing: Thing, effects: list[Effect]
    ) -> Iterator[tuple[Stands, list[Effect], str | None]]:
        """Each number of a thing with the effects that some clients, or a pool, meet.

        With them the gemeente of the pool, where what is added hangs on its youths.
        """
        if thing.field == LUMP_SUM or not effects:
            return
        if thing.field in _OF_POOLS:
            yield from self._of_pools(thing, effects)
            return
        for to in dict.fromkeys(_destination(effect) for effect in effects):
            same = [effect for effect in effects if _destination(effect) == to]
            specs = [effect.placed.intervention for effect in same]
            for base in self._bases(thing, to):
                for number, places in self.groups.meeting(base, specs).choices:
                    if number is not None:
                        yield number, [same[at] for at in places], None

    # ------------------------------------------------------------------ pools

    def _of_pools(
        self, thing: Thing, effects: list[Effect]
    ) -> Iterator[tuple[Stands, list[Effect], str | None]]:
        for pool in self.pools.get(thing.name, ()):
            here = [effect for effect in effects if is_about(effect.placed, pool.gemeente)]
            number = self._of_pool(pool, thing.field)
            if number is not None:
                by_youth = any(_operation(effect) == "add_per_1000_youth" for effect in here)
                yield number, here, pool.gemeente if by_youth else None

    def _of_pool(self, pool: PoolInstance, field: str) -> Stands | None:
        if field == "number":
            keys, number = places_of(pool.spec, pool.gemeente)
            return (*pool.keys, *keys), number or _ZERO
        if field in ("fte", "clients_per_fte"):
            staff = staff_of(pool.spec, pool.gemeente)
            return None if staff is None else ((*pool.keys, *staff[0], field), _of(staff[1], field))
        if not isinstance(pool.spec, Station):
            return (*pool.keys, field), _of(pool.spec, field)
        if field == "efficiency":
            return (*pool.keys, field), _ONE
        return (*pool.keys, "cost", field), _ZERO

    # ------------------------------------------------------------------ groups of clients

    def _bases(self, thing: Thing, to: str) -> Iterator[PerGroup[Stands | None]]:
        """The numbers of a thing, of a row that of one destination; None where a group has none."""
        if thing.section == "diverts":
            yield self.groups.same((("interventions", thing.name, "share"), _ZERO))
        elif thing.section == "arrivals":
            yield self._each(self.groups.arrival, lambda group: self._of_arrival(thing, group))
        elif thing.section == "pools":
            spec = self.scenario.pools[thing.name]
            yield self.groups.same((("pools", thing.name, thing.field), _of(spec, thing.field)))
        elif thing.field == "next":
            rows = self.scenario.stations[thing.name].next
            yield self._each(self._who(rows), lambda group: self._of_row(thing, to, group))
        else:
            yield from self._of_station(thing)

    def _of_station(self, thing: Thing) -> Iterator[PerGroup[Stands | None]]:
        station, keys = self.scenario.stations[thing.name], ("stations", thing.name)
        match thing.field:
            case "stay":
                yield self.groups.same(((*keys, "stay"), _ONE))
            case "continues":
                yield self.groups.same(((*keys, "at_18", "continues"), station.at_18.continues))
            case "end_age":
                age = Number(value=station.at_18.end_age)
                yield self.groups.same(((*keys, "at_18", "end_age"), age))
            case "returns":
                who = self._who(station.returns)
                yield self._each(who, lambda group: self._of_returns(thing, group))
            case "together":
                for at, second in enumerate(station.together):
                    if second.station == thing.detail:
                        yield self.groups.same(
                            ((*keys, "together", str(at), "share"), second.share)
                        )
            case "per_day" | "per_start" | "per_waiting_day":
                number = _of(station.cost, thing.field)
                yield self.groups.same(((*keys, "cost", thing.field), number))
            case "deterred":
                spec = station.waiting.deterred
                own = (*keys, "waiting", "deterred", "share")
                least, *most = (_ZERO,) if spec is None else spec.ends
                yield self.groups.same((own, least))
                for number in most:
                    yield self.groups.same(((*own, "by_weeks"), number))
            case _:
                number = getattr(station.waiting, thing.field) or _ZERO
                yield self.groups.same(((*keys, "waiting", thing.field), number))

    def _of_arrival(self, thing: Thing, group: Group) -> Stands:
        spec = self.scenario.arrivals[group.arrival]
        if thing.field != "rate":
            return ("arrivals", group.arrival, thing.field), _of(spec, thing.field)
        field = "per_year" if spec.per_year is not None else "per_1000_youth"
        return ("arrivals", group.arrival, field), stream_of(spec)

    def _of_returns(self, thing: Thing, group: Group) -> Stands | None:
        rows = self.scenario.stations[thing.name].returns
        result = row_at(rows, group.gemeente, group.need)
        if result is None:
            return None
        return ("stations", thing.name, "returns", *result[0], "share"), result[1].share

    def _of_row(self, thing: Thing, to: str, group: Group) -> Stands:
        rows = self.scenario.stations[thing.name].next
        where, row = row_at(rows, group.gemeente, group.need) or (("default",), None)
        keys = ("stations", thing.name, "next", *where, "shares", to)
        return keys, self._share_of(row, to)

    def _share_of(self, row: Route | None, to: str) -> Number:
        """The share of a destination in the file; with `rest` it is set when others are."""
        if row is None:
            return _ONE if to == "out" else _ZERO
        if row.rest != to:
            return row.shares.get(to, _ZERO)
        line = own_row(row, self.scenario.period).line(to)
        start = np.datetime64(self.scenario.period.start, "D")
        dates = [(start + day).astype(object) for day in line.days]
        return Number(path=dict(zip(dates, line.values, strict=True)))

    def _who(self, rows: Rows[Any] | None) -> Ints:
        """A number for groups that the rows do not tell apart."""
        own = self.groups.gemeenten_among(() if rows is None else rows.gemeenten)
        return numbered([self.groups.need, own], len(self.groups.all))

    def _each(self, who: Ints, number: Callable[[Group], Stands | None]) -> PerGroup[Stands | None]:
        """A number for each of `who`, found for the first group of each."""
        first = np.unique(who, return_index=True)[1].tolist()
        return PerGroup(tuple(number(self.groups.all[at]) for at in first), who)


def _operation(effect: Effect) -> str:
    return "" if effect.change is None else effect.change.operation


def _is_of_a_number(effect: Effect) -> bool:
    """Whether it changes a number of its own: a part is one of what another destination has."""
    return _operation(effect) not in ("", "part")


def _of(spec: Any, field: str) -> Number:
    number: Number = getattr(spec, field)
    return number


def _destination(effect: Effect) -> str:
    """Of a row every destination is a number of its own."""
    spec = effect.placed.intervention
    return (spec.to or "") if isinstance(spec, NextChange) else ""
