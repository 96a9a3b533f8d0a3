"""`register` and `score`: forecasts with a date, and how well they came out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError, visible
from . import app
from .scenarios import Language, Told

if TYPE_CHECKING:
    from ..forecasts import Scores
    from ..texts import Texts

_WIDEST = 140


@app.command(
    epilog="Example: doorstroom register results/policy-comparison --years 2026-2028 "
    "--out results/forecasts/groningen-2026.yaml"
)
def register(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder of an experiment over draws.")
    ],
    out: Annotated[Path, typer.Option(metavar="FILE", help="A new file, which ends in .yaml.")],
    years: Annotated[
        str, typer.Option(metavar="YEARS", help="A year, or the first and the last: 2026-2028.")
    ],
    figure: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="An indicator, or indicator@station; may be given more than once. Unless said: "
            "youths, cost, lists, waits and numbers in care.",
        ),
    ] = None,
    scenario: Annotated[
        str | None, typer.Option(metavar="NAME", help="The baseline unless said.")
    ] = None,
    lang: Told = Language.en,
) -> None:
    """Register what an experiment over draws foretells, in quantiles, with date and digests.

    The file is never written over, and closed by a digest. Periods that are over are left out.
    """
    from ..forecasts import Chosen
    from ..forecasts import register as write_forecast
    from ..forecasts.wording import registered
    from ..texts import texts_in

    chosen = Chosen(*_years(years), scenario=scenario, figures=tuple(figure or ()))
    today = dt.datetime.now(dt.UTC).date()
    forecast = write_forecast(folder, out, chosen, today)
    typer.echo(visible(registered(forecast, texts_in(lang.value))))
    typer.echo(f"forecast: {out}")


@app.command(
    epilog="Example: doorstroom score results/forecasts/groningen-2026.yaml figures.csv --lang nl"
)
def score(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A registered forecast.")],
    figures: Annotated[
        Path | None, typer.Argument(metavar="FIGURES", help="What became known: .yaml or .csv.")
    ] = None,
    lang: Annotated[Language, typer.Option(help="Language of the table.")] = Language.en,
    into: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Keep both beside these results of the region, for their page."
        ),
    ] = None,
) -> None:
    """Show a registered forecast beside what became known, with scores and what is waited for."""
    from ..forecasts import score as scored
    from ..texts import texts_in

    _show(scored(file, figures), texts_in(lang.value))
    if into is not None:
        from ..report.forecasts import keep_beside

        typer.echo(f"kept: {keep_beside(file, figures, into)}")


def _years(text: str) -> tuple[int, int]:
    first, dash, last = text.partition("-")
    ends = (first, last) if dash else (first, first)
    if all(len(end) == 4 and end.isascii() and end.isdecimal() for end in ends):
        years = int(ends[0]), int(ends[1])
        if 1 <= years[0] <= years[1]:
            return years
    raise InputError(f"--years is {text or 'empty'}; must be years in order; write 2026-2028")


def _show(scores: Scores, texts: Texts) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from ..forecasts.wording import heads, row, summary, title_of

    console = Console(highlight=False)
    console.width = min(console.width, _WIDEST)
    title = escape(visible(title_of(scores, texts)))
    if scores.scored:
        table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
        for at, head in enumerate(heads(texts)):
            table.add_column(head, justify="left" if at == 0 else "right")
        for item in scores.scored:
            table.add_row(*(escape(visible(cell)) for cell in row(item, scores, texts)))
        console.print(table)
    for line in summary(scores, texts):
        console.print(visible(line), markup=False, soft_wrap=True)
