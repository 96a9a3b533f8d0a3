"""Every way to ask a command for something wrong: exit code 2, a message, no traceback.

Nothing here runs: a mistake is found before any work is done.
"""

import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sim.cli import app
from sim.exports import FORMATS
from sim.scenario.meant import how_to_write_a_number

from .report_fixture import made_up_manifest, write_results
from .small_region import write_region

EXPERIMENT = """\
experiment: 1
question: {en: "Do more places help?"}
baseline: region
scenarios: [region, other]
seed: 4
replications: 2
"""
BLOCK = "block: 1\ntitle: {en: Nothing}\neffect: mechanical\ninterventions: []\n"

NUMBERS = {
    "--scale": ("run region", "experiment trial", "targets region", "verify --engines region"),
    "--replications": ("run region", "experiment trial", "targets region",
                       "verify --engines region"),
    "--jobs": ("run region", "experiment trial", "targets region", "verify"),
    "--seed": ("run region", "targets region"),
}  # fmt: skip
WRITERS = ("run region", "experiment trial", "targets region")
FILES = {
    "check": "scenario", "explain": "scenario", "map": "scenario", "run": "scenario",
    "targets": "scenario", "verify --engines": "scenario", "experiment": "experiment",
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a region, an experiment, a block, and files that are none of these."""
    monkeypatch.chdir(tmp_path)
    write_region(tmp_path)
    Path("other.yaml").write_text("doorstroom: 1\ntitle: {en: x}\nextends: region\n", "utf-8")
    Path("trial.yaml").write_text(EXPERIMENT, "utf-8")
    Path("block.yaml").write_text(BLOCK, "utf-8")
    Path("picture.yaml").write_bytes(b"\x89PNG\r\n\x00\xff")
    Path("notes").mkdir()
    Path("notes/mine.txt").write_text("mine", "utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*_: object, **__: object) -> None:
        raise AssertionError("a mistake that was not found before the run")

    monkeypatch.setattr("sim.running.carrying_out.run_batch", run)
    monkeypatch.setattr("sim.cli.runs.get_ready", lambda _: None)
    monkeypatch.setattr("sim.cli.targets.get_ready", lambda _: None)


def asked(command: str, *more: str) -> Result:
    return CliRunner().invoke(app, [*command.split(), *more])


def assert_wrong(done: Result) -> None:
    assert done.exit_code == 2, (done.output, done.exception)
    assert done.output.strip()
    assert "Traceback" not in done.output


# ------------------------------------------------------------------ numbers


def of_numbers(*options: str) -> list[tuple[str, str]]:
    return [(command, option) for option in options for command in NUMBERS[option]]


@pytest.mark.parametrize(("command", "option"), of_numbers(*NUMBERS))
@pytest.mark.parametrize("text", ["many", "", "-1", "nan", "1e400", "1_0"])
def test_what_is_no_number_for_an_option(command: str, option: str, text: str) -> None:
    done = asked(command, f"{option}={text}")

    assert_wrong(done)
    kind = "a number from 0.001 to 10" if option == "--scale" else "a whole number"
    assert done.stderr.startswith(f"{option} is {text or 'empty'}; must be {kind}")


@pytest.mark.parametrize(("command", "option"), of_numbers("--replications", "--jobs", "--seed"))
@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("6.000", "reads as 6: a point begins decimals; write 6000 or 6"),
        ("6,000", "write 6000 if it is thousands, else 6"),
        ("1.250", "reads as 1.25: a point begins decimals; write 1250"),
        ("1.250.000", "write 1250000, without a sign for thousands"),
    ],
)
def test_thousands_in_a_whole_number(command: str, option: str, text: str, way_out: str) -> None:
    done = asked(command, option, text)

    assert_wrong(done)
    assert done.stderr.rstrip().endswith(way_out)


@pytest.mark.parametrize(("command", "option"), of_numbers("--scale"))
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0,05", "must be a number from 0.001 to 10; write 0.05, with a point"),
        ("6.000", "reads as 6: a point begins decimals; write 6"),
        ("5%", "must be a number from 0.001 to 10; write 0.05, a part of 1"),
        ("11", "must be a number from 0.001 to 10"),
    ],
)
def test_a_scale_as_people_write_it(command: str, option: str, text: str, told: str) -> None:
    done = asked(command, option, text)

    assert_wrong(done)
    assert done.stderr == f"{option} is {text}; {told}\n"


def test_a_seed_may_be_as_large_as_a_computer_counts() -> None:
    from sim.cli.numbers import whole

    assert whole("--seed", 0, 2**63 - 1)(str(2**63 - 1)) == 2**63 - 1
    assert_wrong(asked("run region", "--seed", str(2**63)))


@pytest.mark.parametrize(
    "text",
    ["0,24", "4,000", "12,500", "1.250.000,50", "4,000.50", "5 %", "€ 4.000", "€ 4,50", "4 500",
     "1,234,567"],
)  # fmt: skip
@pytest.mark.parametrize("quote", ["", '"'])
def test_what_a_message_advises_is_accepted(text: str, quote: str) -> None:
    way_out = how_to_write_a_number(text)
    (number,) = re.findall(r"^write (\S+?)(?:,|$| )", way_out)
    line = "{{distribution: exponential, mean_days: {}}}"
    whole = Path("region.yaml").read_text("utf-8")
    old = "{distribution: exponential, mean_days: 28}"

    for written, code in ((f"{quote}{text}{quote}", 2), (number, 0)):
        Path("region.yaml").write_text(whole.replace(old, line.format(written)), "utf-8")
        result = asked("check region")
        # A long stay is warned of, not refused.
        assert result.exit_code in (code, 2 * (float(number) > 36_525)), result.output


# ------------------------------------------------------------------ files


@pytest.mark.parametrize("command", FILES)
@pytest.mark.parametrize(
    "name", ["nothing", "nothing.yaml", "notes", "picture", "", ".", "a/b/c", "x" * 300]
)
def test_a_file_that_is_not_the_one_asked_for(command: str, name: str) -> None:
    assert_wrong(asked(command, name))


@pytest.mark.parametrize("command", [name for name in FILES if name != "check"])
def test_a_block_alone_is_checked_and_nothing_else(command: str) -> None:
    assert asked("check", "block").exit_code == 0
    assert_wrong(asked(command, "block"))


@pytest.mark.parametrize("command", FILES)
def test_a_file_of_another_kind(command: str) -> None:
    assert_wrong(asked(command, "region" if FILES[command] == "experiment" else "trial"))


@pytest.mark.parametrize("command", ["check", "explain", "map", "run", "experiment", "targets",
                                     "report", "publish", "export", "fit"])  # fmt: skip
def test_a_command_without_its_file(command: str) -> None:
    assert_wrong(asked(command))


# ------------------------------------------------------------------ folders for results


@pytest.mark.parametrize("command", WRITERS)
@pytest.mark.parametrize(
    "out", ["region.yaml", "region.yaml/deeper", "notes", ".", "..", "/", "", "x" * 300, "a\0b"]
)
def test_a_place_where_no_results_can_go(command: str, out: str) -> None:
    assert_wrong(asked(command, "--out", out))


@pytest.mark.parametrize("command", WRITERS)
@pytest.mark.skipif(os.name != "posix", reason="needs the links of POSIX; Linux or macOS runs this")
def test_a_link_is_no_place_for_results(command: str) -> None:
    Path("link").symlink_to("notes", target_is_directory=True)

    assert_wrong(asked(command, "--out", "link"))


@pytest.mark.parametrize("out", ["map.gif", "map", "region.yaml/map.svg", "folder.svg", ""])
def test_a_place_where_no_map_can_go(out: str) -> None:
    Path("folder.svg").mkdir()

    assert_wrong(asked("map region", "--out", out))


@pytest.mark.parametrize("day", ["soon", "", "2025", "1-13-2023", "2023-02-30", "1999-01-01"])
def test_a_day_that_is_none_of_the_period(day: str) -> None:
    assert_wrong(asked("map region", "--at", day))


def test_a_day_is_told_how_to_be_written() -> None:
    told = asked("map region", "--at", "1-7-2023").stderr

    assert told == "--at is 1-7-2023; must be a date; write 2023-07-01\n"


# ------------------------------------------------------------------ folders of results


@pytest.mark.parametrize(
    "command",
    ["report", "publish", "publish --check", *(f"export --format {name}" for name in FORMATS)],
)
@pytest.mark.parametrize("name", ["nothing", "notes", "region.yaml", "", "a\0b"])
def test_a_folder_that_holds_no_results(command: str, name: str) -> None:
    assert_wrong(asked(command, name))


@pytest.mark.parametrize("name", ["nothing", "notes", "region.yaml", "", "picture.yaml", "a\0b"])
def test_a_file_that_is_no_registration(name: str) -> None:
    assert_wrong(asked("fit", name, "--out", "part.yaml"))
    assert not Path("part.yaml").exists()


def test_a_page_of_nobody_is_not_overwritten() -> None:
    made = write_results(Path("made"), replications=2, looks_back=False)
    (made / "report.html").write_text("mine", "utf-8")

    assert_wrong(asked("report made", "--lang", "nl"))


@pytest.mark.parametrize("into", ["region.yaml", "region.yaml/deeper", "a\0b"])
def test_a_place_where_no_copy_can_go(into: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from sim.results import publication

    monkeypatch.setattr(publication, "read_manifest", lambda _: made_up_manifest())
    for name in ("_why_a_trial", "_changed_inputs", "_missing", "changed_files"):
        monkeypatch.setattr(publication, name, lambda *_: iter(()))

    assert_wrong(asked("publish notes", "--into", into))


# ------------------------------------------------------------------ options

OTHERS = (
    "check region --scale 2", "check region --starts", "explain region --lang fr",
    "explain region --verbose", "map region --lang de", "map region --at", "schema picture",
    "run region --engine fast", "run region --trial", "experiment trial --seed 1",
    "experiment trial --engine ''", "targets region --engine fast", "targets region --lang xx",
    "export notes --format pdf", "export notes --format xlsx --lang fr", "export notes",
    "dossier notes --lang fr",
    "fit notes.csv", "fit notes.csv --out part.yaml --from soon",
    "calibrate region --most few", "calibrate region --lang fr", "state region --at soon",
    "state region --scale 2 --at 2021-01-01",
    "register notes --years soon", "score notes --lang fr", "sensitivity notes --lang fr",
    "report notes --lang fr", "report notes --out x", "publish notes --check --out x",
    "verify --quick --thorough", "verify --engines region --quick",
    "verify --engines region --thorough", "verify --engines region --jobs 2", "verify --scale 0.5",
    "new-region west", "new-region west --gemeenten notes", "scenarios --lang fr",
    "plan region", "plan region --from soon", "plan region nobody --from 2022",
    "what-if region --lang fr", "what-if region 'no such change'",
    "verify --replications 2", "verify region", "nothing", "run region other", "--versoin",
)  # fmt: skip


@pytest.mark.parametrize("command", OTHERS)
def test_an_option_that_does_not_exist_or_does_not_go_here(command: str) -> None:
    assert_wrong(asked(command))


def test_each_command_stands_in_this_table() -> None:
    tried = {line.split()[0] for line in (*FILES, *OTHERS)}

    assert {item.name for item in app.registered_commands if item.name} <= tried
    assert {(item.callback.__name__) for item in app.registered_commands if not item.name} <= tried


# ------------------------------------------------------------------ what is no mistake of the user


def test_a_full_disk_is_a_failure_and_no_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("sim.report.writing.tempfile.mkstemp", full)
    done = asked("map region", "--out", "map.svg")

    assert done.exit_code == 1
    assert "No space left on device" in done.stderr
