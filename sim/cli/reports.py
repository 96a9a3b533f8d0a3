"""`report` and `publish`: the page of a results folder, and a small copy of it for everybody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import app

if TYPE_CHECKING:
    from ..results.publication import Likeness


@app.command(epilog="Example: doorstroom report results/policy-comparison --lang nl")
def report(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder that `run` or `experiment` made.")
    ],
    lang: Annotated[
        str | None, typer.Option(help="nl or en; without it both languages are made.")
    ] = None,
) -> None:
    """Draw the figures and write the page of a results folder, without running anything."""
    from ..report import build_report

    for path in build_report(folder, lang):
        if path.suffix == ".html":
            typer.echo(path)


@app.command(epilog="Example: doorstroom publish results/policy-comparison")
def publish(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder that `experiment` made, with its pages.")
    ],
    into: Annotated[
        Path | None, typer.Option(help="Where to; results/published unless said.", metavar="DIR")
    ] = None,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Only say whether comparison.csv is the published one; exit code 1 if not.",
        ),
    ] = False,
) -> None:
    """Keep a small copy of results: pages, figures, short tables and manifest.

    Refused for a trial, and for results that are not of the input files as they are now.
    """
    from ..results import publication

    target = into or publication.PUBLISHED
    if check:
        _say_likeness(publication.likeness(folder, target))
        return
    typer.echo(f"published: {publication.publish(folder, target)}")


def _say_likeness(result: Likeness) -> None:
    if result.is_same:
        typer.echo(f"comparison.csv is the published one, byte for byte ({result.published})")
        return
    typer.echo(f"comparison.csv is NOT the published one ({result.published})")
    for reason in result.reasons or ("the program itself, or the machine",):
        typer.echo(f"  differs: {reason}")
    typer.echo(
        "Unchanged inputs and program must give the same bytes: then please report it. If you "
        "changed them on purpose, look at the differences and publish yours: make publish"
    )
    raise typer.Exit(1)
