"""From an experiment file, or a scenario, to a plan: all of it read and checked before it runs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ..checks import load, load_experiment
from ..errors import ScenarioError
from ..indicators.definitions import FOLLOWED, NAMES, base_name
from ..results.comparison import Matters
from ..results.store import digest
from ..scenario.finding import find_experiment
from ..scenario.reading import shown_path
from ..scenario.schema import Experiment, Scenario, StopRule
from .breakeven import check_breakeven
from .plan import Plan, Precision


def plan_of(path: str | Path, *, replications: int | None = None, seed: int | None = None) -> Plan:
    """Read an experiment and all its scenarios; raises ScenarioError for what cannot be run."""
    spec = load_experiment(path)
    Matters(spec.matters)
    scenarios: dict[str, Scenario] = {}
    ahead = _read(path, [spec.baseline, *spec.scenarios], scenarios)
    back, back_baseline = [], ahead[0]
    if spec.look_back:
        back = _read(path, [spec.look_back.baseline or spec.baseline], scenarios)
        back_baseline = back[0]
        back += _read(path, list(spec.look_back.scenarios), scenarios)
        for name in set(back) - set(ahead):
            scenarios[name] = _not_beyond(scenarios[name], spec.look_back.until)
    plan = Plan(
        name=Path(path).stem,
        experiment=spec,
        scenarios=scenarios,
        baseline=ahead[0],
        ahead=tuple(dict.fromkeys(ahead)),
        back=tuple(dict.fromkeys(back)),
        back_baseline=back_baseline,
        seed=spec.seed if seed is None else seed,
        replications=_count(spec, replications),
        precision=_precision(path, spec) if replications is None else None,
        files=_digest(path),
    )
    _check_looking_back(path, plan)
    check_breakeven(path, plan)
    return plan


def plan_of_scenario(name: str | Path | Scenario, *, seed: int, replications: int) -> Plan:
    """Runs of a single scenario, compared with nothing."""
    scenario = name if isinstance(name, Scenario) else load(name)
    return Plan(
        name=scenario.name,
        experiment=None,
        scenarios={scenario.name: scenario},
        baseline=scenario.name,
        ahead=(scenario.name,),
        back=(),
        back_baseline=scenario.name,
        seed=seed,
        replications=replications,
        precision=None,
        files={},
    )


def _read(path: str | Path, names: list[str], known: dict[str, Scenario]) -> list[str]:
    """Load scenarios that are not known yet; their names."""
    result = []
    for name in names:
        stem = Path(name).stem
        if stem not in known:
            try:
                known[stem] = load(name, beside=find_experiment(path).parent)
            except ScenarioError as error:
                raise error.asked_in(str(path)) from None
        result.append(stem)
    return result


def _not_beyond(scenario: Scenario, until: dt.date) -> Scenario:
    """Who only looks back is run no further than it takes to follow who joined until then."""
    end = min(scenario.period.end, until + FOLLOWED)
    return scenario.model_copy(update={"period": scenario.period.model_copy(update={"end": end})})


def _digest(path: str | Path) -> dict[str, str]:
    """The experiment file itself, as it is shown, with its digest."""
    result = find_experiment(path)
    return {shown_path(result): digest(result)}


def _count(spec: Experiment, replications: int | None) -> int:
    if replications is not None:
        return replications
    rule = spec.replications
    return rule.max if isinstance(rule, StopRule) else rule


def _precision(path: str | Path, spec: Experiment) -> Precision | None:
    rule = spec.replications
    if not isinstance(rule, StopRule):
        return None
    indicator = str(rule.until.get("indicator", ""))
    if base_name(indicator) not in NAMES or set(rule.until) != {"indicator", "half_width"}:
        raise ScenarioError(
            f"{path}: replications.until is {rule.until}; must name an indicator of "
            "docs/results.md and a half-width, as {indicator: wait_first_help, half_width: 5%}"
        )
    width = str(rule.until["half_width"]).strip()
    try:
        amount = float(width.removesuffix("%"))
    except ValueError:
        amount = 0.0
    if not amount > 0 or rule.max < rule.min:
        raise ScenarioError(
            f"{path}: replications says half_width {width}, min {rule.min} and max {rule.max}; "
            "the half-width must be above 0, and max at least min"
        )
    relative = width.endswith("%")
    return Precision(indicator, amount / 100 if relative else amount, relative, rule.min, rule.max)


def _check_looking_back(path: str | Path, plan: Plan) -> None:
    if not plan.back_span:
        return
    for name in plan.back:
        spans = [span.name for span in (*plan.periods(name).spans, *plan.periods(name).years)]
        if plan.back_span not in spans:
            raise ScenarioError(
                f"{path}: look_back: {name} does not report the whole of {plan.back_span}, as "
                f"{plan.back_baseline} does; give them the same report_from and a later end"
            )
