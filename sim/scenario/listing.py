"""All scenarios that a name may lead to from here, with their titles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import ScenarioError
from .finding import SUFFIX, kind_of
from .folders import of_scenarios
from .opening import open_scenario
from .schema import Extension, Text


@dataclass(frozen=True)
class Listed:
    """A scenario by its name; `extends` is None of one that stands on its own.

    A file that cannot be read as a scenario has no title, and a `fault`: its first problem.
    """

    name: str
    folder: Path
    title: Text | None
    extends: str | None
    fault: str = ""


def listed_scenarios() -> Iterator[Listed]:
    """Folder by folder as names are looked up, each file once; roots first, then by name."""
    seen: set[Path] = set()
    for group in of_scenarios(None):
        for folder in group:
            found = [_listed(path) for path in _new_in(folder, seen)]
            yield from sorted(found, key=lambda item: (item.extends is not None, item.name))


def _new_in(folder: Path, seen: set[Path]) -> Iterator[Path]:
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        if path.resolve() not in seen and kind_of(path) == "doorstroom":
            seen.add(path.resolve())
            yield path


def _listed(path: Path) -> Listed:
    try:
        opened = open_scenario(path)
    except ScenarioError as error:
        return Listed(path.stem, path.parent, None, None, error.lines[0])
    if opened.faults.problems:
        return Listed(path.stem, path.parent, None, None, str(opened.faults.problems[0]))
    spec = opened.spec
    extends = spec.extends if isinstance(spec, Extension) else None
    return Listed(path.stem, path.parent, spec.title, extends)
