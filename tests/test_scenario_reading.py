"""YAML 1.2 to plain data, with lines; what is refused stands in test_bad_input.py."""

import datetime as dt
from pathlib import Path

import pytest

from sim.errors import ScenarioError, brief
from sim.scenario.finding import find_scenario
from sim.scenario.meant import how_to_write_a_number, month_meant
from sim.scenario.paths import shown_path
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


def test_a_name_that_was_pasted_is_the_name_that_was_typed(tmp_path: Path) -> None:
    pasted = "Zuid-Frysla\u0302n\u00a0 (a\u200bb)"  # accent apart, hard space, unseen space

    document = read(tmp_path, f"{pasted}: 1\nother: {pasted}\n")

    assert document.data == {"Zuid-Fryslân (ab)": 1, "other": "Zuid-Fryslân (ab)"}


def test_text_is_kept_on_one_line_with_unseen_signs_written_out(tmp_path: Path) -> None:
    text = 'a: "one\\ntwo \\x1b[31m \\u202e"\nb: |\n  three\n  four\n'

    assert read(tmp_path, text).data == {"a": r"one two \x1b[31m \u202e", "b": "three four"}


def test_a_name_is_found_on_a_disk_that_keeps_accents_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "frysla\u0302n.yaml").write_text("a: 1\n", encoding="utf-8")

    assert find_scenario("fryslân").read_text(encoding="utf-8") == "a: 1\n"


@pytest.mark.parametrize("name", ["...yaml", "..yaml"])
def test_a_name_that_is_none_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text("a: 1\n", encoding="utf-8")

    with pytest.raises(ScenarioError, match="which is no name; give it a name"):
        find_scenario(name)


def test_a_name_that_no_file_can_have_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(ScenarioError, match="there is no scenario of this name") as refused:
        find_scenario("x" * 5000)

    assert len(str(refused.value).splitlines()) == 1


def test_a_path_is_shown_from_where_the_reader_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    shown = [shown_path(tmp_path / "here" / "x.yaml"), shown_path(tmp_path / "x.yaml")]

    assert shown == ["x.yaml", "../x.yaml"]


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("0,24", "write 0.24, with a point"),
        ("4,000", "write 4000 if it is thousands, else 4"),
        ("4,250.50", "write 4250.50, without a sign for thousands"),
        ("€ 1.250", "write 1250, without a sign for thousands"),
        ("1.250.000,50", "write 1250000.50, without a sign for thousands"),
        ("12", "write 12 without quotes"),
        ("5 %", "write 0.05, a part of 1"),
        ("€ 300", "write 300, without a unit"),
        ("1-7-2022", "this is a date; a path is written {2022-07-01: <number>}"),
        ("many", ""),
        ("31-2-2022", ""),
    ],
)
def test_how_to_write_what_was_meant_as_a_number(text: str, way_out: str) -> None:
    assert how_to_write_a_number(text) == way_out


@pytest.mark.parametrize(
    ("text", "month"), [("juli", 7), ("Aug", 8), ("mrt", 3), ("May", 5), ("zomer", None)]
)
def test_a_month_by_its_name(text: str, month: int | None) -> None:
    assert month_meant(text) == month
