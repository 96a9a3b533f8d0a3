"""The draws of a plan as tables: the groups of doubt, and what each has in each draw."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np

from ..results.doubts import DOUBTS_COLUMNS, DRAWS_COLUMNS, Row
from .plan import Plan

if TYPE_CHECKING:
    import pandas as pd

    from ..uncertainty.doubts import Doubt


def draws_table(plan: Plan) -> pd.DataFrame:
    """A row for each draw and group of doubt, as drawn; no rows without draws."""
    import pandas as pd

    if plan.drawing is None or not plan.drawing.joint.groups:
        return pd.DataFrame(columns=list(DRAWS_COLUMNS))
    numbers, groups = list(plan.drawing.numbers), plan.drawing.joint.groups
    z = plan.drawing.joint.z_of_doubts(numbers)
    return pd.DataFrame(
        {"draw": np.repeat(numbers, len(groups)), "doubt": groups * len(numbers), "z": z.ravel()}
    )


def doubts_table(plan: Plan) -> pd.DataFrame:
    """A row for each group of doubt; no rows without draws."""
    import pandas as pd

    doubts = plan.drawing.joint.doubts if plan.drawing else ()
    return pd.DataFrame([asdict(_row(item)) for item in doubts], columns=list(DOUBTS_COLUMNS))


def _row(item: Doubt) -> Row:
    spread = item.spread
    return Row(
        item.group, item.title.nl, item.title.en, item.numbers, item.name, item.is_reversed,
        spread.scale, spread.value, spread.low, spread.high, spread.domain.least,
        spread.domain.high,
    )  # fmt: skip
