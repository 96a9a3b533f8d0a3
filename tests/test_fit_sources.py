"""A registration is read from spreadsheets and fixed width too, for a region or a chain."""

import datetime as dt
import importlib.util
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.checks import load, load_part
from sim.cli import app
from sim.errors import InputError
from sim.fitting import Fit, Mapping, fit, part_text, region_of
from tests.registrations import START, UNTIL, Truth, drawn, message_files
from tests.test_fit_bad_input import HEAD, TODAY, mapping, with_rows

OLD_XLS = Path(__file__).parent / "an-old-delivery.xls"
"""Sixty invented rows as `with_rows` has them, in the second sheet, under a title."""

HOW = "make install brings what the extra [data] needs"


def starts_and_ends(result: Fit) -> tuple[int, int]:
    return result.arrivals.count, sum(stay.ended for stay in result.stays)


def test_an_old_spreadsheet_is_read() -> None:
    pytest.importorskip("xlrd", reason=HOW)
    result = fit([OLD_XLS], mapping(), None, TODAY)
    assert starts_and_ends(result) == (60, 60)
    assert result.stays[0].median.value == pytest.approx(110, abs=30)


def test_a_workbook_is_read(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason=HOW)
    book = openpyxl.Workbook()
    lines = with_rows(tmp_path).read_text().splitlines()
    for line in lines:
        cells = line.split(";")
        book.active.append([dt.date.fromisoformat(c) if c[:2] == "20" else c for c in cells])
    book.save(tmp_path / "delivery.xlsx")
    result = fit([tmp_path / "delivery.xlsx"], mapping(), None, TODAY)
    by_text = fit([tmp_path / "cbs.csv"], mapping(), None, TODAY)
    assert result.stays[0].median == by_text.stays[0].median


@pytest.mark.parametrize(("name", "library"), [("a.xls", "xlrd"), ("a.xlsx", "openpyxl")])
def test_a_missing_library_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, library: str
) -> None:
    (tmp_path / name).write_bytes(b"something")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(InputError, match=rf"{library} is not installed; pip install") as error:
        fit([tmp_path / name], mapping(), None, TODAY)
    assert error.value.exit_code == 2


@pytest.mark.parametrize(("name", "library"), [("a.xls", "xlrd"), ("a.xlsx", "openpyxl")])
def test_a_broken_spreadsheet_is_refused(tmp_path: Path, name: str, library: str) -> None:
    pytest.importorskip(library, reason=HOW)
    (tmp_path / name).write_bytes(b"no spreadsheet at all" * 40)
    with pytest.raises(InputError, match=f"is no spreadsheet that {library} can read"):
        fit([tmp_path / name], mapping(), None, TODAY)


def test_a_file_of_fixed_width_is_read_by_its_layout(tmp_path: Path) -> None:
    names = ("client", "birth", "gemeente", "referrer", "form", "begin", "end", "reason")
    widths = (6, 8, 10, 2, 8, 8, 8, 2)
    layout, at = {}, 1
    for name, width in zip(names, widths, strict=True):
        layout[name] = (at, at + width - 1)
        at += width
    rows = [line.split(";") for line in with_rows(tmp_path).read_text().splitlines()[1:]]
    lines = [
        "".join(cell.replace("-", "").ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    (tmp_path / "cbs.asc").write_text("\n".join(lines) + "\n")
    result = fit([tmp_path / "cbs.asc"], mapping(layout=layout), None, TODAY)
    by_text = fit([tmp_path / "cbs.csv"], mapping(), None, TODAY)
    assert result.stays[0].median == by_text.stays[0].median
    assert result.files[0].rows == 60


def test_rows_with_their_allocation_hold_the_wait(tmp_path: Path) -> None:
    head = "Client;Gemeente;Toewijzingsdatum;Begindatum;Einddatum;Productcode;RedenBeeindiging"
    # Sixty children who waited 28 days each, and ten who asked 20 days before the last day.
    rows = [
        f"k{at};Haven;2024-03-04;2024-04-01;2024-{6 + at % 6:02d}-11;team;31" for at in range(60)
    ]
    rows += [f"w{at};Haven;2024-12-12;;;team;" for at in range(10)]
    path = tmp_path / "rows.csv"
    path.write_text("\n".join([head, *rows]))
    result = fit([path], mapping(), None, TODAY)
    # Whoever still waits is censored after 20 days, before anybody left: all wait 4 weeks.
    assert result.waits[0].weeks.value == pytest.approx(4.0)
    assert result.waits[0].begun[4] == pytest.approx(1.0)
    assert result.arrivals.count == 70


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return message_files(tmp_path_factory.mktemp("messages"), drawn(Truth(per_year=300), 3))


ON_THE_CHAIN = """
doorstroom: 1
title: {en: A region on the chain}
parts: [chain-nl, registration]
period: {start: 2021-01-01, report_from: 2022-01-01, end: 2026-01-01}
gemeenten: {Haven: {youth: 9000}, Dijk: {youth: 4000}}
values: {pools.wij.per_fte_year: 0}
"""


def test_a_region_on_the_shared_chain_begins_with_its_registration(
    files: list[Path], tmp_path: Path
) -> None:
    chain = load_part("chain-nl")
    assert chain is not None
    products = {"team": {"station": "local_team", "need": "light"}, "clinic": "youth_ggz"}
    period = {"from": START, "until": UNTIL}
    spec = {"mapping": 1, "products": products, "period": period}
    result = fit(files, Mapping.model_validate(spec), region_of(chain), TODAY)
    (tmp_path / "own.yaml").write_text(ON_THE_CHAIN, encoding="utf-8")
    (tmp_path / "registration.yaml").write_text(part_text(result), encoding="utf-8")
    scenario = load(tmp_path / "own.yaml")
    # No registration knows of gates, so they sleep; children enter the stations themselves.
    assert {spec.enters for spec in scenario.arrivals.values()} <= {"local_team", "youth_ggz"}
    assert "huisarts" not in scenario.stations


@pytest.mark.parametrize(
    ("products", "match"),
    [
        ({"team": "local_teem"}, "did you mean local_team"),
        ({"team": "huisarts"}, "the region has no such thing"),
        ({"team": {"station": "local_team", "need": "ligt"}}, "did you mean light"),
    ],
)
def test_a_name_that_the_region_has_not_is_refused(
    files: list[Path], products: dict[str, object], match: str
) -> None:
    chain = load_part("chain-nl")
    assert chain is not None
    with pytest.raises(InputError, match=match):
        fit(files, mapping(products=products), region_of(chain), TODAY)


@pytest.mark.parametrize(
    ("options", "match"),
    [
        (["--out", "part.csv"], "write part.yaml"),
        (["--out", "part.yaml", "--from", "1-1-2022"], "must be a date"),
        (["--out", "part.yaml", "--from", "2025-01-01", "--until", "2022-01-01"], "is empty"),
        (["--out", "cbs.yaml"], "one of the files that are read"),
    ],
)
def test_a_wrong_option_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], match: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with_rows(tmp_path, head=HEAD).rename("cbs.yaml")
    (tmp_path / "codes.yaml").write_text("mapping: 1\nproducts: {team: team}\n")
    result = CliRunner().invoke(app, ["fit", "cbs.yaml", "--mapping", "codes.yaml", *options])
    assert result.exit_code == 2
    assert match in result.output
    assert {path.name for path in tmp_path.iterdir()} == {"cbs.yaml", "codes.yaml"}
