"""What is to be run and compared: an experiment or a scenario, read and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..errors import Problem
from ..measuring import periods_of
from ..measuring.periods import ALL, Periods, span_name
from ..results.comparison import Rules
from ..results.margins import Margins
from ..results.matters import Matters
from ..results.pairs import Pairing
from ..scenario.schema import Experiment, Scenario

if TYPE_CHECKING:
    from ..uncertainty import Joint

CENTRE = 0
"""The number of the draw in which every number has its value in the file."""


@dataclass(frozen=True)
class Precision:
    """Replicate until the half-width of an indicator's interval is at most this, or `most` runs."""

    indicator: str
    half_width: float
    is_relative: bool
    least: int
    most: int


@dataclass(frozen=True)
class Drawing:
    """Draws of all scenarios together by number, the first `second_runs` of them run twice.

    `ensemble` is the region whose ensemble they are from, if any.
    """

    numbers: Sequence[int]
    second_runs: int
    joint: Joint
    ensemble: str | None = None


@dataclass(frozen=True)
class Derived:
    """A scenario that nobody wrote, run beside the one (`of`) that it was made from.

    Its runs have the same numbers and children. They are compared, and stand in no table.
    """

    name: str
    scenario: Scenario
    of: str


@dataclass(frozen=True)
class Plan:
    """An experiment, or a single scenario when `experiment` is None.

    `drawing` says how numbers with a range are drawn; None: all at their values in the files.
    `sent_to` are the stations to which each scenario sends more clients than its baseline by what
    it says (sent_to.py). `notes` are for who runs it: nothing is wrong, but it may not be what is
    meant.
    """

    name: str
    experiment: Experiment | None
    scenarios: dict[str, Scenario]
    baseline: str
    ahead: tuple[str, ...]
    back: tuple[str, ...]
    back_baseline: str
    seed: int
    replications: int
    precision: Precision | None
    files: dict[str, str]
    drawing: Drawing | None = None
    derived: tuple[Derived, ...] = ()
    sent_to: Mapping[str, frozenset[str]] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()

    @property
    def runs(self) -> dict[str, Scenario]:
        """Every scenario that is run, by name: those asked for, then those derived."""
        return self.scenarios | {item.name: item.scenario for item in self.derived}

    @property
    def least_runs(self) -> int:
        """Runs of each scenario that are made in any case."""
        return self.precision.least if self.precision else self.replications

    @property
    def most_runs(self) -> int:
        """Runs of each scenario at the most, second runs of draws left out."""
        return self.precision.most if self.precision else self.replications

    @property
    def second_runs(self) -> int:
        """Draws that are run twice."""
        return self.drawing.second_runs if self.drawing else 0

    @property
    def rules(self) -> Rules:
        """What matters, how much worse a counter may be, and what is run without what is put in."""
        spec = self.experiment
        matters = Matters(spec.matters if spec else {})
        return Rules(
            over_draws=self.drawing is not None,
            matters=matters,
            margins=Margins(spec.margins if spec else {}, matters),
            without_put_in={item.of: item.name for item in self.derived},
            sent_to=self.sent_to,
        )

    def baseline_of(self, name: str) -> Scenario:
        """The baseline that a scenario, or what is derived from it, is compared with."""
        asked = next((item.of for item in self.derived if item.name == name), name)
        return self.scenarios[self.baseline if asked in self.ahead else self.back_baseline]

    def periods(self, scenario: str) -> Periods:
        """The periods of a scenario, the years looked back at included."""
        look_back = self.experiment.look_back if self.experiment else None
        until = look_back.until if look_back else None
        return periods_of(self.runs[scenario], until, self.headline_of(scenario))

    def headline_of(self, scenario: str) -> str | None:
        """The years that its headlines are of, where the experiment names them.

        Who only looks back may end before.
        """
        asked = next((item.of for item in self.derived if item.name == scenario), scenario)
        return self.experiment.headline if self.experiment and asked in self.ahead else None

    @property
    def back_span(self) -> str:
        """The period over which scenarios look back; empty where none does."""
        look_back = self.experiment.look_back if self.experiment else None
        if look_back is None:
            return ""
        first = self.scenarios[self.back_baseline].period.report_from
        return span_name(first, look_back.until)

    @property
    def pairings(self) -> list[Pairing]:
        """Who is compared with whom."""
        if self.experiment is None:
            return []
        periods = self.periods(self.baseline)
        spans = tuple(dict.fromkeys([ALL, periods.end_state, periods.headline]))
        result = [Pairing("ahead", self.baseline, self.ahead, spans, periods.headline)]
        if self.experiment.look_back:
            span, until = self.back_span, self.experiment.look_back.until.year
            result.append(Pairing("back", self.back_baseline, self.back, (span,), span, until))
        return result
