"""Who waits longer or shorter, group by group, by themselves and by each policy."""

from __future__ import annotations

from dataclasses import dataclass

from ..figures.labels import Labels
from ..figures.measures import DIRECTIONS, wait_is_tested
from ..figures.results import Results
from ..figures.trend import Trend
from ..figures.who import WAIT, WAYS, Group, by_itself, groups_of, told_row
from .amounts import Amounts
from .table import Table


@dataclass(frozen=True)
class GroupWaits:
    """The table of one results folder in one language."""

    results: Results
    labels: Labels
    amounts: Amounts

    def table(self) -> Table | None:
        """Each group beside each scenario ahead; None without a comparison of tested waits.

        Before these what becomes of it if nothing changes, where that is known.
        """
        texts, names = self.labels.texts, self.results.ahead[1:]
        if not self.results.rows or not names or not wait_is_tested(self.results, WAIT):
            return None
        groups = list(groups_of(self.results, self.labels))
        trends = by_itself(self.results, groups)
        years = next((item.years for item in trends if item), None)
        rows = [
            (
                group.title,
                *([self._by_itself(group, item)] if years else []),
                *(self._cell(scenario, group) for scenario in names),
            )
            for group, item in zip(groups, trends, strict=True)
        ]
        told = tuple(row for row in rows if any(cell != self._missing for cell in row[1:]))
        alone = [texts("groups.by_itself", first=years[0], last=years[1])] if years else []
        head = (texts("groups.group"), *alone, *map(self.labels.scenario, names))
        period = self.labels.period(self.results.period("ahead"))
        caption = texts(
            "groups.caption", period=period, baseline=self.labels.scenario(self.results.baseline)
        )
        return Table(caption, head, told, (texts("groups.note"),), kind="groups") if told else None

    @property
    def _missing(self) -> str:
        return self.labels.texts("direction.missing")

    def _by_itself(self, group: Group, goes: Trend | None) -> str:
        if goes is None:
            return self._missing
        return self._told(group, WAYS[goes.way], self.amounts.signed_weeks(*goes.change.ends))

    def _cell(self, scenario: str, group: Group) -> str:
        row = told_row(self.results, scenario, group)
        if row is None:
            return self._missing
        way = DIRECTIONS.get(row.verdict, "unknown")
        return self._told(group, way, self.amounts.signed_range(row))

    def _told(self, group: Group, way: str, weeks: str) -> str:
        """The way and the range; the way alone where a wait was not tested."""
        told = self.labels.texts(f"direction.{way}")
        return f"{told}: {weeks}" if wait_is_tested(self.results, group.indicator) else told
