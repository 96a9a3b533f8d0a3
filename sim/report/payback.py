"""When a scenario has cost the most more than its baseline, and when it has paid that back."""

from __future__ import annotations

import csv

from ..errors import InputError
from ..figures.labels import Labels
from ..figures.results import Results
from ..results.payback import COLUMNS

FILE = "payback.csv"


def paybacks(results: Results, labels: Labels) -> dict[tuple[str, str], str]:
    """A text by look and scenario; nothing where the results hold no such table."""
    path = results.folder / FILE
    if not path.is_file():
        return {}
    told = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            try:
                told[row["look"], row["scenario"]] = _told(row, labels)
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(
                    f"{path}:{number}: {error!r} cannot be read; it has {', '.join(COLUMNS)}; "
                    "run it again"
                ) from None
    return told


def _told(row: dict[str, str], labels: Labels) -> str:
    texts = labels.texts
    if not row["peak_year"]:
        return texts("payback.never_dearer")
    low, high = (float(row[end] or row["peak"]) for end in ("peak_low", "peak_high"))
    values = {
        "peak": texts.formats.money_range(low, high, signed=True),
        "year": int(row["peak_year"]),
        "last": int(row["last_year"]),
    }
    if row["paid_back"]:
        return texts("payback.paid_back", paid_back=int(row["paid_back"]), **values)
    return texts("payback.not_paid_back", **values)
