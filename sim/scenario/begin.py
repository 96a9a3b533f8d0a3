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


def digest(begin: str) -> dict[str, str]:
    """The digest of the state file by its shown path; nothing where there is none."""
    path = Path(begin)
    if not is_file(begin) or not path.is_file():
        return {}
    return {shown_path(path): hashlib.sha256(path.read_bytes()).hexdigest()}


def from_state(scenario: Scenario, path: Path, on: dt.date) -> Scenario:
    """The scenario from that day on, with the state that a file says; it has no warm-up.

    What is in force on a date is as it was: everything dated before is behind it.
    """
    period = scenario.period.model_copy(update={"start": on, "report_from": on})
    root = scenario.root.model_copy(update={"period": period, "begin": str(path)})
    files = scenario.files | digest(str(path))
    changed = {"period": period, "begin": str(path), "root": root, "files": files}
    return scenario.model_copy(update=changed)
