"""What is drawn for a client by the terms that hold for them at a station (rules 7, 13, 17-19)."""

from __future__ import annotations

from ..compiling.rows import part_of
from ..compiling.tables import compiled
from ..draws import FAR, Kind, Purpose, time_ticks, time_ticks_from_table, uniform
from ..in_force.deterring import LEAST_DETERRED
from ..network.model import EIGHTEEN_TICKS
from .tables import Ground, Terms


@compiled
def branches_off(share: float, client_key: int, terms: Terms, nth: int, branch_key: int) -> bool:
    """Whether a divert or a second trajectory with this share takes the client (15, 17)."""
    return share > 0.0 and uniform(client_key, terms.key, nth, branch_key) < share


@compiled
def stay_ticks(ground: Ground, terms: Terms, client_key: int, nth: int, factor: float) -> int:
    """The stay of the client's `nth` visit, times `factor`; 0 where help takes no time."""
    if terms.stay < 0:
        return 0
    u = uniform(client_key, terms.key, nth, Purpose.STAY)
    return _ticks(ground, terms.stay, u, factor)


@compiled
def return_ticks(ground: Ground, terms: Terms, client_key: int, nth: int) -> int:
    """How long after the end of the `nth` visit they come back, if they do."""
    u = uniform(client_key, terms.key, nth, Purpose.RETURN_DELAY)
    return _ticks(ground, terms.return_delay, u, 1.0)


@compiled
def returns_at(ground: Ground, terms: Terms, client_key: int, nth: int, ended: int) -> int:
    """When they come back after an end, by the share in force (rule 18); FAR: never."""
    share = ground.levels[terms.returns_share]
    if share <= 0.0 or uniform(client_key, terms.key, nth, Purpose.RETURN) >= share:
        return FAR
    return ended + return_ticks(ground, terms, client_key, nth)


@compiled
def turns_away(ground: Ground, terms: Terms, priority: int, client_key: int, nth: int) -> bool:
    """Whether who may turn away from a list does so, by the share in force (rule 29)."""
    share = ground.levels[terms.deterred]
    if share <= 0.0 or priority < LEAST_DETERRED:
        return False
    return bool(uniform(client_key, terms.key, nth, Purpose.DETERRED) < share)


@compiled
def again_after(ground: Ground, terms: Terms, client_key: int, nth: int, tick: int) -> int:
    """When who turned away at a tick asks again (rule 29); FAR: never."""
    if uniform(client_key, terms.key, nth, Purpose.AGAIN) >= terms.again_share:
        return FAR
    u = uniform(client_key, terms.key, nth, Purpose.AGAIN_DELAY)
    return tick + _ticks(ground, terms.again_delay, u, 1.0)


@compiled
def _ticks(ground: Ground, row: int, u: float, factor: float) -> int:
    """The time of one row of the distributions."""
    times = ground.times[row]
    if times.kind != Kind.TABLE:
        return int(time_ticks(u, times.kind, times.a, times.b, factor))
    shares = part_of(ground.time_shares, times.begin, times.end)
    days = part_of(ground.time_days, times.begin, times.end)
    return int(time_ticks_from_table(u, shares, days, times.tail, factor))


@compiled
def leaves_at(
    ground: Ground, terms: Terms, client_key: int, nth: int, eighteenth: int, now: int
) -> int:
    """When this visit ends for age: the 18th birthday, or the end age for who continues.

    The share that continues, and until what age, are those of the 18th birthday; who comes later
    than that birthday is a continuing client wherever there is such a share (rule 19).
    """
    if eighteenth == FAR or not terms.anyone_continues:
        return eighteenth
    row = _row_of_continuing(ground, terms, max(now, eighteenth))
    share = ground.continues_shares[row]
    if now >= eighteenth:
        share = 1.0 if share > 0.0 else 0.0
    if share <= 0.0 or uniform(client_key, terms.key, nth, Purpose.CONTINUES) >= share:
        return eighteenth
    return eighteenth + ground.continues_ages[row] - EIGHTEEN_TICKS


@compiled
def _row_of_continuing(ground: Ground, terms: Terms, tick: int) -> int:
    """The row of who continues that is in force at a tick."""
    steps = ground.continues[terms.continues]
    row = steps.begin
    while row + 1 < steps.end and ground.continues_ticks[row + 1] <= tick:
        row += 1
    return row
