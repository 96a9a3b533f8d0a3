"""Laying out a network, a cohort and a state as the tables of the compiled engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...clients.cohort import Clients
from ...clients.state import State
from ...compiling.tables import Ints
from ...draws import FAR, TICKS_PER_DAY
from ...network import Network
from ...ordering import in_order
from ...rules.layout import joined, plain, spans, table
from ...rules.past import Past
from .records import NOBODY, Desk, Pool, Youth
from .tables import Coming, Follower, Place, Reaction, Tables

Table = NDArray[np.void]

_OF_FOLLOWERS = ("seen", "begin_tick", "lag_ticks", "training_ticks", "fte", "is_whole")


def coming_of(
    clients: Clients,
    group_of: Ints,
    state: State,
    rows: Sequence[Ints],
    *,
    most_visits: int,
) -> Coming:
    """Lay out who comes to a run, and who is there.

    `rows` are those present and those coming among all clients, `group_of` the group of each
    source.
    """
    present, coming = rows[0], np.sort(rows[1])

    def of_present(rows: Ints) -> Ints:
        return np.column_stack([present[rows[:, 0]], rows[:, 1:]])

    youths = _youths(clients, group_of)
    referral = present[state.referral[:, 0].astype(np.int64)]
    youths["heavier"][referral] = state.referral[:, 1]
    youths["is_helped"][referral] = state.referral[:, 2] > 0.0
    arrivals = coming[in_order(clients.arrival[coming])]
    stock = of_present(state.stock)
    return Coming(
        most_visits=most_visits,
        youths=plain(youths),
        arrivals=plain(arrivals),
        arrival_tick=plain(clients.arrival[arrivals]),
        stock=plain(stock[np.lexsort((stock[:, 3], stock[:, 0], stock[:, 4]))]),
        pending=plain(of_present(state.pending)),
        counts=plain(of_present(state.counts)),
        last=plain(of_present(state.last)),
        met=plain(of_present(state.met)),
        placed=plain(of_present(state.placed)),
        waiting=plain(of_present(state.waiting)),
        ways=plain(of_present(state.ways)),
        asks=plain(state.asks),
    )


def _youths(clients: Clients, group_of: Ints) -> Table:
    """The clients, of whom nothing runs or waits yet."""
    known = {"key": clients.key, "eighteenth": clients.eighteenth, "source": clients.source}
    youths = table(Youth, len(clients), group=group_of[clients.source], **known)
    youths["again"], youths["heavier"] = FAR, 1.0
    for nothing in ("counts", "escalations", "met", "last_station", "last_nth"):
        youths[nothing] = NOBODY
    return youths


def tables_of(network: Network, past: Past) -> Tables:
    """Lay out what the engine knows of a network beside the ground, and of the time before."""
    levels, hazards = network.levels, network.hazards
    desks, desk_at = _desks(network)
    laid_out = {
        "cut_ticks": network.cut_ticks,
        "boxes": np.full(network.end // TICKS_PER_DAY + 1, NOBODY, dtype=np.int64),
        "level_kind": levels.kind,
        "level_target": levels.target,
        "change_tick": levels.change_tick,
        "change_level": levels.change_level,
        "change_value": levels.change_value,
        "places": _places(network),
        "pools": _pools(network),
        "desks": desks,
        "desk_at": desk_at,
        "hazards": spans(hazards.ticks),
        "hazard_ticks": joined(hazards.ticks, np.int64),
        "hazard_per_day": joined(hazards.per_day, np.float64),
        **_seen(network, past),
        **_reactions(network),
        **_followers(network, past),
        "list_choice": network.lists.choice,
        "list_shares": spans(network.lists.cumulative),
        "list_cumulative": joined(network.lists.cumulative, np.float64),
        **_accounts(network, past),
    }
    arrays = {name: plain(array) for name, array in laid_out.items()}
    scale = float(network.followers.scale)
    return Tables(
        end=int(network.end),
        gemeenten=len(network.gemeenten),
        seen_before=past.days,
        seen_known=len(past.weeks),
        follow_known=1 + past.decided.size,
        follow_scale=scale,
        **arrays,
    )


def _seen(network: Network, past: Past) -> dict[str, NDArray[Any]]:
    """What was seen at the start of a run, and room for all that will be."""
    seen, days = network.seen, int(network.end) // TICKS_PER_DAY
    lists, looks = seen.reference_weeks.size, int(seen.sees.sum())
    none, later = np.zeros((lists, days), np.int64), np.zeros((looks, lists))
    return {
        "seen_waiting": np.zeros(lists, np.int64),
        "seen_left": np.concatenate([past.left, none], axis=1).reshape(-1),
        "seen_asked": np.concatenate([past.asked, none], axis=1).reshape(-1),
        "seen_tick": np.concatenate([[0], past.look_ticks, np.zeros(looks)]).astype(np.int64),
        "seen_weeks": np.concatenate([past.weeks, later]).reshape(-1),
        "review_tick": seen.review_tick,
        "review_sees": seen.sees.astype(np.int64),
    }


def _reactions(network: Network) -> dict[str, NDArray[Any]]:
    """The levels that follow a wait, and the lines that they follow."""
    reactions = network.reactions
    of_rows, of_ticks = spans(reactions.points), spans(reactions.ticks)
    names = ("level", "seen", "times", "plus", "lag_ticks")
    columns = {name: getattr(reactions, name) for name in names}
    both = {"begin": of_rows["begin"], "end": of_rows["end"]}
    both |= {"ticks": of_ticks["begin"], "ticks_end": of_ticks["end"]}
    return {
        "reactions": table(Reaction, len(reactions.level), **columns, **both),
        "reaction_ticks": joined(reactions.ticks, np.int64),
        "reaction_points": joined(reactions.points, np.float64),
        "reaction_shares": joined(reactions.shares, np.float64),
    }


def _followers(network: Network, past: Past) -> dict[str, NDArray[Any]]:
    """The pools that follow, their numbers by step, and room for what they decide."""
    spec = network.followers
    of_rows, pools = spans(spec.ticks), len(spec.pool)
    columns = {name: getattr(spec, name) for name in _OF_FOLLOWERS}
    of_lists, follows = spans(spec.levels), spec.follows.tolist()
    shares = [item for item, kept in zip(spec.shares, follows, strict=True) if kept]
    places = {
        "number": range(pools),
        "begin": of_rows["begin"],
        "end": of_rows["end"],
        "lists": of_lists["begin"],
        "lists_end": of_lists["end"],
    }
    steps = {
        f"follow_{name}": joined(getattr(spec, name), np.float64)
        for name in ("numbers", "times", "plus", "clients", "efficiency")
    }
    later = np.zeros(spec.decides.size, np.int64)
    factors = np.concatenate([past.factors, np.ones((pools, later.size))], axis=1)
    return {
        "followers": table(Follower, pools, **columns, **places),
        "follow_levels": joined(spec.levels, np.int64),
        "follow_shares": joined(shares, np.float64),
        "follow_market": spec.market,
        "follow_most": spec.most,
        "follow_ticks": joined(spec.ticks, np.int64),
        **steps,
        "follow_decides": spec.decides,
        "follow_decided": np.concatenate([[0], past.decided, later]).astype(np.int64),
        "follow_factors": factors.reshape(-1),
    }


def _places(network: Network) -> Table:
    """The levels of each pool, and the lists that it is one of."""
    names = ("capacity", "closing", "relocate_to", "relocate_order")
    levels = {name: getattr(network.places, name) for name in names}
    of_lists = {name: getattr(network.lists, name) for name in ("first", "count", "switch", "key")}
    return table(Place, len(network.pools), **levels, **of_lists)


def _accounts(network: Network, past: Past) -> dict[str, NDArray[Any]]:
    """The money that has a ceiling, and room for what is spent."""
    spec = network.accounts
    cells, accounts = spec.pool.size, spec.thing.size
    return {
        "account_stops": spec.stops.astype(np.int64),
        "account_amount": spec.amount.reshape(-1),
        "step_tick": spec.ticks,
        "step_year_end": spec.year_end,
        "cell_rows": spec.rows,
        "cell_begin": spec.begin,
        "cell_end": spec.end,
        "cell_pool": spec.pool,
        "cell_seen": spec.seen.reshape(-1),
        "comers": spec.comers.reshape(-1),
        "line_account": spec.account,
        "line_cell": spec.cell,
        "line_per_tick": spec.per_tick.reshape(-1),
        "line_per_start": spec.per_start.reshape(-1),
        "paid_ticks": np.zeros(cells, np.int64),
        "paid_starts": np.zeros(cells, np.int64),
        "spent": past.spent.copy(),
        "reached": past.reached.astype(np.int64),
        "reached_log": np.zeros(int(network.seen.sees.sum()) * accounts, np.int64),
        "cell_stopped": np.zeros(cells, np.int64),
        "cell_in_care": np.zeros(cells, np.int64),
        "cell_counted_at": np.zeros(cells, np.int64),
        "cell_planned": np.zeros(cells, np.int64),
        "ending": np.zeros(cells * spec.ticks.size, np.int64),
        "ending_ticks": np.zeros(cells * spec.ticks.size, np.int64),
        "seen_held": np.zeros(network.seen.reference_weeks.size, np.int64),
    }


def _pools(network: Network) -> Table:
    """The pools at the start of a run, with no one in them."""
    capacity = network.levels.at_start[network.places.capacity].astype(np.int64)
    pools = table(Pool, len(network.pools), index=range(len(network.pools)))
    pools["capacity"], pools["seen"] = capacity, network.seen.of_pool
    for nobody in ("waiting", "aside", "urgent", "in_care", "edges"):
        pools[nobody] = NOBODY
    return pools


def _desks(network: Network) -> tuple[Table, Ints]:
    """Every station at every pool that it may ever draw from, and the row of that by both."""
    tables, levels = network.tables, network.levels
    pairs = set()
    by_level: dict[int, set[int]] = {}
    for row in np.flatnonzero(np.isin(levels.change_level, tables.pool)):
        pool = int(levels.change_value[row])
        by_level.setdefault(int(levels.change_level[row]), set()).add(pool)
    for station, row in enumerate(tables.pool.tolist()):
        for level in row:
            firsts = {int(levels.at_start[level])} | by_level.get(level, set())
            pools = [pool for first in firsts for pool in _lists_from(network, first)]
            pairs |= {(station, pool) for pool in pools}
    ordered = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    desk_at = np.full((len(network.stations), len(network.pools)), -1, dtype=np.int64)
    desk_at[ordered[:, 0], ordered[:, 1]] = np.arange(len(ordered))
    return table(Desk, len(ordered), station=ordered[:, 0], pool=ordered[:, 1]), desk_at


def _lists_from(network: Network, first: int) -> range:
    """All lists behind the same form."""
    return range(first, first + int(network.lists.count[first]))
