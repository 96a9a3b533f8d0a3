"""One run: simulate, check that nobody was lost, and measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..clients.starts import Starts
from ..errors import RunError
from .plan import FIRST_DRAW
from .tasks import Bundle, Options, Prepared, Task

if TYPE_CHECKING:
    import pandas as pd

    from .simulation import Run

_SHOWN = 5


@dataclass(frozen=True)
class Measured:
    """What is kept of one run."""

    task: Task
    indicators: pd.DataFrame
    series: pd.DataFrame
    fates: pd.DataFrame
    visits: pd.DataFrame | None = None


@dataclass(frozen=True)
class Lost:
    """A run that was not made, through no fault of its own that could be told: its worker ended."""

    task: Task
    reason: str


Outcome = Measured | Lost


def outcomes_of(bundle: Bundle) -> Iterator[Outcome]:
    """The runs of a bundle; one that finds no memory is lost, and the next is tried."""
    starts = Starts()
    for prepared in bundle.runs:
        try:
            yield one_run(prepared, bundle.options, starts)
        except MemoryError:
            yield Lost(prepared.task, "found no more memory")


def one_run(prepared: Prepared, options: Options, starts: Starts) -> Measured:
    """What one run gives; raises RunError when it lost anybody."""
    from ..clients.known import known_in
    from ..measuring import measure, monthly
    from ..measuring.fates import fates
    from ..measuring.lens import Lens
    from .simulation import simulate_network

    task = prepared.task
    run = simulate_network(
        prepared.scenario,
        prepared.network,
        seed=options.seed,
        replication=task.replication,
        engine=options.engine,
        most_visits=options.most_visits,
        starts=starts,
    )
    _refuse_lost_clients(run, task)
    lens = Lens(run.scenario, run.network, run.visits, prepared.periods)
    kept = {"draw": FIRST_DRAW, "replication": task.replication}
    known = None
    if prepared.baseline is not None:
        known = known_in(run.clients, prepared.baseline, options.seed, task.replication)
    visits = None
    if options.keeps_visits:
        visits = run.visits.frame(run.network)
        visits.insert(0, "replication", task.replication)
    return Measured(
        task, measure(lens, **kept), monthly(lens, **kept), fates(lens, known, **kept), visits
    )


def _refuse_lost_clients(run: Run, task: Task) -> None:
    from ..measuring.conservation import check

    lost = check(run.network, run.visits, run.observed)
    if lost:
        shown = "\n".join(f"  {item}" for item in lost[:_SHOWN])
        raise RunError(
            f"{task}: clients are not accounted for in {len(lost)} places; this is a fault of "
            f"Doorstroom, nothing was written\n{shown}"
        )
