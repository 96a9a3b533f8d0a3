"""From results over draws to a forecast that is registered: which figures, their quantiles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..errors import InputError, Place, Problem
from ..indicators.definition import ITSELF
from ..indicators.definitions import definition_of
from ..results.folders import writable
from ..results.kept_back import KEPT_BACK, KEPT_BACK_COLUMNS, KeptBack
from ..results.manifest import Manifest
from ..results.manifest_file import MANIFEST, changed_files, digest, read_manifest
from ..results.small_cells import is_few
from ..results.tables import Column, Tables
from ..scenario.paths import shown_path
from ..scenario.schema import Text
from ..scenario.wording import suggestion
from .model import ALL, LEVELS, Forecast, Foretold, last_day, written

if TYPE_CHECKING:
    import pandas as pd

TOTALS = (
    "youths:jeugdzorg", "cost", "cost_nominal", "waiting", "waiting_mean", "wait_first_help",
)  # fmt: skip
"""Of the whole region, unless others are asked for."""
OF_CARE = "in_care_mean"
OF_WAITS = "weeks_waited"
_CELL = ("indicator", "station", "gemeente", "need", "period")
_COLUMNS = {
    **dict.fromkeys(("scenario", *_CELL, "unit"), Column.TEXT),
    **dict.fromkeys(("draw", "value"), Column.NUMBER),
}
_DIGITS = {"share": 4, "weeks": 1, "fte": 1, "per_1000": 1, "eur": -3}
"""Decimals that are told of a unit; of all others whole numbers."""
_FEWEST = 40
"""Draws from which the outermost quantiles lie between draws."""


@dataclass(frozen=True)
class Chosen:
    """What is foretold: years, a scenario (None: the baseline), and figures by name.

    A figure is `indicator` of the whole region, or `indicator@station`; none: those that are known
    of most regions.
    """

    first_year: int
    last_year: int
    scenario: str | None = None
    figures: tuple[str, ...] = ()


def register(folder: Path, path: Path, chosen: Chosen, today: dt.date) -> Forecast:
    """Write a forecast from a folder of results to a file that is not there yet.

    Raises InputError for what cannot be foretold, and PlaceRefused where a file stands.
    """
    if path.suffix != ".yaml":
        raise InputError(f"--out is {path}; must end in .yaml: write {path.with_suffix('.yaml')}")
    if path.exists():
        rule, way_out = "is there already, and a forecast is never changed", "choose another --out"
        raise InputError(str(Problem(rule, way_out, place=Place(shown_path(path)))))
    forecast = forecast_of(folder, chosen, today)
    with writable(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Made new or not at all: another program may have been quicker.
        with path.open("x", encoding="utf-8") as stream:
            stream.write(written(forecast))
    return forecast


def forecast_of(folder: Path, chosen: Chosen, today: dt.date) -> Forecast:
    """What the draws of a folder of results foretell."""
    manifest = read_manifest(folder)
    _refuse_other_results(folder, manifest)
    scenario = chosen.scenario or manifest.baseline
    if scenario not in manifest.scenario:
        rule = f"--scenario is {scenario}; is none of these results"
        raise InputError(f"{rule}; {suggestion(scenario, manifest.scenario)}")
    figures = tuple(_figures(Tables(folder, manifest), scenario, chosen, today))
    stations = dict.fromkeys(item.station for item in figures if item.station != ALL)
    assert manifest.draws is not None
    return Forecast(
        doorstroom=manifest.doorstroom,
        registered=today,
        scenario=scenario,
        title=manifest.scenario[scenario].title,
        experiment=manifest.experiment,
        run=manifest.created,
        seed=manifest.seed,
        draws=manifest.draws.count,
        ensemble=manifest.draws.ensemble,
        results=digest(folder / MANIFEST),
        files=manifest.files,
        stations={name: _title(manifest, name) for name in stations},
        levels=LEVELS,
        figures=figures,
    )


def _title(manifest: Manifest, station: str) -> Text | None:
    note = manifest.stations.get(station)
    return note.title if note else None


def _refuse_other_results(folder: Path, manifest: Manifest) -> None:
    def wrong(rule: str, way_out: str) -> InputError:
        return InputError(str(Problem(rule, way_out, place=Place(str(folder / MANIFEST)))))

    changed = list(changed_files(folder, manifest.outputs))
    if changed:
        raise wrong(f"{changed[0]}", "run it again")
    if manifest.draws is None:
        rule = "is of runs at the values of the files, which tell nothing of what is not known"
        raise wrong(rule, "run an experiment over draws")
    if manifest.kind != "experiment" or manifest.scale != 1.0:
        rule = f"is of kind {manifest.kind} at scale {manifest.scale:g}"
        raise wrong(rule, "run an experiment over draws at --scale 1")
    if manifest.draws.count < _FEWEST:
        rule = f"has {manifest.draws.count} draws; quantiles of 2.5% need {_FEWEST} or more"
        raise wrong(rule, "run it with more draws")


def _figures(tables: Tables, scenario: str, chosen: Chosen, today: dt.date) -> Iterator[Foretold]:
    """Each figure that is asked for and is told, by its quantiles over the draws."""
    asked = tuple(dict.fromkeys(chosen.figures)) or _by_default(tables.manifest)
    wanted = [_parts(name, tables.manifest) for name in asked]
    names = sorted({indicator for indicator, _ in wanted})
    rows = tables.read("indicators", _COLUMNS, [("indicator", "in", names),
                                                ("scenario", "==", scenario)])  # fmt: skip
    rows = rows[(rows["gemeente"] == ALL) & (rows["need"] == ALL)]
    kept = KeptBack(tables.read(KEPT_BACK, KEPT_BACK_COLUMNS))
    rows = rows[~kept.of(rows)]
    periods = _periods(rows, chosen, today)
    # A figure that some draws lack, as a wait for which nobody came, has no quantiles over all.
    draws = rows["draw"].nunique()
    groups = rows.groupby([*_CELL, "unit"], sort=False)
    every = {tuple(map(str, key)): group for key, group in groups if len(group) == draws}
    result = []
    for name, (indicator, station) in zip(asked, wanted, strict=True):
        cells = [key for key in every if key[:2] == (indicator, station) and key[4] in periods]
        each = [_foretold(key, every[key]) for key in sorted(cells, key=lambda key: key[4])]
        told = [item for item in each if item is not None]
        if chosen.figures and not told:
            rule = f"--figure is {name}; these results tell nothing of it in these years"
            raise InputError(f"{rule}; name another, or leave it out")
        result += told
    if not result:
        raise InputError("nothing of what is known of most regions is told here; use --figure")
    yield from result


def _by_default(manifest: Manifest) -> tuple[str, ...]:
    """What figures are known of in most regions; of waits those that were tested."""
    care = [name for name, note in manifest.stations.items() if note.group == "care"]
    waits = [f"{OF_WAITS}@{name}" for name in care if manifest.stations[name].tested]
    return (*TOTALS, *waits, *(f"{OF_CARE}@{name}" for name in care))


def _parts(name: str, manifest: Manifest) -> tuple[str, str]:
    indicator, _, station = name.partition("@")
    if definition_of(indicator) is None:
        way_out = "take one of docs/results.md"
        raise InputError(f"--figure is {name}; {indicator} is no indicator; {way_out}")
    known = {*manifest.stations, *manifest.pools}
    if station and station not in known:
        raise InputError(
            f"--figure is {name}; {station} is no station or pool; {suggestion(station, known)}"
        )
    return indicator, station or ALL


def _periods(rows: pd.DataFrame, chosen: Chosen, today: dt.date) -> set[str]:
    """Periods in these years that are not over yet; raises InputError where there is none."""
    result = set()
    for period in rows["period"].unique():
        last = last_day(str(period))
        is_asked = last is not None and chosen.first_year <= last.year <= chosen.last_year
        if last is not None and is_asked and last >= today:
            result.add(str(period))
    if not result:
        years = f"{chosen.first_year}-{chosen.last_year}"
        raise InputError(
            f"--years is {years}; nothing of it is in these results and not over yet; name years "
            "that are to come"
        )
    return result


def _foretold(cell: tuple[str, ...], rows: pd.DataFrame) -> Foretold | None:
    """The quantiles of a figure; None where they are about so few children that none is told."""
    *names, unit = cell
    indicator, station, gemeente, need, period = names
    exact = np.quantile(rows["value"].to_numpy(dtype=np.float64), LEVELS)
    definition = definition_of(indicator)
    if definition is not None and definition.behind == ITSELF and any(map(is_few, exact.tolist())):
        return None
    rounded = np.round(exact, _DIGITS.get(unit, 0)).tolist()
    return Foretold(
        indicator=indicator, station=station, gemeente=gemeente, need=need, period=period,
        unit=unit, quantiles=tuple(rounded),
    )  # fmt: skip
