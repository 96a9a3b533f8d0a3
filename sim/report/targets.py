"""The section of the page that sets the baseline beside what is known."""

from __future__ import annotations

from dataclasses import dataclass

from ..figures.labels import Labels
from ..figures.results import Results
from ..results.targets import Line, column_titles, lines_of, named_in, notes_of, summary
from .table import Table


@dataclass(frozen=True)
class TargetSection:
    """What stands above the table, and the table."""

    about: str
    table: Table


def target_section(results: Results, labels: Labels) -> TargetSection | None:
    """The known figures beside the model; None where the results hold none."""
    table = results.targets
    if table.empty:
        return None
    texts, baseline = labels.texts, labels.scenario(results.baseline)
    lines = lines_of(table, named_in(labels.manifest, texts.lang), texts)
    sources = "; ".join(dict.fromkeys(line.source for line in lines))
    notes = (
        *notes_of(table, results.manifest.scale, texts),
        texts("target.sources", sources=sources),
    )
    shown = Table(
        caption=texts("targets.caption", baseline=baseline),
        head=column_titles(results.manifest.replications, texts),
        rows=tuple(_cells(line) for line in lines),
        notes=notes,
        kind="targets",
    )
    about = texts("targets.about", summary=summary(lines, texts), baseline=baseline)
    return TargetSection(about, shown)


def _cells(line: Line) -> tuple[str, ...]:
    return f"{line.title} ({line.about})", line.known, line.model_with_interval, line.verdict
