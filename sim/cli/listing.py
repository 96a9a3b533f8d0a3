"""`scenarios`: what there is to run, a line each."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import app
from .scenarios import Language

if TYPE_CHECKING:
    from ..scenario.listing import Listed
    from ..texts import Texts


@app.command(epilog="Example: doorstroom scenarios --lang nl")
def scenarios(
    lang: Annotated[Language, typer.Option(help="Language of the titles.")] = Language.en,
) -> None:
    """List every scenario that a name leads to from here: those of this folder, then as shipped."""
    from ..errors import visible
    from ..scenario.listing import listed_scenarios
    from ..texts import texts_in

    texts = texts_in(lang.value)
    found = list(listed_scenarios())
    width = max((len(item.name) for item in found), default=0)
    for folder, items in groupby(found, key=lambda item: item.folder):
        typer.echo(visible(_where(folder, texts)))
        for item in items:
            typer.echo(visible(f"  {item.name:<{width}}  {_told(item, texts)}"))


def _where(folder: Path, texts: Texts) -> str:
    from ..scenario.paths import shipped, shown_path

    is_here = folder.resolve().is_relative_to(Path.cwd())
    is_shipped = not is_here and folder.resolve().is_relative_to(shipped())
    shown = f"{shown_path(folder)}/"
    return texts("scenarios.shipped", folder=shown) if is_shipped else shown


def _told(item: Listed, texts: Texts) -> str:
    """The title, and what it builds on; what is wrong with it where it cannot be read."""
    if item.title is None:
        return texts("scenarios.fault", fault=item.fault)
    title = item.title.in_language(texts.lang)
    return title if item.extends is None else texts("scenarios.on", title=title, base=item.extends)
