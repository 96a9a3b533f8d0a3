"""`run` and `experiment`: simulate, measure, compare, and write the results."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import app
from .clusters import DaskLocal, Scheduler, cluster_asked
from .endings import ending_at_once
from .numbers import amount, whole
from .outset import told_at_the_outset
from .progress import runs_bar
from .storing import (
    AskedRuns,
    Keep,
    NoStore,
    OnlyStored,
    Store,
    WhichShard,
    listed,
    shard_of,
    store_of,
)

if TYPE_CHECKING:
    from ..running.batch import Outset, Watch
    from ..running.executors.crew import Cluster
    from ..running.outcome import Results
    from ..running.shards import Shard

Jobs = Annotated[
    int | None,
    typer.Option(
        parser=whole("--jobs", 1),
        help="Runs at one time; unless said, by cores and memory.",
        metavar="N",
    ),
]
Runs = Annotated[
    int, typer.Option(parser=whole("--replications", 1), help="Number of runs.", metavar="N")
]
OtherRuns = Annotated[
    int | None,
    typer.Option(
        parser=whole("--replications", 1),
        help="Runs a scenario at the values of the files, instead of what the file says.",
        metavar="N",
    ),
]
OtherDraws = Annotated[
    int | None,
    typer.Option(
        parser=whole("--draws", 2, 100_000),
        help="Draws of what is not known, instead of what the file says.",
        metavar="N",
    ),
]
Scale = Annotated[
    float,
    typer.Option(
        parser=amount("--scale", 0.001, 10),
        help="Youth and places times this, for trials.",
        metavar="F",
    ),
]
Folder = Annotated[
    Path | None, typer.Option(help="Folder for the results; appears whole or not.", metavar="DIR")
]
Seed = Annotated[
    int,
    typer.Option(parser=whole("--seed", 0, 2**63 - 1), help="Seed of all chance.", metavar="S"),
]
FromState = Annotated[
    Path | None,
    typer.Option(
        "--from-state", help="Begin on the day of this state file, with all in it.", metavar="CSV"
    ),
]
Engine = Annotated[
    str,
    typer.Option(help="compiled (as auto) or simpy; the same to the bit.", metavar="ENGINE"),
]


@app.command(epilog="Example: doorstroom run closed-to-zero --replications 5 --out results/closed")
def run(
    scenario: Annotated[
        str, typer.Argument(metavar="SCENARIO", help="A scenario file, or a shipped name.")
    ],
    replications: Runs = 1,
    seed: Seed = 2026,
    out: Folder = None,
    visits: Annotated[
        bool, typer.Option("--visits", help="Also write every visit, one row each.")
    ] = False,
    from_state: FromState = None,
    scale: Scale = 1.0,
    engine: Engine = "auto",
    jobs: Jobs = None,
    scheduler: Scheduler = None,
    dask_local: DaskLocal = None,
    keep: Keep = None,
    store: Store = None,
    no_store: NoStore = False,
) -> None:
    """Run one scenario and show what comes out; with --out or --visits write it too.

    What is not written is not kept in a store either, unless --store says so.
    """
    place = store_of(store, no_store, is_usual=out is not None)
    from ..running import run_scenario

    crew = ready_crew(scheduler, dask_local, jobs, engine)
    with crew as cluster, progress_bar(Path(scenario).name) as watch:
        results = run_scenario(
            scenario, out=out, jobs=jobs, scale=scale, replications=replications, seed=seed,
            engine=engine, keep=listed(keep), visits=visits, state=from_state, store=place,
            cluster=cluster, watch=watch, command=command_line(),
        )  # fmt: skip
    _show_run(results, scale)


def _show_run(results: Results, scale: float) -> None:
    from .outcome import show_run

    show_run(results)
    _say_scale(scale)
    if results.folder is not None:
        typer.echo(f"results: {results.folder}")


@app.command(epilog="Example: doorstroom experiment policy-comparison --out results/mine --jobs 2")
def experiment(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="An experiment file, or a shipped name.")
    ],
    out: Folder = None,
    jobs: Jobs = None,
    scheduler: Scheduler = None,
    dask_local: DaskLocal = None,
    from_state: FromState = None,
    scale: Scale = 1.0,
    replications: OtherRuns = None,
    draws: OtherDraws = None,
    engine: Engine = "auto",
    trial: Annotated[bool, typer.Option("--trial", help="Mark the page as a trial.")] = False,
    keep: Keep = None,
    store: Store = None,
    no_store: NoStore = False,
    shard: WhichShard = None,
    only_stored: OnlyStored = False,
) -> None:
    """Compare scenarios with the baseline, run by run, and write tables, figures and a page."""
    asked = AskedRuns(file, replications, draws, scale, engine, jobs, from_state, listed(keep))
    place = store_of(store, no_store)
    part = None if shard is None else shard_of(shard, place)
    with ready_crew(scheduler, dask_local, jobs, engine) as cluster:
        if part is not None:
            make_shard(asked, part, cluster)
        else:
            _compare(asked, out, place, cluster, trial=trial, only_stored=only_stored)


def _compare(
    asked: AskedRuns,
    out: Path | None,
    store: Path | None,
    cluster: Cluster | None,
    *,
    trial: bool,
    only_stored: bool,
) -> None:
    from ..running import run_experiment
    from .outcome import show_comparison

    with progress_bar(Path(asked.file).name) as watch:
        results = run_experiment(
            asked.file,
            out=out,
            jobs=asked.jobs,
            scale=asked.scale,
            replications=asked.replications,
            draws=asked.draws,
            engine=asked.engine,
            keep=asked.keep,
            trial=trial,
            state=asked.state,
            store=store,
            only_stored=only_stored,
            cluster=cluster,
            watch=watch,
            command=command_line(),
        )
    show_comparison(results)
    _say_scale(asked.scale)
    _write_page(results)


def make_shard(asked: AskedRuns, part: tuple[Shard, Path], cluster: Cluster | None) -> None:
    """Make a part of the runs of an experiment, and say what there is to do afterwards."""
    from ..running import plan_of
    from ..running.engines import engine_named
    from ..running.keeping import kept_of
    from ..running.shards import carry_out_shard
    from ..running.tasks import Options

    shard, store = part
    plan = plan_of(
        asked.file, replications=asked.replications, draws=asked.draws, state=asked.state
    )
    kept = kept_of(plan, asked.keep)
    options = Options(plan.seed, asked.scale, engine_named(asked.engine), kept=kept)
    with progress_bar(f"{plan.name} {shard}") as watch:
        done = carry_out_shard(
            plan, options, shard, store, jobs=asked.jobs, watch=watch, cluster=cluster
        )
    typer.echo(
        f"shard {shard}: {done.runs:,} runs in {store}, {done.before:,} of them made before; when "
        "all shards are there, give the command without --shard"
    )


def _write_page(results: Results) -> None:
    from ..report import build_report

    assert results.folder is not None
    typer.echo("making the page ...", err=True)
    pages = [path for path in build_report(results.folder) if path.suffix == ".html"]
    typer.echo(f"results: {results.folder}")
    for page in pages:
        typer.echo(f"page: {page}")


def _say_scale(scale: float) -> None:
    if scale != 1.0:
        typer.echo(
            f"Made at scale {scale:g}: counts and money are of a region of that size, and small "
            "pools wait longer than large ones. For trials, not for answers."
        )


@contextmanager
def ready_crew(
    scheduler: str | None, dask_local: int | None, jobs: int | None, engine: str
) -> Iterator[Cluster | None]:
    """The cluster that is asked for, if any, with the engine compiled here."""
    with cluster_asked(scheduler, dask_local, jobs, engine) as cluster:
        get_ready(engine)
        yield cluster


def get_ready(engine: str) -> None:
    """Compile the engine where that is still to be done, and say so: it takes a while."""
    with ending_at_once():  # to import what runs compiles too
        from ..running.engines import engine_named, make_ready

        make_ready(engine_named(engine), _say_that_it_compiles)


def _say_that_it_compiles() -> None:
    from ..compiling.folders import folder_of_code

    folder = folder_of_code()
    typer.echo("Compiling the engine, once (a minute; longer on a busy machine) ...", err=True)
    if folder.path is None:
        typer.echo(
            "No folder can be written to keep the code in, so every process compiles it again; set "
            "NUMBA_CACHE_DIR to one that can.",
            err=True,
        )
    elif not folder.is_usual:
        typer.echo(
            f"It is kept in {folder.path}, for as long as that stays; set NUMBA_CACHE_DIR to a "
            "folder of your own to keep it.",
            err=True,
        )


def command_line() -> str:
    """The command as it was given."""
    return shlex.join(["doorstroom", *sys.argv[1:]])


@contextmanager
def progress_bar(name: str) -> Iterator[Watch]:
    """How many runs there will be, and then a bar on stderr with the time left."""
    from ..running.batch import Watch

    with runs_bar() as bar:

        def begins(outset: Outset) -> None:
            for line in (*map(str, outset.notes), *told_at_the_outset(outset)):
                bar.says(line)
            bar.begins(name, outset.least)

        yield Watch(begins, bar.stands, bar.says)
