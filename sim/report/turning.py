"""What would turn a verdict over: the sentences of a sensitivity analysis beside the results."""

from __future__ import annotations

from dataclasses import dataclass

from ..results.hanging import Hanging
from .answers import COST, WAIT

ASKED = (WAIT, COST)
"""Headlines of which a page tells what would turn their verdicts over."""


@dataclass(frozen=True)
class Turns:
    """What turns one verdict over, in sentences; `points` is how many values do."""

    sentences: tuple[str, ...]
    points: int


@dataclass(frozen=True)
class TurningSection:
    """How much the draws can show, each verdict on waiting and cost, and the worth of knowing."""

    lead: tuple[str, ...]
    verdicts: tuple[Turns, ...]
    worth: tuple[str, ...]

    @property
    def found(self) -> tuple[Turns, ...]:
        """Verdicts that a doubt was found to turn over."""
        return tuple(item for item in self.verdicts if item.points)

    @property
    def without(self) -> tuple[Turns, ...]:
        """Verdicts that none was found for."""
        return tuple(item for item in self.verdicts if not item.points)


def turning(found: Hanging, lang: str) -> TurningSection:
    """What an analysis found, in one language."""
    return TurningSection(
        lead=found.opening.in_language(lang),
        verdicts=tuple(
            Turns(note.lines.in_language(lang), note.turns)
            for note in found.verdicts
            if note.indicator in ASKED
        ),
        worth=found.worth.in_language(lang),
    )
