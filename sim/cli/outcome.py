"""What `run` and `experiment` show on the screen: a few lines, ranges first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..errors import visible
from ..results.small_cells import FEW, is_few
from .outcome_of_draws import show_draws
from .outcome_of_interaction import show_interaction

if TYPE_CHECKING:
    import pandas as pd

    from ..running.outcome import Results

ALL = "all"
ROWS = (
    ("wait_first_help", "weeks to first help"),
    ("wait_first_help:ordered", "weeks to first help, court order"),
    ("first_help:within_norm", "% helped within norm or 14 weeks"),
    ("first_help:dropped_out", "% dropped out before help"),
    ("first_help:escalated", "% in crisis before help"),
    ("waiting_mean", "waiting at one time"),
    ("in_care_mean", "in care at one time"),
    ("days_away", "days away from home a year"),
    ("closed_days:place", "days in a closed place a year"),
    ("cost", "million euros a year"),
)
_PER_YEAR = ("days_away", "closed_days:place", "cost")
_WORDS = {
    "no_difference_that_matters": "no difference",
    "mixed": "mixed: see counter",
    "put_in": "put in, not found",
    "better_if": "better if fewer need help",
    "nearly_always": "nearly always better",
    "mostly": "mostly better",
}
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
    period = results.manifest.periods.end_state
    runs = results.manifest.replications
    title = visible(results.manifest.title.in_language("en"))
    table = Table(title=f"{escape(title)}, {_said(period, results)}", title_justify="left")
    table.add_column("indicator")
    table.add_column("mean" if runs > 1 else "one run", justify="right")
    if runs > 1:
        table.add_column(f"range of {runs} runs", justify="right")
    for name, title, values in _totals(results, period):
        unit = _unit(name)
        cells = [title, _written(sum(values) / len(values), unit)]
        if runs > 1:
            cells.append(_between(_written(min(values), unit), _written(max(values), unit)))
        table.add_row(*cells)
    Console(highlight=False).print(table)


def show_comparison(results: Results) -> None:
    """The headline differences of every scenario, with their interval and verdict."""
    rows = results.comparison
    if not len(rows):
        return
    rows = rows[rows["headline"]]
    periods = results.manifest.periods
    for look, period in (("ahead", periods.headline), ("back", periods.headline_back or ALL)):
        some = rows[rows["look"] == look]
        for baseline in dict.fromkeys(some["baseline"]):
            spec = _said(period, results)
            heading = "looking back: " if look == "back" else ""
            title = f"{heading}compared with {escape(visible(baseline))}, {spec}"
            _show_differences(some, title, results)
    show_interaction(results)
    if results.manifest.draws is not None:
        show_draws(results)
        return
    runs = results.manifest.replications
    Console(highlight=False).print(
        f"{runs} paired run{'s' if runs != 1 else ''} a scenario at centre values: doubt about the "
        "inputs is not in these ranges. Verdicts hold for the whole set (Holm)."
    )


def _show_differences(rows: pd.DataFrame, title: str, results: Results) -> None:
    table = Table(title=title, title_justify="left")
    middle = "95%" if results.manifest.draws is None else "90% of draws"
    for name in ("what changes", f"difference, {middle}", "verdict"):
        table.add_column(name)
    for scenario in dict.fromkeys(rows["scenario"]):
        table.add_row(f"[bold]{escape(visible(scenario))}[/]")
        for name, title_of in ROWS:
            chosen = rows[(rows["scenario"] == scenario) & (rows["indicator"] == name)]
            for row in chosen.itertuples():
                years = _years(results, str(row.period)) if name in _PER_YEAR else 1.0
                table.add_row(f"  {title_of}", _range(row, years), _verdict(row))
        table.add_section()
    Console(highlight=False).print(table)


def _range(row: Any, years: float) -> str:
    unit = _unit(row.indicator)
    if row.low != row.low:  # one run has no interval
        return f"{_written(row.difference / years, unit, signed=True)} (one run)"
    return _between(*(_written(item / years, unit, signed=True) for item in (row.low, row.high)))


def _between(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"


def _verdict(row: Any) -> str:
    verdict = str(row.verdict)
    words = _WORDS.get(verdict, verdict)
    if hasattr(row, "holds_in") and verdict != "uncertain":
        words = f"{words}, {row.holds_in:.0f} of {row.of:.0f}"
    colour = _COLOURS.get(verdict)
    return f"[{colour}]{words}[/]" if colour else words


def _totals(results: Results, period: str) -> Iterator[tuple[str, str, list[float]]]:
    rows = results.indicators
    total = (rows[["station", "gemeente", "need"]] == ALL).all(axis=1) & (rows["period"] == period)
    years = _years(results, period)
    for name, title in ROWS:
        values = rows.loc[total & (rows["indicator"] == name), "value"].tolist()
        if any(values) or (values and name not in _PER_YEAR):
            yield name, title, [value / years if name in _PER_YEAR else value for value in values]


def _years(results: Results, period: str) -> float:
    """How many years a period lasts."""
    from datetime import date

    periods = results.manifest.periods
    if period == ALL:
        return (periods.end - periods.report_from).days / 365.25
    if "/" in period:
        first, last = (date.fromisoformat(item) for item in period.split("/"))
        return ((last - first).days + 1) / 365.25
    years = [int(item) for item in period.split("-")]
    return years[-1] - years[0] + 1.0


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
