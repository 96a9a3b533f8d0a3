"""Tables of the page: what it costs, who waits, who is worse off, and all main outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from ..figures.labels import Labels
from ..figures.measures import (
    TOLD,
    direction,
    mean_of,
    middle_of,
    of_hundred,
    stations_with_a_list,
    wait_is_tested,
)
from ..figures.results import Results, Row
from ..texts.format import FEW
from .amounts import Amounts, kind_of
from .answers import COST, WAIT, Teller, capital

FRAMES = ("ordered", "closed")
CHANCE = 0.05


@dataclass(frozen=True)
class Table:
    """A table for a page: the first cell of every row is its heading."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    kind: str = "verdicts"


@dataclass(frozen=True)
class WorseOff:
    """Who is demonstrably worse off in a scenario, one line per kind of group."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Tables:
    """Makes the tables of one results folder in one language."""

    results: Results
    labels: Labels
    amounts: Amounts
    teller: Teller

    # -------------------------------------------------------------- what it costs

    def cost(self) -> list[Table]:
        """Difference in cost per scenario, per year and over all years, ahead and looking back."""
        texts, money = self.labels.texts, self.results.manifest.money
        columns = ("scenario", "verdict", "range", "best", "total")
        head = tuple(texts(f"cost.{column}") for column in columns)
        tables = []
        for look in ("ahead", "back"):
            rows = [self._cost_row(at, name) for at, name in self._compared() if at == look]
            kept = tuple(row for row in rows if row is not None)
            values = {
                "baseline": self.labels.scenario(self._baseline(look)),
                "period": self.labels.period(self.results.period(look)),
            }
            if money and money.price_level:
                caption = texts("cost.caption", price_level=money.price_level, **values)
            else:
                caption = texts("cost.caption_plain", **values)
            tables.append(Table(caption, head, kept))
        return [table for table in tables if table.rows]

    def _cost_row(self, look: str, scenario: str) -> tuple[str, ...] | None:
        period = self.results.period(look)
        row = self.results.row(look, scenario, COST, period=period)
        if row is None or not (row.baseline_mean or row.scenario_mean):
            return None
        over_all = self.results.row(look, scenario, COST, period="all") or row
        return (
            self.labels.scenario(scenario),
            self.verdict(row),
            self.amounts.signed_range(row),
            self.amounts.signed_best(row),
            self.amounts.signed_total(over_all),
        )

    # -------------------------------------------------------------- who waits

    def hundred(self) -> list[Table]:
        """What becomes of 100 who are referred, ahead and looking back."""
        texts = self.labels.texts
        looks = {"ahead": self.results.ahead}
        if self.results.back:
            looks["back"] = (self._baseline("back"), *self.results.back)
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
        note = texts("wait.hundred_note", norm=texts("wait.norm_note"))
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

    # -------------------------------------------------------------- who is worse off

    def worse_off(self) -> list[WorseOff]:
        """Per scenario the needs, gemeenten, frames and lists that wait longer."""
        return [self._worse_off(look, name) for look, name in self._compared()]

    def _worse_off(self, look: str, scenario: str) -> WorseOff:
        texts = self.labels.texts
        manifest, period = self.results.manifest, self.results.period(look)
        longer = beyond_chance([*self._groups(look, scenario)])
        needs, places = {row.need for row in longer}, {row.gemeente for row in longer}
        lists = {row.station for row in longer}
        frames = {
            row.indicator.partition(":")[2]
            for row in self.teller.headlines(look, scenario)
            if row.verdict == "worse"
        }
        with_list = stations_with_a_list(self.results, period)
        result = {
            "needs": [self.labels.need(name) for name in manifest.needs if name in needs],
            "gemeenten": [name for name in manifest.gemeenten if name in places],
            "frames": [texts(f"frame.{frame}") for frame in FRAMES if frame in frames],
            "stations": [self.labels.station(name) for name in with_list if name in lists],
        }
        lines = [
            texts(f"worse.{kind}", names="; ".join(names))
            for kind, names in result.items()
            if names
        ]
        by_chance = [
            self.labels.station(name)
            for name in with_list
            if look == "ahead"
            and name not in lists
            and direction(self.results, scenario, name) == "longer"
        ]
        lines = lines or [texts("worse.none")]
        if by_chance:  # the table of lists judges each by itself, and shows these as longer
            lines.append(texts("worse.by_chance", names="; ".join(by_chance)))
        return WorseOff(self.labels.scenario(scenario), tuple(lines))

    def _groups(self, look: str, scenario: str) -> Iterator[Row]:
        """The waits of every need, gemeente and list that is large enough to be told."""
        period = self.results.period(look)
        with_list = stations_with_a_list(self.results, period)
        for row in self.results.rows:
            if (row.look, row.scenario, row.period) != (look, scenario, period):
                continue
            if row.indicator == WAIT:
                told = (row.need, row.gemeente) != ("all", "all") and self._enough(row)
            else:
                told = row.indicator == "weeks_waited" and row.station in with_list
            if told:
                yield row

    def _enough(self, row: Row) -> bool:
        """Whether at least ten children stand behind a row for a gemeente or a need."""
        referred = mean_of(
            self.results,
            row.baseline,
            "referrals",
            period=row.period,
            gemeente=row.gemeente,
            need=row.need,
        )
        return referred is not None and referred >= FEW

    # -------------------------------------------------------------- all outcomes

    def outcomes(self) -> list[Table]:
        """All main outcomes, a table per scenario."""
        texts = self.labels.texts
        columns = ("indicator", "verdict", "range", "best", "baseline", "scenario")
        head = tuple(texts(f"table.{column}") for column in columns)
        tables = []
        for look, scenario in self._compared():
            rows = self.teller.headlines(look, scenario)
            if rows:
                caption = texts(
                    "table.caption",
                    scenario=self.labels.scenario(scenario),
                    baseline=self.labels.scenario(rows[0].baseline),
                    period=self.labels.period(rows[0].period),
                )
                tables.append(Table(caption, head, tuple(self._outcome(row) for row in rows)))
        return tables or self._levels()

    def _outcome(self, row: Row) -> tuple[str, ...]:
        name, verdict = self.teller.name(row.indicator), self.verdict(row)
        if not self.teller.shows_size(row):
            untested, missing = self.labels.texts("table.untested"), "–"
            return name, verdict, untested, missing, missing, missing
        return (
            name,
            verdict,
            self.amounts.signed_range(row),
            self.amounts.signed_best(row),
            self.amounts.level(row.indicator, row.baseline_mean, row.period),
            self.amounts.level(row.indicator, row.scenario_mean, row.period),
        )

    def verdict(self, row: Row) -> str:
        """The verdict in words; `better` is refused where a counter-indicator forbids it."""
        texts = self.labels.texts
        if row.verdict == "mixed":
            spec = texts("verdict.mixed", counter=self.teller.counter(row))
        else:
            key = f"verdict.{row.verdict}"
            own = f"verdict.{row.indicator}.{row.verdict}"
            key = own if texts.has(own) else key
            spec = texts(key) if texts.has(key) else row.verdict
        decided = row.verdict in ("better", "worse", "less", "more", "mixed")
        if decided and self.teller.is_assumed(row.scenario):
            return texts("verdict.if_assumed", verdict=spec)
        return spec

    def _levels(self) -> list[Table]:
        """Without a comparison: the level of what is known for the only scenario."""
        texts, scenario = self.labels.texts, self.results.baseline
        period = self.results.period("ahead")
        table = self.results.indicators
        rows = []
        for indicator in dict.fromkeys(table["indicator"]):
            if not texts.has(f"indicator.{indicator}.name") or not self._tellable(indicator):
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

    def _baseline(self, look: str) -> str:
        back = self.results.manifest.look_back
        return back.baseline if back and look == "back" else self.results.baseline

    def _compared(self) -> list[tuple[str, str]]:
        ahead = [("ahead", name) for name in self.results.ahead[1:]]
        return ahead + [("back", name) for name in self.results.back]


def _whole(number: float) -> str:
    """A number of a hundred as whole youths; a dash where it rounds to nothing."""
    return str(round(number)) if round(number) else "–"


def beyond_chance(rows: Sequence[Row]) -> list[Row]:
    """The rows that are worse, and still so when it counts how many were looked at (Holm)."""
    ordered = sorted(rows, key=lambda row: 1.0 if row.p_value is None else row.p_value)
    kept = []
    for position, row in enumerate(ordered):
        if row.p_value is None or row.p_value * (len(ordered) - position) >= CHANCE:
            break
        if row.verdict == "worse":
            kept.append(row)
    return kept
