"""Runs beside those of the baseline with the same number, and their paired differences.

Runs with the same number share their children (rule 4), so the difference is taken run by run.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..indicators.definitions import HEADLINES, Better, base_name, definition_of
from .evidence import Sample, p_above, p_apart
from .intervals import MIDDLE, half_width
from .matters import Matters

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ALL = "all"
PARTS = ["station", "gemeente", "need"]
KEY = ["indicator", *PARTS, "period", "unit"]
_YEARS = re.compile(r"\d{4}-\d{4}")
_NOISE = 1e-9
"""Part of a value below which a difference is rounding, which is not the same everywhere."""
_LEFT_OUT = ("incidence", "incidence_first_help", "stay_share")


@dataclass(frozen=True)
class Pairing:
    """Scenarios that are compared with one baseline, and over which periods.

    `spans` are the periods longer than a year, `headline` the one that carries the answer;
    `until_year` leaves out years from that one on.
    """

    look: str
    baseline: str
    scenarios: tuple[str, ...]
    spans: tuple[str, ...]
    headline: str
    until_year: int | None = None


@dataclass(frozen=True)
class Pairs:
    """The rows of one scenario beside its baseline, and the differences by row and run.

    `draws` has the draw of each run.
    """

    rows: pd.DataFrame
    apart: Floats
    least_variance: Floats
    draws: tuple[int, ...] = ()

    @cached_property
    def side(self) -> Floats:
        """1 where more is better, -1 where less is, 0 where neither."""
        sign = {"more": 1.0, "less": -1.0, "": 0.0}
        return np.array([sign[item] for item in self.rows["better_when"]], dtype=np.float64)

    def sample(self, sign: Floats | float = 1.0) -> Sample:
        """The differences, turned by row, with the least variance that they may have."""
        turned = self.apart * np.broadcast_to(sign, (len(self.rows),))[:, None]
        return Sample(turned, self.least_variance)


def _least_variance(rows: pd.DataFrame, apart: Floats, base: Floats) -> Floats:
    """What differences vary at the least, by unit.

    Counts come by whole children, so they vary as a Poisson number, and so do shares and means by
    child, over the children behind them. What else is the same in each of a few runs is taken to
    have come by steps of one. Money may follow from the file and have no variance at all.
    """
    size = np.abs(apart).mean(axis=1)
    unit = rows["unit"].to_numpy()
    is_count = np.isin(unit, ("number", "youths"))
    behind = np.where(is_count, 1.0, _children_behind(rows, base.mean(axis=1)))
    varies = apart.std(axis=1) > 0
    least = np.where(np.isnan(behind), np.where(varies, 0.0, size), size / behind)
    return np.where(unit == "eur", 0.0, least)


def _children_behind(rows: pd.DataFrame, means: Floats) -> Floats:
    """How many children stand behind each row in the baseline; NaN where that is not known."""
    names = [*PARTS, "period", "indicator"]
    cells = list(zip(*(rows[name] for name in names), strict=True))
    counted = dict(zip(cells, means.tolist(), strict=True))
    result = np.full(len(rows), np.nan)
    for at, cell in enumerate(cells):
        definition = definition_of(cell[-1])
        behind = None if definition is None else definition.count_behind(cell[-1])
        if behind is not None:
            result[at] = counted.get((*cell[:-1], behind)) or np.nan
    return result


def better_when(indicator: str) -> Better:
    """On which side an indicator is better."""
    definition = definition_of(indicator)
    return Better.NEITHER if definition is None else definition.better


def pairs_of(
    base_rows: pd.DataFrame,
    other_rows: pd.DataFrame,
    pairing: Pairing,
    scenario: str,
    matters: Matters,
) -> Pairs:
    """The rows that both have in every run, of those that are compared.

    Of a station or pool that only one of them has, what adds up is 0 in the other.
    """
    base, other = (_runs(rows[_is_compared(rows, pairing)]) for rows in (base_rows, other_rows))
    runs = [run for run in base.columns if run in other.columns]
    base, other = _with_nothing(base, other, base_rows), _with_nothing(other, base, other_rows)
    both = base.index[base.index.isin(other.index)]
    base_values = base.loc[both, runs].to_numpy(dtype=np.float64)
    values = other.loc[both, runs].to_numpy(dtype=np.float64)
    happens = (base_values != 0).any(axis=1) | (values != 0).any(axis=1)
    complete = ~np.isnan(base_values).any(axis=1) & ~np.isnan(values).any(axis=1)
    kept = happens & complete
    rows: pd.DataFrame = both[kept].to_frame(index=False)
    apart = _apart(base_values[kept], values[kept])
    names = rows["indicator"].tolist()
    rows["look"], rows["baseline"], rows["scenario"] = pairing.look, pairing.baseline, scenario
    rows["better_when"] = np.array([str(better_when(name)) for name in names], dtype=object)
    rows["headline"] = (
        rows["indicator"].isin(list(HEADLINES)).to_numpy()
        & (rows["period"] == pairing.headline).to_numpy()
        & (rows[PARTS] == ALL).all(axis=1).to_numpy()
    )
    least_variance = _least_variance(rows, apart, base_values[kept])
    result = Pairs(rows, apart, least_variance, tuple(int(run[0]) for run in runs))
    if len(rows):
        _describe(result, base_values[kept], values[kept])
        rows["matters"] = _least(rows, matters)
    return result


def _with_nothing(values: pd.DataFrame, others: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Values by key and run, and 0 for what adds up of a place that only the others have."""
    import pandas as pd

    key = others.index.difference(values.index, sort=False)
    places = set(rows["station"].unique())
    is_brought = [
        station not in places and _adds_up(indicator)
        for indicator, station in zip(
            key.get_level_values("indicator"), key.get_level_values("station"), strict=True
        )
    ]
    if not any(is_brought):
        return values
    brought = key[np.array(is_brought, dtype=np.bool_)]
    nothing = pd.DataFrame(0.0, index=brought, columns=values.columns)
    return pd.concat([values, nothing])


def _adds_up(indicator: str) -> bool:
    definition = definition_of(indicator)
    return definition is not None and definition.adds_up


def _apart(base: Floats, values: Floats) -> Floats:
    apart = values - base
    apart[np.abs(apart) <= _NOISE * np.maximum(np.abs(values), np.abs(base))] = 0.0
    return apart


def _runs(chosen: pd.DataFrame) -> pd.DataFrame:
    """Values by key and run, in the order of the indicators."""
    wide = chosen.pivot_table(
        index=KEY, columns=["draw", "replication"], values="value", sort=False, observed=True
    )
    ordered: pd.DataFrame = wide.sort_index(axis=1)
    return ordered


def text_that(texts: pd.Series[Any], test: Callable[[str], bool]) -> Flags:
    """The rows whose text passes a test, which looks once at each text that differs."""
    result = texts.astype("category").cat
    passes = np.array([test(str(category)) for category in result.categories], dtype=np.bool_)
    return passes[result.codes.to_numpy()]


def _is_compared(labels: pd.DataFrame, pairing: Pairing) -> Flags:
    """Spans per station, years in total, the headline period per gemeente and need."""

    def is_yearly(period: str) -> bool:
        if period == ALL or period in pairing.spans or "/" in period or _YEARS.fullmatch(period):
            return False
        return pairing.until_year is None or int(period[:4]) < pairing.until_year

    period, indicator = labels["period"], labels["indicator"]
    of_all = {part: text_that(labels[part], ALL.__eq__) for part in ("station", "gemeente", "need")}
    place = of_all["gemeente"] & of_all["need"]
    total = place & of_all["station"]
    chosen = text_that(period, lambda item: item in pairing.spans) & total
    chosen |= text_that(period, is_yearly) & total
    told = text_that(indicator, lambda item: item in HEADLINES or item == "referrals")
    headline = text_that(period, pairing.headline.__eq__)
    chosen |= headline & (place | (of_all["station"] & told))
    return chosen & ~text_that(indicator, lambda item: base_name(item) in _LEFT_OUT)


def _describe(pairs: Pairs, base: Floats, values: Floats) -> None:
    """Means, bands of single runs, and the mean difference with its interval."""
    rows, runs = pairs.rows, base.shape[1]
    rows["replications"] = runs
    for name, runs_of in (("baseline", base), ("scenario", values)):
        rows[f"{name}_mean"] = runs_of.mean(axis=1)
        rows[f"{name}_low"], rows[f"{name}_high"] = np.quantile(runs_of, MIDDLE, axis=1)
    sample = pairs.sample()
    rows["difference"] = mean = sample.mean
    with np.errstate(divide="ignore", invalid="ignore"):
        rows["relative"] = np.where(
            rows["baseline_mean"] != 0, mean / rows["baseline_mean"], np.nan
        )
    half = half_width(sample.deviation, runs)
    rows["low"], rows["high"] = mean - half, mean + half
    rows["evidence"] = np.where(_follows_from_the_file(pairs, sample), "file", "runs")


def _follows_from_the_file(pairs: Pairs, sample: Sample) -> Flags:
    """Money that is the same in every run, or for which nobody goes another way in any run."""
    is_money = (pairs.rows["unit"] == "eur").to_numpy()
    nobody_moves = not pairs.apart[~is_money].any()
    return np.asarray(is_money & (sample.mean != 0) & ((sample.deviation == 0) | nobody_moves))


def cut_to_possible(rows: pd.DataFrame) -> None:
    """Cut intervals of differences where the scenario would be what no such number can be.

    For people: fewer than none, or more than all. Verdicts look at the interval before it is cut,
    since the mean of the baseline, from which this counts, is not certain either.
    """
    mean, apart = rows["baseline_mean"], rows["difference"]
    seen = zip(rows["indicator"], rows["scenario_mean"], strict=True)
    least, most = np.array([_possible(name, value) for name, value in seen]).T
    # A mean that lies on a bound may pass it by rounding.
    lowest, highest = np.minimum(least - mean, apart), np.maximum(most - mean, apart)
    for name in ("low", "high"):
        rows[name] = rows[name].clip(lower=lowest, upper=highest)


def _possible(indicator: str, seen: float) -> tuple[float, float]:
    definition = definition_of(indicator)
    return (-np.inf, np.inf) if definition is None else definition.possible_beside(seen)


def _least(rows: pd.DataFrame, matters: Matters) -> Floats:
    least = np.zeros(len(rows))
    mean = rows["baseline_mean"].to_numpy(dtype=np.float64)
    kinds = zip(rows["indicator"], rows["unit"], strict=True)
    places: dict[tuple[str, str], list[int]] = {}
    for at, kind in enumerate(kinds):
        places.setdefault(kind, []).append(at)
    for (indicator, unit), chosen in places.items():
        least[chosen] = matters.least(indicator, unit, mean[chosen])
    return least


def p_values(pairs: Pairs) -> tuple[Floats, Floats]:
    """One-sided p of a gain, and of a loss, of more than what matters.

    For a number without a good side both are the two-sided p of any difference.
    """
    side, matters = pairs.side, pairs.rows["matters"].to_numpy(dtype=np.float64)
    apart = p_apart(pairs.sample())
    result = [
        np.where(side == 0, apart, p_above(pairs.sample(sign * side), matters))
        for sign in (1.0, -1.0)
    ]
    return result[0], result[1]
