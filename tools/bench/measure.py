"""One program on one network in a process of its own, so that memory and compilation are its own.

python -m tools.bench.measure PROGRAM NETWORK SIZE SEED prints one line of JSON.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from .programs import PROGRAMS
from .yardsticks import yardstick

HOUSE = Path(__file__).parent.parent.parent
REPEATS, ENOUGH_SECONDS = 5, 1.5
"""A quick program runs several times in its process: until this is reached."""
WARM_UP_SIZE = 0.1


@dataclass(frozen=True)
class Measured:
    """What one process did; seconds are medians of its runs, memory in MB.

    `memory_mb` is the most that the process had, `libraries_mb` what it had before the first full
    run: Python, libraries, compiled code.
    """

    clients: int
    visits: tuple[int, ...]
    wait_days: tuple[float, ...]
    seconds: float
    engine_seconds: float
    memory_mb: float
    libraries_mb: float

    @property
    def clients_per_second(self) -> float:
        """Speed, drawing of clients included."""
        return self.clients / self.seconds

    @property
    def engine_clients_per_second(self) -> float:
        """Speed of the engine alone."""
        return self.clients / self.engine_seconds

    @property
    def microseconds_per_client(self) -> float:
        """What a client costs, drawing of clients included."""
        return self.seconds / self.clients * 1e6


def measured(program: str, network: str, size: float, seed: int) -> Measured:
    """Run a program in a fresh process."""
    spec = in_a_process("tools.bench.measure", program, network, str(size), str(seed))
    return Measured(
        **{**spec, "visits": tuple(spec["visits"]), "wait_days": tuple(spec["wait_days"])}
    )


def in_a_process(module: str, *arguments: str) -> dict[str, Any]:
    """The JSON that a module prints last. Raises RuntimeError with what it complained of."""
    ran = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=HOUSE, capture_output=True, text=True
    )
    if ran.returncode:
        shown = "\n".join(ran.stderr.splitlines()[-20:])
        raise RuntimeError(f"{module} {' '.join(arguments)} ended with {ran.returncode}:\n{shown}")
    spec: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return spec


def peak_mb() -> float:
    """The most memory that this process has had.

    On Linux not by getrusage, whose figure a process inherits from the one that started it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024**2 if sys.platform == "darwin" else 1024)


def main(program: str, network: str, size: str, seed: str) -> None:
    """Run here and print."""
    run = PROGRAMS[program].run
    run(yardstick(network, WARM_UP_SIZE, years=1), 0)
    libraries_mb = peak_mb()
    model = yardstick(network, float(size))
    ran = [run(model, 1000 * int(seed))]
    while len(ran) < REPEATS and sum(item.seconds for item in ran) < ENOUGH_SECONDS:
        ran.append(run(model, 1000 * int(seed) + len(ran)))
    result = Measured(
        ran[0].clients,
        ran[0].visits,
        ran[0].wait_days,
        median(item.seconds for item in ran),
        median(item.engine_seconds for item in ran),
        round(peak_mb(), 1),
        round(libraries_mb, 1),
    )
    print(json.dumps(asdict(result)))


if __name__ == "__main__":
    main(*sys.argv[1:5])
