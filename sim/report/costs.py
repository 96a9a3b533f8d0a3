"""What each scenario costs: per year, over all years, and when it costs the most."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..figures.labels import Labels
from ..figures.results import Results
from .amounts import Amounts
from .answers import COST, Teller
from .payback import paybacks
from .table import Table, baseline_of, compared


@dataclass(frozen=True)
class CostTables:
    """The tables of cost of one results folder in one language."""

    results: Results
    labels: Labels
    amounts: Amounts
    teller: Teller

    @cached_property
    def _paybacks(self) -> dict[tuple[str, str], str]:
        return paybacks(self.results, self.labels)

    def cost(self) -> list[Table]:
        """Difference in cost per scenario, per year and over all years, ahead and looking back."""
        texts, money = self.labels.texts, self.results.manifest.money
        columns = ("scenario", "verdict", "range", "best", "total", "peak")
        head = tuple(texts(f"cost.{column}") for column in columns)
        tables = []
        for look in ("ahead", "back"):
            rows = [self._cost_row(at, name) for at, name in compared(self.results) if at == look]
            kept = tuple(row for row in rows if row is not None)
            values = {
                "baseline": self.labels.scenario(baseline_of(self.results, look)),
                "period": self.labels.period(self.results.period(look)),
            }
            if money and money.price_level:
                caption = texts("cost.caption", price_level=money.price_level, **values)
            else:
                caption = texts("cost.caption_plain", **values)
            tables.append(Table(caption, head, kept, kind="money"))
        return [table for table in tables if table.rows]

    def _cost_row(self, look: str, scenario: str) -> tuple[str, ...] | None:
        period = self.results.period(look)
        row = self.results.row(look, scenario, COST, period=period)
        if row is None or not (row.baseline_mean or row.scenario_mean):
            return None
        over_all = self.results.row(look, scenario, COST, period="all") or row
        return (
            self.labels.scenario(scenario),
            self.teller.verdict(row),
            self.amounts.signed_yearly(row, row.low, row.high),
            self.amounts.signed_yearly(row, row.difference, row.difference),
            self.amounts.signed_total(over_all),
            self._paybacks.get((look, scenario), self.labels.texts("direction.missing")),
        )
