"""Whole experiments by the command line, with two runs at a time: minutes, tables and all."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from .measure import HOUSE

SCENARIOS = (
    "groningen", "basis-team-everywhere", "ambulantisation", "closed-to-zero",
    "closed-without-alternatives", "transformation", "samen-a-year-later", "without-basis-team",
)  # fmt: skip
POLICIES = HOUSE / "experiments" / "policy-comparison.yaml"
QUICK = ("--draws", "16", "--trial", "--no-store")
"""What `make quick` asks, with no run of before."""
CORES = 2
DOORSTROOM = (sys.executable, "-c", "from sim.cli import main; main()")


def minutes_of_scenarios(runs: int) -> float:
    """Eight scenarios, each so many times."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "eight.yaml"
        path.write_text(
            'experiment: 1\nquestion: {nl: "Hoe lang duurt dit?", en: "How long does this take?"}\n'
            f"baseline: {SCENARIOS[0]}\nscenarios: [{', '.join(SCENARIOS)}]\nseed: 2026\n",
            encoding="utf-8",
        )
        return minutes_of(path, "--replications", str(runs))


def minutes_of(experiment: Path, *options: str) -> float:
    """An experiment file, as `doorstroom experiment` runs it. Raises CalledProcessError."""
    begun = time.monotonic()
    with TemporaryDirectory() as folder:
        out = ("--out", f"{folder}/results", "--jobs", str(CORES))
        command = (*DOORSTROOM, "experiment", str(experiment), *out, *options)
        subprocess.run(command, cwd=HOUSE, check=True, capture_output=True)
    return (time.monotonic() - begun) / 60
