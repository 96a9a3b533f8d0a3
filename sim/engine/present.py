"""Who is there at a moment of a run: all that a state file holds (rule 23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

import numpy as np

from ..clients.cohort import Clients
from ..network import Network
from ..rules.past import Past
from .records import MAIN, Visit
from .world import World
from .youths import Youth


class _OfReferral(TypedDict):
    heavier: float
    is_helped: bool


@dataclass(frozen=True)
class Present:
    """A visit that is there, the end of a first line, or a return to come.

    Times are ticks, None where there is none; `client` is a row of the clients of the run, `pool`
    a row of the pools. `station` is None for a return. `relocates_...`: the place that is asked
    for elsewhere (rule 20); `heavier` and `is_helped` are of the referral (rule 29).
    """

    client: int
    state: str
    station: int | None = None
    pool: int | None = None
    since: int | None = None
    asked: int | None = None
    queued: int | None = None
    until: int | None = None
    next: int | None = None
    beside: bool = False
    back_to: int | None = None
    back_since: int | None = None
    priority: int | None = None
    relocates_to: int | None = None
    relocates_since: int | None = None
    relocates_pool: int | None = None
    heavier: float = 1.0
    is_helped: bool = False


@dataclass(frozen=True)
class Stopped:
    """A run that was stopped, with all clients that it may have, and what was before."""

    network: Network
    clients: Clients
    present: tuple[Present, ...]
    past: Past


def present_in(world: World) -> Iterator[Present]:
    """All that is there now, before anything else happens at this instant."""
    for pool in world.pools:
        for visit in pool.in_care:
            yield _in_care(visit)
        for item in pool.waiting:
            if isinstance(item, Visit):
                yield _waiting(item)
    for youth, back in world.returns.values():
        if back >= world.now:
            yield Present(youth.rank, "returns", until=back, **_of_referral(youth))
    yield from _ended_beside(world)


def remembered(world: World) -> Past:
    """What a run that goes on from here looks back on, in ticks from now (rules 28, 31 and 32)."""
    now = world.now
    looks, weeks, left, asked = world.seen.remembered(now)
    decided, factors = world.following.remembered()
    spent, reached = world.ceilings.remembered(world.pools, now)
    return Past(
        look_ticks=looks - now,
        weeks=weeks,
        left=left,
        asked=asked,
        decided=decided - now,
        factors=factors,
        spent=spent,
        reached=reached,
        amount_times=np.ones(spent.size),
    )


def _ended_beside(world: World) -> Iterator[Present]:
    """Those whose first line has ended while other help goes on: they may come back after it."""
    told: set[int] = set()
    for pool in world.pools:
        for visit in (*pool.in_care, *(item for item in pool.waiting if isinstance(item, Visit))):
            youth = visit.youth
            if youth.last is not None and youth.holding_back and youth.rank not in told:
                told.add(youth.rank)
                yield _ended(youth, world.now)


def _ended(youth: Youth, now: int) -> Present:
    assert youth.last is not None
    station = youth.last[0].station
    return Present(youth.rank, "ended", station=station, since=now, **_of_referral(youth))


def _in_care(visit: Visit) -> Present:
    return Present(
        visit.youth.rank,
        "keeps_place" if visit.is_blocked else "in_care",
        station=visit.terms.station,
        pool=visit.pool.index,
        since=visit.started,
        asked=min(visit.rank_time, visit.started),
        until=None if visit.is_blocked else visit.stay_end,
        beside=visit.trajectory != MAIN,
        **_ways(visit),
        **_asked_elsewhere(visit),
        **_of_referral(visit.youth),
    )


def _waiting(visit: Visit) -> Present:
    return Present(
        visit.youth.rank,
        "waiting",
        station=visit.terms.station,
        pool=visit.pool.index,
        since=visit.joined,
        asked=visit.rank_time,
        queued=visit.queue_time,
        beside=visit.trajectory != MAIN,
        priority=visit.priority,
        **_ways(visit),
        **_of_referral(visit.youth),
    )


def _asked_elsewhere(visit: Visit) -> dict[str, int]:
    """The place that is asked for elsewhere, because theirs closes."""
    if (request := visit.request) is None:
        return {}
    return {
        "relocates_to": request.terms.station,
        "relocates_since": request.joined,
        "relocates_pool": request.desk.pool.index,
    }


def _of_referral(youth: Youth) -> _OfReferral:
    return {"heavier": youth.heavier, "is_helped": youth.is_helped}


def _ways(visit: Visit) -> dict[str, int | None]:
    """Back to a list, and on from a gate, of the first line."""
    if visit.trajectory != MAIN or visit.is_blocked:
        return {}
    youth, station = visit.youth, visit.terms.station
    onward = next((item for item in reversed(youth.met) if item.gate == station), None)
    back = youth.escalations[-1] if youth.escalations else None
    return {
        "next": None if onward is None else onward.going.station,
        "back_to": None if back is None else back.station,
        "back_since": None if back is None else back.rank_time,
    }
