"""Numbers that must fit each other: rows of shares, ages, stays, and where paths may stand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import Dutch
from ..in_force.rates import DAYS_PER_YEAR, MOST_EXPONENT
from ..in_force.timelines import in_force
from ..scenario.bounds import most_of
from ..scenario.reading import Keys
from ..scenario.schema import Number, Returns, Route, Rows, Scenario, Stay
from ..scenario.walking import models_in, numbers_in
from ..scenario.wording import counted
from ..traffic.flows import YEARS_BEFORE
from .findings import Findings

TOLERANCE = 1e-9
LONGEST_MEAN_STAY_DAYS = 36525.0
WIDEST_SIGMA, WIDE_SIGMA = 2.5, 1.8
SMALLEST_SHAPE, SMALL_SHAPE = 0.01, 0.04
"""Beyond these few very long stays make up the mean: refused, and warned of.

The mean of n stays misses the stated one by about sqrt((exp(sigma^2) - 1) / n), or 1 / sqrt(shape
n): at the second of each pair by 5% for 10,000 stays.
"""
OLDEST = 22
MOST_GROWN = 1000.0
"""Times that demand may grow over the period, or have been before a filled start."""


def check_numbers(findings: Findings) -> None:
    """Refuse rows that do not add to 1, ages and stays that make no sense, misplaced paths."""
    scenario = findings.scenario
    for section in ("gemeenten", "needs", "arrivals", "stations"):
        if not getattr(scenario, section):
            findings.error((section,), {}, "is empty; a scenario has at least one", "add one")
    for keys, route in _routes(scenario):
        _check_route(findings, keys, route)
    for name, need in scenario.needs.items():
        _check_ages(findings, ("needs", name, "age"), need.age)
    for keys, stay in _stays(scenario):
        _check_stay(findings, keys, stay)
    _check_counted(findings)
    _check_growth(findings)
    _check_paths(findings)


def check_drawn_numbers(findings: Findings) -> None:
    """Refuse stays and growth that make no sense; shares of a row add to 1 as they are drawn."""
    for keys, stay in _stays(findings.scenario):
        _check_stay(findings, keys, stay)
    _check_growth(findings)


def _check_counted(findings: Findings) -> None:
    """Places and FTE per 1,000 youth were within bounds before they were counted out."""
    for section in ("pools", "stations"):
        for name, holder in getattr(findings.scenario, section).items():
            for field, key in (("places", "places"), ("staff", "fte")):
                for keys, number in numbers_in(getattr(holder, field), (section, name, field)):
                    most, highest = most_of(key), max(number.values)
                    if highest > most and (field == "places" or keys[-1] == key):
                        rule = f"must be at most {most:,.0f}, of all youths together"
                        findings.error(keys, highest, rule, "mend the number per 1,000 youth")


def _routes(scenario: Scenario) -> Iterator[tuple[Keys, Route]]:
    for name, station in scenario.stations.items():
        for keys, model in models_in(station.next, ("stations", name, "next")):
            if isinstance(model, Route):
                yield keys, model


def _stays(scenario: Scenario) -> Iterator[tuple[Keys, Stay]]:
    for name, station in scenario.stations.items():
        for field in ("stay", "returns"):
            for keys, model in models_in(getattr(station, field), ("stations", name, field)):
                if isinstance(model, Stay):
                    yield keys, model


def _check_route(findings: Findings, keys: Keys, route: Route) -> None:
    if {*route.shares, route.rest} <= {"back", None}:
        rule = "a row with only `back` leaves those who did not escalate nowhere to go"
        findings.error(keys, {}, rule, "add another destination, or rest: out")
        return
    lowest, highest = _sums(findings, route.shares.values())
    if route.rest is None and max(abs(lowest - 1), abs(highest - 1)) > TOLERANCE:
        shown = lowest if abs(lowest - 1) > TOLERANCE else highest
        rule = f"the shares of a row add up to 1, and these to {shown:.10g}"
        findings.error(keys, {}, rule, "mend them, or name who gets what is left: rest: out")
    elif route.rest is not None and highest > 1 + TOLERANCE:
        rule = f"the shares beside rest add up to {highest:.10g}, more than 1"
        findings.error(keys, {}, rule, "lower one")


def _sums(findings: Findings, shares: Iterable[Number]) -> tuple[float, float]:
    """The lowest and highest sum over the period."""
    lines = [in_force(share, [], findings.scenario.period) for share in shares]
    days = {day for line in lines for day in line.days}
    sums = [math.fsum(line.at(day) for line in lines) for day in sorted(days | {0})]
    return min(sums), max(sums)


def _check_ages(findings: Findings, keys: Keys, ages: dict[str, Number] | None) -> None:
    if ages is None:
        return
    youngest = 0
    for name in ages:
        first, _, last = name.partition("-")
        if not (first.isdecimal() and last.isdecimal()):
            findings.error((*keys, name), name, "ages are written as 4-11", "mend the key")
        elif not youngest <= int(first) <= int(last) <= OLDEST:
            rule = f"ages run from young to old, do not overlap and end at {OLDEST}"
            findings.error((*keys, name), name, rule, "mend the key")
        else:
            youngest = int(last) + 1
    total = math.fsum(share.first for share in ages.values())
    if abs(total - 1) > TOLERANCE:
        findings.error(
            keys, {}, f"the shares of ages add up to 1, and these to {total:.10g}", "mend them"
        )


def _check_stay(findings: Findings, keys: Keys, stay: Stay) -> None:
    if stay.distribution == "classes":
        _check_classes(findings, keys, stay)
    low, high = stay.low_days, stay.high_days
    if low is not None and high is not None and low.first >= high.first:
        rule = f"low_days {low.first:g} must be below high_days {high.first:g}"
        findings.error(keys, {}, rule, "mend one")
    if _check_spread(findings, keys, stay):
        return
    if stay.mean == math.inf:
        rule = "a stay has a finite mean, and this one has a tail without end"
        findings.error(keys, {}, rule, "give tail_mean_days, or shares that add up to 1")
    elif stay.mean > LONGEST_MEAN_STAY_DAYS:
        rule = f"the mean stay is {stay.mean / 365.25:.3g} years; the longest is 100 years"
        findings.error(keys, {}, rule, "stays are in days; shorten it")


def _check_spread(findings: Findings, keys: Keys, stay: Stay) -> bool:
    """Whether stays lie so far apart that no run reaches their mean; warns where few do."""
    sigma = stay.sigma.first if stay.sigma is not None else 0.0
    shape = stay.shape_k.first if stay.shape_k is not None else math.inf
    few = "a few endless stays make up the mean"
    if sigma > WIDEST_SIGMA:
        rule = f"must be at most {WIDEST_SIGMA:g}: beyond it {few}"
        way_out = "sigma is the standard deviation of the logarithm, near 1 for most care"
        findings.error((*keys, "sigma"), sigma, rule, way_out)
    elif shape < SMALLEST_SHAPE:
        rule = f"must be at least {SMALLEST_SHAPE:g}: below it {few}"
        way_out = "shape_k is 1 for exponential stays, more for stays more alike"
        findings.error((*keys, "shape_k"), shape, rule, way_out)
    elif sigma > WIDE_SIGMA or shape < SMALL_SHAPE:
        key, value = ("sigma", sigma) if sigma > WIDE_SIGMA else ("shape_k", shape)
        rule = (
            "spreads stays so far that the mean of 10,000 of them misses the stated one by over 5%"
        )
        nl = Dutch(
            "spreidt de verblijfsduur zo ver dat het gemiddelde van 10.000 ervan meer dan 5% naast "
            "het genoemde ligt",
            "ga na of de verblijfsduur zo veel verschilt",
        )
        findings.warn((*keys, key), value, rule, "see whether stays differ so much", nl=nl)
    return sigma > WIDEST_SIGMA or shape < SMALLEST_SHAPE


def _check_classes(findings: Findings, keys: Keys, stay: Stay) -> None:
    bounds = list(stay.classes or {})
    if not bounds or bounds[0] <= 0 or sorted(set(bounds)) != bounds:
        rule = "the upper bounds of classes are days above 0, from short to long"
        findings.error((*keys, "classes"), {}, rule, "mend the keys")
    total = math.fsum(share.first for share in (stay.classes or {}).values())
    if total > 1 + TOLERANCE:
        rule = f"the shares of classes add up to at most 1, and these to {total:.10g}"
        findings.error((*keys, "classes"), {}, rule, "lower one")


def _check_growth(findings: Findings) -> None:
    """Refuse growth that, taken back or on over many years, is of another size altogether."""
    period = findings.scenario.period
    onward = (period.end - period.start).days / DAYS_PER_YEAR
    back = YEARS_BEFORE if findings.scenario.begin == "filled" else 0
    for name, arrival in findings.scenario.arrivals.items():
        slope = math.log1p(arrival.growth_per_year.first)
        years = onward if slope > 0 else back
        if abs(slope) * years <= math.log(MOST_GROWN):
            continue
        times = counted(math.exp(min(abs(slope) * years, MOST_EXPONENT)))
        when = f"on {period.end}" if slope > 0 else f"{back} years before a filled start"
        rule = f"demand {when} is {times} times that of the start; at most {MOST_GROWN:,.0f}"
        way_out = "write 1.5% as 0.015" if slope > 0 else "write begin: empty, or a slower fall"
        keys = ("arrivals", name, "growth_per_year")
        findings.error(keys, arrival.growth_per_year.first, rule, way_out)


def _check_paths(findings: Findings) -> None:
    """Refuse a path where a number holds for the whole run."""
    scenario = findings.scenario
    for keys, stay in _stays(scenario):
        _refuse_paths(findings, keys, stay, "a stay", "change it by an intervention of kind stay")
    for name, arrival in scenario.arrivals.items():
        way_out = "change arrivals by an intervention of kind inflow"
        _refuse_paths(findings, ("arrivals", name, "season"), arrival.season, "season", way_out)
    for name, need in scenario.needs.items():
        _refuse_paths(findings, ("needs", name, "age"), need.age, "age", "give one share")
    if scenario.money is not None:
        _refuse_paths(findings, ("money",), scenario.money, "money", "give a number by year")


def _refuse_paths(findings: Findings, keys: Keys, spec: Any, what: str, way_out: str) -> None:
    for result, number in numbers_in(spec, keys):
        if number.path is not None:
            rule = f"{what} holds for the whole run and has no path of dates"
            findings.error(result, {}, rule, way_out)


def rows_in(rows: Rows[Any] | None) -> Iterator[Returns | Route | Stay]:
    """Every row, whoever it is for."""
    for _, model in models_in(rows):
        if isinstance(model, Returns | Route | Stay):
            yield model
