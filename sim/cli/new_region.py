"""`new-region`: a region of your own from its gemeenten and their youths."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import app
from .scenarios import Language, Told


@app.command(
    "new-region", epilog="Example: doorstroom new-region achterhoek --gemeenten achterhoek.csv"
)
def new_region(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Its name: small letters, digits and hyphens.")
    ],
    gemeenten: Annotated[
        Path,
        typer.Option(
            metavar="CSV", help="A file with a column gemeente and a column youth (aged 0-17)."
        ),
    ],
    into: Annotated[
        Path, typer.Option(metavar="DIR", help="Where its folder comes to stand.")
    ] = Path("scenarios"),
    lang: Told = Language.en,
) -> None:
    """Write a region on the chain that regions share, ready to run and to be made your own.

    All but its youths is as in Groningen, assumptions with wide ranges. Nothing is replaced.
    """
    from ..regions import read_youth, write_region
    from ..scenario.paths import shown_path
    from ..texts import texts_in

    texts = texts_in(lang.value)
    table = read_youth(gemeenten)
    path = write_region(name, table.gemeenten, gemeenten, into)
    count = len(table.gemeenten)
    youth = texts.formats.number(sum(item.youth for item in table.gemeenten))
    typer.echo(texts.count("new_region.written", count, path=shown_path(path), youth=youth))
    if table.unread:
        typer.echo(texts("new_region.unread", columns=", ".join(table.unread)))
    if table.encoding != "utf-8":
        typer.echo(texts("new_region.encoding", encoding=table.encoding))
    typer.echo(texts("new_region.assumed"))
    typer.echo(texts("new_region.next", name=name))
