"""One run: simulate, check that nobody was lost, and measure; or why it could not be made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..clients.cohort import FILE_STRIP
from ..clients.starts import Starts
from ..errors import RunError
from ..indicators.definitions import base_name
from ..measuring.periods import ALL
from .executors.work import Lost
from .tasks import Options, Prepared, Task

if TYPE_CHECKING:
    import pandas as pd

    from ..indicators.kept import Kept
    from ..measuring.lens import Lens
    from ..measuring.tidy import Tidy
    from ..scenario.schema import Scenario
    from .simulation import Run

_SHOWN = 5
_AXES = {"station", "gemeente", "need"}


@dataclass(frozen=True)
class Measured:
    """What is kept of one run."""

    task: Task
    indicators: Tidy
    series: Tidy
    fates: Tidy
    visits: pd.DataFrame | None = None

    def only(self, kept: Kept | None) -> Measured:
        """With the rows that are kept; None: with all."""
        if kept is None:
            return self
        indicators, series = (_part_of(item, kept) for item in (self.indicators, self.series))
        return replace(self, indicators=indicators, series=series)


Outcome = Measured | Lost


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
    log = run.observed.log(run.network)
    lens = Lens.of(run.scenario, run.network, run.visits, prepared.periods, log)
    _refuse_lost_clients(run, lens)
    lens.release_line()
    labels = {"draw": task.draw, "replication": task.replication}
    known = None
    if prepared.baseline is not None:
        drawn = {"seed": options.seed, "replication": task.replication}
        known = known_in(run.clients, starts.who_come(prepared.baseline, **drawn))
    visits = None
    if options.keeps_visits:
        visits = run.visits.frame(run.network)[run.visits.strip != FILE_STRIP]
        visits.insert(0, "replication", task.replication)
    del run  # with its clients, before tables are made: a run needs most memory while measured
    return Measured(
        task, measure(lens, **labels), monthly(lens, **labels), fates(lens, known, **labels), visits
    ).only(options.kept)


def measured_rows(
    scenario: Scenario, options: Options, replication: int, headline: str | None = None
) -> Tidy:
    """The indicators alone of one run of a scenario; raises RunError when it lost anybody.

    `headline`: also over these years.
    """
    from ..measuring import lens_of, measure
    from ..network import build_network
    from .simulation import simulate_network

    run = simulate_network(
        scenario,
        build_network(scenario, scale=options.scale),
        seed=options.seed,
        replication=replication,
        engine=options.engine,
        most_visits=options.most_visits,
    )
    lens = lens_of(run, headline=headline)
    _refuse_lost_clients(run, lens)
    lens.release_line()
    del run
    return measure(lens, draw=0, replication=replication)


def _part_of(table: Tidy, kept: Kept) -> Tidy:
    in_total = table.having("indicator", lambda name: base_name(name) in kept.in_total)
    for axis in _AXES & table.columns.keys():
        in_total &= table.having(axis, ALL.__eq__)
    whole = table.having("indicator", lambda name: base_name(name) in kept.whole)
    return table.only(whole | in_total)


def _refuse_lost_clients(run: Run, lens: Lens) -> None:
    from ..measuring.conservation import check

    line = lens.line if lens.visits is run.visits else None
    lost = check(run.network, run.visits, run.observed, line)
    if lost:
        shown = "; ".join(str(item) for item in lost[:_SHOWN])
        raise RunError(
            f"clients are not accounted for in {len(lost)} places; this is a fault of Doorstroom: "
            f"{shown}"
        )
