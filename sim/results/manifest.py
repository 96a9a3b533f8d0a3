"""The manifest: where results come from, and every name that figures and pages need.

Made by `running`, written and read by `manifest_file`. Reading is as strict as writing: every key
is there, none is unknown, every number is finite and can be shown, every name is told about.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from ..measuring.periods import ALL
from ..scenario.schema import Text
from ..scenario.schema.base import Payer
from ..telling.chain import Chain
from .checking import Checked, Count, Name, refused
from .scenario_note import ScenarioNote

ENOUGH_RUNS = 10
PAGES = ("report.html", "report.en.html")

_MOST = 1e15
_SPAN = re.compile(r"all|[0-9]{4}(-[0-9]{4})?|[0-9-]{10}/[0-9-]{10}", re.ASCII)
_SHA256 = r"^[0-9a-f]{64}$"
_FILE = re.compile(r"[^/\\:\0]+|figures/[^/\\:\0]+")

Amount = Annotated[float, Field(ge=0, le=_MOST)]
Digest = Annotated[str, Field(pattern=_SHA256)]


def _period(name: str) -> str:
    """The name of a period, as docs/results.md describes them."""
    if not _SPAN.fullmatch(name):
        raise refused("must be a year, a span of years, a span of days or all")
    first, _, last = name.partition("/" if "/" in name else "-")
    try:
        ends = [dt.date.fromisoformat(day if "/" in name else f"{day}-01-01")
                for day in (first, last) if name != ALL and day]  # fmt: skip
    except ValueError:
        raise refused("must name days that there are") from None
    if ends != sorted(ends):
        raise refused("must end after it begins")
    return name


def _file_name(name: str) -> str:
    """The name of a file in the folder itself, or in its folder of figures."""
    if not _FILE.fullmatch(name) or {".", ".."} & set(name.split("/")):
        raise refused("must be the name of a file in this folder")
    return name


Period = Annotated[str, AfterValidator(_period)]
FileName = Annotated[str, AfterValidator(_file_name)]


# ------------------------------------------------------------------ what was run


class StopNote(Checked):
    """A stopping rule: runs were added until the interval of an indicator was narrow enough."""

    indicator: Name
    half_width: Name
    reached: bool


class DrawsNote(Checked):
    """Draws of what is not known: of so many numbers with a range, in so many groups.

    `ensemble` is the region whose ensemble they are from, None: from the ranges alone.
    `second_runs` of them were run twice; `repaired` were not left as drawn.
    """

    ensemble: Name | None
    count: Annotated[int, Field(ge=1, le=10**9)]
    second_runs: Count
    repaired: Count
    numbers: Annotated[int, Field(ge=1, le=10**9)]
    groups: Count


class LookBackNote(Checked):
    """Scenarios that were compared over the past only; `scenarios` leaves out their baseline."""

    baseline: Name
    scenarios: tuple[Name, ...]
    until: dt.date
    period: Period


class PeriodsNote(Checked):
    """Days of the run and names of the periods; `headline` is the one that carries the answer."""

    start: dt.date
    report_from: dt.date
    end: dt.date
    years: tuple[Period, ...]
    spans: tuple[Period, ...]
    end_state: Period
    headline: Period
    headline_back: Period | None

    @model_validator(mode="after")
    def _in_order(self) -> PeriodsNote:
        if not self.start <= self.report_from < self.end:
            raise refused("start, report_from and end must follow each other")
        return self


class BreakEvenNote(Checked):
    """A question at how many clients per FTE a pool pays for itself."""

    id: Name
    title: Text | None
    look: Literal["ahead", "back"]
    scenario: Name
    pool: Name
    gemeenten: tuple[Name, ...]
    years: tuple[Annotated[int, Field(ge=1, le=9999)], ...]


class TargetNote(Checked):
    """A known figure: its title, what it counts, and the key of its source."""

    title: Text | None
    counts: Text | None
    source: Name | None


# ------------------------------------------------------------------ the region


class StationNote(Checked):
    """A station: its title, group, norm, how well its wait is known, and who has it."""

    title: Text | None
    group: Literal["gate", "care", "protection"]
    form: str | None
    away_from_home: bool
    norm_weeks: Annotated[float, Field(ge=0, le=1e6)] | None
    evidence: Literal["calibrated", "derived", "untested"]
    pool: Name
    payer: Payer
    scenarios: tuple[Name, ...]

    @property
    def tested(self) -> bool:
        """Whether weeks may be shown; an untested wait shows its direction only."""
        return self.evidence in ("calibrated", "derived")


class PoolNote(Checked):
    """A pool: whether its places are limited or follow from staff, and who draws from it."""

    profile: str | None
    staff: bool
    limited: bool
    stations: tuple[Name, ...]


class NeedNote(Checked):
    """A need and its title."""

    title: Text | None


class GemeenteNote(Checked):
    """A gemeente; outside ones stand in no total."""

    outside: bool
    youth: Amount


class MoneyNote(Checked):
    """The year whose prices are used, and the price index by year."""

    price_level: Annotated[int, Field(ge=1, le=9999)] | None
    index: dict[Name, Amount]


class SourceNote(Checked):
    """A document that numbers or policies come from."""

    title: Name
    year: Annotated[int, Field(ge=1, le=9999)] | None
    address: str | None


# ------------------------------------------------------------------ the making


class LostNote(Checked):
    """A run that was lost, and why."""

    run: Name
    reason: str


class ConservationNote(Checked):
    """In how many runs every count was checked; a run that breaks one writes no results."""

    checked: Count
    broken: Literal[0]


class MachineNote(Checked):
    """What the runs were made on."""

    system: str
    processor: str
    cores: Count
    memory_gb: Amount


class Manifest(Checked):
    """Where the numbers of a results folder come from, and the names a page needs.

    `draws` is None for centre values only, `kept` where all indicators were kept of each run.
    """

    format: Literal[3] = 3  # one more at every change of this file
    doorstroom: Name
    simulation: Literal[True] = True
    kind: Literal["experiment", "run", "targets", "incomplete", "sensitivity"]
    experiment: Name | None
    question: Text | None
    command: str
    created: dt.datetime
    wall_seconds: Amount
    trial: bool
    scale: Annotated[float, Field(gt=0, le=1e6)]
    seed: Annotated[int, Field(ge=0, lt=2**64)]
    replications: Annotated[int, Field(ge=1, le=10**9)]
    jobs: Annotated[int, Field(ge=1, le=10**6)]
    engine: Name
    draws: DrawsNote | None
    stop_rule: StopNote | None
    baseline: Name
    scenarios: tuple[Name, ...]
    look_back: LookBackNote | None
    matters: dict[Name, float | str]
    chain: Chain
    breakeven: tuple[BreakEvenNote, ...]
    targets: dict[Name, TargetNote]
    periods: PeriodsNote
    scenario: dict[Name, ScenarioNote]
    stations: dict[Name, StationNote]
    pools: dict[Name, PoolNote]
    gemeenten: dict[Name, GemeenteNote]
    needs: dict[Name, NeedNote]
    sources: dict[Name, SourceNote]
    money: MoneyNote | None
    conservation: ConservationNote
    lost: tuple[LostNote, ...] = ()
    files: dict[Name, Digest]
    versions: dict[Name, str]
    machine: MachineNote
    commit: str | None
    kept: tuple[Name, ...] | None = None
    kept_in_total: tuple[Name, ...] = ()
    outputs: dict[FileName, Digest] = Field(default_factory=dict)
    pages: dict[FileName, Digest] = Field(default_factory=dict)

    @property
    def title(self) -> Text:
        """What the baseline is called, or the only scenario."""
        return self.scenario[self.baseline].title or Text(en=self.baseline)

    def back_of(self, scenario: str) -> LookBackNote | None:
        """How a scenario looks back that does nothing else; None of one that looks ahead."""
        back = self.look_back
        return back if back and scenario in back.scenarios else None

    @property
    def is_trial(self) -> bool:
        """Whether the page must carry the mark of a trial."""
        return self.trial or self.replications < ENOUGH_RUNS or self.scale != 1.0

    @property
    def written(self) -> dict[str, str]:
        """Every file that Doorstroom wrote beside the manifest, with its digest."""
        return {**self.outputs, **self.pages}

    @model_validator(mode="after")
    def _names_are_told(self) -> Manifest:
        for key, name, section in self._named():
            if name not in getattr(self, section):
                raise refused(f"{key} names {name!r}, of which {section} says nothing")
        if self.baseline not in self.scenarios:
            raise refused(f"baseline is {self.baseline!r}, which is none of scenarios")
        return self

    def _named(self) -> Iterator[tuple[str, str, str]]:
        """Key, name and the section in which that name must stand."""
        yield from (("scenarios", name, "scenario") for name in self.scenarios)
        if self.look_back:
            names = (self.look_back.baseline, *self.look_back.scenarios)
            yield from (("look_back", name, "scenario") for name in names)
        for station, note in self.stations.items():
            yield f"stations.{station}.pool", note.pool, "pools"
            yield from ((f"stations.{station}.scenarios", n, "scenario") for n in note.scenarios)
        for pool, using in self.pools.items():
            yield from ((f"pools.{pool}.stations", name, "stations") for name in using.stations)
        for question in self.breakeven:
            yield f"breakeven.{question.id}", question.scenario, "scenario"
            yield f"breakeven.{question.id}", question.pool, "pools"
        yield from (("chain", stop.name, "stations") for stop in self.chain.stops)
