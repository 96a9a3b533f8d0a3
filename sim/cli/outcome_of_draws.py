"""What `experiment` shows of draws: what was drawn, what is chance, who is the best how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..errors import visible
from ..results.chance import MUCH

if TYPE_CHECKING:
    import pandas as pd

    from ..running.outcome import Results
    from ..texts import Texts

SHOWN = ("wait_first_help", "cost")


def show_draws(results: Results, texts: Texts) -> None:
    """Print how often each policy is the best, and what the ranges are made of."""
    draws = results.manifest.draws
    assert draws is not None
    console = Console(highlight=False)
    _show_best(console, results, texts)
    number = texts.formats.number
    of, repaired = "", ""
    if draws.ensemble:
        of = texts("terminal.of_ensemble", name=escape(visible(draws.ensemble)))
    if draws.repaired:
        repaired = texts("terminal.repaired", n=number(draws.repaired))
    spec = {"of": of, "repaired": repaired, "numbers": number(draws.numbers)}
    console.print(texts("terminal.draws", n=number(draws.count), **spec))
    _show_chance(console, results, texts)


def _show_best(console: Console, results: Results, texts: Texts) -> None:
    table = Table(title=texts("terminal.best"), title_justify="left")
    table.add_column("scenario")
    for name in SHOWN:
        table.add_column(texts(f"terminal.shown.{name}"), justify="right")
    rows = results.regret[results.regret["look"] == "ahead"]
    best = rows.set_index(["scenario", "indicator"])
    for scenario in dict.fromkeys(rows["scenario"]):
        told = [
            _of(best.loc[(scenario, name)], texts) if (scenario, name) in best.index else ""
            for name in SHOWN
        ]
        table.add_row(escape(visible(scenario)), *told)
    if table.row_count:
        console.print(table)


def _of(row: pd.Series, texts: Texts) -> str:
    return texts("terminal.of", n=row["best_in"], of=row["draws"])


def _show_chance(console: Console, results: Results, texts: Texts) -> None:
    """The part of chance in each range that is shown; a warning where it is large."""
    rows = results.chance[results.chance["look"] == "ahead"]
    if not len(rows):
        console.print(texts("terminal.no_chance"))
        return
    for name in SHOWN:
        of_name = rows[rows["indicator"] == name]
        parts = of_name["part"].tolist()
        if not parts:
            continue
        title, part = texts(f"terminal.shown.{name}"), _percent(min(parts), max(parts), texts)
        console.print(texts("terminal.chance", name=title, part=part))
        for scenario, part in zip(of_name["scenario"], parts, strict=True):
            if part > MUCH:
                shown = escape(visible(str(scenario)))
                told = texts("terminal.much_chance", part=f"{100 * part:.0f}", scenario=shown)
                console.print(f"[yellow]![/] {told}")


def _percent(low: float, high: float, texts: Texts) -> str:
    least, most = f"{100 * low:.0f}", f"{100 * high:.0f}"
    return f"{least}%" if least == most else texts("terminal.percents", low=least, high=most)
