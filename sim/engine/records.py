"""What a run keeps of clients and visits while it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from simpy.events import Process

from ..draws import NEVER
from ..network.model import Exit
from ..visits import Outcome

if TYPE_CHECKING:
    from .moments import Moment
    from .places import Desk, Pool
    from .terms import Terms

MAIN = 0
NO_VISIT = -1
BESIDE_BEFORE = -2
"""`with_visit` of a second trajectory that runs from before the start."""


class Youth:
    """A client on his way: who he is, and what of him runs or waits."""

    __slots__ = (
        "arrival",
        "counts",
        "eighteenth",
        "entrance",
        "escalations",
        "key",
        "last",
        "legal_frame",
        "priority",
        "rank",
        "source",
        "stations",
    )

    def __init__(
        self,
        rank: int,
        key: int,
        source: int,
        arrival: int,
        eighteenth: int,
        entrance: int,
        priority: int,
        legal_frame: int,
    ) -> None:
        self.rank = rank
        self.key = key
        self.source = source
        self.arrival = arrival
        self.eighteenth = eighteenth
        self.entrance = entrance
        self.priority = priority
        self.legal_frame = legal_frame
        self.counts: dict[int, int] = {}
        self.escalations: list[Going] = []
        self.stations: list[int] = []
        """Stations where something of him runs or waits, one for each trajectory."""
        self.last: tuple[Terms, int] | None = None
        """Terms and number of the visit whose row of returns may still be drawn (rule 18)."""

    def count(self, station: int) -> int:
        """The number of this visit at `station`, from 1."""
        number = self.counts.get(station, 0) + 1
        self.counts[station] = number
        return number

    def has_one_more(self, station: int) -> None:
        """A trajectory of this youth waits or runs at `station`."""
        self.stations.append(station)

    def has_one_less(self, station: int) -> None:
        """A trajectory at `station` is over."""
        self.stations.remove(station)


class Going(NamedTuple):
    """Where a client is going next, and as what.

    `priority` and `rank_time` are None unless a rule lets him keep one. `is_escalated`: one step
    higher in priority; `is_diverted`: no divert may send him on again; `is_second_try`: he comes by
    `when_full`; `past_limits`: he comes back. `remaining` is what is left of a stay that goes on
    there, in ticks; None for a stay of its own.
    """

    station: int
    priority: int | None = None
    rank_time: int | None = None
    is_escalated: bool = False
    is_diverted: bool = False
    is_second_try: bool = False
    past_limits: bool = False
    remaining: int | None = None


class Visit:
    """One visit, from joining the list to its end; the engine's side of a row of Visits.

    What has not happened yet has its value from the class: a run makes a million of these.
    """

    number = -1
    started = NEVER
    ended = NEVER
    blocked_from = NEVER
    blocked = 0
    outcome = Outcome.WAITING
    next = int(Exit.NOT_YET)
    goal = int(Exit.NOT_YET)
    """The station he waits for while he keeps this place."""
    waits = False
    held: Visit | None = None
    """The visit whose place he keeps while he waits for this one (rule 16)."""
    timer: Moment | None = None
    is_over = False
    """Whether the stay took no time, so that nobody need wait for `over`."""
    stay_end = NEVER
    too_old_at = NEVER
    planned_outcome = Outcome.COMPLETED
    process: Process | None = None
    request: Request | None = None
    over: Moment
    """Happens when he leaves the list without a place, or when his time in care is over."""

    def __init__(
        self,
        youth: Youth,
        terms: Terms,
        desk: Desk,
        going: Going,
        *,
        nth: int,
        priority: int,
        joined: int,
        trajectory: int = MAIN,
        with_visit: int = NO_VISIT,
    ) -> None:
        self.youth = youth
        self.going = going
        self.terms = terms
        self.desk = desk
        self.pool: Pool = desk.pool
        self.nth = nth
        self.priority = priority
        self.rank_time = joined if going.rank_time is None else going.rank_time
        self.joined = joined
        self.trajectory = trajectory
        self.with_visit = with_visit

    def may_leave_list(self, end: int) -> bool:
        """Whether anything but a place may take him off the list before `end`."""
        return self.terms.is_timed or self.too_old_at < end or self.held is not None

    @property
    def is_blocked(self) -> bool:
        """Whether the stay was over while the client kept the place."""
        return self.blocked_from != NEVER

    @property
    def order(self) -> tuple[int, int, int, int]:
        """The place on a list: priority, rank time, identity (rule 8)."""
        return (self.priority, self.rank_time, self.youth.rank, self.trajectory)


class Request:
    """The wish of a client in care for a place elsewhere, because his own will close (rule 20)."""

    __slots__ = ("desk", "joined", "terms", "visit", "waits")

    def __init__(self, visit: Visit, terms: Terms, desk: Desk, joined: int) -> None:
        self.visit = visit
        self.terms = terms
        self.desk = desk
        self.joined = joined
        self.waits = True

    @property
    def order(self) -> tuple[int, int, int, int]:
        """First in priority, from the moment of asking."""
        return (0, self.joined, self.visit.youth.rank, self.visit.trajectory)
