"""What an experiment may not ask, said with its line before anything runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..errors import Keys, Problem, ScenarioError
from ..indicators.definitions import FOLLOWED, NAMES, base_name
from ..measuring.periods import days_of_years
from ..results.margins import Margins
from ..results.matters import Matters
from ..scenario.finding import scenario_name
from ..scenario.reading import Document
from ..scenario.schema import Experiment, LookBack, Scenario, StopRule
from ..scenario.wording import problem
from .plan import Plan, Precision

MOST_REPLICATIONS = 10_000


def check_matters(spec: Experiment, document: Document) -> None:
    """Refuse differences that matter of indicators that there are not, or of no size."""
    _check_each("matters", spec.matters, Matters, document)


def check_margins(spec: Experiment, document: Document) -> None:
    """Refuse margins of counter-indicators that there are not, or that are wider than the fixed."""
    _check_each("margins", spec.margins, Margins, document)


def _check_each(
    section: str,
    spec: dict[str, Any],
    model: Callable[[dict[str, Any]], object],
    document: Document,
) -> None:
    problems: list[Problem] = []
    for key, value in spec.items():
        try:
            model({key: value})
        except ScenarioError as error:
            place = document.place((section, str(key)))
            problems += [replace(item, place=place) for item in error.problems]
    if problems:
        raise ScenarioError(problems)


def check_same_gemeenten(plan: Plan, document: Document) -> None:
    """Refuse scenarios in which other gemeenten count than in their baseline.

    Whoever does not count costs nothing, so that a gemeente put outside would be a saving.
    """
    for name, scenario in plan.scenarios.items():
        baseline = plan.baseline_of(name)
        inside, counted = (
            {place for place, spec in item.gemeenten.items() if not spec.outside}
            for item in (scenario, baseline)
        )
        for gemeente in sorted(inside ^ counted):
            section = "scenarios" if name in plan.ahead else "look_back"
            keys = _asked_under(document, name, section)
            where = (name, baseline.name) if gemeente in inside else (baseline.name, name)
            rule = f"{gemeente} counts as a part of the region in {where[0]}, and not in {where[1]}"
            way_out = "let the same gemeenten count in both"
            raise ScenarioError(problem(document.place(keys), keys, name, rule, way_out))


def check_same_streams(plan: Plan, document: Document) -> None:
    """Refuse scenarios in which a child of the baseline cannot be found again (rule 4).

    Counters follow each child by its stream and its place in it: under another name, or where the
    root file has another rate, other children would stand in their place.
    """
    for name, scenario in plan.scenarios.items():
        baseline = plan.baseline_of(name)
        here, there = _streams(scenario), _streams(baseline)
        for stream in (item for item, rate in there.items() if here.get(item) != rate):
            section = "scenarios" if name in plan.ahead else "look_back"
            keys = _asked_under(document, name, section)
            rule = (
                f"{stream[0]} from {stream[1]} is in {baseline.name} and not in it, or has another "
                "rate in its root file; children are followed by their stream"
            )
            way_out = "let both extend one file, and change the rate there by set or by inflow"
            raise ScenarioError(problem(document.place(keys), keys, name, rule, way_out))


def _streams(scenario: Scenario) -> dict[tuple[str, str], tuple[object, ...]]:
    """What the strips of each stream of the root file are made from, by arrival and gemeente."""
    root = scenario.root
    result = {}
    for name, spec in root.arrivals.items():
        rates = [rate.first for rate in (spec.per_year, spec.per_1000_youth) if rate is not None]
        for gemeente in spec.gemeenten or root.gemeenten:
            place = root.gemeenten[gemeente]
            result[name, gemeente] = (*rates, place.youth, place.use.first)
    return result


def check_number_of_runs(spec: Experiment, document: Document) -> None:
    """Refuse more replications than could be kept until the end."""
    rule = spec.replications
    keys: Keys = ("replications", "max") if isinstance(rule, StopRule) else ("replications",)
    most = rule.max if isinstance(rule, StopRule) else rule
    if most > MOST_REPLICATIONS:
        limit = f"must be at most {MOST_REPLICATIONS:,}"
        raise ScenarioError(problem(document.place(keys), keys, most, limit))


def precision_of(spec: Experiment, document: Document) -> Precision | None:
    """The stopping rule of an experiment, if it has one."""
    rule = spec.replications
    if not isinstance(rule, StopRule):
        return None
    indicator = str(rule.until.get("indicator", ""))
    place = document.place(("replications",))
    if base_name(indicator) not in NAMES or set(rule.until) != {"indicator", "half_width"}:
        keys, way_out = ("replications", "until"), "name one of docs/results.md"
        must = "must name an indicator and a half-width, as {indicator: cost, half_width: 5%}"
        raise ScenarioError(problem(place, keys, str(rule.until), must, way_out))
    width = str(rule.until["half_width"]).strip()
    try:
        amount = float(width.removesuffix("%"))
    except ValueError:
        amount = 0.0
    if not 0 < amount < float("inf") or rule.max < rule.min:
        asked = f"half_width {width}, min {rule.min}, max {rule.max}"
        must = "the half-width must be above 0, and max at least min"
        raise ScenarioError(problem(place, ("replications",), asked, must))
    relative = width.endswith("%")
    return Precision(indicator, amount / 100 if relative else amount, relative, rule.min, rule.max)


def check_until(spec: LookBack, baseline: Scenario, document: Document) -> None:
    """Refuse to look back until a day on which nothing was reported yet."""
    first = baseline.period.report_from
    if spec.until <= first:
        keys = ("look_back", "until")
        rule = f"must be after {first}, when {baseline.name} begins to report"
        raise ScenarioError(problem(document.place(keys), keys, str(spec.until), rule))


def check_headline(plan: Plan, document: Document) -> None:
    """Refuse headlines of years that are not all reported."""
    spec = plan.experiment
    if spec is None or spec.headline is None:
        return
    begin, end = days_of_years(spec.headline)
    period = plan.scenarios[plan.baseline].period
    if not period.report_from <= begin < end <= period.end:
        keys: Keys = ("headline",)
        rule = (
            f"lies partly outside what {plan.baseline} reports, {period.report_from} until "
            f"{period.end}"
        )
        way_out = "name whole years within that, or leave headline out"
        raise ScenarioError(problem(document.place(keys), keys, spec.headline, rule, way_out))


def check_looking_back(plan: Plan, document: Document) -> None:
    """Refuse to look back over a period that not everybody reports."""
    if not plan.back_span:
        return
    for name in plan.back:
        spans = [span.name for span in (*plan.periods(name).spans, *plan.periods(name).years)]
        if plan.back_span not in spans:
            rule = (
                f"{name} does not report the whole of {plan.back_span}, as {plan.back_baseline} "
                "does"
            )
            place = document.place(("look_back",))
            way_out = "give them the same report_from and a later end"
            raise ScenarioError(problem(place, ("look_back",), {}, rule, way_out))


def check_periods(plan: Plan, document: Document) -> None:
    """Refuse to compare runs over other days: a shorter run costs less for that alone."""
    look_back = plan.experiment.look_back if plan.experiment else None
    problems = _unequal(plan, plan.baseline, plan.ahead, None, document)
    if look_back:
        until = look_back.until + FOLLOWED
        problems += _unequal(plan, plan.back_baseline, plan.back, until, document)
    if problems:
        raise ScenarioError(problems)


def _unequal(
    plan: Plan, baseline: str, names: tuple[str, ...], until: dt.date | None, document: Document
) -> list[Problem]:
    """Scenarios that do not run over the days of their baseline; what comes after `until` may."""
    problems = []
    wanted = _days(plan.scenarios[baseline], until)
    for name in names:
        days = _days(plan.scenarios[name], until)
        if days != wanted:
            keys = _asked_under(document, name, "scenarios" if until is None else "look_back")
            rule = (
                f"it runs from {days[0]}, reports from {days[1]} and ends {days[2]}, where its "
                f"baseline {baseline} has {wanted[0]}, {wanted[1]} and {wanted[2]}"
            )
            way_out = "give both the same period"
            problems.append(problem(document.place(keys), keys, name, rule, way_out))
    return problems


def _days(scenario: Scenario, until: dt.date | None) -> tuple[dt.date, dt.date, dt.date]:
    period = scenario.period
    return period.start, period.report_from, min(period.end, until or period.end)


def _asked_under(document: Document, name: str, section: str) -> Keys:
    """The keys in a section of the experiment under which a scenario is named, however written."""
    for keys in document.lines:
        value = document.value(keys)
        is_in_section = keys[:1] == (section,) and isinstance(value, str)
        if is_in_section and scenario_name(value) == name:
            return keys
    return (section,)
