"""Places that follow demand and the wait for them (rule 31), and labour markets."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator

import numpy as np

from ..errors import Dutch
from ..following import grown_to
from ..in_force import InForce, PoolInForce
from ..in_force.staffing import counts_staff
from ..scenario.reading import Keys
from ..scenario.schema import Follows, Period
from .findings import Findings


def check_following(findings: Findings) -> None:
    """Refuse places that cannot follow, and labour markets of staff that nobody has."""
    for name, pool in findings.scenario.pools.items():
        if pool.follows is not None:
            _check_pool(findings, name, pool.follows)
    for profile in findings.scenario.labour:
        _check_market(findings, profile)


def _check_pool(findings: Findings, name: str, spec: Follows) -> None:
    keys: Keys = ("pools", name, "follows")
    _check_from(findings, keys, spec)
    scenario = findings.scenario
    if name not in {station.pool for station in scenario.stations.values()}:
        rule = "no station draws from it at first, so nobody waits for its places"
        findings.error(keys, {}, rule, "leave it out, or name the pool in a station")
    for pool in pools_named(findings.in_force, name):
        if math.inf in pool.given.values:
            rule = "its places are unlimited, so there is nothing to follow"
            findings.error(keys, {}, rule, "give it a number of places, or leave follows out")
            return
    for pool in pools_named(findings.in_force, name):
        if _check_closing(findings, keys, pool):
            return


def _check_from(findings: Findings, keys: Keys, spec: Follows) -> None:
    period = findings.scenario.period
    if spec.from_ < period.start:
        rule = f"lies before {period.start}, the start of the period"
        findings.error((*keys, "from"), spec.from_, rule, "begin on that day or later")
    elif not any(spec.from_ <= date < period.end for date in _new_years(spec, period.end)):
        rule = "does nothing: no 1 January comes after it"
        nl = Dutch("doet niets: er komt geen 1 januari meer na")
        findings.warn((*keys, "from"), spec.from_, rule, nl=nl)


def _new_years(spec: Follows, end: dt.date) -> Iterator[dt.date]:
    for year in range(spec.from_.year, end.year + 1):
        yield dt.date(year, 1, 1)


def least_factors(spec: Follows, period: Period) -> dict[int, float]:
    """The least that places may be multiplied with, from each day on which it may fall."""
    result, factor = dict[int, float](), 1.0
    for date in _new_years(spec, period.end):
        if spec.from_ <= date and period.start < date < period.end:
            factor = float(grown_to(factor, -spec.less.first))
            result[(date - period.start).days + spec.lag] = factor
    return result


def _check_closing(findings: Findings, keys: Keys, pool: PoolInForce) -> bool:
    """Places that follow close on vacancy: nobody is moved because demand fell."""
    followed = pool.followed
    assert followed is not None
    for day in np.union1d(followed.times.days, pool.closing.days).tolist():
        if followed.times.at(day) and pool.closing.at(day) == "relocate":
            rule = f"follow, and from {findings.date_of(day)} on who has one would be relocated"
            way_out = "write closing: on_vacancy, or set the number from that day on"
            findings.error(keys, {}, f"places that {rule}", way_out)
            return True
    return False


def pools_named(in_force: InForce, name: str) -> list[PoolInForce]:
    """A pool, or those of all gemeenten."""
    return [in_force.pool(item.base, item.gemeente) for item in in_force.pools if item.base == name]


def _check_market(findings: Findings, profile: str) -> None:
    keys: Keys = ("labour", profile)
    pools = findings.scenario.pools
    mine = {name: pool for name, pool in pools.items() if pool.profile == profile}
    if not mine:
        known = [pool.profile for pool in pools.values() if pool.profile]
        findings.unknown(keys, profile, "profile of staff", dict.fromkeys(known))
    for name, pool in mine.items():
        if not counts_staff(pool):
            rule = f"is of the labour market {profile}, and it is not known what staff it has"
            findings.error(("pools", name, "profile"), profile, rule, "say fte_per_place")
    if mine and not any(pool.follows for pool in mine.values()):
        nl = Dutch("doet niets: geen pool met dit profiel volgt")
        findings.warn(keys, {}, "does nothing: no pool with this profile follows", nl=nl)
