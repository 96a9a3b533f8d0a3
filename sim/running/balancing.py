"""What a pair of scenarios says of the caseload at which a pool pays for itself (breakeven.py)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..results.intervals import MIDDLE, half_width
from ..results.over_draws import ANSWERED
from ..results.pairs import ALL
from ..scenario.schema import BreakEven
from .breakeven import caseload_of, pair_of
from .plan import Plan

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

COLUMNS = [
    "id", "look", "with", "without", "pool", "gemeenten", "years", "replications",
    "clients_per_fte", "cost_difference", "cost_difference_low", "cost_difference_high",
    "cost_of_places", "lump_sums", "factor", "factor_low", "factor_high",
    "breakeven", "breakeven_low", "breakeven_high",
]  # fmt: skip
_CASELOAD, _PLACES = "clients_per_fte", "cost_places"
_MONEY = ("cost", "cost_lump", _PLACES)
BALANCED = (*_MONEY, _CASELOAD)
"""The indicators of which it is worked out."""
_RUN = ["draw", "replication"]
_CELL = [*_RUN, "gemeente", "period"]


@dataclass(frozen=True)
class _Pairs:
    """A number for each paired run.

    What the scenario with more of the pool costs beyond the other one, without lump sums (D); what
    its places cost beyond the other's (P); its lump sums; and its clients per FTE.
    """

    apart: Floats
    price: Floats
    lump: Floats
    now: Floats

    @property
    def factor(self) -> Floats:
        """The part of its price that a place of what was added may cost; NaN where none was."""
        with np.errstate(divide="ignore", invalid="ignore"):
            result: Floats = np.where(self.price > 0, 1 - self.apart / self.price, np.nan)
        return result

    @property
    def answered(self) -> NDArray[np.bool_]:
        """Which pairs have something to balance."""
        result: NDArray[np.bool_] = ~np.isnan(self.factor) & (self.now > 0)
        return result

    def only(self, chosen: NDArray[np.bool_]) -> _Pairs:
        """Some of the pairs."""
        return _Pairs(*(each[chosen] for each in (self.apart, self.price, self.lump, self.now)))


def breakeven_table(plan: Plan, indicators: pd.DataFrame) -> pd.DataFrame:
    """A row per question (docs/results.md).

    Means with 95% t-intervals over replications; medians with the 5% and 95% over draws.
    """
    import pandas as pd

    asked = plan.experiment.breakeven if plan.experiment else ()
    columns = COLUMNS if plan.drawing is None else [*COLUMNS, ANSWERED]
    return pd.DataFrame([_answer(plan, item, indicators) for item in asked], columns=columns)


def _answer(plan: Plan, spec: BreakEven, indicators: pd.DataFrame) -> list[object]:
    names = [scenario.name for scenario in pair_of(plan, spec)]
    rows = indicators[indicators["period"].isin([str(year) for year in spec.years])]
    rows = rows[(rows["need"] == ALL) & rows["indicator"].isin(BALANCED)]
    costs, lumps, places = (
        np.array([_by_run(rows, name, spec, indicator) for name in names]) for indicator in _MONEY
    )
    more, less = (0, 1) if places[0].sum() >= places[1].sum() else (1, 0)
    lump, price = lumps[more] - lumps[less], places[more] - places[less]
    if plan.drawing is None:
        now = np.full(price.size, caseload_of(pair_of(plan, spec), spec) or np.nan)
    else:
        now = _caseloads(rows, names[more], names[less], spec)
    pairs = _Pairs(costs[more] - costs[less] - lump, price, lump, now)
    found = _over_runs(pairs) if plan.drawing is None else _over_draws(pairs)
    return [
        spec.id, spec.look, names[more], names[less], spec.pool,
        "; ".join(spec.gemeenten) or ALL, "; ".join(map(str, spec.years)), price.size, *found,
    ]  # fmt: skip


# ------------------------------------------------------------------ by run


def _by_run(rows: pd.DataFrame, scenario: str, spec: BreakEven, indicator: str) -> Floats:
    """Euros over the years by run: of everything, or of the places of the pool."""
    of_pool = indicator == _PLACES
    parts = list(spec.gemeenten) if of_pool and spec.gemeenten else [ALL]
    own = rows[rows["scenario"] == scenario]
    chosen = own[
        (own["indicator"] == indicator)
        & (own["station"] == (spec.pool if of_pool else ALL))
        & own["gemeente"].isin(parts)
    ]
    summed = chosen.groupby(_RUN)["value"].sum()
    # A pool that costs nothing has no rows.
    return np.array([float(summed.get(run, 0.0)) for run in _runs_in(rows)])


def _runs_in(rows: pd.DataFrame) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = [
        (int(draw), int(run)) for draw, run in np.unique(rows[_RUN].to_numpy(), axis=0)
    ]
    return runs


def _caseloads(rows: pd.DataFrame, more: str, less: str, spec: BreakEven) -> Floats:
    """Clients per FTE of what was added, by run: the mean weighted by what places cost more.

    A draw may give each gemeente a caseload of its own; what an FTE costs is the same for all.
    """
    own = rows[rows["station"] == spec.pool]
    if spec.gemeenten:
        own = own[own["gemeente"].isin(spec.gemeenten)]
    each = _in_cells(own, more, _CASELOAD)
    of_gemeenten = each.index.get_level_values("gemeente") != ALL
    each = each[of_gemeenten] if of_gemeenten.any() else each
    weight = _in_cells(own, more, _PLACES).reindex(each.index, fill_value=0.0)
    weight = weight - _in_cells(own, less, _PLACES).reindex(each.index, fill_value=0.0)
    weighed, total = ((item.groupby(_RUN).sum()) for item in (each * weight, weight))
    means = weighed / total.where(total > 0)
    return np.array([float(means.get(run, np.nan)) for run in _runs_in(rows)])


def _in_cells(rows: pd.DataFrame, scenario: str, indicator: str) -> pd.Series[float]:
    chosen = rows[(rows["scenario"] == scenario) & (rows["indicator"] == indicator)]
    return chosen.set_index(_CELL)["value"]


# ------------------------------------------------------------------ over runs, over draws


def _over_runs(pairs: _Pairs) -> list[float]:
    now, difference, factor = pairs.now[0], _interval(pairs.apart), _interval(pairs.factor)
    price, lump = float(pairs.price.mean()), float(pairs.lump.mean())
    # The more of its price a place may cost, the fewer clients an FTE must help.
    balance = [_clients(now, factor[at]) for at in (0, 2, 1)]
    return [now, *difference, price, lump, *factor, *balance]


def _interval(values: Floats) -> tuple[float, float, float]:
    """Mean, and the ends of its t-interval; NaN where there is one run."""
    mean = float(values.mean())
    deviation = values.std(ddof=1) if values.size > 1 else np.nan
    half = float(half_width(deviation, values.size))
    return mean, mean - half, mean + half


def _clients(now: float, factor: float) -> float:
    """Clients per FTE when a place costs this part of its price; NaN where none is enough."""
    return now / factor if factor > 0 else float("nan")


def _over_draws(pairs: _Pairs) -> list[float]:
    """Of the draws with something to balance; of all where there is none."""
    answered = pairs.answered
    some = pairs.only(answered) if answered.any() else pairs
    middles = [float(np.median(each)) for each in (some.now, some.price, some.lump)]
    # FTE per client, since that is a number too where no caseload is enough: then it is 0 or less.
    fte = _middle(some.factor / some.now)
    balance = [_clients(1.0, fte[at]) for at in (0, 2, 1)]
    return [
        middles[0], *_middle(some.apart), *middles[1:], *_middle(some.factor), *balance,
        int(answered.sum()),
    ]  # fmt: skip


def _middle(values: Floats) -> tuple[float, float, float]:
    """The median of a number over draws, and the ends of its range."""
    low, median, high = np.quantile(values, (MIDDLE[0], 0.5, MIDDLE[1]))
    return float(median), float(low), float(high)
