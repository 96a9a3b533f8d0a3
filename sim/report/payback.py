"""When a scenario has cost the most more than its baseline, and when it has paid that back."""

from __future__ import annotations

from typing import Any

from pandas import isna

from ..figures.labels import Labels
from ..figures.results import Results


def paybacks(results: Results, labels: Labels) -> dict[tuple[str, str], str]:
    """A text by look and scenario; nothing where the results hold no such table."""
    return {
        (str(row.look), str(row.scenario)): _told(row, labels)
        for row in results.payback.itertuples(index=False)
    }


def _told(row: Any, labels: Labels) -> str:
    texts = labels.texts
    if isna(row.peak_year):
        return texts("payback.never_dearer")
    low, high = (float(row.peak if isna(end) else end) for end in (row.peak_low, row.peak_high))
    values = {
        "peak": texts.formats.money_range(low, high, signed=True),
        "year": int(row.peak_year),
        "last": int(row.last_year),
    }
    if low <= 0.0:  # whether there is a peak at all may be chance
        return texts("payback.uncertain", peak=values["peak"], year=values["year"])
    if row.peak_year == row.last_year:  # what is highest at the end need be no peak
        return texts("payback.still_rising", peak=values["peak"], year=values["year"])
    if isna(row.paid_back):
        return texts("payback.not_paid_back", **values)
    return texts("payback.paid_back", paid_back=int(row.paid_back), **values)
