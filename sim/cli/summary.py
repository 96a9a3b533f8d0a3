"""What `doorstroom check` shows of a scenario that is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sized
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from ..errors import Problem
    from ..scenario.schema import Block, Part, Scenario
    from ..traffic.size import Size


def show_summary(scenario: Scenario, size: Size) -> None:
    """Print what a scenario holds, how large a run will be, and its warnings."""
    console = Console(highlight=False)
    title = scenario.title.in_language("en")
    console.print(f"[green]✓[/] [bold]{escape(scenario.name)}[/]: {escape(title)}")
    table = Table.grid(padding=(0, 2))
    for name, spec in _rows(scenario, size):
        table.add_row(f"  {name}", escape(spec))
    console.print(table)
    own = [item for item in scenario.warnings if not _is_of_base(scenario, item)]
    others = len(scenario.warnings) - len(own)
    if own:
        console.print(f"[yellow]{_warnings(len(own))}[/]")
    for line in own:
        console.print(f"  [yellow]![/] {escape(str(line))}", soft_wrap=True)
    if others:
        base = escape(str(scenario.extends))
        told = f"{_warnings(others)} about {base} and its parts: doorstroom check {base}"
        console.print(f"[yellow]{told}[/]", soft_wrap=True)


def _warnings(count: int) -> str:
    return f"{count} warning{'s' if count > 1 else ''}"


def _is_of_base(scenario: Scenario, warning: Problem) -> bool:
    """Whether a warning is about a file of what is extended, which this writer cannot mend.

    The files of a scenario stand with those of what it extends before its own.
    """
    if scenario.extends is None or warning.place is None or warning.asked_in:
        return False
    files = list(scenario.files)
    own = next((at for at, file in enumerate(files) if Path(file).stem == scenario.name), 0)
    return warning.place.file in files[:own]


def show_block(name: str, block: Block) -> None:
    """Print what a block holds, its levers, and what is not known without a scenario."""
    console = Console(highlight=False)
    title = escape(block.title.in_language("en"))
    console.print(f"[green]✓[/] [bold]{escape(name)}[/]: {title}")
    table = Table.grid(padding=(0, 2))
    kinds = Counter(spec.kind for spec in block.interventions)
    table.add_row("  interventions", ", ".join(f"{count} {kind}" for kind, count in kinds.items()))
    for lever, spec in block.levers.items():
        table.add_row(f"  ${escape(lever)}", escape(f"{spec.value:.10g}, {spec.range}"))
    console.print(table)
    console.print("  Names and dates are checked with the scenario that uses it.")


def show_part(name: str, part: Part) -> None:
    """Print what a part brings, and what is not known without a root."""
    console = Console(highlight=False)
    title = escape(part.title.in_language("en"))
    console.print(f"[green]✓[/] [bold]{escape(name)}[/]: {title}")
    table = Table.grid(padding=(0, 2))
    for section in ("needs", "gemeenten", "arrivals", "pools", "stations", "targets"):
        names = getattr(part, section)
        if names:
            table.add_row(f"  {section}", escape(f"{len(names)}: {', '.join(names)}"))
    for section in ("interventions", "values"):
        if getattr(part, section):
            table.add_row(f"  {section}", str(len(getattr(part, section))))
    console.print(table)
    console.print("  Names and values are checked with the root that takes it in.")


def _rows(scenario: Scenario, size: Size) -> list[tuple[str, str]]:
    from ..telling.sources import count_by_status

    period = scenario.period
    statuses = count_by_status(scenario)
    extends = [("extends", scenario.extends)] if scenario.extends else []
    blocks = [("blocks", ", ".join(use.name for use in scenario.blocks))] if scenario.blocks else []
    asleep = [("asleep", ", ".join(scenario.asleep))] if scenario.asleep else []
    return [
        *extends,
        ("period", f"{period.start} to {period.end}, reported from {period.report_from}"),
        (
            "network",
            f"{_count(scenario.stations, 'station')}, {_count(scenario.pools, 'pool')}, "
            f"{_count(scenario.gemeenten, 'gemeente', 'n')}, {_count(scenario.needs, 'need')}, "
            f"{_count(scenario.arrivals, 'arrival')}",
        ),
        *asleep,
        *blocks,
        ("interventions", str(len(scenario.interventions))),
        ("numbers", ", ".join(_status(*item) for item in statuses.items())),
        (
            "a run",
            f"about {size.clients:,.0f} clients and up to {size.visits:,.0f} visits, "
            f"up to {size.memory_bytes / 1e9:.1f} GB of memory",
        ),
        ("files", ", ".join(scenario.files)),
    ]


def _status(status: str, count: int) -> str:
    return f"{count} {'without a source' if status == 'none' else status}"


def _count(things: Sized, name: str, plural: str = "s") -> str:
    count = len(things)
    return f"{count} {name}{plural if count != 1 else ''}"
