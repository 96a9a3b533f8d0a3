"""`verify`: the installed copy against queueing theory."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from . import app

if TYPE_CHECKING:
    from rich.console import Console

    from ..theory import Judged, Level


@app.command(epilog="Example: doorstroom verify --jobs 2")
def verify(
    thorough: Annotated[
        bool,
        typer.Option("--thorough", help="Also loads up to 0.97; may take 45 minutes."),
    ] = False,
    quick: Annotated[
        bool,
        typer.Option("--quick", help="Intervals of 10%, not 5%: a quarter of the time."),
    ] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Processes at one time.")] = os.cpu_count() or 1,
) -> None:
    """Run this installed copy against queueing theory, on published seeds."""
    from ..errors import InputError
    from ..theory import Level

    if thorough and quick:
        raise InputError("--thorough and --quick ask for opposite things; give one of them")
    level = Level.THOROUGH if thorough else Level.QUICK if quick else Level.STANDARD
    judged = _judged(level, jobs)
    _show(judged, level)
    if not all(one.holds for one in judged):
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
    for one in judged:
        name = one.case.name
        table.add_row("" if name == shown else name, *_cells(one), end_section=False)
        shown = name
    console = _console()
    console.print(table)
    wrong = sum(not one.holds for one in judged)
    console.print(
        f"{len(judged) - wrong} of {len(judged)} agree. {REPLICATIONS} independent replications "
        f"each; half-widths of 99% intervals are at most {level.half_width:.0%}. About one "
        "interval in a hundred misses by chance, so the verdict is over the whole set (Bonferroni)."
    )


def _cells(one: Judged) -> tuple[str, ...]:
    low, high = one.interval
    verdict = "agrees" if one.holds else "differs" if not one.agrees else "too wide"
    return (
        one.quantity.name,
        f"{one.quantity.expected:.5g}",
        f"{one.found:.5g}",
        f"{low:.5g} to {high:.5g}",
        f"{one.half_width:.1%}",
        verdict,
    )


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=stderr)
