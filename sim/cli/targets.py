"""`targets`: the model beside the known figures of a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import visible
from . import app
from .runs import Engine, Folder, Jobs, Runs, Scale, Seed, command_line, get_ready, progress_bar
from .scenarios import Language

if TYPE_CHECKING:
    from rich.table import Table

    from ..results.targets import Line
    from ..running.outcome import Results
    from ..texts import Texts

_COLOURS = {"inside": "green", "missed": "red"}
_WIDEST = 110
_RATIOS = (11, 5, 5, 3)


@app.command(epilog="Example: doorstroom targets groningen --replications 10 --lang nl")
def targets(
    scenario: Annotated[
        str, typer.Argument(metavar="SCENARIO", help="A scenario file, or a shipped name.")
    ],
    replications: Runs = 5,
    seed: Seed = 2026,
    scale: Scale = 1.0,
    engine: Engine = "auto",
    jobs: Jobs = None,
    lang: Annotated[Language, typer.Option(help="Language of the table.")] = Language.en,
    out: Folder = None,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the table in Markdown.")
    ] = False,
) -> None:
    """Run a scenario as far as its targets need, and show the model beside each known figure."""
    from ..checks import load
    from ..results.targets import lines_of, named_in
    from ..running import run_targets
    from ..texts import texts_in

    texts, spec = texts_in(lang.value), load(scenario)
    get_ready(engine)
    with progress_bar(spec.name) as watch:
        results = run_targets(
            spec,
            out=out,
            jobs=jobs,
            scale=scale,
            replications=replications,
            seed=seed,
            engine=engine,
            watch=watch,
            command=command_line(),
        )
    lines = lines_of(results.targets, named_in(results.manifest, texts.lang), texts)
    _show(lines, results, texts, markdown=markdown)
    if out is not None:
        typer.echo(f"results: {results.folder}")


def _show(lines: list[Line], results: Results, texts: Texts, *, markdown: bool) -> None:
    from rich.console import Console

    from ..results.targets import notes_of, summary, write_markdown

    runs, scale = results.manifest.replications, results.manifest.scale
    notes = notes_of(results.targets, scale, texts)
    if markdown:
        typer.echo(write_markdown(lines, runs, texts))
        typer.echo("\n" + " ".join([summary(lines, texts), *notes]))
        return
    console = Console(highlight=False)
    console.width = min(console.width, _WIDEST)
    sources = list(dict.fromkeys(line.source for line in lines))
    console.print(_table(lines, sources, results, texts))
    told = [f"[{number}] {source}" for number, source in enumerate(sources, start=1)]
    for line in (*told, "", summary(lines, texts), *notes):
        console.print(line, markup=False)


def _table(lines: list[Line], sources: list[str], results: Results, texts: Texts) -> Table:
    """The targets; a number between brackets is that of the source beneath the table."""
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape
    from rich.table import Table

    from ..results.targets import column_titles

    title = visible(results.manifest.title.in_language(texts.lang))
    table = Table(
        title=escape(title), title_justify="left", box=SIMPLE_HEAD, leading=1, expand=True
    )
    heads = column_titles(results.manifest.replications, texts)
    for head, ratio in zip(heads, _RATIOS, strict=True):
        table.add_column(head, ratio=ratio)
    for line in lines:
        colour = _COLOURS.get(line.code, "yellow")
        about = f"{line.about} [{1 + sources.index(line.source)}]"
        what = f"[bold]{escape(line.title)}[/]\n[dim]{escape(about)}[/]"
        model = f"{line.model}\n{line.interval}".strip()
        table.add_row(what, line.known, model, f"[{colour}]{escape(line.verdict)}[/]")
    return table
