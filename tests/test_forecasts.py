"""Forecasts that are registered and scored: by hand, as published, and what is refused."""

import datetime as dt
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm
from typer.testing import CliRunner

from sim.cli import app
from sim.errors import DoorstroomError, InputError, PlaceRefused
from sim.forecasts import Chosen, forecast_of, register, score
from sim.forecasts.model import LEVELS, read_forecast, written
from sim.inference import crps_of_quantiles, weighted_interval_score

from .report_fixture import change_manifest, write_results
from .report_numbers import BASELINE

TODAY = dt.date(2026, 11, 29)
DRAWS = {
    "ensemble": None, "count": 40, "second_runs": 0, "repaired": 0, "numbers": 5, "groups": 2,
}  # fmt: skip
COST = {f"{year}": 1_000_000.0 * (year - 2000) for year in range(2024, 2029)}
YEARS = Chosen(2026, 2028)


def rows(indicator: str, station: str, period: str, values: list[float], unit: str) -> pd.DataFrame:
    """A figure in 40 draws."""
    return pd.DataFrame({
        "scenario": BASELINE, "draw": range(1, 41), "replication": range(1, 41),
        "indicator": indicator, "station": station, "gemeente": "all", "need": "all",
        "period": period, "value": values, "unit": unit,
    })  # fmt: skip


def write_drawn(folder: Path, **spec: object) -> Path:
    """Results over 40 draws: cost by year, a list at a new year, a wait, and few in care."""
    write_results(folder, replications=2, looks_back=False, compared=False)
    steps = [float(number) for number in range(40)]
    tables = [
        rows("cost", "all", year, [middle + 1000 * step for step in steps], "eur")
        for year, middle in COST.items()
    ]
    tables += [
        rows("waiting", "all", "2027-01-01", [200 + step for step in steps], "number"),
        rows("waiting", "all", "2026-01-01", [100 + step for step in steps], "number"),
        rows("weeks_waited", "light_ambulant", "2027", [10 + step / 10 for step in steps], "weeks"),
        rows("in_care_mean", "closed", "2027", [5 + step for step in steps], "number"),
    ]
    pd.concat(tables).to_parquet(folder / "indicators.parquet")
    change_manifest(folder, **{"draws": DRAWS, **spec})
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_drawn(tmp_path_factory.mktemp("drawn"))


@pytest.fixture
def registered(folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "forecast.yaml"
    register(folder, path, YEARS, TODAY)
    return path


def known(folder: Path, *lines: str) -> Path:
    path = folder / "known.yaml"
    path.write_text("figures:\n" + "".join(f"  - {{{line}}}\n" for line in lines), "utf-8")
    return path


CAME = "indicator: cost, period: 2026, value: 26010500, known: 2027-06-01, source: cbs"

# ------------------------------------------------------------------ scores


def test_the_weighted_interval_score_is_that_of_a_published_test():
    # A test of the R package epipredict: 1, 2 and 4 at 20, 40 and 80%, and 3 came: 2/3.
    levels, quantiles = np.array([0.2, 0.4, 0.8]), np.array([1.0, 2.0, 4.0])
    assert weighted_interval_score(levels, quantiles, 3.0) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("came", "quantiles", "published"),
    [
        (4, (2, 2, 2, 4, 5), 2.33333333),
        (7, (3, 4.6, 4.7, 4.8, 5), 14.8),
        (4, (5, 5, 5.2, 5.7, 7), 7.8),
        (6, (9, 9.4, 9.6, 12, 13), 24.4),
        (2, (1, 1.4, 1.8, 4.3, 5), 3.26666667),
        (1, (-3, -2, -2, -1.5, -1), 16.0),
        (3, (0.2, 0.4, 0.4, 2, 3), 5.33333333),
        (8, (8.7, 8.8, 8.8, 8.9, 9), 5.16666667),
    ],
)
def test_the_weighted_interval_score_is_that_of_published_intervals(
    came: float, quantiles: tuple[float, ...], published: float
):
    # The example of github.com/adrian-lison/interval-scoring has the scores of the intervals of 80
    # and 60% weighed by 0.1 and 0.2, over the sum of these. Bracher and others add half the
    # distance to the median, and divide by the number of intervals and a half.
    expected = (published * 0.3 + 0.5 * abs(came - quantiles[2])) / 2.5
    levels = np.array([0.1, 0.2, 0.5, 0.8, 0.9])
    result = weighted_interval_score(levels, np.array(quantiles, np.float64), came)
    assert result == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize("came", [-6.0, 0.0, 1.3])
def test_crps_of_many_quantiles_is_that_of_the_normal(came: float):
    # Gneiting and Raftery 2007: z (2 F(z) - 1) + 2 f(z) - 1 / sqrt(pi).
    levels = (np.arange(20_000) + 0.5) / 20_000
    exact = came * (2 * norm.cdf(came) - 1) + 2 * norm.pdf(came) - 1 / np.pi**0.5
    assert crps_of_quantiles(levels, norm.ppf(levels), came) == pytest.approx(exact, abs=2e-5)


def test_crps_of_two_quantiles_by_hand():
    # From 0 at 25% to 4 at 75%, and 1 came. Until 1 the share below goes from 1/4 to 3/8, after it
    # what is missing from 5/8 to 1/4; the mean square of a line is (a2 + ab + b2) / 3.
    before = (1 / 16 + 3 / 32 + 9 / 64) / 3
    after = 3 * (25 / 64 + 5 / 32 + 1 / 16) / 3
    result = crps_of_quantiles(np.array([0.25, 0.75]), np.array([0.0, 4.0]), 1.0)
    assert result == pytest.approx(before + after)


# ------------------------------------------------------------------ what is registered


def test_what_is_foretold_by_default(folder: Path):
    figures = {
        (*item.cell[:2], item.period): item for item in forecast_of(folder, YEARS, TODAY).figures
    }
    # Years that are not over, the list of the next new year, a wait that was tested; in care
    # between 5 and 44 is of too few children to be told.
    assert set(figures) == {
        ("cost", "all", "2026"), ("cost", "all", "2027"), ("cost", "all", "2028"),
        ("waiting", "all", "2027-01-01"), ("weeks_waited", "light_ambulant", "2027"),
    }  # fmt: skip
    # Of 0 to 39 the quantile p lies at 39 p: the middle at 19.5, and 2.5% at 0.975.
    cost = dict(zip(LEVELS, figures["cost", "all", "2026"].quantiles, strict=True))
    assert (cost[0.5], cost[0.025]) == (26_020_000, 26_001_000)
    wait = dict(
        zip(LEVELS, figures["weeks_waited", "light_ambulant", "2027"].quantiles, strict=True)
    )
    assert (wait[0.05], wait[0.95]) == (10.2, 13.7)


def test_a_forecast_says_what_it_is_from(folder: Path):
    forecast = forecast_of(folder, YEARS, TODAY)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert forecast.registered == TODAY
    assert (forecast.seed, forecast.draws) == (2026, 40)
    assert forecast.files == manifest["files"]
    assert forecast.title is not None
    assert forecast.title.en == "Groningen: present policy"


def test_a_forecast_is_read_as_it_was_written(registered: Path):
    text = registered.read_text("utf-8")
    assert written(read_forecast(registered)) == text
    assert text.startswith("# A forecast by simulation")


def test_a_forecast_is_never_written_over(folder: Path, registered: Path):
    before = registered.read_bytes()
    with pytest.raises(InputError, match="is there already"):
        register(folder, registered, YEARS, TODAY)
    assert registered.read_bytes() == before


def test_figures_that_are_asked_for(folder: Path):
    chosen = Chosen(2027, 2027, figures=("weeks_waited@light_ambulant",) * 2)
    (item,) = forecast_of(folder, chosen, TODAY).figures
    assert item.cell == ("weeks_waited", "light_ambulant", "all", "all", "2027")


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (Chosen(2024, 2025), "--years is 2024-2025; nothing of it is in these results"),
        (Chosen(2026, 2028, scenario="groningn"), "--scenario is groningn; is none of these"),
        (Chosen(2026, 2028, figures=("costs",)), "--figure is costs; costs is no indicator"),
        (Chosen(2026, 2028, figures=("cost@fostr",)), "fostr is no station or pool; did you mean"),
        (Chosen(2026, 2028, figures=("in_care_mean@closed",)), "tell nothing of it"),
    ],
)  # fmt: skip
def test_what_cannot_be_foretold_is_told(folder: Path, chosen: Chosen, told: str):
    with pytest.raises(InputError) as caught:
        forecast_of(folder, chosen, TODAY)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        ({"draws": None}, "is of runs at the values of the files"),
        ({"scale": 0.5}, "is of kind experiment at scale 0.5"),
        ({"draws": {**DRAWS, "count": 24}}, "has 24 draws"),
    ],
)
def test_results_that_foretell_nothing(tmp_path: Path, spec: dict[str, object], told: str):
    with pytest.raises(InputError, match=told):
        forecast_of(write_drawn(tmp_path / "results", **spec), YEARS, TODAY)


def test_a_file_of_another_kind_is_not_made(folder: Path, tmp_path: Path):
    with pytest.raises(InputError, match="must end in"):
        register(folder, tmp_path / "forecast.json", YEARS, TODAY)
    (tmp_path / "file").write_text("")
    with pytest.raises(PlaceRefused):
        register(folder, tmp_path / "file" / "forecast.yaml", YEARS, TODAY)


# ------------------------------------------------------------------ what is scored


def test_a_figure_that_came_by_hand(registered: Path, tmp_path: Path):
    scores = score(registered, known(tmp_path, CAME))
    (item,) = scores.scored
    at = dict(zip(LEVELS, item.foretold.quantiles, strict=True))
    # Half the distance to the median, and each of four intervals: half of what it leaves out times
    # its width, and what the figure lies below it.
    total = 0.5 * (at[0.5] - 26_010_500)
    for low in (0.025, 0.05, 0.10, 0.25):
        total += low * (at[1 - low] - at[low]) + max(at[low] - 26_010_500, 0.0)
    assert item.wis == pytest.approx(total / 4.5)
    # 26.0105 million lies above the quantile of 25% (9.75 of 39, told as 10 thousand).
    assert item.inside == {"50": True, "90": True}
    assert (scores.held("50"), scores.held("90")) == (1, 1)
    assert len(scores.waiting) == 4


def test_figures_of_a_csv_file_of_dutch_excel(registered: Path, tmp_path: Path):
    path = tmp_path / "known.csv"
    path.write_text(
        "indicator;station;period;value;known;source\n"
        "cost;;2026;26000000;2027-06-01;cbs\n"
        "weeks_waited;light_ambulant;2027;13.0;2028-03-01;the list of providers\n",
        "utf-8",
    )
    scores = score(registered, path)
    assert [item.inside for item in scores.scored] == [
        {"50": False, "90": False}, {"50": False, "90": True},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([CAME.replace("cost", "costs")],
         "known.yaml:2: costs.2026 was not foretold: indicator costs is not in the forecast; "
         "did you mean cost?"),
        ([CAME.replace("period: 2026", "period: 2031")], "period 2031 is not in the forecast"),
        ([CAME.replace("cost,", "cost, station: foster,")],
         "cost@foster.2026 was not foretold: station foster"),
        ([CAME, CAME], "known.yaml:3: cost.2026 stands here twice"),
        ([CAME.replace("2027-06-01", "2026-11-29")],
         "was known on 2026-11-29, when the forecast of 2026-11-29 was made"),
        ([CAME.replace("26010500", "a lot")], "known.yaml:2: value is \"a lot\"; must be a number"),
        ([CAME.replace("26010500", "\"26.010\"")], "may be thousands; write 26010 if it is"),
        ([CAME.replace("2027-06-01", "1-6-2027")], "must be a date; write 2027-06-01"),
        ([CAME.replace("source: cbs", "from: cbs")], "from is nothing that a figure has"),
        ([CAME.replace(", source: cbs", "")], "known.yaml:2: must have source"),
    ],
)  # fmt: skip
def test_wrong_figures_are_told(registered: Path, tmp_path: Path, lines: list[str], told: str):
    with pytest.raises(InputError) as caught:
        score(registered, known(tmp_path, *lines))
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("26020000.0", "26021000.0", "is not as it was registered"),
        ("2026-11-29", "2026-01-01", "is not as it was registered"),
        ("seed: 2026", "seed: much", "seed is \"much\"; must be"),
        ("forecast: 1", "outlook: 1", "is no forecast"),
        ("figures:", "figure:", "figures is missing"),
    ],
)  # fmt: skip
def test_a_changed_forecast_is_noticed(
    registered: Path, tmp_path: Path, old: str, new: str, told: str
):
    text = registered.read_text("utf-8")
    assert old in text
    registered.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DoorstroomError) as caught:
        score(registered, known(tmp_path, CAME))
    assert told in str(caught.value)


# ------------------------------------------------------------------ the commands


def test_the_commands_in_both_languages(folder: Path, tmp_path: Path):
    run = CliRunner().invoke
    place = str(tmp_path / "forecasts" / "made.yaml")
    result = run(app, ["register", str(folder), "--years", "2026-2040", "--out", place])
    assert result.exit_code == 0, result.output
    assert "5 figures of Groningen: present policy foretold on" in result.output
    figures = known(tmp_path, CAME.replace("2027-06-01", "2099-01-01"))
    dutch, english = (
        run(app, ["score", place, str(figures), "--lang", lang]).output for lang in ("nl", "en")
    )
    assert "Van 1 cijfers" in dutch
    assert "Nog niet bekend: 4 cijfers" in dutch
    assert "Not known yet: 4 figures" in english
    assert "from a simulation" in english
    assert run(app, ["register", str(folder), "--years", "soon", "--out", place]).exit_code == 2
