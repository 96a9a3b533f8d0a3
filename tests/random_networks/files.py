"""A random network as a scenario file, and how it is run."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from sim import load
from sim.scenario.schema import Scenario

Sections = dict[str, Any]
Identity = tuple[str, str, int, int]
Files = tuple[tuple[str, str], ...]
"""Files by path within their folder, and their text."""

_BY_LINE = ("gemeenten", "needs", "arrivals", "pools", "stations", "interventions")


@dataclass(frozen=True)
class RandomNetwork:
    """A scenario file, and how it is run.

    `by_whole_days`: clients come and have their birthdays at 00:00, so that many do on one day.
    `only`: which of the clients of the period come, None for all. `extension`: a file that extends
    it and is run in its place, with the `blocks` that it uses, by name.
    """

    sections: Sections
    by_whole_days: bool = False
    scale: float = 1.0
    seed: int = 0
    only: tuple[Identity, ...] | None = None
    extension: Sections | None = None
    blocks: dict[str, Sections] = field(default_factory=dict)

    @property
    def files(self) -> Files:
        """Each file by path, the one that is run last; a line for each arrival, pool, station."""
        above = {"above.yaml": self.extension} if self.extension is not None else {}
        blocks = {f"blocks/{name}.yaml": spec for name, spec in self.blocks.items()}
        made = {**blocks, "random.yaml": self.sections, **above}
        return tuple((name, "".join(_lines(spec))) for name, spec in made.items())

    @property
    def text(self) -> str:
        """All files, each after its name where there are several."""
        if self.extension is None and not self.blocks:
            return self.files[0][1]
        return "\n".join(f"# {name}\n{text}" for name, text in self.files)

    def __str__(self) -> str:
        how = f"# scale {self.scale}, seed {self.seed}"
        how += ", arrivals and birthdays at 00:00" if self.by_whole_days else ""
        how += f", nobody comes but {self.only}" if self.only is not None else ""
        return f"{how}\n{self.text}"


@lru_cache(maxsize=4)
def loaded(files: Files) -> Scenario:
    """The scenario of the last of these files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files:
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load(path)


def _lines(sections: Sections) -> list[str]:
    lines = []
    for key, spec in sections.items():
        if key not in _BY_LINE:
            lines.append(f"{key}: {_flow(spec)}\n")
        elif isinstance(spec, dict):
            lines += [f"{key}:\n", *(f"  {name}: {_flow(item)}\n" for name, item in spec.items())]
        else:
            lines += [f"{key}:\n", *(f"  - {_flow(item)}\n" for item in spec)]
    return lines


def _flow(spec: Any) -> str:
    """A value as YAML within one line."""
    if isinstance(spec, dict):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(item)}" for key, item in spec.items()) + "}"
    if isinstance(spec, list | tuple):
        return "[" + ", ".join(_flow(item) for item in spec) + "]"
    if isinstance(spec, bool):
        return str(spec).lower()
    return str(spec)
