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

from ..errors import Problem, ScenarioError
from ..in_force import InForce, PoolInstance
from ..indicators.definitions import pools_of
from ..measuring.staff import clients_per_fte
from ..scenario.finding import find_experiment, scenario_name
from ..scenario.reading import Document, read_file
from ..scenario.schema import BreakEven, Scenario
from ..scenario.wording import problem, suggestion
from .plan import Plan


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
    pair = pair_of(plan, spec)
    known = {name for scenario in pair for name in pools_of(scenario)}
    if spec.pool not in known:
        yield line("pool", spec.pool, "there is no pool of this name", suggestion(spec.pool, known))
        return
    yield from (line(*item) for item in _wrong_gemeenten(pair, spec))
    yield from (line(*year) for year in _wrong_years(plan, spec))
    if caseload_of(pair, spec) is None:
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


def pair_of(plan: Plan, spec: BreakEven) -> tuple[Scenario, Scenario]:
    """The baseline and the scenario that a question compares."""
    baseline = plan.baseline if spec.look == "ahead" else plan.back_baseline
    return plan.scenarios[baseline], plan.scenarios[scenario_name(spec.scenario)]


def _instances(pair: tuple[Scenario, Scenario], pool: str) -> list[PoolInstance]:
    return [
        instance
        for scenario in pair
        for instance in InForce(scenario).pools
        if instance.base == pool
    ]


def caseload_of(pair: tuple[Scenario, Scenario], spec: BreakEven) -> float | None:
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
