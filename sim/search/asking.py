"""What is asked of a calibration."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from ..running.engines import AUTO
from ..running.executors.crew import Cluster


@dataclass(frozen=True)
class Demands:
    """How many runs a wave has and there are at the most, and what an ensemble must stand on.

    `effective` is asked of the weights by all figures, `effective_before` of those by the figures
    that are not held out. `again` runs of the values of the file tell what is chance.
    """

    wave: int = 256
    most: int = 4096
    least: int = 1000
    effective: float = 200.0
    effective_before: float = 100.0
    members: int = 128
    again: int = 16


@dataclass(frozen=True)
class Asked:
    """What is to be calibrated; figures from `held_out_from` on are held out.

    Where that is None: those of the last two calendar years with a figure.
    """

    name: str
    folder: Path
    seed: int = 2026
    scale: float = 1.0
    engine: str = AUTO
    jobs: int | None = None
    held_out_from: dt.date | None = None
    demands: Demands = field(default_factory=Demands)
    cluster: Cluster | None = None
