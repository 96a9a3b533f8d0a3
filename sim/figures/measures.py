"""Rows of many runs brought together: means, the middle 90%, and who becomes what of 100."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ..indicators.waits import COMERS
from ..results.intervals import MIDDLE
from ..results.small_cells import FEW
from .labels import YARDSTICK_WEEKS, Labels
from .results import EVENTS, Results

TOLD = (*EVENTS, "other")
"""What may become of a youth who is referred, in the order of a bar and of a table."""
DIRECTIONS = {
    "better": "shorter",
    "nearly_always": "shorter",
    "mostly": "shorter",
    "less": "shorter",
    "worse": "longer",
    "more": "longer",
    "mixed": "mixed",
    "put_in": "mixed",
    "better_if": "mixed",
    "no_difference_that_matters": "same",
    "uncertain": "unknown",
}


def mean_of(
    results: Results,
    scenario: str,
    indicator: str,
    *,
    period: str,
    station: str = "all",
    gemeente: str = "all",
    need: str = "all",
) -> float | None:
    """Mean over all runs, None where there are no rows."""
    key = (scenario, indicator, station, gemeente, need, period)
    return results.means.get(key)


def middle_of(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """Columns mean, low and high (the middle 90% of the runs) per value of column `by`."""
    groups = table.groupby(by, sort=True)["value"]
    return pd.DataFrame(
        {
            "mean": groups.mean(),
            "low": groups.quantile(MIDDLE[0]),
            "high": groups.quantile(MIDDLE[1]),
        }
    )


def by_year(results: Results, scenario: str, indicator: str, gemeente: str = "all") -> pd.DataFrame:
    """Mean and middle of an indicator per reported year, for all stations and needs."""
    table = results.rows_of(indicator)
    years = results.manifest.periods.years
    chosen = table[
        (table["scenario"] == scenario)
        & (table["station"] == "all")
        & (table["gemeente"] == gemeente)
        & (table["need"] == "all")
        & table["period"].isin(years)
    ]
    middle = middle_of(chosen, "period")
    middle.index = middle.index.astype(int)
    return middle


def before_until(results: Results, values: pd.DataFrame) -> pd.DataFrame:
    """The years that are looked back on, of values by year."""
    back = results.manifest.look_back
    return values if back is None else values[values.index < back.until.year]


def by_month(results: Results, scenario: str, indicator: str, station: str) -> pd.DataFrame:
    """Mean and middle of a number at the end of each month, by year and part of it: 2021.5."""
    nothing = results.series[["month", "value"]].iloc[:0]
    middle = middle_of(results.months.get((scenario, indicator, station), nothing), "month")
    first_days = pd.to_datetime(pd.Series(middle.index))
    middle.index = pd.Index(first_days.dt.year + first_days.dt.month / 12)
    return middle


def of_hundred(results: Results, scenario: str, period: str) -> dict[str, float] | None:
    """What becomes of 100 who are referred, by event of TOLD; together 100, not rounded.

    What is told to nobody goes together as `other`. None where fewer than 100 are referred.
    """
    referred = mean_of(results, scenario, "referrals", period=period)
    if referred is None or referred < 10 * FEW:
        return None
    shares = told_shares(results, scenario, EVENTS, period)
    told = {event: share or 0.0 for event, share in shares.items()}
    total = 1.0 if None in shares.values() else sum(told.values())
    if total <= 0:
        return None
    of_hundred = {event: 100 * share / total for event, share in told.items()}
    other = 100.0 - sum(of_hundred.values()) if None in shares.values() else 0.0
    return {**of_hundred, "other": max(0.0, other)}


def told_shares(
    results: Results, scenario: str, events: Sequence[str], period: str
) -> dict[str, float | None]:
    """The share of each event among those who are referred; None where it is told to nobody."""
    result: dict[str, float | None] = {}
    for event in events:
        name = f"first_help:{event}"
        is_kept = (scenario, name, "all", "all", "all", period) in results.kept
        result[event] = None if is_kept else mean_of(results, scenario, name, period=period) or 0.0
    return result


def stations_with_a_list(results: Results, period: str) -> list[str]:
    """Stations of limited places whose waits are told to people, in the order of the file."""
    manifest, baseline = results.manifest, results.baseline
    result = []
    for name, note in manifest.stations.items():
        pool = manifest.pools.get(note.pool or name)
        if pool is not None and not pool.limited:
            continue
        if mean_of(results, baseline, "weeks_waited", period=period, station=name) is not None:
            result.append(name)
    return result


def wait_is_tested(results: Results, indicator: str) -> bool:
    """Whether weeks may be shown for a wait to first help.

    They may where at least one list behind them has a wait that was tested or derived; for a legal
    frame where such lists have at least half of those who joined. Who comes back is on all lists.
    """
    word = indicator.partition(":")[2]
    frame = "" if word in COMERS else word
    care = {name: note for name, note in results.manifest.stations.items() if note.group == "care"}
    if not frame:
        return any(note.tested for note in care.values())
    joined = {
        name: mean_of(results, results.baseline, f"joined:{frame}", period="all", station=name)
        or 0.0
        for name in care
    }
    tested = sum(number for name, number in joined.items() if care[name].tested)
    return 0 < sum(joined.values()) <= 2 * tested


def norm_words(labels: Labels, station: str) -> tuple[str, bool]:
    """Weeks that a station is held against, as text, and whether they are a norm."""
    weeks, is_norm = labels.norm_weeks(station)
    return labels.weeks(weeks if is_norm else YARDSTICK_WEEKS), is_norm


def direction(results: Results, scenario: str, station: str) -> str:
    """Whether waits at a station become shorter or longer than in the baseline."""
    period = results.period("ahead")
    row = results.row("ahead", scenario, "weeks_waited", period=period, station=station)
    if row is not None:
        return DIRECTIONS.get(row.verdict, "unknown")
    # A row in which nothing ever differs may be left out of the comparison.
    waits = [
        mean_of(results, name, "weeks_waited", period=period, station=station)
        for name in (results.baseline, scenario)
    ]
    return "same" if waits[0] is not None and waits[0] == waits[1] else "missing"
