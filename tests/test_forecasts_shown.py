"""Registered forecasts beside results: kept, told on their page, and what is refused."""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.errors import InputError
from sim.figures.labels import Labels
from sim.figures.results import read_results
from sim.forecasts.model import LEVELS, Forecast, Foretold, known_from, written
from sim.report.forecasts import ForecastNote, forecast_notes, keep_beside
from sim.report.page import page
from sim.results.manifest_file import read_manifest
from sim.scenario.schema import Text
from sim.texts import texts_in

from .report_fixture import write_results
from .report_numbers import BASELINE

TOTAL = {"station": "all", "gemeente": "all", "need": "all"}
MILLION = 1e6


def foretold(indicator: str, period: str, unit: str, middle: float, step: float) -> Foretold:
    """Quantiles with equal steps between levels, `middle` at 50%."""
    quantiles = tuple(middle + step * (at - 4) for at in range(len(LEVELS)))
    return Foretold(indicator=indicator, period=period, unit=unit, quantiles=quantiles, **TOTAL)


COST = foretold("cost", "2026", "eur", 220 * MILLION, 5 * MILLION)
"""90% lies from 205 to 235 million, 50% from 215 to 225."""
WAITING = foretold("waiting", "2027-01-01", "number", 2500.0, 400.0)
FEW = foretold("waiting", "2027-01-01", "number", 25.0, 5.0)
"""Its lowest quantile is 5 children."""


def forecast_of(*figures: Foretold, **spec: object) -> Forecast:
    run = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)
    made = Forecast(
        doorstroom="0.1.0", registered=dt.date(2026, 11, 29), scenario=BASELINE, title=None,
        experiment=None, run=run, seed=1, draws=64, ensemble=None, results="0" * 64, files={},
        stations={}, levels=LEVELS, figures=figures,
    )  # fmt: skip
    return made.model_copy(update=spec)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_results(tmp_path / "results", replications=2, looks_back=False, compared=False)


@pytest.fixture
def register(tmp_path: Path) -> Callable[..., Path]:
    def registered(*figures: Foretold, **spec: object) -> Path:
        path = tmp_path / "region-2026.yaml"
        path.write_text(written(forecast_of(*figures, **spec)), encoding="utf-8")
        return path

    return registered


def known(folder: Path, name: str, indicator: str, period: str, value: float) -> Path:
    row = {"indicator": indicator, "period": period, "value": value, "known": "2099-01-01",
           "source": "cbs"}  # fmt: skip
    csv = f"{','.join(row)}\n{','.join(map(str, row.values()))}\n"
    path = folder / name
    path.write_text(json.dumps({"figures": [row]}) if name.endswith(".yaml") else csv, "utf-8")
    return path


def shown(folder: Path) -> list[ForecastNote]:
    results = read_results(folder)
    return forecast_notes(results, Labels.of(results.manifest, texts_in("en")))


def plain(cells: Sequence[str]) -> list[str]:
    """Without what keeps a number on one line."""
    return [cell.replace("\xa0", " ").replace("\N{WORD JOINER}", "") for cell in cells]


# ------------------------------------------------------------------ what is told


def test_before_anything_is_known_it_says_from_when(
    folder: Path, register: Callable[..., Path]
) -> None:
    keep_beside(register(COST, WAITING), None, folder)
    (note,) = shown(folder)
    text = " ".join(plain((*note.basis, *note.lines)))
    assert "Foretold: 2 figures of 2026 to 2027, from 64 draws" in text
    assert "2 figures can be scored once they are known, from 1 January 2027" in text
    (table,) = note.tables
    assert plain(table.rows[0][1:]) == ["€220 million", "€205 to 235 million", "1 January 2027"]
    about, _, most, _ = plain(table.rows[1])
    assert about.endswith(", 1 January 2027")
    assert most == "1,300 to 3,700"


def test_what_came_stands_beside_its_range(
    folder: Path, register: Callable[..., Path], tmp_path: Path
) -> None:
    figures = known(tmp_path, "known.csv", "cost", "2026", 228 * MILLION)
    keep_beside(register(COST, WAITING), figures, folder)
    (note,) = shown(folder)
    came, to_come = note.tables
    about, *row = plain(came.rows[0])
    assert "2026 (cbs)" in about
    assert row[:2] == ["€228 million", "€220 million"]
    assert row[2:4] == ["€215 to 225 million (misses)", "€205 to 235 million (holds)"]
    assert "ranges of 50% held 0, ranges of 90% held 1" in " ".join(note.lines)
    assert len(to_come.rows) == 1


def test_figures_that_are_known_later_take_the_place_of_those_of_before(
    folder: Path, register: Callable[..., Path], tmp_path: Path
) -> None:
    first = known(tmp_path, "known.csv", "cost", "2026", 228 * MILLION)
    later = known(tmp_path, "known.yaml", "waiting", "2027-01-01", 2000)
    path = register(COST, WAITING)
    keep_beside(path, first, folder)
    keep_beside(path, later, folder)
    (note,) = shown(folder)
    assert [row[1] for row in note.tables[0].rows] == ["2,000"]
    names = {"forecast-region-2026.yaml", "known-region-2026.yaml"}
    assert read_manifest(folder).pages.keys() == names
    assert not (folder / "known-region-2026.csv").exists()


def test_a_page_tells_it_in_text_that_is_escaped(
    folder: Path, register: Callable[..., Path]
) -> None:
    nothing = page(read_results(folder), texts_in("nl"), [])
    assert "doorstroom register" in nothing
    title = Text(nl="<script>alert(1)</script>", en="it")
    keep_beside(register(COST, title=title), None, folder)
    told = page(read_results(folder), texts_in("nl"), [])
    assert "<script>" not in told
    assert "&lt;script&gt;alert(1)&lt;/script&gt;: voorspeld op 29" in told
    assert "doorstroom register" not in told.split("forecasts")[1]


def test_a_year_is_known_when_it_is_over_and_a_day_on_it() -> None:
    days = {"2026": "2027-01-01", "2026-H1": "2026-07-01", "2027-01-01": "2027-01-01"}
    assert {period: str(known_from(period)) for period in days} == days
    assert known_from("all") is None


# ------------------------------------------------------------------ what is refused


def test_of_fewer_than_ten_children_nothing_is_kept(
    folder: Path, register: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="fewer than ten children"):
        keep_beside(register(FEW), None, folder)
    few = known(tmp_path, "known.csv", "waiting", "2027-01-01", 7)
    with pytest.raises(InputError, match=r"known.csv:2: .*fewer than ten children"):
        keep_beside(register(WAITING), few, folder)
    assert read_manifest(folder).pages == {}


def test_a_forecast_of_another_region_is_refused(
    folder: Path, register: Callable[..., Path]
) -> None:
    with pytest.raises(InputError, match="foretells elsewhere, which is no scenario of"):
        keep_beside(register(COST, scenario="elsewhere"), None, folder)


def test_one_that_was_changed_is_noticed(folder: Path, register: Callable[..., Path]) -> None:
    copy = keep_beside(register(COST), None, folder)
    copy.write_text(copy.read_text("utf-8").replace("220000000", "190000000"), "utf-8")
    with pytest.raises(InputError, match="keep it anew"):
        shown(folder)


def test_the_command_keeps_it(folder: Path, register: Callable[..., Path]) -> None:
    done = CliRunner().invoke(app, ["score", str(register(COST)), "--into", str(folder)])
    assert done.exit_code == 0, done.output
    assert "Not known yet: 1 figures" in done.output
    assert (folder / "forecast-region-2026.yaml").is_file()
