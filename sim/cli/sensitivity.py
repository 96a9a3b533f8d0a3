"""`sensitivity`: what numbers and verdicts hang on, and what it is worth to know more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from ..errors import InputError
from . import app
from .clusters import DaskLocal, Scheduler
from .numbers import whole
from .progress import runs_watched
from .runs import Engine, Jobs, Scale, command_line, ready_crew
from .scenarios import Language, Told

if TYPE_CHECKING:
    from ..sensitivity.screening import Asked

Trajectories = Annotated[
    int | None,
    typer.Option(
        parser=whole("--trajectories", 2, 10_000),
        help="Of an experiment: ways of Morris through the groups, 10 unless said.",
        metavar="N",
    ),
]
Groups = Annotated[
    list[str] | None,
    typer.Option("--group", metavar="NAME", help="Only this doubt; may be given more than once."),
]
OutOfIt = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", help="Where it is written; results/sensitivity-NAME unless said."
    ),
]


@app.command(epilog="Example: doorstroom sensitivity results/policy-comparison --lang nl")
def sensitivity(
    of: Annotated[
        str,
        typer.Argument(
            metavar="EXPERIMENT_OR_RESULTS",
            help="A results folder of an experiment over draws; or an experiment, which is run.",
        ),
    ],
    out: OutOfIt = None,
    group: Groups = None,
    trajectories: Trajectories = None,
    scale: Scale = 1.0,
    engine: Engine = "auto",
    jobs: Jobs = None,
    scheduler: Scheduler = None,
    dask_local: DaskLocal = None,
    lang: Told = Language.en,
) -> None:
    """Tell which doubts numbers hang on, and where verdicts turn over.

    Of results over draws nothing is run: parts of variance (Sobol, by an emulator), a tornado,
    tipping points by one group and by two, and what it is worth to know a group before choosing. Of
    an experiment Morris runs the model, and tells what moves it at all.
    """
    names = tuple(group or ())
    if Path(of).is_dir():
        who = (trajectories, jobs, scheduler, dask_local)
        if any(value is not None for value in who) or (scale, engine) != (1.0, "auto"):
            _refuse_options_of_runs(of)
        _of_results(Path(of), out, names, lang)
        return
    from ..scenario.finding import find_experiment
    from ..sensitivity.screening import Asked, refuse_without_salib

    refuse_without_salib()
    path = find_experiment(of)
    asked = Asked(path, trajectories or 10, names, scale, engine, jobs, command_line())
    with ready_crew(scheduler, dask_local, jobs, engine) as cluster:
        _screen(replace(asked, cluster=cluster), out, lang)


def _refuse_options_of_runs(of: str) -> NoReturn:
    raise InputError(
        f"{of} holds results, of which nothing is run; --trajectories, --scale, --engine, --jobs, "
        "--scheduler and --dask-local are for an experiment"
    )


def _of_results(folder: Path, out: Path | None, names: tuple[str, ...], lang: Language) -> None:
    from ..sensitivity import analysed, read_evidence
    from ..sensitivity.beside import refuse_to_overwrite, write_beside
    from ..sensitivity.writing import COST, WAIT, lines_of, write_analysis

    evidence = read_evidence(folder)
    if not names:
        refuse_to_overwrite(folder)
    found = analysed(evidence, names)
    place = out or Path("results") / f"sensitivity-{folder.resolve().name}"
    write_analysis(found, place)
    for line in lines_of(found, lang.value, only=(WAIT, COST)):
        typer.echo(line)
    typer.echo(f"results: {place}")
    if not names:
        beside = write_beside(found, folder)
        typer.echo(f"for the page: {beside}; doorstroom report {folder} tells it")


def _screen(asked: Asked, out: Path | None, lang: Language) -> None:
    from ..sensitivity.screening import screened
    from ..sensitivity.screening_writing import lines_of_screening, write_screening

    with runs_watched() as watch:
        found = screened(asked, watch)
    place = out or Path("results") / f"sensitivity-{Path(asked.experiment).stem}-morris"
    write_screening(found, place)
    for line in lines_of_screening(found, lang.value):
        typer.echo(line)
    typer.echo(f"results: {place}")
