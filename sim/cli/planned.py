"""What `plan` shows: loads before any run, then the path of each pool and what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..errors import visible
from ..planning.asking import SEARCHED_ON
from ..planning.telling import amount, children, findings, staff

if TYPE_CHECKING:
    from ..planning.asking import Asked
    from ..planning.planned import Outlook, Planned
    from ..texts import Texts


def show_loads(outlook: Outlook, name: str, texts: Texts) -> None:
    """The load of every pool in the first and the last year."""
    ends = dict.fromkeys((0, len(outlook.years) - 1))
    table = _table(texts("plan.load"), [texts("plan.column.pool")])
    for at in ends:
        for column in ("asked", "places", "load"):
            title = texts(f"plan.column.{column}", year=outlook.years[at])
            table.add_column(title, justify="right")
    for load in outlook.loads.values():
        cells = [escape(visible(load.name))]
        for at in ends:
            asked, places = float(load.asked[at]), float(load.places[at])
            share = texts.formats.percent(asked / places) if places else "-"
            cells += [children(asked, texts), texts.formats.number(places), share]
        table.add_row(*cells)
    _print(table)
    typer.echo(texts("plan.load.note"))
    if not outlook.pools and outlook.loads:
        busiest = max(outlook.loads.values(), key=lambda load: load.asked[0]).name
        first = outlook.years[0]
        typer.echo(visible(texts("plan.no_pools", base=name, pool=busiest, year=first)))


def show_plan(planned: Planned, asked: Asked, texts: Texts) -> None:
    """The path of each pool, what it takes, and how far it reaches."""
    typer.echo("")
    for at in range(len(planned.outlook.pools)):
        _show_path(planned, at, texts)
    _show_costs(planned, texts)
    for line in findings(planned, asked, texts):
        typer.echo(visible(line))
    every = len(planned.draws.numbers)
    some = min(SEARCHED_ON, every)
    typer.echo(texts("plan.tried", n=planned.tried, some=some, all=every))


def _show_path(planned: Planned, at: int, texts: Texts) -> None:
    pool, formats = planned.outlook.pools[at], texts.formats
    unit = texts("plan.unit.staff" if pool.is_staff else "plan.unit.places")
    table = _table(escape(visible(pool.name)), [texts("plan.column.year")])
    for column in ("standing", "path", "present", "share", "held"):
        table.add_column(texts(f"plan.column.{column}", unit=unit), justify="right")
    for place, year in enumerate(planned.outlook.years):
        table.add_row(
            str(year),
            amount(pool, float(pool.standing[place]), texts),
            amount(pool, float(planned.levels[at, place]), texts),
            formats.percent(float(planned.present[at, place]), 1),
            formats.percent(float(planned.shares[at, place]), 1),
            texts("plan.of", n=int(planned.held[at, place]), of=len(planned.draws.numbers)),
        )
    _print(table)


def _show_costs(planned: Planned, texts: Texts) -> None:
    table = _table(texts("plan.takes"), [texts("plan.column.year")])
    for column in ("euros", "staff"):
        table.add_column(texts(f"plan.column.{column}"), justify="right")
    for item in planned.costs:
        euros = texts.formats.money(item.euros, signed=True)
        table.add_row(str(item.year), euros, escape(visible(staff(item, texts))))
    _print(table)


def _table(title: str, first: list[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for name in first:
        table.add_column(name, no_wrap=True)
    return table


def _print(table: Table) -> None:
    Console(highlight=False).print(table)
