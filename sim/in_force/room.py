"""What is in force in a scenario on each day, for each group of clients: the room that all ask."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from ..scenario.begin import begun_before
from ..scenario.schema import (
    Arrival,
    Divert,
    Number,
    Placed,
    Returns,
    Route,
    Scenario,
    Stay,
)
from .by_group import MetByGroups
from .changed import Changed, changed_numbers
from .changes import DETERRED, Effects, Thing
from .groups import Flags, Group, Groups, Ints, PerGroup, numbered
from .growth import Growth, growth_of
from .log import NOTHING_HAPPENED, Log
from .lump_sums import LumpSum, LumpSums
from .pools import PoolInForce, PoolInstance, pool_instances
from .rates import GROWTH_IS_1, Rate, Rates
from .reactions import DivertInForce, ReactionsInForce
from .rows import Row
from .staffing import StaffInForce, is_about
from .timelines import Timeline
from .ways import is_a_way, with_own_rows
from .words import Words, words_in_force

Value = TypeVar("Value")
Word = TypeVar("Word")
AnyRow = TypeVar("AnyRow", Stay, Route, Returns)

UNSAID = -1.0
"""What a priority, limit or norm is on the days on which nothing is said of it."""
_ONE = Number(value=1.0)
_ZERO = Number(value=0.0)
_UNSAID = Number(value=UNSAID)


class InForce:
    """The numbers, words, rows, places and money of a scenario; worked out when asked, and kept.

    Layers are those of rule 22. What is asked by station may differ by group of clients, what is
    asked by pool by gemeente.
    """

    def __init__(self, scenario: Scenario, log: Log = NOTHING_HAPPENED) -> None:
        """What is planned; with the log of a run, what was in force in that run."""
        self.scenario, self._log = scenario, log
        self.effects = Effects(scenario)
        self._groups = Groups(scenario)
        self._known: dict[Hashable, Any] = {}
        self._layer_of = {
            name: use.layer
            for use in scenario.blocks
            for name in (*use.block.stations, *use.block.pools)
        }
        self._met = MetByGroups(scenario, self.effects, self._groups, self._layer_of, log)
        self.staff = StaffInForce(scenario, self.effects, self._layer_of)
        self.reactions = ReactionsInForce(scenario, self.effects, self._groups, self._met, log)

    def _once(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What `make` gives, worked out once for each key."""
        if key not in self._known:
            self._known[key] = make()
        result: Value = self._known[key]
        return result

    # ------------------------------------------------------------------ groups of clients

    @property
    def groups(self) -> tuple[Group, ...]:
        """Every arrival in every gemeente that it comes from, in order of identity (rule 4)."""
        return self._groups.all

    @cached_property
    def alike(self) -> Ints:
        """The class of each group: those of one class go the same ways through the stations.

        They have a need in common, rows, and the interventions on diverts, routes, stays, lists
        and relocation that they meet. Where they enter, pools and prices may differ.
        """
        own = (*with_own_rows(self.scenario), *with_own_rows(self.scenario.root))
        ways = [placed.intervention for placed in self.scenario.interventions]
        reach = {
            id(flags): flags
            for flags in (self._groups.reach(spec) for spec in ways if is_a_way(spec))
        }
        keys = [self._groups.need, self._groups.gemeenten_among(own), *reach.values()]
        return numbered(keys, len(self.groups))

    @cached_property
    def unlike(self) -> tuple[Group, ...]:
        """The first group of each class."""
        first: dict[int, Group] = {}
        for group, code in zip(self.groups, self.alike.tolist(), strict=True):
            first.setdefault(code, group)
        return tuple(first[code] for code in sorted(first))

    def reach(self, spec: Placed) -> Flags:
        """Whom of the groups an intervention is about."""
        return self._groups.reach(spec.intervention)

    def concerning(self, group: Group) -> tuple[Placed, ...]:
        """The interventions that are about a group, in order of file and block."""
        return self._once(
            ("concerning", group.index),
            lambda: tuple(
                item for item in self.scenario.interventions if self.reach(item)[group.index]
            ),
        )

    def changed(self) -> tuple[Changed, ...]:
        """Every number that interventions change, once per different set of changes."""
        return self._once(
            "changed",
            lambda: tuple(
                changed_numbers(self.scenario, self.effects, self._groups, self._layer_of)
            ),
        )

    # ------------------------------------------------------------------ numbers of a station

    def stay(self, station: str) -> PerGroup[Stay | None]:
        """The distribution of stays in the file; None takes no time."""
        return self._met.rows(self.scenario.stations[station].stay)

    def stay_factor(self, station: str) -> PerGroup[Timeline]:
        """What stays are multiplied with."""
        return self._met.number(Thing("stations", station, "stay"), _ONE)

    def continues(self, station: str) -> PerGroup[Timeline]:
        """The share who go on after their 18th birthday."""
        number = self.scenario.stations[station].at_18.continues
        return self._met.number(Thing("stations", station, "continues"), number)

    def end_age(self, station: str) -> PerGroup[Timeline]:
        """The age until which those who go on after 18 do so."""
        age = Number(value=self.scenario.stations[station].at_18.end_age)
        return self._met.number(Thing("stations", station, "end_age"), age)

    def goes_to(self, station: str) -> PerGroup[Words[str]]:
        """The law that takes over at 18."""
        return self._met.word(station, "goes_to", self.scenario.stations[station].at_18.goes_to)

    def returns(self, station: str) -> PerGroup[Returns | None]:
        """The row of returns in the file, which says after how long."""
        return self._met.rows(self.scenario.stations[station].returns)

    def returns_share(self, station: str) -> PerGroup[Timeline]:
        """The share who come back; 0 for those without a row."""
        base = self.returns(station).mapped(lambda row: None if row is None else row.share)
        return self._met.numbers(Thing("stations", station, "returns"), base)

    def together(self, station: str, at: int) -> PerGroup[Timeline]:
        """The share who start the second trajectory that stands at place `at` in the file."""
        spec = self.scenario.stations[station].together[at]
        base: PerGroup[Number | None] = self._groups.same(spec.share)
        if spec.needs is not None:
            meant = [int(group.need in spec.needs) for group in self.groups]
            base = PerGroup((None, spec.share), np.array(meant, np.int64))
        thing = Thing("stations", station, "together", spec.station)
        return self._met.numbers(thing, base, part=at)

    def waiting(self, station: str, field: str) -> PerGroup[Timeline]:
        """A rate, priority, limit or norm of the list; UNSAID while nothing is said of it."""
        number = getattr(self.scenario.stations[station].waiting, field)
        return self._met.number(Thing("stations", station, field), number or _UNSAID)

    def deterred(self, station: str) -> PerGroup[Timeline]:
        """The share of who would go on the list that turns away (rule 29)."""
        reaction = self.reactions.deterring.get(station)
        if reaction is not None:
            return self._once((DETERRED, station), lambda: self.reactions.by_group(reaction))
        spec = self.scenario.stations[station].waiting.deterred
        number = _ZERO if spec is None else spec.ends[0]
        return self._met.number(Thing("stations", station, DETERRED), number)

    def price(self, station: str, field: str) -> PerGroup[Timeline]:
        """`per_day`, `per_start` or `per_waiting_day`, in euros of the price level."""
        number = getattr(self.scenario.stations[station].cost, field)
        return self._met.number(Thing("stations", station, field), number)

    # ------------------------------------------------------------------ words of a station

    def when_full(self, station: str) -> PerGroup[Words[str | None]]:
        """The station that who meets a limit tries instead."""
        return self._met.word(
            station, "when_full", self.scenario.stations[station].waiting.when_full
        )

    def over_capacity(self, station: str) -> PerGroup[Words[bool]]:
        """Whether a client of priority 0 starts above the number of places."""
        waiting = self.scenario.stations[station].waiting
        return self._met.word(station, "over_capacity", waiting.over_capacity)

    def holds_place(self, station: str) -> PerGroup[Words[bool]]:
        """Whether clients keep their place until the next one is theirs."""
        return self._met.word(station, "holds_place", self.scenario.stations[station].holds_place)

    def payer(self, station: str) -> PerGroup[Words[str]]:
        """Who pays the prices of the station."""
        return self._met.word(station, "payer", self.scenario.stations[station].cost.payer)

    # ------------------------------------------------------------------ routes and diverts

    def row(self, station: str) -> PerGroup[Row]:
        """The row of shares in force after a stay, with what follows a wait."""
        return self._once(
            ("steered", station),
            lambda: self.reactions.steered(station, self._met.row(station)),
        )

    def rows_ever(self, station: str) -> tuple[PerGroup[Row], ...]:
        """The row in force, and where it follows a wait how it is at the ends of its shares."""
        return self._once(
            ("rows ever", station),
            lambda: (
                self.row(station),
                *self.reactions.steered_to_extremes(station, self._met.row(station)),
            ),
        )

    def root_row(self, station: str) -> PerGroup[Row | None]:
        """The row as the root file has it, without interventions; None: not a root's (rule 14)."""
        spec = self.scenario.root.stations.get(station)
        routes = self._met.rows(None if spec is None else spec.next)
        return routes.mapped(lambda route: None if route is None else self._met.own_row(route))

    def rows_against_root(self, station: str) -> PerGroup[tuple[Row, Row | None]]:
        """Each group's row in force beside its root row; what follows a wait is left out."""
        rows, roots = self._met.row(station), self.root_row(station)
        return rows.beside(roots)

    def first_of(self, spec: PerGroup[Any]) -> list[Group]:
        """The first group of each choice."""
        first: dict[int, Group] = {}
        for group in reversed(self.unlike if spec.choice.size else ()):
            first[int(spec.choice[group.index])] = group
        return [first[at] for at in sorted(first)]

    @cached_property
    def diverts(self) -> tuple[DivertInForce, ...]:
        """All diverts in order of file and block."""
        reacting = {id(item.placed): item for item in self.reactions.all if item.placed}
        result = []
        for placed in self.scenario.interventions:
            spec = placed.intervention
            if isinstance(spec, Divert):
                reaction = reacting.get(id(placed))
                if reaction is None:
                    share = self._met.number(Thing("diverts", spec.id, "share"), _ZERO)
                    result.append(DivertInForce(placed, spec, share, (share,)))
                    continue
                share = self.reactions.by_group(reaction)
                ends = self.reactions.extremes(reaction)
                result.append(DivertInForce(placed, spec, share, (share, *ends), reaction))
        return tuple(result)

    # ------------------------------------------------------------------ arrivals, pools, money

    @cached_property
    def _rates(self) -> Rates:
        return Rates(self.scenario, self.effects, self._groups)

    def rate(self, group: Group) -> Rate:
        """How many of a group come."""
        growth = self._growth.of(group)
        return self._once(("rate", group.index), lambda: self._rates.of(group, growth))

    def growth(self) -> PerGroup[Timeline]:
        """The growth of demand a year."""
        return self._of_arrivals("growth_per_year")

    def pgb(self) -> PerGroup[Timeline]:
        """The share of those who arrive who pay by personal budget."""
        return self._of_arrivals("pgb")

    def _of_arrivals(self, field: str) -> PerGroup[Timeline]:
        base = self._groups.by_arrival(lambda group: getattr(self._arrival(group), field))
        return self._met.numbers(Thing("arrivals", "", field), base)

    def _arrival(self, group: Group) -> Arrival:
        return self.scenario.arrivals[group.arrival]

    @cached_property
    def _growth(self) -> PerGroup[Growth]:
        """What growth makes of demand, by group."""
        period = self.scenario.period
        day = (GROWTH_IS_1 - period.start).days
        own = self._groups.by_arrival(lambda group: self._arrival(group).growth_per_year)
        lines = own.beside(self.growth())
        return lines.mapped(lambda pair: growth_of(pair[0], pair[1], period, day))

    @cached_property
    def pools(self) -> tuple[PoolInstance, ...]:
        """All pools in the order of rule 2, those of one name by gemeente."""
        return pool_instances(self.scenario)

    @cached_property
    def _by_name(self) -> dict[tuple[str, str | None], PoolInstance]:
        return {(pool.base, pool.gemeente): pool for pool in self.pools}

    def pool_in(self, base: str, gemeente: str | None) -> PoolInstance:
        """The pool of this name that clients from a gemeente meet."""
        local = self._by_name.get((base, gemeente))
        return self._by_name[base, None] if local is None else local

    def pool(self, base: str, gemeente: str | None = None) -> PoolInForce:
        """What holds for the pool of this name that clients from a gemeente meet."""
        pool = self.pool_in(base, gemeente)
        layer = self._layer_of.get(base, 0)
        return self._once(
            ("pool", pool.name),
            lambda: PoolInForce(
                pool, self.scenario, self.effects, self.staff, layer, self._log,
                lambda days: self._before(days).pool(base, gemeente).stock,
            ),
        )  # fmt: skip

    def _before(self, days: int) -> InForce:
        """What was planned so many days before the start."""
        return self._once(("before", days), lambda: InForce(begun_before(self.scenario, days)))

    def membership(self, station: str, gemeente: str) -> Words[PoolInstance]:
        """The pool that a station draws from, as clients from a gemeente meet it."""
        return self._once(
            ("membership", station, gemeente), lambda: self._membership(station, gemeente)
        )

    def _membership(self, station: str, gemeente: str) -> Words[PoolInstance]:
        effects = self.effects.on(Thing("stations", station, "pool"))
        base = self.scenario.stations[station].pool or station
        here = [effect for effect in effects if is_about(effect.placed, gemeente)]
        words = words_in_force(base, here, self.scenario.period)
        return words.mapped(lambda name: self.pool_in(name, gemeente))

    @cached_property
    def lump_sums(self) -> tuple[LumpSum, ...]:
        """Every lump sum, by place, payer and gemeente."""
        return tuple(LumpSums(self.scenario, self.effects))
