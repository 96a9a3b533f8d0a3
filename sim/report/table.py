"""What a table of the page is, and which scenarios are compared with what."""

from __future__ import annotations

from dataclasses import dataclass

from ..figures.results import Results


@dataclass(frozen=True)
class Table:
    """A table for a page: the first cell of every row is its heading."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    kind: str = "verdicts"


def baseline_of(results: Results, look: str) -> str:
    """The scenario that others are compared with, ahead or looking back."""
    back = results.manifest.look_back
    return back.baseline if back and look == "back" else results.baseline


def compared(results: Results) -> list[tuple[str, str]]:
    """Every comparison: `ahead` or `back`, and the scenario."""
    ahead = [("ahead", name) for name in results.ahead[1:]]
    return ahead + [("back", name) for name in results.back]
