"""Draws to be run, as pieces of work, and what a run says of the known figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from ..errors import RunError, ScenarioError
from ..indicators.targets import shortened
from ..running.executors import Executor, Lost, executor_for
from ..running.one_run import measured_rows
from ..running.tasks import Options
from ..scenario.schema import Scenario
from ..uncertainty import Prior
from .figures import Figure

AT_A_TIME = 4
"""Draws of one piece of work: some seconds, so that little is lost with a worker."""


@dataclass(frozen=True)
class Point:
    """A draw to run: its number, and what each group has; None for the values of the file.

    The number is also the replication number of its run.
    """

    number: int
    groups: Mapping[str, float] | None


@dataclass(frozen=True)
class Made:
    """What a run says of each figure; `repaired` where a check refused the draw as it was."""

    task: Point
    values: tuple[float, ...]
    repaired: bool


@dataclass(frozen=True)
class Points:
    """Draws that one worker makes one after the other."""

    prior: Prior
    figures: tuple[Figure, ...]
    points: tuple[Point, ...]
    options: Options

    @property
    def tasks(self) -> tuple[Point, ...]:
        """What it is made of."""
        return self.points

    def outcomes(self) -> Iterator[Made | Lost]:
        """Each run; one that cannot be made is lost, and the next is tried."""
        for point in self.points:
            try:
                yield self._made(point)
            except MemoryError:
                yield Lost(point, "found no more memory")
            except (RunError, ScenarioError) as error:
                yield Lost(point, str(error), may_succeed=False)

    def _made(self, point: Point) -> Made:
        if point.groups is None:
            return self._run(point, self.prior.scenario, repaired=False)
        draw = self.prior.given(point.number, point.groups)
        return self._run(point, draw.scenario, repaired=bool(draw.repaired_for))

    def _run(self, point: Point, scenario: Scenario, *, repaired: bool) -> Made:
        """A run no further than the figures need, which gives what a longer one would."""
        rows = measured_rows(shortened(scenario), self.options, point.number)
        values = (figure.value_in(rows, self.options.scale) for figure in self.figures)
        return Made(point, tuple(values), repaired)


def run_points(
    prior: Prior,
    figures: tuple[Figure, ...],
    points: Sequence[Point],
    *,
    options: Options,
    jobs: int,
) -> Iterator[Made | Lost]:
    """Run them all, in any order; what a worker lost is tried once more, alone in a fresh one."""
    lost = []
    with executor_for(min(jobs, len(points))) as executor:
        for outcome in _outcomes(executor, prior, figures, points, options):
            if isinstance(outcome, Lost) and outcome.may_succeed:
                lost.append(outcome.task)
            else:
                yield outcome
    if lost:
        again = [point for point in points if point in lost]
        with executor_for(1, apart=jobs > 1) as fresh:
            yield from _outcomes(fresh, prior, figures, again, options)


def _outcomes(
    executor: Executor,
    prior: Prior,
    figures: tuple[Figure, ...],
    points: Sequence[Point],
    options: Options,
) -> Iterator[Made | Lost]:
    each = iter(points)
    pieces = iter(lambda: tuple(islice(each, AT_A_TIME)), ())
    return executor.outcomes(Points(prior, figures, piece, options) for piece in pieces)
