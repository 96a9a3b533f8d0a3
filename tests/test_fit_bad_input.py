"""What is wrong in a registration is counted by row number, never by content, and never guessed."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sim.cli import app
from sim.errors import InputError
from sim.fitting import Fit, Mapping, fit
from sim.fitting.faults import Fault
from sim.fitting.opening import refuse_changed, version_of
from tests.registrations import START, UNTIL, Truth, cbs_file, drawn, message_files

TODAY = dt.date(2026, 1, 1)
BSN, NAME = "111222333", "Pietersen"
"""A number that passes the test of a citizen service number, and a name; both stand for a child."""
HEAD = "Client;Geboortedatum;Gemeente;Verwijzer;Hulpvorm;Begindatum;Einddatum;RedenBeeindiging"
GOOD = "k9001;2012-05-01;Haven;02;team;2023-02-01;2023-08-01;01"
SMALL = Truth(per_year=150)


def mapping(**more: object) -> Mapping:
    period = {"from": START, "until": UNTIL}
    return Mapping.model_validate(
        {"mapping": 1, "products": {"team": "team", "clinic": "clinic"}, "period": period, **more}
    )


def with_rows(folder: Path, *rows: str, head: str = HEAD) -> Path:
    """A CBS delivery of good rows and then these."""
    good = [
        f"k{at};2012-05-01;Haven;02;team;2023-02-01;2023-0{3 + at % 7}-11;01" for at in range(60)
    ]
    path = folder / "cbs.csv"
    path.write_text("\n".join([head, *good, *rows]) + "\n", encoding="utf-8")
    return path


def noted(result: Fit) -> dict[Fault, tuple[int, ...]]:
    return {item.fault: item.rows for item in result.noted}


FIRST = 62
"""The number of the row after the good ones."""


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (["k9;2012-05-01;Haven;02;team;2023-08-01;2023-02-01;01"], Fault.END_FIRST),
        (["k9;2012-05-01;Haven;02;team;01-02-2023;31-02-2023;01"], Fault.NO_DATE),
        (["k9;2012-05-01;Haven;02;team;;2023-02-01;01"], Fault.NO_BEGIN),
        (["k9;;Haven;02;team;2023-02-01;2023-08-01;01"], Fault.NO_BIRTH),
        (["k9;2024-05-01;Haven;02;team;2023-02-01;2023-08-01;01"], Fault.BEFORE_BIRTH),
        (["k9;2012-05-01;Haven;02;team;2031-02-01;;"], Fault.TO_COME),
        (["k9;2012-05-01;Haven;02;team;2020-02-01;2020-08-01;01"], Fault.EARLIER),
        (["k9;2012-05-01;Haven;99;team;2023-02-01;2023-08-01;01"], Fault.NO_REFERRER),
        (["k9;2012-05-01;Haven;02;team;2023-02-01;2023-08-01;77"], Fault.NO_REASON),
        (["k9;2012-05-01;Elders;02;team;2023-02-01;2023-08-01;01"], Fault.NO_GEMEENTE),
        (["k9;2012-05-01;Haven;02;other;2023-02-01;2023-08-01;01"], Fault.RARE_PRODUCT),
        (["k9;2012-05-01;Haven;02;team;2023-02-01"], Fault.WRONG_WIDTH),
        (["k9,2012-05-01,Haven,02,team,2023-02-01,2023-08-01,01"], Fault.WRONG_WIDTH),
        (["k9001;2012-05-01;Haven;02;team;2023-03-01;2023-09-01;01"], Fault.OVERLAP),
        (["k9001;2012-05-01;Haven;02;team;2023-08-20;2023-09-01;01"], Fault.RENEWED),
        ([GOOD], Fault.DUPLICATE),
    ],
)
def test_a_fault_is_noted_by_its_row(tmp_path: Path, rows: list[str], fault: Fault) -> None:
    path = with_rows(tmp_path, GOOD, *rows)
    before = path.read_bytes()
    result = fit([path], mapping(), None, TODAY)
    assert noted(result)[fault] in ((FIRST + 1,), (FIRST,))
    assert path.read_bytes() == before


def test_rows_of_another_encoding_are_read_and_noted(tmp_path: Path) -> None:
    path = with_rows(tmp_path)
    line = "k9;2012-05-01;Súdwest;02;team;2023-02-01;2023-08-01;01\n"
    path.write_bytes(path.read_bytes() + line.encode("cp1252") * 12)
    more = {"gemeenten": {"Súdwest": "Súdwest"}}
    result = fit([path], mapping(**more), None, TODAY)
    assert Fault.OTHER_SIGNS in noted(result)
    assert {name for stream in result.arrivals.streams for name in stream.gemeenten} >= {"Haven"}


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_usual_separator_is_read(tmp_path: Path, separator: str) -> None:
    path = with_rows(tmp_path)
    path.write_text("\ufeff" + path.read_text().replace(";", separator), encoding="utf-8")
    assert fit([path], mapping(), None, TODAY).trajectories == 60


def refused(path: Path, *, match: str, **more: object) -> str:
    with pytest.raises(InputError, match=match) as error:
        fit([path], mapping(**more), None, TODAY)
    assert error.value.exit_code == 2
    return str(error.value)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "none.csv").write_bytes(b"")
    refused(tmp_path / "none.csv", match="none.csv: is empty")


def test_a_header_alone_is_refused(tmp_path: Path) -> None:
    (tmp_path / "head.csv").write_text(HEAD + "\n")
    refused(tmp_path / "head.csv", match="a header and no rows")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = with_rows(tmp_path, head=HEAD.replace("Hulpvorm", "Vorm"))
    refused(path, match="looks like cbs, and a column is missing: form")
    assert fit([path], mapping(columns={"form": "Vorm"}), None, TODAY).trajectories == 60


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("a;b\n1;2\n")
    refused(tmp_path / "notes.csv", match="no header with columns that are known")


def test_a_spreadsheet_with_the_ending_of_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.csv").write_bytes(b"PK\x03\x04\x00\x00\n")
    refused(tmp_path / "book.csv", match="holds bytes that no text has")


def test_products_that_many_have_must_be_mapped(tmp_path: Path) -> None:
    path = with_rows(
        tmp_path, *[f"q{at};2012-05-01;Haven;02;45A04;2023-02-01;;" for at in range(12)]
    )
    message = refused(path, match="1 products or forms that are not mapped")
    assert '"45A04": {station: , need: }' in message
    result = fit([path], mapping(left_out=["45A04"]), None, TODAY)
    assert noted(result)[Fault.LEFT_OUT][0] == FIRST


def test_what_does_not_look_like_a_code_is_not_shown(tmp_path: Path) -> None:
    rows = [f"q{at};2012-05-01;Haven;02;{BSN};2023-02-01;;" for at in range(12)]
    assert BSN not in refused(with_rows(tmp_path, *rows), match="not mapped")


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = with_rows(tmp_path)
    before = version_of(path)
    path.write_text(path.read_text() + GOOD + "\n")
    with pytest.raises(InputError, match="changed while it was read"):
        refuse_changed(path, before)


def test_messages_and_a_delivery_are_not_counted_twice(tmp_path: Path) -> None:
    rows = drawn(SMALL, 1)
    files = [*message_files(tmp_path, rows), cbs_file(tmp_path / "cbs.csv", rows)]
    with pytest.raises(InputError, match="the same children twice"):
        fit(files, mapping(), None, TODAY)


def test_starts_without_allocations_are_refused(tmp_path: Path) -> None:
    files = message_files(tmp_path, drawn(SMALL, 1))
    with pytest.raises(InputError, match="give the JW301 extract too"):
        fit(files[1:2], mapping(), None, TODAY)


def test_messages_that_were_taken_back_do_not_count(tmp_path: Path) -> None:
    files = message_files(tmp_path, drawn(SMALL, 1))
    whole = fit(files, mapping(), None, TODAY)
    allocations, starts = files[0].read_text().splitlines(), files[1].read_text().splitlines()
    allocations[1] += "13"
    files[0].write_text("\n".join(allocations))
    number = allocations[1].split(";")[3]
    files[1].write_text("\n".join([*starts, "999999;2023-01-01;1"]))
    result = fit(files, mapping(), None, TODAY)
    kinds = Counter(item.fault for item in result.noted)
    assert result.trajectories == whole.trajectories - 1
    assert Fault.WITHDRAWN in kinds
    # The start of that allocation, and one of an allocation that there is not, belong to none.
    begun = any(line.startswith(f"{number};") for line in starts)
    orphans = next(item for item in result.noted if item.fault is Fault.NO_ALLOCATION)
    assert orphans.count == 1 + begun


def test_a_temporary_end_is_no_end(tmp_path: Path) -> None:
    files = message_files(tmp_path, drawn(SMALL, 1))
    lines = files[2].read_text().splitlines()
    fields = lines[1].split(";")
    files[2].write_text("\n".join([lines[0], ";".join([*fields[:3], "20", "1"]), *lines[2:]]))
    result = fit(files, mapping(), None, TODAY)
    assert noted(result)[Fault.TEMPORARY_END] == (2,)
    ended = sum(stay.ended for stay in result.stays)
    whole = fit(message_files(tmp_path, drawn(SMALL, 1)), mapping(), None, TODAY)
    assert ended <= sum(stay.ended for stay in whole.stays)


@pytest.mark.parametrize(
    ("spec", "match"),
    [
        ({"columns": {"client": "BSN"}}, "may tell who a child is"),
        ({"columns": {"klient": "Nummer"}}, "is no column that is read"),
        ({"mapping": 2}, "mapping"),
    ],
)
def test_a_wrong_mapping_says_where(tmp_path: Path, spec: dict[str, object], match: str) -> None:
    lines = {"mapping": 1, **spec}
    path = tmp_path / "codes.yaml"
    path.write_text("\n".join(f"{key}: {value}" for key, value in lines.items()))
    result = run(tmp_path, with_rows(tmp_path), "--mapping", str(path))
    assert result.exit_code == 2
    assert match in result.output
    assert "codes.yaml" in result.output


# -------------------------------------------------------------------------------------- privacy


def run(folder: Path, path: Path, *options: str) -> Result:
    """The command on a file, its part written in a folder of its own."""
    out = folder / "out" / "part.yaml"
    arguments = ["fit", str(path), "--from", str(START), "--until", str(UNTIL)]
    return CliRunner().invoke(app, [*arguments, "--out", str(out), *options])


def planted(folder: Path) -> Path:
    """A delivery in which the number and name of a child stand, in columns of their own."""
    path = cbs_file(folder / "cbs.csv", drawn(SMALL, 1))
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    lines = [f"BSN;Achternaam;Postcode;{head}"]
    lines += [f"{BSN};{NAME};9712AB;{row}" for row in rows]
    path.write_text("\n".join([*lines, f"{BSN};{NAME};9712AB;broken {BSN}"]), encoding="utf-8")
    return path


def test_no_number_or_name_of_a_child_is_written_or_told(tmp_path: Path) -> None:
    codes = tmp_path / "codes.yaml"
    codes.write_text("mapping: 1\nproducts: {team: team, clinic: clinic}\n")
    result = run(tmp_path, planted(tmp_path), "--mapping", str(codes))
    assert result.exit_code == 0, result.output
    written = list((tmp_path / "out").iterdir())
    assert {path.name for path in written} == {"part.yaml", "part.html", "part.en.html"}
    for text in (result.output, *(path.read_text(encoding="utf-8") for path in written)):
        assert BSN not in text
        assert NAME not in text
        assert "9712AB" not in text
    assert "3 columns may tell who a child is" in result.output


def test_numbers_of_children_as_a_pseudonym_are_refused(tmp_path: Path) -> None:
    path = with_rows(tmp_path)
    head, *rows = path.read_text().splitlines()
    numbered = [f"{BSN};{row.split(';', 1)[1]}" for row in rows]
    path.write_text("\n".join([head, *numbered]))
    message = refused(path, match="holds citizen service numbers in column 1")
    assert BSN not in message


def test_every_count_that_is_told_is_ten_or_more(tmp_path: Path) -> None:
    result = fit(message_files(tmp_path, drawn(SMALL, 1)), mapping(), None, TODAY)
    counts = [stream.per_year.count for stream in result.arrivals.streams]
    counts += [share.count for route in result.routes for share in route.shares.values()]
    counts += [item.share.count for item in result.returns] + [stay.ended for stay in result.stays]
    counts += [int(count) for count in result.arrivals.trend.counted if count == count]
    assert min(counts) >= 10
    # All arrivals are in a stream, so that no few follow from their total.
    assert sum(stream.per_year.count for stream in result.arrivals.streams) == result.arrivals.count
