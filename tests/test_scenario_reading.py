"""YAML 1.2 to plain data, with lines; what is refused stands in test_bad_input.py."""

import datetime as dt
from pathlib import Path

from sim.errors import brief
from sim.scenario.reading import read_file


def read(tmp_path: Path, text: str) -> object:
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    return read_file(tmp_path / "x.yaml")


def test_values_are_plain_python(tmp_path: Path) -> None:
    text = "a: [1, 2.5, 78.0e6, 1e3, 15%, 365 days, no, true, 2020-01-31, 10:30, '1', 0-3]\n"

    (values,) = read(tmp_path, text).data.values()

    date = dt.date(2020, 1, 31)
    expected = [1, 2.5, 78e6, 1e3, "15%", "365 days", "no", True, date, "10:30", "1", "0-3"]
    assert values == expected
    assert [type(value) for value in values] == [type(value) for value in expected]


def test_keys_may_be_dates_and_years(tmp_path: Path) -> None:
    document = read(tmp_path, "path: {2018-07-01: 144, 2024: 1}\n")

    assert document.data == {"path": {dt.date(2018, 7, 1): 144, 2024: 1}}


def test_every_key_and_item_knows_its_line(tmp_path: Path) -> None:
    document = read(tmp_path, "one:\n  two: [a,\n    b]\nthree: {four: 5}\n")

    assert document.lines == {
        (): 1,
        ("one",): 1,
        ("one", "two"): 2,
        ("one", "two", "0"): 2,
        ("one", "two", "1"): 3,
        ("three",): 4,
        ("three", "four"): 4,
    }


def test_a_place_of_what_is_not_written_is_that_of_its_section(tmp_path: Path) -> None:
    document = read(tmp_path, "stations:\n  desk:\n    next: {out: 1}\n")

    assert document.place(("stations", "desk", "waiting", "limit")).line == 2
    assert document.place(("stations", "desk", "next", "default", "shares", "out")).line == 3


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    # printf 'a: 1\n' | sha256sum
    expected = "37b128c59f1f5097f73f82691cb519f1f568667faab5ced1b4ab979d36837eae"

    assert read(tmp_path, "a: 1\n").digest == expected


def test_values_are_shown_short() -> None:
    shown = [brief(item) for item in (None, {}, {"a": 1}, [1], "x" * 80, True, 2.0, 0.1 + 0.2)]

    assert shown == [
        "empty",
        "an empty mapping",
        "a mapping",
        "a list",
        '"' + "x" * 57 + '..."',
        "true",
        "2",
        "0.3",
    ]
