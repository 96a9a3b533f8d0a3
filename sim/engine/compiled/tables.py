"""What the rows of a network's tables hold: what terms.py of the SimPy engine has as objects."""

from __future__ import annotations

from typing import NamedTuple

from .compiling import Grid, Rows, Small
from .records import Desk, Pool, Youth


class Terms:
    """What holds at one station for a group of sources; as network.model.StationTables.

    `diverts` and `seconds` are the first rows in those tables, up to the end that follows.
    """

    key: int
    stay: Small
    stay_factor: Small
    route: Small
    returns_share: Small
    return_delay: Small
    continues: Small
    drop_out: Small
    escalation: Small
    escalates_to: Small
    longer_stay: Small
    priority: Small
    limit: Small
    when_full: Small
    over_capacity: Small
    holds_place: Small
    pool: Small
    gemeente: Small
    law: Small
    diverts: Small
    diverts_end: Small
    seconds: Small
    seconds_end: Small
    end_age: int
    anyone_continues: bool
    is_timed: bool


class Source:
    """Where a client comes from."""

    entrance: Small
    priority: Small
    legal_frame: Small


class Divert:
    """A divert from a station (rule 15), by station; its share by source is in `divert_shares`."""

    index: Small
    station: Small
    to: Small
    condition: Small
    key: int
    over_ticks: int
    new: bool
    waiting: bool
    running: bool


class Second:
    """A second trajectory that may start beside a visit (rule 17), by station."""

    index: Small
    station: Small
    trajectory: Small
    key: int


class Times:
    """A row of the distributions; where it is a table, from `begin` to `end` in two arrays."""

    kind: Small
    begin: Small
    end: Small
    a: float
    b: float
    tail: float


class Span:
    """A step function or a row of shares: from `begin` to `end` in arrays."""

    begin: Small
    end: Small


class Route:
    """A version of a row of routes (rule 14); `without_back` is the one for who has no way back."""

    begin: Small
    end: Small
    without_back: Small


class Place:
    """Levels of a pool (rule 20)."""

    capacity: Small
    closing: Small
    relocate_to: Small
    relocate_order: Small


class Tables(NamedTuple):
    """All that the compiled engine knows of a network; shapes as in network.model.

    `boxes`, `levels`, `pools` and `desks` change during a run: each run has tables of its own.
    """

    end: int
    gemeenten: int
    cut_ticks: Rows[int]
    boxes: Rows[int]
    levels: Rows[float]
    level_kind: Rows[int]
    level_target: Rows[int]
    change_tick: Rows[int]
    change_level: Rows[int]
    change_value: Rows[float]
    terms: Grid[Terms]
    sources: Rows[Source]
    places: Rows[Place]
    pools: Rows[Pool]
    desks: Rows[Desk]
    desk_at: Grid[int]
    diverts: Rows[Divert]
    divert_shares: Grid[int]
    seconds: Rows[Second]
    second_shares: Grid[int]
    times: Rows[Times]
    time_shares: Rows[float]
    time_days: Rows[float]
    hazards: Rows[Span]
    hazard_ticks: Rows[int]
    hazard_per_day: Rows[float]
    continues: Rows[Span]
    continues_ticks: Rows[int]
    continues_shares: Rows[float]
    routes: Rows[Route]
    route_to: Rows[int]
    route_root: Rows[float]
    route_kept: Rows[float]
    route_gains: Rows[float]


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
