"""Pools that close with people on their list, gemeenten without places, and hopeless loads."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..errors import Dutch
from ..in_force import Group, PoolInstance, Timeline
from ..scenario.reading import Keys
from ..scenario.wording import listed
from ..texts.format import DUTCH
from ..traffic.equations import Floats
from ..traffic.strands import PerStrand
from .findings import Findings

PerGemeente = tuple[str, PoolInstance]
"""A gemeente, and the pool that its clients are helped from."""

HOPELESS = 1.25
"""Load at which a list without any way off it is sure to grow, rough as these flows are."""


def check_capacity(findings: Findings) -> None:
    """Refuse pools that close on their lists; warn of gemeenten without places and of loads."""
    check_closing(findings)
    never = {pool for pool, places in _places(findings) if max(places.values) < 1}
    without: dict[tuple[str, Keys], list[PerGemeente]] = {}
    for name, groups, pool in _drawing_from(findings, never):
        takes_all = findings.scenario.stations[name].waiting.over_capacity
        if not takes_all and _coming(findings, name, groups):
            without.setdefault((name, pool.keys), []).append((groups[0].gemeente, pool))
    for (name, _), here in without.items():
        _warn_of_no_places(findings, name, here)
    if not findings.errors:
        _check_loads(findings)


def check_closing(findings: Findings) -> None:
    """Refuse pools that close with clients on their lists."""
    closed = {
        pool: _closed_on(places)
        for pool, places in _places(findings)
        if places.last < 1 <= max(places.values)
    }
    left: dict[tuple[str, Keys, Keys, int], list[PerGemeente]] = {}
    for name, groups, pool in _drawing_from(findings, set(closed)):
        coming = _coming(findings, name, groups)
        if not all(_list_goes_elsewhere(findings, name, group) for group in coming):
            mistake = (name, pool.keys, _closing_keys(findings, pool), closed[pool])
            left.setdefault(mistake, []).append((groups[0].gemeente, pool))
    for (name, _, keys, day), here in left.items():
        _refuse_list_of_closed(findings, name, here, keys, day)


def _closed_on(places: Timeline) -> int:
    """The day from which there is no place any more."""
    last = max(at for at, value in enumerate(places.values) if value >= 1)
    return places.days[last + 1]


def _places(findings: Findings) -> Iterator[tuple[PoolInstance, Timeline]]:
    for pool in findings.in_force.pools:
        yield pool, findings.in_force.pool(pool.base, pool.gemeente).given


def _drawing_from(
    findings: Findings, pools: set[PoolInstance]
) -> Iterator[tuple[str, list[Group], PoolInstance]]:
    """Stations that draw from these pools on the last day, with the groups of each gemeente."""
    if not pools:
        return
    in_gemeente: dict[str, list[Group]] = {name: [] for name in findings.scenario.gemeenten}
    for group in findings.in_force.groups:
        in_gemeente[group.gemeente].append(group)
    for name in findings.scenario.stations:
        for gemeente, groups in in_gemeente.items():
            pool = findings.in_force.membership(name, gemeente).last
            if groups and pool in pools:
                yield name, groups, pool


def _coming(findings: Findings, name: str, groups: list[Group]) -> list[Group]:
    return [group for group in groups if name in findings.traffic.reached(group)]


def _where(pool: PoolInstance, whose: str) -> str:
    return ".".join(pool.keys) + (f" in {whose}" if pool.gemeente else "")


def _whose(findings: Findings, here: list[PerGemeente], lang: str = "en") -> str:
    """The gemeenten by name, or that it is all of them."""
    if 3 < len(here) == len(findings.scenario.gemeenten):
        return f"{'alle' if lang == 'nl' else 'all'} {len(here)} gemeenten"
    return listed([gemeente for gemeente, _ in here], lang)


def _warn_of_no_places(findings: Findings, name: str, here: list[PerGemeente]) -> None:
    """Warn of places that there never are, and for which somebody comes."""
    whose, pool = _whose(findings, here), here[0][1]
    rule = f"{_where(pool, whose)} never has a place, and clients of {whose} come to {name}"
    where, who = _where(pool, _whose(findings, here, "nl")), _whose(findings, here, "nl")
    nl = Dutch(
        f"{where} heeft nooit een plek, en uit {who} komen jeugdigen bij {name}",
        "geef het plekken, of stuur hen ergens anders heen",
    )
    findings.warn(pool.keys, {}, rule, "give it places, or send them elsewhere", nl=nl)


def _refuse_list_of_closed(
    findings: Findings, name: str, here: list[PerGemeente], keys: Keys, day: int
) -> None:
    """Refuse places that are gone from a day on, with a list that nobody moves."""
    whose, date = _whose(findings, here), findings.date_of(day)
    where = _where(here[0][1], whose)
    rule = f"{where} has no places from {date}, with clients of {whose} on its list"
    some = len(here) < len(findings.scenario.gemeenten)
    aim = f"gemeenten: [{', '.join(gemeente for gemeente, _ in here)}], " if some else ""
    way_out = (
        f"say where the list of {name} goes: {{id: <name>, kind: divert, from: {name}, "
        f"to: <station>, {aim}applies_to: [new, waiting], share: {{{date}: 1}}}}"
    )
    pools = dict.fromkeys(pool for _, pool in here)
    about = [item for pool in pools for item in what_makes_places(findings, pool)]
    findings.error(keys, {}, rule, way_out, about=about)


def what_makes_places(findings: Findings, pool: PoolInstance) -> list[Keys]:
    """The pool itself, and everything that changes its places."""
    in_force = findings.in_force
    taken = in_force.staff.taken_from(pool.base, pool.gemeente)
    changed = [item for item in in_force.changed() if item.keys[:2] == pool.keys]
    return [
        pool.keys,
        *(item.keys[:2] for item in taken),
        *(keys for item in changed for keys in item.spec),
    ]


def _closing_keys(findings: Findings, pool: PoolInstance) -> Keys:
    """What closes the pool: who takes its staff, else changes its places, else its own path."""
    in_force = findings.in_force
    for taken in reversed(list(in_force.staff.taken_from(pool.base, pool.gemeente))):
        if taken.fte.last > 0:
            return taken.keys
    for changed in reversed(list(in_force.changed())):
        is_of_pool = changed.keys[:2] == pool.keys
        if is_of_pool and (pool.gemeente is None or pool.gemeente in changed.keys):
            return changed.spec[-1]
    return (*pool.keys, "places" if pool.spec.places is not None else "staff")


def _list_goes_elsewhere(findings: Findings, name: str, group: Group) -> bool:
    """Whether diverts move everyone who waits for this station once it has closed."""
    left = 1.0
    for divert in findings.traffic.strands.diverts_from.get(name, ()):
        if divert.spec.when == "always" and "waiting" in divert.spec.applies_to:
            left *= 1 - divert.share.of(group).last
    return left <= 1e-9


# ---------------------------------------------------------------------------- loads


def _check_loads(findings: Findings) -> None:
    period = findings.scenario.period
    at_first = _overloaded(findings, findings.day_of(period.report_from))
    for pool, load in _overloaded(findings, findings.day_of(period.end) - 1).items():
        if pool in at_first:
            place = f" in {pool.gemeente}" if pool.gemeente else ""
            rule = (
                f"asked for more than its places{place} all through, {load:.2f} times on the "
                "last day, and nobody drops out: the list grows without end"
            )
            nl = Dutch(
                f"er wordt al die tijd meer gevraagd dan er plekken zijn{place}, "
                f"{DUTCH.number(load, 2)} keer op "
                "de laatste dag, en niemand valt uit: de lijst groeit zonder einde",
                "voeg plekken toe, een uitval, een limit of een divert",
            )
            way_out = "add places, a drop-out rate, a limit or a divert"
            findings.warn(pool.keys, {}, rule, way_out, nl=nl)


def _overloaded(findings: Findings, day: int) -> dict[PoolInstance, float]:
    """The pools that are asked for too much on a day, and how many times their places."""
    in_force, traffic = findings.in_force, findings.traffic
    starts = traffic.starts_per_day(day)
    asked: dict[PoolInstance, float] = {}
    for number, name in enumerate(findings.scenario.stations):
        days = _days_on_a_list_without_end(findings, name, day)
        by_group = starts[:, number] * days
        for at in np.flatnonzero(by_group).tolist():
            gemeente = in_force.groups[at].gemeente
            pool = in_force.membership(name, gemeente).at(day)
            asked[pool] = asked.get(pool, 0.0) + float(by_group[at])
    places = {pool: in_force.pool(pool.base, pool.gemeente).given.at(day) for pool in asked}
    loads = {pool: load / places[pool] for pool, load in asked.items() if places[pool] >= 1}
    return {pool: load for pool, load in loads.items() if load > HOPELESS}


def _days_on_a_list_without_end(findings: Findings, name: str, day: int) -> Floats:
    """The mean stay by group, 0 for those who may leave the list other than by a start."""
    traffic, groups = findings.traffic, findings.in_force.groups
    of_group = traffic.strands.of_group
    stays, leaves = traffic.mean_stays(name, day), _leaves_the_list(findings, name, day)
    arrivals = findings.scenario.arrivals
    is_free = [arrivals[group.arrival].legal_frame == "voluntary" for group in groups]
    days = np.array(stays.choices, np.float64)[stays.choice[of_group]]
    may_leave = np.array(leaves.choices, np.bool_)[leaves.choice[of_group]]
    return np.where(may_leave & np.array(is_free, np.bool_), 0.0, days)


def _leaves_the_list(findings: Findings, name: str, day: int) -> PerStrand[bool]:
    """Whether who comes of their own will may leave the list of a station without a start."""
    fields = ("drops_out_per_week", "escalates_per_week", "limit")
    lines = {field: findings.in_force.waiting(name, field) for field in fields}

    def leaves(group: Group) -> bool:
        values = {field: line.of(group).at(day) for field, line in lines.items()}
        return values["limit"] >= 0 or any(values[field] > 0 for field in fields[:2])

    return findings.traffic.strands.by([line.choice for line in lines.values()], leaves)
