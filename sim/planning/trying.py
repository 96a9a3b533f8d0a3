"""Paths tried by running them: who is not helped within the norm, by draw, pool and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..checks.loading import Resolved, resolve
from ..errors import RunError
from ..running.cores import crew_for
from ..running.engines import engine_named, make_ready
from ..running.executors import Lost
from ..running.making import Making
from ..running.shelf import shelf_of
from ..running.tasks import Options
from ..running.watching import Watch
from .asking import Asked
from .drawing import Draws
from .least import Ints
from .pools import PlannedPool
from .writing import levels_by_pool, scenario_text

if TYPE_CHECKING:
    from ..measuring.tidy import Tidy

Floats = NDArray[np.float64]
ALL = "all"
NAME = "plan"


def reached(shares: Floats, certainty: float) -> Floats:
    """The share that is not exceeded in this part of the draws, which are along the first axis."""
    ordered = np.sort(shares, axis=0)  # what is not known counts as the worst
    return np.asarray(ordered[ceil(certainty * len(shares) - 1e-9) - 1])


@dataclass
class Trying:
    """Runs of paths on draws; what was run once is known."""

    asked: Asked
    base: Path
    pools: tuple[PlannedPool, ...]
    years: tuple[int, ...]
    draws: Draws
    folder: Path
    watch: Watch
    paths: int = 0
    _known: dict[tuple[bytes, int], Floats] = field(default_factory=dict)

    def path(self, levels: Ints, numbers: Sequence[int]) -> Floats:
        """Shares at these levels of each pool and year, shape (draws, pools, years)."""
        key = levels.tobytes()
        missing = [number for number in numbers if (key, number) not in self._known]
        if missing:
            self.paths += 1
            self._run(self.resolved(levels), key, missing)
        return np.stack([self._known[key, number] for number in numbers])

    def resolved(self, levels: Ints) -> Resolved:
        """The scenario of a path; raises ScenarioError where the checks refuse it."""
        paths = levels_by_pool(self.pools, levels)
        text = scenario_text(str(self.base), {"nl": NAME, "en": NAME}, paths, self.years[0])
        file = self.folder / f"{NAME}.yaml"
        file.write_text(text, encoding="utf-8")
        return resolve(file)

    def as_it_stands(self, resolved: Resolved, numbers: Sequence[int]) -> Floats:
        """The same where nothing is planned."""
        self._run(resolved, b"", numbers)
        return np.stack([self._known[b"", number] for number in numbers])

    def _run(self, resolved: Resolved, key: bytes, numbers: Sequence[int]) -> None:
        asked, plan = self.asked, self.draws.plan(resolved)
        options = Options(plan.seed, asked.scale, engine_named(asked.engine))
        crew = crew_for(plan.runs.values(), asked.scale, asked.jobs, None)
        make_ready(options.engine)
        tasks = [self.draws.task(plan.name, number) for number in numbers]
        of_task = dict(zip(tasks, numbers, strict=True))
        self.watch.begins(str(self.paths or NAME), len(tasks))
        with (
            shelf_of(plan, options, asked.store, self.watch.says) as shelf,
            Making(plan, options, crew, shelf, most=len(tasks)) as making,
        ):
            for outcome in making.outcomes(tasks):
                if isinstance(outcome, Lost):
                    raise RunError(f"{outcome.task} could not be made: {outcome.reason}")
                self._known[key, of_task[outcome.task]] = self._shares(outcome.indicators)
                self.watch.made()

    def _shares(self, rows: Tidy) -> Floats:
        cells = {name: _cells(rows, name) for name in ("joined", *LATE)}
        return np.array([[_late(cells, pool, year) for year in self.years] for pool in self.pools])


LATE = ("over_norm", "left_before_norm")
Cells = dict[tuple[str, str], float]


def _cells(rows: Tidy, indicator: str) -> Cells:
    """The values of an indicator for everybody, by station and period."""
    place = {name: at for at, name in enumerate(rows.names)}
    chosen = rows.columns["indicator"] == place.get(indicator, -1)
    for axis in ("gemeente", "need"):
        chosen &= rows.columns[axis] == place[ALL]
    stations, periods, values = (
        rows.columns[name][chosen].tolist() for name in ("station", "period", "value")
    )
    return {
        (rows.names[station], rows.names[period]): value
        for station, period, value in zip(stations, periods, values, strict=True)
    }


def _late(cells: dict[str, Cells], pool: PlannedPool, year: int) -> float:
    """The part of who joined a pool in a year that did not begin within the norm of the station.

    Who left the list before, without help, is among them: no list becomes short by sending away.
    """
    joined = late = 0.0
    for station in pool.load.stations:
        cell = (station, str(year))
        if cell in cells[LATE[0]]:  # else nobody could be followed for so long
            joined += cells["joined"][cell]
            late += cells["joined"][cell] * sum(cells[name][cell] for name in LATE)
    return late / joined if joined > 0 else 0.0
