"""`fit`: numbers of a region from its own registration, as a part and a page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError
from . import app
from .dates import day_of

if TYPE_CHECKING:
    from ..fitting import Fit, Mapping, Region


@app.command(
    epilog="Example: doorstroom fit jw301.csv jw305.csv jw307.csv --mapping codes.yaml "
    "--region groningen --out scenarios/groningen/parts/registration.yaml"
)
def fit(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILES",
            help="Extracts of JW301, 305, 307 and 315, a CBS delivery of Beleidsinformatie Jeugd, "
            "or rows with allocation, start and end; csv, xlsx, xls or fixed width.",
        ),
    ],
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="The part to write; its pages stand beside it.")
    ],
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What local codes and columns mean.")
    ] = None,
    region: Annotated[
        str | None,
        typer.Option(metavar="SCENARIO", help="The region or its chain, whose names count."),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="First day of the registration.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day after its last.")
    ] = None,
) -> None:
    """Estimate arrivals, stays, routes, returns and waits from a registration.

    Nothing of a row is written or shown but its number, and nothing of fewer than ten children.
    """
    from ..fitting import fit as fitted
    from ..fitting import part_text
    from ..report.fit_page import write_fit

    _refuse_out(out, files)
    meaning = _mapping(mapping, start, until)
    result = fitted(files, meaning, _region(region), dt.date.today())
    written = write_fit(result, out, part_text(result))
    _show(result)
    for path in written:
        typer.echo(path)


def _mapping(path: Path | None, start: str | None, until: str | None) -> Mapping:
    from ..fitting import Mapping, read_mapping

    result = read_mapping(path) if path else Mapping(mapping=1)
    ends = {"start": ("--from", start), "until": ("--until", until)}
    told = {name: day_of(option, day) for name, (option, day) in ends.items() if day is not None}
    return result.model_copy(update={"period": result.period.model_copy(update=told)})


def _region(name: str | None) -> Region | None:
    from ..checks import load, load_part
    from ..fitting import region_of

    return region_of(load_part(name) or load(name)) if name else None


def _refuse_out(out: Path, files: list[Path]) -> None:
    """A part never takes the place of what it was made from."""
    if out.suffix not in (".yaml", ".yml"):
        raise InputError(f"--out is {str(out)!r}; a part is a yaml file: write {out.stem}.yaml")
    if any(out.resolve() == path.resolve() for path in files):
        raise InputError("--out is one of the files that are read; choose another file")


def _show(result: Fit) -> None:
    """What was read and what was noted, by number of row."""
    from ..texts import texts_in

    texts = texts_in("en")
    first, end = result.observed.first, result.observed.end
    typer.echo(f"{result.trajectories:,} trajectories, seen from {first} until {end}")
    for file in result.files:
        if file.identifying:
            count = len(file.identifying)
            typer.echo(
                f"{file.name}: {count} columns may tell who a child is; nothing of them kept"
            )
        if file.unread:
            typer.echo(f"{file.name}: not read: {', '.join(file.unread)}")
    for noted in result.noted:
        rows = ", ".join(map(str, noted.rows))
        more = ", ..." if noted.count > len(noted.rows) else ""
        what = texts(f"fit.fault.{noted.fault}")
        typer.echo(f"{noted.file}: {noted.count:,} rows: {what} (row {rows}{more})")
