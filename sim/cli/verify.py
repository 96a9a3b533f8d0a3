"""`verify`: the installed copy against queueing theory, and its two engines against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from . import app
from .numbers import amount, whole

if TYPE_CHECKING:
    from rich.console import Console

    from ..theory import Judged, Level


EnginesScale = Annotated[
    float | None,
    typer.Option(
        parser=amount("--scale", 0.001, 10),
        help="With --engines: youth and places times this.",
        metavar="F",
    ),
]
EnginesRuns = Annotated[
    int | None,
    typer.Option(
        parser=whole("--replications", 1), help="With --engines: number of runs.", metavar="N"
    ),
]
Cores = Annotated[
    int | None,
    typer.Option(
        parser=whole("--jobs", 1),
        help="Processes at one time; unless said, as many as there are cores.",
        metavar="N",
    ),
]


@app.command(epilog="Example: doorstroom verify --jobs 2; doorstroom verify --engines mine.yaml")
def verify(
    engines: Annotated[
        str | None,
        typer.Option(
            help="Instead: do both engines give the same on this scenario, to the bit?",
            metavar="FILE",
        ),
    ] = None,
    scale: EnginesScale = None,
    replications: EnginesRuns = None,
    thorough: Annotated[
        bool,
        typer.Option("--thorough", help="Also loads up to 0.97; takes some two minutes."),
    ] = False,
    quick: Annotated[
        bool,
        typer.Option("--quick", help="Intervals of 10%, not 5%: a quarter of the time."),
    ] = False,
    jobs: Cores = None,
) -> None:
    """Run this installed copy against queueing theory, on published seeds."""
    if engines is not None:
        _refuse(thorough or quick or jobs, "--engines goes without --thorough, --quick and --jobs")
        _verify_engines(engines, scale or 1.0, replications or 1)
        return
    _refuse(scale or replications, "--scale and --replications go with --engines FILE")
    _refuse(thorough and quick, "--thorough and --quick ask for opposite things")
    _verify_theory(thorough=thorough, quick=quick, jobs=jobs)


def _refuse(is_wrong: object, rule: str) -> None:
    """Refuse options that do not go together."""
    from ..errors import InputError

    if is_wrong:
        raise InputError(f"{rule}; leave one out")


def _verify_theory(*, thorough: bool, quick: bool, jobs: int | None) -> None:
    """All cases; ends with exit code 1 where one of them differs."""
    from ..running.cores import available_cores
    from ..theory import Level

    level = Level.THOROUGH if thorough else Level.QUICK if quick else Level.STANDARD
    judged = _judged(level, jobs or available_cores())
    _show(judged, level)
    if not all(item.holds for item in judged):
        raise typer.Exit(1)


def _verify_engines(name: str, scale: float, replications: int) -> None:
    """Each run by both engines; where they part it says so, and ends with exit code 1."""
    from rich.progress import track

    from ..checks import load
    from ..traffic.size import refuse_too_large
    from .runs import get_ready

    scenario = load(name)
    refuse_too_large(scenario, scale=scale)
    get_ready("compiled")
    from ..engine.agreement import Compared, compared

    result: list[Compared] = []
    for replication in track(
        range(replications), "both engines", console=_console(stderr=True), transient=True
    ):
        result.append(compared(scenario, replication=replication, scale=scale))
        if result[-1].difference is not None:
            break
    visits = sum(item.visits for item in result)
    simpy, compiled = sum(item.simpy for item in result), sum(item.compiled for item in result)
    if result[-1].difference is None:
        runs = "run" if replications == 1 else "runs"
        typer.echo(
            f"{scenario.name}: both engines give the same {visits:,} visits in {replications} "
            f"{runs}, to the bit (SimPy {simpy:.1f} s, compiled {compiled:.1f} s)."
        )
        return
    typer.echo(f"{scenario.name}: the engines differ in run {len(result) - 1}: this is a defect.")
    typer.echo(result[-1].difference)
    raise typer.Exit(1)


def _judged(level: Level, jobs: int) -> list[Judged]:
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from ..theory import REPLICATIONS, cases_of, judge, questions_in, run_cases

    cases = cases_of(level)
    questions = questions_in(cases)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    judged: list[Judged] = []
    with Progress(*columns, console=_console(stderr=True), transient=True) as progress:
        task = progress.add_task("theory", total=len(cases) * REPLICATIONS)
        estimates = run_cases(cases, jobs=jobs, done=lambda: progress.advance(task))
        for case, runs in zip(cases, estimates, strict=True):
            progress.update(task, description=case.name)
            judged += judge(case, runs, questions=questions, half_width=level.half_width)
    return judged


def _show(judged: list[Judged], level: Level) -> None:
    from rich.table import Table

    from ..theory import REPLICATIONS

    table = Table(title=f"Doorstroom against queueing theory ({level.value})")
    for heading in ("case", "what", "expected", "found", "99% interval", "half-width", "verdict"):
        table.add_column(heading, justify="left" if heading in ("case", "what") else "right")
    shown = ""
    for item in judged:
        name = item.case.name
        table.add_row("" if name == shown else name, *_cells(item), end_section=False)
        shown = name
    console = _console()
    console.print(table)
    wrong = sum(not item.holds for item in judged)
    console.print(
        f"{len(judged) - wrong} of {len(judged)} agree. {REPLICATIONS} independent replications "
        f"each; half-widths of 99% intervals are at most {level.half_width:.0%}. About one "
        "interval in a hundred misses by chance, so the verdict is over the whole set (Bonferroni)."
    )


def _cells(item: Judged) -> tuple[str, ...]:
    low, high = item.interval
    verdict = "agrees" if item.holds else "differs" if not item.agrees else "too wide"
    return (
        item.quantity.name,
        f"{item.quantity.expected:.5g}",
        f"{item.result:.5g}",
        f"{low:.5g} to {high:.5g}",
        f"{item.half_width:.1%}",
        verdict,
    )


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=stderr)
