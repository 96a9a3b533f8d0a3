"""Running a set of cases: every replication of every case on its own, over the cores."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

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


def run_cases(
    cases: Sequence[Case],
    *,
    jobs: int = 1,
    replications: int = REPLICATIONS,
    done: Callable[[], None] = lambda: None,
) -> Iterator[list[list[float]]]:
    """Estimates of each case in turn, by replication; `done` is called after each replication."""
    from joblib import Parallel, delayed

    tasks = (delayed(replicate)(case, number) for case in cases for number in range(replications))
    result = Parallel(n_jobs=jobs, return_as="generator")(tasks)
    for _ in cases:
        runs = []
        for estimates in islice(result, replications):
            runs.append(estimates)
            done()
        yield runs
