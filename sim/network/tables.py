"""What holds for each source at each station, as tables of levels and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from ..draws import TICKS_PER_DAY, key_of
from ..in_force import DivertInForce, InForce, PerGroup, PoolInstance, Timeline, Words
from ..in_force.timelines import days_of_all
from ..scenario.schema import Divert, Station, WaitOver
from .levels import LevelsBuilder
from .model import (
    NOWHERE,
    Condition,
    Diverts,
    Exit,
    Ints,
    LevelKind,
    Seconds,
    StationTables,
    Steps,
)
from .reactions import ReactionsBuilder
from .routes import RoutesBuilder
from .times import TimesBuilder, age_ticks, delay_of

LAWS = {"wmo": Exit.WMO, "wlz": Exit.WLZ, "zvw": Exit.ZVW, "none": Exit.NONE}

Cell = Callable[[str, Station], Ints]


class TablesBuilder:
    """Fills the tables of one scenario station by station; each row has a cell for each source."""

    def __init__(
        self,
        in_force: InForce,
        levels: LevelsBuilder,
        times: TimesBuilder,
        reactions: ReactionsBuilder,
        pool_of: Callable[[PoolInstance], int],
    ) -> None:
        """`pool_of` tells the index of a pool; of one with several lists that of the first."""
        self.in_force, self.scenario = in_force, in_force.scenario
        self.pool_of = pool_of
        self.levels = levels
        self.times, self.reactions = times, reactions
        self.routes = RoutesBuilder(in_force, levels)
        self.stations = {name: index for index, name in enumerate(self.scenario.stations)}
        self._continues: dict[tuple[Timeline, Timeline], int] = {}

    def build(self) -> StationTables:
        """All tables; see StationTables."""
        stations = list(self.scenario.stations.values())
        return StationTables(
            key=_ints(key_of("station", name) for name in self.stations),
            stay=self._table(self._stay),
            stay_factor=self._table(self._stay_factor),
            route=self._table(lambda name, _: self.routes.by_group(name)),
            returns_share=self._table(self._returns_share),
            return_delay=self._table(self._return_delay),
            continues=self._table(self._continues_row),
            law=self._table(self._law),
            drop_out=self._table(self._hazard("drops_out_per_week")),
            escalation=self._table(self._hazard("escalates_per_week")),
            escalates_to=_ints(self._index(item.waiting.escalates_to) for item in stations),
            longer_stay=self._table(self._waiting_number("longer_stay_per_week")),
            priority=self._table(self._waiting_number("priority")),
            limit=self._table(self._waiting_number("limit")),
            when_full=self._table(self._when_full),
            over_capacity=self._table(self._over_capacity),
            holds_place=self._table(self._holds_place),
            pool=self._pool_table(),
            continues_rows=tuple(_steps_of(*lines) for lines in self._continues),
            end_age_rows=tuple(_ages_of(*lines) for lines in self._continues),
        )

    def _table(self, cells: Cell) -> Ints:
        rows = [cells(name, station) for name, station in self.scenario.stations.items()]
        return self._stacked(rows)

    def _stacked(self, rows: list[Ints]) -> Ints:
        """Rows of a cell for each source, also where there is no row."""
        return np.array(rows, dtype=np.int64).reshape(len(rows), len(self.in_force.groups))

    def _index(self, name: str | None) -> int:
        return NOWHERE if name is None else self.stations[name]

    # ------------------------------------------------------------------ stays

    def _stay(self, name: str, _: Station) -> Ints:
        stays = self.in_force.stay(name)
        return stays.each(
            NOWHERE if stay is None else self.times.stay(stay) for stay in stays.choices
        )

    def _stay_factor(self, name: str, _: Station) -> Ints:
        return self.levels.by_group(self.in_force.stay_factor(name))

    def _continues_row(self, name: str, _: Station) -> Ints:
        both = self.in_force.continues(name).beside(self.in_force.end_age(name))
        return both.each(
            self._continues.setdefault(lines, len(self._continues)) for lines in both.choices
        )

    def _law(self, name: str, _: Station) -> Ints:
        lines = _numbered(self.in_force.goes_to(name), LAWS.__getitem__)
        return self.levels.by_group(lines)

    # ------------------------------------------------------------------ after the stay

    def _returns_share(self, name: str, _: Station) -> Ints:
        return self.levels.by_group(self.in_force.returns_share(name))

    def _return_delay(self, name: str, _: Station) -> Ints:
        rows = self.in_force.returns(name)
        return rows.each(
            NOWHERE if row is None else self.times.stay(delay_of(row)) for row in rows.choices
        )

    def _holds_place(self, name: str, _: Station) -> Ints:
        return self.levels.by_group(_numbered(self.in_force.holds_place(name), float))

    # ------------------------------------------------------------------ waiting

    def _hazard(self, field: str) -> Cell:
        def cells(name: str, _: Station) -> Ints:
            rates = self.in_force.waiting(name, field)
            return rates.each(self.times.hazard(line) for line in rates.choices)

        return cells

    def _waiting_number(self, field: str) -> Cell:
        return lambda name, _: self.levels.by_group(self.in_force.waiting(name, field))

    def _when_full(self, name: str, _: Station) -> Ints:
        return self.levels.by_group(_numbered(self.in_force.when_full(name), self._index))

    def _over_capacity(self, name: str, _: Station) -> Ints:
        lines = _numbered(self.in_force.over_capacity(name), float)
        return self.levels.by_group(lines, LevelKind.OVER_CAPACITY, self.stations[name])

    # ------------------------------------------------------------------ pools

    def _pool_table(self) -> Ints:
        gemeenten = list(self.scenario.gemeenten)
        rows = []
        for index, name in enumerate(self.stations):
            row = []
            for number, gemeente in enumerate(gemeenten):
                target = index * len(gemeenten) + number
                pools = self.in_force.membership(name, gemeente)
                line = pools.numbered(self.pool_of)
                row.append(self.levels.add(line, LevelKind.MEMBERSHIP, target))
            rows.append(row)
        return np.array(rows, dtype=np.int64)

    # ------------------------------------------------------------------ seconds and diverts

    def seconds(self) -> Seconds:
        """Second trajectories of every station, in order of the file."""
        first, second, keys, shares = [], [], [], []
        for name, station in self.scenario.stations.items():
            for at, together in enumerate(station.together):
                first.append(self.stations[name])
                second.append(self.stations[together.station])
                keys.append(key_of("together", name, together.station))
                shares.append(self.levels.by_group(self.in_force.together(name, at)))
        return Seconds(_ints(first), _ints(second), _ints(keys), self._stacked(shares))

    def diverts(self) -> Diverts:
        """Diverts in order of file and block."""
        diverts = self.in_force.diverts
        shares = [self._divert_levels(item, number) for number, item in enumerate(diverts)]
        spec = [item.spec for item in diverts]
        over = [
            item.when.wait_over_weeks if isinstance(item.when, WaitOver) else 0.0 for item in spec
        ]
        return Diverts(
            from_station=_ints(self.stations[item.from_] for item in spec),
            to_station=_ints(self._index(next(iter(item.stations), None)) for item in spec),
            key=_ints(key_of("divert", item.placed.block or "", item.spec.id) for item in diverts),
            new=np.array(["new" in item.applies_to for item in spec], dtype=np.bool_),
            waiting=np.array(["waiting" in item.applies_to for item in spec], dtype=np.bool_),
            running=np.array(["running" in item.applies_to for item in spec], dtype=np.bool_),
            via=np.array([item.via is not None for item in spec], dtype=np.bool_),
            onward=np.array([item.is_onward for item in spec], dtype=np.bool_),
            condition=_ints(_condition(item) for item in spec),
            over_ticks=_ints(round(weeks * 7 * TICKS_PER_DAY) for weeks in over),
            share=self._stacked(shares),
        )

    def _divert_levels(self, divert: DivertInForce, number: int) -> Ints:
        """A level that is looked at for those whom it is about, a plain 0 for others."""
        if divert.reaction is not None:
            return self.reactions.by_group(divert.reaction, LevelKind.DIVERT, number)
        about = self.in_force.reach(divert.placed)
        moving = divert.share.each(
            self.levels.add(line, LevelKind.DIVERT, number) for line in divert.share.choices
        )
        nothing = self.levels.add(Timeline.constant(0.0))
        return np.where(about, moving, nothing)


def _steps_of(shares: Timeline, ages: Timeline) -> Steps:
    """The share who go on after 18, on the days on which it or the end age changes."""
    days = days_of_all((shares, ages))
    return Steps(days * TICKS_PER_DAY, shares.on(days))


def _ages_of(shares: Timeline, ages: Timeline) -> Ints:
    """The end age on the same days, in ticks."""
    return _ints(map(age_ticks, ages.on(days_of_all((shares, ages)))))


def _numbered(words: PerGroup[Words], number: Callable[..., float]) -> PerGroup[Timeline]:  # type: ignore[type-arg]
    return words.mapped(lambda word: word.numbered(number))


def _condition(divert: Divert) -> int:
    if isinstance(divert.when, WaitOver):
        return Condition.WAIT_OVER
    return Condition.FULL if divert.when == "full" else Condition.ALWAYS


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)
