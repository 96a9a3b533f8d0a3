"""How long it takes to read, check and build: every shipped scenario, and files that take long.

python -m tools.bench.reading FILE prints one line of JSON. Seconds are those of the processor, the
best of a few, since a busy machine makes a short time long.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from .large_files import CHANGES, STATIONS, many_changes, many_stations, write
from .measure import HOUSE, in_a_process

SHIPPED = "shipped"
MANY_CHANGES, MANY_STATIONS = f"{CHANGES} changes by gemeente", f"{STATIONS:,} stations"
_TIMES, _ENOUGH_SECONDS = 5, 10.0
_IS_SCENARIO = re.compile(r"(?m)^doorstroom:")


@dataclass(frozen=True)
class Reading:
    """Seconds of one file: to read and check it, and to build its network."""

    name: str
    kind: str
    read: float
    build: float

    @property
    def seconds(self) -> float:
        """Both together."""
        return self.read + self.build


def readings() -> Iterator[Reading]:
    """Every file, each in a process of its own."""
    for path in shipped():
        yield _reading(path.stem, SHIPPED, path)
    with TemporaryDirectory() as folder:
        for kind, spec in ((MANY_CHANGES, many_changes()), (MANY_STATIONS, many_stations())):
            path = Path(folder) / "large.yaml"
            write(spec, path)
            yield _reading(kind, kind, path)


def shipped() -> list[Path]:
    """Every scenario that ships; parts, blocks and sources are read with them."""
    files = sorted((HOUSE / "scenarios").rglob("*.yaml"), key=lambda path: path.stem)
    return [path for path in files if _IS_SCENARIO.search(path.read_text(encoding="utf-8"))]


def _reading(name: str, kind: str, path: Path) -> Reading:
    return Reading(name, kind, **in_a_process("tools.bench.reading", str(path)))


def main(path: str) -> None:
    """Read here and print."""
    from sim import load
    from sim.network import build_network

    load(HOUSE / "scenarios" / "two-counters.yaml")  # what is imported once is left out
    best = {"read": float("inf"), "build": float("inf")}
    begun = time.process_time()
    for _ in range(_TIMES):
        first = time.process_time()
        scenario = load(Path(path))
        read = time.process_time()
        build_network(scenario)
        built = time.process_time()
        best = {"read": min(best["read"], read - first), "build": min(best["build"], built - read)}
        if built - begun > _ENOUGH_SECONDS:
            break
    print(json.dumps(best))


if __name__ == "__main__":
    main(sys.argv[1])
