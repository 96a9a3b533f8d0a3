"""What holds for each source at each station, as tables of levels and rows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..draws import TICKS_PER_DAY, key_of
from ..in_force.timelines import Timeline, in_force
from ..scenario.schema import (
    Divert,
    NextChange,
    Number,
    Placed,
    PlacesChange,
    Scenario,
    Selected,
    Station,
    StayChange,
    WaitingChange,
    WaitOver,
)
from ..scenario.schema.rows import Row, Rows
from .alike import alike
from .arrivals import Source
from .capacity import PoolInstance
from .changes import (
    Interventions,
    LevelsBuilder,
    concerns,
    constant,
    dated,
    number_in_force,
    steps_of,
    switched,
)
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
from .routes import RoutesBuilder
from .times import TimesBuilder, age_ticks, delay_of

LAWS = {"wmo": Exit.WMO, "wlz": Exit.WLZ, "zvw": Exit.ZVW, "none": Exit.NONE}
NONE = Number(value=-1.0)


class TablesBuilder:
    """Fills the tables of one scenario cell by cell, once for sources that are alike."""

    def __init__(
        self,
        scenario: Scenario,
        sources: list[Source],
        pools: list[PoolInstance],
        levels: LevelsBuilder,
        times: TimesBuilder,
    ) -> None:
        self.scenario = scenario
        self.unlike, self._like = alike(scenario, sources)
        self.pools = {pool.name: index for index, pool in enumerate(pools)}
        self.levels = levels
        self.times = times
        self.routes = RoutesBuilder(scenario, levels)
        self.names = list(scenario.stations)
        self._interventions = Interventions(scenario)
        self._continues: dict[Timeline, int] = {}
        self._cells: dict[object, int] = {}

    def build(self) -> StationTables:
        """All tables; see StationTables."""
        stations = list(self.scenario.stations.items())
        return StationTables(
            key=np.array([key_of("station", name) for name in self.names], dtype=np.int64),
            stay=self._table(self._stay),
            stay_factor=self._table(self._stay_factor),
            route=self._table(lambda name, _, source: self.routes.level(name, source)),
            returns_share=self._table(self._returns_share),
            return_delay=self._table(self._return_delay),
            continues=self._table(self._continues_row),
            end_age_ticks=_ints([age_ticks(item.at_18.end_age) for _, item in stations]),
            law=_ints([LAWS[item.at_18.goes_to] for _, item in stations]),
            drop_out=self._table(self._hazard("drops_out_per_week")),
            escalation=self._table(self._hazard("escalates_per_week")),
            escalates_to=_ints([self._index(item.waiting.escalates_to) for _, item in stations]),
            longer_stay=self._table(self._waiting_number("longer_stay_per_week")),
            priority=self._table(self._waiting_number("priority")),
            limit=self._table(self._waiting_number("limit")),
            when_full=self._table(self._when_full),
            over_capacity=self._table(self._over_capacity),
            holds_place=self._table(self._holds_place),
            pool=self._pool_table(),
            continues_rows=tuple(self._continues_rows()),
        )

    def _table(self, cell: Callable[[str, Station, Source], int]) -> Ints:
        return self._by_source(
            [
                [cell(name, station, source) for source in self.unlike]
                for name, station in self.scenario.stations.items()
            ]
        )

    def _index(self, name: str | None) -> int:
        return self.names.index(name) if name is not None else NOWHERE

    def _placed(self, kind: type[Selected], name: str, source: Source, field: str) -> list[Placed]:
        about = self._interventions.about(kind, name, field)
        return [item for item in about if source.is_concerned(item.intervention)]

    def _once(self, key: tuple[object, ...], placed: list[Placed], make: Callable[[], int]) -> int:
        """The same cell is worked out once: equal numbers under the same interventions."""
        full = (*key, tuple(id(item) for item in placed))
        if full not in self._cells:
            self._cells[full] = make()
        return self._cells[full]

    # ------------------------------------------------------------------ stays

    def _stay(self, _: str, station: Station, source: Source) -> int:
        stay = _row(station.stay, source)
        if stay is None:
            return NOWHERE
        return self._once(("stay", id(stay)), [], lambda: self.times.stay(stay))

    def _stay_factor(self, name: str, _: Station, source: Source) -> int:
        placed = self._placed(StayChange, name, source, "factor")
        return self._once(
            ("stay_factor",),
            placed,
            lambda: self.levels.add(
                number_in_force(self.scenario, Number(value=1.0), placed, "factor")
            ),
        )

    def _continues_row(self, name: str, station: Station, source: Source) -> int:
        placed = self._placed(StayChange, name, source, "at_18")
        changes = [
            dated(item, item.intervention.at_18.continues)
            for item in placed
            if isinstance(item.intervention, StayChange) and item.intervention.at_18 is not None
        ]
        number = station.at_18.continues
        return self._once(
            ("continues", *_content(number)),
            placed,
            lambda: self._continues.setdefault(
                in_force(number, changes, self.scenario.period), len(self._continues)
            ),
        )

    def _continues_rows(self) -> list[Steps]:
        return [steps_of(line) for line in self._continues]

    # ------------------------------------------------------------------ after the stay

    def _returns_share(self, name: str, station: Station, source: Source) -> int:
        spec = _row(station.returns, source)
        placed = self._placed(NextChange, name, source, "returns")
        changes = [
            dated(item, item.intervention.returns.share)
            for item in placed
            if isinstance(item.intervention, NextChange) and item.intervention.returns is not None
        ]
        number = spec.share if spec is not None else Number(value=0.0)
        return self._once(
            ("returns", *_content(number)),
            placed,
            lambda: self.levels.add(in_force(number, changes, self.scenario.period)),
        )

    def _return_delay(self, _: str, station: Station, source: Source) -> int:
        spec = _row(station.returns, source)
        if spec is None:
            return NOWHERE
        return self._once(("return_delay", id(spec)), [], lambda: self.times.stay(delay_of(spec)))

    def _holds_place(self, name: str, station: Station, source: Source) -> int:
        placed = self._placed(NextChange, name, source, "holds_place")
        return self._switch(NextChange, "holds_place", float(station.holds_place), placed, float)

    # ------------------------------------------------------------------ waiting

    def _hazard(self, field: str) -> Callable[[str, Station, Source], int]:
        def cell(name: str, station: Station, source: Source) -> int:
            number = getattr(station.waiting, field)
            placed = self._placed(WaitingChange, name, source, field)
            return self._once(
                (field, *_content(number)),
                placed,
                lambda: self.times.hazard(number_in_force(self.scenario, number, placed, field)),
            )

        return cell

    def _waiting_number(self, field: str) -> Callable[[str, Station, Source], int]:
        def cell(name: str, station: Station, source: Source) -> int:
            number = getattr(station.waiting, field) or NONE
            placed = self._placed(WaitingChange, name, source, field)
            return self._once(
                (field, *_content(number)),
                placed,
                lambda: self.levels.add(number_in_force(self.scenario, number, placed, field)),
            )

        return cell

    def _when_full(self, name: str, station: Station, source: Source) -> int:
        placed = self._placed(WaitingChange, name, source, "when_full")
        base = float(self._index(station.waiting.when_full))
        return self._switch(
            WaitingChange, "when_full", base, placed, lambda spec: float(self._index(spec))
        )

    def _over_capacity(self, name: str, station: Station, source: Source) -> int:
        placed = self._placed(WaitingChange, name, source, "over_capacity")
        base = float(station.waiting.over_capacity)
        kind = LevelKind.OVER_CAPACITY
        target = self.names.index(name)
        return self._switch(WaitingChange, "over_capacity", base, placed, float, kind, target)

    def _switch(
        self,
        _: type[Selected],
        field: str,
        base: float,
        placed: list[Placed],
        value_of: Callable[..., float],
        kind: LevelKind = LevelKind.PLAIN,
        target: int = -1,
    ) -> int:
        switches = [
            (
                getattr(item.intervention, "from_", None),
                item.intervention.until,
                value_of(getattr(item.intervention, field)),
            )
            for item in placed
        ]
        return self._once(
            (field, base, kind, target),
            placed,
            lambda: self.levels.add(switched(self.scenario, base, switches), kind, target),
        )

    # ------------------------------------------------------------------ pools

    def _pool_table(self) -> Ints:
        gemeenten = list(self.scenario.gemeenten)
        rows = []
        for index, name in enumerate(self.names):
            row = []
            for number, gemeente in enumerate(gemeenten):
                target = index * len(gemeenten) + number
                line = self._membership(name, gemeente)
                row.append(self.levels.add(line, LevelKind.MEMBERSHIP, target))
            rows.append(row)
        return np.array(rows, dtype=np.int64)

    def _membership(self, name: str, gemeente: str) -> Timeline:
        station = self.scenario.stations[name]
        moves = self._interventions.about(PlacesChange, name, "moves_to_pool")
        switches = [
            (spec.from_, spec.until, float(self._instance(spec.moves_to_pool, gemeente)))
            for spec in (move.intervention for move in moves)
            if isinstance(spec, PlacesChange)
            and spec.moves_to_pool
            and concerns(spec, gemeente=gemeente, need=None, referrer=None, group=None)
        ]
        base = float(self._instance(station.pool or name, gemeente))
        return switched(self.scenario, base, switches)

    def _instance(self, pool: str, gemeente: str) -> int:
        local = f"{pool}@{gemeente}"
        return self.pools[local] if local in self.pools else self.pools[pool]

    # ------------------------------------------------------------------ seconds and diverts

    def seconds(self) -> Seconds:
        """Second trajectories of every station, in order of the file."""
        first, second, keys, shares = [], [], [], []
        for name, station in self.scenario.stations.items():
            for together in station.together:
                first.append(self.names.index(name))
                second.append(self.names.index(together.station))
                keys.append(key_of("together", name, together.station))
                shares.append(
                    [
                        self._together_share(name, together.station, together.share, source)
                        if together.needs is None or source.spec.need in together.needs
                        else self.levels.add(constant(0.0))
                        for source in self.unlike
                    ]
                )
        return Seconds(_ints(first), _ints(second), _ints(keys), self._by_source(shares))

    def _together_share(self, name: str, second: str, number: Number, source: Source) -> int:
        placed = [
            item
            for item in self._placed(NextChange, name, source, "together")
            if isinstance(item.intervention, NextChange)
            and item.intervention.together is not None
            and item.intervention.together.station == second
        ]
        changes = [
            dated(item, item.intervention.together.share)
            for item in placed
            if isinstance(item.intervention, NextChange) and item.intervention.together is not None
        ]
        return self._once(
            ("together", *_content(number)),
            placed,
            lambda: self.levels.add(in_force(number, changes, self.scenario.period)),
        )

    def diverts(self) -> Diverts:
        """Diverts in order of file and block."""
        placed = self._interventions.of_kind(Divert, lambda _: True)
        spec = [item.intervention for item in placed if isinstance(item.intervention, Divert)]
        shares = []
        for number, (item, divert) in enumerate(zip(placed, spec, strict=True)):
            line = in_force(Number(value=0.0), [dated(item, divert.share)], self.scenario.period)
            kind = LevelKind.DIVERT
            level = self.levels.add(line, kind, number)
            nothing = self.levels.add(constant(0.0))
            shares.append([level if src.is_concerned(divert) else nothing for src in self.unlike])
        over = [
            item.when.wait_over_weeks if isinstance(item.when, WaitOver) else 0.0 for item in spec
        ]
        return Diverts(
            from_station=_ints([self.names.index(item.from_) for item in spec]),
            to_station=_ints([self.names.index(item.to) for item in spec]),
            key=_ints(
                [key_of("divert", item.block or "", item.intervention.id) for item in placed]
            ),
            new=np.array(["new" in item.applies_to for item in spec], dtype=np.bool_),
            waiting=np.array(["waiting" in item.applies_to for item in spec], dtype=np.bool_),
            running=np.array(["running" in item.applies_to for item in spec], dtype=np.bool_),
            condition=_ints([_condition(item) for item in spec]),
            over_ticks=_ints([round(weeks * 7 * TICKS_PER_DAY) for weeks in over]),
            share=self._by_source(shares),
        )

    def _by_source(self, rows: list[list[int]]) -> Ints:
        """What holds for the `unlike` sources, for all sources."""
        table = np.array(rows, dtype=np.int64).reshape(len(rows), len(self.unlike))
        return np.take(table, self._like, axis=1)


def _condition(divert: Divert) -> int:
    if isinstance(divert.when, WaitOver):
        return Condition.WAIT_OVER
    return Condition.FULL if divert.when == "full" else Condition.ALWAYS


def _row(rows: Rows[Row] | None, source: Source) -> Row | None:
    return None if rows is None else rows.find(source.gemeente, source.spec.need)


def _content(number: Number) -> tuple[object, ...]:
    """What makes two numbers the same in a table."""
    path = None if number.path is None else tuple(number.path.items())
    return (number.value, path, number.shape)


def _ints(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)
