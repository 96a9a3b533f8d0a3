"""What `run` and `experiment` show beside verdicts: staff that is not there, providers who lose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from ..errors import visible
from ..figures.labels import Labels
from ..report.staffing import StaffTables
from ..results.staffing import cannot_be_staffed, staffing

if TYPE_CHECKING:
    from ..running.outcome import Results
    from ..texts import Texts


def staffing_marks(results: Results, texts: Texts) -> dict[str, str]:
    """What stands beside the name of each scenario that cannot be staffed."""
    rows = cannot_be_staffed(staffing(results.indicators, results.manifest))
    return {name: f"[red]{texts('terminal.cannot_be_staffed')}[/]" for name in rows}


def show_flags(results: Results, texts: Texts) -> None:
    """Print what the page says of staff and providers."""
    labels = Labels.of(results.manifest, texts)
    console = Console(highlight=False)
    for line in StaffTables(results.indicators, results.manifest, labels).lines():
        console.print(escape(visible(line)))
