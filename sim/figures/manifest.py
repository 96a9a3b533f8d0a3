"""What the manifest of a results folder says, as far as figures and pages need it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from ..telling.chain import Chain
from ..texts import Language

ENOUGH_RUNS = 10


class Told(BaseModel):
    """Base of what is read from a manifest: frozen; what a page does not need is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Words(Told):
    """A text in Dutch and English; one of the two is enough."""

    nl: str | None = None
    en: str | None = None

    def in_language(self, lang: Language) -> str | None:
        """The text in `lang`, else in the other language."""
        first, second = (self.nl, self.en) if lang == "nl" else (self.en, self.nl)
        return first or second


class BlockNote(Told):
    """A policy block that a scenario uses."""

    name: str
    title: Words | None = None
    effect: str = "assumed"
    expects: Words | None = None
    delay_days: int = 0
    source: str | None = None
    section: str | None = None


class Explained(Told):
    """Sentences about how a scenario differs from what it extends."""

    nl: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class ScenarioNote(Told):
    """A scenario: its title, blocks, and how many of its numbers have which status."""

    title: Words | None = None
    extends: str | None = None
    blocks: tuple[BlockNote, ...] = ()
    numbers: dict[str, int] = Field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    explained: Explained = Explained()

    @property
    def assumed_blocks(self) -> tuple[BlockNote, ...]:
        """The blocks whose effect was put in, not found."""
        return tuple(block for block in self.blocks if block.effect != "mechanical")


class StationNote(Told):
    """A station: its title, group, norm, and how well its wait is known."""

    title: Words | None = None
    group: str = "care"
    form: str | None = None
    norm_weeks: float | None = None
    evidence: str = "untested"
    pool: str | None = None

    @property
    def tested(self) -> bool:
        """Whether weeks may be shown; an untested wait shows its direction only."""
        return self.evidence in ("calibrated", "derived")


class PoolNote(Told):
    """A pool: whether its places are limited, and which stations draw from it."""

    limited: bool = True
    stations: tuple[str, ...] = ()


class NeedNote(Told):
    """A need and its title."""

    title: Words | None = None


class GemeenteNote(Told):
    """A gemeente; outside ones stand in no total."""

    outside: bool = False


class LookBackNote(Told):
    """Scenarios that were compared over the past only."""

    baseline: str
    scenarios: tuple[str, ...] = ()
    until: str | None = None
    period: str | None = None


class PeriodsNote(Told):
    """Days of the run and names of the periods."""

    start: str
    report_from: str
    end: str
    years: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()
    end_state: str | None = None
    headline: str = "all"
    headline_back: str | None = None


class MoneyNote(Told):
    """The year whose prices are used."""

    price_level: int | None = None


class SourceNote(Told):
    """A document that numbers or policies come from."""

    title: str
    year: int | None = None


class TargetNote(Told):
    """A known figure: its title, what it counts, and the key of its source."""

    title: Words | None = None
    counts: Words | None = None
    source: str | None = None


class BreakEvenNote(Told):
    """A question at how many clients per FTE a pool pays for itself."""

    id: str
    title: Words | None = None


class ConservationNote(Told):
    """In how many runs every count was checked, and how often it failed."""

    checked: int = 0
    broken: int = 0


class Manifest(Told):
    """Where the numbers of a results folder come from, and the names a page needs."""

    doorstroom: str
    kind: str = "experiment"
    experiment: str | None = None
    question: Words | None = None
    command: str | None = None
    created: str | None = None
    wall_seconds: float | None = None
    trial: bool = False
    scale: float = 1.0
    seed: int
    replications: int
    engine: str = "simpy"
    draws: dict[str, object] | int | None = None
    baseline: str | None = None
    scenarios: tuple[str, ...]
    look_back: LookBackNote | None = None
    periods: PeriodsNote
    scenario: dict[str, ScenarioNote]
    stations: dict[str, StationNote] = Field(default_factory=dict)
    pools: dict[str, PoolNote] = Field(default_factory=dict)
    gemeenten: dict[str, GemeenteNote] = Field(default_factory=dict)
    needs: dict[str, NeedNote] = Field(default_factory=dict)
    money: MoneyNote | None = None
    sources: dict[str, SourceNote] = Field(default_factory=dict)
    targets: dict[str, TargetNote] = Field(default_factory=dict)
    chain: Chain | None = None
    breakeven: tuple[BreakEvenNote, ...] = ()
    conservation: ConservationNote | None = None
    files: dict[str, str] = Field(default_factory=dict)
    versions: dict[str, str] = Field(default_factory=dict)
    commit: str | None = None

    @property
    def is_trial(self) -> bool:
        """Whether the page must carry the mark of a trial."""
        return self.trial or self.replications < ENOUGH_RUNS or self.scale != 1.0
