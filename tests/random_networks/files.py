"""A random network as a scenario file, and how it is run."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sim import load
from sim.scenario.schema import Scenario

Sections = dict[str, Any]
Identity = tuple[str, str, int, int]

_BY_LINE = ("gemeenten", "needs", "arrivals", "pools", "stations", "interventions")


@dataclass(frozen=True)
class RandomNetwork:
    """A scenario file, and how it is run.

    `by_whole_days`: clients come and have their birthdays at 00:00, so that many do on one day.
    `only`: which of the clients of the period come, None for all.
    """

    sections: Sections
    by_whole_days: bool = False
    scale: float = 1.0
    seed: int = 0
    only: tuple[Identity, ...] | None = None

    @property
    def text(self) -> str:
        """The file, a line for each arrival, pool, station and intervention."""
        return "".join(_lines(self.sections))

    def __str__(self) -> str:
        how = f"# scale {self.scale}, seed {self.seed}"
        how += ", arrivals and birthdays at 00:00" if self.by_whole_days else ""
        how += f", nobody comes but {self.only}" if self.only is not None else ""
        return f"{how}\n{self.text}"


@lru_cache(maxsize=4)
def loaded(text: str) -> Scenario:
    """The scenario of a file with this text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "random.yaml"
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
