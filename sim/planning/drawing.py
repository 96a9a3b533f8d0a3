"""The draws on which paths are tried: those of the ensemble of the region, or of the ranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..checks.loading import Resolved
from ..running.ensembles import ensemble_beside, evenly
from ..running.plan import Drawing, Plan
from ..running.tasks import Task
from ..uncertainty import Joint, Prior

SEED = 2026


@dataclass(frozen=True)
class Draws:
    """Numbers of draws, or of replications where nothing has a range (`has_ranges`).

    `given` has what the groups have in draws of an ensemble; `apart` says why none was taken.
    """

    numbers: tuple[int, ...]
    seed: int
    has_ranges: bool
    given: Mapping[int, Mapping[str, float]] | None = None
    apart: str = ""

    def some(self, count: int) -> tuple[int, ...]:
        """So many of them, evenly; all where there are fewer."""
        every = len(self.numbers)
        chosen = min(count, every)
        return tuple(self.numbers[at * every // chosen] for at in range(chosen))

    def plan(self, resolved: Resolved) -> Plan:
        """The plan of a scenario in these draws, compared with nothing."""
        scenario = resolved.scenario
        name, drawing = scenario.name, None
        if self.has_ranges:
            joint = Joint({name: Prior(resolved, self.seed)}, self.given)
            drawing = Drawing(self.numbers, 0, joint)
        return Plan(
            name=name,
            experiment=None,
            scenarios={name: scenario},
            baseline=name,
            ahead=(name,),
            back=(),
            back_baseline=name,
            seed=self.seed,
            replications=len(self.numbers),
            precision=None,
            files={},
            drawing=drawing,
        )

    def task(self, name: str, number: int) -> Task:
        """The run of a scenario in a draw."""
        return Task(name, number, number) if self.has_ranges else Task(name, number)


def draws_of(base: Path, resolved: Resolved, count: int) -> Draws:
    """At most `count` draws of the ensemble where it is of these files, else of the ranges."""
    beside = ensemble_beside(base, resolved.scenario.root)
    if beside is not None and not beside.apart:
        ensemble = beside.ensemble
        given = evenly(ensemble, min(count, len(ensemble.draws)))
        return Draws(tuple(given), ensemble.seed, has_ranges=True, given=given)
    apart = "" if beside is None else beside.told
    has_ranges = bool(Prior(resolved, SEED).unknowns)
    numbers = range(1, count + 1) if has_ranges else range(count)
    return Draws(tuple(numbers), SEED, has_ranges=has_ranges, apart=apart)
