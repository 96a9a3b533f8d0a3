"""Every mistake in a file: one line with file, line, key, value, rule and way out; exit code 2.

The files stand in tests/cases; their last lines, `# says: ...`, are what must be said of them
(`# zegt: ...` in Dutch, of what is only warned of).
"""

import datetime as dt
import math
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

import sim
from sim.cli import app
from sim.errors import ScenarioError
from sim.scenario.reading import read_file
from sim.telling.explain import explain

CASES = Path(__file__).parent / "cases"
REFUSED = sorted(path for path in CASES.glob("*.yaml") if "# says: " in path.read_text("utf-8"))
WARNED = sorted((CASES / "warned").glob("*.yaml"))


def said_in(case: Path, mark: str = "# says: ") -> list[str]:
    lines = case.read_text("utf-8").splitlines()
    return [line.removeprefix(mark) for line in lines if line.startswith(mark)]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.stem)
def test_a_bad_file_is_refused_in_so_many_words(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CASES)

    result = CliRunner().invoke(app, ["check", case.name])

    assert result.stderr.splitlines() == said_in(case)
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize("case", WARNED, ids=lambda case: case.stem)
def test_a_doubtful_file_is_warned_of(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case.parent)

    scenario = sim.load(case.name)

    assert [str(item) for item in scenario.warnings] == said_in(case)
    in_dutch = [item.in_language("nl") for item in scenario.warnings]
    assert in_dutch == said_in(case, "# zegt: ")


def test_warnings_are_shown_by_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES / "warned")

    result = CliRunner().invoke(app, ["check", "after-the-end.yaml"])

    assert result.exit_code == 0
    assert said_in(CASES / "warned" / "after-the-end.yaml")[0] in result.stdout


def test_warnings_about_what_is_extended_are_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("root.yaml").write_text((CASES / "warned" / "no-places-here.yaml").read_text("utf-8"))
    late = "interventions:\n  - {id: x, kind: inflow, growth_per_year: {2040-01-01: 0.03}}\n"
    Path("more.yaml").write_text("doorstroom: 1\ntitle: {en: More}\nextends: root\n" + late)

    result = CliRunner().invoke(app, ["check", "more.yaml"])

    assert result.stdout.splitlines()[-4:] == [
        "2 warnings",
        "  ! more.yaml:5: interventions.x.growth_per_year is 2040-01-01; does nothing: the period "
        "ends on 2025-01-01",
        "  ! more.yaml: more changes nothing of what root has in force: no number, word or way is "
        "another on any day of the period; look at its names, dates and gemeenten",
        "1 warning about root and its parts: doorstroom check root",
    ]


# ---------------------------------------------------------------------------- missing files


@pytest.mark.parametrize(
    ("name", "spec"),
    [
        (
            "nothing.yaml",
            "nothing.yaml: does not exist in this folder, scenarios, the shipped ones; "
            "check its name and folder",
        ),
        (
            "some/where",
            "some/where: does not exist in this folder, scenarios, the shipped ones; "
            "check its name and folder",
        ),
        (
            "groninge",
            "groninge: there is no scenario of this name in this folder, scenarios, the shipped "
            "ones; did you mean groningen?",
        ),
    ],
)
def test_a_missing_file(
    name: str, spec: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(app, ["check", name])

    assert (result.exit_code, result.stderr) == (2, spec + "\n")


def test_a_folder_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.yaml").mkdir()

    with pytest.raises(ScenarioError, match=r"^folder\.yaml: does not exist"):
        sim.load("folder.yaml")


# ---------------------------------------------------------------------------- bytes


BASE = (CASES / "base.yaml").read_bytes()


@pytest.mark.parametrize(
    ("content", "spec"),
    [
        (
            BASE.decode().encode("utf-16"),
            "x.yaml:1: byte 0xff is not UTF-8; files are UTF-8 text; save the file as UTF-8",
        ),
        (
            BASE.replace(b"A case", "Een café".encode("latin-1")),
            "x.yaml:2: byte 0xe9 is not UTF-8; files are UTF-8 text; save the file as UTF-8",
        ),
        (
            BASE.replace(b"A case", b"A \x07case"),
            "x.yaml:2: holds a control character; a file is plain text; remove the character",
        ),
        (
            b"# " + b"x" * 5_000_001 + b"\n" + BASE,
            "x.yaml:1: is 5 MB; a file has at most 5 MB; is this the right file?",
        ),
        (
            b"%YAML 1.1\n---\n" + BASE,
            "x.yaml:2: `%YAML` names a version; files are YAML 1.2 as they stand; remove the line",
        ),
    ],
    ids=["utf-16", "latin-1", "control character", "too long", "other version"],
)
def test_other_encodings_and_tricks(
    content: bytes, spec: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.yaml").write_bytes(content)

    result = CliRunner().invoke(app, ["check", "x.yaml"])

    assert (result.exit_code, result.stderr) == (2, spec + "\n")


@pytest.mark.parametrize(
    "content",
    [b"\xef\xbb\xbf" + BASE, BASE.replace(b"\n", b"\r\n"), BASE.replace(b"town", b"'s town'")],
    ids=["byte-order mark", "Windows line ends", "quotes"],
)
def test_harmless_differences_are_taken(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(content)

    assert sim.load(tmp_path / "x.yaml").stations["desk"].places is not None


# ---------------------------------------------------------------------------- size


def test_a_scenario_too_large_for_the_machine_is_refused_before_it_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(CASES)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=8e9))

    result = CliRunner().invoke(app, ["check", "too-large.yaml"])

    # 10^12 a year over 1,827 days
    clients = 1e12 * 1827 / 365.25
    assert result.exit_code == 2
    assert result.stderr.startswith("too-large.yaml: a run has up to 5,0")
    assert f"visits of about {clients:,.0f} clients and needs up to 5,0" in result.stderr
    assert result.stderr.endswith(
        "of memory; 8.0 GB is free here; shorten the period, or use --scale or fewer --jobs\n"
    )


# ---------------------------------------------------------------------------- experiments


@pytest.mark.parametrize(
    ("content", "spec"),
    [
        (
            "experiment: 1\nquestion: {en: x}\nbaseline: bsae\nscenarios: [base]\nseed: 1\n",
            'x.yaml:3: baseline is "bsae"; there is no scenario of this name in this folder, '
            "scenarios, the shipped ones; did you mean base?",
        ),
        (
            "experiment: 1\nquestion: {en: x}\nbaseline: base\nscenarios: [base]\nseed: -1\n",
            "x.yaml:5: seed is -1; must be 0 or more",
        ),
        (
            "experiment: 1\nquestion: {en: x}\nbaseline: base\nscenarios: [base]\nseed: 1\n"
            "replications: 0\n",
            "x.yaml:6: replications is 0; must be 1 or more",
        ),
        (
            "experiment: 1\nquestion: {en: x}\nbaseline: base\nscenarios: [base]\nseed: 1\n"
            "draws: {count: 3, vary: [press]}\n",
            "x.yaml:6: draws.vary is no known key; known here are accept_differences, count, "
            "ensemble, second_runs",
        ),
        (
            BASE.decode(),
            "x.yaml:1: is a scenario, where an experiment is asked; an experiment begins with "
            "`experiment: 1`",
        ),
    ],
    ids=["baseline", "seed", "replications", "draws", "another kind of file"],
)
def test_a_bad_experiment(
    content: str, spec: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.checks import load_experiment

    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.yaml").write_bytes(BASE)
    (tmp_path / "x.yaml").write_text(content, encoding="utf-8")

    with pytest.raises(ScenarioError) as refused:
        load_experiment("x.yaml")

    assert refused.value.lines == [spec]


# ---------------------------------------------------------------------------- anything anywhere

ODD = (
    True, 0, -1, 1e9, 1.5, math.nan, "", "x", "out", "back", "desk", "light", "town", [], {},
    [1], {"a": 1}, dt.date(2023, 1, 1), dt.date(1900, 1, 1), {dt.date(2023, 1, 1): 1},
    {"value": 3}, {"path": {}}, "15%", "unlimited", ["desk"], {2024: 3}, {"default": 1},
)  # fmt: skip
NAMES = ("zz", "out", "default", "value", "needs", "about", 3, dt.date(2023, 1, 1))


def places_in(spec: object) -> Iterator[tuple[Any, Any]]:
    """Every mapping or list with each of its keys."""
    if isinstance(spec, dict | list):
        for key in list(spec) if isinstance(spec, dict) else range(len(spec)):
            yield spec, key
            yield from places_in(spec[key])


def mutated(data: dict[str, object], chance: random.Random) -> None:
    """Take out, rename or replace one thing somewhere."""
    inside, key = chance.choice(list(places_in(data)))
    kind = chance.random()
    if kind < 0.15:
        del inside[key]
    elif kind < 0.3 and isinstance(inside, dict):
        inside[chance.choice(NAMES)] = inside.pop(key)
    else:
        inside[key] = chance.choice(ODD)


def said_of(path: Path) -> list[str]:
    """What is wrong with a file; nothing when it is taken and can be explained."""
    try:
        explain(sim.load(path))
    except ScenarioError as refused:
        return refused.lines
    return []


@pytest.mark.parametrize("seed", range(8))
def test_anything_anywhere_is_taken_or_refused_in_a_line(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    writer = YAML(typ="safe", pure=True)
    for _ in range(15):
        data = read_file(CASES / "everything.yaml").data
        mutated(data, chance)
        with (tmp_path / "x.yaml").open("w", encoding="utf-8") as file:
            writer.dump(data, file)
        spec = said_of(tmp_path / "x.yaml")
        assert all("x.yaml" in line and "\n" not in line for line in spec)


def test_one_of_everything_is_right() -> None:
    assert sim.load(CASES / "everything.yaml").warnings == ()


# ---------------------------------------------------------------------------- the command itself


def test_no_traceback_from_the_real_command() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from sim.cli import main; main()", "check", "negative.yaml"],
        cwd=CASES,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == said_in(CASES / "negative.yaml")


def test_ctrl_c_stops_with_130_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.checks.load_with_base", interrupted)

    result = CliRunner().invoke(app, ["check", "groningen"])

    assert (result.exit_code, result.stderr) == (130, "stopped by Ctrl-C\n")


def test_an_unknown_option_is_wrong_input() -> None:
    assert CliRunner().invoke(app, ["check", "--scael", "2"]).exit_code == 2


# ---------------------------------------------------------------------------- on a screen


def test_no_sign_of_a_file_reaches_a_screen_unseen(tmp_path: Path) -> None:
    text = BASE.decode().replace("{en: A case}", r'{en: "\x1b[31mred\x07 \u202e back\nbelow"}')
    text = text.replace("town", r'"to\twn\x1b"')
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")

    for command in ("check", "explain"):
        result = CliRunner().invoke(app, [command, str(tmp_path / "x.yaml")])

        assert result.exit_code == 0
        assert r"\x1b[31mred\x07 \u202e back below" in result.stdout
        assert all(line.isprintable() for line in result.stdout.splitlines())
