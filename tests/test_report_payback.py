"""The page says when a scenario costs the most more, beside what it costs in the end."""

from pathlib import Path

import pandas as pd
import pytest

from sim.errors import InputError
from sim.figures.labels import Labels
from sim.figures.results import read_results
from sim.report.payback import paybacks
from sim.results.payback import PAYBACK_COLUMNS
from sim.texts import texts_in

from .report_fixture import change_manifest, write_results


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_results(tmp_path_factory.mktemp("payback"), replications=2, looks_back=False)


def told(folder: Path, **values: object) -> str:
    row = {
        **dict.fromkeys(PAYBACK_COLUMNS), "look": "ahead", "scenario": "transformation",
        "baseline": "groningen", "last_year": 2035, **values,
    }  # fmt: skip
    years = {"peak_year": "Int64", "paid_back": "Int64"}  # as they are written
    pd.DataFrame([row]).astype(years, errors="ignore").to_parquet(folder / "payback.parquet")
    change_manifest(folder)
    results = read_results(folder)
    return paybacks(results, Labels(results.manifest, texts_in("en")))["ahead", "transformation"]


def test_a_peak_that_is_paid_back(folder: Path) -> None:
    text = told(folder, peak_year=2028, peak=3e6, peak_low=2e6, peak_high=4e6, paid_back=2033)
    assert text.replace("\u2060", "").replace("\xa0", " ") == (
        "+€2.0 to +€4.0 million at the end of 2028; paid back by the end of 2033"
    )


def test_a_peak_that_is_not_paid_back(folder: Path) -> None:
    text = told(folder, peak_year=2034, peak=3e6)
    assert "not paid back by the end of 2035" in text


def test_what_is_highest_in_the_last_year_is_called_no_peak(folder: Path) -> None:
    text = told(folder, peak_year=2035, peak=3e6)
    assert text.replace("\u2060", "").replace("\xa0", " ") == (
        "still rises in 2035 (+€3.0 million by then)"
    )


def test_a_peak_that_may_be_chance_is_no_claim(folder: Path) -> None:
    text = told(folder, peak_year=2027, peak=1e4, peak_low=-6e4, peak_high=8e4, paid_back=2028)
    assert text.startswith("not certain")


def test_a_scenario_that_is_never_dearer(folder: Path) -> None:
    assert told(folder, peak=0.0) == "in no year"


def test_a_table_of_other_types_is_refused_with_its_column(folder: Path) -> None:
    with pytest.raises(InputError, match=r"payback\.parquet: peak_year must hold numbers"):
        told(folder, peak_year="soon")
