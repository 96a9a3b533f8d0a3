"""How long the pages of the last `make run` take: to build both, and until Chromium shows one."""

from __future__ import annotations

import datetime as dt
import json
import os
import resource
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from .many import DOORSTROOM
from .measure import HOUSE

RESULTS = HOUSE / "results" / "policy-comparison"
BROWSER = HOUSE / ".venv-browser" / "bin" / "python"
SHOWS = HOUSE / "browser" / "first_picture.py"


@dataclass(frozen=True)
class Pages:
    """Seconds of the processor and of the clock for both pages, and what they were made of.

    `first_picture` is the milliseconds until Chromium shows anything of a page on a phone; None
    where it was not measured, and then `no_picture` says why. `beside`: how many other programs
    ran on average in the last minute before.
    """

    day: str
    beside: float
    scenarios: int
    draws: int
    processor_seconds: float
    clock_seconds: float
    megabytes: float
    first_picture: float | None
    no_picture: str


def pages_of(results: Path = RESULTS) -> Pages | None:
    """Build the pages of a copy of results, in a process of its own; None without results.

    Raises CalledProcessError where they cannot be built.
    """
    if not (results / "manifest.json").is_file():
        return None
    manifest = json.loads((results / "manifest.json").read_text(encoding="utf-8"))
    beside = os.getloadavg()[0]
    with TemporaryDirectory() as folder:
        copy = shutil.copytree(results, Path(folder) / results.name)
        begun, before = time.monotonic(), _processor_seconds()
        subprocess.run([*DOORSTROOM, "report", copy], cwd=HOUSE, check=True, capture_output=True)
        seconds, clock = _processor_seconds() - before, time.monotonic() - begun
        page = copy / "report.html"
        no_picture = why_no_picture()
        return Pages(
            day=f"{dt.date.today()}",
            beside=round(beside, 1),
            scenarios=len(manifest["scenario"]),
            draws=manifest["replications"],
            processor_seconds=round(seconds, 1),
            clock_seconds=round(clock, 1),
            megabytes=round(page.stat().st_size / 1e6, 2),
            first_picture=None if no_picture else first_picture(page),
            no_picture=no_picture,
        )


def _processor_seconds() -> float:
    """Of all processes that this one started and waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def why_no_picture() -> str:
    """What is missing to open a page in Chromium; nothing where all is there."""
    if shutil.which("chromium") is None:
        return "Chromium is not there"
    return "" if BROWSER.exists() else "make browser-ready was not run"


def first_picture(page: Path) -> float:
    """Milliseconds until Chromium shows anything of a page, in the middle of a few times."""
    done = subprocess.run([BROWSER, SHOWS, page], check=True, capture_output=True, text=True)
    return float(done.stdout)
