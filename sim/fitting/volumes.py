"""How much help is delivered, by the claims of JW323: so much of a unit in a week of help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..results.small_cells import FEW
from .codes import CREDIT
from .columns import Kind
from .estimates import Estimate
from .faults import Fault, Faults
from .meaning import Meanings, with_stations
from .reading import Extract

_WEEK = 7.0


@dataclass(frozen=True)
class VolumeFit:
    """Of trajectories at a station with claims in a `unit` (its code): how much of it a week."""

    station: str
    unit: str
    per_week: Estimate


def volume_fits(
    extracts: Sequence[Extract], meanings: Meanings, faults: Faults
) -> tuple[VolumeFit, ...]:
    """Volumes by station and unit, of ten trajectories or more."""
    parts = [_claims(item, meanings, faults) for item in extracts if item.kind is Kind.JW323]
    if not parts:
        return ()
    whose = ["station", "unit"]
    claims = pd.concat(parts).groupby([*whose, "allocation"], as_index=False)
    trajectories = claims.agg({"volume": "sum", "weeks": "sum"})
    fits = (_fit(str(at[0]), str(at[1]), rows) for at, rows in trajectories.groupby(whose))
    return tuple(fit for fit in fits if fit is not None)


def _claims(extract: Extract, meanings: Meanings, faults: Faults) -> pd.DataFrame:
    """Claims with a volume over a period, of which both ends count; credits take back."""
    rows = with_stations(extract, meanings, faults)
    days = rows["end"] - rows["begin"] + 1
    wrong = ~((days > 0) & rows["volume"].notna())
    faults.note(extract.file, Fault.NO_VOLUME, rows["row"][wrong])
    sign = np.where(rows.get("sign", pd.Series("", index=rows.index)) == CREDIT, -1.0, 1.0)
    unit = rows.get("unit", pd.Series("", index=rows.index))
    claims = rows.assign(volume=rows["volume"] * sign, weeks=days * sign / _WEEK, unit=unit)
    result: pd.DataFrame = claims[~wrong]
    return result


def _fit(station: str, unit: str, rows: pd.DataFrame) -> VolumeFit | None:
    """All that was delivered over all weeks; trajectories differ, and their claims go together."""
    rows = rows[rows["weeks"] > 0]
    volume, weeks = (rows[name].to_numpy(dtype=np.float64) for name in ("volume", "weeks"))
    if len(rows) < FEW or volume.sum() <= 0:
        return None
    per_week = float(volume.sum() / weeks.sum())
    # The variance of a ratio of two sums over trajectories (Cochran, Sampling techniques, 2.11).
    spread = float(np.sqrt(((volume - per_week * weeks) ** 2).sum())) / weeks.sum()
    return VolumeFit(station, unit, Estimate(per_week, spread / per_week, "log", len(rows)))
