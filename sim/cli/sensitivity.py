"""`sensitivity`: what numbers and verdicts hang on, and what it is worth to know more."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import InputError
from . import app
from .numbers import whole
from .progress import runs_bar
from .runs import Engine, Jobs, Scale, command_line, get_ready
from .scenarios import Language

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
    lang: Annotated[Language, typer.Option(help="Language of what is told.")] = Language.en,
) -> None:
    """Tell which doubts numbers hang on, and where verdicts turn over.

    Of results over draws nothing is run: parts of variance (Sobol, by an emulator), a tornado,
    tipping points by one group and by two, and what it is worth to know a group before choosing. Of
    an experiment Morris runs the model, and tells what moves it at all.
    """
    names = tuple(group or ())
    if Path(of).is_dir():
        if trajectories is not None or jobs is not None or scale != 1.0 or engine != "auto":
            rule = "--trajectories, --scale, --engine and --jobs are for an experiment"
            raise InputError(f"{of} holds results, of which nothing is run; {rule}")
        _of_results(Path(of), out, names, lang)
        return
    _screen(of, out, names, trajectories or 10, lang, (scale, engine, jobs))


def _of_results(folder: Path, out: Path | None, names: tuple[str, ...], lang: Language) -> None:
    from ..sensitivity import analysed, read_evidence
    from ..sensitivity.beside import write_beside
    from ..sensitivity.writing import COST, WAIT, lines_of, write_analysis

    found = analysed(read_evidence(folder), names)
    place = out or Path("results") / f"sensitivity-{folder.resolve().name}"
    write_analysis(found, place)
    for line in lines_of(found, lang.value, only=(WAIT, COST)):
        typer.echo(line)
    typer.echo(f"results: {place}")
    if not names:
        beside = write_beside(found, folder)
        typer.echo(f"for the page: {beside}; doorstroom report {folder} tells it")


def _screen(
    of: str,
    out: Path | None,
    names: tuple[str, ...],
    trajectories: int,
    lang: Language,
    how: tuple[float, str, int | None],
) -> None:
    from ..scenario.finding import find_experiment
    from ..sensitivity.screening import Asked, Watch, refuse_without_salib, screened
    from ..sensitivity.screening_writing import lines_of_screening, write_screening

    refuse_without_salib()
    path, (scale, engine, jobs) = find_experiment(of), how
    get_ready(engine)
    asked = Asked(path, trajectories, names, scale, engine, jobs, command_line())
    with runs_bar() as bar:
        found = screened(asked, Watch(bar.begins, bar.says, bar.made))
    place = out or Path("results") / f"sensitivity-{path.stem}-morris"
    write_screening(found, place)
    for line in lines_of_screening(found, lang.value):
        typer.echo(line)
    typer.echo(f"results: {place}")
