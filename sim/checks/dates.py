"""Dates: within the period, one set of a number a date, and what no date changes any more."""

from __future__ import annotations

import datetime as dt

from ..errors import ScenarioError
from ..in_force.effects import Affected, Effects, Kind, dated, number_changed
from ..in_force.timelines import DatedChange, refuse_two_sets_on_a_date
from ..scenario.reading import Keys
from ..scenario.schema import Change, Dated, Number, Placed, Selected
from ..scenario.walking import numbers_in
from .findings import Findings

_SWITCHES = ("when_full", "moves_to_pool", "closing", "relocate_to", "relocate_order")
"""What an intervention says in a word, no number; the latest begun holds."""


def check_dates(findings: Findings) -> None:
    """Refuse or warn of dates that do nothing."""
    scenario = findings.scenario
    for placed in scenario.interventions:
        _check_intervention(findings, placed)
    for section in ("gemeenten", "arrivals", "pools", "stations"):
        for keys, number in numbers_in(getattr(scenario, section), (section,)):
            for date in _idle_dates(number, scenario.period.end):
                _warn_after_the_end(findings, (*keys, "path", str(date)), date)


def check_sets(findings: Findings) -> None:
    """Refuse two sets of one number on one date, and warn of what its own path overrules."""
    for affected in findings.effects.affected():
        _check_sets(findings, affected)
    for affected in _places_without_clients(findings.effects):
        _check_sets(findings, affected)


def check_switches(findings: Findings) -> None:
    """Refuse two interventions that from one date want another thing for the same clients."""
    begun: dict[tuple[object, ...], list[Selected]] = {}
    for placed in findings.scenario.interventions:
        spec = placed.intervention
        date = spec.begin or findings.scenario.period.start
        for name in _SWITCHES:
            value = getattr(spec, name, None)
            if value is None:
                continue
            where = (name, getattr(spec, "station", None), getattr(spec, "pool", None), date)
            for before in begun.setdefault(where, []):
                other = getattr(before, name)
                if other != value and _share_clients(findings.effects, before, spec):
                    rule = f"interventions.{before.id} says {other} from {date} too"
                    way_out = "drop one, or let it begin on another date"
                    findings.error(("interventions", spec.id, name), value, rule, way_out)
            begun[where].append(spec)


def _share_clients(effects: Effects, item: Selected, other: Selected) -> bool:
    return any(kind.is_meant_by(other) for kind in effects.meant_by(item))


def _places_without_clients(effects: Effects) -> list[Affected]:
    """What is changed of the places in gemeenten that no arrival comes from."""
    scenario, result = effects.scenario, dict[tuple[str, Keys], Affected]()
    asked = {kind.gemeente for kind in effects.kinds}
    for gemeente in (name for name in scenario.gemeenten if name not in asked):
        nobody = Kind("", gemeente, "", "", None)
        for placed in effects.on_places(gemeente):
            spec = placed.intervention
            for field, change in spec.changes.items():
                where = number_changed(scenario, spec, field, nobody)
                if where is not None:
                    old = result.get((gemeente, where[0]), Affected(*where, (), ()))
                    keys = ("interventions", spec.id, *field.split("."))
                    result[gemeente, where[0]] = old.also(dated(placed, change), keys)
    return list(result.values())


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
    path, period = change.number.path, findings.scenario.period
    if path is None and spec.begin is None:
        rule = "a change has a date, and this number has none"
        way_out = "write {<date>: <number>}"
        if isinstance(spec, Dated):
            way_out += ", or add from: <date>"
        findings.error(keys, change.number.first, rule, way_out)
        return
    for date in path or ():
        if date < period.start:
            rule = f"lies before {period.start}, the start of the period"
            way_out = "begin on that day or later, or change the number itself"
            findings.error(keys, date, rule, way_out)
    for date in _idle_dates(change.number, period.end):
        _warn_after_the_end(findings, keys, date)
    if spec.until is not None and path and min(path) >= spec.until:
        rule = f"until comes after the first date, {min(path)}"
        findings.error((*keys[:2], "until"), spec.until, rule, "mend one of the two")


def _idle_dates(number: Number, end: dt.date) -> list[dt.date]:
    """Dates of a path that do nothing before the end; the first one after it ends a ramp."""
    late = [date for date in number.path or () if date >= end]
    is_ramp = number.shape == "ramp" and len(late) < len(number.path or ())
    return late[1:] if is_ramp else late


def _warn_after_the_end(findings: Findings, keys: Keys, date: dt.date) -> None:
    end = findings.scenario.period.end
    if date >= end:
        findings.warn(keys, date, f"does nothing: the period ends on {end}")


def _check_sets(findings: Findings, affected: Affected) -> None:
    try:
        refuse_two_sets_on_a_date(affected.number, affected.changes)
    except ScenarioError as error:
        findings.errors += [line for line in error.problems if line not in findings.errors]
        return
    own = list(affected.number.path or ())
    for keys, item in zip(affected.spec, affected.changes, strict=True):
        if own and item.change.operation == "set" and _is_overruled(item, own[-1]):
            rule = f"is overruled on {own[-1]} by the path of {'.'.join(affected.keys)} itself"
            way_out = "the last value set by date counts; use a factor, or `set` the path"
            findings.warn(keys, item.set_dates[-1], rule, way_out)


def _is_overruled(item: DatedChange, last: dt.date) -> bool:
    return bool(item.set_dates) and item.set_dates[-1] < last
