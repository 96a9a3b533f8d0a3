"""`state`: who is there on a day of a run, as a file that a run may begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import app
from .dates import day_of
from .runs import Scale, Seed
from .scenarios import ScenarioName


@app.command(epilog="Example: doorstroom state groningen --at 2024-10-01 --out today.csv")
def state(
    scenario: ScenarioName,
    at: Annotated[str, typer.Option("--at", help="The day, at 00:00.", metavar="DATE")],
    out: Annotated[Path, typer.Option(help="A new file, csv.", metavar="CSV")],
    seed: Seed = 2026,
    scale: Scale = 1.0,
) -> None:
    """Write who is in care, who waits and who returns on a day, as `--from-state` reads it.

    It is of simulated children, and made by the engine that is read: a region takes half a minute.
    """
    from ..running.state_at import write_state
    from ..scenario.begin import past_beside

    children = write_state(scenario, day_of("--at", at), out, seed=seed, scale=scale)
    typer.echo(f"state of {children:,} children: {out}")
    if past_beside(out).is_file():
        typer.echo(f"what was seen, followed and spent before: {past_beside(out)}")
