"""A results folder as figures and pages read it: the manifest and the few rows they need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

import pandas as pd
from pydantic import ValidationError

from ..errors import InputError
from .manifest import Manifest

EVENTS = (
    "within_norm",
    "later",
    "waiting",
    "dropped_out",
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
    *(f"first_help:{event}" for event in EVENTS),
    "over_norm_first_help",
    "joined",
    "joined:ordered",
    "joined:closed",
    "weeks_waited",
    "over_norm",
    "escalated",
    "days_away",
    "closed_days:place",
    "repeat_share",
    "returns",
    "cost",
    "deficit",
)
IN_SERIES = ("in_care", "places", "places_in_use")
KEYS = ["scenario", "draw", "replication", "indicator", "station", "gemeente", "need", "period"]
SERIES_KEYS = ["scenario", "draw", "replication", "month", "indicator", "station", "gemeente"]


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
    counter_verdict: str


ROW_COLUMNS = [field.name for field in fields(Row)]
ROW_NUMBERS = ("baseline_mean", "scenario_mean", "difference", "low", "high", "p_value")


@dataclass(frozen=True)
class Results:
    """A results folder, read; `rows` is empty where nothing was compared."""

    folder: Path
    manifest: Manifest
    indicators: pd.DataFrame
    series: pd.DataFrame
    rows: tuple[Row, ...]

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
        return self.manifest.baseline or self.manifest.scenarios[0]

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
    """Read a results folder; an InputError says what is missing or broken."""
    if not folder.is_dir():
        raise InputError(
            f"{folder}: is not a folder; name the folder that a run or experiment made"
        )
    manifest = _read_manifest(folder / "manifest.json")
    indicators = _read_table(
        folder / "indicators.parquet", [*KEYS, "value"], [("indicator", "in", NEEDED)]
    )
    series = _read_table(
        folder / "series.parquet",
        [*SERIES_KEYS, "value"],
        [("indicator", "in", IN_SERIES), ("gemeente", "==", "all")],
    )
    comparison = folder / "comparison.parquet"
    rows = tuple(_read_rows(comparison)) if comparison.is_file() else ()
    return Results(folder, manifest, indicators, series, rows)


def _read_manifest(path: Path) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise InputError(
            f"{path}: is not there; name a folder that a run or experiment made"
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{path}: {place or 'the file'}: {first['msg']}; run it again") from None
    missing = [name for name in manifest.scenarios if name not in manifest.scenario]
    if missing or not manifest.scenarios:
        spec = ", ".join(missing) or "any scenario"
        raise InputError(f"{path}: scenario: nothing is said about {spec}; run it again")
    return manifest


def _read_table(
    path: Path, columns: list[str], filters: list[tuple[str, str, object]]
) -> pd.DataFrame:
    if not path.is_file():
        raise InputError(f"{path}: is not there; run it again")
    try:
        table = pd.read_parquet(path, columns=columns, filters=filters or None)
    except (OSError, ValueError, KeyError) as error:
        spec = str(error).splitlines()[0]
        raise InputError(f"{path}: cannot be read ({spec}); run it again") from None
    return table


def _read_rows(path: Path) -> Iterator[Row]:
    for spec in _read_table(path, ROW_COLUMNS, []).to_dict("records"):
        row = {str(name): value for name, value in spec.items()}
        numbers = {name: None if pd.isna(row[name]) else float(row[name]) for name in ROW_NUMBERS}
        yield Row(**{**row, **numbers, "headline": bool(row["headline"])})
