"""How large a run may become, told before it starts, and what there is room for."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..errors import ScenarioError
from ..in_force import InForce, Rate, raised
from ..in_force.rates import DAYS_PER_YEAR, MOST_EXPONENT
from ..in_force.timelines import Days, Values
from ..scenario.schema import Scenario
from ..scenario.wording import counted
from .flows import YEARS_BEFORE, Traffic
from .lists import changes_of_list, lists_of
from .memory import free_bytes
from .relocations import most_relocated
from .volume import Volume, volume_of

BYTES_OF_ALL = 300_000_000
"""What a run takes before its first client: Python and its libraries (measured)."""
BYTES_PER_VISIT = 1_000
"""What a visit takes while it runs and is counted (measured: 550, and room for the tables)."""
BYTES_PER_WALKED = 160
"""What a client takes who walks in before a filled start (measured: 150)."""
BYTES_PER_STRIP = 1_300
"""What a strip of potential clients takes (rule 4), also when nobody of it comes."""
BYTES_PER_CELL = 400
"""What a station takes for each group of clients, and for each pool of a gemeente."""
_NO_BOUND = 10.0
"""Times the visits of flows without waiting, where no bound is found: a run that goes beyond what
there is room for is ended by its guard."""
_DEVIATIONS = 6.0
"""Standard deviations by which chance may exceed the mean."""


@dataclass(frozen=True)
class Size:
    """What one replication holds: `clients` in the mean, `visits` at most.

    `walked` are the clients who walk in before a filled start (rule 23). Most have left by then,
    and they are let go of before the run begins. `strips` are those of rule 4, `cells` stations
    times groups of clients and pools.
    """

    clients: float
    visits: float
    walked: float = 0.0
    strips: float = 0.0
    cells: float = 0.0

    @property
    def memory_bytes(self) -> float:
        """Working memory of one replication, at the start or later."""
        of_tables = BYTES_PER_STRIP * self.strips + BYTES_PER_CELL * self.cells
        of_clients = max(BYTES_PER_VISIT * self.visits, BYTES_PER_WALKED * self.walked)
        return BYTES_OF_ALL + of_tables + of_clients

    @property
    def is_of_the_start(self) -> bool:
        """Whether it is the start that takes the most memory."""
        return BYTES_PER_WALKED * self.walked > BYTES_PER_VISIT * self.visits

    @property
    def is_of_tables(self) -> bool:
        """Whether the tables take more than clients and their visits."""
        of_clients = max(BYTES_PER_VISIT * self.visits, BYTES_PER_WALKED * self.walked)
        return BYTES_PER_STRIP * self.strips + BYTES_PER_CELL * self.cells > of_clients


def estimate(scenario: Scenario, *, scale: float = 1.0) -> Size:
    """The size of one replication over the whole period."""
    traffic = Traffic(InForce(scenario))
    rates = [traffic.in_force.rate(group) for group in traffic.in_force.groups]
    last = (scenario.period.end - scenario.period.start).days
    courses = [_Course.of(rate, last) for rate in rates]
    clients = np.array([course.clients for course in courses], np.float64)
    clients *= [raised(traffic.in_force, group) for group in traffic.in_force.groups]
    volume, number_of = volume_of(traffic), traffic.strands.number_of
    follow = np.array(
        [
            volume.about_to_join[group.need][number_of[scenario.arrivals[group.arrival].enters]]
            for group in traffic.in_force.groups
        ]
    )
    visits = float((clients * follow)[clients > 0].sum())
    walked = 0.0
    if scenario.begin == "filled":
        walked = math.fsum(rate.on(0) * _days_before(rate) for rate in rates)
        visits += _of_the_stock(traffic, volume)
    onward = 1 + max((float(item.max()) for item in volume.about_to_join.values()), default=0.0)
    if not math.isfinite(visits):
        visits, follow, onward = _NO_BOUND * _in_the_mean(traffic, last), np.ones(len(rates)), 1.0
    largest = float(follow[clients > 0].max(initial=1.0))
    visits *= scale * (1.0 + changes_of_list(traffic, last))
    # Who is relocated begins a visit more, and goes on from another station than before.
    relocated = most_relocated(traffic.in_force, visits, scale=scale)
    if relocated:
        visits, largest = visits + onward * relocated, max(onward, largest)
    pools = sum(lists_of(pool) for pool in traffic.in_force.pools)
    return Size(
        clients=float(clients.sum()) * scale,
        visits=visits + _DEVIATIONS * math.sqrt(visits * largest),
        walked=walked * scale,
        strips=math.fsum(map(_strips, rates, courses)) * scale + len(rates),
        cells=float(len(scenario.stations) * (len(rates) + pools)),
    )


def _in_the_mean(traffic: Traffic, last: int) -> float:
    """Visits if nobody waited, by the flows at the start, in the middle and at the end."""
    total, of_group = 0.0, traffic.strands.of_group
    for day in (0, last // 2, last - 1):
        starts = np.maximum(traffic.starts(day), 0.0).sum(axis=1)
        for group in traffic.in_force.groups:
            arrivals = traffic.in_force.rate(group).per_day(day)
            total += arrivals * float(starts[of_group[group.index]]) * last / 3
    return total


@dataclass(frozen=True)
class _Course:
    """A rate over the period by steps of its own: a month, a change, or what there is of one.

    `flat` is what comes a day in each step without growth; `grown` the growth on the first day of
    each, and on the last of the period.
    """

    days: Days
    flat: Values
    grown: Values
    slope: float

    @classmethod
    def of(cls, rate: Rate, last: int) -> _Course:
        lines = (rate.per_year, rate.season, rate.growth_since)
        days = np.unique(np.concatenate([line.day_array for line in lines]))
        days = days[days < last]
        flat = np.prod([line.on(days) for line in lines], axis=0) / DAYS_PER_YEAR
        edges = np.append(days, last)
        exponent = rate.log_growth_per_day * (edges - rate.growth_is_1_on_day)
        grown = np.exp(np.minimum(exponent, MOST_EXPONENT))
        return cls(edges, flat, grown, rate.log_growth_per_day)

    @property
    def clients(self) -> float:
        """Arrivals within the period in the mean."""
        if self.slope == 0.0:
            return float(self.flat @ np.diff(self.days))
        return float(self.flat @ np.diff(self.grown)) / self.slope

    @property
    def highest(self) -> float:
        """The most that comes a day."""
        return float((self.flat * np.maximum(self.grown[:-1], self.grown[1:])).max())


def _strips(rate: Rate, course: _Course) -> float:
    """Strips of potential clients up to the highest rate, in those of the first (rule 4)."""
    first = rate.per_year.first / DAYS_PER_YEAR
    return course.highest / (first or 1 / DAYS_PER_YEAR)


def _days_before(rate: Rate) -> float:
    """Days at the rate of the start with as many clients as the years before it (rule 23)."""
    slope = rate.log_growth_per_day * DAYS_PER_YEAR
    if slope == 0.0:
        return YEARS_BEFORE * DAYS_PER_YEAR
    grown = min(-slope * YEARS_BEFORE, MOST_EXPONENT)
    return -math.expm1(grown) / slope * DAYS_PER_YEAR


def _of_the_stock(traffic: Traffic, volume: Volume) -> float:
    """Visits of those who are there at the start, with all that follows for them."""
    strands, in_force = traffic.strands, traffic.in_force
    starts, of_group = traffic.starts(0), strands.of_group
    total, arriving = 0.0, np.zeros(len(strands))
    for group in in_force.groups:
        rate = in_force.rate(group)
        shrunk = max(1.0, _days_before(rate) / (YEARS_BEFORE * DAYS_PER_YEAR))
        arriving[of_group[group.index]] += rate.on(0) * shrunk
    for number, name in enumerate(strands.stations):
        stays, factors = in_force.stay(name), in_force.stay_factor(name)
        for strand in np.flatnonzero(starts[:, number] * arriving).tolist():
            group = strands.first[strand]
            stay = stays.of(group)
            if stay is not None:
                days = min(stay.mean * factors.of(group).at(0), YEARS_BEFORE * DAYS_PER_YEAR)
                there = float(arriving[strand] * starts[strand, number]) * days
                total += there * float(volume.from_a_visit[group.need][number])
    return total


# ------------------------------------------------------------------ what there is room for


def refuse_too_large(scenario: Scenario, *, scale: float = 1.0) -> Size:
    """The size; raises ScenarioError when a replication does not fit in what is free."""
    size = estimate(scenario, scale=scale)
    refuse_without_room(scenario, size, at_once=1)
    return size


def refuse_without_room(
    scenario: Scenario, size: Size, *, at_once: int, free: float | None = None
) -> None:
    """Raises ScenarioError when `at_once` replications of this size do not fit in what is free.

    `free` are the bytes of who makes them, where that is not this machine.
    """
    where, fewer = ("here", " or fewer --jobs") if free is None else ("for each worker", "")
    free = free_bytes() if free is None else free
    if size.memory_bytes * at_once > free:
        side_by_side = f" and {at_once} at once" if at_once > 1 else ""
        what, way_out = _of_the_run(size)
        if size.is_of_tables:
            what, way_out = _of_the_tables(size)
        elif size.is_of_the_start:
            what, way_out = _of_the_start(size)
        raise ScenarioError(
            f"{next(iter(scenario.files), scenario.name)}: {what} and needs up to "
            f"{_gb(size.memory_bytes)} of memory{side_by_side}; {_gb(free)} is free {where}; "
            f"{way_out}, or use --scale{fewer}"
        )


def most_visits(*, at_once: int = 1, free: float | None = None) -> int:
    """How many visits each of `at_once` replications has room for now; `free` as above."""
    free = free_bytes() if free is None else free
    return max(1, int((free / at_once - BYTES_OF_ALL) / BYTES_PER_VISIT))


def _of_the_run(size: Size) -> tuple[str, str]:
    """What a run holds, and how to make it hold less."""
    visits = f"up to {counted(size.visits)} visits"
    if size.visits == math.inf:
        visits = "visits without end"
    return f"a run has {visits} of about {counted(size.clients)} clients", "shorten the period"


def _of_the_start(size: Size) -> tuple[str, str]:
    """The same of a filled start that takes more than the run itself."""
    what = (
        f"the filled start walks in about {counted(size.walked)} clients of the {YEARS_BEFORE} "
        "years before it, with growth_per_year taken back,"
    )
    return what, "begin: empty, or a growth_per_year nearer to 0"


def _of_the_tables(size: Size) -> tuple[str, str]:
    """The same of the tables of a run."""
    what = (
        f"a run has tables of {counted(size.cells)} cells (stations by groups of clients and "
        f"pools) and {counted(size.strips)} strips of potential clients (highest by lowest rate)"
    )
    return what, "join gemeenten or stations, or keep the rates of arrivals nearer to each other"


def _gb(count: float) -> str:
    return f"{count / 1e9:,.1f} GB" if count < 1e24 else f"{count / 1e9:.0e} GB"
