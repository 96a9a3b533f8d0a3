"""The world of one run: everything that changes, on one object that is passed along.

The steps that clients make in it stand in joining.py, waiting.py and care.py; the journey
(journey.py) tells in which order a client makes them, and settling.py gives out the places at the
end of each instant.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappush

from simpy.core import Environment

from ..network import Network
from ..rules.past import Past, begun
from ..visits import Outcome
from .ceilings import Ceilings
from .following import FollowingPools
from .logbook import Logbook
from .records import Desk, Pool, Visit
from .seen import SeenLists
from .terms import Second, Terms, hazard_of
from .youths import Youth


class World:
    """State of a run; `start_second` begins the story of a second trajectory (rule 17)."""

    def __init__(
        self,
        network: Network,
        start_second: Callable[[World, Visit, Second], None],
        past: Past,
    ) -> None:
        network = begun(network, past)
        self.network = network
        self.start_second = start_second
        self.env = Environment(initial_time=0)
        self.levels: list[float] = network.levels.at_start.tolist()
        self.pools = [
            Pool(
                index,
                name,
                int(self.levels[network.places.capacity[index]]),
                int(network.seen.of_pool[index]),
            )
            for index, name in enumerate(network.pools)
        ]
        _put_together(network, self.pools)
        self.desks: dict[tuple[int, int], Desk] = {}
        self.log = Logbook()
        self.seen = SeenLists(network, past)
        self.following = FollowingPools(network, self.seen, past)
        self.ceilings = Ceilings(network, past)
        self.marked: list[int] = []
        """Pools with something to give out in phase (d), as a heap."""
        self.newcomers: list[Visit] = []
        """Who joined a list at this instant and has no timer yet."""
        self.blocked: dict[tuple[int, int], dict[Visit, None]] = {}
        """Who is blocked in one pool and waits for another, by (pool held, pool asked)."""
        self.returns: dict[int, tuple[Youth, int]] = {}
        """Who returns, by rank, and when they do the last time that it was drawn."""
        self.seeks_rings = False
        self._terms: list[list[Terms | None]] = [
            [None] * len(network.sources.key) for _ in network.stations
        ]

    @property
    def now(self) -> int:
        """The tick of this instant."""
        return self.env.now  # type: ignore[return-value]

    def is_last_of_instant(self) -> bool:
        """Whether nothing else waits to happen at this instant."""
        env = self.env
        return env.peek() > env.now

    def terms(self, station: int, source: int) -> Terms:
        """What holds at a station for clients of a source."""
        terms = self._terms[station][source]
        if terms is None:
            terms = self._terms[station][source] = Terms(self.network, station, source)
        return terms

    def law(self, terms: Terms) -> int:
        """The law that takes over now at 18, as the `next` of a visit."""
        return int(self.levels[terms.law])

    def desk(self, station: int, pool: Pool) -> Desk:
        """The desk of a station at a pool."""
        cell = (station, pool.index)
        if cell not in self.desks:
            self.desks[cell] = Desk(station, pool)
        return self.desks[cell]

    def finish(self, visit: Visit, now: int, outcome: Outcome, next_: int) -> None:
        """The visit is over; the log keeps of it what counts."""
        visit.ended = now
        visit.outcome = outcome
        visit.next = next_
        visit.process = None
        self.log.close(visit)

    def mark(self, pool: Pool) -> None:
        """This pool has something to give out in phase (d)."""
        if not pool.is_marked:
            pool.is_marked = True
            heappush(self.marked, pool.index)

    def block(self, visit: Visit) -> None:
        """The client keeps the place they had while they wait for this one (rule 16)."""
        held = visit.held
        assert held is not None
        held.desk.observe(self.now, 0, 0, 1)
        edge = (held.pool.index, visit.pool.index)
        self.blocked.setdefault(edge, {})[visit] = None
        self.seeks_rings = True

    def unblock(self, visit: Visit) -> None:
        """They wait no longer while keeping a place."""
        held = visit.held
        assert held is not None
        held.desk.observe(self.now, 0, 0, -1)
        edge = (held.pool.index, visit.pool.index)
        del self.blocked[edge][visit]
        if not self.blocked[edge]:
            del self.blocked[edge]


def _put_together(network: Network, pools: list[Pool]) -> None:
    """Let lists behind one form know each other (rule 8)."""
    spec = network.lists
    for pool in pools:
        count, first = int(spec.count[pool.index]), int(spec.first[pool.index])
        if count == 1:
            continue
        pool.lists = tuple(pools[first : first + count])
        pool.key = int(spec.key[pool.index])
        pool.choice = [spec.cumulative[row].tolist() for row in spec.choice[pool.index].tolist()]
        pool.switch = hazard_of(network, int(spec.switch[pool.index]))
