"""Targets: each names an indicator, rows and a period that exist, and lies in the period."""

from __future__ import annotations

from ..errors import Dutch
from ..indicators.definitions import NAMES, Indicator, Kind, full_names, indicator_of
from ..indicators.targets import days_of, is_reported, kind_of_period, rows_of
from ..scenario.reading import Keys
from ..scenario.schema import Target
from ..scenario.wording import suggestion
from .findings import Findings

_ROWS = {
    ".": "in total",
    "S": "per station",
    "P": "per pool",
    "G": "per gemeente",
    "N": "per need",
    "SG": "per station and gemeente",
    "SN": "per station and need",
    "PG": "per pool and gemeente",
}
_PERIODS = {
    Kind.DATE: "on a date (at: 2024-10-01)",
    Kind.HALF: "in a half-year (period: 2021-H1)",
    Kind.YEAR: "in a year (period: 2021)",
    Kind.SPAN: "in several years (period: 2021-2024)",
}


def check_targets(findings: Findings) -> None:
    """Refuse targets that nothing can be measured for, and warn of those outside the period."""
    for name, target in findings.scenario.targets.items():
        keys: Keys = ("targets", name)
        _check_gemeenten(findings, keys, target)
        _check_days(findings, keys, target)
        for part, indicator in target.indicators.items():
            here = (*keys, "values", part) if part else (*keys, "indicator")
            definition = indicator_of(indicator, findings.scenario)
            if definition is None:
                _refuse_indicator(findings, keys, here, indicator)
            else:
                _check_rows(findings, keys, target, definition)
                _check_share(findings, keys, target, definition, part)


def _refuse_indicator(findings: Findings, keys: Keys, here: Keys, indicator: str) -> None:
    base = indicator.partition(":")[0]
    if base not in NAMES:
        findings.unknown((*keys, "indicator"), base, "indicator", NAMES)
        return
    names = full_names(base, findings.scenario)
    if here[-2] == "values":
        names = [name.rpartition(":")[2] for name in names]
        indicator = here[-1]
    way_out = suggestion(indicator, names, what="known are")
    findings.error(here, indicator, f"{base} has no row of this name", way_out)


def _check_rows(findings: Findings, keys: Keys, target: Target, definition: Indicator) -> None:
    kind, rows = kind_of_period(target), rows_of(target)
    kinds = [item for item in Kind if definition.rows(item)]
    if kind not in kinds:
        field = "at" if kind is Kind.DATE else "period"
        spec = " or ".join(_PERIODS[item] for item in kinds)
        rule = f"{definition.base} is not measured so; it is measured {spec}"
        findings.error((*keys, field), target.at or target.period, rule)
    elif rows not in definition.rows(kind):
        spec = ", ".join(_ROWS[row] for row in definition.rows(kind))
        asked = _ROWS.get(rows, "per " + " and ".join(_ROWS[row][4:] for row in rows))
        rule = f"has no rows {asked} {_PERIODS[kind]}; its rows are {spec}"
        findings.error((*keys, "indicator"), definition.base, rule)
    if len(target.gemeenten or ()) > 1 and not definition.adds_up:
        rule = f"{definition.base} of several gemeenten does not add up; name one gemeente, or none"
        findings.error((*keys, "gemeenten"), target.gemeenten, rule)


def _check_share(
    findings: Findings, keys: Keys, target: Target, definition: Indicator, part: str
) -> None:
    value = (target.values or {}).get(part, target.value)
    if definition.unit == "share" and value is not None and not 0 <= value <= 1:
        here = (*keys, "values", part) if part else (*keys, "value")
        findings.error(here, value, "is a share, from 0 to 1", "write 23% as 0.23")


def _check_gemeenten(findings: Findings, keys: Keys, target: Target) -> None:
    known = findings.scenario.gemeenten
    for at, name in enumerate(target.gemeenten or ()):
        if known[name].outside:
            rule = "lies outside the region, of which nothing is measured"
            findings.error((*keys, "gemeenten", str(at)), name, rule, "name another gemeente")


def _check_days(findings: Findings, keys: Keys, target: Target) -> None:
    period, (begin, _) = findings.scenario.period, days_of(target)
    field, spec = ("at", target.at) if target.at is not None else ("period", target.period)
    if begin < period.start:
        rule = f"begins before {period.start}, the start of the period, and cannot be tested"
        findings.error((*keys, field), spec, rule, "choose a later one")
    elif not is_reported(findings.scenario, target):
        rule = f"cannot be tested: reported is {period.report_from} to {period.end}"
        nl = Dutch(
            f"is niet te toetsen: gerapporteerd wordt van {period.report_from} tot {period.end}"
        )
        findings.warn((*keys, field), spec, rule, nl=nl)
