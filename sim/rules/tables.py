"""What the rows of a network's tables hold that decide on the way of a client.

What terms.py of the SimPy engine has as objects.
"""

from __future__ import annotations

from typing import NamedTuple

from ..compiling.rows import rows_of
from ..compiling.tables import Grid, Rows, Small, compiled


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
    seen: Small
    steer: Small
    steer_share: Small
    diverts: Small
    diverts_end: Small
    seconds: Small
    seconds_end: Small
    deterred: Small
    again_delay: Small
    again_share: float
    dearer: float
    helps: bool
    deters_at_start: bool
    holds_back: bool
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
    via: bool
    onward: bool


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
    """A version of a row of routes (rule 14).

    `without_back` is the one for who has no way back, `stations_only` the one for who passes the
    station by (-1: no station is left).
    """

    begin: Small
    end: Small
    without_back: Small
    stations_only: Small


class Steer:
    """A route after a stay whose share follows a wait (rule 28)."""

    to: Small
    giver: Small
    key: int


class Ground:
    """What clients walk on: the tables of a network that say who goes where, and for how long.

    The world of the engine has them, and so has the walk before a filled start. `levels` may
    change meanwhile.
    """

    terms: Grid[Terms]
    sources: Rows[Source]
    levels: Rows[float]
    diverts: Rows[Divert]
    divert_shares: Grid[int]
    seconds: Rows[Second]
    second_shares: Grid[int]
    times: Rows[Times]
    time_shares: Rows[float]
    time_days: Rows[float]
    continues: Rows[Span]
    continues_ticks: Rows[int]
    continues_shares: Rows[float]
    continues_ages: Rows[int]
    routes: Rows[Route]
    route_to: Rows[int]
    route_root: Rows[float]
    route_kept: Rows[float]
    route_gains: Rows[float]
    route_share: Rows[float]
    steers: Rows[Steer]


class GroundTables(NamedTuple):
    """The same as arrays, as they are handed to compiled code."""

    terms: Grid[Terms]
    sources: Rows[Source]
    levels: Rows[float]
    diverts: Rows[Divert]
    divert_shares: Grid[int]
    seconds: Rows[Second]
    second_shares: Grid[int]
    times: Rows[Times]
    time_shares: Rows[float]
    time_days: Rows[float]
    continues: Rows[Span]
    continues_ticks: Rows[int]
    continues_shares: Rows[float]
    continues_ages: Rows[int]
    routes: Rows[Route]
    route_to: Rows[int]
    route_root: Rows[float]
    route_kept: Rows[float]
    route_gains: Rows[float]
    route_share: Rows[float]
    steers: Rows[Steer]


@compiled
def lay_out(ground: Ground, tables: GroundTables) -> None:
    """Give the ground its tables."""
    ground.terms = rows_of(tables.terms)
    ground.sources = rows_of(tables.sources)
    ground.levels = rows_of(tables.levels)
    ground.diverts = rows_of(tables.diverts)
    ground.divert_shares = rows_of(tables.divert_shares)
    ground.seconds = rows_of(tables.seconds)
    ground.second_shares = rows_of(tables.second_shares)
    ground.times = rows_of(tables.times)
    ground.time_shares = rows_of(tables.time_shares)
    ground.time_days = rows_of(tables.time_days)
    ground.continues = rows_of(tables.continues)
    ground.continues_ticks = rows_of(tables.continues_ticks)
    ground.continues_shares = rows_of(tables.continues_shares)
    ground.continues_ages = rows_of(tables.continues_ages)
    ground.routes = rows_of(tables.routes)
    ground.route_to = rows_of(tables.route_to)
    ground.route_root = rows_of(tables.route_root)
    ground.route_kept = rows_of(tables.route_kept)
    ground.route_gains = rows_of(tables.route_gains)
    ground.route_share = rows_of(tables.route_share)
    ground.steers = rows_of(tables.steers)
