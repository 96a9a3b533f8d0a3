"""What differs by group of clients: numbers, words and rows under what each group meets."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

import numpy as np

from ..scenario.schema import Intervention, Number, Returns, Route, Rows, Scenario, Stay
from .changes import Effect, Effects, Thing
from .groups import Groups, PerGroup, numbered
from .log import Log
from .rows import Row, own_row, row_in_force
from .timelines import Timeline, in_force
from .words import Words, words_in_force

Value = TypeVar("Value")
Word = TypeVar("Word")
AnyRow = TypeVar("AnyRow", Stay, Route, Returns)


class MetByGroups:
    """Numbers, words and rows of stations, worked out once for groups that meet the same."""

    def __init__(
        self,
        scenario: Scenario,
        effects: Effects,
        groups: Groups,
        layer_of: dict[str, int],
        log: Log,
    ) -> None:
        """`layer_of` tells in which layer a block brought its stations and pools."""
        self._log = log
        self.scenario, self.effects = scenario, effects
        self._groups, self._layer_of = groups, layer_of
        self._known: dict[Hashable, Any] = {}

    def _once(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What `make` gives, worked out once for each key."""
        if key not in self._known:
            self._known[key] = make()
        result: Value = self._known[key]
        return result

    def row(self, station: str) -> PerGroup[Row]:
        """The row of shares in force after a stay."""
        return self._once(("row", station), lambda: self._worked_row(station))

    def rows(self, rows: Rows[AnyRow] | None) -> PerGroup[AnyRow | None]:
        """The most specific row of each group."""
        if rows is None or not (rows.needs or rows.gemeenten):
            return self._groups.same(None if rows is None else rows.default)
        return self._once(("rows", id(rows)), lambda: self._by_need(rows))

    def _by_need(self, rows: Rows[AnyRow]) -> PerGroup[AnyRow | None]:
        """Looked up once for each need, in gemeenten with rows of their own apart."""
        groups = self._groups
        who = numbered([groups.need, groups.gemeenten_among(rows.gemeenten)], len(groups.all))
        first = [groups.all[at] for at in np.unique(who, return_index=True)[1].tolist()]
        found = [rows.find(group.gemeente, group.need) for group in first]
        known = {id(row): row for row in found}
        place = {key: at for at, key in enumerate(known)}
        choice = np.array([place[id(row)] for row in found], np.int64)[who]
        return PerGroup(tuple(known.values()), choice)

    def number(self, thing: Thing, number: Number) -> PerGroup[Timeline]:
        """A number of a station that is the same for all, under all that is done to it."""
        base: PerGroup[Number | None] = self._groups.same(number)
        return self.numbers(thing, base)

    def numbers(
        self, thing: Thing, base: PerGroup[Number | None], *, part: int = 0
    ) -> PerGroup[Timeline]:
        """A number under all that is done to it; None is 0 whatever is done.

        `part` tells apart numbers of one thing.
        """
        effects = self.effects.on(thing)
        if not (effects or self._log.tells_of(thing)) and len(base.choices) == 1:
            key = ("constant", _content(base.choices[0]))
            return self._once(
                key, lambda: base.mapped(lambda number: self._line(thing, number, (), 0))
            )
        layer = self._layer_of.get(thing.name, 0)
        return self._once(
            (thing, part),
            lambda: self._groups.meeting(base, _specs(effects)).mapped(
                lambda met: self._line(thing, met[0], [effects[at] for at in met[1]], layer)
            ),
        )

    def _line(
        self, thing: Thing, number: Number | None, effects: Sequence[Effect], layer: int
    ) -> Timeline:
        if number is None:
            return Timeline.constant(0.0)
        changes = [effect.dated for effect in effects]
        planned = in_force(number, changes, self.scenario.period, own_layer=layer)
        return self._log.applied(thing, planned)

    def word(self, station: str, field: str, base: Word) -> PerGroup[Words[Word]]:
        """A word of a station on each day."""
        effects = self.effects.on(Thing("stations", station, field))
        if not effects:
            key = ("word", base)
            return self._once(key, lambda: self._groups.same(Words.always(base)))
        period = self.scenario.period
        return self._once(
            (station, field),
            lambda: self._groups.meeting(self._groups.same(base), _specs(effects)).mapped(
                lambda met: words_in_force(met[0], [effects[at] for at in met[1]], period)
            ),
        )

    def own_row(self, route: Route | None) -> Row:
        """A row as the file has it."""
        return self._once(("own", id(route)), lambda: own_row(route, self.scenario.period))

    def _worked_row(self, station: str) -> PerGroup[Row]:
        effects = self.effects.on(Thing("stations", station, "next"))
        routes = self.rows(self.scenario.stations[station].next)
        met = self._groups.meeting(routes, _specs(effects))
        layer, period = self._layer_of.get(station, 0), self.scenario.period
        return met.mapped(
            lambda pair: row_in_force(
                self.own_row(pair[0]), [effects[at] for at in pair[1]], period, layer
            )
        )


def _specs(effects: Sequence[Effect]) -> list[Intervention]:
    return [effect.placed.intervention for effect in effects]


def _content(number: Number | None) -> Hashable:
    """What makes two numbers the same on each day."""
    if number is None:
        return None
    path = None if number.path is None else tuple(number.path.items())
    return (number.value, path, number.shape)
