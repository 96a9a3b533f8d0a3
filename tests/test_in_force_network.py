"""What was planned, what was, and what the network holds of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from sim.draws import TICKS_PER_DAY
from sim.in_force import InForce, Log, Logged
from sim.in_force.changes import Thing
from sim.network import Network, build_network
from sim.network.model import UNLIMITED as NO_LIMIT
from sim.network.model import Exit

from .layered import by_day, day, places, world
from .random_networks import loaded, network


def test_with_an_empty_log_what_was_is_what_was_planned(tmp_path: Path) -> None:
    planned = world(tmp_path, "", places("half", "number: {factor: {2023-01-01: 0.5}}"))

    was = InForce(planned.scenario, Log())

    for pool in planned.pools:
        assert was.pool(pool.base).given == planned.pool(pool.base).given
        assert was.pool(pool.base).paid == planned.pool(pool.base).paid
    for station in planned.scenario.stations:
        assert was.stay_factor(station).choices == planned.stay_factor(station).choices


def test_what_a_run_decided_holds_from_its_day_until_it_decides_otherwise(tmp_path: Path) -> None:
    scenario = world(tmp_path, "", places("half", "number: {factor: {2023-01-01: 0.5}}")).scenario
    beds, rate = Thing("pools", "beds", "number"), Thing("stations", "B", "drops_out_per_week")

    was = InForce(scenario, Log((Logged(day(2024), beds, 70), Logged(day(2025), beds, 60),
                                 Logged(day(2022), rate, 0.1))))  # fmt: skip

    assert by_day(was.pool("beds").given) == {
        0: 50, day(2023): 25, day(2024): 70, day(2025): 60
    }  # fmt: skip
    assert by_day(was.waiting("B", "drops_out_per_week").choices[0]) == {0: 0, day(2022): 0.1}
    assert by_day(was.waiting("C", "drops_out_per_week").choices[0]) == {0: 0}


@pytest.mark.parametrize("number", range(0, 200, 25))
def test_the_network_holds_what_is_in_force(number: int) -> None:
    _compare(number)


@pytest.mark.full
@pytest.mark.parametrize("number", range(200))
def test_every_network_holds_what_is_in_force(number: int) -> None:
    _compare(number)


def _compare(number: int) -> None:
    """Each array of the network on each day, for each source, beside the room."""
    scenario = loaded(network(number).files)
    in_force, built = InForce(scenario), build_network(scenario)
    calendar = Calendar.of(built)
    for on in calendar.days:
        levels = calendar.at(on)
        for at, pool in enumerate(in_force.pools):
            given = in_force.pool(pool.base, pool.gemeente).given.at(on)
            assert levels[built.places.capacity[at]] == min(given, NO_LIMIT)
        for at, name in enumerate(scenario.stations):
            _compare_station(in_force, built, levels, at, name, on)
        for divert, row in zip(in_force.diverts, built.diverts.share, strict=True):
            assert [divert.share.of(group).at(on) for group in in_force.groups] == [*levels[row]]
    for group in in_force.groups:
        per_year = in_force.rate(group).per_year
        unseasoned = not scenario.arrivals[group.arrival].season
        for on in calendar.days if unseasoned else ():
            now = built.sources.rate[group.index].at(on * TICKS_PER_DAY)
            assert now == pytest.approx(per_year.at(on) / 365.25)


def _compare_station(
    in_force: InForce, built: Network, levels: np.ndarray, at: int, name: str, on: int
) -> None:
    tables, groups = built.tables, in_force.groups
    for table, lines in (
        (tables.stay_factor, in_force.stay_factor(name)),
        (tables.returns_share, in_force.returns_share(name)),
        (tables.limit, in_force.waiting(name, "limit")),
        (tables.priority, in_force.waiting(name, "priority")),
        (tables.longer_stay, in_force.waiting(name, "longer_stay_per_week")),
    ):
        assert [lines.of(group).at(on) for group in groups] == [*levels[table[at]]]
    for group in groups:
        version = built.routes[int(levels[tables.route[at, group.index]])]
        by_name = {
            built.stations[code] if code >= 0 else Exit(code).name.lower(): share
            for code, share in zip(version.destinations, version.share, strict=True)
            if share
        }
        row = in_force.row(name).of(group).at(on)
        assert by_name == {to: share for to, share in row.items() if share}
    for gemeente, label in enumerate(built.gemeenten):
        pool = in_force.membership(name, label).at(on).name
        assert built.pools[int(levels[tables.pool[at, gemeente]])] == pool


@dataclass(frozen=True)
class Calendar:
    """The levels of a network on each day on which one of them changes."""

    built: Network
    days: tuple[int, ...]

    @classmethod
    def of(cls, built: Network) -> Calendar:
        ticks = {0, *built.levels.change_tick.tolist()}
        return cls(built, tuple(sorted(tick // TICKS_PER_DAY for tick in ticks)))

    def at(self, on: int) -> np.ndarray:
        levels = self.built.levels
        begun = levels.change_tick <= on * TICKS_PER_DAY
        now = levels.at_start.copy()
        now[levels.change_level[begun]] = levels.change_value[begun]
        return now
