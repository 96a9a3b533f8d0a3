"""One replication of a scenario, from the file to its visits."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from .cohort import Clients, build_cohort
from .engine import run
from .errors import InputError
from .network import Network, build_network
from .scenario.resolving import load
from .scenario.schema import Scenario
from .scenario.size import refuse_too_large
from .state import build_state
from .visits import Observed, Visits

if TYPE_CHECKING:
    import pandas as pd

ENGINES = ("simpy",)


@dataclass(frozen=True)
class Run:
    """What one replication left behind; `clients` in order of identity, as `visits.client`."""

    scenario: Scenario
    network: Network
    visits: Visits
    observed: Observed
    clients: Clients
    seed: int
    replication: int
    scale: float

    def indicators(self) -> pd.DataFrame:
        """The tidy table of indicators of this replication (docs/results.md)."""
        from .indicators import indicators

        return indicators(self)


def simulate(
    scenario: Scenario | str | PathLike[str],
    *,
    seed: int = 2026,
    replication: int = 0,
    scale: float = 1.0,
    engine: str = "simpy",
) -> Run:
    """Run one replication of a scenario, or of the file at a path.

    `scale` shrinks youth and places alike. Raises ScenarioError for a file that breaks a rule
    or asks more than this machine has, and InputError for an engine that is not there.
    """
    if engine not in ENGINES:
        raise InputError(f"--engine is {engine}; must be one of {', '.join(ENGINES)}")
    read = scenario if isinstance(scenario, Scenario) else load(Path(scenario))
    refuse_too_large(read, scale=scale)
    return simulate_network(
        read, build_network(read, scale=scale), seed=seed, replication=replication
    )


def simulate_network(scenario: Scenario, network: Network, *, seed: int, replication: int) -> Run:
    """As `simulate`, for a network that was built before: replications share it."""
    cohort = build_cohort(network, seed=seed, replication=replication)
    state = build_state(network, scenario.begin, seed=seed, replication=replication)
    visits, observed, clients = run(network, cohort, state)
    return Run(scenario, network, visits, observed, clients, seed, replication, network.scale)
