"""`results`: what the store of runs holds, and removing what is old."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError
from . import app
from .numbers import whole
from .scenarios import Language, Told
from .storing import STORE

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from ..results.run_store import Held, Pruned
    from ..texts import Texts

Place = Annotated[
    Path, typer.Option("--store", help="The folder of the runs.", metavar="DIR", show_default=True)
]
Days = Annotated[
    int | None,
    typer.Option(
        parser=whole("--older-than", 0, 100_000),
        help="Runs that were made more than so many days ago.",
        metavar="DAYS",
    ),
]

group = typer.Typer(
    help="What the store of runs holds; with prune, remove what is old.",
    epilog="Example: doorstroom results; doorstroom results prune --other-code --yes",
)
app.add_typer(group, name="results", invoke_without_command=True)


@group.callback(invoke_without_command=True)
def results(ctx: typer.Context, store: Place = STORE, lang: Told = Language.en) -> None:
    """List the runs that are kept: for what they were made, by which code, how large they are."""
    if ctx.invoked_subcommand is not None:
        return
    from ..results.run_store import Holdings
    from ..running.code import code_digest
    from ..texts import texts_in

    texts = texts_in(lang.value)
    with Holdings(store) as holdings:
        held, damaged = holdings.all(), len(holdings.damaged())
    if held:
        _console().print(_table(held, store, code_digest(), texts))
    for line in _told(held, damaged, store, code_digest(), texts):
        typer.echo(line)


@group.command(epilog="Example: doorstroom results prune --older-than 90 --yes")
def prune(
    older_than: Days = None,
    other_code: Annotated[
        bool, typer.Option("--other-code", help="Runs of other code than this, no longer used.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Remove them; else only say which.")] = False,
    store: Place = STORE,
    lang: Told = Language.en,
) -> None:
    """Say which runs would go, and with --yes remove them; only what Doorstroom wrote."""
    from ..results.run_store import Holdings
    from ..running.code import code_digest
    from ..texts import texts_in

    if older_than is None and not other_code:
        raise InputError("say which runs: --older-than DAYS, --other-code, or both")
    texts = texts_in(lang.value)
    before = None if older_than is None else _days_ago(older_than)
    with Holdings(store) as holdings:
        pruned = holdings.to_prune(before=before, other_than=code_digest() if other_code else None)
        for line in _told_of_pruning(pruned, store, texts):
            typer.echo(line)
        if pruned.chunks and yes:
            holdings.prune(pruned.chunks)
            typer.echo(texts("store.pruned"))
        elif pruned.chunks:
            typer.echo(texts("store.say_yes"))


def _days_ago(days: int) -> dt.date:
    return dt.datetime.now(dt.UTC).date() - dt.timedelta(days=days)


def _table(held: list[Held], store: Path, code: str, texts: Texts) -> Table:
    from rich.markup import escape
    from rich.table import Table

    from ..errors import visible

    title = texts("store.title", folder=escape(visible(str(store))))
    table = Table(title=title, title_justify="left")
    table.add_column(texts("store.plan"))
    for name in ("scenarios", "runs", "size"):
        table.add_column(texts(f"store.{name}"), justify="right")
    for name in ("last", "version", "code"):
        table.add_column(texts(f"store.{name}"))
    for item in held:
        numbers = map(texts.formats.number, (item.scenarios, item.runs))
        of_code = texts("store.this_code" if item.code == code else "store.other_code")
        name = escape(visible(item.plan))
        table.add_row(name, *numbers, _mb(item.size, texts), item.last, item.doorstroom, of_code)
    return table


def _told(held: list[Held], damaged: int, store: Path, code: str, texts: Texts) -> Iterator[str]:
    number = texts.formats.number
    if held:
        runs, size = sum(item.runs for item in held), sum(item.size for item in held)
        yield texts("store.all", runs=number(runs), size=_mb(size, texts))
    else:
        yield texts("store.none", folder=store)
    old = sum(item.runs for item in held if item.code != code)
    if old:
        yield texts("store.of_other_code", runs=number(old))
    if damaged:
        yield texts("store.damaged", count=number(damaged))


def _told_of_pruning(pruned: Pruned, store: Path, texts: Texts) -> Iterator[str]:
    for name in pruned.strange:
        yield texts("store.strange", name=name)
    if not pruned.chunks:
        yield texts("store.nothing", folder=store)
        return
    runs, files = map(texts.formats.number, (pruned.runs, len(pruned.chunks)))
    yield texts("store.prune", runs=runs, files=files, size=_mb(pruned.size, texts))


def _mb(size: float, texts: Texts) -> str:
    return texts.formats.number(size / 1e6, 1)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False)
