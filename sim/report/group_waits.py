"""Who waits longer or shorter, group by group: by legal frame, need and gemeente."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..figures.labels import Labels
from ..figures.measures import DIRECTIONS, wait_is_tested
from ..figures.results import Results
from .amounts import Amounts
from .answers import WAIT, capital
from .table import Table

_FRAMES = ("ordered", "closed")
_ALL = "all"


@dataclass(frozen=True)
class GroupWaits:
    """The table of one results folder in one language."""

    results: Results
    labels: Labels
    amounts: Amounts

    def table(self) -> Table | None:
        """Each group beside each scenario ahead; None without a comparison of tested waits."""
        texts, names = self.labels.texts, self.results.ahead[1:]
        if not self.results.rows or not names or not wait_is_tested(self.results, WAIT):
            return None
        rows = [
            (title, *(self._cell(scenario, *key) for scenario in names))
            for title, key in self._groups()
        ]
        told = tuple(row for row in rows if any(cell != self._missing for cell in row[1:]))
        head = (texts("groups.group"), *map(self.labels.scenario, names))
        period = self.labels.period(self.results.period("ahead"))
        caption = texts(
            "groups.caption", period=period, baseline=self.labels.scenario(self.results.baseline)
        )
        return Table(caption, head, told, (texts("groups.note"),), kind="groups") if told else None

    @property
    def _missing(self) -> str:
        return self.labels.texts("direction.missing")

    def _groups(self) -> Iterator[tuple[str, tuple[str, str, str]]]:
        """Titles, with indicator, gemeente and need; gemeenten by the alphabet: none leads."""
        yield self.labels.texts("groups.everybody"), (WAIT, _ALL, _ALL)
        for frame in _FRAMES:
            title = capital(self.labels.texts(f"frame.{frame}"))
            yield title, (f"{WAIT}:{frame}", _ALL, _ALL)
        for need in self.results.manifest.needs:
            yield capital(self.labels.need(need)), (WAIT, _ALL, need)
        for gemeente in sorted(self.results.manifest.gemeenten):
            yield gemeente, (WAIT, gemeente, _ALL)

    def _cell(self, scenario: str, indicator: str, gemeente: str, need: str) -> str:
        """The way and the range; the way alone where a wait was not tested."""
        period = self.results.period("ahead")
        row = self.results.by_key.get(("ahead", scenario, indicator, _ALL, gemeente, need, period))
        if row is None or row.kept_back:
            return self._missing
        way = self.labels.texts(f"direction.{DIRECTIONS.get(row.verdict, 'unknown')}")
        if not wait_is_tested(self.results, indicator):
            return way
        return f"{way}: {self.amounts.signed_range(row)}"
