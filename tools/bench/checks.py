"""Whether the programs simulate the same network: against theory, and against each other.

python -m tools.bench.checks PROGRAM prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from math import sqrt
from statistics import mean, stdev

from .measure import Measured, in_a_process
from .programs import PROGRAMS
from .yardsticks import desk, theory_of

PLACES, LOAD, YEARS, SEEDS = 5, 0.6, 3, 8
"""Some 3,300 clients a run, in a queue that forgets in four stays: an empty start does not show."""
STANDARD_ERRORS = 4.0
VISITS_APART, WAIT_APART = 0.03, 0.08
"""Beside chance: arrivals of 33,600 clients differ by 0.5%, and a wait of two years by 3%."""


@dataclass(frozen=True)
class Wait:
    """A mean wait in M/M/c, its standard error over runs, and what theory says; days."""

    result: float
    error: float
    theory: float

    @property
    def agrees(self) -> bool:
        """Whether theory lies within the noise, and the noise is small enough to tell."""
        off = abs(self.result - self.theory)
        return off <= STANDARD_ERRORS * self.error < 0.5 * self.theory


def wait_of(program: str) -> Wait:
    """The mean wait that a program finds, in a process of its own."""
    return Wait(**in_a_process("tools.bench.checks", program))


def faults(program: str, result: Measured, other: Measured) -> list[str]:
    """Where two programs on one network are further apart than chance allows."""
    spec = []
    pairs = [("visits", sum(result.visits), sum(other.visits), VISITS_APART)]
    if other.wait_days[0] > 100:
        wait = ("wait at the first station", result.wait_days[0], other.wait_days[0], WAIT_APART)
        pairs.append(wait)
    for what, item, two, apart in pairs:
        if abs(item - two) > apart * two:
            spec.append(f"{program}: {what} {item:,.1f}, elsewhere {two:,.1f}")
    return spec


def main(program: str) -> None:
    """Run here and print."""
    model = desk(PLACES, LOAD, YEARS)
    waits = [PROGRAMS[program].run(model, seed).wait_days[0] for seed in range(SEEDS)]
    error = stdev(waits) / sqrt(len(waits))
    print(json.dumps(asdict(Wait(mean(waits), error, theory_of(model).mean_wait_days))))


if __name__ == "__main__":
    main(sys.argv[1])
