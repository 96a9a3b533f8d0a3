"""The one row on which a run of this engine stands; world.py makes it and changes it."""

from __future__ import annotations

from ...compiling.tables import Grid, Rows
from ...rules.tables import Ground, Span
from .records import (
    ByGate,
    Count,
    Desk,
    Edge,
    Escalation,
    Event,
    Logged,
    LoggedTicks,
    Newcomer,
    Pool,
    Visit,
    Youth,
)
from .tables import Follower, Place, Reaction


class World(Ground):
    """State of a run, and the other tables of the network; see Tables for those."""

    now: int
    """The tick of this instant."""
    end: int
    gemeenten: int
    seeks_rings: bool
    visit_number: int
    event_number: int
    entered: int
    blocked: int
    """How many clients are blocked."""
    most_visits: int
    is_full: bool
    """Whether there are more visits than there is room for: the run ends."""
    margin: int
    """The most rows of any table that one step may need."""
    pools: Rows[Pool]
    desks: Rows[Desk]
    youths: Rows[Youth]
    visits: Rows[Visit]
    free_visit: int
    free_visits: int
    log: Rows[Logged]
    log_ticks: Rows[LoggedTicks]
    events: Rows[Event]
    event_size: int
    today: int
    """The day up to which events stand in the heap of `events`."""
    boxes: Rows[int]
    """The last row of the box of each day."""
    boxed: Rows[Event]
    boxed_size: int
    free_sheet: int
    counts: Rows[Count]
    count_size: int
    escalations: Rows[Escalation]
    escalation_size: int
    by_gates: Rows[ByGate]
    by_gate_size: int
    edges: Rows[Edge]
    edge_size: int
    newcomers: Rows[Newcomer]
    """Who joined a list at this instant and has no timer yet."""
    newcomer_size: int
    taken: int
    """Who was taken from care at this instant and goes on first of all; `next_moved` comes next."""
    last_taken: int
    left: int
    """Who left a list at this instant without a place, and goes on then."""
    last_left: int
    arrivals: Rows[int]
    """Clients in order of arrival; the next is at `next_arrival`."""
    arrival_tick: Rows[int]
    next_arrival: int
    next_change: int
    level_kind: Rows[int]
    level_target: Rows[int]
    change_tick: Rows[int]
    change_level: Rows[int]
    change_value: Rows[float]
    places: Rows[Place]
    desk_at: Grid[int]
    hazards: Rows[Span]
    hazard_ticks: Rows[int]
    hazard_per_day: Rows[float]
    seen_waiting: Rows[int]
    """Who waits without a place elsewhere, by list whose wait is seen."""
    seen_left: Rows[int]
    seen_asked: Rows[int]
    seen_tick: Rows[int]
    seen_weeks: Rows[float]
    seen_before: int
    """On how many days before the start joins and leaves are known."""
    seen_size: int
    """How many looks there have been, those before the start too."""
    review_tick: Rows[int]
    review_sees: Rows[int]
    next_review: int
    reactions: Rows[Reaction]
    reaction_ticks: Rows[int]
    reaction_points: Rows[float]
    reaction_shares: Rows[float]
    followers: Rows[Follower]
    follow_levels: Rows[int]
    follow_shares: Rows[float]
    follow_market: Rows[int]
    follow_most: Rows[float]
    follow_ticks: Rows[int]
    follow_numbers: Rows[float]
    follow_times: Rows[float]
    follow_plus: Rows[float]
    follow_clients: Rows[float]
    follow_efficiency: Rows[float]
    follow_decides: Rows[int]
    follow_decided: Rows[int]
    follow_factors: Rows[float]
    follow_size: int
    """How many decisions there have been, those before the start too."""
    follow_scale: float
    list_choice: Grid[int]
    list_shares: Rows[Span]
    list_cumulative: Rows[float]
    account_stops: Rows[int]
    account_amount: Rows[float]
    step_tick: Rows[int]
    step_year_end: Rows[int]
    cell_rows: Grid[int]
    cell_begin: Rows[int]
    cell_end: Rows[int]
    cell_pool: Rows[int]
    cell_seen: Rows[int]
    comers: Rows[int]
    line_account: Rows[int]
    line_cell: Rows[int]
    line_per_tick: Rows[float]
    line_per_start: Rows[float]
    paid_ticks: Rows[int]
    """Care by cell since it was last added up, and starts."""
    paid_starts: Rows[int]
    spent: Rows[float]
    """Euros by account since 1 January."""
    reached: Rows[int]
    reached_log: Rows[int]
    cell_stopped: Rows[int]
    cell_in_care: Rows[int]
    cell_counted_at: Rows[int]
    """Clients in care by cell, and up to when their care was counted."""
    cell_planned: Rows[int]
    """How many of them have care to come; by cell and step how many end in it, and their ticks."""
    ending: Rows[int]
    ending_ticks: Rows[int]
    seen_held: Rows[int]
    """Whether a stop stands on a list whose wait is seen."""
    price_step: int
    ceiling_looks: int
