"""Parts between two markers in a document, and what belongs there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from . import calibration, hanging, indicators, parts, policies, screening
from .parts import ROOT

PARTS: Mapping[str, Callable[[], str]] = {
    "map": parts.map_part,
    "stations": parts.stations,
    "scenarios": parts.scenarios,
    "calibrated": parts.calibrated,
    "counts": parts.counts,
    "doubts": parts.doubts,
    "targets": parts.targets,
    "breakeven": parts.breakeven,
    "ensemble": calibration.ensemble,
    "pinned": calibration.pinned,
    "known": calibration.known,
    "pulls": calibration.pulls,
    "turning": hanging.turning,
    "knowing": hanging.knowing,
    "deciding": hanging.deciding,
    "screening": screening.screening,
    "policies": policies.policies_part,
    "guards": indicators.guards_table,
    "margins": indicators.margins_table,
    "names": indicators.names_table,
}
FILES = {
    "docs/results.md": ("guards", "margins", "names"),
    "docs/validation.md": (
        "ensemble",
        "pinned",
        "known",
        "pulls",
        "turning",
        "knowing",
        "deciding",
        "screening",
    ),
    "docs/policies.md": ("policies",),
    "README.md": ("targets",),
    "docs/groningen.md": (
        "counts",
        "map",
        "stations",
        "calibrated",
        "doubts",
        "targets",
        "breakeven",
        "scenarios",
    ),
}
"""The documents, and the parts that each must have."""


def marker(name: str, end: str) -> str:
    """The line that begins or ends a part."""
    return f"<!-- made by: make docs ({end} {name}) -->"


def filled(name: str) -> str:
    """A document with all its parts made anew; ValueError where its markers are not right."""
    text = (ROOT / name).read_text(encoding="utf-8")
    result = tuple(re.findall(r"<!-- made by: make docs \(begin (\w+)\) -->", text))
    if sorted(result) != sorted(FILES[name]):
        raise ValueError(f"{name}: has the parts {result}; must have {FILES[name]}, each once")
    for part in result:
        text = replaced(text, part, PARTS[part]())
    return text


def replaced(text: str, part: str, content: str) -> str:
    """A text with other content between the markers of a part; ValueError where one is missing."""
    begin, end = marker(part, "begin"), marker(part, "end")
    head, opened, rest = text.partition(begin)
    _, closed, tail = rest.partition(end)
    if not (opened and closed):
        raise ValueError(f"the part {part} has no begin or no end; write {begin} and {end}")
    return f"{head}{begin}\n{content}\n{end}{tail}"
