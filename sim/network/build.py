"""Scenario in, Network out."""

from __future__ import annotations

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from ..draws import TICKS_PER_DAY
from ..in_force import InForce
from ..scenario.schema import Scenario
from .arrivals import build_ages, build_sources, referrers_of
from .capacity import PoolsBuilder
from .ceilings import AccountsBuilder
from .following import FollowersBuilder
from .levels import LevelsBuilder
from .model import Ints, Network
from .reactions import ReactionsBuilder
from .tables import TablesBuilder
from .times import TimesBuilder


def build_network(scenario: Scenario, *, scale: float = 1.0) -> Network:
    """The network of a scenario; `scale` shrinks demand and places alike (rule 22)."""
    return network_of(InForce(scenario), scale=scale)


def network_of(in_force: InForce, *, scale: float = 1.0) -> Network:
    """The network of a scenario of which it is known what is in force."""
    scenario, levels, times = in_force.scenario, LevelsBuilder(), TimesBuilder()
    pools = PoolsBuilder(in_force, levels, times, scale)
    reactions = ReactionsBuilder(in_force, levels)
    followers = FollowersBuilder(in_force, pools, scale)
    accounts = AccountsBuilder(in_force, pools, scale)
    tables = TablesBuilder(in_force, levels, times, reactions, pools.first_of)
    return Network(
        name=scenario.name,
        scale=scale,
        start=np.datetime64(scenario.period.start, "D"),
        report_from=_tick(scenario, scenario.period.report_from),
        end=_tick(scenario, scenario.period.end),
        cut_ticks=_cuts(scenario),
        stations=tuple(scenario.stations),
        gemeenten=tuple(scenario.gemeenten),
        needs=tuple(scenario.needs),
        referrers=referrers_of(scenario),
        arrivals=tuple(scenario.arrivals),
        pools=tuple(pools.names),
        outside=_outside(scenario),
        station_group=tuple(station.group for station in scenario.stations.values()),
        sources=(sources := build_sources(in_force, scale)),
        ages=build_ages(scenario),
        tables=(of_stations := tables.build()),
        seconds=tables.seconds(),
        diverts=tables.diverts(),
        places=pools.places(),
        lists=pools.lists(),
        steers=reactions.steers(),
        deterrence=reactions.deterrence(times),
        reactions=reactions.reactions(),  # what all of these have collected comes last
        seen=(seen := reactions.seen(followers, accounts)),
        followers=followers.build(reactions.waits),
        accounts=accounts.build(seen, of_stations, sources),
        distributions=times.distributions(),
        hazards=times.hazards(),
        routes=tables.routes.build(),
        levels=levels.build(_tick(scenario, scenario.period.end)),
    )


def _outside(scenario: Scenario) -> NDArray[np.bool_]:
    return np.array([gemeente.outside for gemeente in scenario.gemeenten.values()], np.bool_)


def _tick(scenario: Scenario, date: dt.date) -> int:
    return (date - scenario.period.start).days * TICKS_PER_DAY


def _cuts(scenario: Scenario) -> Ints:
    period = scenario.period
    years = [dt.date(year, 1, 1) for year in range(period.start.year + 1, period.end.year + 1)]
    dates = {period.start, period.report_from, period.end, *years}
    return np.array([_tick(scenario, date) for date in sorted(dates) if date <= period.end])
