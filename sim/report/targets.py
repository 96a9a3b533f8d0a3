"""The section of the page that sets the baseline beside what is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import InputError
from ..figures.labels import Labels
from ..figures.results import Results
from ..results.targets import COLUMNS, Line, Named, column_titles, lines_of, notes_of, summary
from .table import Table

if TYPE_CHECKING:
    import pandas as pd

FILE = "targets.csv"
_TEXTS = ("scenario", "target", "part", "indicator", "station", "gemeenten", "need", "period")
_WORDS = (*_TEXTS, "unit", "tolerance", "verdict", "reason")


@dataclass(frozen=True)
class TargetSection:
    """What stands above the table, and the table."""

    about: str
    table: Table


def target_section(results: Results, labels: Labels) -> TargetSection | None:
    """The known figures beside the model; None where the results hold none."""
    table = _read(results)
    if table is None or table.empty:
        return None
    texts, baseline = labels.texts, labels.scenario(results.baseline)
    lines = lines_of(table, _named(labels), texts)
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


def _named(labels: Labels) -> dict[str, Named]:
    lang, manifest = labels.texts.lang, labels.manifest
    result = {}
    for name, spec in manifest.targets.items():
        source = manifest.sources.get(spec.source or "")
        result[name] = Named(
            title=spec.title.in_language(lang) if spec.title else None,
            counts=spec.counts.in_language(lang) if spec.counts else None,
            source=source.title if source else None,
        )
    return result


def _read(results: Results) -> pd.DataFrame | None:
    """The table as it was written; InputError where it cannot be read."""
    import pandas as pd

    path = results.folder / FILE
    if not path.is_file():
        return None
    try:
        texts: dict[str, type[str]] = dict.fromkeys(_WORDS, str)
        table = pd.read_csv(path, dtype=texts, keep_default_na=False, na_values={})
        for column in set(COLUMNS) - set(_WORDS):
            table[column] = pd.to_numeric(table[column])
    except (KeyError, ValueError) as error:
        spec = str(error).splitlines()[0]
        raise InputError(f"{path}: cannot be read ({spec}); run it again") from None
    return table[list(COLUMNS)]
