"""A resolved scenario: what the rooms above read."""

from __future__ import annotations

import datetime as dt

from ...errors import Problem
from .base import Spec, Text
from .files import Block, Root
from .interventions import Intervention
from .reacting import LabourMarket
from .region import Arrival, Gemeente, Money, Need, Period, Source, Target
from .stations import Pool, Station
from .uses import Use

NUMBERED = ("money", "gemeenten", "needs", "arrivals", "pools", "labour", "stations")
"""The sections of a scenario that have numbers, interventions apart."""


class Placed(Spec):
    """An intervention of a resolved scenario, and where it came from.

    `block` is None when a scenario file says it itself; `place` is `file:line` for messages.
    `layer` is 0 for the root and one more for each file that extends it, blocks included (rule 22).
    """

    block: str | None
    intervention: Intervention
    place: str = ""
    layer: int = 0


class BlockUse(Spec):
    """A block as used by a resolved scenario: its dates, sizes and ids are already those of `use`.

    `layer` is that of the file that uses it. `begins` is of one that starts by what a run sees: the
    day from which its dates count here, None where they count from none.
    """

    name: str
    use: Use
    block: Block
    layer: int = 0
    begins: dt.date | None = None

    @property
    def delay_days(self) -> int:
        """How much later its dates are than in its file."""
        return self.use.delay


class Scenario(Spec):
    """A resolved scenario: one root with extensions, `set`, `drops` and blocks applied.

    `root` is the root with its parts alone, with the same draw of its numbers, for rules 4 and 14.
    `stations` and `pools` hold the root's first, then those of blocks in order of use; what is
    `asleep` is named and left out. `interventions` are in
    order: the root's, then per file its blocks in order of `uses` and its own.
    """

    name: str
    title: Text
    period: Period
    begin: str
    money: Money | None
    sources: dict[str, Source]
    doubts: dict[str, Text]
    gemeenten: dict[str, Gemeente]
    needs: dict[str, Need]
    arrivals: dict[str, Arrival]
    pools: dict[str, Pool]
    labour: dict[str, LabourMarket]
    stations: dict[str, Station]
    targets: dict[str, Target]
    blocks: tuple[BlockUse, ...]
    interventions: tuple[Placed, ...]
    root: Root
    extends: str | None
    files: dict[str, str]
    asleep: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
