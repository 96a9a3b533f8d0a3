"""At how many clients per FTE a pool pays for itself, worked out from a pair of scenarios.

Prices change nobody's way through the model. So with D what the scenario with more of the pool
costs beyond the other one, and P what its places of the pool cost beyond the other's, both cost the
same when a place of what was added costs 1 - D/P of its price: when one FTE, at the same price,
helps 1 / (1 - D/P) times as many clients at one time. Lump sums are left out of D: they pay for
work without a client, which no caseload changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..errors import Problem, ScenarioError
from ..in_force import InForce, PoolInstance
from ..indicators.definitions import pools_of
from ..measuring.places import clients_per_fte
from ..results.pairs import ALL, CONFIDENCE
from ..scenario.finding import find_experiment, scenario_name
from ..scenario.reading import Document, read_file
from ..scenario.schema import BreakEven, Scenario
from ..scenario.wording import problem, suggestion
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
_MONEY = ("cost", "cost_lump", "cost_places")


# ------------------------------------------------------------------ what is asked


def check_breakeven(path: str | Path, plan: Plan) -> None:
    """Raise ScenarioError, with file and line, for a question that the plan cannot answer."""
    asked = plan.experiment.breakeven if plan.experiment else ()
    if not asked:
        return
    document = read_file(find_experiment(path))
    problems = [line for at, spec in enumerate(asked) for line in _problems(at, plan, document)]
    if problems:
        raise ScenarioError(problems)


def _problems(at: int, plan: Plan, document: Document) -> Iterator[Problem]:
    assert plan.experiment is not None
    asked = plan.experiment.breakeven
    spec = asked[at]

    def line(key: str, value: object, rule: str, way_out: str = "") -> Problem:
        keys = ("breakeven", str(at), key)
        return problem(document.place(keys), document.named(keys), value, rule, way_out)

    if spec.id in {item.id for item in asked[:at]}:
        yield line("id", spec.id, "another one has this id", "give each its own")
    if spec.look == "back" and plan.experiment.look_back is None:
        yield line("look", spec.look, "this experiment does not look back", "write look: ahead")
        return
    others = _compared(plan, spec.look)
    if scenario_name(spec.scenario) not in others:
        rule = "is not compared with the baseline here"
        yield line("scenario", spec.scenario, rule, suggestion(spec.scenario, others))
        return
    pair = _pair(plan, spec)
    known = {name for scenario in pair for name in pools_of(scenario)}
    if spec.pool not in known:
        yield line("pool", spec.pool, "there is no pool of this name", suggestion(spec.pool, known))
        return
    yield from (line(*item) for item in _wrong_gemeenten(pair, spec))
    yield from (line(*year) for year in _wrong_years(plan, spec))
    if _caseload(pair, spec) is None:
        yield line(
            "pool", spec.pool,
            "must be given in FTE, with one number of clients per FTE in both scenarios, in all "
            "these gemeenten and years", "name gemeenten or years for which that holds",
        )  # fmt: skip


def _wrong_gemeenten(pair: tuple[Scenario, Scenario], spec: BreakEven) -> Iterator[tuple[str, ...]]:
    known = [name for name, item in pair[0].gemeenten.items() if not item.outside]
    of_gemeenten = any(pool.gemeente for pool in _instances(pair, spec.pool))
    if spec.gemeenten and not of_gemeenten:
        rule = "the places of this pool are of the region, not of a gemeente"
        yield "gemeenten", ", ".join(spec.gemeenten), rule, "leave gemeenten out"
    for name in spec.gemeenten:
        if name not in known:
            yield "gemeenten", name, "there is no gemeente of this name", suggestion(name, known)


def _wrong_years(plan: Plan, spec: BreakEven) -> Iterator[tuple[str, str, str]]:
    look_back = plan.experiment.look_back if plan.experiment else None
    baseline = plan.baseline if spec.look == "ahead" else plan.back_baseline
    period = plan.scenarios[baseline].period
    end = look_back.until if look_back and spec.look == "back" else period.end
    for year in spec.years:
        if not (period.report_from <= dt.date(year, 1, 1) and dt.date(year + 1, 1, 1) <= end):
            rule = f"is not reported as a whole from {period.report_from} to {end}"
            yield "years", str(year), rule


def _compared(plan: Plan, look: str) -> list[str]:
    names, baseline = (
        (plan.ahead, plan.baseline) if look == "ahead" else (plan.back, plan.back_baseline)
    )
    return [name for name in names if name != baseline]


def _pair(plan: Plan, spec: BreakEven) -> tuple[Scenario, Scenario]:
    baseline = plan.baseline if spec.look == "ahead" else plan.back_baseline
    return plan.scenarios[baseline], plan.scenarios[scenario_name(spec.scenario)]


def _instances(pair: tuple[Scenario, Scenario], pool: str) -> list[PoolInstance]:
    return [
        instance
        for scenario in pair
        for instance in InForce(scenario).pools
        if instance.base == pool
    ]


def _caseload(pair: tuple[Scenario, Scenario], spec: BreakEven) -> float | None:
    """Clients per FTE at one time, where it is one number throughout."""
    result: set[float] = set()
    for scenario in pair:
        first = (dt.date(spec.years[0], 1, 1) - scenario.period.start).days
        last = (dt.date(spec.years[-1], 12, 31) - scenario.period.start).days
        in_force = InForce(scenario)
        for pool in in_force.pools:
            if pool.base != spec.pool or not _is_asked(scenario, pool, spec):
                continue
            line = clients_per_fte(in_force.pool(pool.base, pool.gemeente))
            if line is None:
                return None
            result |= {line.at(first), *(line.at(day) for day in line.days if first < day <= last)}
    return result.pop() if len(result) == 1 and min(result) > 0 else None


def _is_asked(scenario: Scenario, pool: PoolInstance, spec: BreakEven) -> bool:
    if pool.gemeente is None:
        return True
    if spec.gemeenten:
        return pool.gemeente in spec.gemeenten
    return not scenario.gemeenten[pool.gemeente].outside


# ------------------------------------------------------------------ what is found


def breakeven_table(plan: Plan, indicators: pd.DataFrame) -> pd.DataFrame:
    """A row per question, with 95% t-intervals over the replications (docs/results.md).

    None over draws, in which the caseload may be another one each time.
    """
    import pandas as pd

    asked = plan.experiment.breakeven if plan.experiment and plan.drawing is None else ()
    return pd.DataFrame([_answer(plan, item, indicators) for item in asked], columns=COLUMNS)


def _answer(plan: Plan, spec: BreakEven, indicators: pd.DataFrame) -> dict[str, object]:
    pair = _pair(plan, spec)
    rows = indicators[indicators["period"].isin([str(year) for year in spec.years])]
    rows = rows[(rows["need"] == ALL) & rows["indicator"].isin(_MONEY)]
    costs, lumps, places = (
        np.array([_by_run(rows, scenario.name, spec, name) for scenario in pair]) for name in _MONEY
    )
    costs = costs - lumps
    more, less = (0, 1) if places[0].sum() >= places[1].sum() else (1, 0)
    apart, price = costs[more] - costs[less], places[more] - places[less]
    lump = float((lumps[more] - lumps[less]).mean())
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.where(price > 0, 1 - apart / price, np.nan)
    now = _caseload(pair, spec) or np.nan
    difference, shares = _interval(apart), _interval(factor)
    few, many = _clients(now, shares[2]), _clients(now, shares[1])
    result = [
        spec.id, spec.look, pair[more].name, pair[less].name, spec.pool,
        "; ".join(spec.gemeenten) or ALL, "; ".join(map(str, spec.years)), apart.size,
        now, *difference, float(price.mean()), lump, *shares, _clients(now, shares[0]), few, many,
    ]  # fmt: skip
    return dict(zip(COLUMNS, result, strict=True))


def _by_run(rows: pd.DataFrame, scenario: str, spec: BreakEven, indicator: str) -> Floats:
    """Euros over the years by replication: of everything, or of the places of the pool."""
    of_pool = indicator == "cost_places"
    parts = list(spec.gemeenten) if of_pool and spec.gemeenten else [ALL]
    own = rows[rows["scenario"] == scenario]
    chosen = own[
        (own["indicator"] == indicator)
        & (own["station"] == (spec.pool if of_pool else ALL))
        & own["gemeente"].isin(parts)
    ]
    runs = np.unique(rows[["draw", "replication"]].to_numpy(), axis=0)
    summed = chosen.groupby(["draw", "replication"])["value"].sum()
    # A pool that costs nothing has no rows.
    return np.array([float(summed.get(tuple(run), 0.0)) for run in runs.tolist()])


def _interval(values: Floats) -> tuple[float, float, float]:
    """Mean, and the ends of its t-interval; NaN where there is one run."""
    from scipy.special import stdtrit

    mean = float(values.mean())
    if values.size < 2:
        return mean, float("nan"), float("nan")
    error = float(values.std(ddof=1)) / np.sqrt(values.size)
    half = float(stdtrit(values.size - 1, (1 + CONFIDENCE) / 2)) * error
    return mean, mean - half, mean + half


def _clients(now: float, factor: float) -> float:
    """Clients per FTE when a place costs this part of its price; NaN where none is enough."""
    return now / factor if factor > 0 else float("nan")
