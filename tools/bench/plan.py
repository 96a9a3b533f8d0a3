"""What the benchmark measures, in turn, and what it keeps."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from .checks import faults, wait_of
from .many import POLICIES, QUICK, SCENARIOS, minutes_of, minutes_of_scenarios
from .measure import HOUSE, Measured, measured
from .national import REGIONS, write_national
from .pages import Pages, pages_of
from .programs import CIMBA, CIW, OURS, OURS_SIMPY, PLAIN, PROGRAMS, SALABIM
from .reading import Reading, readings
from .region import EVERY_RULE, Whole, whole_runs
from .registration import Fitted, fitted
from .yardsticks import BACKLOG, FULL, ONE, QUIET

FILE = HOUSE / "docs" / "performance.json"
PACKAGES = ("simpy", "ciw", "salabim", "cimba", "numpy", "numba")
RUNS = 3
REPLICATIONS = {"compiled": 3, "simpy": 1}

SIDE_BY_SIDE = tuple((program, network) for network in (ONE, FULL, BACKLOG) for program in PROGRAMS)
ALONE = ((OURS, QUIET), (OURS_SIMPY, QUIET))
SIZES: dict[str, tuple[float, ...]] = {
    OURS: (0.25, 4, 16, 32),
    OURS_SIMPY: (0.25, 4),
    PLAIN: (0.25, 4),
    CIW: (0.25,),
    SALABIM: (0.25,),
    CIMBA: (0.25, 4),
}
"""Beside size 1, which stands in SIDE_BY_SIDE: as far as a program gets in half a minute. Cimba has
a process per place, and Linux refuses the memory maps of 63,000 of them (size 16)."""


@dataclass(frozen=True)
class Row:
    """One measurement: a program, a network, its size, and which round it is."""

    program: str
    network: str
    size: float
    result: Measured


@dataclass(frozen=True)
class Machine:
    """Where and when."""

    day: str
    python: str
    packages: dict[str, str | None]
    cores: int
    processor: str
    minutes: float
    beside: float | None = None
    """How many other programs ran on average in the last minute before; None where not looked."""


@dataclass(frozen=True)
class Big:
    """The runs that take long: the nation, and a large experiment."""

    machine: Machine
    regions: int
    nation: Whole
    region: Whole
    runs: int
    many_minutes: float
    quick_minutes: float | None
    """What `make quick` takes; None where it was not measured."""
    fitted: Fitted | None = None
    """A registration of a million trajectories; None where it was not measured."""


@dataclass
class Kept:
    """All figures of docs/performance.md."""

    machine: Machine
    rounds: int
    rows: list[Row]
    missing: dict[str, str]
    whole: dict[str, list[Whole]]
    readings: list[Reading] = field(default_factory=list)
    big: Big | None = None
    wrong: list[str] = field(default_factory=list)
    rules: list[Whole] = field(default_factory=list)
    """Whole runs with every rule in use, by the compiled engine."""
    pages: Pages | None = None
    """Of the results of the last `make run`; None where there were none."""

    def of(self, program: str, network: str, size: float = 1.0) -> list[Measured]:
        """The measurements of one row."""
        asked = (program, network, size)
        return [row.result for row in self.rows if (row.program, row.network, row.size) == asked]

    def middle(self, what: str, program: str, network: str, size: float = 1.0) -> float | None:
        """The median of a figure over the rounds; None where the program did not run."""
        result = [getattr(item, what) for item in self.of(program, network, size)]
        return median(result) if result else None

    def whole_middle(self, engine: str, what: str) -> float:
        """The median of a figure of whole runs."""
        return median(getattr(item, what) for item in self.whole[engine])


def installed(programs: Iterable[str] = PROGRAMS) -> dict[str, str]:
    """The programs that cannot run here, and why; an attempt, not a guess."""
    return {name: why for name in programs if (why := _why_not(name))}


def _why_not(program: str) -> str:
    package = PROGRAMS[program].package
    try:
        __import__(package)
    except ImportError as error:
        return f"{package} is not installed here ({error})"
    return ""


def measure_all(rounds: int) -> Kept:
    """Each program in turn, round after round, so that a slow moment hits all alike."""
    begun, beside = time.monotonic(), os.getloadavg()[0]
    missing = installed()
    wrong = _against_theory([program for program in PROGRAMS if program not in missing])
    rows: list[Row] = []
    whole: dict[str, list[Whole]] = {engine: [] for engine in REPLICATIONS}
    rules: list[Whole] = []
    for number in range(rounds):
        for program, network, size in _in_turn(number):
            if program not in missing:
                result = measured(program, network, size, seed=number)
                rows.append(Row(program, network, size, result))
                _say(number, program, network, size, result.seconds)
        for engine, replications in REPLICATIONS.items():
            run = whole_runs(engine, replications=replications)
            whole[engine].append(run)
            _say(number, f"Groningen, {engine}", "whole run", 1, run.run_seconds)
        rules.append(whole_runs("compiled", EVERY_RULE, REPLICATIONS["compiled"]))
        _say(number, "every rule, compiled", "whole run", 1, rules[-1].run_seconds)
    files = list(readings())
    pages = pages_of()
    kept = Kept(
        _machine(begun, beside), rounds, rows, missing, whole, files, rules=rules, pages=pages
    )
    kept.wrong = [*wrong, *_against_each_other(kept)]
    return kept


def _against_theory(programs: Iterable[str]) -> list[str]:
    spec = []
    for program in programs:
        wait = wait_of(program)
        text = (
            f"{program}: mean wait {wait.result:.4f} ± {wait.error:.4f}, theory {wait.theory:.4f}"
        )
        print(text, flush=True)
        if not wait.agrees:
            spec.append(text)
    return spec


def _against_each_other(kept: Kept) -> list[str]:
    spec = []
    for program, network in SIDE_BY_SIDE:
        result, other = kept.of(program, network), kept.of(OURS_SIMPY, network)
        for item, two in zip(result, other, strict=False):
            spec += [f"{network}: {fault}" for fault in faults(program, item, two)]
    return spec


def _in_turn(number: int) -> Iterator[tuple[str, str, float]]:
    """Rows of a round; sizes are measured in the first round only, since growth is what counts."""
    yield from ((program, network, 1.0) for program, network in (*SIDE_BY_SIDE, *ALONE))
    if number == 0:
        for program, sizes in SIZES.items():
            yield from ((program, FULL, size) for size in sizes)


def measure_big(regions: int = REGIONS, runs: int = 100) -> Big:
    """The nation beside a region, and experiments on two cores."""
    begun, beside = time.monotonic(), os.getloadavg()[0]
    region = whole_runs("compiled", replications=3)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "national.yaml"
        write_national(path, regions)
        nation = whole_runs("compiled", str(path))
    print(f"{regions} regions: {nation.run_seconds:.1f} s", flush=True)
    quick = minutes_of(POLICIES, *QUICK)
    print(f"make quick: {quick:.1f} minutes", flush=True)
    many = minutes_of_scenarios(runs)
    print(f"{len(SCENARIOS)} scenarios x {runs} runs: {many:.1f} minutes", flush=True)
    registration = fitted()
    print(f"{registration.trajectories:,} fitted: {registration.seconds:.1f} s", flush=True)
    return Big(_machine(begun, beside), regions, nation, region, runs, many, quick, registration)


def _say(number: int, program: str, network: str, size: float, seconds: float) -> None:
    times = f", size {size:g}" if size != 1 else ""
    print(f"round {number + 1}: {program}, {network}{times}: {seconds:.3f} s", flush=True)


def _machine(begun: float, beside: float) -> Machine:
    return Machine(
        f"{dt.date.today()}",
        platform.python_version(),
        {name: _version(name) for name in PACKAGES},
        os.cpu_count() or 1,
        _processor(),
        round((time.monotonic() - begun) / 60, 1),
        round(beside, 1),
    )


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine() or sys.platform


# ------------------------------------------------------------------ on disk


def write(kept: Kept) -> None:
    """Keep the figures; the page and the picture are made from them."""
    FILE.write_text(json.dumps(asdict(kept), indent=1) + "\n", encoding="utf-8")


def read() -> Kept | None:
    """The figures of the last time, if there are any."""
    if not FILE.exists():
        return None
    spec: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return Kept(
        Machine(**spec["machine"]),
        spec["rounds"],
        [Row(**{**row, "result": _measured(row["result"])}) for row in spec["rows"]],
        spec["missing"],
        {engine: [Whole(**run) for run in runs] for engine, runs in spec["whole"].items()},
        [Reading(**item) for item in spec.get("readings", ())],
        _big(spec["big"]),
        spec["wrong"],
        [Whole(**run) for run in spec.get("rules", ())],
        Pages(**spec["pages"]) if spec.get("pages") else None,
    )


def _measured(spec: dict[str, Any]) -> Measured:
    return Measured(
        **{**spec, "visits": tuple(spec["visits"]), "wait_days": tuple(spec["wait_days"])}
    )


def _big(spec: dict[str, Any] | None) -> Big | None:
    if spec is None:
        return None
    parts = {name: Whole(**spec[name]) for name in ("nation", "region")}
    known = spec.get("fitted")
    return Big(
        **{
            **spec,
            "machine": Machine(**spec["machine"]),
            **parts,
            "fitted": None if known is None else Fitted(**known),
        }
    )
