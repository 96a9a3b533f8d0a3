"""How large a run will be, said before it starts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..errors import ScenarioError
from ..in_force.effects import Effects
from ..scenario.schema import Scenario
from ..scenario.wording import counted
from .flows import (
    DAYS_PER_YEAR,
    MOST_EXPONENT,
    YEARS_BEFORE,
    arrivals_per_day,
    mean_stay_days,
    starts_per_day,
)

BYTES_OF_ALL = 300_000_000
"""What a run takes before its first client: Python and its libraries (measured)."""
BYTES_PER_VISIT = 1_000
"""What a visit takes while it runs and is counted (measured: 550, and room for the tables)."""
BYTES_PER_WALKED = 160
"""What a client takes who walks in before a filled start (measured: 150)."""


@dataclass(frozen=True)
class Size:
    """What one replication is expected to hold: from flows without waiting, so a rough figure.

    `walked` are the clients who walk in before a filled start (rule 23). Most have left by then,
    and they are let go of before the run begins.
    """

    clients: float
    visits: float
    walked: float = 0.0

    @property
    def memory_bytes(self) -> float:
        """Working memory of one replication, at the start or later."""
        return BYTES_OF_ALL + max(BYTES_PER_VISIT * self.visits, BYTES_PER_WALKED * self.walked)

    @property
    def is_of_the_start(self) -> bool:
        """Whether it is the start that takes the most memory."""
        return BYTES_PER_WALKED * self.walked > BYTES_PER_VISIT * self.visits


def estimate(scenario: Scenario, *, scale: float = 1.0, effects: Effects | None = None) -> Size:
    """The expected size of one replication over the whole period."""
    effects = effects or Effects(scenario)
    last = (scenario.period.end - scenario.period.start).days
    clients = visits = walked = 0.0
    for day in (0, last // 2, last - 1):
        for kind in effects.kinds:
            clients += arrivals_per_day(effects, kind, day) * last / 3
            starts = starts_per_day(effects, kind, day)
            visits += math.fsum(starts.values()) * last / 3
            if day == 0 and scenario.begin == "filled":
                visits += math.fsum(
                    each * mean_stay_days(effects, name, kind, day) for name, each in starts.items()
                )
                walked += arrivals_per_day(effects, kind, day) * _days_before(
                    scenario.arrivals[kind.arrival].growth_per_year.first
                )
    return Size(clients * scale, visits * scale, walked * scale)


def _days_before(growth_per_year: float) -> float:
    """Days at the rate of the start with as many clients as the years before it (rule 23)."""
    slope = math.log1p(growth_per_year)
    if slope == 0.0:
        return YEARS_BEFORE * DAYS_PER_YEAR
    grown = min(-slope * YEARS_BEFORE, MOST_EXPONENT)
    return -math.expm1(grown) / slope * DAYS_PER_YEAR


def refuse_too_large(scenario: Scenario, *, scale: float = 1.0, at_once: int = 1) -> Size:
    """The expected size; raises ScenarioError when `at_once` replications do not fit here."""
    import psutil

    size = estimate(scenario, scale=scale)
    machine: float = psutil.virtual_memory().total
    if size.memory_bytes * at_once > machine:
        side_by_side = f" and {at_once} at once" if at_once > 1 else ""
        what, way_out = _of_the_start(size) if size.is_of_the_start else _of_the_run(size)
        raise ScenarioError(
            f"{next(iter(scenario.files), scenario.name)}: {what} and needs "
            f"{_gb(size.memory_bytes)} of memory{side_by_side}; this machine has {_gb(machine)}; "
            f"{way_out}, or use --scale or fewer --jobs"
        )
    return size


def _of_the_run(size: Size) -> tuple[str, str]:
    """What a run holds, and how to make it hold less."""
    what = f"a run has about {counted(size.visits)} visits of {counted(size.clients)} clients"
    return what, "shorten the period"


def _of_the_start(size: Size) -> tuple[str, str]:
    """The same of a filled start that takes more than the run itself."""
    what = (
        f"the filled start walks in about {counted(size.walked)} clients of the {YEARS_BEFORE} "
        "years before it, with growth_per_year taken back,"
    )
    return what, "begin: empty, or a growth_per_year nearer to 0"


def _gb(count: float) -> str:
    return f"{count / 1e9:,.1f} GB" if count < 1e24 else f"{count / 1e9:.0e} GB"
