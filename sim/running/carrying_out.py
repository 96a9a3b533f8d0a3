"""Carrying out a plan: run, compare and write."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import RunError
from ..measuring.tidy import joined
from ..results.chance import chance_table
from ..results.comparison import Comparison, Tables, compare
from ..results.folders import check_writable, reserved_if
from ..results.interaction import interaction_table
from ..results.payback import payback_table
from ..results.regret import regret_table
from ..results.targets import target_table
from ..scenario.paths import shown_path
from .balancing import breakeven_table
from .batch import Batch, Watch, run_batch
from .cores import crew_for
from .doubts import doubts_table, draws_table
from .engines import make_ready
from .executors import Lost
from .executors.crew import Cluster
from .manifest import Done, manifest_of
from .mixing import parts_of
from .one_run import Measured
from .outcome import Results
from .plan import Plan
from .shelf import shelf_of
from .tasks import Options
from .writing import incomplete, write_incomplete, write_results

if TYPE_CHECKING:
    import pandas as pd

    from ..results.folders import Reserved
    from ..results.manifest import Manifest

_NAMED = 10
"""Lost runs that a message names."""


def carry_out(
    plan: Plan,
    options: Options,
    folder: Path | None,
    *,
    jobs: int | None = None,
    trial: bool = False,
    watch: Watch | None = None,
    command: str = "",
    store: Path | None = None,
    only_stored: bool = False,
    cluster: Cluster | None = None,
) -> Results:
    """Run a plan, compare, and write the results; runs that `store` has are not made again.

    With `only_stored` none is made, and a RunError names those that are not there.
    """
    watch = watch or Watch()
    with reserved_if(folder) as place:
        if place is not None:
            check_writable(incomplete(place.folder))
        began, created = time.monotonic(), dt.datetime.now(dt.UTC)
        crew = crew_for(plan.runs.values(), options.scale, jobs, cluster)
        make_ready(options.engine)
        with shelf_of(plan, options, store, watch.says, has_all=only_stored) as shelf:
            batch = run_batch(plan, options, crew, watch, shelf=shelf)
        if batch.lost and only_stored:
            raise RunError(_told_of_missing(batch))
        done = Done(
            command=command, created=created, seconds=time.monotonic() - began, trial=trial,
            scale=options.scale, seed=options.seed, engine=options.engine.value, jobs=crew.at_once,
            replications=_runs_each(batch), runs=len(batch.measured), reached=batch.reached,
            repaired=len(batch.repaired), kept=options.kept,
        )  # fmt: skip
        if batch.lost:
            raise RunError(_told_of_lost(batch, place, manifest_of(plan, done)))
        results = _results(plan, options, batch.measured, done, folder)
        if place is not None:
            write_results(place, _of_plan(plan, batch.measured), results)
    return results


def _runs_each(batch: Batch) -> int:
    """Runs of each scenario: replications, or draws."""
    runs = {(item.task.draw, item.task.replication) for item in batch.measured
            if not item.task.is_second}  # fmt: skip
    return max(1, len(runs))


def _results(
    plan: Plan, options: Options, measured: Sequence[Measured], done: Done, folder: Path | None
) -> Results:
    first = [item for item in measured if not item.task.is_second]
    comparison = _compared(plan, first)
    indicators = _joined(_of_plan(plan, first))
    second = _joined(item for item in measured if item.task.is_second)
    baseline = plan.scenarios[plan.baseline]
    return Results(
        folder=folder,
        manifest=manifest_of(plan, done),
        indicators=indicators,
        comparison=comparison.rows,
        counters=comparison.counters,
        targets=target_table(baseline, indicators, scale=options.scale),
        breakeven=breakeven_table(plan, indicators),
        payback=payback_table(indicators, plan.pairings),
        second=second,
        chance=chance_table(indicators, second, plan.pairings, plan.rules.matters),
        regret=regret_table(indicators, plan.pairings if plan.drawing else ()),
        interaction=interaction_table(indicators, plan.pairings[:1], parts_of(plan)),
        draws=draws_table(plan),
        doubts=doubts_table(plan),
        headlines=comparison.by_draw,
    )


def _compared(plan: Plan, first: Sequence[Measured]) -> Comparison:
    @lru_cache(maxsize=2)  # a baseline is asked for beside each of its scenarios
    def tables_of(scenario: str) -> Tables:
        runs = [item for item in first if item.task.scenario == scenario]
        return Tables(_joined(runs), joined([item.fates for item in runs]))

    return compare(tables_of, plan.pairings, plan.rules)


def _of_plan(plan: Plan, measured: Iterable[Measured]) -> list[Measured]:
    """The runs of scenarios that were asked for, without those derived from them."""
    return [item for item in measured if item.task.scenario in plan.scenarios]


def _joined(measured: Iterable[Measured]) -> pd.DataFrame:
    return joined([item.indicators for item in measured])


def _told_of_missing(batch: Batch) -> str:
    """Which runs are not in the store, where no other may be made."""
    every = len(batch.lost) + len(batch.measured)
    way_out = "make them by their shards, or give the command without --only-stored"
    head = f"{len(batch.lost):,} of {every:,} runs are not in the store; {way_out}"
    return "\n".join([head, *_named(batch, lambda lost: str(lost.task))])


def _named(batch: Batch, told: Callable[[Lost], str]) -> Iterator[str]:
    """Some of the runs that were lost, each on its line."""
    yield from (f"  {told(item)}" for item in batch.lost[:_NAMED])
    if len(batch.lost) > _NAMED:
        yield f"  and {len(batch.lost) - _NAMED} more"


def _told_of_lost(batch: Batch, place: Reserved | None, manifest: Manifest) -> str:
    """Which runs were lost and why, and where the others are kept."""
    lines = _named(batch, lambda lost: f"{lost.task}: {lost.reason}")
    made = len(batch.measured)
    kept = "nothing was asked to be written"
    if place is not None and made:
        kept_in = write_incomplete(place.folder, batch.measured, batch.lost, manifest)
        kept = f"the {made} that were made are kept in {shown_path(kept_in)}"
    elif place is not None:
        kept = "none was made, so nothing was written"
    count = len(batch.lost)
    lost = "1 run" if count == 1 else f"{count} runs"
    way_out = "mend what is said below"
    if any(item.may_succeed for item in batch.lost):
        lost += ", tried twice, the second time alone in a fresh process,"
        way_out = "free memory, or use fewer --jobs or --scale, and run it again"
    return "\n".join([f"{lost} could not be made; {kept}; {way_out}", *lines])
