"""Who waits: what becomes of 100 who are referred, and the lists one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..figures.labels import Labels
from ..figures.measures import TOLD, direction, of_hundred, stations_with_a_list
from ..figures.results import Results
from ..texts import capital
from .amounts import Amounts
from .table import Table, baseline_of


@dataclass(frozen=True)
class WaitTables:
    """The tables on waiting of one results folder in one language."""

    results: Results
    labels: Labels
    amounts: Amounts

    def hundred(self) -> list[Table]:
        """What becomes of 100 who are referred, ahead and looking back."""
        texts = self.labels.texts
        looks = {"ahead": self.results.ahead}
        if self.results.back:
            looks["back"] = (baseline_of(self.results, "back"), *self.results.back)
        result = {look: self._numbers(look, names) for look, names in looks.items()}
        every = [numbers for rows in result.values() for _, numbers in rows]
        events = [event for event in TOLD if any(numbers[event] for numbers in every)]
        head = (texts("cost.scenario"), *(capital(texts(f"event.{event}")) for event in events))
        tables = []
        for look, rows in result.items():
            period = self.labels.period(self.results.period(look))
            cells = tuple(
                (title, *(_whole(numbers[event]) for event in events)) for title, numbers in rows
            )
            caption = texts("wait.hundred_caption", period=period)
            tables.append(Table(caption, head, cells, kind="numbers"))
        kept = [table for table in tables if table.rows]
        other = (texts("wait.other_note"),) if "other" in events else ()
        note = " ".join((texts("wait.hundred_note"), *other, texts("wait.norm_note")))
        return [*kept[:-1], *(replace(table, notes=(note,)) for table in kept[-1:])]

    def _numbers(self, look: str, scenarios: Sequence[str]) -> list[tuple[str, dict[str, float]]]:
        period = self.results.period(look)
        result = [(name, of_hundred(self.results, name, period)) for name in scenarios]
        return [(self.labels.scenario(name), numbers) for name, numbers in result if numbers]

    def stations(self) -> Table | None:
        """Per list whether waits become shorter or longer, in weeks only where tested."""
        texts, period = self.labels.texts, self.results.period("ahead")
        names = stations_with_a_list(self.results, period)
        others = self.results.ahead[1:]
        if not names or not others:
            return None
        rows = tuple(
            (
                capital(self.labels.station(name)),
                texts(f"evidence.{self._evidence(name)}"),
                *(self._wait_cell(name, scenario) for scenario in others),
            )
            for name in names
        )
        titles = [self.labels.scenario(scenario) for scenario in others]
        head = (texts("wait.station"), texts("wait.evidence"), *titles)
        notes = [texts("wait.stations_note")]
        mixed = texts("direction.mixed")
        if any(cell.startswith(mixed) for row in rows for cell in row):
            notes.append(texts("direction.mixed_note"))
        caption = texts(
            "wait.stations_caption", baseline=self.labels.scenario(self.results.baseline)
        )
        return Table(caption, head, rows, tuple(notes), kind="lists")

    def _evidence(self, station: str) -> str:
        spec = self.results.manifest.stations[station].evidence
        return spec if spec in ("calibrated", "derived") else "untested"

    def _wait_cell(self, station: str, scenario: str) -> str:
        way = direction(self.results, scenario, station)
        word = self.labels.texts(f"direction.{way}")
        row = self.results.row(
            "ahead",
            scenario,
            "weeks_waited",
            period=self.results.period("ahead"),
            station=station,
        )
        if row is None or not self.results.manifest.stations[station].tested:
            return word
        return f"{word}: {self.amounts.signed_range(row)}"


def _whole(number: float) -> str:
    """A number of a hundred as whole youths; a dash where it rounds to nothing."""
    return str(round(number)) if round(number) else "–"
