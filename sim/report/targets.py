"""The section of the page that sets the baseline beside what is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..figures.labels import Labels
from ..figures.results import Results
from ..results.targets import Line, column_titles, lines_of, named_in, notes_of, summary
from .table import Table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class TargetSection:
    """What stands above the table, and the table."""

    about: str
    table: Table


def target_section(results: Results, labels: Labels) -> TargetSection | None:
    """The known figures beside the model; None where the results hold none."""
    return known_figures(results.targets, labels)


def known_figures(table: pd.DataFrame, labels: Labels) -> TargetSection | None:
    """The same of a table of targets; None where it is empty."""
    if table.empty:
        return None
    texts, manifest = labels.texts, labels.manifest
    baseline = labels.scenario(labels.baseline)
    lines = lines_of(table, named_in(manifest, texts.lang), texts)
    sources = "; ".join(dict.fromkeys(line.source for line in lines))
    notes = (
        *notes_of(table, manifest.scale, texts),
        texts("target.sources", sources=sources),
    )
    shown = Table(
        caption=texts("targets.caption", baseline=baseline),
        head=column_titles(manifest.replications, texts),
        rows=tuple(_cells(line) for line in lines),
        notes=notes,
        kind="targets",
    )
    about = texts("targets.about", summary=summary(lines, texts), baseline=baseline)
    return TargetSection(about, shown)


def _cells(line: Line) -> tuple[str, ...]:
    return f"{line.title} ({line.about})", line.known, line.model_with_interval, line.verdict
