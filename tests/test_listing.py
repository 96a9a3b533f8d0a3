"""`doorstroom scenarios`: every scenario that a name leads to, a line each."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.cli import app

from .shipped import POLICIES, SHIPPED

ROOT = "doorstroom: 1\ntitle: {{en: {en}, nl: {nl}}}\n"
REST = """period: {start: 2020-01-01, report_from: 2022-01-01, end: 2024-01-01}
gemeenten: {town: {youth: 1000}}
needs: {any: {}}
arrivals: {customers: {need: any, per_year: 10, enters: desk}}
stations: {desk: {places: 2, stay: {distribution: exponential, mean_days: 9}, next: {out: 1}}}
"""


def told(*options: str) -> list[str]:
    result = CliRunner().invoke(app, ["scenarios", *options])
    assert result.exit_code == 0
    return result.output.splitlines()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_scenario_that_ships_is_listed(here: Path) -> None:
    names = [line.split()[0] for line in told() if line.startswith("  ")]

    assert sorted(names) == sorted(path.stem for path in (*SHIPPED, *POLICIES))


def test_own_files_come_first_and_a_root_before_what_builds_on_it(here: Path) -> None:
    (here / "sea.yaml").write_text(ROOT.format(en="The sea", nl="De zee") + REST)
    extension = ROOT.format(en="More boats", nl="Meer boten") + "extends: sea\n"
    (here / "boats.yaml").write_text(extension)
    (here / "block.yaml").write_text("block: 1\ntitle: {en: A block}\n")

    lines = [line.split(maxsplit=1) for line in told("--lang", "nl")[:4]]

    assert lines[0] == ["./"]
    assert lines[1] == ["sea", "De zee"]
    assert lines[2] == ["boats", "Meer boten (bouwt voort op sea)"]
    assert lines[3] == ["scenarios/", "(meegeleverd)"]


def test_a_file_that_is_wrong_is_listed_with_what_is_wrong(here: Path) -> None:
    (here / "odd.yaml").write_text("doorstroom: 1\ntitle: {en: Odd}\nextends: [a]\n")

    assert told()[1].split(maxsplit=1)[0] == "odd"
    assert "cannot be read: odd.yaml:3: extends" in told()[1]
