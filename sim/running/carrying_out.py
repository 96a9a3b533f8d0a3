"""Running a plan over the cores: every run on its own, in any order, with the same results."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import RunError
from ..results.comparison import compare
from ..results.shortening import for_a_sheet, for_readers
from ..results.store import (
    check_writable,
    new_results,
    write_csv,
    write_manifest,
    write_short_csv,
    write_table,
)
from ..results.targets import NOT_MEASURED, target_table
from ..scenario.schema import Scenario
from .breakeven import breakeven_table
from .manifest import Done, manifest_of
from .plan import FIRST_DRAW, Plan, Precision, plan_of, plan_of_scenario
from .simulation import engine_named, make_ready

if TYPE_CHECKING:
    import pandas as pd

    from ..network import Network

Progress = Callable[[int, int], None]

RESULTS = Path("results")
_BATCH = 5
_SHOWN = 5


@dataclass(frozen=True)
class Task:
    """One run: a scenario with a replication number."""

    scenario: str
    replication: int


@dataclass(frozen=True)
class Options:
    """What holds for every run of a plan."""

    seed: int
    scale: float
    engine: str
    keeps_visits: bool = False


@dataclass(frozen=True)
class Measured:
    """What is kept of one run."""

    task: Task
    indicators: pd.DataFrame
    series: pd.DataFrame
    visits: pd.DataFrame | None = None


@dataclass(frozen=True)
class Results:
    """Everything that an experiment found; `folder` is None when nothing was written.

    `targets` sets the baseline beside its known figures; no rows where it has none. `breakeven` has
    a row for each question of that kind in the experiment.
    """

    folder: Path | None
    manifest: dict[str, Any]
    indicators: pd.DataFrame
    comparison: pd.DataFrame
    targets: pd.DataFrame
    breakeven: pd.DataFrame


def run_experiment(
    path: str | Path,
    *,
    out: str | Path | None = None,
    jobs: int | None = None,
    scale: float = 1.0,
    replications: int | None = None,
    engine: str = "auto",
    trial: bool = False,
    progress: Progress | None = None,
    command: str = "",
) -> Results:
    """Run an experiment file and write its results; `out` is results/<name> unless said.

    The results do not depend on `jobs`, nor on the order in which runs end. Raises ScenarioError
    for files that break a rule, OutputError when nothing can be written, RunError when a run fails.
    """
    plan = plan_of(path, replications=replications)
    folder = Path(out) if out is not None else RESULTS / plan.name
    options = Options(plan.seed, scale, engine_named(engine))
    return carry_out(
        plan,
        options,
        folder,
        jobs=jobs,
        trial=trial,
        progress=progress,
        command=command or f"doorstroom experiment {path}",
    )


def run_scenario(
    name: str | Path | Scenario,
    *,
    out: str | Path | None = None,
    jobs: int | None = None,
    scale: float = 1.0,
    replications: int = 1,
    seed: int = 2026,
    engine: str = "auto",
    visits: bool = False,
    progress: Progress | None = None,
    command: str = "",
) -> Results:
    """Run one scenario a number of times; results are written where `out` says, or nowhere."""
    plan = plan_of_scenario(name, seed=seed, replications=replications)
    options = Options(seed, scale, engine_named(engine), visits)
    return carry_out(
        plan,
        options,
        Path(out) if out is not None else None,
        jobs=jobs,
        progress=progress,
        command=command or f"doorstroom run {name}",
    )


def carry_out(
    plan: Plan,
    options: Options,
    folder: Path | None,
    *,
    jobs: int | None = None,
    trial: bool = False,
    progress: Progress | None = None,
    command: str = "",
) -> Results:
    """Run a plan, compare, and write the results."""
    import pandas as pd

    if folder is not None:
        check_writable(folder)
    began, created = time.monotonic(), dt.datetime.now(dt.UTC)
    workers = _workers(plan, options, jobs)
    make_ready(options.engine)
    result, reached = _replicated(plan, options, workers, progress)
    ordered = sorted(result, key=lambda item: _place(plan, item.task))
    indicators = pd.concat([item.indicators for item in ordered], ignore_index=True)
    comparison = compare(indicators, plan.pairings, plan.matters)
    last = max(item.task.replication for item in ordered)
    done = Done(
        command=command, created=created, seconds=time.monotonic() - began, trial=trial,
        scale=options.scale, seed=options.seed, engine=options.engine, jobs=workers,
        replications=1 + last, runs=len(ordered), reached=reached,
    )  # fmt: skip
    manifest = manifest_of(plan, done)
    targets = target_table(plan.scenarios[plan.baseline], indicators, scale=options.scale)
    breakeven = breakeven_table(plan, indicators)
    found_all = Results(folder, manifest, indicators, comparison, targets, breakeven)
    if folder is not None:
        _write(folder, ordered, found_all)
    return found_all


def _write(folder: Path, ordered: list[Measured], results: Results) -> None:
    import pandas as pd

    comparison, targets = results.comparison, results.targets
    with new_results(folder) as fresh:
        write_table(fresh, "indicators", results.indicators)
        sheet = for_a_sheet(results.indicators)
        if sheet is not None:
            write_csv(fresh, "indicators", sheet)
        write_table(
            fresh, "series", pd.concat([item.series for item in ordered], ignore_index=True)
        )
        visits = [item.visits for item in ordered if item.visits is not None]
        if visits:
            write_table(fresh, "visits", pd.concat(visits, ignore_index=True))
        if len(comparison):
            write_table(fresh, "comparison", comparison)
            write_short_csv(fresh, "comparison", for_readers(comparison))
        if (targets["verdict"] != NOT_MEASURED).any():
            write_short_csv(fresh, "targets", targets)
        if len(results.breakeven):
            write_short_csv(fresh, "breakeven", results.breakeven)
        write_manifest(fresh, results.manifest)


def _place(plan: Plan, task: Task) -> tuple[int, int]:
    return list(plan.scenarios).index(task.scenario), task.replication


def _workers(plan: Plan, options: Options, jobs: int | None) -> int:
    """Runs at one time: as asked, else as many as there are cores, and memory for."""
    import joblib
    import psutil

    from ..traffic.size import estimate, refuse_too_large

    scale = options.scale
    if jobs is None:
        most = max(estimate(item, scale=scale).memory_bytes for item in plan.scenarios.values())
        room = int(psutil.virtual_memory().available / most)
        jobs = max(1, min(int(joblib.cpu_count()), room))
    for scenario in plan.scenarios.values():
        refuse_too_large(scenario, scale=scale, at_once=jobs)
    return jobs


# ------------------------------------------------------------------ runs


def _replicated(
    plan: Plan, options: Options, jobs: int, progress: Progress | None
) -> tuple[list[Measured], bool | None]:
    """All runs; under a stopping rule in batches whose size does not depend on the machine."""
    result: list[Measured] = []
    runs, reached = plan.least_runs, None
    networks = Networks(plan, options.scale)
    while True:
        begin = 1 + max((item.task.replication for item in result), default=-1)
        tasks = [Task(name, run) for run in range(begin, runs) for name in plan.scenarios]
        most = runs * len(plan.scenarios)
        for task in run_tasks(plan, tasks, options, jobs, networks):
            result.append(task)
            if progress:
                progress(len(result), most)
        if plan.precision is None:
            return result, None
        reached = all(_is_narrow(plan, plan.precision, result, name) for name in plan.scenarios)
        if reached or runs >= plan.precision.most:
            return result, reached
        runs = min(runs + _BATCH, plan.precision.most)


def run_tasks(
    plan: Plan, tasks: Sequence[Task], options: Options, jobs: int, networks: Networks
) -> Iterator[Measured]:
    """Runs as they end; in this process when one at a time is asked."""
    prepared = ((networks.of(task.scenario), task) for task in tasks)
    if jobs == 1 or len(tasks) == 1:
        for network, task in prepared:
            yield one_run(_only(plan, task), network, task, options)
        return
    import warnings

    from joblib import Parallel, delayed

    with (
        warnings.catch_warnings(),
        Parallel(n_jobs=min(jobs, len(tasks)), return_as="generator_unordered") as parallel,
    ):
        # joblib renews a worker whose memory has grown and says so; a worker that dies is an error.
        warnings.filterwarnings("ignore", "A worker stopped", UserWarning)
        _start_workers(parallel, jobs)
        runs = parallel(
            delayed(one_run)(_only(plan, task), network, task, options)
            for network, task in prepared
        )
        with closing(runs):
            yield from runs


def _start_workers(parallel: Any, jobs: int) -> None:
    """Start the workers deaf to Ctrl-C: we stop them, and they have nothing to say of it."""
    import signal
    import threading

    from joblib import delayed

    is_main = threading.current_thread() is threading.main_thread()
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN) if is_main else None
    try:
        list(parallel(delayed(abs)(number) for number in range(jobs)))
    finally:
        if is_main:
            signal.signal(signal.SIGINT, heard)


class Networks:
    """The network of each scenario, made when first needed and shared by its replications."""

    def __init__(self, plan: Plan, scale: float) -> None:
        self._plan, self._scale = plan, scale
        self._made: dict[str, Network] = {}

    def of(self, scenario: str) -> Network:
        """The network of a scenario."""
        from ..network import build_network

        if scenario not in self._made:
            spec = self._plan.scenarios[scenario]
            self._made[scenario] = build_network(spec, scale=self._scale)
        return self._made[scenario]


def _only(plan: Plan, task: Task) -> Plan:
    """The plan with the one scenario that a run needs."""
    return replace(plan, scenarios={task.scenario: plan.scenarios[task.scenario]})


def one_run(plan: Plan, network: Network, task: Task, options: Options) -> Measured:
    """Simulate, check that nobody was lost, and measure."""
    from ..measuring import measure, monthly
    from ..measuring.conservation import check
    from ..measuring.lens import Lens
    from .simulation import simulate_network

    scenario = plan.scenarios[task.scenario]
    run = simulate_network(
        scenario,
        network,
        seed=options.seed,
        replication=task.replication,
        engine=options.engine,
    )
    lost = check(run.network, run.visits, run.observed)
    if lost:
        shown = "\n".join(f"  {item}" for item in lost[:_SHOWN])
        raise RunError(
            f"{task.scenario}, replication {task.replication}: clients are not accounted for in "
            f"{len(lost)} places; this is a fault of Doorstroom, nothing was written\n{shown}"
        )
    lens = Lens(run.scenario, run.network, run.visits, plan.periods(task.scenario))
    kept = {"draw": FIRST_DRAW, "replication": task.replication}
    visits = None
    if options.keeps_visits:
        visits = run.visits.frame(run.network)
        visits.insert(0, "replication", task.replication)
    return Measured(task, measure(lens, **kept), monthly(lens, **kept), visits)


def _is_narrow(plan: Plan, precision: Precision, result: list[Measured], name: str) -> bool:
    """Whether the interval of the indicator, in total over the end state, is narrow enough."""
    import numpy as np
    from scipy.special import stdtrit

    period = plan.periods(name).end_state
    values = []
    for item in result:
        if item.task.scenario == name:
            rows = item.indicators
            chosen = (rows["indicator"] == precision.indicator) & (rows["period"] == period)
            chosen &= (rows[["station", "gemeente", "need"]] == "all").all(axis=1)
            values += rows.loc[chosen, "value"].tolist()
    if len(values) < 2:
        raise RunError(
            f"replications.until: {precision.indicator} has no total over {period} in {name}, so "
            "no interval; name an indicator that has one (docs/results.md)"
        )
    half = stdtrit(len(values) - 1, 0.975) * np.std(values, ddof=1) / np.sqrt(len(values))
    widest = precision.half_width * (abs(np.mean(values)) if precision.is_relative else 1.0)
    return bool(half <= widest)
