"""What a program may ask for: an experiment, or one scenario, a number of times."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..scenario.schema import Scenario
from .batch import Watch
from .carrying_out import carry_out
from .engines import AUTO, engine_named
from .executors.crew import Cluster
from .keeping import kept_of
from .outcome import Results
from .planning import plan_of, plan_of_scenario
from .tasks import Options

RESULTS = Path("results")


def run_experiment(
    path: str | Path,
    *,
    out: str | Path | None = None,
    jobs: int | None = None,
    scale: float = 1.0,
    replications: int | None = None,
    draws: int | None = None,
    engine: str = AUTO,
    keep: Sequence[str] | None = None,
    trial: bool = False,
    state: str | Path | None = None,
    store: str | Path | None = None,
    only_stored: bool = False,
    cluster: Cluster | None = None,
    watch: Watch | None = None,
    command: str = "",
) -> Results:
    """Run an experiment file and write its results; `out` is results/<name> unless said.

    `replications` runs at the values of the files, or `draws` draws, instead of what it says. With
    `state` all begin on the day of that state file. With `keep` only indicators of these names are
    kept of each run, and what verdicts and small cells need. With `store` runs are kept in that
    folder, and those that it has are not made again; with `only_stored` no other run is made. A
    `cluster` (of executors.crew.cluster_of) makes them in place of `jobs` here. The results do not
    depend on these three, nor on the order in which runs end. Raises ScenarioError for files that
    break a rule, InputError for a name in `keep` that is no indicator, OutputError when nothing can
    be written, RunError when a run fails.
    """
    begin = None if state is None else Path(state)
    plan = plan_of(path, replications=replications, draws=draws, state=begin)
    return carry_out(
        plan,
        Options(plan.seed, scale, engine_named(engine), kept=kept_of(plan, keep)),
        Path(out) if out is not None else RESULTS / plan.name,
        jobs=jobs,
        trial=trial,
        cluster=cluster,
        watch=watch,
        store=None if store is None else Path(store),
        only_stored=only_stored,
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
    engine: str = AUTO,
    keep: Sequence[str] | None = None,
    visits: bool = False,
    state: str | Path | None = None,
    store: str | Path | None = None,
    cluster: Cluster | None = None,
    watch: Watch | None = None,
    command: str = "",
) -> Results:
    """Run one scenario a number of times; results are written where `out` says, or nowhere.

    With `visits` and no `out` they go to results/<name>. With `state` they begin on the day of that
    state file. `keep` and `store` are as of `run_experiment`; runs with visits, or from a state,
    are not kept in a store.
    """
    begin = None if state is None else Path(state)
    plan = plan_of_scenario(name, seed=seed, replications=replications, state=begin)
    folder = Path(out) if out is not None else RESULTS / plan.name if visits else None
    return carry_out(
        plan,
        Options(seed, scale, engine_named(engine), visits, kept=kept_of(plan, keep)),
        folder,
        jobs=jobs,
        cluster=cluster,
        watch=watch,
        store=None if store is None else Path(store),
        command=command or f"doorstroom run {plan.name}",
    )
