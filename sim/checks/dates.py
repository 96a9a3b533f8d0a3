"""Dates: within the period, one set of a number a date, and what no date changes any more."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ..errors import Dutch, ScenarioError
from ..in_force import DatedChange, InForce
from ..in_force.changed import Changed
from ..in_force.timelines import refuse_two_sets_on_a_date
from ..scenario.begin import is_file
from ..scenario.reading import Keys
from ..scenario.schema import Change, Dated, Number, Placed, Selected
from ..scenario.walking import numbers_in
from .findings import Findings

_SWITCHES = (
    "when_full",
    "moves_to_pool",
    "closing",
    "relocate_to",
    "relocate_order",
    "at_18.goes_to",
)
"""What an intervention says in a word, no number; the latest begun holds."""


def check_dates(findings: Findings) -> None:
    """Refuse or warn of dates that do nothing."""
    scenario = findings.scenario
    if is_file(scenario.begin) and not Path(scenario.begin).is_file():
        rule = "there is no such file beside the scenario, or here"
        findings.error(("begin",), scenario.begin, rule, "give its name")
    for placed in scenario.interventions:
        _check_intervention(findings, placed)
    for section in ("gemeenten", "arrivals", "pools", "stations"):
        for keys, number in numbers_in(getattr(scenario, section), (section,)):
            for date in _idle_dates(number, scenario.period.end):
                _warn_after_the_end(findings, (*keys, "path", str(date)), date)


def check_sets(findings: Findings) -> None:
    """Refuse two sets of one number on one date, and warn of what its own path overrules."""
    for changed in findings.in_force.changed():
        _check_sets(findings, changed)


def check_switches(findings: Findings) -> None:
    """Refuse two interventions that from one date want another thing for the same clients.

    One of a higher layer holds above those of a lower one (rule 22).
    """
    begun: dict[tuple[object, ...], list[Placed]] = {}
    for placed in findings.scenario.interventions:
        spec = placed.intervention
        date = spec.begin or findings.scenario.period.start
        for name in _SWITCHES:
            value = _word(spec, name)
            if value is None:
                continue
            place = (getattr(spec, "station", None), getattr(spec, "pool", None))
            where = (name, *place, date, placed.layer)
            for before in begun.setdefault(where, []):
                other = _word(before.intervention, name)
                if other != value and _share_clients(findings.in_force, before, placed):
                    rule = f"interventions.{before.intervention.id} says {other} from {date} too"
                    way_out = "drop one, or let it begin on another date"
                    keys = ("interventions", spec.id, *name.split("."))
                    findings.error(keys, value, rule, way_out)
            begun[where].append(placed)


def _word(spec: Selected, name: str) -> object:
    """What an intervention says in a word, by the keys that lead to it; None where nothing."""
    value: object = spec
    for key in name.split("."):
        value = getattr(value, key, None)
    return value


def _share_clients(in_force: InForce, item: Placed, other: Placed) -> bool:
    return bool((in_force.reach(item) & in_force.reach(other)).any())


def _check_intervention(findings: Findings, placed: Placed) -> None:
    spec = placed.intervention
    keys: Keys = ("interventions", spec.id)
    period = findings.scenario.period
    for name, date in (("from", spec.begin), ("until", spec.until)):
        if date is not None and date < period.start:
            rule = f"lies before {period.start}, the start of the period"
            findings.error((*keys, name), date, rule, "begin on that day or later")
    if spec.begin is not None:
        _warn_after_the_end(findings, (*keys, "from"), spec.begin)
    for field, change in spec.changes.items():
        _check_change(findings, (*keys, *field.split(".")), spec, change)


def _check_change(findings: Findings, keys: Keys, spec: Selected, change: Change) -> None:
    dates, period = change.number.dates, findings.scenario.period
    if not dates and spec.begin is None:
        rule = "a change has a date, and this number has none"
        way_out = "write {<date>: <number>}"
        if isinstance(spec, Dated):
            way_out += ", or add from: <date>"
        findings.error(keys, change.number.first, rule, way_out)
        return
    for date in dates:
        if date < period.start:
            rule = f"lies before {period.start}, the start of the period"
            way_out = "begin on that day or later, or change the number itself"
            findings.error(keys, date, rule, way_out)
    for date in _idle_dates(change.number, period.end):
        _warn_after_the_end(findings, keys, date)
    if spec.until is not None and dates and dates[0] >= spec.until:
        rule = f"until comes after the first date, {dates[0]}"
        findings.error((*keys[:2], "until"), spec.until, rule, "mend one of the two")


def _idle_dates(number: Number, end: dt.date) -> list[dt.date]:
    """Dates of a path that do nothing before the end; the first one after it ends a ramp."""
    late = [date for date in number.dates if date >= end]
    is_ramp = number.shape == "ramp" and len(late) < len(number.dates)
    return late[1:] if is_ramp else late


def _warn_after_the_end(findings: Findings, keys: Keys, date: dt.date) -> None:
    end = findings.scenario.period.end
    if date >= end:
        nl = Dutch(f"doet niets: de periode eindigt op {end}")
        findings.warn(keys, date, f"does nothing: the period ends on {end}", nl=nl)


def _check_sets(findings: Findings, changed: Changed) -> None:
    try:
        refuse_two_sets_on_a_date(changed.number, changed.changes, own_layer=changed.own_layer)
    except ScenarioError as error:
        findings.errors += [line for line in error.problems if line not in findings.errors]
        return
    for keys, item in zip(changed.spec, changed.changes, strict=True):
        if item.change.operation != "set" or item.layer != changed.own_layer:
            continue
        date = _overruled_on(changed.number, item)
        if date is not None:
            rule = f"is overruled on {date} by the path of {'.'.join(changed.keys)} itself"
            way_out = "the last value set by date counts; use a factor, or `set` the path"
            nl = Dutch(
                f"wordt op {date} overschreven door het pad van {'.'.join(changed.keys)} zelf",
                "de laatste waarde op datum telt; gebruik een factor, of `set` het pad",
            )
            findings.warn(keys, item.set_dates[-1], rule, way_out, nl=nl)


def _overruled_on(number: Number, item: DatedChange) -> dt.date | None:
    """The day on which a number's own path sets it after the last set of a change.

    A ramp sets a value on each of its days, so the next day is the one.
    """
    own = list(number.path or ())
    if not own or not item.set_dates or item.set_dates[-1] >= own[-1]:
        return None
    after = item.set_dates[-1] + dt.timedelta(days=1)
    if number.shape == "ramp" and after > own[0]:
        return after
    return next(date for date in own if date >= after)
