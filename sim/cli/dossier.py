"""`dossier`: what stands behind results, for who must judge, register or repeat them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import app


@app.command(epilog="Example: doorstroom dossier results/policy-comparison")
def dossier(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder that `run` or `experiment` made.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Where to: a new folder; unless said, DIR-dossier."),
    ] = None,
) -> None:
    """Write the dossier of results: checklist, assumptions, known figures, record, RO-Crate.

    Nothing is run and nothing is replaced. Its pages are Dutch and English; they say what is open.
    """
    from ..dossier import write_dossier

    typer.echo(f"dossier: {write_dossier(folder, out)}")
