"""What `run` and `experiment` show on the screen: a few lines, ranges first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..errors import visible
from ..figures.labels import years_in
from ..results.small_cells import FEW, is_few
from ..texts import Language, Texts, texts_in
from .outcome_of_draws import show_draws
from .outcome_of_flags import show_flags, staffing_marks
from .outcome_of_interaction import show_interaction

if TYPE_CHECKING:
    import pandas as pd

    from ..running.outcome import Results

ALL = "all"
_DUTCH_SIGNS = str.maketrans(",.", ".,")
ROWS = (
    "wait_first_help", "wait_first_help:ordered", "first_help:within_norm",
    "first_help:dropped_out", "first_help:escalated", "waiting_mean", "in_care_mean", "days_away",
    "closed_days:place", "cost",
)  # fmt: skip
_PER_YEAR = ("days_away", "closed_days:place", "cost")
_COLOURS = {
    "better": "green",
    "nearly_always": "green",
    "mostly": "green",
    "worse": "red",
    "mixed": "yellow",
    "put_in": "yellow",
    "better_if": "yellow",
}


def show_run(results: Results) -> None:
    """The main indicators of one scenario: the middle of the runs and their range."""
    texts = texts_in("en")
    period = results.manifest.periods.headline
    runs = results.manifest.replications
    title = visible(results.manifest.title.in_language("en"))
    table = Table(title=f"{escape(title)}, {_said(period, results)}", title_justify="left")
    table.add_column("indicator")
    table.add_column("mean" if runs > 1 else "one run", justify="right")
    if runs > 1:
        table.add_column(f"range of {runs} runs", justify="right")
    for name, values in _totals(results, period):
        unit = _unit(name)
        cells = [texts(f"terminal.row.{name}"), _written(sum(values) / len(values), unit)]
        if runs > 1:
            cells.append(_between(_written(min(values), unit), _written(max(values), unit)))
        table.add_row(*cells)
    Console(highlight=False).print(table)
    show_flags(results, texts)


def show_comparison(results: Results, lang: Language = "en") -> None:
    """The headline differences of every scenario: mean, interval and verdict."""
    texts, rows = texts_in(lang), results.comparison
    if not len(rows):
        return
    rows = rows[rows["headline"]]
    periods = results.manifest.periods
    for look, period in (("ahead", periods.headline), ("back", periods.headline_back or ALL)):
        some = rows[rows["look"] == look]
        for baseline in dict.fromkeys(some["baseline"]):
            name, spec = escape(visible(baseline)), _said(period, results)
            title = texts(f"terminal.title.{look}", baseline=name, period=spec)
            _show_differences(some, title, results, texts)
    show_flags(results, texts)
    show_interaction(results, texts)
    if results.manifest.draws is not None:
        show_draws(results, texts)
        return
    told = texts.count("terminal.runs", results.manifest.replications)
    Console(highlight=False).print(told)


def _show_differences(rows: pd.DataFrame, title: str, results: Results, texts: Texts) -> None:
    table = Table(title=title, title_justify="left")
    middle = "runs" if results.manifest.draws is None else "draws"
    for name in ("what", "mean", f"range.{middle}", "verdict"):
        table.add_column(texts(f"terminal.column.{name}"))
    marks = staffing_marks(results, texts)
    for scenario in dict.fromkeys(rows["scenario"]):
        name = f"[bold]{escape(visible(scenario))}[/]"
        table.add_row(name, "", "", marks.get(scenario, ""))
        for name in ROWS:
            chosen = rows[(rows["scenario"] == scenario) & (rows["indicator"] == name)]
            for row in chosen.itertuples():
                years = years_in(str(row.period), results.manifest) if name in _PER_YEAR else 1.0
                title_of = texts(f"terminal.row.{name}")
                cells = (_mean(row, years, texts), _range(row, years, texts), _verdict(row, texts))
                table.add_row(f"  {title_of}", *cells)
        table.add_section()
    Console(highlight=False).print(table)


def _mean(row: Any, years: float, texts: Texts) -> str:
    return _signed(row.difference / years, row.indicator, texts)


def _range(row: Any, years: float, texts: Texts) -> str:
    if row.low != row.low:  # one run has no interval
        return texts("terminal.one_run")
    ends = (row.low / years, row.high / years)
    low, high = (_signed(end, row.indicator, texts) for end in ends)
    return low if low == high else texts("terminal.between", low=low, high=high)


def _signed(value: float, indicator: str, texts: Texts) -> str:
    """A difference as the language writes numbers."""
    told = _written(value, _unit(indicator), signed=True)
    return told.translate(_DUTCH_SIGNS) if texts.lang == "nl" else told


def _between(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"


def _verdict(row: Any, texts: Texts) -> str:
    verdict = str(row.verdict)
    keys = (f"terminal.verdict.{verdict}", f"verdict.{verdict}")
    words = next((texts(key) for key in keys if texts.has(key)), verdict)
    if hasattr(row, "holds_in") and verdict != "uncertain":
        words = texts("terminal.held", verdict=words, n=f"{row.holds_in:.0f}", of=f"{row.of:.0f}")
    colour = _COLOURS.get(verdict)
    return f"[{colour}]{words}[/]" if colour else words


def _totals(results: Results, period: str) -> Iterator[tuple[str, list[float]]]:
    rows = results.indicators
    total = (rows[["station", "gemeente", "need"]] == ALL).all(axis=1) & (rows["period"] == period)
    years = years_in(period, results.manifest)
    for name in ROWS:
        values = rows.loc[total & (rows["indicator"] == name), "value"].tolist()
        if any(values) or (values and name not in _PER_YEAR):
            yield name, [value / years if name in _PER_YEAR else value for value in values]


def _said(period: str, results: Results) -> str:
    periods = results.manifest.periods
    return f"{periods.report_from} to {periods.end}" if period == ALL else period


def _unit(name: str) -> str:
    if name.startswith("wait_"):
        return "weeks"
    if name.startswith("first_help"):
        return "share"
    return "eur" if name.startswith("cost") else "number"


def _written(value: float, unit: str, *, signed: bool = False) -> str:
    """A number in the unit that its title says; never "-0", no children below ten."""
    scale, decimals = {"weeks": (1.0, 1), "share": (100.0, 1), "eur": (1e-6, 2)}.get(unit, (1.0, 0))
    rounded = round(value * scale, decimals)
    if unit == "number" and not signed and is_few(abs(value)):
        return f"under {FEW}"
    sign = "+" if signed and rounded else ""
    return f"{rounded + 0.0:{sign},.{decimals}f}"
