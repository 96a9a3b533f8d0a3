"""Shares that follow a wait: whose wait, since when, and that there is a wait to see (rule 28)."""

from __future__ import annotations

import math

from ..errors import Dutch
from ..scenario.reading import Keys
from ..scenario.schema import ByWeeks, NextChange, Placed
from .findings import Findings


def check_reactions(findings: Findings) -> None:
    """Refuse shares that follow a wait that nobody can see, or that are met together."""
    reactions = findings.in_force.reactions
    for name in reactions.watched:
        _check_watched(findings, name)
    _check_deterred(findings)
    placed = [(item, item.placed) for item in reactions.all if item.placed is not None]
    for at, (reaction, here) in enumerate(placed):
        _check_dates(findings, reaction.spec, here)
        _check_route(findings, here)
        for _, before in placed[:at]:
            _check_two(findings, here, before)


def check_whose_wait(findings: Findings) -> None:
    """Refuse a share that follows the wait for what is no station."""
    stations = findings.scenario.stations
    for reaction in findings.in_force.reactions.all:
        if reaction.station not in stations and reaction.placed is not None:
            keys = ("interventions", reaction.placed.intervention.id, "share")
            rule = f"follows the wait for {reaction.station}, which is no station"
            findings.error(keys, {}, rule, "add of: <station>")


def _check_watched(findings: Findings, name: str) -> None:
    """A station whose wait is seen has limited places, and a wait that is seen at first."""
    scenario, in_force = findings.scenario, findings.in_force
    keys: Keys = ("stations", name, "waiting", "reference_weeks")
    reference = scenario.stations[name].waiting.reference_weeks
    if reference is None:
        rule = f"something follows the wait for {name}, and it is not said what is seen at first"
        findings.error(keys, {}, rule, "write waiting: {reference_weeks: <weeks>}")
    elif reference.path is not None:
        rule = "is one number: a run itself sees what comes after it"
        findings.error(keys, reference.first, rule, "write one number")
    pools = {
        pool
        for gemeente in dict.fromkeys(group.gemeente for group in in_force.groups)
        for pool in in_force.membership(name, gemeente).values
    }
    if all(min(in_force.pool(pool.base, pool.gemeente).given.values) == math.inf for pool in pools):
        rule = f"something follows the wait for {name}, and with unlimited places nobody waits"
        findings.error(("stations", name), {}, rule, "give it places, or name another station")


def _check_deterred(findings: Findings) -> None:
    """Known arrivals are what is left of those who come, so not all may be deterred at first."""
    for name, station in findings.scenario.stations.items():
        spec, keys = station.waiting.deterred, ("stations", name, "waiting", "deterred")
        if spec is None:
            continue
        if isinstance(spec.share, ByWeeks) and spec.share.from_ is not None:
            way_out = f"leave it out; kind: waiting, station: {name}, deterred changes it by date"
            rule = "is said of a station, which deters from the beginning"
            findings.error((*keys, "share", "from"), spec.share.from_, rule, way_out)
        if max(line.first for line in findings.in_force.deterred(name).choices) >= 1:
            rule = "deters everyone on the first day, and then nobody is known to come"
            findings.error((*keys, "share"), 1, rule, "let it be below 1 then")


def _check_dates(findings: Findings, share: ByWeeks, placed: Placed) -> None:
    begin, spec, period = share.from_, placed.intervention, findings.scenario.period
    keys: Keys = ("interventions", spec.id, "share")
    if begin is None:
        return
    if begin < period.start:
        rule = f"lies before {period.start}, the start of the period"
        findings.error((*keys, "from"), begin, rule, "begin on that day or later")
    if begin >= period.end:
        rule = f"does nothing: the period ends on {period.end}"
        nl = Dutch(f"doet niets: de periode eindigt op {period.end}")
        findings.warn((*keys, "from"), begin, rule, nl=nl)
    if spec.until is not None and spec.until <= begin:
        rule = f"ends on {spec.until}, which is not after {begin}, the day it begins"
        findings.error((*keys[:2], "until"), spec.until, rule, "let until come after from")


def _check_route(findings: Findings, placed: Placed) -> None:
    """The way back is a list of their own, which no share can lead to."""
    spec = placed.intervention
    if isinstance(spec, NextChange):
        for field in ("to", "taken_from"):
            if getattr(spec, field) == "back":
                rule = "is only for those who escalated, so its share cannot follow a wait"
                findings.error(("interventions", spec.id, field), "back", rule, "name another")


def _check_two(findings: Findings, placed: Placed, before: Placed) -> None:
    """Two routes from one station that follow a wait would each take what the other gives."""
    spec, other = placed.intervention, before.intervention
    if not (isinstance(spec, NextChange) and isinstance(other, NextChange)):
        return
    both = findings.in_force.reach(placed) & findings.in_force.reach(before)
    if spec.station == other.station and both.any():
        rule = f"interventions.{other.id} follows a wait there too, for the same clients"
        findings.error(("interventions", spec.id, "share"), {}, rule, "make them one, or of others")
