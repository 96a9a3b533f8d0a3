"""`map`: the chain of a scenario as a drawing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import InputError
from . import app
from .dates import day_of
from .scenarios import Language, ScenarioName

FORMATS = (".svg", ".png")


@app.command("map", epilog="Example: doorstroom map groningen --lang nl --out groningen.svg")
def draw_map(
    name: ScenarioName,
    lang: Annotated[Language, typer.Option(help="Language of the map.")] = Language.en,
    at: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day that is drawn; the first reported day."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to draw it: a .svg or .png.")
    ] = None,
) -> None:
    """Draw the chain: stations as boxes, and arrows as wide as the youths a year who go there."""
    from .. import figures
    from ..checks import load
    from ..report.writing import write_whole
    from ..telling.chain import chain_of
    from ..texts import texts_in

    day = None if at is None else day_of("--at", at)
    if out is not None and out.suffix.lower() not in FORMATS:
        raise InputError(f"--out is {out}; must end in .svg or .png")
    scenario = load(name)
    picture = figures.draw_map(chain_of(scenario, day), texts_in(lang.value))
    to = out or Path(f"{scenario.name}-map.{lang.value}.svg")
    write_whole({to: picture.png if to.suffix.lower() == ".png" else picture.svg})
    typer.echo(f"{to}: {picture.caption}")
