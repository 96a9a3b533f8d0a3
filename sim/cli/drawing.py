"""What `check --draws` shows: whether the ranges of a scenario hold together."""

from __future__ import annotations

import time

from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from ..checks.loading import resolve
from ..texts import Texts
from ..uncertainty import Prior, Reason, Tally, tallied

MOST_SHOWN = 10


def show_draws(name: str, count: int, seed: int, texts: Texts) -> None:
    """Draw a scenario so often, and print how many draws were repaired and why.

    Raises ScenarioError for ranges that cannot hold together.
    """
    console, began = Console(highlight=False), time.perf_counter()
    prior = Prior(resolve(name), seed)
    console.print(_numbers(prior, texts))
    if not prior.unknowns:
        return
    screen = Console(stderr=True)
    told = texts("check.draws")
    draws = track(prior.draws(count), told, total=count, console=screen, transient=True)
    tally = tallied(draws)
    seconds = time.perf_counter() - began
    console.print(f"  {_tally(tally, seed, seconds, texts)}")
    for reason in tally.reasons[:MOST_SHOWN]:
        console.print(f"  [yellow]![/] {escape(_why(reason, texts))}", soft_wrap=True)
    if len(tally.reasons) > MOST_SHOWN:
        more = texts.formats.number(len(tally.reasons) - MOST_SHOWN)
        console.print(f"  {texts('check.draws.more', n=more)}")


def _tally(tally: Tally, seed: int, seconds: float, texts: Texts) -> str:
    number, percent = texts.formats.number, texts.formats.percent
    return texts(
        "check.draws.tally",
        held=number(tally.count - tally.repaired),
        count=number(tally.count),
        seed=seed,
        seconds=number(seconds, 1),
        repaired=number(tally.repaired),
        part=percent(tally.repaired / tally.count, 1),
    )


def _numbers(prior: Prior, texts: Texts) -> Table | str:
    """How many numbers have a range, in which groups."""
    count, groups = len(prior.unknowns), prior.groups
    if not count:
        return f"  {texts('check.draws.nothing')}"
    alone = texts.formats.number(count - sum(groups.values()))
    numbers = texts.count("check.draws.numbers", count)
    table = Table.grid(padding=(0, 2))
    told = texts.count("check.draws.groups", len(groups), numbers=numbers, alone=alone)
    table.add_row(f"  {texts('check.draws')}", told)
    for name, size in groups.items():
        title = prior.scenario.doubts[name].in_language(texts.lang)
        table.add_row("", escape(f"{name}: {title} ({texts.formats.number(size)})"))
    return table


def _why(reason: Reason, texts: Texts) -> str:
    problem = reason.problem.in_language(texts.lang)
    return texts.count("check.draws.why", len(reason.draws), first=reason.draws[0], problem=problem)
