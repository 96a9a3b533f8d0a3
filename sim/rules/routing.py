"""Where a client goes after a stay (rule 14)."""

from __future__ import annotations

from ..compiling.tables import Rows, compiled
from ..draws import Purpose, uniform
from .tables import Ground, Terms


@compiled
def destination(ground: Ground, terms: Terms, client_key: int, nth: int, has_way_back: bool) -> int:
    """Station or exit: the choice of the root row, unless the row in force has less of it.

    Only who escalated has a way back (rule 10).
    """
    row = ground.routes[int(ground.levels[terms.route])]
    if row.without_back >= 0 and not has_way_back:
        row = ground.routes[row.without_back]
    if row.end - row.begin == 1:
        return ground.route_to[row.begin]
    u = uniform(client_key, terms.key, nth, Purpose.ROUTE)
    choice = _first_above(ground.route_root, row.begin, u)
    kept = ground.route_kept[choice]
    if kept < 1.0 and uniform(client_key, terms.key, nth, Purpose.ROUTE_KEPT) >= kept:
        u = uniform(client_key, terms.key, nth, Purpose.ROUTE_SHIFTED)
        choice = _first_above(ground.route_gains, row.begin, u)
    return ground.route_to[choice]


@compiled
def _first_above(cumulative: Rows[float], row: int, u: float) -> int:
    """The row of the first cumulative share above `u`; the last share is 1, and u is below it."""
    while cumulative[row] <= u:
        row += 1
    return row
