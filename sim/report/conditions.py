"""What must be true for a policy to pay: of an assumed saving, of inflow, of a caseload."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from ..figures.labels import Labels
from ..figures.measures import mean_of
from ..figures.results import Results, Row
from ..results.over_draws import ANSWERED
from ..texts import Texts
from .amounts import Amounts
from .answers import COST, Teller

_LARGE = 0.15
"""Part of a fall or rise from which a station is named."""
_CLOSES = 0.02
"""Part of a fall by which the stations may miss the total."""
_MOST_NAMED = 3
_WIDE = 0.5
"""A range of the part that must come true that is too wide to tell."""


@dataclass(frozen=True)
class Condition:
    """A scenario or question, and sentences about when it breaks even."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Conditions:
    """The section of the page; `note` goes with the caseloads."""

    scenarios: tuple[Condition, ...]
    caseloads: tuple[str, ...]
    note: str | None


def conditions(results: Results, labels: Labels, amounts: Amounts, teller: Teller) -> Conditions:
    """What must be true, for assumed and for dearer scenarios and for pools that were asked for."""
    maker = _Maker(results, labels, amounts, teller)
    ahead = [maker.scenario("ahead", name) for name in results.ahead[1:]]
    back = [maker.scenario("back", name) for name in results.back]
    caseloads = tuple(_caseloads(results, labels))
    note = labels.texts("breakeven.note") if caseloads else None
    return Conditions(tuple(item for item in (*ahead, *back) if item.lines), caseloads, note)


@dataclass(frozen=True)
class _Maker:
    results: Results
    labels: Labels
    amounts: Amounts
    teller: Teller

    def scenario(self, look: str, name: str) -> Condition:
        row = self.results.row(look, name, COST, period=self.results.period(look))
        lines: list[str] = []
        if row is not None and row.kept_back:
            row = None
        if row is not None and self.teller.is_assumed(name):
            lines += self._of_assumption(row)
        if row is not None and row.verdict in ("worse", "more"):
            lines.append(self._of_inflow(row))
        return Condition(self.labels.scenario(name), tuple(lines))

    def _of_assumption(self, row: Row) -> Iterator[str]:
        """How much of the assumed fall in cost must come true; says so where it cannot be told."""
        texts = self.labels.texts
        apart = self._by_station(row)
        fall = -sum(cost for cost in apart.values() if cost < 0)
        rise = sum(cost for cost in apart.values() if cost > 0)
        if fall <= 0 or abs(rise - fall - row.difference) > _CLOSES * fall:
            yield texts("conditions.unknown")
            return
        years, money = self.amounts.total_years(row.period), texts.formats.money
        ends = [1 + (row.difference if end is None else end) / fall for end in (row.low, row.high)]
        if ends[1] - ends[0] > _WIDE:
            yield texts("conditions.unknown")
            return
        percents = [texts.formats.percent(min(max(end, 0.0), 1.0)) for end in ends]
        yield texts(
            _falls(ends),
            falls=self._named({name: -cost for name, cost in apart.items()}, fall),
            rises=self._named(apart, rise),
            fall=money(fall / years),
            rise=money(rise / years),
            share=percents[0] if ends[1] > 1 else texts.formats.range(*percents),
        )

    def _by_station(self, row: Row) -> dict[str, float]:
        """Difference in cost of each station."""
        key = (row.look, row.scenario, row.indicator, row.period, "all", "all")
        return {
            item.station: item.difference
            for item in self.results.rows
            if item.station != "all"
            and (item.look, item.scenario, item.indicator, item.period, item.gemeente, item.need)
            == key
        }

    def _named(self, costs: dict[str, float], total: float) -> str:
        """The stations that carry most of a fall or rise."""
        large = sorted(costs, key=lambda name: -costs[name])[:_MOST_NAMED]
        kept = [name for name in large if costs[name] >= _LARGE * total] or large[:1]
        return self.labels.texts.formats.listed([self.labels.short_station(item) for item in kept])

    def _of_inflow(self, row: Row) -> str:
        texts, years = self.labels.texts, self.amounts.total_years(row.period)
        ends = [row.difference if end is None else end for end in (row.low, row.high)]
        spared = texts.formats.money_range(*(end / years for end in ends))
        referred = mean_of(self.results, row.scenario, "referrals", period=row.period)
        if not referred or not row.scenario_mean or max(ends) > row.scenario_mean:
            return texts("conditions.inflow_plain", range=spared)
        shares = [texts.formats.percent(max(end, 0.0) / row.scenario_mean, 1) for end in ends]
        return texts(
            "conditions.inflow",
            share=texts.formats.range(*shares),
            each=texts.formats.money(row.scenario_mean / referred),
            range=spared,
        )


def _falls(ends: Sequence[float]) -> str:
    """The sentence for the part of a fall that must come true, told with its two ends."""
    if ends[0] > 1:
        return "conditions.falls_short"
    return "conditions.falls_perhaps" if ends[1] > 1 else "conditions.falls"


# ------------------------------------------------------------------ caseloads


def _caseloads(results: Results, labels: Labels) -> Iterator[str]:
    titles = {spec.id: spec.title for spec in results.manifest.breakeven}
    for row in results.breakeven.itertuples(index=False):
        name = str(row.id)
        title = titles.get(name)
        yield _caseload(row, title.in_language(labels.texts.lang) if title else name, labels)


def _caseload(row: Any, title: str, labels: Labels) -> str:
    texts = labels.texts
    years = row.years.split("; ")
    values = {"title": title, "years": _years(years, labels)}
    is_drawn = hasattr(row, ANSWERED)
    if isnan(float(row.factor)):
        return texts("breakeven.unknown_in_draws" if is_drawn else "breakeven.unknown", **values)
    places = row.cost_of_places / len(years)
    saved = places - row.cost_difference / len(years)
    lump = row.lump_sums / len(years)
    on_top = {
        name: texts(f"breakeven.{name}", sum=texts.formats.money(lump)) if lump > 0 else ""
        for name in ("lump", "lump_too")
    }
    values |= {
        **on_top,
        "places": texts.formats.money(places),
        "saved": texts.formats.money(saved),
        "now": _clients(row.clients_per_fte, texts),
    }
    return _balance(row, values, texts) + (_over_draws(row, texts) if is_drawn else "")


def _over_draws(row: Any, texts: Texts) -> str:
    """What the amounts and the range are, and in how many draws there is nothing to balance."""
    result = texts("breakeven.draws")
    if not isnan(row.breakeven) and not isnan(row.breakeven_low):
        result = texts("breakeven.draws_middle", middle=_clients(row.breakeven, texts))
    missing = int(row.replications - row.answered_in)
    if missing:
        result += texts("breakeven.draws_left", count=missing, of=int(row.replications))
    return result


def _balance(row: Any, values: dict[str, str], texts: Texts) -> str:
    """The sentence that fits what is known of the balance: a number, a range, or neither."""
    at, low, high = (float(row.breakeven), float(row.breakeven_low), float(row.breakeven_high))
    if isnan(at) and isnan(low):
        return texts("breakeven.never", **values)
    least = _clients(at if isnan(low) else low, texts)
    if isnan(high) and not isnan(low):
        return texts("breakeven.perhaps" if isnan(at) else "breakeven.from", low=least, **values)
    most = least if isnan(high) else _clients(high, texts)
    return texts("breakeven.at", range=texts.formats.range(least, most), **values)


def _clients(number: float, texts: Texts) -> str:
    return texts.formats.number(number, 1)


def _years(years: Sequence[str], labels: Labels) -> str:
    """Years as a period where they follow each other, else one by one."""
    if int(years[-1]) - int(years[0]) == len(years) - 1:
        return labels.period(f"{years[0]}-{years[-1]}")
    return labels.texts.formats.listed(years)
