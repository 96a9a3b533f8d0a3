"""One program on one variant in a process of its own, so that memory and compilation are its own.

python -m tests.bench.measure PROGRAM VARIANT SEED prints one line of JSON.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from .five_stations import five
from .programs import PROGRAMS

HOUSE = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Measured:
    """What one process did: clients, visits, seconds of the run, peak memory in MB."""

    clients: int
    visits: int
    seconds: float
    peak_mb: float

    @property
    def clients_per_second(self) -> float:
        """Speed."""
        return self.clients / self.seconds


def measured(program: str, variant: str, seed: int) -> Measured:
    """Run a program in a fresh process."""
    printed = subprocess.run(
        [sys.executable, "-m", "tests.bench.measure", program, variant, str(seed)],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return Measured(**json.loads(printed.splitlines()[-1]))


def main(program: str, variant: str, seed: str) -> None:
    """Run here and print."""
    ran = PROGRAMS[program](five(variant), int(seed))
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = Measured(ran.clients, ran.visits, ran.seconds, round(peak_kb / 1024, 1))
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main(*sys.argv[1:4])
