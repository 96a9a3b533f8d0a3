"""All main outcomes of each scenario; of a scenario alone, the level of each."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ..figures.labels import Labels
from ..figures.measures import middle_of, wait_is_tested
from ..figures.results import Results, Row
from .amounts import Amounts, kind_of
from .answers import Teller
from .table import Table, compared


@dataclass(frozen=True)
class OutcomeTables:
    """The tables of outcomes of one results folder in one language."""

    results: Results
    labels: Labels
    amounts: Amounts
    teller: Teller

    def outcomes(self) -> list[Table]:
        """All main outcomes, a table per scenario."""
        texts = self.labels.texts
        columns = ("indicator", "verdict", "range", "best", "baseline", "scenario")
        head = tuple(texts(f"table.{column}") for column in columns)
        tables = []
        for look, scenario in compared(self.results):
            rows = self.teller.headlines(look, scenario)
            if rows:
                caption = texts(
                    "table.caption",
                    scenario=self.labels.scenario(scenario),
                    baseline=self.labels.scenario(rows[0].baseline),
                    period=self.labels.period(rows[0].period),
                )
                cells = tuple(self._outcome(row) for row in rows)
                few = any(row.kept_back for row in rows)
                notes = (texts("amount.kept_back_note"),) if few else ()
                tables.append(Table(caption, head, cells, notes))
        return tables or self._levels()

    def _outcome(self, row: Row) -> tuple[str, ...]:
        name, verdict = self.teller.name(row.indicator), self.teller.verdict(row)
        if not self.teller.shows_size(row):
            key, missing = "amount.kept_back" if row.kept_back else "table.untested", "–"
            return name, verdict, self.labels.texts(key), missing, missing, missing
        return (
            name,
            verdict,
            self.amounts.signed_range(row),
            self.amounts.signed_best(row),
            self.amounts.level(row.indicator, row.baseline_mean, row.period),
            self.amounts.level(row.indicator, row.scenario_mean, row.period),
        )

    def _levels(self) -> list[Table]:
        """Without a comparison: the level of what is known for the only scenario."""
        texts, scenario = self.labels.texts, self.results.baseline
        period = self.results.period("ahead")
        table = self.results.indicators
        rows = []
        for indicator in dict.fromkeys(table["indicator"]):
            if not self._tellable(indicator):
                continue
            chosen = table[
                (table["indicator"] == indicator)
                & (table["scenario"] == scenario)
                & (table["period"] == period)
                & (table[["station", "gemeente", "need"]] == "all").all(axis=1)
            ]
            if len(chosen):
                middle = middle_of(chosen, "period").iloc[0]
                rows.append(self._level(indicator, middle, period))
        head = tuple(texts(f"table.{column}") for column in ("indicator", "middle", "value"))
        caption = texts(
            "table.levels_caption",
            scenario=self.labels.scenario(scenario),
            period=self.labels.period(period),
        )
        return [Table(caption, head, tuple(rows))] if rows else []

    def _tellable(self, indicator: str) -> bool:
        return kind_of(indicator) != "weeks" or wait_is_tested(self.results, indicator)

    def _level(self, indicator: str, middle: pd.Series[float], period: str) -> tuple[str, ...]:
        low, high, mean = (
            self.amounts.level(indicator, float(middle[column]), period)
            for column in ("low", "high", "mean")
        )
        return self.teller.name(indicator), self.labels.texts.formats.range(low, high), mean
