"""The state that a file says a run begins with (rule 23)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...draws import TICKS_PER_DAY, Purpose, key_of, uniform
from ...errors import InputError, ScenarioError
from ...network import Network
from ..cohort import Clients
from ..state import ASKS, PLACED, REFERRAL, WAITING, WAYS, State
from ..walk import COUNTS, LAST, MET, PENDING
from .before import past_of
from .names import FIRST_LINE, Child, Names, gates_by_via, waits_for_something
from .people import HERE, Chance, People
from .places import Places
from .remaining import Times, still_returns
from .rows import Being, Row, read
from .told import Told

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_WEEK = 7 * TICKS_PER_DAY


def state_from_file(
    network: Network, path: Path, *, seed: int, replication: int, filled: Callable[[], State]
) -> tuple[State, Told]:
    """The state that a file says, and what was filled in; `filled` is that of a filled start.

    Raises ScenarioError with a line for each row that does not fit the network.
    """
    if network.scale > 1.0:
        raise InputError(f"--scale is {network.scale:g}; a state file holds no more than all")
    start: dt.date = network.start.astype(dt.date)
    names = Names(network, read(path, start))
    children = names.children()
    building = _Building(names, Chance(seed, replication), filled)
    building.check(children)
    if names.problems:
        raise ScenarioError(names.problems)
    past, building.told.before = past_of(network, path)
    state, told = building.state(children)
    return replace(state, past=past), told


@dataclass
class _Tables:
    """The rows of a state, as they are made."""

    placed: list[list[int]] = field(default_factory=list)
    waiting: list[list[int]] = field(default_factory=list)
    ways: list[list[int]] = field(default_factory=list)
    asks: list[list[int]] = field(default_factory=list)
    referral: list[list[float]] = field(default_factory=list)
    met: list[list[int]] = field(default_factory=list)
    pending: list[list[int]] = field(default_factory=list)
    last: list[list[int]] = field(default_factory=list)
    counts: list[list[int]] = field(default_factory=list)


class _Building:
    """A state while it is made."""

    def __init__(self, names: Names, chance: Chance, filled: Callable[[], State]) -> None:
        self._names, self._network, self._chance = names, names.network, chance
        self._now = names.network.levels.at_start
        self._gates = list(gates_by_via(names.network))
        self.told = Told()
        self._places = Places(names, self.told)
        self._people = People(names, chance, filled, self.told)

    # -------------------------------------------------------------- what does not go together

    def check(self, children: list[Child]) -> None:
        """Note what the network has no place for."""
        for child in children:
            if not waits_for_something(child):
                row = next(row for row in child.there if row.being is Being.KEEPS_PLACE)
                way_out = "add the row in which they wait, or say state: in_care"
                self._names.note(row, "state", "waits for no other place", way_out)
            for row in child.there:
                self._places.check(child, row)
                self._check_gate(row)

    def _check_gate(self, row: Row) -> None:
        ways = self._ways_on(row)
        if row.being is Being.KEEPS_PLACE or not ways:
            return
        if not row.next and len(ways) > 1:
            rule = "is empty, and this gate leads on to where they were going"
            self._names.note(row, "next", rule, "say the station")
        elif row.next and self._names.station(row.next) not in ways.values():
            self._names.note(row, "next", "no divert leads there by this gate", value=row.next)

    def _ways_on(self, row: Row) -> dict[int, int]:
        """The diverts by the gate that a row is at, and where they lead on to."""
        if not row.station:
            return {}
        at = self._names.station(row.station)
        return {divert: onward for divert, gate, onward in self._gates if gate == at}

    # -------------------------------------------------------------- who they are

    def state(self, children: list[Child]) -> tuple[State, Told]:
        """The state, and what was told and filled in."""
        numbers = list(range(len(children)))
        if (scale := self._network.scale) < 1.0:
            numbers = [item for item in numbers if self._chance.of_child(item, "scale") < scale]
            children = [children[item] for item in numbers]
        clients = self._people.clients(children, numbers)
        tables = _Tables()
        for number, child in enumerate(children):
            self._add(tables, number, child, clients)
        self._places.tell_who_will_ask()
        self._tell_of_referrals(children)
        self.told.children = len(children)
        self.told.beings = Counter(row.being for child in children for row in child.rows)
        return self._put_together(clients, tables), self.told

    # -------------------------------------------------------------- what runs of them

    def _add(self, tables: _Tables, number: int, child: Child, clients: Clients) -> None:
        source, key = int(clients.source[number]), int(clients.key[number])
        visits: Counter[int] = Counter()
        kept = -1
        in_order = sorted(
            zip(child.there, child.second, strict=True), key=lambda item: item[0].being == "waiting"
        )
        for row, second in in_order:
            station = self._names.station(row.station)
            visits[station] += 1
            nth, pool = visits[station], self._places.pool_of(row, source, key)
            if row.being is Being.WAITING:
                held = kept if second == FIRST_LINE else -1
                tables.waiting.append(
                    [number, station, nth, second, *self._waits(row, pool, source), held]
                )
            else:
                times = self._cared(row, station, source, key, nth, child.heavier)
                is_kept = row.being is Being.KEEPS_PLACE
                tables.placed.append([number, station, nth, second, *times, pool, int(is_kept)])
                at = len(tables.placed) - 1
                kept = at if is_kept else kept
                asked = self._places.asked_elsewhere(row, source, key)
                tables.asks += [] if asked is None else [[at, *asked]]
            if second == FIRST_LINE and row.being is not Being.KEEPS_PLACE:
                self._ways(tables, number, row, source, visits)
        self._ended(tables, number, child, clients, visits)
        if child.heavier != 1.0 or child.is_helped:
            tables.referral.append([number, child.heavier, child.is_helped])
        tables.counts += [[number, station, count] for station, count in visits.items()]

    def _waits(self, row: Row, pool: int, source: int) -> list[int]:
        """Rank time, queue time, pool and priority."""
        if row.since is None:
            self.told.filled_in["since"] += 1
        asked = row.asked if row.asked is not None else (row.since or 0)
        queued = asked if row.queued is None else row.queued
        return [asked, max(queued, asked), pool, self._priority(row.station, row.priority, source)]

    def _priority(self, station: str, given: int | None, source: int) -> int:
        if given is not None:
            return given
        own = self._now[self._network.tables.priority[self._names.station(station), source]]
        return int(self._network.sources.priority[source]) if own < 0 else int(own)

    def _cared(
        self, row: Row, station: int, source: int, key: int, nth: int, heavier: float
    ) -> list[int]:
        """Since when they are in care, and until when."""
        since = row.since
        if since is None:
            self.told.filled_in["since"] += 1
            u = float(uniform(key, key_of(HERE, "since"), nth, 0))
            since = self._people.mix.since(station, u) or 0
        if row.being is Being.KEEPS_PLACE:
            return [since, 0]
        if row.until is not None:
            return [since, row.until]
        heavier = heavier if self._network.deterrence.helps[station] else 1.0
        return [since, self._end(row, station, source, key, nth, since, heavier)]

    def _end(
        self, row: Row, station: int, source: int, key: int, nth: int, since: int, heavier: float
    ) -> int:
        """The end of a stay that has lasted until today (rules 6, 13 and 29)."""
        tables, stay = self._network.tables, int(self._network.tables.stay[station, source])
        factor = float(self._now[tables.stay_factor[station, source]]) * heavier
        longer = float(self._now[tables.longer_stay[station, source]])
        waited = (since - (since if row.asked is None else row.asked)) / _WEEK
        factor *= min(2.0, 1.0 + longer * waited)
        u = float(uniform(key, int(tables.key[station]), nth, Purpose.STAY))
        takes = Times(self._network, stay, factor).longer_than(-since, u) if stay >= 0 else None
        if takes is None:
            self.told.longer_than_any += 1
            return 1
        self.told.stays_drawn += 1
        return since + takes

    def _ways(
        self, tables: _Tables, number: int, row: Row, source: int, visits: Counter[int]
    ) -> None:
        """Back to a list that was left, and on from a gate."""
        asked = row.asked if row.asked is not None else (row.since or 0)
        if row.back_to:
            since = asked if row.back_since is None else row.back_since
            back = self._names.station(row.back_to)
            visits[back] += 1
            tables.ways.append([number, back, self._priority(row.back_to, None, source), since])
        ways = self._ways_on(row)
        if ways:
            if not row.next:
                self.told.filled_in["next"] += 1
            onward = self._names.station(row.next) if row.next else next(iter(ways.values()))
            divert = next(at for at, station in ways.items() if station == onward)
            visits[onward] += 1
            tables.met.append([number, divert, visits[onward], asked])

    def _ended(
        self, tables: _Tables, number: int, child: Child, clients: Clients, visits: Counter[int]
    ) -> None:
        """When they come back of whom the first line has ended (rule 18)."""
        row = child.ended
        if row is None:
            return
        if row.being is Being.RETURNS:
            self.told.returns_given += 1
            tables.pending.append([number, row.until or 0])
            return
        station = self._names.station(row.station)
        visits[station] += 1
        if child.there:
            tables.last.append([number, station, visits[station]])
            return
        back = self._back_at(row, station, clients, number, visits[station])
        if back is not None and back < clients.eighteenth[number]:
            self.told.returns_drawn += 1
            tables.pending.append([number, back])

    def _back_at(
        self, row: Row, station: int, clients: Clients, number: int, nth: int
    ) -> int | None:
        """When they return who have not yet; None: never."""
        tables, source = self._network.tables, int(clients.source[number])
        delay, key = int(tables.return_delay[station, source]), int(clients.key[number])
        if delay < 0 or row.since is None:
            return None
        share = float(self._now[tables.returns_share[station, source]])
        times = Times(self._network, delay)
        chance = still_returns(share, times.chance_of_at_most(-row.since))
        if uniform(key, int(tables.key[station]), nth, Purpose.RETURN) >= chance:
            return None
        u = float(uniform(key, int(tables.key[station]), nth, Purpose.RETURN_DELAY))
        takes = times.longer_than(-row.since, u)
        return None if takes is None else row.since + takes

    def _tell_of_referrals(self, children: list[Child]) -> None:
        """What is known of care by waiting, and of whom a file does not say it (rule 29)."""
        self.told.heavier = sum(child.heavier != 1.0 for child in children)
        deterrence, columns = self._network.deterrence, self._names.file.columns
        if "heavier" not in columns and (deterrence.dearer != 1.0).any():
            self.told.filled_in["heavier"] += len(children)
        if "helped" not in columns and deterrence.at_start.any():
            waits = (any(row.being is Being.WAITING for row in child.there) for child in children)
            self.told.filled_in["helped"] += sum(waits)

    # -------------------------------------------------------------- put together

    def _put_together(self, clients: Clients, tables: _Tables) -> State:
        """All tables with clients in order of identity, and visits in order of their beginning."""
        made = self._returns_made()
        everyone, (ours, theirs) = Clients.in_order([clients, made.clients])

        def of(rows: list[list[int]], columns: int) -> Ints:
            table = np.array(rows, np.int64).reshape(-1, columns)
            table[:, 0] = ours[table[:, 0]]
            return table

        def with_made(rows: list[list[int]], others: Ints) -> Ints:
            others = others.copy()
            others[:, 0] = theirs[others[:, 0]]
            return np.concatenate([of(rows, others.shape[1]), others])

        placed, waiting = of(tables.placed, PLACED), of(tables.waiting, WAITING)
        order = np.lexsort((placed[:, 3], placed[:, 0], placed[:, 4]))
        held = np.append(np.argsort(order), -1)
        waiting[:, 8] = held[waiting[:, 8]]
        asks = np.array(tables.asks, np.int64).reshape(-1, ASKS)
        asks[:, 0] = held[asks[:, 0]]
        referral = np.array(tables.referral, np.float64).reshape(-1, REFERRAL)
        referral[:, 0] = ours[referral[:, 0].astype(np.int64)]
        return State(
            everyone,
            made.stock[:0],
            with_made(tables.pending, made.pending.reshape(-1, PENDING)),
            with_made(tables.counts, made.counts.reshape(-1, COUNTS)),
            with_made(tables.last, made.last.reshape(-1, LAST)),
            with_made(tables.met, made.met.reshape(-1, MET)),
            placed[order],
            waiting[np.lexsort((waiting[:, 3], waiting[:, 0], waiting[:, 4]))],
            of(tables.ways, WAYS),
            asks,
            referral,
        )

    def _returns_made(self) -> State:
        """Those of a filled start who come back; nobody where the file tells who has ended."""
        beings = {Being.ENDED, Being.RETURNS}
        if any(row.being in beings for row in self._names.file.rows):
            return State.empty(self._network)
        state = self._people.mix.state
        gone = np.setdiff1d(state.pending[:, 0], state.stock[:, 0])
        self.told.returns_made = gone.size
        return state.only(gone)
