"""`report`: the figures and the page of a results folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import app


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
