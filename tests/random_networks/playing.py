"""What an engine is given to replay a random network."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sim.clients.cohort import Clients, Cohort, build_cohort
from sim.clients.state import State, build_state
from sim.draws import TICKS_PER_DAY
from sim.network import Network, build_network
from sim.scenario.schema import Scenario

from .files import Identity, RandomNetwork, loaded


@dataclass(frozen=True)
class Played:
    """What an engine is given to replay a random network."""

    scenario: Scenario
    network: Network
    cohort: Cohort
    state: State


def played(made: RandomNetwork, scenario: Scenario | None = None) -> Played:
    """Everything that a run needs; raises ScenarioError for a file that the checks refuse.

    `scenario` stands in place of that of the file: the same, with blocks that started in a run.
    """
    scenario = scenario or loaded(made.files)
    built = build_network(scenario, scale=made.scale)
    cohort = build_cohort(built, seed=made.seed, replication=0)
    state = build_state(built, scenario.begin, seed=made.seed, replication=0)
    if made.only is not None:
        kept = [identity in made.only for identity in identities(built, cohort.clients)]
        cohort = Cohort(cohort.clients.rows(np.flatnonzero(kept)))
    if made.by_whole_days:
        cohort = Cohort(_by_whole_days(cohort.clients))
        state = replace(state, clients=_by_whole_days(state.clients))
    return Played(scenario, built, cohort, state)


def identities(built: Network, clients: Clients) -> list[Identity]:
    """Who these clients are (rule 4): arrival, gemeente, strip and index in the strip."""
    arrivals, gemeenten = built.sources.arrival, built.sources.gemeente
    return [
        (built.arrivals[arrivals[source]], built.gemeenten[gemeenten[source]], strip, index)
        for source, strip, index in zip(
            clients.source.tolist(), clients.strip.tolist(), clients.index.tolist(), strict=True
        )
    ]


def _by_whole_days(clients: Clients) -> Clients:
    day = TICKS_PER_DAY
    return replace(
        clients,
        arrival=clients.arrival // day * day,
        eighteenth=clients.eighteenth // day * day,
    )
