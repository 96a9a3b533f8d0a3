"""Which number each intervention changes, for which kind of client."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from ..scenario.reading import Keys
from ..scenario.schema import (
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
from .timelines import DatedChange, Timeline, in_force

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

    def is_meant_by(self, spec: Selected) -> bool:
        """Whether the selectors of an intervention let these clients through."""
        return (
            (spec.gemeenten is None or self.gemeente in spec.gemeenten)
            and (spec.needs is None or self.need in spec.needs)
            and (spec.referrers is None or self.referrer in spec.referrers)
            and (spec.product_groups is None or self.product_group in spec.product_groups)
        )


@dataclass(frozen=True)
class Affected:
    """A number, where it stands, and the changes of it that concern some kind of client."""

    keys: Keys
    number: Number
    changes: tuple[DatedChange, ...]
    spec: tuple[Keys, ...]
    """Where each change stands."""

    def also(self, change: DatedChange, spec: Keys) -> Affected:
        """The same with one more change."""
        return Affected(self.keys, self.number, (*self.changes, change), (*self.spec, spec))


def kinds_of_clients(scenario: Scenario) -> tuple[Kind, ...]:
    """Every arrival in every gemeente that it comes from."""
    inside = tuple(name for name, item in scenario.gemeenten.items() if not item.outside)
    return tuple(
        Kind(name, gemeente, spec.need, spec.referrer, scenario.needs[spec.need].product_group)
        for name, spec in scenario.arrivals.items()
        for gemeente in (inside if spec.gemeenten is None else spec.gemeenten)
    )


def dated(placed: Placed, change: Change) -> DatedChange:
    """A change with the dates of its intervention."""
    spec = placed.intervention
    place = f"{placed.place}: interventions.{placed.intervention.id}"
    return DatedChange(change, spec.begin, spec.until, place, placed.layer)


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
                item
                for item in self._beside_places[kind.gemeente]
                if kind.is_meant_by(item.intervention)
            ),
        )

    def on_places(self, gemeente: str) -> tuple[Placed, ...]:
        """The interventions on places in a gemeente, in order: they are about all its clients."""
        return self._on_places[gemeente]

    def relocations(self, gemeente: str) -> tuple[Placed, ...]:
        """Those of them that move clients to another station."""
        return self._relocations[gemeente]

    def meant_by(self, spec: Selected) -> Iterator[Kind]:
        """The kinds of clients that an intervention is about, gemeente by gemeente."""
        for gemeente in self._kinds_in if spec.gemeenten is None else spec.gemeenten:
            for kind in self._kinds_in.get(gemeente, ()):
                if kind.is_meant_by(spec):
                    yield kind

    @cached_property
    def _kinds_in(self) -> dict[str, list[Kind]]:
        result: dict[str, list[Kind]] = {}
        for kind in self.kinds:
            result.setdefault(kind.gemeente, []).append(kind)
        return result

    @cached_property
    def _in(self) -> dict[str, list[Placed]]:
        """The interventions that hold in each gemeente, in order."""
        result: dict[str, list[Placed]] = {name: [] for name in self.scenario.gemeenten}
        for placed in self.scenario.interventions:
            named = placed.intervention.gemeenten
            for gemeente in result if named is None else dict.fromkeys(named):
                result[gemeente].append(placed)
        return result

    @cached_property
    def _on_places(self) -> dict[str, tuple[Placed, ...]]:
        return {
            name: tuple(item for item in here if isinstance(item.intervention, PlacesChange))
            for name, here in self._in.items()
        }

    @cached_property
    def _relocations(self) -> dict[str, tuple[Placed, ...]]:
        return {
            name: tuple(
                item for item in here if getattr(item.intervention, "relocate_to", None) is not None
            )
            for name, here in self._on_places.items()
        }

    @cached_property
    def _beside_places(self) -> dict[str, tuple[Placed, ...]]:
        return {
            name: tuple(item for item in here if not isinstance(item.intervention, PlacesChange))
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
            ("line", affected.keys, affected.spec),
            lambda: in_force(affected.number, affected.changes, self.scenario.period),
        )

    def once(self, key: object, make: Callable[[], Found]) -> Found:
        """What `make` gives, worked out once for each key."""
        if key not in self._found:
            self._found[key] = make()
        result: Found = self._found[key]
        return result

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
        relocations = tuple(
            relocation.intervention.id for relocation in self.relocations(kind.gemeente)
        )
        return (kind.need, gemeente, ways, relocations)

    @cached_property
    def _with_own_rows(self) -> frozenset[str]:
        """Gemeenten that some station has rows of its own for."""
        stations = self.scenario.stations.values()
        rows = [
            rows
            for station in stations
            for rows in (station.stay, station.next, station.returns)
            if rows
        ]
        return frozenset(name for row in rows for name in row.gemeenten)

    def affected(self) -> Iterator[Affected]:
        """Every number that interventions change, once per different set of changes."""
        seen = set()
        for result in self._changes.values():
            key = (result.keys, result.spec)
            if key not in seen:
                seen.add(key)
                yield result

    @cached_property
    def _changes(self) -> dict[tuple[Kind | str, Keys], Affected]:
        """What is changed for each kind of client, and of places for each gemeente."""
        result: dict[tuple[Kind | str, Keys], Affected] = {}
        changes = {
            placed.intervention.id: placed.intervention.changes
            for placed in self.scenario.interventions
        }
        first_in = {kind.gemeente: kind for kind in reversed(self.kinds)}
        for kind in self.kinds:
            is_first = kind is first_in[kind.gemeente]
            for placed in self._in[kind.gemeente] if is_first else self.concerning(kind):
                spec = placed.intervention
                if not kind.is_meant_by(spec):
                    continue
                whose = kind.gemeente if isinstance(spec, PlacesChange) else kind
                for field, change in changes[spec.id].items():
                    where = number_changed(self.scenario, spec, field, kind)
                    if where is None:
                        continue
                    keys, number = where
                    here = ("interventions", spec.id, *field.split("."))
                    old = result.get((whose, keys), Affected(keys, number, (), ()))
                    result[whose, keys] = old.also(dated(placed, change), here)
        return result


def number_changed(
    scenario: Scenario, spec: Selected, field: str, kind: Kind
) -> tuple[Keys, Number] | None:
    """The number that a change works on for this kind of client; None where there is none."""
    match spec:
        case PlacesChange():
            return _of_places(scenario, spec, field, kind)
        case Divert():
            return ("interventions", spec.id, "share"), ZERO
        case Inflow():
            return _of_inflow(scenario, spec, kind)
        case StayChange() if field == "factor":
            return ("stations", spec.station, "stay"), ONE
        case StayChange():
            at_18 = scenario.stations[spec.station].at_18
            return ("stations", spec.station, "at_18", "continues"), at_18.continues
        case NextChange():
            return _of_next(scenario, spec, field, kind)
        case Price() if field == "lump_sum_per_year":
            return None  # known by gemeente and payer, not by kind of client: see lump_sums.py
        case Price():
            return _of_price(scenario, spec, field)
        case WaitingChange():
            number = getattr(scenario.stations[spec.station].waiting, field)
            return ("stations", spec.station, "waiting", field), number or UNSAID
        case _:
            return None


def pool_of(scenario: Scenario, spec: PlacesChange | Price) -> tuple[Keys, Pool | Station]:
    """The pool that an intervention names, or the station with places of its own."""
    if spec.pool is not None:
        return ("pools", spec.pool), scenario.pools[spec.pool]
    assert spec.station is not None
    return ("stations", spec.station), scenario.stations[spec.station]


def places_of(spec: Pool | Station, gemeente: str) -> tuple[Keys, Number | None]:
    """Places of a pool in a gemeente; None is unlimited, and zero where it is not named."""
    if not isinstance(spec.places, dict):
        return ("places",), spec.places
    for name in (gemeente, "default"):
        if name in spec.places:
            return ("places", name), spec.places[name]
    return ("places", gemeente), ZERO


def staff_of(spec: Pool | Station, gemeente: str) -> tuple[Keys, Staff] | None:
    """Staff of a pool in a gemeente; none there is zero FTE; None when it counts no staff."""
    if not isinstance(spec.staff, dict):
        return None if spec.staff is None else (("staff",), spec.staff)
    for name in (gemeente, "default"):
        if name in spec.staff:
            return ("staff", name), spec.staff[name]
    return ("staff", gemeente), Staff(fte=ZERO, clients_per_fte=ONE)


def _of_places(
    scenario: Scenario, spec: PlacesChange, field: str, kind: Kind
) -> tuple[Keys, Number] | None:
    keys, pool = pool_of(scenario, spec)
    if field == "efficiency":
        return (*keys, field), pool.efficiency if isinstance(pool, Pool) else ONE
    if field == "number":
        place, number = places_of(pool, kind.gemeente)
        return (*keys, *place), number or UNSAID
    staff = staff_of(pool, kind.gemeente)
    if staff is None:
        return None
    return (*keys, *staff[0], field), getattr(staff[1], field)


def _of_inflow(scenario: Scenario, spec: Inflow, kind: Kind) -> tuple[Keys, Number] | None:
    if spec.arrivals is not None and kind.arrival not in spec.arrivals:
        return None
    arrival = scenario.arrivals[kind.arrival]
    field = "per_year" if arrival.per_year is not None else "per_1000_youth"
    return ("arrivals", kind.arrival, field), getattr(arrival, field)


def _of_price(scenario: Scenario, spec: Price, field: str) -> tuple[Keys, Number] | None:
    keys, place = pool_of(scenario, spec)
    if isinstance(place, Station):
        return (*keys, "cost", field), getattr(place.cost, field, ZERO)
    return (*keys, field), getattr(place, field, ZERO)


def _of_next(
    scenario: Scenario, spec: NextChange, field: str, kind: Kind
) -> tuple[Keys, Number] | None:
    keys = ("stations", spec.station)
    station = scenario.stations[spec.station]
    if field == "returns.share":
        result = row_of(station.returns, kind)
        return (
            None if result is None else ((*keys, "returns", *result[0], "share"), result[1].share)
        )
    if field == "together.share":
        for at, second in enumerate(station.together):
            if spec.together is not None and second.station == spec.together.station:
                return (*keys, "together", str(at), "share"), second.share
        return None
    result = row_of(station.next, kind)
    place = (*keys, "next", *(result[0] if result else ("default",)))
    assert spec.to is not None
    row = result[1] if result else None
    return (*place, "shares", spec.to), share_of(row, spec.to, scenario.period)


def share_of(row: Any, destination: str, period: Period) -> Number:
    """The share of a destination in a row, what is left of 1 for `rest`; no row: all go out."""
    if row is None:
        return ONE if destination == "out" else ZERO
    spec: Number = row.shares.get(destination, ZERO)
    if row.rest != destination:
        return spec
    lines = [in_force(share, [], period) for share in row.shares.values()]
    days = sorted({0}.union(*(line.days for line in lines)))
    sums = [sum(line.at(day) for line in lines) for day in days]
    own = in_force(spec, [], period)
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
