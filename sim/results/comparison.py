"""Paired differences from the baseline, and what may be said of them.

Runs with the same number share their children (rule 4), so the difference is taken run by run. A
gain is not called better while its counter-indicator is decisively worse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..errors import ScenarioError
from ..indicators.definitions import HEADLINES, NAMES, base_name, definition_of

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

CONFIDENCE = 0.95
ALL = "all"
KEY = ["indicator", "station", "gemeente", "need", "period", "unit"]

_YEARS = re.compile(r"\d{4}-\d{4}")
_NOISE = 1e-9
"""Part of a value below which a difference is rounding, which is not the same everywhere."""
_LEFT_OUT = ("incidence", "incidence_first_help", "stay_share")
_FAMILY_OF_UNIT = {"weeks": "weeks_waited", "eur": "cost", "share": "share", "days": "days"}
_REST = "number"
_USUAL: dict[str, Any] = {"weeks_waited": 1, "share": "1%"}
_USUAL_RELATIVE = "1%"


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
class Matters:
    """The smallest difference that matters, as said in the experiment."""

    spec: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        families = {*_FAMILY_OF_UNIT.values(), _REST}
        for key, value in self.spec.items():
            if key not in families and base_name(key) not in NAMES:
                raise ScenarioError(
                    f"matters.{key} is {value}; there is no indicator of this name; name one of "
                    f"docs/results.md, or one of {', '.join(sorted(families))}"
                )
            _amount(key, value)

    def least(self, indicator: str, unit: str, mean: Floats) -> Floats:
        """In the unit of the indicator, for rows with these baseline means."""
        family = _FAMILY_OF_UNIT.get(unit, _REST)
        spec = self.spec.get(indicator, self.spec.get(base_name(indicator)))
        if spec is None:
            spec = self.spec.get(family, _USUAL.get(family, _USUAL_RELATIVE))
        amount, is_relative = _amount(indicator, spec)
        if not is_relative or unit == "share":
            return np.full(mean.shape, amount)
        return np.asarray(np.abs(mean) * amount, dtype=np.float64)


def _amount(key: str, spec: Any) -> tuple[float, bool]:
    """A number, and whether it was said as a percentage."""
    text = str(spec).strip()
    try:
        amount = float(text.removesuffix("%"))
    except ValueError:
        amount = -1.0
    if isinstance(spec, bool) or not 0 <= amount < float("inf"):
        raise ScenarioError(
            f"matters.{key} is {spec}; must be a number of 0 or more, or a percentage such as 1%"
        )
    return (amount / 100, True) if text.endswith("%") else (amount, False)


def compare(
    indicators: pd.DataFrame, pairings: Sequence[Pairing], matters: Matters
) -> pd.DataFrame:
    """A row per scenario, indicator and period, as docs/results.md says."""
    import pandas as pd

    labels = indicators[["scenario", *KEY[:-1]]].astype("category")
    rows = [
        _paired(indicators, labels, pairing, scenario, matters)
        for pairing in pairings
        for scenario in pairing.scenarios
        if scenario != pairing.baseline
    ]
    rows = [some for some in rows if len(some)]
    if not rows:
        return pd.DataFrame(columns=_columns())
    result = pd.concat(rows, ignore_index=True)
    result["holm_p"] = np.nan
    result.loc[result["headline"], "holm_p"] = holm(
        result.loc[result["headline"], "p_value"].to_numpy(dtype=np.float64)
    )
    result["verdict"] = _verdicts(result)
    _look_at_counters(result)
    compared: pd.DataFrame = result[_columns()]
    return compared


def _columns() -> list[str]:
    return [
        "look", "scenario", "baseline", *KEY, "headline", "replications",
        "baseline_mean", "baseline_low", "baseline_high",
        "scenario_mean", "scenario_low", "scenario_high",
        "difference", "low", "high", "relative", "matters", "better_when",
        "p_value", "holm_p", "verdict", "counter", "counter_verdict",
    ]  # fmt: skip


# ------------------------------------------------------------------ pairs


def _paired(
    indicators: pd.DataFrame,
    labels: pd.DataFrame,
    pairing: Pairing,
    scenario: str,
    matters: Matters,
) -> pd.DataFrame:
    """The rows of one scenario: runs beside those of the baseline with the same number."""
    compared = _is_compared(labels, pairing)
    base, other = (
        _runs(indicators[compared & text_that(labels["scenario"], name.__eq__)])
        for name in (pairing.baseline, scenario)
    )
    both = base.index[base.index.isin(other.index)]
    runs = [run for run in base.columns if run in other.columns]
    base_values = base.loc[both, runs].to_numpy(dtype=np.float64)
    values = other.loc[both, runs].to_numpy(dtype=np.float64)
    happens = (base_values != 0).any(axis=1) | (values != 0).any(axis=1)
    complete = ~np.isnan(base_values).any(axis=1) & ~np.isnan(values).any(axis=1)
    kept = happens & complete
    result: pd.DataFrame = both[kept].to_frame(index=False)
    if result.empty:
        return result
    _describe(result, base_values[kept], values[kept])
    result["look"], result["baseline"], result["scenario"] = (
        pairing.look,
        pairing.baseline,
        scenario,
    )
    result["headline"] = (
        result["indicator"].isin(HEADLINES)
        & (result["period"] == pairing.headline)
        & (result[["station", "gemeente", "need"]] == ALL).all(axis=1)
    )
    result["matters"] = _least(result, matters)
    return result


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


def _describe(result: pd.DataFrame, base: Floats, values: Floats) -> None:
    """Means, bands of single runs, the mean difference with its interval and p."""
    from scipy.special import stdtr, stdtrit

    runs = base.shape[1]
    result["replications"] = runs
    for name, runs_of in (("baseline", base), ("scenario", values)):
        result[f"{name}_mean"] = runs_of.mean(axis=1)
        result[f"{name}_low"], result[f"{name}_high"] = np.quantile(runs_of, (0.05, 0.95), axis=1)
    apart = values - base
    apart[np.abs(apart) <= _NOISE * np.maximum(np.abs(values), np.abs(base))] = 0.0
    mean = apart.mean(axis=1)
    result["difference"] = mean
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = np.where(result["baseline_mean"] != 0, mean / result["baseline_mean"], np.nan)
    result["relative"] = relative
    if runs < 2:
        result["low"], result["high"], result["p_value"] = np.nan, np.nan, np.nan
        return
    error = apart.std(axis=1, ddof=1) / np.sqrt(runs)
    half = stdtrit(runs - 1, (1 + CONFIDENCE) / 2) * error
    result["low"], result["high"] = mean - half, mean + half
    with np.errstate(divide="ignore", invalid="ignore"):
        p = 2 * stdtr(runs - 1, -np.abs(mean / error))
    result["p_value"] = np.where(error > 0, p, np.where(mean == 0, 1.0, 0.0))


def _least(result: pd.DataFrame, matters: Matters) -> Floats:
    least = np.zeros(len(result))
    mean = result["baseline_mean"].to_numpy(dtype=np.float64)
    kinds = (result["indicator"] + "|" + result["unit"]).to_numpy()
    for kind in dict.fromkeys(kinds):
        indicator, _, unit = str(kind).partition("|")
        rows = kinds == kind
        least[rows] = matters.least(indicator, unit, mean[rows])
    return least


# ------------------------------------------------------------------ verdicts


def holm(p_values: Floats) -> Floats:
    """P-values after Holm's step-down correction (1979), in the same order."""
    order = np.argsort(p_values, kind="stable")
    steps = np.arange(p_values.size, 0, -1) * p_values[order]
    corrected = np.empty_like(p_values)
    corrected[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return corrected


def _verdicts(result: pd.DataFrame) -> NDArray[np.object_]:
    """What may be said of each row by itself."""
    low, high = result["low"].to_numpy(), result["high"].to_numpy()
    least = result["matters"].to_numpy()
    in_set = result["headline"].to_numpy()
    with np.errstate(invalid="ignore"):
        inside = (low >= -least) & (high <= least)
        apart = (low > 0) | (high < 0)
        apart &= ~in_set | (result["holm_p"].to_numpy() < 1 - CONFIDENCE)
        less = high < 0
    side = np.array([_better_when(name) for name in result["indicator"]], dtype=object)
    result["better_when"] = side
    verdict = np.full(len(result), "uncertain", dtype=object)
    decided = apart & ~inside
    verdict[decided & less] = "less"
    verdict[decided & ~less] = "more"
    good = ((side == "less") & less) | ((side == "more") & ~less)
    verdict[decided & (side != "") & good] = "better"
    verdict[decided & (side != "") & ~good] = "worse"
    verdict[inside] = "no_difference_that_matters"
    return verdict


def _better_when(indicator: str) -> str:
    definition = definition_of(indicator)
    return definition.better.value if definition else ""


def _look_at_counters(result: pd.DataFrame) -> None:
    """Refuse `better` where a counter-indicator of the same cell is decisively worse."""
    cell = ["look", "scenario", "station", "gemeente", "need", "period"]
    keys = list(zip(*(result[name] for name in [*cell, "indicator"]), strict=True))
    by_key = dict(zip(keys, result["verdict"], strict=True))
    counters: list[str] = []
    verdicts: list[str] = []
    final = list(result["verdict"])
    for row, key in enumerate(keys):
        definition = definition_of(key[-1])
        names = definition.counters_of(key[-1]) if definition else ()
        seen = [(name, by_key[(*key[:-1], name)]) for name in names if (*key[:-1], name) in by_key]
        worse = [item for item in seen if item[1] == "worse"]
        name, verdict = (worse or seen or [("", "")])[0]
        counters.append(name)
        verdicts.append(verdict)
        if final[row] == "better" and worse:
            final[row] = "mixed"
    result["verdict"] = final
    result["counter"], result["counter_verdict"] = counters, verdicts
