"""What a manifest says of a scenario: its title, blocks, changes and when they begin."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from ..scenario.schema import Text
from .checking import Checked, Count, Name


class BlockNote(Checked):
    """A policy block that a scenario uses."""

    name: Name
    title: Text | None
    effect: Literal["mechanical", "assumed"]
    expects: Text | None
    delay_days: Annotated[int, Field(ge=-(10**7), le=10**7)]
    source: str | None
    section: str | None


class Explained(Checked):
    """Sentences about how a scenario differs from its baseline; points begin with a dash."""

    nl: tuple[str, ...]
    en: tuple[str, ...]


class StartNote(Checked):
    """Interventions that begin on one day: of a block, or those that the scenario itself says.

    `day` is the first on which one of them changes something, None where what a run sees decides.
    `title` is that of the block, or of the one that has it; None: called as the scenario.
    """

    title: Text | None
    day: dt.date | None
    interventions: Count


class ScenarioNote(Checked):
    """A scenario: its title, blocks, and how many of its numbers have which status.

    `ceilings` are the titles of those that have one. `starts` are in order of the day.
    """

    title: Text | None
    extends: str | None
    blocks: tuple[BlockNote, ...]
    numbers: dict[Name, Count]
    warnings: tuple[str, ...]
    explained: Explained
    ceilings: dict[Name, Text] = Field(default_factory=dict)
    starts: tuple[StartNote, ...] = ()

    @property
    def assumed_blocks(self) -> tuple[BlockNote, ...]:
        """The blocks whose effect was put in, not found."""
        return tuple(block for block in self.blocks if block.effect != "mechanical")
