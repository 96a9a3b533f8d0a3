"""Lists that clients share: pools, what follows them, money with a ceiling, waits that are seen.

Who stands on one of them differently may change what everybody on it meets. Cells are flat numbers
of (station, source).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..network.model import UNLIMITED, LegalFrame
from ..network.spending import UNCOUNTED
from .contents import Contents, bytes_of

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Shared:
    """Something that clients share: who changes it, who meets it, and what it holds.

    Of shape (N, S). `content` is None where that is compared elsewhere. `is_place` tells pools from
    what they have together.
    """

    name: Hashable
    by: Flags
    met: Flags
    content: Hashable = None
    is_place: bool = False


def shared_by(contents: Contents) -> Iterator[Shared]:
    """All that clients share in one network."""
    yield from _pools(contents)
    yield from _labour(contents)
    yield from _waits(contents)
    yield from _accounts(contents)


# ------------------------------------------------------------------ places


def _pools(contents: Contents) -> Iterator[Shared]:
    network = contents.network
    members = _members(contents)
    followers = _followers(contents)
    for at, name in enumerate(network.lists.names):
        pools = np.flatnonzero(network.lists.whole == at).tolist()
        follows = followers.get(name)
        if follows is None and all(_is_unlimited(contents, pool) for pool in pools):
            continue
        places = tuple(_places(contents, pool) for pool in pools)
        who = members[name]
        yield Shared(("pool", name), who, who, (places, follows), is_place=True)


def _members(contents: Contents) -> dict[str, Flags]:
    """Whose care is given from each pool of the file, ever; its lists count as one."""
    network = contents.network
    table, gemeente = network.tables.pool, network.sources.gemeente
    nobody = np.zeros(network.tables.stay.shape, np.bool_)
    result = {name: nobody.copy() for name in network.lists.names}
    for at, row in enumerate(table):
        for level in np.unique(row).tolist():
            for number in set(contents.values(level)):
                result[contents.pool_name(int(number))][at] |= (row == level)[gemeente]
    return result


def _is_unlimited(contents: Contents, pool: int) -> bool:
    level = int(contents.network.places.capacity[pool])
    return min(contents.values(level)) >= UNLIMITED


def _places(contents: Contents, pool: int) -> Hashable:
    places, lists = contents.network.places, contents.network.lists
    levels = (places.capacity, places.closing, places.relocate_order)
    numbers = tuple(contents.of_level(int(level[pool])) for level in levels)
    goal = contents.of_level(int(places.relocate_to[pool]), contents.station)
    rows = [int(row) for row in lists.choice[pool]]
    chosen = tuple(None if row < 0 else lists.cumulative[row].tobytes() for row in rows)
    return (numbers, goal, int(lists.key[pool]), chosen, contents.hazard(int(lists.switch[pool])))


def _followers(contents: Contents) -> dict[str, Hashable]:
    """How the places of pools follow, and how many staff others have in one labour market."""
    spec = contents.network.followers
    result: dict[str, Hashable] = {}
    for row, pool in enumerate(spec.pool.tolist()):
        steps = (spec.ticks, spec.times, spec.plus, spec.clients, spec.efficiency)
        arrays = (spec.numbers[row], spec.shares[row], *(item[row] for item in steps))
        numbers = (spec.begin_tick, spec.lag_ticks, spec.training_ticks, spec.fte, spec.is_whole)
        market = int(spec.market[row])
        most = None if market < 0 else float(spec.most[market])
        alone = (bytes_of(arrays), tuple(float(item[row]) for item in numbers), most)
        result[contents.network.lists.names[pool]] = alone
    return result


def _labour(contents: Contents) -> Iterator[Shared]:
    """What pools of one profile may grow together (rule 31)."""
    network, spec = contents.network, contents.network.followers
    members, held = _members(contents), _followers(contents)
    for market in range(spec.most.size):
        rows = np.flatnonzero(spec.market == market)
        names = [network.lists.names[spec.pool[row]] for row in rows]
        grow = [members[name] for name, row in zip(names, rows, strict=True) if spec.follows[row]]
        together = np.logical_or.reduce([np.zeros(network.tables.stay.shape, np.bool_), *grow])
        yield Shared(("labour", market), together, together, tuple(held[name] for name in names))


# ------------------------------------------------------------------ waits, money


def _waits(contents: Contents) -> Iterator[Shared]:
    """Who stands on a list, and what follows the wait that is seen there (rule 28)."""
    network = contents.network
    at = network.seen.at[:, network.sources.gemeente]
    for seen in np.unique(network.seen.at[network.seen.at >= 0]).tolist():
        levels = network.reactions.level[network.reactions.seen == seen]
        yield Shared(network.seen.things[seen], at == seen, _following(contents, levels))


def _following(contents: Contents, levels: Ints) -> Flags:
    network = contents.network
    result = np.isin(network.deterrence.share, levels)
    result |= np.isin(network.steers.share, levels) & (network.steers.row >= 0)
    for row, station in enumerate(network.diverts.from_station.tolist()):
        result[station] |= np.isin(network.diverts.share[row], levels)
    return result


def _accounts(contents: Contents) -> Iterator[Shared]:
    """Who spends money of which nobody starts any more once it is gone (rule 32)."""
    network, spec = contents.network, contents.network.accounts
    for at in np.flatnonzero(spec.stops).tolist():
        lines = np.flatnonzero(spec.account == at)
        rows = np.searchsorted(spec.end, spec.cell[lines], side="right")
        counted = np.isin(spec.rows, rows) & (spec.rows != UNCOUNTED)
        name = network.seen.things[int(spec.thing[at])]
        yield Shared(name, counted, counted, _prices(contents, at, lines))


def _prices(contents: Contents, at: int, lines: Ints) -> Hashable:
    spec = contents.network.accounts
    costs = [
        (contents.pool_name(int(spec.pool[spec.cell[line]])), *_line(contents, line))
        for line in lines.tolist()
    ]
    return (bytes_of((spec.amount[at], spec.ticks)), tuple(costs))


def _line(contents: Contents, line: int) -> tuple[Hashable, ...]:
    spec = contents.network.accounts
    return (spec.per_tick[line].tobytes(), spec.per_start[line].tobytes())


def turned_away(contents: Contents) -> Flags:
    """Whom a limit binds on the first day: a start turns them away together (rule 23)."""
    network = contents.network
    voluntary = network.sources.legal_frame == LegalFrame.VOLUNTARY
    return np.asarray((network.levels.at_start[network.tables.limit] >= 0.0) & voluntary)
