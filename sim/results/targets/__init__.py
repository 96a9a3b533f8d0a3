"""The model beside the known figures of a scenario: one table, and its words in two languages."""

from .judging import COLUMNS, NOT_MEASURED, TARGET_COLUMNS, Verdict, target_table
from .wording import (
    Line,
    Named,
    column_titles,
    lines_of,
    named_in,
    notes_of,
    period_in_words,
    summary,
    write_markdown,
)

__all__ = [
    "COLUMNS",
    "NOT_MEASURED",
    "TARGET_COLUMNS",
    "Line",
    "Named",
    "Verdict",
    "column_titles",
    "lines_of",
    "named_in",
    "notes_of",
    "period_in_words",
    "summary",
    "target_table",
    "write_markdown",
]
