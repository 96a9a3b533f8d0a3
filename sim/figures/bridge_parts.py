"""From the cost of the baseline to that of each policy: what goes, what comes, in parts."""

from __future__ import annotations

from dataclasses import dataclass

from .labels import Labels, years_in
from .references import policies
from .results import Results, Row

COST, UNFILLED = "cost", "cost_unfilled"
CHANGES = ("less", "more", "better", "worse")
"""Verdicts that say which way it goes."""
_ALL = "all"
_MOST, _LEAST = 5, 0.05
"""So many forms at most stand by themselves, none below this part of the largest."""


@dataclass(frozen=True)
class Part:
    """What a part of the cost comes to more or less, in euros per year.

    `is_sure`: the way it goes is the same in nearly every draw or run.
    """

    label: str
    difference: float
    is_sure: bool = False
    is_form: bool = False


@dataclass(frozen=True)
class Bridge:
    """The parts of the difference in cost of one policy, those that go before those that come.

    All in euros per year; `low` and `high` are of the difference as a whole.
    """

    scenario: str
    label: str
    before: float
    parts: tuple[Part, ...]
    difference: float
    low: float
    high: float


def bridges_of(results: Results, labels: Labels) -> list[Bridge]:
    """One for each policy of which the cost may be told, over the main period."""
    made = (_Maker(results, labels, name).bridge() for name in policies(results))
    return [bridge for bridge in made if bridge is not None]


@dataclass(frozen=True)
class _Maker:
    results: Results
    labels: Labels
    scenario: str

    @property
    def _period(self) -> str:
        return self.results.period("ahead")

    @property
    def _years(self) -> float:
        return years_in(self._period, self.labels.manifest)

    def _row(self, indicator: str) -> Row | None:
        row = self.results.row("ahead", self.scenario, indicator, period=self._period)
        return None if row is None or row.kept_back else row

    def bridge(self) -> Bridge | None:
        row, years = self._row(COST), self._years
        forms = self._forms()
        if row is None or not row.baseline_mean or not forms:
            return None
        parts = self._parts(forms, row.difference / years)
        if not parts:
            return None
        ends = (row.difference if end is None else end for end in (row.low, row.high))
        low, high = (end / years for end in ends)
        title = self.labels.scenario(self.scenario)
        before = row.baseline_mean / years
        return Bridge(self.scenario, title, before, parts, row.difference / years, low, high)

    def _parts(self, forms: list[Part], whole: float) -> tuple[Part, ...]:
        """The large forms, empty places and the rest, which together are the whole."""
        empty = self._row(UNFILLED)
        told = self._told(forms)
        if empty is not None:
            label = self.labels.texts("figure.bridge.empty")
            told.append(Part(label, empty.difference / self._years))
        rest = whole - sum(part.difference for part in told)
        told.append(Part(self.labels.texts("figure.bridge.rest"), rest))
        # What would be written as nothing is no part.
        shown = [part for part in told if round(part.difference / 1e5)]
        return tuple(sorted(shown, key=lambda part: (part.difference > 0, -abs(part.difference))))

    def _told(self, forms: list[Part]) -> list[Part]:
        """The largest forms; where one is told to nobody, the rest holds at least two."""
        ordered = sorted(forms, key=lambda part: -abs(part.difference))
        least = _LEAST * abs(ordered[0].difference)
        told = [part for part in ordered[:_MOST] if abs(part.difference) >= least]
        is_alone = len(told) == len(forms) and self._hidden
        return told[:-1] if is_alone else told

    def _forms(self) -> list[Part]:
        """What care of each form costs more or less, without its empty places."""
        result = []
        for form in self._all_forms:
            row = self._row(f"cost_of_form:{form}")
            if row is not None and form not in self._hidden:
                empty = self._row(f"cost_unfilled_of_form:{form}")
                own = row.difference - (empty.difference if empty is not None else 0.0)
                is_sure = row.verdict in CHANGES
                title = self.labels.form(form)
                result.append(Part(title, own / self._years, is_sure, is_form=True))
        return result

    @property
    def _all_forms(self) -> tuple[str, ...]:
        notes = self.results.manifest.stations.values()
        return tuple(dict.fromkeys(note.form or note.group for note in notes))

    @property
    def _hidden(self) -> set[str]:
        """Forms with a station of which the cost is told to nobody, on either side."""
        sides = (self.scenario, self.results.baseline)
        return {
            note.form or note.group
            for name, note in self.results.manifest.stations.items()
            for side in sides
            for money in (COST, UNFILLED)
            if (side, money, name, _ALL, _ALL, self._period) in self.results.kept
        }
