"""Places, staff and closing of every pool on each day (rules 20 to 22)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..scenario.begin import is_file
from ..scenario.schema import Number, Pool, Scenario, Staff, Station
from .changes import Effect, Effects, Thing
from .following import FOLLOWS, Followed
from .log import Log
from .per_youth import as_pool_meets
from .staffing import StaffInForce, fte_per_place, is_about, places_of, staff_of
from .timelines import DatedChange, Timeline, Values, days_of_all, each_once, in_force
from .words import Word, Words, words_in_force

UNLIMITED = math.inf
_ONE = Number(value=1.0)
_NOTHING = Number(value=0.0)


@dataclass(frozen=True, eq=False)
class PoolInstance:
    """One pool of places: a pool of the region, or that of one gemeente."""

    base: str
    gemeente: str | None
    spec: Pool | Station
    own_station: str | None

    @property
    def name(self) -> str:
        """`wij@Groningen`, or the name of the pool."""
        return self.base if self.gemeente is None else f"{self.base}@{self.gemeente}"

    @property
    def keys(self) -> tuple[str, str]:
        """Where it stands."""
        return ("pools" if self.own_station is None else "stations", self.base)


def pool_instances(scenario: Scenario) -> tuple[PoolInstance, ...]:
    """All pools in the order of rule 2: root pools, root stations with their own, then blocks'."""
    result: list[PoolInstance] = []
    parts = [(set(scenario.root.pools), set(scenario.root.stations))]
    parts += [(set(use.block.pools), set(use.block.stations)) for use in scenario.blocks]
    for pools, stations in parts:
        for name in (pool for pool in scenario.pools if pool in pools):
            result += _by_scope(scenario, name, scenario.pools[name], None)
        for name in (station for station in scenario.stations if station in stations):
            if scenario.stations[name].pool is None:
                result += _by_scope(scenario, name, scenario.stations[name], name)
    return tuple(result)


def _by_scope(
    scenario: Scenario, name: str, spec: Pool | Station, own_station: str | None
) -> Iterator[PoolInstance]:
    gemeenten = list(scenario.gemeenten) if spec.scope == "gemeente" else [None]
    for gemeente in gemeenten:
        yield PoolInstance(name, gemeente, spec, own_station)


def productive(fte: Timeline, after_days: float, before: Timeline | None = None) -> Timeline:
    """FTE that counts: the least of the last `after_days` days.

    `before` is the FTE of these days before the start, counted from the first of them; None: that
    of the start counts.
    """
    wait = math.ceil(after_days)
    if before is not None:
        return productive(_one_after_the_other(before, fte, wait), after_days).shifted(-wait)
    starts, values = fte.day_array, fte.value_array
    if wait == 0 or starts.size == 1:
        return fte
    days = each_once(np.concatenate((starts, starts[1:] + wait)))
    first = np.maximum(np.searchsorted(starts, days - wait, side="right") - 1, 0)
    end = np.searchsorted(starts, days, side="right")
    # The least of each stretch; a last value ends it, so that no stretch reaches the end.
    edges = np.stack((first, end), axis=1).ravel()
    least = np.minimum.reduceat(np.append(values, np.inf), edges)[::2]
    return Timeline.of_steps(days, least)


def _one_after_the_other(first: Timeline, then: Timeline, days: int) -> Timeline:
    """The first of two lines for so many days, then the other."""
    kept = first.day_array < days
    steps = (first.day_array[kept], then.day_array + days)
    values = (first.value_array[kept], then.value_array)
    return Timeline.of_steps(np.concatenate(steps), np.concatenate(values))


def _whole(places: Values) -> Values:
    return np.maximum(np.floor(places + 1e-9), 0.0)


def _staffed(fte: Values, clients: Values, efficiency: Values) -> Values:
    return _whole(fte * clients * efficiency)


def scaled(places: Timeline, scale: float) -> Timeline:
    """Places of a smaller region: whole, and at least one where there was one."""
    if scale == 1.0:
        return places
    number = places.value_array
    is_some = (number > 0) & (number < UNLIMITED)
    smaller = np.maximum(np.rint(np.where(is_some, number, 0.0) * scale), 1.0)
    return Timeline.of_steps(places.day_array, np.where(is_some, smaller, number))


def combined(function: Callable[..., Values], *lines: Timeline) -> Timeline:
    """`function` of the values of several lines, on every day that one of them changes."""
    days = days_of_all(lines)
    return Timeline.of_steps(days, function(*(line.on(days) for line in lines)))


class PoolInForce:
    """A pool on each day; places are whole and of scale 1, infinite where there is no limit."""

    def __init__(
        self,
        pool: PoolInstance,
        scenario: Scenario,
        effects: Effects,
        staff: StaffInForce,
        own_layer: int,
        log: Log,
        stock_before: Callable[[int], Timeline],
    ) -> None:
        """`own_layer` is that of the file which brings the pool: the root, or a block.

        `stock_before` gives its stock on so many days before the start, as planned.
        """
        self.pool, self._scenario, self._effects = pool, scenario, effects
        self._staff, self._own_layer, self._log = staff, own_layer, log
        self._stock_before = stock_before

    @cached_property
    def given(self) -> Timeline:
        """Places for clients: staff in training makes none (rule 21)."""
        return self._made_by(lambda stock: productive(stock, self.training_days, self._before))

    @cached_property
    def paid(self) -> Timeline:
        """Places that are paid for: staff in training counts."""
        return self._made_by(lambda stock: stock)

    @cached_property
    def fte(self) -> Timeline | None:
        """FTE in force, in training too, less what others take; None where no staff is counted."""
        if self._own_staff is not None:
            planned = self._staff.fte(self.pool.base, self.pool.gemeente)
            return self._log.applied(self._thing("fte"), self._grown(planned))
        return None if self._per_place is None else self._stock * self._per_place

    @property
    def stock(self) -> Timeline:
        """What a file says of it, under all that changes it: FTE if it counts staff, or places."""
        if self._own_staff is None:
            return self._stock
        assert self.fte is not None
        return self.fte

    @cached_property
    def clients_per_fte(self) -> Timeline | None:
        """Clients that one FTE helps at one time, efficiency left out."""
        staff = self._own_staff
        if staff is not None:
            return self._number("clients_per_fte", staff.clients_per_fte)
        return None if self._per_place is None else Timeline.constant(1.0 / self._per_place)

    @cached_property
    def efficiency(self) -> Timeline:
        """The part of the places that can be used."""
        spec = self.pool.spec
        return self._number("efficiency", spec.efficiency if isinstance(spec, Pool) else _ONE)

    @cached_property
    def per_place_day(self) -> Timeline:
        """The price of a place a day, used or not."""
        spec = self.pool.spec
        return self._number(
            "per_place_day", spec.per_place_day if isinstance(spec, Pool) else _NOTHING
        )

    @cached_property
    def per_fte_year(self) -> Timeline:
        """The price of an FTE for a year of 365.25 days, in training too."""
        spec = self.pool.spec
        return self._number(
            "per_fte_year", spec.per_fte_year if isinstance(spec, Pool) else _NOTHING
        )

    @cached_property
    def payer(self) -> Words[str]:
        """Who pays for the places, or for the staff."""
        spec = self.pool.spec
        return self._word("payer", spec.payer if isinstance(spec, Pool) else spec.cost.payer)

    @cached_property
    def closing(self) -> Words[str]:
        """What happens to clients when places go: `on_vacancy` or `relocate`."""
        return self._word("closing", self.pool.spec.closing)

    @cached_property
    def relocate_to(self) -> Words[str | None]:
        """The station that clients relocate to."""
        return self._word("relocate_to", self.pool.spec.relocate_to)

    @cached_property
    def relocate_order(self) -> Words[str]:
        """Who relocates first."""
        return self._word("relocate_order", self.pool.spec.relocate_order)

    # ------------------------------------------------------------------ what it is made of

    @property
    def _own_staff(self) -> Staff | None:
        staff = staff_of(self.pool.spec, self.pool.gemeente)
        return None if staff is None else staff[1]

    @property
    def training_days(self) -> float:
        """Days before staff that is added makes places."""
        spec = self.pool.spec
        return spec.productive_after_days if isinstance(spec, Pool) else 0.0

    @property
    def _before(self) -> Timeline | None:
        """The stock while those were trained who may still be, of a run that begins with a state.

        Of a pool that follows it is known how it followed (rule 31), and no other change.
        """
        days = math.ceil(self.training_days)
        if not days or not is_file(self._scenario.begin):
            return None
        if self.followed is None:
            return self._stock_before(days)
        factor = self._log.before(self._thing(FOLLOWS), days, 1.0)
        return factor * self.followed.times.first + Timeline.constant(self.followed.plus.first)

    @property
    def _per_place(self) -> float | None:
        return fte_per_place(self.pool.spec)

    def _made_by(self, counting: Callable[[Timeline], Timeline]) -> Timeline:
        """Places made by the part of the staff that is `counting`; all, where none is counted."""
        if self._own_staff is not None:
            assert self.fte is not None
            assert self.clients_per_fte is not None
            fte = counting(self.fte)
            return combined(_staffed, fte, self.clients_per_fte, self.efficiency)
        number = self._stock
        if self._per_place is not None:
            number = combined(_whole, counting(number))
        return combined(_places_in_use, number, self.efficiency)

    @cached_property
    def _stock(self) -> Timeline:
        """The number of a pool that counts places; not whole yet where others take of its staff."""
        if self._per_place is not None:
            planned = self._staff.stock(self.pool.base, self.pool.gemeente)
            return self._log.applied(self._thing("number"), self._grown(planned))
        period = self._scenario.period
        _, number = places_of(self.pool.spec, self.pool.gemeente)
        if number is None:
            number = Number.model_construct(value=UNLIMITED)  # no file can say it
        planned = in_force(number, self._changes("number"), period, own_layer=self._own_layer)
        return self._log.applied(self._thing("number"), self._grown(planned))

    @property
    def years(self) -> int:
        """The times that a 1 January comes within the period, at most."""
        period = self._scenario.period
        return period.end.year - period.start.year + 1

    @cached_property
    def followed(self) -> Followed | None:
        """The number of places or FTE by what follows (rule 31); None where nothing does.

        What the layers above make of nothing at all does not follow.
        """
        if getattr(self.pool.spec, "follows", None) is None:
            return None
        base, gemeente = self.pool.base, self.pool.gemeente
        plus = self._staff.above(base, gemeente, Timeline.constant(0.0))
        return Followed(self._staff.stock(base, gemeente) + plus * -1, plus)

    def _grown(self, planned: Timeline) -> Timeline:
        """The planned number as a run made it follow."""
        factor = self._thing(FOLLOWS)
        if self.followed is None or not self._log.tells_of(factor):
            return planned
        return self.followed.at(self._log.applied(factor, Timeline.constant(1.0)))

    def _effects_on(self, field: str) -> list[Effect]:
        everywhere = self._effects.on(Thing(*self.pool.keys, field))
        return [item for item in everywhere if is_about(item.placed, self.pool.gemeente)]

    def _changes(self, field: str) -> list[DatedChange]:
        return [
            as_pool_meets(effect, self._scenario, self.pool.gemeente)
            for effect in self._effects_on(field)
        ]

    def _number(self, field: str, number: Number) -> Timeline:
        return self._line(field, number, self._changes(field))

    def _line(self, field: str, number: Number, changes: list[DatedChange]) -> Timeline:
        planned = in_force(number, changes, self._scenario.period, own_layer=self._own_layer)
        return self._log.applied(self._thing(field), planned)

    def _thing(self, field: str) -> Thing:
        return Thing(*self.pool.keys, field, self.pool.gemeente or "")

    def _word(self, field: str, word: Word) -> Words[Word]:
        return words_in_force(word, self._effects_on(field), self._scenario.period)


def _places_in_use(number: Values, efficiency: Values) -> Values:
    """Whole places of the part that can be used; without limit where the number has none."""
    is_limited = np.isfinite(number)
    limited = _whole(np.where(is_limited, number, 0.0) * efficiency)
    return np.where(is_limited, limited, UNLIMITED)
