"""Running a set of cases: every replication of every case on its own, over the cores."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import RunError
from .cases import Case
from .catalogue import REPLICATIONS
from .measures import record

if TYPE_CHECKING:
    from ..network import Network
    from ..scenario.schema import Scenario


def replicate(case: Case, replication: int) -> list[float]:
    """Simulate one replication of a case and estimate each of its quantities."""
    scenario, network = _built(case)
    parts = [
        _estimates(case, scenario, network, replication * case.periods + period)
        for period in range(case.periods)
    ]
    return [sum(values) / case.periods for values in zip(*parts, strict=True)]


def _built(case: Case) -> tuple[Scenario, Network]:
    from ..checks import load
    from ..network import build_network

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "theory.yaml"
        path.write_text(case.text, encoding="utf-8")
        scenario = load(path)
    return scenario, build_network(scenario)


def _estimates(case: Case, scenario: Scenario, network: Network, replication: int) -> list[float]:
    from ..running.simulation import simulate_network

    run = simulate_network(scenario, network, seed=case.seed, replication=replication)
    seen = record(run)
    return [quantity.measure(seen) for quantity in case.quantities]


@dataclass(frozen=True)
class Estimated:
    """What one replication of a case gave; `task` are their numbers."""

    task: tuple[int, int]
    values: list[float]


@dataclass(frozen=True)
class Replicated:
    """Work for an executor: one replication of a case."""

    task: tuple[int, int]
    case: Case

    @property
    def tasks(self) -> tuple[tuple[int, int]]:
        """The number of the case and of the replication."""
        return (self.task,)

    def outcomes(self) -> Iterator[Estimated]:
        """Its estimates."""
        yield Estimated(self.task, replicate(self.case, self.task[1]))


def run_cases(
    cases: Sequence[Case],
    *,
    jobs: int = 1,
    replications: int = REPLICATIONS,
    done: Callable[[], None] = lambda: None,
) -> Iterator[list[list[float]]]:
    """Estimates of each case in turn, by replication; `done` is called after each replication.

    Raises RunError when a process that made one has died.
    """
    # Formulas are also asked beside other compiled programs, whose Numba ours must not meet.
    from ..running.executors import Lost, executor_for

    works = (
        Replicated((number, replication), case)
        for number, case in enumerate(cases)
        for replication in range(replications)
    )
    made: dict[tuple[int, int], list[float]] = {}
    with executor_for(jobs) as executor:
        outcomes = executor.outcomes(works)
        for number, case in enumerate(cases):
            tasks = [(number, replication) for replication in range(replications)]
            while not made.keys() >= set(tasks):
                outcome = next(outcomes)
                if isinstance(outcome, Lost):
                    raise RunError(f"{case.name}: a replication was lost: {outcome.reason}")
                made[outcome.task] = outcome.values
                done()
            yield [made.pop(task) for task in tasks]
