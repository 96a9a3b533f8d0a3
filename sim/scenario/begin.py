"""The state file that a scenario begins with: beside its file, or where we are (rule 23)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

from .paths import shown_path
from .reading import Document
from .schema import EMPTY, FILLED, Scenario


def is_file(begin: str) -> bool:
    """Whether a run begins with the state that a file says."""
    return begin not in (FILLED, EMPTY)


def found(begin: str, documents: Sequence[Document]) -> str:
    """The place of a state file; as it was written where there is none."""
    if not is_file(begin):
        return begin
    folders = [document.path.resolve().parent for document in reversed(documents)]
    paths = [folder / begin for folder in (*folders, Path.cwd())]
    return str(next((path for path in paths if path.is_file()), begin))


def past_beside(path: Path) -> Path:
    """The file beside a state file that tells of the time before: today.past.csv of today.csv."""
    return path.with_name(f"{path.stem}.past.csv")


def digest(begin: str) -> dict[str, str]:
    """The digests of the state file and of that beside it, by shown path, of those there are."""
    if not is_file(begin):
        return {}
    files = (Path(begin), past_beside(Path(begin)))
    return {
        shown_path(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.is_file()
    }


def from_state(scenario: Scenario, path: Path, on: dt.date) -> Scenario:
    """The scenario from that day on, with the state that a file says; it has no warm-up.

    What is in force on a date is as it was: everything dated before is behind it.
    """
    files = scenario.files | digest(str(path))
    days = {"start": on, "report_from": on}
    return _begun(scenario, str(path), days).model_copy(update={"files": files})


def begun_before(scenario: Scenario, days: int) -> Scenario:
    """The scenario from so many days before its start on, with nobody there."""
    start = scenario.period.start - dt.timedelta(days=days)
    return _begun(scenario, EMPTY, {"start": start})


def _begun(scenario: Scenario, begin: str, days: dict[str, dt.date]) -> Scenario:
    period = scenario.period.model_copy(update=days)
    root = scenario.root.model_copy(update={"period": period, "begin": begin})
    return scenario.model_copy(update={"period": period, "begin": begin, "root": root})
