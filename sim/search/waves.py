"""Waves of runs: each run is kept as it comes, so that a calibration that was killed goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..errors import RunError
from ..running.executors import Lost
from ..running.watching import Watch
from .keeping import CENTRE, LOST, MADE, Keeper, Kept
from .region import Region
from .tasks import Made, Point, run_points

_SAVED_SECONDS = 15.0
_MOST_LOST = 0.05
"""The part of a wave that may be lost for good: a draw in which the model cannot run fits nothing,
but many tell that something is wrong with the file."""


@dataclass(frozen=True)
class Running:
    """What makes the runs of a calibration that are still to be made."""

    region: Region
    keeper: Keeper
    watch: Watch

    def run_waiting(self, kept: Kept) -> None:
        """Make them; what was made is kept whatever happens.

        Raises RunError where workers are lost, or more than a few draws cannot be run.
        """
        rows = kept.waiting.tolist()
        if not rows:
            return
        wave = int(kept.wave[rows[0]])
        row_of = {int(kept.number[row]): row for row in rows}
        self.watch.begins(self._name_of(wave, kept.by[wave]), len(rows))
        lost: list[Lost] = []
        saved = time.monotonic()
        try:
            for outcome in self._outcomes(kept, rows):
                self._note(kept, row_of, outcome, lost)
                self.watch.made()
                if time.monotonic() - saved > _SAVED_SECONDS:
                    self.keeper.write(kept)
                    saved = time.monotonic()
        finally:
            self.keeper.write(kept)
        _refuse_losses(lost, len(rows))

    def _outcomes(self, kept: Kept, rows: Sequence[int]) -> Iterator[Made | Lost]:
        groups = self.region.groups
        points = [
            Point(
                int(kept.number[row]),
                dict(zip(groups, kept.z[row].tolist(), strict=True)) if kept.wave[row] else None,
            )
            for row in rows
        ]
        region = self.region
        return run_points(
            region.prior, region.figures, points, options=region.options, crew=region.crew
        )

    def _note(
        self, kept: Kept, row_of: dict[int, int], outcome: Made | Lost, lost: list[Lost]
    ) -> None:
        assert isinstance(outcome.task, Point)
        row = row_of[outcome.task.number]
        if isinstance(outcome, Made):
            kept.state[row], kept.values[row] = MADE, outcome.values
            kept.repaired[row] = outcome.repaired
            return
        lost.append(outcome)
        if not outcome.may_succeed:
            kept.state[row] = LOST

    def _name_of(self, wave: int, by: str) -> str:
        name = self.region.scenario.name
        return f"{name}, chance" if by == CENTRE else f"{name}, wave {wave}"


def _refuse_losses(lost: Sequence[Lost], count: int) -> None:
    """What a worker lost twice is made by going on; what cannot be made may be few only."""
    again = [item for item in lost if item.may_succeed]
    if again:
        raise RunError(
            f"{len(again)} runs were lost, each tried twice: {again[0].reason}; what was made is "
            "kept: free memory, or use fewer --jobs, and give the command again"
        )
    if len(lost) > _MOST_LOST * count:
        task = lost[0].task
        number = task.number if isinstance(task, Point) else task
        raise RunError(
            f"{len(lost)} of {count} draws cannot be run, the first is {number}: {lost[0].reason}"
        )
