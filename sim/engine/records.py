"""What a run keeps of clients and visits while it goes on."""

from __future__ import annotations

from typing import TypeAlias

from simpy.events import Process

from ..draws import NEVER
from ..network.model import Exit
from ..visits import Outcome
from .moments import Moment
from .terms import Terms
from .waiting_list import WaitingList
from .youths import Going, Youth

MAIN = 0
NO_VISIT = -1
BESIDE_BEFORE = -2
"""`with_visit` of a second trajectory that runs from before the start."""


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
    """The station they wait for while they keep this place."""
    waits = False
    tries: int = 0
    """How often they looked for another list."""
    other: Pool | None = None
    """The list that they go to instead of this one."""
    held: Visit | None = None
    """The visit whose place they keep while they wait for this one (rule 16)."""
    timer: Moment | None = None
    is_over = False
    """Whether the stay took no time, so that nobody need wait for `over`."""
    stay_end = NEVER
    too_old_at = NEVER
    planned_outcome = Outcome.COMPLETED
    process: Process | None = None
    request: Request | None = None
    over: Moment
    """Happens when they leave the list without a place, or when their time in care is over."""

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
        self.queue_time = self.rank_time
        """Orders the list; later than the rank time for who came from another list (rule 8)."""
        self.joined = self.clock = self.looked = joined
        """`clock`: since when what makes them leave counts; `looked`: the last time for a list."""
        self.trajectory = trajectory
        self.with_visit = with_visit

    def may_leave_list(self, end: int) -> bool:
        """Whether anything but a place may take them off the list before `end`."""
        is_timed = self.terms.is_timed or self.pool.switch is not None
        return is_timed or self.too_old_at < end or self.held is not None

    @property
    def is_blocked(self) -> bool:
        """Whether the stay was over while the client kept the place."""
        return self.blocked_from != NEVER

    @property
    def order(self) -> tuple[int, int, int, int]:
        """The place on a list: priority, when they came on it, identity (rule 8)."""
        return (self.priority, self.queue_time, self.youth.rank, self.trajectory)


class Request:
    """The wish of clients in care for a place elsewhere, because theirs will close (rule 20)."""

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


Waiter: TypeAlias = Visit | Request


class Pool:
    """Places that visits take and free; may be above its capacity when places close."""

    __slots__ = (
        "capacity",
        "choice",
        "in_care",
        "index",
        "is_marked",
        "key",
        "lists",
        "name",
        "seen",
        "switch",
        "urgent",
        "used",
        "waiting",
    )

    def __init__(self, index: int, name: str, capacity: int, seen: int) -> None:
        """`seen` is the wait for it among those that are seen, or -1."""
        self.index = index
        self.seen = seen
        self.name = name
        self.capacity = capacity
        self.used = 0
        self.waiting: WaitingList[Waiter] = WaitingList()
        self.is_marked = False
        self.urgent: list[Waiter] = []
        """Who waits here and may start above capacity (rule 11)."""
        self.lists: tuple[Pool, ...] = (self,)
        """It and the other lists behind the same form, which share what follows (rule 8)."""
        self.key = 0
        self.choice: list[list[float]] = []
        """By gemeente, the cumulative shares of those who choose each list."""
        self.switch: tuple[object, object] | None = None
        """The hazard of looking for another list; None: never."""
        self.in_care: dict[Visit, None] = {}
        """Who has a place, in order of starting; asked when places close."""

    @property
    def free(self) -> int:
        """Places not in use; negative above capacity."""
        return self.capacity - self.used

    def first_for(self, station: int) -> Visit | None:
        """The first of those who wait for one station of the pool, or None."""
        return next(
            (
                item
                for item in self.waiting
                if isinstance(item, Visit) and item.terms.station == station
            ),
            None,
        )


class Desk:
    """One station at one pool, with the observer's running integrals (rule 25).

    `unblocked` counts those on the list without a place elsewhere, for limits (rule 11).
    """

    __slots__ = (
        "_since",
        "area_blocked",
        "area_in_care",
        "area_waiting",
        "blocked",
        "in_care",
        "pool",
        "station",
        "unblocked",
        "waiting",
    )

    def __init__(self, station: int, pool: Pool) -> None:
        self.station = station
        self.pool = pool
        self.unblocked = 0
        self.waiting = 0
        self.in_care = 0
        self.blocked = 0
        self.area_waiting = 0
        self.area_in_care = 0
        self.area_blocked = 0
        self._since = 0

    def observe(self, now: int, waiting: int, in_care: int, blocked: int) -> None:
        """Someone joins or leaves those waiting, in care or blocked."""
        passed = now - self._since
        if passed:
            self.area_waiting += self.waiting * passed
            self.area_in_care += self.in_care * passed
            self.area_blocked += self.blocked * passed
            self._since = now
        self.waiting += waiting
        self.in_care += in_care
        self.blocked += blocked
