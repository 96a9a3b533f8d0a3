"""`report` and `publish`: the page of a results folder, and a small copy of it for everybody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError
from . import app

if TYPE_CHECKING:
    from ..results.publication import Likeness


@app.command(epilog="Example: doorstroom report results/policy-comparison --lang nl")
def report(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder that `run` or `experiment` made.")
    ],
    other: Annotated[
        Path | None,
        typer.Argument(metavar="DIR2", help="Another, to stand beside it on a page of its own."),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="nl or en; without it both languages are made.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="Where the page of two goes: a new folder; unless said, DIR-beside-DIR2.",
        ),
    ] = None,
) -> None:
    """Draw the figures and write the page of a results folder, without running anything.

    Of two folders: a page that holds them side by side, in a folder of its own.
    """
    from ..report import build_report

    if other is not None:
        _report_beside(folder, other, lang, out)
        return
    if out is not None:
        raise InputError("--out is for two folders; the page of one stands in it. Leave it out")
    for path in build_report(folder, lang):
        if path.suffix == ".html":
            typer.echo(path)


def _report_beside(folder: Path, other: Path, lang: str | None, out: Path | None) -> None:
    from ..exports.placing import beside, free_place, placed
    from ..report import pages_beside

    place = out or beside(folder, f"-beside-{other.resolve().name}")
    for results in (folder, other):
        free_place(place, results)
    pages = pages_beside(folder, other, lang)
    with placed(place, is_file=False) as fresh:
        for name, content in pages.items():
            (fresh / name).write_bytes(content)
    for name in pages:
        typer.echo(place / name)


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
