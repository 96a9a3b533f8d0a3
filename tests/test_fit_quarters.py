"""Waits and lists as providers estimate them every quarter, and claims, beside a registration."""

import datetime as dt
from pathlib import Path

import pytest

from sim.fitting import Fit, fit, part_text
from sim.fitting.cells import quarters
from sim.fitting.faults import Fault
from sim.report.fit_tables import FitTables
from sim.texts import texts_in
from tests.test_fit_bad_input import TODAY, mapping, noted, with_rows

HEAD = "Aanbieder;Kwartaal;Productcode;Wachttijd in weken;Aantal wachtenden"


def told(folder: Path, *rows: str) -> Fit:
    path = folder / "quarters.csv"
    path.write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    products = {"team": "team", "45A": "clinic", "54B": "ward"}
    return fit([with_rows(folder), path], mapping(products=products), None, TODAY)


@pytest.mark.parametrize("text", ["2024-K3", "2024Q3", "3e kwartaal 2024", "2024-3", "2024-08-15"])
def test_a_quarter_is_read_as_people_write_it(text: str) -> None:
    assert quarters([text]).tolist() == [4 * 2024 + 2]


def test_providers_count_by_how_many_wait_there(tmp_path: Path) -> None:
    result = told(
        tmp_path,
        "A;2024-K3;45A;8;30",
        "B;2024-K3;45A;23;10",
        "A;2024-K2;45A;17;40",
        "A;2023-K1;45A;90;40",
        "A;2024-K3;54B;6;9",
        "A;2024-K5;45A;6;9",
        "A;2024-K3;45A;;9",
    )
    (clinic,) = result.lists  # on the other list fewer than ten wait
    assert clinic.station == "clinic"
    assert clinic.at == dt.date(2024, 10, 1)
    # 30 of 40 wait 8 weeks and 10 wait 23; a fifth less is 9.4, and the quarter before had 17.
    assert clinic.weeks == pytest.approx((30 * 8 + 10 * 23) / 40)
    assert (clinic.low, clinic.high) == pytest.approx((11.75 * 0.8, 17.0))
    assert clinic.waiting == 40
    assert noted(result)[Fault.NO_ESTIMATE] == (7, 8)


def test_the_part_has_it_as_what_is_seen_and_beside_the_model(tmp_path: Path) -> None:
    result = told(tmp_path, "A;2024-K4;45A;10;50")
    text = part_text(result)
    assert "stations.clinic.waiting.reference_weeks" in text
    assert "{value: 10, low: 8, high: 12, source: registration, status: derived}" in text
    assert 'indicator: waiting, station: clinic, period: "2025-01-01", value: 50' in text
    table = FitTables(result, texts_in("nl")).lists()
    assert table is not None
    assert table.rows == (("clinic", "1\xa0januari\xa02025", "10,0", "8,0 tot 12,0", "50"),)


def test_without_numbers_of_children_providers_count_alike(tmp_path: Path) -> None:
    (clinic,) = told(tmp_path, "A;2024-K4;45A;10;", "B;2024-K4;45A;20;").lists
    assert (clinic.weeks, clinic.waiting) == (15.0, None)
