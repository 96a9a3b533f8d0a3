"""Where a client goes after a stay (rule 14)."""

from __future__ import annotations

from ..compiling.tables import Rows, compiled
from ..draws import Purpose, uniform
from ..network.model import Exit
from ..network.seen import IN_PROPORTION
from .tables import Ground, Route, Terms


@compiled
def destination(ground: Ground, terms: Terms, client_key: int, nth: int, has_way_back: bool) -> int:
    """Station or exit, by the row in force and then by what follows a wait (rule 28).

    Only who escalated has a way back (rule 10).
    """
    row = ground.routes[int(ground.levels[terms.route])]
    if row.without_back >= 0 and not has_way_back:
        row = ground.routes[row.without_back]
    planned = _drawn(ground, row, terms, client_key, nth)
    if terms.steer < 0:
        return planned
    return _steered(ground, terms, row, planned, client_key, nth)


@compiled
def can_pass_by(ground: Ground, terms: Terms) -> bool:
    """Whether the row of a gate sends anybody on to a station."""
    return ground.routes[int(ground.levels[terms.route])].stations_only >= 0


@compiled
def passes_by(ground: Ground, terms: Terms, client_key: int, nth: int) -> int:
    """The station where the row of a gate sends those who pass it by (rule 15)."""
    row = ground.routes[int(ground.levels[terms.route])]
    return _drawn(ground, ground.routes[row.stations_only], terms, client_key, nth)


@compiled
def _drawn(ground: Ground, row: Route, terms: Terms, client_key: int, nth: int) -> int:
    """The choice of the root row, unless the row in force has less of it."""
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


@compiled
def _steered(
    ground: Ground, terms: Terms, row: Route, planned: int, client_key: int, nth: int
) -> int:
    """The choice of the row, unless a share that follows a wait takes or gives some of it."""
    wanted = ground.levels[terms.steer_share]
    if wanted < 0.0:
        return planned
    steer = ground.steers[terms.steer]
    has = _share_of(ground, row, steer.to)
    u = uniform(client_key, terms.key, nth, steer.key)
    if planned != steer.to:
        if steer.giver != IN_PROPORTION and steer.giver != planned:
            return planned
        left = 1.0 - has if steer.giver == IN_PROPORTION else _share_of(ground, row, planned)
        return steer.to if u * left < wanted - has else planned
    if u * has >= has - wanted:
        return planned
    if steer.giver != IN_PROPORTION:
        return steer.giver
    return _another(ground, row, steer.to, uniform(client_key, terms.key, nth, Purpose.STEERED))


@compiled
def _share_of(ground: Ground, row: Route, destination: int) -> float:
    for place in range(row.begin, row.end):
        if ground.route_to[place] == destination:
            return ground.route_share[place]
    return 0.0


@compiled
def _another(ground: Ground, row: Route, than: int, u: float) -> int:
    """A destination in proportion, another than this one; out where nobody else has a share."""
    total = 0.0
    for place in range(row.begin, row.end):
        if ground.route_to[place] != than:
            total += ground.route_share[place]
    left, choice = u * total, Exit.OUT.value
    for place in range(row.begin, row.end):
        if ground.route_to[place] != than and ground.route_share[place] > 0.0:
            choice = ground.route_to[place]
            left -= ground.route_share[place]
            if left < 0.0:
                break
    return choice
