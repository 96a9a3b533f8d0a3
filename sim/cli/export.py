"""`export`: results in the forms that other tools open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..exports import FORMATS
from . import app
from .scenarios import Language

if TYPE_CHECKING:
    from ..exports.format import Progress


@app.command(epilog="Example: doorstroom export results/policy-comparison --format xlsx")
def export(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder that `run` or `experiment` made.")
    ],
    format_name: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=f"{', '.join(FORMATS)}.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="Where to: a new file or folder; unless said, beside DIR under its name.",
        ),
    ] = None,
    lang: Annotated[Language, typer.Option(help="Language of the words in it.")] = Language.nl,
) -> None:
    """Write results for other tools: spreadsheets, process mining, animation, registrations.

    Nothing is run and nothing is replaced. What is made of single clients needs `run --visits`.
    """
    from ..exports import export as write_export

    with _progress_bar(format_name) as progress:
        place = write_export(folder, format_name, out=out, lang=lang.value, progress=progress)
    typer.echo(f"exported: {place}")


@contextmanager
def _progress_bar(name: str) -> Iterator[Progress]:
    """A bar on stderr with the time left."""
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("left"),
               TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(escape(name), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
