"""All runs of a plan, over the cores: each on its own, in any order, with the same results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ..errors import Problem
from ..indicators.kept import Kept
from .executors import Lost
from .executors.crew import Crew
from .expected import Expected, expected_of
from .making import Making
from .one_run import Measured
from .plan import Plan
from .shelf import Shelf
from .stopping import next_batch
from .tasks import Options, tasks_of

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Outset:
    """What is about to be run; under a stopping rule from `least` to `most` runs.

    `expected` is what `most` runs take if none was made before; `free_bytes` what there is for
    those that are kept, None where none is. `kept` are the indicators that are kept of each run;
    None: all.
    """

    scenarios: int
    least: int
    most: int
    jobs: int
    notes: tuple[Problem, ...] = ()
    expected: Expected | None = None
    free_bytes: int | None = None
    kept: Kept | None = None


@dataclass(frozen=True)
class Watch:
    """Who is told of the runs: before they start, after each how many of how many, and in words."""

    begins: Callable[[Outset], None] = lambda _: None
    progress: Progress = lambda *_: None
    says: Callable[[str], None] = lambda _: None


@dataclass(frozen=True)
class Batch:
    """The runs that were made, in the order of the plan, and those that could not be made.

    `reached` says whether a stopping rule was met, if there is one; `repaired` what was wrong with
    draws that were not left as drawn.
    """

    measured: tuple[Measured, ...]
    lost: tuple[Lost, ...]
    reached: bool | None
    repaired: Mapping[int, tuple[Problem, ...]] = field(default_factory=dict)


def run_batch(
    plan: Plan, options: Options, crew: Crew, watch: Watch, *, shelf: Shelf | None = None
) -> Batch:
    """Make all runs of a plan that do not stand on the shelf, where they are put.

    Under a stopping rule in batches that do not depend on who makes them.
    """
    shelf = shelf or Shelf(plan, options)
    outset = outset_of(plan, options, crew.at_once, shelf)
    watch.begins(outset)
    measured: list[Measured] = []
    with Making(plan, options, crew, shelf, most=outset.most) as making:
        numbers, reached = next_batch(plan, measured, 0)
        while numbers:
            tasks = tasks_of(plan, numbers)
            most, lost = len(measured) + len(tasks), list[Lost]()
            for outcome in making.outcomes(tasks):
                if isinstance(outcome, Lost):
                    lost.append(outcome)
                    continue
                measured.append(outcome)
                watch.progress(len(measured), most)
            if lost:
                place: dict[object, int] = {task: at for at, task in enumerate(tasks)}
                lost.sort(key=lambda item: place[item.task])
                return Batch(_ordered(plan, measured), tuple(lost), None, making.repaired)
            numbers, reached = next_batch(plan, measured, numbers.stop)
    if shelf.count:
        watch.says(f"{shelf.count:,} of {len(measured):,} runs were made before")
    return Batch(_ordered(plan, measured), (), reached, making.repaired)


def outset_of(
    plan: Plan, options: Options, jobs: int, shelf: Shelf, *, runs: int | None = None
) -> Outset:
    """How much there is to run; `runs` of a part of the plan."""
    least, most = (runs, runs) if runs is not None else _numbers_of_runs(plan)
    expected = expected_of(plan, options, most, jobs)
    return Outset(len(plan.runs), least, most, jobs, plan.notes, expected, shelf.free_bytes,
                  options.kept)  # fmt: skip


def _numbers_of_runs(plan: Plan) -> tuple[int, int]:
    again = plan.second_runs * len(plan.scenarios)
    least, most = (runs * len(plan.runs) + again for runs in (plan.least_runs, plan.most_runs))
    return least, most


def _ordered(plan: Plan, measured: Iterable[Measured]) -> tuple[Measured, ...]:
    """By scenario as in the plan, then by draw and replication."""
    place = {name: number for number, name in enumerate(plan.runs)}
    return tuple(
        sorted(
            measured,
            key=lambda item: (place[item.task.scenario], item.task.draw, item.task.replication),
        )
    )
