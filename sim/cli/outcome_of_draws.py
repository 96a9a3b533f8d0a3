"""What `experiment` shows of draws: what was drawn, what is chance, who is the best how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..errors import visible
from ..results.chance import MUCH

if TYPE_CHECKING:
    from ..running.outcome import Results

SHOWN = {"wait_first_help": "weeks to first help", "cost": "cost"}


def show_draws(results: Results) -> None:
    """Print how often each policy is the best, and what the ranges are made of."""
    draws = results.manifest.draws
    assert draws is not None
    console = Console(highlight=False)
    _show_best(console, results)
    of = f"the ensemble of {escape(visible(draws.ensemble))}, " if draws.ensemble else ""
    repaired = f", {draws.repaired:,} of them repaired" if draws.repaired else ""
    console.print(
        f"{draws.count:,} draws{repaired}, of {of}{draws.numbers:,} numbers with a range; one "
        "paired run each. A verdict counts draws in which the gain and every counter hold together."
    )
    _show_chance(console, results)


def _show_best(console: Console, results: Results) -> None:
    table = Table(title="best of all that are compared", title_justify="left")
    table.add_column("scenario")
    for title in SHOWN.values():
        table.add_column(title, justify="right")
    rows = results.regret[results.regret["look"] == "ahead"]
    best = rows.set_index(["scenario", "indicator"])
    for scenario in dict.fromkeys(rows["scenario"]):
        told = [
            f"{best.loc[(scenario, name), 'best_in']} of {best.loc[(scenario, name), 'draws']}"
            if (scenario, name) in best.index
            else ""
            for name in SHOWN
        ]
        table.add_row(escape(visible(scenario)), *told)
    if table.row_count:
        console.print(table)


def _show_chance(console: Console, results: Results) -> None:
    """The part of chance in each range that is shown; a warning where it is large."""
    rows = results.chance[results.chance["look"] == "ahead"]
    if not len(rows):
        console.print(
            "Which part of a range is chance was not looked at: add second_runs to draws."
        )
        return
    for name, title in SHOWN.items():
        of_name = rows[rows["indicator"] == name]
        parts = of_name["part"].tolist()
        if not parts:
            continue
        console.print(f"chance in the range of {title}: {_percent(min(parts), max(parts))}")
        for scenario, part in zip(of_name["scenario"], parts, strict=True):
            if part > MUCH:
                console.print(
                    f"[yellow]![/] {100 * part:.0f}% of it is chance for "
                    f"{escape(visible(str(scenario)))}: with more runs a draw it would be narrower"
                )


def _percent(low: float, high: float) -> str:
    least, most = f"{100 * low:.0f}", f"{100 * high:.0f}"
    return f"{least}%" if least == most else f"{least} to {most}%"
