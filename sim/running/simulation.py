"""One replication of a scenario, from the file to its visits."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from ..clients.cohort import Clients
from ..clients.starts import Starts
from ..errors import InputError
from ..in_force import Log
from ..network import Network, build_network
from ..scenario.schema import Scenario
from ..scenario.triggers import triggered
from ..traffic.size import most_visits, refuse_too_large
from ..visits import MOST_VISITS, Observed, Visits
from .engines import AUTO, EngineKind, engine_named
from .triggers import as_it_went

if TYPE_CHECKING:
    import pandas as pd


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
        from ..measuring import indicators

        return indicators(self)


def simulate(
    scenario: Scenario | str | PathLike[str],
    *,
    seed: int = 2026,
    replication: int = 0,
    scale: float = 1.0,
    engine: str = AUTO,
) -> Run:
    """Run one replication of a scenario, or of the file at a path.

    `scale` shrinks youth and places alike. `engine`: "compiled" (as "auto") or "simpy", the one to
    read; they give the same to the bit, and the first compiled run of an installation compiles for
    half a minute. Raises ScenarioError for a file that breaks a rule or asks more than this machine
    has, and InputError for an engine that is not there or a seed that cannot be hashed.
    """
    from ..checks.loading import load

    kind = engine_named(engine)
    refuse_wrong_seed(seed)
    read = scenario if isinstance(scenario, Scenario) else load(Path(scenario))
    refuse_too_large(read, scale=scale)
    network = build_network(read, scale=scale)
    return simulate_network(
        read,
        network,
        seed=seed,
        replication=replication,
        engine=kind,
        most_visits=most_visits(),
    )


def refuse_wrong_seed(seed: int) -> None:
    """Raise InputError for a seed that is no key of 64 bits (rule 5)."""
    if not 0 <= seed < 2**63:
        raise InputError(f"seed is {seed}; must be from 0 to 2^63 - 1, which is {2**63 - 1}")


def simulate_network(
    scenario: Scenario,
    network: Network,
    *,
    seed: int,
    replication: int,
    engine: EngineKind = EngineKind.compiled,
    most_visits: int = MOST_VISITS,
    starts: Starts | None = None,
) -> Run:
    """As `simulate`, for a network that was built before: replications share it.

    Scenarios that begin alike and share `starts` have their clients drawn once. Where blocks start
    by what a run sees, the scenario of the run has them from those days on. Raises RunError when
    there are more than `most_visits`.
    """
    starts = starts or Starts()
    once = _Once(engine, seed, replication, most_visits, starts)
    if not triggered(scenario):
        return once.run(scenario, network)

    def run(item: Scenario) -> Run:
        return once.run(item, build_network(item, scale=network.scale))

    return run(as_it_went(scenario, lambda item: _log_of(run(item))))


def _log_of(run: Run) -> Log:
    return run.observed.log(run.network)


@dataclass(frozen=True)
class _Once:
    """How to make one run of a network."""

    engine: EngineKind
    seed: int
    replication: int
    most_visits: int
    starts: Starts

    def run(self, scenario: Scenario, network: Network) -> Run:
        """The run."""
        drawn = {"seed": self.seed, "replication": self.replication}
        cohort = self.starts.cohort(network, **drawn)
        state = self.starts.state(network, scenario.begin, **drawn)
        visits, observed, clients = self.engine.run(
            network, cohort, state, most_visits=self.most_visits
        )
        return Run(scenario, network, visits, observed, clients, **drawn, scale=network.scale)
