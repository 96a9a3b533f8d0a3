"""Whether blocks started that start by what a run sees (rule 30), and for how many days."""

from __future__ import annotations

import datetime as dt

import numpy as np

from ..draws import TICKS_PER_DAY
from ..scenario.triggers import triggered
from .lens import Lens
from .periods import Span
from .table import Table


def started_rows(lens: Lens, table: Table) -> None:
    """Of each such block: started by the end of a period (0 or 1), and days since its start in it.

    The mean over runs of the first is the share of runs in which it had started by then.
    """
    for use in triggered(lens.scenario):
        long = lens.periods.long
        days = np.array([_days(period, use.begins, lens.periods.start) for period in long])
        table.add(f"block_started:{use.name}", days > 0, long)
        table.add(f"block_days:{use.name}", days, long)


def _days(period: Span, begins: dt.date | None, start: dt.date) -> float:
    """Days of a period from the one on which a block begins; 0 where it does not."""
    if begins is None:
        return 0.0
    since = max(period.begin, (begins - start).days * TICKS_PER_DAY)
    return max(0, period.end - since) / TICKS_PER_DAY
