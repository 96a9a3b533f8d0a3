"""What is drawn for a client by the terms that hold for him at a station."""

from __future__ import annotations

from ...clients.cohort import EIGHTEEN_TICKS
from ...draws import (
    FAR,
    Kind,
    Purpose,
    leaving_tick,
    time_ticks,
    time_ticks_from_table,
    uniform,
)
from .compiling import compiled
from .rows import part_of
from .tables import Terms
from .world import World


@compiled
def stay_ticks(world: World, terms: Terms, client_key: int, nth: int, factor: float) -> int:
    """The stay of the client's `nth` visit, times `factor`; 0 where help takes no time."""
    if terms.stay < 0:
        return 0
    u = uniform(client_key, terms.key, nth, Purpose.STAY)
    return _ticks(world, terms.stay, u, factor)


@compiled
def return_ticks(world: World, terms: Terms, client_key: int, nth: int) -> int:
    """How long after the end of the `nth` visit he comes back, if he does."""
    u = uniform(client_key, terms.key, nth, Purpose.RETURN_DELAY)
    return _ticks(world, terms.return_delay, u, 1.0)


@compiled
def _ticks(world: World, row: int, u: float, factor: float) -> int:
    """The time of one row of the distributions."""
    times = world.times[row]
    if times.kind != Kind.TABLE:
        return int(time_ticks(u, times.kind, times.a, times.b, factor))
    shares = part_of(world.time_shares, times.begin, times.end)
    days = part_of(world.time_days, times.begin, times.end)
    return int(time_ticks_from_table(u, shares, days, times.tail, factor))


@compiled
def drop_out_tick(world: World, terms: Terms, client_key: int, nth: int, joined: int) -> int:
    """When he leaves the list without help; FAR: never."""
    if terms.drop_out < 0:
        return FAR
    u = uniform(client_key, terms.key, nth, Purpose.DROP_OUT)
    return _leaving_tick(world, terms.drop_out, joined, u)


@compiled
def escalation_tick(world: World, terms: Terms, client_key: int, nth: int, joined: int) -> int:
    """When he becomes urgent on the list; FAR: never."""
    if terms.escalation < 0:
        return FAR
    u = uniform(client_key, terms.key, nth, Purpose.ESCALATION)
    return _leaving_tick(world, terms.escalation, joined, u)


@compiled
def _leaving_tick(world: World, row: int, joined: int, u: float) -> int:
    hazard = world.hazards[row]
    ticks = part_of(world.hazard_ticks, hazard.begin, hazard.end)
    per_day = part_of(world.hazard_per_day, hazard.begin, hazard.end)
    return int(leaving_tick(joined, u, ticks, per_day))


@compiled
def leaves_at(
    world: World, terms: Terms, client_key: int, nth: int, eighteenth: int, now: int
) -> int:
    """When this visit ends for age: the 18th birthday, or the end age for who continues.

    The share that continues is that of the 18th birthday; who comes later than that birthday is
    a continuing client wherever there is such a share (rule 19).
    """
    if eighteenth == FAR or not terms.anyone_continues:
        return eighteenth
    if now >= eighteenth:
        share = 1.0 if _share_that_continues(world, terms, now) > 0.0 else 0.0
    else:
        share = _share_that_continues(world, terms, eighteenth)
    if share <= 0.0 or uniform(client_key, terms.key, nth, Purpose.CONTINUES) >= share:
        return eighteenth
    return eighteenth + terms.end_age - EIGHTEEN_TICKS


@compiled
def _share_that_continues(world: World, terms: Terms, tick: int) -> float:
    steps = world.continues[terms.continues]
    row = steps.begin
    while row + 1 < steps.end and world.continues_ticks[row + 1] <= tick:
        row += 1
    return world.continues_shares[row]
