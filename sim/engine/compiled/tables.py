"""What the rows of a network's other tables hold: places, lists and the calendar."""

from __future__ import annotations

from typing import NamedTuple

from ...compiling.tables import Grid, Rows, Small
from ...rules.tables import Span
from .records import Desk, Pool, Youth


class Place:
    """Levels of a pool (rule 20); and the `count` lists from pool `first` on behind one form.

    Of these `key` is that of the draw of one, `switch` the row of hazards of going to another.
    """

    first: Small
    count: Small
    switch: Small
    key: int

    capacity: Small
    closing: Small
    relocate_to: Small
    relocate_order: Small


class Reaction:
    """A level that follows a wait (rule 28); its line from `begin` to `end` in two arrays.

    Its own days stand from `ticks` to `ticks_end`.
    """

    level: Small
    seen: Small
    times: Small
    plus: Small
    begin: Small
    end: Small
    ticks: Small
    ticks_end: Small
    lag_ticks: int


class Follower:
    """A pool that follows (rule 31), or is of a labour market; its steps from `begin` to `end`.

    Of one that follows, its lists (rule 8) stand from `lists` to `lists_end`.
    """

    number: Small
    lists: Small
    lists_end: Small
    seen: Small
    begin: Small
    end: Small
    is_whole: bool
    begin_tick: int
    lag_ticks: int
    training_ticks: int
    fte: float


class Tables(NamedTuple):
    """All that the compiled engine knows of a network beside the ground; as in network.model.

    `boxes`, `pools`, `desks`, what is seen and the levels of the ground change during a run: each
    run has tables of its own. Of what is seen, `seen_left` and `seen_asked` have shape (lists,
    days), the `seen_before` days before the start too, and `seen_weeks` (looks, lists), of which
    `seen_known` were before the run; of what follows `follow_factors` (pools, decisions), with
    `follow_known` of before; `reached_log` (looks of the run, accounts).
    """

    end: int
    gemeenten: int
    seen_before: int
    seen_known: int
    follow_known: int
    cut_ticks: Rows[int]
    boxes: Rows[int]
    level_kind: Rows[int]
    level_target: Rows[int]
    change_tick: Rows[int]
    change_level: Rows[int]
    change_value: Rows[float]
    places: Rows[Place]
    pools: Rows[Pool]
    desks: Rows[Desk]
    desk_at: Grid[int]
    hazards: Rows[Span]
    hazard_ticks: Rows[int]
    hazard_per_day: Rows[float]
    seen_waiting: Rows[int]
    seen_left: Rows[int]
    seen_asked: Rows[int]
    seen_tick: Rows[int]
    seen_weeks: Rows[float]
    review_tick: Rows[int]
    review_sees: Rows[int]
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
    paid_starts: Rows[int]
    spent: Rows[float]
    reached: Rows[int]
    reached_log: Rows[int]
    cell_stopped: Rows[int]
    cell_in_care: Rows[int]
    cell_counted_at: Rows[int]
    cell_planned: Rows[int]
    ending: Rows[int]
    ending_ticks: Rows[int]
    seen_held: Rows[int]


class Coming(NamedTuple):
    """The clients of a run in order of identity, who of them arrive when, and the state.

    `most_visits` is how many visits there is room for.
    """

    most_visits: int
    youths: Rows[Youth]
    arrivals: Rows[int]
    arrival_tick: Rows[int]
    stock: Grid[int]
    pending: Grid[int]
    counts: Grid[int]
    last: Grid[int]
    met: Grid[int]
    placed: Grid[int]
    waiting: Grid[int]
    ways: Grid[int]
    asks: Grid[int]
