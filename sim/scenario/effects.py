"""Which number each intervention changes, for which kind of client."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from .paths import DatedChange, Timeline, in_force
from .reading import Keys
from .schema import (
    Change,
    Divert,
    Inflow,
    NextChange,
    Number,
    Period,
    Placed,
    PlacesChange,
    Pool,
    Price,
    Rows,
    Scenario,
    Selected,
    Staff,
    Station,
    StayChange,
    WaitingChange,
)

Found = TypeVar("Found")

ONE = Number(value=1.0)
ZERO = Number(value=0.0)
UNSAID = Number(value=0.0)
"""Stands for a number that the file leaves out, such as a limit, until a change sets it."""


class Kind(NamedTuple):
    """Clients whom the interventions cannot tell apart: one arrival in one gemeente."""

    arrival: str
    gemeente: str
    need: str
    referrer: str
    product_group: str | None

    def is_meant_by(self, said: Selected) -> bool:
        """Whether the selectors of an intervention let these clients through."""
        return (
            (said.gemeenten is None or self.gemeente in said.gemeenten)
            and (said.needs is None or self.need in said.needs)
            and (said.referrers is None or self.referrer in said.referrers)
            and (said.product_groups is None or self.product_group in said.product_groups)
        )


@dataclass(frozen=True)
class Affected:
    """A number, where it stands, and the changes of it that concern some kind of client."""

    keys: Keys
    number: Number
    changes: tuple[DatedChange, ...]
    said: tuple[Keys, ...]
    """Where each change stands."""

    def also(self, change: DatedChange, said: Keys) -> Affected:
        """The same with one more change."""
        return Affected(self.keys, self.number, (*self.changes, change), (*self.said, said))


def kinds_of_clients(scenario: Scenario) -> tuple[Kind, ...]:
    """Every arrival in every gemeente that it comes from."""
    inside = tuple(name for name, one in scenario.gemeenten.items() if not one.outside)
    return tuple(
        Kind(name, gemeente, said.need, said.referrer, scenario.needs[said.need].product_group)
        for name, said in scenario.arrivals.items()
        for gemeente in (inside if said.gemeenten is None else said.gemeenten)
    )


def dated(placed: Placed, change: Change) -> DatedChange:
    """A change with the dates of its intervention."""
    said = placed.intervention
    place = f"{placed.place}: interventions.{placed.intervention.id}"
    return DatedChange(change=change, begin=said.begin, until=said.until, place=place)


class Effects:
    """The numbers of one scenario as its interventions leave them, per kind of client."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.kinds = kinds_of_clients(scenario)
        self._found: dict[object, Any] = {}

    def concerning(self, kind: Kind) -> tuple[Placed, ...]:
        """The interventions that are about this kind of client, in order, places left out."""
        return self.once(
            ("concerning", kind),
            lambda: tuple(
                one
                for one in self._beside_places[kind.gemeente]
                if kind.is_meant_by(one.intervention)
            ),
        )

    def on_places(self, gemeente: str) -> tuple[Placed, ...]:
        """The interventions on places in a gemeente, in order: they are about all its clients."""
        return self._on_places[gemeente]

    def relocations(self, gemeente: str) -> tuple[Placed, ...]:
        """Those of them that move clients to another station."""
        return self._relocations[gemeente]

    def meant_by(self, said: Selected) -> Iterator[Kind]:
        """The kinds of clients that an intervention is about, gemeente by gemeente."""
        for gemeente in self._kinds_in if said.gemeenten is None else said.gemeenten:
            for kind in self._kinds_in.get(gemeente, ()):
                if kind.is_meant_by(said):
                    yield kind

    @cached_property
    def _kinds_in(self) -> dict[str, list[Kind]]:
        found: dict[str, list[Kind]] = {}
        for kind in self.kinds:
            found.setdefault(kind.gemeente, []).append(kind)
        return found

    @cached_property
    def _in(self) -> dict[str, list[Placed]]:
        """The interventions that hold in each gemeente, in order."""
        found: dict[str, list[Placed]] = {name: [] for name in self.scenario.gemeenten}
        for placed in self.scenario.interventions:
            named = placed.intervention.gemeenten
            for gemeente in found if named is None else dict.fromkeys(named):
                found[gemeente].append(placed)
        return found

    @cached_property
    def _on_places(self) -> dict[str, tuple[Placed, ...]]:
        return {
            name: tuple(one for one in here if isinstance(one.intervention, PlacesChange))
            for name, here in self._in.items()
        }

    @cached_property
    def _relocations(self) -> dict[str, tuple[Placed, ...]]:
        return {
            name: tuple(
                one for one in here if getattr(one.intervention, "relocate_to", None) is not None
            )
            for name, here in self._on_places.items()
        }

    @cached_property
    def _beside_places(self) -> dict[str, tuple[Placed, ...]]:
        return {
            name: tuple(one for one in here if not isinstance(one.intervention, PlacesChange))
            for name, here in self._in.items()
        }

    def line(self, number: Number, keys: Keys, kind: Kind) -> Timeline:
        """The number at `keys` in force for this kind of client."""
        for whose in (kind, kind.gemeente):
            if (whose, keys) in self._changes:
                return self.in_force(self._changes[whose, keys])
        return self.in_force(Affected(keys, number, (), ()))

    def in_force(self, affected: Affected) -> Timeline:
        """An affected number on each day of the period."""
        return self.once(
            ("line", affected.keys, affected.said),
            lambda: in_force(affected.number, affected.changes, self.scenario.period),
        )

    def once(self, key: object, make: Callable[[], Found]) -> Found:
        """What `make` gives, worked out once for each key."""
        if key not in self._found:
            self._found[key] = make()
        found: Found = self._found[key]
        return found

    def likeness(self, kind: Kind) -> object:
        """Equal for kinds of clients who go the same ways through the stations."""
        return self.once(("likeness", kind), lambda: self._likeness(kind))

    def _likeness(self, kind: Kind) -> object:
        gemeente = kind.gemeente if kind.gemeente in self._with_own_rows else None
        ways = tuple(
            placed.intervention.id
            for placed in self.concerning(kind)
            if isinstance(placed.intervention, Divert | NextChange | StayChange | WaitingChange)
        )
        relocations = tuple(one.intervention.id for one in self.relocations(kind.gemeente))
        return (kind.need, gemeente, ways, relocations)

    @cached_property
    def _with_own_rows(self) -> frozenset[str]:
        """Gemeenten that some station has rows of its own for."""
        stations = self.scenario.stations.values()
        rows = [rows for one in stations for rows in (one.stay, one.next, one.returns) if rows]
        return frozenset(name for one in rows for name in one.gemeenten)

    def affected(self) -> Iterator[Affected]:
        """Every number that interventions change, once per different set of changes."""
        seen = set()
        for found in self._changes.values():
            key = (found.keys, found.said)
            if key not in seen:
                seen.add(key)
                yield found

    @cached_property
    def _changes(self) -> dict[tuple[Kind | str, Keys], Affected]:
        """What is changed for each kind of client, and of places for each gemeente."""
        found: dict[tuple[Kind | str, Keys], Affected] = {}
        changes = {
            placed.intervention.id: placed.intervention.changes
            for placed in self.scenario.interventions
        }
        first_in = {kind.gemeente: kind for kind in reversed(self.kinds)}
        for kind in self.kinds:
            is_first = kind is first_in[kind.gemeente]
            for placed in self._in[kind.gemeente] if is_first else self.concerning(kind):
                said = placed.intervention
                if not kind.is_meant_by(said):
                    continue
                whose = kind.gemeente if isinstance(said, PlacesChange) else kind
                for field, change in changes[said.id].items():
                    where = number_changed(self.scenario, said, field, kind)
                    if where is None:
                        continue
                    keys, number = where
                    here = ("interventions", said.id, *field.split("."))
                    old = found.get((whose, keys), Affected(keys, number, (), ()))
                    found[whose, keys] = old.also(dated(placed, change), here)
        return found


def number_changed(
    scenario: Scenario, said: Selected, field: str, kind: Kind
) -> tuple[Keys, Number] | None:
    """The number that a change works on for this kind of client; None where there is none."""
    match said:
        case PlacesChange():
            return _of_places(scenario, said, field, kind)
        case Divert():
            return ("interventions", said.id, "share"), ZERO
        case Inflow():
            return _of_inflow(scenario, said, kind)
        case StayChange() if field == "factor":
            return ("stations", said.station, "stay"), ONE
        case StayChange():
            at_18 = scenario.stations[said.station].at_18
            return ("stations", said.station, "at_18", "continues"), at_18.continues
        case NextChange():
            return _of_next(scenario, said, field, kind)
        case Price() if field == "lump_sum_per_year":
            return None  # known by gemeente and payer, not by kind of client: see lump_sums.py
        case Price():
            return _of_price(scenario, said, field)
        case WaitingChange():
            number = getattr(scenario.stations[said.station].waiting, field)
            return ("stations", said.station, "waiting", field), number or UNSAID
        case _:
            return None


def pool_of(scenario: Scenario, said: PlacesChange | Price) -> tuple[Keys, Pool | Station]:
    """The pool that an intervention names, or the station with places of its own."""
    if said.pool is not None:
        return ("pools", said.pool), scenario.pools[said.pool]
    assert said.station is not None
    return ("stations", said.station), scenario.stations[said.station]


def places_of(said: Pool | Station, gemeente: str) -> tuple[Keys, Number | None]:
    """Places of a pool in a gemeente; None is unlimited, and zero where it is not named."""
    if not isinstance(said.places, dict):
        return ("places",), said.places
    for name in (gemeente, "default"):
        if name in said.places:
            return ("places", name), said.places[name]
    return ("places", gemeente), ZERO


def staff_of(said: Pool | Station, gemeente: str) -> tuple[Keys, Staff] | None:
    """Staff of a pool in a gemeente; none there is zero FTE; None when it counts no staff."""
    if not isinstance(said.staff, dict):
        return None if said.staff is None else (("staff",), said.staff)
    for name in (gemeente, "default"):
        if name in said.staff:
            return ("staff", name), said.staff[name]
    return ("staff", gemeente), Staff(fte=ZERO, clients_per_fte=ONE)


def _of_places(
    scenario: Scenario, said: PlacesChange, field: str, kind: Kind
) -> tuple[Keys, Number] | None:
    keys, pool = pool_of(scenario, said)
    if field == "efficiency":
        return (*keys, field), pool.efficiency if isinstance(pool, Pool) else ONE
    if field == "number":
        place, number = places_of(pool, kind.gemeente)
        return (*keys, *place), number or UNSAID
    staff = staff_of(pool, kind.gemeente)
    if staff is None:
        return None
    return (*keys, *staff[0], field), getattr(staff[1], field)


def _of_inflow(scenario: Scenario, said: Inflow, kind: Kind) -> tuple[Keys, Number] | None:
    if said.arrivals is not None and kind.arrival not in said.arrivals:
        return None
    arrival = scenario.arrivals[kind.arrival]
    field = "per_year" if arrival.per_year is not None else "per_1000_youth"
    return ("arrivals", kind.arrival, field), getattr(arrival, field)


def _of_price(scenario: Scenario, said: Price, field: str) -> tuple[Keys, Number] | None:
    keys, place = pool_of(scenario, said)
    if isinstance(place, Station):
        return (*keys, "cost", field), getattr(place.cost, field, ZERO)
    return (*keys, field), getattr(place, field, ZERO)


def _of_next(
    scenario: Scenario, said: NextChange, field: str, kind: Kind
) -> tuple[Keys, Number] | None:
    keys = ("stations", said.station)
    station = scenario.stations[said.station]
    if field == "returns.share":
        found = row_of(station.returns, kind)
        return None if found is None else ((*keys, "returns", *found[0], "share"), found[1].share)
    if field == "together.share":
        for at, second in enumerate(station.together):
            if said.together is not None and second.station == said.together.station:
                return (*keys, "together", str(at), "share"), second.share
        return None
    found = row_of(station.next, kind)
    place = (*keys, "next", *(found[0] if found else ("default",)))
    assert said.to is not None
    row = found[1] if found else None
    return (*place, "shares", said.to), share_of(row, said.to, scenario.period)


def share_of(row: Any, destination: str, period: Period) -> Number:
    """The share of a destination in a row, what is left of 1 for `rest`; no row: all go out."""
    if row is None:
        return ONE if destination == "out" else ZERO
    said: Number = row.shares.get(destination, ZERO)
    if row.rest != destination:
        return said
    lines = [in_force(share, [], period) for share in row.shares.values()]
    days = sorted({0}.union(*(line.days for line in lines)))
    sums = [sum(line.at(day) for line in lines) for day in days]
    own = in_force(said, [], period)
    left = [own.at(day) + max(0.0, 1 - total) for day, total in zip(days, sums, strict=True)]
    line = Timeline.of_steps(days, [round(share, 12) for share in left])
    if len(line.days) == 1:
        return Number(value=line.first)
    dates = (period.start + dt.timedelta(day) for day in line.days)
    return Number(path=dict(zip(dates, line.values, strict=True)))


def row_of(rows: Rows[Any] | None, kind: Kind) -> tuple[Keys, Any] | None:
    """The most specific row for a kind of client, and the keys that lead to it."""
    if rows is None:
        return None
    local = rows.gemeenten.get(kind.gemeente)
    if local is not None:
        here: Keys = ("gemeenten", kind.gemeente)
        if kind.need in local.needs:
            return (*here, "needs", kind.need), local.needs[kind.need]
        if local.default is not None:
            return (*here, "default"), local.default
    if kind.need in rows.needs:
        return ("needs", kind.need), rows.needs[kind.need]
    return None if rows.default is None else (("default",), rows.default)
