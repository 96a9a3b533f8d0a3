"""`run` and `experiment`: simulate, measure, compare, and write the results."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError
from . import app
from .endings import ending_at_once
from .numbers import amount, whole
from .progress import runs_bar

if TYPE_CHECKING:
    from ..running.batch import Outset, Watch
    from ..running.outcome import Results

STORE = Path("results") / "store"
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
Store = Annotated[
    Path | None,
    typer.Option(
        help="Folder of runs, so that none is made twice; DOORSTROOM_STORE or results/store "
        "unless said.",
        metavar="DIR",
    ),
]
NoStore = Annotated[bool, typer.Option("--no-store", help="Keep no runs, and use none.")]
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
    store: Store = None,
    no_store: NoStore = False,
) -> None:
    """Run one scenario and show what comes out; with --out or --visits write it too.

    What is not written is not kept in a store either, unless --store says so.
    """
    place = store_of(store, no_store)
    get_ready(engine)
    from ..running import run_scenario
    from .outcome import show_run

    with progress_bar(Path(scenario).name) as watch:
        results = run_scenario(
            scenario,
            out=out,
            jobs=jobs,
            scale=scale,
            replications=replications,
            seed=seed,
            engine=engine,
            visits=visits,
            state=from_state,
            store=place if out is not None or store is not None else None,
            watch=watch,
            command=command_line(),
        )
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
    from_state: FromState = None,
    scale: Scale = 1.0,
    replications: OtherRuns = None,
    draws: OtherDraws = None,
    engine: Engine = "auto",
    trial: Annotated[bool, typer.Option("--trial", help="Mark the page as a trial.")] = False,
    store: Store = None,
    no_store: NoStore = False,
) -> None:
    """Compare scenarios with the baseline, run by run, and write tables, figures and a page."""
    place = store_of(store, no_store)
    get_ready(engine)
    from ..running import run_experiment
    from .outcome import show_comparison

    with progress_bar(Path(file).name) as watch:
        results = run_experiment(
            file,
            out=out,
            jobs=jobs,
            scale=scale,
            replications=replications,
            draws=draws,
            engine=engine,
            trial=trial,
            state=from_state,
            store=place,
            watch=watch,
            command=command_line(),
        )
    show_comparison(results)
    _say_scale(scale)
    _write_page(results)


def store_of(store: Path | None, no_store: bool) -> Path | None:
    """The folder in which runs are kept, if any; an empty DOORSTROOM_STORE asks for none."""
    if store is not None and no_store:
        raise InputError("--store and --no-store ask for opposite things; leave one out")
    usual = os.environ.get("DOORSTROOM_STORE", str(STORE))
    if store is not None or no_store or not usual:
        return store
    return Path(usual)


def _write_page(results: Results) -> None:
    from ..report import build_report

    assert results.folder is not None
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
            for line in (*map(str, outset.notes), _at_the_outset(outset)):
                bar.says(line)
            bar.begins(name, outset.least)

        yield Watch(begins, bar.stands, bar.says)


def _at_the_outset(outset: Outset) -> str:
    """How much is to be run."""
    runs = f"{outset.least:,}"
    if outset.most > outset.least:
        runs = f"{runs} to {outset.most:,}"
    all_of = "" if outset.scenarios == 1 else f" in all, for {outset.scenarios} scenarios"
    return f"{runs} run{'s' if outset.most > 1 else ''}{all_of}, {outset.jobs} at a time"
