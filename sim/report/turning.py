"""What would turn a verdict over: the sentences of a sensitivity analysis beside the results."""

from __future__ import annotations

from dataclasses import dataclass

from ..figures.results import Results
from ..results.hanging import Hanging, VerdictNote, read_hanging
from ..texts import Texts
from .answers import COST, WAIT

_FIRST = (WAIT, COST)


@dataclass(frozen=True)
class Turns:
    """What turns one verdict over, in sentences; `points` is how many values do."""

    look: str
    scenario: str
    indicator: str
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

    def of(self, look: str, scenario: str, indicator: str) -> tuple[str, ...]:
        """The sentences of one verdict; none where nothing is told of it."""
        key = (look, scenario, indicator)
        found = (item for item in self.verdicts if _key(item) == key)
        return next((item.sentences for item in found), ())


def turning(results: Results, texts: Texts) -> TurningSection | None:
    """What an analysis of these results found; None where none was made.

    Raises InputError where it is of other results, was changed or is of another version.
    """
    found = read_hanging(results.folder, results.manifest)
    return None if found is None else _section(found, texts.lang)


def _section(found: Hanging, lang: str) -> TurningSection:
    return TurningSection(
        lead=found.opening.in_language(lang),
        verdicts=tuple(
            Turns(*_key(note), note.lines.in_language(lang), note.turns)
            for note in found.verdicts
            if note.indicator in _FIRST
        ),
        worth=found.worth.in_language(lang),
    )


def _key(item: Turns | VerdictNote) -> tuple[str, str, str]:
    return item.look, item.scenario, item.indicator
