"""Who is there at the start: filled by walking clients in before it, or empty (rule 23).

Clients arrive over 25 years before the start, at the rates of the start with growth taken back to
their day. Each walks the whole journey with the model's own draws, routes, returns, seconds and
18th birthday, but without waiting; where a limit binds, part of those who come is turned away. Who
is in care at the start is the stock; who is between an end and a return is pending.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from math import exp

import numpy as np
from numpy.typing import NDArray

from ..compiling import kept
from ..draws import TICKS_PER_DAY, Purpose, subkey, uniform
from ..network import Network
from ..rules.layout import ground_of
from ..rules.past import Past, nothing_before
from ..rules.tables import GroundTables
from .cohort import Clients, gap_ticks, make_clients, strip_key
from .limits import Floats, beyond_limits, nobody_turned_away
from .walk import COUNTS, LAST, MET, PENDING, STOCK
from .walking import walk_in

Ints = NDArray[np.int64]

YEARS_BEFORE = 25
STATE_STRIP = -1
PLACED, WAITING, WAYS, ASKS, REFERRAL = 8, 9, 4, 4, 3
_MOST_WALKS = 12
"""How often the walk is taken again to find whom limits turn away; two or three do."""
_GAP, _HEIGHT = int(Purpose.ARRIVAL_GAP), int(Purpose.ARRIVAL_HEIGHT)


def _no_rows(columns: int) -> Ints:
    return np.zeros((0, columns), dtype=np.int64)


@dataclass(frozen=True)
class State:
    """Clients who are there at the start (tick 0) and what runs of them.

    Stock, one row a visit in care: `client` (row in `clients`), `station`, `nth`, `second` (row of
    the network's seconds, -1: first line), `started`, `stay_end` (ticks). Pending, one row a
    return: client and tick. Counts, one row a client and station: visits there so far. `last`,
    one row a client whose first line has ended while a second runs: station and number of its
    last visit. `met`, one row a divert by a gate that has taken a client in this referral, in that
    order: the divert, the number used up where they were going, and when they would have joined.

    What a state file says (from_file.py) is taken as it is, in the order given. `placed`, in care
    above the capacity too: client, station, nth, second, started, stay_end, pool, and whether the
    stay is over and the place kept. `waiting`: client, station, nth, second, rank time, queue time,
    pool, priority, and the row of `placed` that they keep meanwhile (-1: none). `ways`, back to the
    list that was left by an escalation: client, station, priority, rank time. `asks`, places asked
    for elsewhere (rule 20): the row of `placed`, station, pool, and since when. `referral`, one row
    a client of whom it is known: how many times as long they are helped (rule 29), and whether care
    has started (1 or 0). `past` is what is known of the time before (None: nothing).
    """

    clients: Clients
    stock: Ints
    pending: Ints
    counts: Ints
    last: Ints
    met: Ints
    placed: Ints = field(default_factory=partial(_no_rows, PLACED))
    waiting: Ints = field(default_factory=partial(_no_rows, WAITING))
    ways: Ints = field(default_factory=partial(_no_rows, WAYS))
    asks: Ints = field(default_factory=partial(_no_rows, ASKS))
    referral: Floats = field(default_factory=partial(np.zeros, (0, REFERRAL)))
    past: Past | None = None

    def before(self, network: Network) -> Past:
        """What is known of the time before."""
        return self.past or nothing_before(network)

    @staticmethod
    def empty(network: Network) -> State:
        """Nobody is there."""
        none = np.zeros(0, dtype=np.int64)
        clients = make_clients(network, none, none, none, none, none)
        return State(
            clients,
            none.reshape(0, STOCK),
            none.reshape(0, PENDING),
            none.reshape(0, COUNTS),
            none.reshape(0, LAST),
            none.reshape(0, MET),
        )

    def only(self, clients: Ints) -> State:
        """These clients of a walk with all that is known of them, renumbered."""
        present = np.zeros(len(self.clients), dtype=np.bool_)
        present[clients] = True
        number = np.cumsum(present) - 1

        def renumbered(rows: Ints) -> Ints:
            kept = rows[present[rows[:, 0]]]
            kept[:, 0] = number[kept[:, 0]]
            return kept

        return State(
            self.clients.rows(np.flatnonzero(present)),
            renumbered(self.stock),
            renumbered(self.pending),
            renumbered(self.counts),
            renumbered(self.last),
            renumbered(self.met),
        )


def build_state(network: Network, begin: str, *, seed: int, replication: int) -> State:
    """The state that a scenario begins with."""
    if begin == "empty":
        return State.empty(network)
    clients = _clients_before(network, seed=seed, replication=replication)
    ground, group_of = ground_of(network)
    turned_away = nobody_turned_away(network)
    for _ in range(_MOST_WALKS):
        walked = _walked(clients, ground, group_of, turned_away)
        beyond = beyond_limits(network, clients, walked.stock)
        if not beyond.is_wrong(turned_away):
            break
        turned_away = beyond.corrected(turned_away)
    return _only_present(replace(walked, stock=beyond.trimmed(walked.stock)))


def _walked(clients: Clients, ground: GroundTables, group_of: Ints, turned_away: Floats) -> State:
    """All who came, and where the walk left them."""
    stock, pending, counts, last, met = walk_in(
        ground,
        group_of,
        turned_away,
        clients.source,
        clients.key,
        clients.arrival,
        clients.eighteenth,
    )
    return State(
        clients,
        stock.reshape(-1, STOCK),
        pending.reshape(-1, PENDING),
        counts.reshape(-1, COUNTS),
        last.reshape(-1, LAST),
        met.reshape(-1, MET),
    )


def _clients_before(network: Network, *, seed: int, replication: int) -> Clients:
    """All who came in the years before the start."""
    sources = network.sources
    begin = -round(YEARS_BEFORE * 365.25) * TICKS_PER_DAY
    came = []
    for source in range(len(sources.key)):
        key = strip_key(int(sources.key[source]), seed, replication, STATE_STRIP)
        rate, slope = sources.start_per_day[source], sources.log_growth_per_day[source]
        keys, ticks = _arrivals_before(key, rate, slope, begin)
        index = np.arange(len(keys), dtype=np.int64)
        came.append((np.full(len(keys), source, dtype=np.int64), index, keys, ticks))
    source_of, index, keys, ticks = (np.concatenate(part) for part in zip(*came, strict=True))
    return make_clients(network, source_of, np.full(len(index), STATE_STRIP), index, keys, ticks)


def _only_present(state: State) -> State:
    """Those who are still there, renumbered."""
    return state.only(np.concatenate([state.stock[:, 0], state.pending[:, 0]]))


@kept()
def _arrivals_before(key, per_day, slope, begin):  # type: ignore[no-untyped-def]
    """Keys and ticks of clients from `begin` until 0, at the rate of the start without its growth.

    Points at the highest rate of those years, of which those below the rate of their day exist.
    """
    keys, ticks = [np.int64(0) for _ in range(0)], [np.int64(0) for _ in range(0)]
    highest = per_day * max(1.0, exp(slope * begin / TICKS_PER_DAY))
    tick, number = begin, 0
    while per_day > 0.0:
        client = subkey(key, number)
        tick += gap_ticks(uniform(client, 0, 0, _GAP), highest)
        if tick >= 0:
            break
        if uniform(client, 0, 0, _HEIGHT) * highest <= per_day * exp(slope * tick / TICKS_PER_DAY):
            keys.append(client)
            ticks.append(tick)
        number += 1
    return np.array(keys, dtype=np.int64), np.array(ticks, dtype=np.int64)
