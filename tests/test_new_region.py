"""`doorstroom new-region`: a region from gemeenten and their youths, and how it is refused."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import sim
from sim.cli import app
from sim.errors import InputError
from sim.regions import GemeenteYouth, read_youth

RUNNER = CliRunner()


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "youth.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ---------------------------------------------------------------------------- reading


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"gemeente,youth\nA,12000\nS\xc3\xbad,7\n", "utf-8"),
        (b"\xef\xbb\xbfgemeente,youth\nA,12000\nS\xc3\xbad,7\n", "utf-8"),
        (b"Gemeente;Jeugdigen\r\nA;12000\r\n\r\nS\xfad;7\r\n", "cp1252"),
        ("gemeente\t0-17\nA\t12000\nSúd\t7\n".encode("utf-16"), "utf-16"),
    ],
)
def test_a_file_of_any_usual_kind_is_read(tmp_path: Path, content: bytes, encoding: str) -> None:
    table = read_youth(write(tmp_path, content))

    assert table.gemeenten == (GemeenteYouth("A", 12000), GemeenteYouth("Súd", 7))
    assert table.encoding == encoding


def test_other_columns_are_told(tmp_path: Path) -> None:
    table = read_youth(write(tmp_path, "code;gemeente;jaar;jeugd\n3;A;2024;12000\n"))

    assert table.gemeenten == (GemeenteYouth("A", 12000),)
    assert table.unread == ("code", "jaar")


def test_a_name_that_was_pasted_is_the_name_that_was_typed(tmp_path: Path) -> None:
    table = read_youth(write(tmp_path, "gemeente;jeugd\nSu\u0301d\u00a0West;12\n"))

    assert table.gemeenten[0].name == "Súd West"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("A;300", "youth.csv:3: A stands in line 2 too; leave one of them out"),
        ("a ;300", "youth.csv:3: a stands in line 2 too; leave one of them out"),
        ("B;", "youth.csv:3: B has no youth; say how many live there who are aged 0-17"),
        ("B", "youth.csv:3: B has no youth; say how many live there who are aged 0-17"),
        (";12", "youth.csv:3: has no gemeente; name it, or leave the row out"),
        ("B;12.000", 'B.youth is "12.000"; must be a whole number'),
        ("B;12.000", "write 12000, without a sign for thousands"),
        ("B;1 250 000", "write 1250000, without a sign for thousands"),
        ("B;12,5", 'B.youth is "12,5"; must be a whole number'),
        ("B;12,5", "say how many live there who are aged 0-17, as 14800"),
        ("B;0", 'B.youth is "0"; must be a whole number from 1'),
        ("B;-4", 'B.youth is "-4"; must be a whole number from 1'),
        ("B;100000001", "must be a whole number from 1 to 100,000,000"),
        ("B;" + 5000 * "9", "must be a whole number from 1 to 100,000,000"),
        ("B;١٢", "must be a whole number from 1"),
        ("B;12;7", "youth.csv:3: has 3 cells where the header has 2"),
        ("rest;12", "youth.csv:3: rest is a word with a meaning of its own"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(here: Path, row: str, told: str) -> None:
    path = write(here, f"gemeente;jeugd\nA;12000\n{row}\n")

    with pytest.raises(InputError) as refused:
        read_youth(path)

    assert told in str(refused.value)


def test_everything_that_is_wrong_is_told_at_once(here: Path) -> None:
    path = write(here, "gemeente;jeugd\nA;\nB;1,5\nC;12\nC;13\n")

    with pytest.raises(InputError) as refused:
        read_youth(path)

    lines = str(refused.value).splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"youth.csv:{at}" for at in (2, 3, 5)]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is empty"),
        ("gemeente;jeugd\n", "has no row below its header"),
        ("plaats;jeugd\nA;12\n", "has no column gemeente"),
        ("gemeente;inwoners\nA;12\n", "has no column youth"),
        ("gemeente;jeugd;youth\nA;12;12\n", "has more than one column youth"),
        (b"gemeente;jeugd\nA\x00;12\n", "is no text"),
        ('gemeente;jeugd\n"A;12\n', "is no row of a csv file"),
    ],
)
def test_a_file_that_is_no_table_is_refused(here: Path, content: str | bytes, told: str) -> None:
    path = write(here, content)

    with pytest.raises(InputError, match=told):
        read_youth(path)


def test_a_file_that_is_not_there_is_refused(here: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: cannot be read"):
        read_youth(Path("none.csv"))


# ---------------------------------------------------------------------------- the command


def made(*arguments: str, name: str = "veluwe") -> str:
    result = RUNNER.invoke(app, ["new-region", name, "--gemeenten", "youth.csv", *arguments])
    return f"{result.exit_code} {result.output}"


def test_a_region_is_written_that_runs_by_its_name(here: Path) -> None:
    write(here, "gemeente;jeugd\nEde;28000\n's-Graveland;900\nNo;50\n")

    told = made()

    assert told.startswith("0 scenarios/veluwe/veluwe.yaml: 3 gemeenten, 28,950 youths aged 0-17")
    scenario = sim.load("veluwe")
    youth = {name: item.youth.first for name, item in scenario.gemeenten.items()}
    assert youth == {"Ede": 28000, "'s-Graveland": 900, "No": 50}
    assert all(item.youth.has_range for item in scenario.gemeenten.values())
    # 2.7 places of intensive help at home per 1,000 youth, for 28,950 youths: 78.165
    assert scenario.pools["intensive_home"].places.first == 78  # type: ignore[union-attr]
    assert len(sim.simulate(scenario, seed=1, scale=0.05).visits) > 1000


def test_it_is_told_in_dutch_too(here: Path) -> None:
    write(here, b"gemeente;jeugd;jaar\nS\xfad;12000;2024\n")

    told = made("--lang", "nl")

    assert "1 gemeente, 12.000 jeugdigen van 0 tot en met 17" in told
    assert "niet gelezen: jaar" in told
    assert "gelezen als cp1252" in told


def test_a_folder_that_exists_is_left_as_it_is(here: Path) -> None:
    write(here, "gemeente;jeugd\nEde;28000\n")
    mine = here / "scenarios" / "veluwe"
    mine.mkdir(parents=True)
    (mine / "notes.txt").write_text("mine")

    told = made()

    assert told.startswith("2 scenarios/veluwe exists and is left as it is")
    assert [path.name for path in mine.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("name", ["Veluwe", "../veluwe", ".veluwe", "a/b", "veluwe.yaml", "", "-a"])
def test_what_is_no_name_is_refused(here: Path, name: str) -> None:
    write(here, "gemeente;jeugd\nEde;28000\n")

    result = RUNNER.invoke(app, ["new-region", "--gemeenten", "youth.csv", "--", name])

    assert result.exit_code == 2
    assert [path.name for path in here.iterdir()] == ["youth.csv"]


def test_the_name_of_a_region_that_ships_is_refused(here: Path) -> None:
    write(here, "gemeente;jeugd\nEde;28000\n")

    assert made(name="groningen").startswith("2 groningen is the name of a scenario already")
    assert [path.name for path in here.iterdir()] == ["youth.csv"]


def test_nothing_is_written_where_the_table_is_wrong(here: Path) -> None:
    write(here, "gemeente;jeugd\nEde;28.000\n")

    assert made().startswith("2 ")
    assert [path.name for path in here.iterdir()] == ["youth.csv"]
