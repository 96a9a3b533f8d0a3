"""A results folder as figures and pages read it: the manifest and the few rows they need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from ..errors import InputError
from ..indicators.waits import COMERS
from ..results.chance import CHANCE_COLUMNS
from ..results.doubts import HEADLINE_COLUMNS, HEADLINES_TABLE
from ..results.kept_back import KEPT_BACK, KEPT_BACK_COLUMNS, KeptBack, are_among
from ..results.manifest import Manifest
from ..results.manifest_file import MANIFEST, changed_files, read_manifest
from ..results.over_draws import ANSWERED, DRAW_COLUMNS
from ..results.payback import PAYBACK_COLUMNS
from ..results.regret import REGRET_COLUMNS
from ..results.shortening import small_differences
from ..results.small_cells import ALL, small_cells
from ..results.tables import AnyOf, Column, Tables, columns_of
from ..results.targets import TARGET_COLUMNS

EVENTS = (
    "within_norm",
    "later",
    "waiting",
    "dropped_out",
    "deterred",
    "escalated",
    "refused",
    "sent_away",
    "turned_18",
)
NEEDED = (
    "referrals",
    "referrals:ordered",
    "referrals:closed",
    "wait_first_help",
    "wait_first_help:ordered",
    "wait_first_help:closed",
    *(f"{name}:{comer}" for name in ("referrals", "wait_first_help") for comer in COMERS),
    *(f"first_help:{event}" for event in EVENTS),
    "over_norm_first_help",
    "joined",
    "joined:ordered",
    "joined:closed",
    "weeks_waited",
    "waiting_mean",
    "in_care_mean",
    "over_norm",
    "escalated",
    "days_away",
    "closed_days:place",
    "repeat_share",
    "returns",
    "cost",
    "deficit",
)
REACTING = ("deterred", "switched", "seen_wait", "places_followed", "places", "providers")
NARROWED = (
    "ceiling_spent",
    "overrun",
    "stopped_months",
    "block_days",
    "fte",
    "fte_to_be_had",
    "providers_losing",
)
"""Of these all that are narrowed down by a word of the file."""
IN_SERIES = ("in_care", "places", "places_in_use")
_RUN = {"scenario": Column.TEXT, "draw": Column.NUMBER, "replication": Column.NUMBER}
_PLACE = {"indicator": Column.TEXT, "station": Column.TEXT, "gemeente": Column.TEXT}
_CELL = {**_PLACE, "need": Column.TEXT, "period": Column.TEXT}
INDICATOR_COLUMNS = {**_RUN, **_CELL, "value": Column.NUMBER}
SERIES_COLUMNS = {**_RUN, "month": Column.DAY, **_PLACE, "value": Column.NUMBER}
_EVEN_TEXTS = ("id", "years")
_EVEN_NUMBERS = ("replications", "clients_per_fte", "cost_difference", "cost_of_places",
                 "lump_sums", "factor", "breakeven", "breakeven_low", "breakeven_high")  # fmt: skip
BREAKEVEN_COLUMNS = {
    **dict.fromkeys(_EVEN_TEXTS, Column.TEXT),
    **dict.fromkeys(_EVEN_NUMBERS, Column.NUMBER),
}


@dataclass(frozen=True)
class Row:
    """One row of the comparison: a scenario against its baseline; None where it says nothing."""

    scenario: str
    baseline: str
    look: str
    indicator: str
    station: str
    gemeente: str
    need: str
    period: str
    headline: bool
    baseline_mean: float | None
    scenario_mean: float | None
    difference: float
    low: float | None
    high: float | None
    p_value: float | None
    verdict: str
    counter: str
    counter_part: str
    counter_verdict: str
    evidence: str
    kept_back: bool = False
    """Whether it is about so few children that its amounts are told to nobody."""
    holds_in: float | None = None
    """In how many draws the verdict holds, of how many, and in how many its counter fails."""
    of: float | None = None
    counter_in: float | None = None
    matters: float | None = None
    """The smallest difference that matters, in the unit of the indicator."""


_NOT_OF_RUNS = ("kept_back", *DRAW_COLUMNS)
ROW_COLUMNS = {n: column for n, column in columns_of(Row).items() if n not in _NOT_OF_RUNS}
COUNTERS = "counters.csv"
_AMOUNTS = ("baseline_mean", "scenario_mean", "low", "high")
"""Of the difference its sign is told, with the verdict."""
ROW_NUMBERS = ("baseline_mean", "scenario_mean", "difference", "low", "high", "p_value", "matters")


@dataclass(frozen=True)
class Results:
    """A results folder, read; `rows` and the tables after it may be empty.

    `indicators`, `series` and `rows` are without what is told to nobody, which is `kept`.
    """

    folder: Path
    manifest: Manifest
    indicators: pd.DataFrame
    series: pd.DataFrame
    rows: tuple[Row, ...]
    targets: pd.DataFrame
    breakeven: pd.DataFrame
    payback: pd.DataFrame
    kept: KeptBack
    chance: pd.DataFrame
    regret: pd.DataFrame
    by_draw: pd.DataFrame
    """The difference of each headline in each draw; empty over runs."""

    @property
    def ahead(self) -> tuple[str, ...]:
        """Scenarios that are reported to the end, the baseline first."""
        names = self.manifest.scenarios
        back = self.manifest.look_back
        # Names that only look back may stand in `scenarios` as well.
        only_back = set(back.scenarios) if back else set()
        kept = [name for name in names if name not in only_back]
        baseline = self.baseline
        return (baseline, *(name for name in kept if name != baseline))

    @property
    def back(self) -> tuple[str, ...]:
        """Scenarios that look back, without their baseline."""
        back = self.manifest.look_back
        return tuple(name for name in back.scenarios if name != back.baseline) if back else ()

    @property
    def baseline(self) -> str:
        """The scenario that the others are compared with, or the only one."""
        return self.manifest.baseline

    @cached_property
    def by_key(self) -> dict[tuple[str, ...], Row]:
        """Rows of the comparison by look, scenario and the keys of an indicator."""
        return {
            (r.look, r.scenario, r.indicator, r.station, r.gemeente, r.need, r.period): r
            for r in self.rows
        }

    @cached_property
    def means(self) -> dict[tuple[str, ...], float]:
        """Mean over the runs by (scenario, indicator, station, gemeente, need, period)."""
        keys = ["scenario", "indicator", "station", "gemeente", "need", "period"]
        means = self.indicators.groupby(keys, sort=False)["value"].mean()
        return dict(zip(means.index.tolist(), means.tolist(), strict=True))

    @cached_property
    def _by_indicator(self) -> dict[str, pd.DataFrame]:
        groups = self.indicators.groupby("indicator", sort=False)
        return {str(name): rows for name, rows in groups}

    def rows_of(self, indicator: str) -> pd.DataFrame:
        """The rows of one indicator, in their order; all are parted once, for all who ask."""
        return self._by_indicator.get(indicator, self.indicators.iloc[:0])

    @cached_property
    def margins(self) -> dict[str, float]:
        """The most that each counter-indicator may rise, in its unit; empty of older results."""
        if COUNTERS not in self.manifest.outputs:
            return {}
        table = pd.read_csv(self.folder / COUNTERS, usecols=["counter", "margin"])
        most = table.groupby("counter")["margin"].max()
        return dict(zip(map(str, most.index), most.tolist(), strict=True))

    @cached_property
    def months(self) -> dict[tuple[str, ...], pd.DataFrame]:
        """The numbers at the end of each month of all runs, by (scenario, indicator, station)."""
        groups = self.series.groupby(["scenario", "indicator", "station"], sort=False)
        return {tuple(map(str, key)): rows[["month", "value"]] for key, rows in groups}

    def row(
        self, look: str, scenario: str, indicator: str, *, period: str, station: str = "all"
    ) -> Row | None:
        """The comparison of one indicator for all gemeenten and needs, where there is one."""
        return self.by_key.get((look, scenario, indicator, station, "all", "all", period))

    def period(self, look: str) -> str:
        """The period that carries the answer."""
        periods = self.manifest.periods
        if look == "back":
            spec = self.manifest.look_back.period if self.manifest.look_back else None
            return periods.headline_back or spec or periods.headline
        return periods.headline


def read_results(folder: Path) -> Results:
    """Read a results folder; an InputError says what is missing, changed or broken."""
    if not folder.is_dir():
        raise InputError(
            f"{folder}: is not a folder; name the folder that a run or experiment made"
        )
    manifest = read_manifest(folder)
    _refuse_other_kinds(folder, manifest)
    changed = [
        f"{folder / reason}; run it again" for reason in changed_files(folder, manifest.outputs)
    ]
    if changed:
        raise InputError("\n".join(changed))
    read = Tables(folder, manifest).read
    if f"{KEPT_BACK}.parquet" not in manifest.outputs:
        raise InputError(
            f"{folder / MANIFEST}: names no {KEPT_BACK}.parquet, which says what is told to nobody;"
            " the results are of an older Doorstroom; run it again"
        )
    kept = KeptBack(read(KEPT_BACK, KEPT_BACK_COLUMNS))
    monthly = ("indicator", "in", IN_SERIES)
    return Results(
        folder=folder,
        manifest=manifest,
        indicators=_told(read("indicators", INDICATOR_COLUMNS, _needed()), kept),
        series=_told_months(read("series", SERIES_COLUMNS, [monthly, ("gemeente", "==", "all")])),
        rows=tuple(_rows(read("comparison", _row_columns(manifest)), kept)),
        targets=read("targets", TARGET_COLUMNS),
        breakeven=read("breakeven", _even_columns(manifest)),
        payback=read("payback", PAYBACK_COLUMNS),
        kept=kept,
        chance=read("chance", CHANCE_COLUMNS),
        regret=read("regret", REGRET_COLUMNS),
        by_draw=read(HEADLINES_TABLE, HEADLINE_COLUMNS),
    )


def _row_columns(manifest: Manifest) -> dict[str, Column]:
    if manifest.draws is None:
        return ROW_COLUMNS
    return {**ROW_COLUMNS, **dict.fromkeys(DRAW_COLUMNS, Column.NUMBER)}


def _even_columns(manifest: Manifest) -> dict[str, Column]:
    over_draws = {} if manifest.draws is None else {ANSWERED: Column.NUMBER}
    return {**BREAKEVEN_COLUMNS, **over_draws}


def _needed() -> AnyOf:
    """Which rows of the indicators are read: of these names, or of names that begin so."""
    # ";" comes after ":" in the alphabet of computers, so these are the names that go on with ":".
    begin_so = [
        [("indicator", ">=", f"{base}:"), ("indicator", "<", f"{base};")] for base in NARROWED
    ]
    return [[("indicator", "in", (*NEEDED, *REACTING))], *begin_so]


def _refuse_other_kinds(folder: Path, manifest: Manifest) -> None:
    if manifest.kind not in ("experiment", "run"):
        raise InputError(
            f"{folder / MANIFEST}: kind is {manifest.kind}, of which no page is made; name a "
            "folder that a run or experiment made"
        )


def _told(indicators: pd.DataFrame, kept: KeptBack) -> pd.DataFrame:
    """The rows without those that are told to nobody."""
    return indicators[~kept.of(indicators)]


def _told_months(series: pd.DataFrame) -> pd.DataFrame:
    """The numbers at the end of each month without those of few children, by the mean of runs.

    Months are told by lines only, so that a gap shows that there is one.
    """
    cell = ["scenario", "indicator", "station", "gemeente", "month"]
    means = series.groupby(cell, sort=False, observed=True)["value"].mean().reset_index()
    means["period"], means["need"] = means["month"].astype(str), ALL
    hidden = means.loc[small_cells(means, ["value"], ["scenario"]), cell]
    return series.assign(value=series["value"].where(~are_among(series[cell], hidden)))


def _rows(table: pd.DataFrame, kept: KeptBack) -> Iterator[Row]:
    """The comparison; of what is told to nobody the verdicts of the headlines only."""
    small = small_differences(table, kept)
    shown = table.assign(kept_back=small)[~small | table["headline"].astype(bool)]
    shown.loc[shown["kept_back"], list(_AMOUNTS)] = np.nan
    for spec in shown.to_dict("records"):
        row = {str(name): value for name, value in spec.items()}
        named = [name for name in (*ROW_NUMBERS, *DRAW_COLUMNS) if name in row]
        numbers = {name: None if pd.isna(row[name]) else float(row[name]) for name in named}
        yield Row(**{**row, **numbers, "headline": bool(row["headline"])})
