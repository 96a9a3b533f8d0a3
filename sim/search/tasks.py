"""Draws to be run, as pieces of work, and what a run says of the known figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..indicators.targets import shortened
from ..running.executors import Lost, attempted, tried_twice
from ..running.executors.crew import Crew
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
        return attempted(self.points, self._made)

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
    crew: Crew,
) -> Iterator[Made | Lost]:
    """Run them all, in any order; what a worker lost is tried once more."""

    def works(groups: Iterable[tuple[Point, ...]]) -> Iterator[Points]:
        return (Points(prior, figures, group, options) for group in groups)

    starts = range(0, len(points), AT_A_TIME)
    groups = [tuple(points[first : first + AT_A_TIME]) for first in starts]
    with crew.executor(len(points)) as executor:
        yield from tried_twice(executor, works, groups, apart=crew.is_apart)
