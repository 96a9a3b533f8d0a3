"""Lengths by classes, of a table beside a registration that tells of too few."""

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from sim.errors import InputError
from sim.fitting import fit
from sim.fitting.cells import numbers
from sim.fitting.classes import class_of
from sim.fitting.faults import Fault
from tests.test_fit_bad_input import TODAY, mapping, noted, with_rows

MONTH, YEAR = 365.25 / 12, 365.25
CLASSES = (
    ("Korter dan 3 maanden", 0, 3 * MONTH),
    ("3 tot 6 maanden", 3 * MONTH, 6 * MONTH),
    ("6 maanden tot 1 jaar", 6 * MONTH, YEAR),
    ("1 tot 2 jaar", YEAR, 2 * YEAR),
    ("2 tot 4 jaar", 2 * YEAR, 4 * YEAR),
    ("4 jaar of langer", 4 * YEAR, np.inf),
)


@pytest.mark.parametrize(("text", "low", "high"), CLASSES)
def test_a_class_has_its_bounds(text: str, low: float, high: float) -> None:
    assert class_of(text) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("0-3m", (0, 3 * MONTH)),
        ("4y+", (4 * YEAR, np.inf)),
        ("< 4 weken", (0, 28)),
        ("Totaal", (np.nan, np.nan)),
        ("2 tot 1 jaar", (np.nan, np.nan)),
        ("12", (np.nan, np.nan)),
    ],
)
def test_other_ways_to_write_a_class(text: str, bounds: tuple[float, float]) -> None:
    assert class_of(text) == pytest.approx(bounds, nan_ok=True)


def test_numbers_are_read_as_people_write_them() -> None:
    cells = ["12", "1.250", "1 250", "3,5", "12.345.678", "x", ""]
    expected = [12, 1250, 1250, 3.5, 12_345_678, np.nan, np.nan]
    assert numbers(cells) == pytest.approx(expected, nan_ok=True)


def table(folder: Path, *more: str) -> Path:
    """Ten thousand lengths, lognormal with median 260 and sigma 0.9, by classes."""
    drawn = np.array(
        [260 * np.exp(0.9 * stats.norm.ppf((k + 0.5) / 10_000)) for k in range(10_000)]
    )
    lines = ["Hulpvorm;Duur;Aantal"]
    for text, low, high in CLASSES:
        count = int(((drawn >= low) & (drawn < high)).sum())
        lines.append(f"34;{text};{count:,}".replace(",", "."))
    path = folder / "lengths.csv"
    path.write_text("\n".join([*lines, *more]) + "\n", encoding="utf-8")
    return path


def test_a_table_tells_of_a_station_that_the_registration_does_not(tmp_path: Path) -> None:
    products = {"team": "team", "34": "home"}
    files = [with_rows(tmp_path), table(tmp_path, "34;Totaal;10000", "34;1 tot 2 jaar;.")]
    result = fit(files, mapping(products=products), None, TODAY)
    team, home = sorted(result.stays, key=lambda stay: stay.station != "team")
    assert (team.station, team.is_by_class) == ("team", False)
    assert (home.station, home.is_by_class, home.ended) == ("home", True, 10_000)
    # Drawn at even quantiles, so chance plays no part: only rounding to whole children does.
    assert home.best.family.name == "lognormal"
    assert home.median.value == pytest.approx(260, rel=0.002)
    assert home.form.value == pytest.approx(0.9, rel=0.002)
    # Between classes the curve is the share that is left: beyond a year Phi(-ln(365.25/260)/0.9).
    beyond = stats.norm.sf(np.log(YEAR / 260) / 0.9)
    assert home.curve.share[2] == pytest.approx(beyond, abs=1e-4)
    assert noted(result)[Fault.NO_CLASS] == (8, 9)


def test_a_registration_goes_before_a_table(tmp_path: Path) -> None:
    products = {"team": "team", "34": "team"}
    files = [with_rows(tmp_path), table(tmp_path)]
    result = fit(files, mapping(products=products), None, TODAY)
    assert [(stay.station, stay.is_by_class) for stay in result.stays] == [("team", False)]


def test_a_table_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="give the registration too"):
        fit([table(tmp_path)], mapping(products={"34": "home"}), None, TODAY)
