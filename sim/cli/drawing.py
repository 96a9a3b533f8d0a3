"""What `check --draws` shows: whether the ranges of a scenario hold together."""

from __future__ import annotations

import time

from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from ..checks.loading import resolve
from ..uncertainty import Prior, Reason, tallied

MOST_SHOWN = 10


def show_draws(name: str, count: int, seed: int) -> None:
    """Draw a scenario so often, and print how many draws were repaired and why.

    Raises ScenarioError for ranges that cannot hold together.
    """
    console, began = Console(highlight=False), time.perf_counter()
    prior = Prior(resolve(name), seed)
    console.print(_numbers(prior))
    if not prior.unknowns:
        return
    screen = Console(stderr=True)
    draws = track(prior.draws(count), "draws", total=count, console=screen, transient=True)
    tally = tallied(draws)
    seconds = time.perf_counter() - began
    part = tally.repaired / tally.count
    console.print(
        f"  {tally.count - tally.repaired:,} of {tally.count:,} draws hold as they are drawn "
        f"(seed {seed}, {seconds:.1f} s); {tally.repaired:,} repaired ({part:.1%})"
    )
    for reason in tally.reasons[:MOST_SHOWN]:
        console.print(f"  [yellow]![/] {escape(_why(reason))}", soft_wrap=True)
    if len(tally.reasons) > MOST_SHOWN:
        console.print(f"  and for {len(tally.reasons) - MOST_SHOWN} more reasons")


def _numbers(prior: Prior) -> Table | str:
    """How many numbers have a range, in which groups."""
    count, groups = len(prior.unknowns), prior.groups
    if not count:
        return "  no number has a range: nothing to draw"
    alone = count - sum(groups.values())
    table = Table.grid(padding=(0, 2))
    numbers = f"{count:,} number{'s' if count > 1 else ''} with a range"
    inside = f"{len(groups)} group{'s' if len(groups) != 1 else ''}"
    table.add_row("  draws", f"{numbers}, in {inside}; {alone:,} in none")
    for name, size in groups.items():
        title = prior.scenario.doubts[name].in_language("en")
        table.add_row("", escape(f"{name}: {title} ({size:,})"))
    return table


def _why(reason: Reason) -> str:
    times = len(reason.draws)
    first = f"draw {reason.draws[0]}" if times == 1 else f"{times:,} draws, first {reason.draws[0]}"
    return f"{first}: {reason.problem}"
