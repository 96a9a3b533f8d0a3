"""What a run keeps of clients and visits while it goes on, as rows of tables.

A row knows its own number where others point at it. NOBODY is no row.
"""

from __future__ import annotations

from ...compiling.tables import Small

MAIN = 0
NO_VISIT = -1
BESIDE_BEFORE = -2
"""`with_visit` of a second trajectory that runs from before the start."""
NOBODY = -1
NO_EVENT = -1
OWN = -1
"""Of a priority or a stay: their own, not one that a rule lets them keep."""


class Youth:
    """A client on their way: who they are, and what of them runs or waits.

    `present` counts the trajectories that keep them from coming back (rule 18): not protection.
    """

    key: int
    eighteenth: int
    source: Small
    group: Small
    """Of sources with the same terms (layout.py)."""
    present: Small
    counts: Small
    escalations: Small
    met: Small
    """The latest divert by a gate that has taken them in this referral."""
    last_station: Small
    """Station and number of the visit whose row of returns may still be drawn (rule 18)."""
    last_nth: Small
    is_helped: bool
    """Whether care has started in this referral."""
    again: int
    """When they ask again if they were deterred (rule 29); FAR: never."""
    heavier: float
    """How many times as long they are helped in this referral."""


class Count:
    """How many visits to a station a client has had, and how many of them run or wait there."""

    station: Small
    visits: Small
    present: Small
    after: Small


class Escalation:
    """The way back that an escalated client has (rule 10); `before` is the one before that."""

    station: Small
    priority: Small
    rank_time: int
    remaining: int
    before: Small


class ByGate:
    """A divert that sent a client by a gate first, and how they go on from there (rule 15).

    `before` is the one before that in this referral.
    """

    divert: Small
    gate: Small
    station: Small
    nth: Small
    priority: Small
    is_escalated: bool
    past_limits: bool
    rank_time: int
    before: Small


class Visit:
    """One visit, from the plan to go there to its end.

    Where they are going and as what: `station`; `kept_priority` (or OWN) and `kept_rank_time` (or
    NEVER); `is_escalated`: one step higher in priority; `is_diverted`: no divert may send them on
    again; `is_second_try`: they come by `when_full`; `past_limits`: they come back; `remaining`:
    what is left of a stay that goes on there, or OWN; `nth`: a number used up before, or 0; of the
    diverts there they have had those up to `after`. `held` is the visit whose place they keep
    while they wait for this one, and `held_for` the other way round (rule 16); `goal` the station
    they wait for meanwhile. `event` is the only event of them that still counts. A request for a
    place elsewhere (rule 20) is a row too: it `asks_for` a visit, which has it as its `request`.
    """

    row: Small
    client: Small
    trajectory: Small
    priority: Small
    queue_time: int
    """Orders the list: the rank time, or when they came from another list (rule 8)."""
    entered: Small
    """When they came on the list, counted over all lists: the last that decides on their order."""
    child: Small
    sibling: Small
    previous: Small
    """Of the heap that a list is (waiting_list.py)."""
    waits: bool
    is_urgent: bool
    is_aside: bool
    """Whether a ceiling passes them over on the list."""
    is_escalated: bool
    is_diverted: bool
    is_second_try: bool
    past_limits: bool
    asks_for: Small
    held: Small
    station: Small
    pool: Small
    desk: Small
    nth: Small
    after: Small
    event: Small
    outcome: Small
    next: Small
    number: Small
    with_visit: Small
    rank_time: int
    joined: int
    clock: int
    """Since when what makes them leave the list counts."""
    looked: int
    """When they last looked for another list, and how often they did; `other` is where they go."""
    tries: Small
    other: Small
    started: int
    ended: int
    stay_end: int
    too_old_at: int
    kept_rank_time: int
    remaining: int
    blocked_from: int
    blocked: int
    kept_priority: Small
    goal: Small
    held_for: Small
    request: Small
    next_moved: Small
    next_urgent: Small
    next_in_care: Small
    previous_in_care: Small
    edge: Small
    next_blocked: Small
    previous_blocked: Small
    next_free: Small


class Pool:
    """Places that visits take and free; may be above its capacity when places close.

    `waiting` is who is first on the list of `size` but for `passed` whom a ceiling passes over,
    `aside` the first of those (rule 32), `in_care` the latest who has a place, `urgent` the first
    who may start above capacity (rule 11), `edges` the first of its arrows (rule 16),
    `seen` the wait for it among those that are seen.
    """

    index: Small
    seen: Small
    size: Small
    passed: Small
    waiting: Small
    aside: Small
    urgent: Small
    in_care: Small
    edges: Small
    is_marked: bool
    is_stopped: bool
    """Whether a ceiling stops some who would start there."""
    capacity: int
    used: int


class Desk:
    """One station at one pool, with the observer's running integrals (rule 25).

    `unblocked` counts those on the list without a place elsewhere, for limits (rule 11).
    """

    station: Small
    pool: Small
    unblocked: Small
    is_open: bool
    """Whether anyone has been here."""
    waiting: int
    in_care: int
    blocked: int
    area_waiting: int
    area_in_care: int
    area_blocked: int
    since: int


class Edge:
    """Who is blocked in one pool and waits for another: `first` of `size` of them (rule 16)."""

    origin: Small
    goal: Small
    first: Small
    size: Small
    after: Small


class Event:
    """Something that will happen to a visit (or a pool) at a tick, in the order of its rank."""

    tick: int
    rank: int
    number: Small
    row: Small


class Newcomer:
    """Who joined a list, and when they came on it: their row may be another's by the end."""

    row: Small
    entered: Small


class Logged:
    """What is kept of a visit that is over, in the row of its number."""

    client: Small
    station: Small
    pool: Small
    nth: Small
    priority: Small
    outcome: Small
    next: Small
    with_visit: Small


class LoggedTicks:
    """The ticks of the same visit; apart, so that each half is given back when it is copied."""

    rank_time: int
    joined: int
    started: int
    ended: int
    blocked: int
