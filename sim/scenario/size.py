"""How large a run will be, said before it starts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..errors import ScenarioError
from .effects import Effects
from .flows import arrivals_per_day, mean_stay_days, starts_per_day
from .schema import Scenario

BYTES_OF_ALL = 300_000_000
"""What a run takes before its first client: Python and its libraries (measured)."""
BYTES_PER_VISIT = 1_000
"""What a visit takes while it runs and is counted (measured: 550, and room for the tables)."""


@dataclass(frozen=True)
class Size:
    """What one replication is expected to hold: from flows without waiting, so a rough figure."""

    clients: float
    visits: float

    @property
    def memory_bytes(self) -> float:
        """Working memory of one replication."""
        return BYTES_OF_ALL + BYTES_PER_VISIT * self.visits


def estimate(scenario: Scenario, *, scale: float = 1.0, effects: Effects | None = None) -> Size:
    """The expected size of one replication over the whole period."""
    effects = effects or Effects(scenario)
    last = (scenario.period.end - scenario.period.start).days
    clients = visits = 0.0
    for day in (0, last // 2, last - 1):
        for kind in effects.kinds:
            clients += arrivals_per_day(effects, kind, day) * last / 3
            starts = starts_per_day(effects, kind, day)
            visits += math.fsum(starts.values()) * last / 3
            if day == 0 and scenario.begin == "filled":
                visits += math.fsum(
                    each * mean_stay_days(effects, name, kind, day) for name, each in starts.items()
                )
    return Size(clients * scale, visits * scale)


def refuse_too_large(scenario: Scenario, *, scale: float = 1.0, at_once: int = 1) -> Size:
    """The expected size; raises ScenarioError when `at_once` replications do not fit here."""
    import psutil

    size = estimate(scenario, scale=scale)
    machine: float = psutil.virtual_memory().total
    if size.memory_bytes * at_once > machine:
        side_by_side = f" and {at_once} at once" if at_once > 1 else ""
        raise ScenarioError(
            f"{next(iter(scenario.files), scenario.name)}: a run has about {size.visits:,.0f} "
            f"visits of {size.clients:,.0f} clients and needs {_gb(size.memory_bytes)} of "
            f"memory{side_by_side}; this machine has {_gb(machine)}; "
            "shorten the period, or use --scale or fewer --jobs"
        )
    return size


def _gb(count: float) -> str:
    return f"{count / 1e9:,.1f} GB"
