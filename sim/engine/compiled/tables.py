"""What the rows of a network's other tables hold: places, lists and the calendar."""

from __future__ import annotations

from typing import NamedTuple

from ...compiling.tables import Grid, Rows, Small
from ...rules.tables import Span
from .records import Desk, Pool, Youth


class Place:
    """Levels of a pool (rule 20)."""

    capacity: Small
    closing: Small
    relocate_to: Small
    relocate_order: Small


class Tables(NamedTuple):
    """All that the compiled engine knows of a network beside the ground; as in network.model.

    `boxes`, `pools`, `desks` and the levels of the ground change during a run: each run has tables
    of its own.
    """

    end: int
    gemeenten: int
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
