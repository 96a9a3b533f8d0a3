"""Which number each intervention changes, for which kind of client."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from .paths import DatedChange, Timeline, in_force
from .reading import Keys
from .schema import (
    Change,
    Divert,
    Inflow,
    NextChange,
    Number,
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


@dataclass(frozen=True)
class Kind:
    """Clients whom the interventions cannot tell apart: one arrival in one gemeente."""

    arrival: str
    gemeente: str
    need: str
    referrer: str
    product_group: str | None

    def is_meant_by(self, said: Selected) -> bool:
        """Whether the selectors of an intervention let these clients through."""
        pairs = (
            (said.gemeenten, self.gemeente),
            (said.needs, self.need),
            (said.referrers, self.referrer),
            (said.product_groups, self.product_group),
        )
        return all(chosen is None or value in chosen for chosen, value in pairs)


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
        self._concerning: dict[Kind, tuple[Placed, ...]] = {}

    def concerning(self, kind: Kind) -> tuple[Placed, ...]:
        """The interventions that are about this kind of client, in order."""
        if kind not in self._concerning:
            here = self.once(("in", kind.gemeente), lambda: self._in(kind.gemeente))
            self._concerning[kind] = tuple(
                one for one in here if kind.is_meant_by(one.intervention)
            )
        return self._concerning[kind]

    def _in(self, gemeente: str) -> tuple[Placed, ...]:
        """The interventions that hold in a gemeente, in order."""
        return tuple(
            one
            for one in self.scenario.interventions
            if one.intervention.gemeenten is None or gemeente in one.intervention.gemeenten
        )

    def line(self, number: Number, keys: Keys, kind: Kind) -> Timeline:
        """The number at `keys` in force for this kind of client."""
        return self.in_force(self._changes.get((kind, keys), Affected(keys, number, (), ())))

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
        gemeente = kind.gemeente if kind.gemeente in self._with_own_rows else None
        return (kind.need, gemeente, self._on_the_way(kind))

    def _on_the_way(self, kind: Kind) -> tuple[str, ...]:
        """The interventions on this kind that change ways or stays, and not places or prices."""
        return tuple(
            said.id
            for said in (placed.intervention for placed in self.concerning(kind))
            if isinstance(said, Divert | NextChange | StayChange | WaitingChange)
            or (isinstance(said, PlacesChange) and said.relocate_to is not None)
        )

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
    def _changes(self) -> dict[tuple[Kind, Keys], Affected]:
        found: dict[tuple[Kind, Keys], Affected] = {}
        changes = {
            placed.intervention.id: placed.intervention.changes
            for placed in self.scenario.interventions
        }
        for kind in self.kinds:
            for placed in self.concerning(kind):
                said = placed.intervention
                for field, change in changes[said.id].items():
                    where = number_changed(self.scenario, said, field, kind)
                    if where is None:
                        continue
                    keys, number = where
                    here = ("interventions", said.id, *field.split("."))
                    old = found.get((kind, keys), Affected(keys, number, (), ()))
                    found[kind, keys] = old.also(dated(placed, change), here)
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
            return (
                None if number is None else (("stations", said.station, "waiting", field), number)
            )
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
        return None if number is None else ((*keys, *place), number)
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
    return (*place, "shares", said.to), share_of(found[1] if found else None, said.to)


def share_of(row: Any, destination: str) -> Number:
    """The share of a destination in a row, what is left of 1 for `rest`; no row: all go out."""
    if row is None:
        return ONE if destination == "out" else ZERO
    said: Number = row.shares.get(destination, ZERO)
    if row.rest == destination and all(share.path is None for share in row.shares.values()):
        return Number(value=max(0.0, 1 - sum(one.first for one in row.shares.values())))
    return said


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
