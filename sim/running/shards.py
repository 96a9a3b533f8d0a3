"""A part of the runs of a plan, made apart from the others into a store that they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError, RunError
from .batch import Watch, outset_of
from .cores import crew_for
from .engines import make_ready
from .executors import Lost
from .executors.crew import Cluster
from .making import Making
from .plan import Plan
from .shelf import shelf_of
from .tasks import Options, Task, tasks_of


@dataclass(frozen=True)
class Shard:
    """Which part, from 1, of how many."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    def part_of(self, tasks: Sequence[Task]) -> list[Task]:
        """Every so manieth draw or replication, so that scenarios which begin alike stay together.

        Every so manieth run where there are fewer of these than parts.
        """
        chances = list(dict.fromkeys((task.draw, task.replication) for task in tasks))
        place = {chance: at for at, chance in enumerate(chances)}
        is_by_chance = len(chances) >= self.of
        places = (
            place[task.draw, task.replication] if is_by_chance else at
            for at, task in enumerate(tasks)
        )  # fmt: skip
        return [
            task for task, at in zip(tasks, places, strict=True) if at % self.of == self.number - 1
        ]


@dataclass(frozen=True)
class ShardDone:
    """What was done of a part; `before` of its runs were there."""

    shard: Shard
    runs: int
    before: int


def carry_out_shard(
    plan: Plan,
    options: Options,
    shard: Shard,
    store: Path,
    *,
    jobs: int | None,
    watch: Watch,
    cluster: Cluster | None = None,
) -> ShardDone:
    """Make the runs of a part of a plan into a store; nothing is compared or written otherwise.

    Raises InputError for a plan whose number of runs is not known, or whose runs are not kept;
    RunError, once the others are made, where some could not be.
    """
    if plan.precision is not None:
        raise InputError(
            "replications: a shard needs to know how many runs there are; give --replications "
            "instead of a stopping rule"
        )
    tasks = shard.part_of(tasks_of(plan, range(plan.least_runs)))
    crew = crew_for(plan.runs.values(), options.scale, jobs, cluster)
    make_ready(options.engine)
    lost: list[Lost] = []
    with shelf_of(plan, options, store, watch.says) as shelf:
        if not shelf.is_kept:
            raise InputError("a shard is kept in a store, and runs with visits or a state are not")
        watch.begins(outset_of(plan, options, crew.at_once, shelf, runs=len(tasks)))
        made = 0
        with Making(plan, options, crew, shelf, most=len(tasks)) as making:
            for outcome in making.outcomes(tasks):
                if isinstance(outcome, Lost):
                    lost.append(outcome)
                else:
                    made += 1
                    watch.progress(made, len(tasks))
        done = ShardDone(shard, made, shelf.count)
    if lost:
        first = "; ".join(f"{item.task}: {item.reason}" for item in lost[:3])
        raise RunError(
            f"shard {shard}: {len(lost)} of {len(tasks)} runs could not be made, the others are "
            f"kept; {first}"
        )
    return done
