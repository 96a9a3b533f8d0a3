"""How many runs there may be at one time: by cores of machine, mask and container, and memory."""

from __future__ import annotations

import os
from collections.abc import Collection
from math import ceil, inf
from pathlib import Path

from ..scenario.schema import Scenario
from ..traffic.control_groups import groups_of, number_in
from ..visits import MOST_VISITS
from .executors.crew import Cluster, Crew


def available_cores(root: Path = Path("/")) -> int:
    """Cores that work can be spread over, at least one."""
    has_mask = hasattr(os, "sched_getaffinity")
    cores = len(os.sched_getaffinity(0)) if has_mask else os.cpu_count() or 1
    share = min((_share_of(folder) for folder in groups_of("cpu", root)), default=inf)
    return max(1, min(cores, ceil(share)) if share < inf else cores)


def jobs_at_once(scenarios: Collection[Scenario], scale: float, jobs: int | None) -> int:
    """Runs at one time: as asked, else as many as there are cores, and memory for.

    Raises ScenarioError where not even these fit in the memory.
    """
    from ..traffic.memory import free_bytes
    from ..traffic.size import estimate, refuse_without_room

    sizes = [estimate(scenario, scale=scale) for scenario in scenarios]
    if jobs is None:
        most = max(size.memory_bytes for size in sizes)
        jobs = max(1, min(available_cores(), int(free_bytes() / most)))
    for scenario, size in zip(scenarios, sizes, strict=True):
        refuse_without_room(scenario, size, at_once=jobs)
    return jobs


def crew_for(
    scenarios: Collection[Scenario], scale: float, jobs: int | None, cluster: Cluster | None
) -> Crew:
    """Who makes runs of these scenarios: the cluster if there is one, else so many jobs here.

    Raises ScenarioError where one of them does not fit in the memory there is for it.
    """
    from ..traffic.size import estimate, refuse_without_room

    if cluster is None:
        return Crew(jobs_at_once(scenarios, scale, jobs))
    free = cluster.memory_bytes
    for scenario in scenarios if free is not None else ():
        refuse_without_room(scenario, estimate(scenario, scale=scale), at_once=1, free=free)
    return Crew(cluster.at_once, cluster)


def room_for_visits(crew: Crew) -> int:
    """How many visits a run has room for where it is made."""
    from ..traffic.size import most_visits

    if crew.cluster is None:
        return most_visits(at_once=crew.at_once)
    free = crew.cluster.memory_bytes
    return MOST_VISITS if free is None else most_visits(free=free)


def _share_of(folder: Path) -> float:
    """Cores that a group may use: its time in each period; without end where it has no limit."""
    try:
        quota, period = (folder / "cpu.max").read_text("utf-8").split()
    except (OSError, UnicodeDecodeError, ValueError):
        time = number_in(folder / "cpu.cfs_quota_us")  # version 1; -1 is no limit
        per = number_in(folder / "cpu.cfs_period_us")
        return time / per if time and per else inf
    return int(quota) / int(period) if quota.isdecimal() else inf
