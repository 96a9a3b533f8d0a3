"""`doorstroom what-if`: a change in one line is the file that says the same, compared at once."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.checks import load
from sim.cli import app
from sim.errors import InputError, ScenarioError
from sim.in_force import InForce
from sim.running.what_if import what_if
from sim.scenario.one_line import file_of

SMALL = """doorstroom: 1
title: {en: A desk, nl: Een balie}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2024-01-01}
gemeenten: {town: {youth: 1000}}
needs: {any: {}}
arrivals: {customers: {need: any, per_year: {value: 300, low: 280, high: 320}, enters: desk}}
stations:
  desk: {places: 9, stay: {distribution: exponential, mean_days: 10}, next: {out: 1}}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


# ---------------------------------------------------------------------------- the line

DAY = "from 2026-01-01"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"pools.hsj.fte +5 {DAY}", "kind: places, pool: hsj, fte: {add: 5}, from: 2026-01-01"),
        (
            f"pools.hsj.fte -2.5 {DAY}",
            "kind: places, pool: hsj, fte: {add: -2.5}, from: 2026-01-01",
        ),
        (f"pools.a.places =70 {DAY}", "kind: places, pool: a, number: 70, from: 2026-01-01"),
        (
            f"pools.wij.fte *1.2 in Pekela, Het Hogeland {DAY} until 2028-01-01",
            "kind: places, pool: wij, fte: {factor: 1.2}, from: 2026-01-01, until: 2028-01-01, "
            'gemeenten: [Pekela, "Het Hogeland"]',
        ),
        (
            f"stations.hsj.per_day +10% {DAY}",
            "kind: price, station: hsj, per_day: {factor: 1.1}, from: 2026-01-01",
        ),
        (
            f"stations.hsj.stay -10% {DAY}",
            "kind: stay, station: hsj, factor: 0.9, from: 2026-01-01",
        ),
        (
            f"stations.hsj.drops_out_per_week *2 {DAY}",
            "kind: waiting, station: hsj, drops_out_per_week: {factor: 2}, from: 2026-01-01",
        ),
        (f"needs.light *0.5 {DAY}", "kind: inflow, needs: [light], factor: 0.5, from: 2026-01-01"),
        (
            f"arrivals.light-walk-in +50 {DAY}",
            "kind: inflow, arrivals: [light-walk-in], add: 50, from: 2026-01-01",
        ),
    ],
)
def test_a_line_is_an_intervention(tmp_path: Path, line: str, said: str) -> None:
    text = file_of("groningen", tmp_path, [line])

    assert f"  - {{id: change-1, {said}}}\n" in text


def test_a_block_is_used_with_its_options(tmp_path: Path) -> None:
    (tmp_path / "more.yaml").write_text("block: 1\ntitle: {en: More}\n")

    text = file_of("groningen", tmp_path, ["more {delay: 365 days}", f"needs.light *2 {DAY}"])

    assert f'uses: [{{"{tmp_path.resolve()}/more.yaml": {{delay: 365 days}}}}]' in text
    assert "  - {id: change-1, kind: inflow" in text


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("pools.hsj.fte +5", "says no change"),
        ("pools.hsj.fte +5 from today", "says no change"),
        ("pools.hsj.fte 5 from 2026-01-01", "says no change"),
        ("pools.hsj.fte +5,5 from 2026-01-01", "says no change"),
        ("pools.hsj.fte +1.2.3 from 2026-01-01", "1.2.3 is no number"),
        ("pools.hsj.fte =10% from 2026-01-01", "a percentage is added or taken off"),
        ("pools.hsj.colour +5 from 2026-01-01", "nothing that is changed in one line"),
        ("pools.hsj +5 from 2026-01-01", "nothing that is changed in one line"),
        ("stations.hsj.stay +5 from 2026-01-01", "nothing that is changed in one line"),
        ("needs.light =5 from 2026-01-01", "nothing that is changed in one line"),
        ("no-such-block", "there is no block of this name"),
        ("a: b\nextends: c", "says no change"),
    ],
)
def test_what_says_no_change_is_refused_with_the_way_out(
    tmp_path: Path, line: str, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        file_of("groningen", tmp_path, [line])


# ---------------------------------------------------------------------------- the plan


def test_groningen_is_compared_over_its_ensemble(tmp_path: Path) -> None:
    asked = what_if("groningen", [f"pools.hsj.fte +5 {DAY}"], 16, tmp_path)

    assert asked.plan.drawing is not None
    assert (asked.plan.drawing.ensemble, len(asked.plan.drawing.numbers)) == ("groningen", 16)
    fte = [InForce(item).pool("hsj", None).fte for item in asked.plan.scenarios.values()]
    day = (2026 - 2019) * 365 + 2
    assert fte[0] is not None
    assert fte[1] is not None
    assert fte[1].at(day) - fte[0].at(day) == pytest.approx(5)
    assert fte[1].at(day - 3) == fte[0].at(day - 3)


def test_a_region_without_ensemble_is_drawn_from_its_ranges(here: Path, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()

    plan = what_if("small", ["stations.desk.places +1 from 2022-01-01"], 4, folder).plan

    assert plan.drawing is not None
    assert plan.drawing.ensemble is None


def test_a_scenario_that_knows_all_is_run_at_its_values(here: Path, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (here / "small.yaml").write_text(SMALL.replace("{value: 300, low: 280, high: 320}", "300"))

    plan = what_if("small", ["stations.desk.places +1 from 2022-01-01"], 4, folder).plan

    assert (plan.drawing, plan.replications) == (None, 4)


def test_what_the_checks_refuse_is_told_of_what_was_asked(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as refused:
        what_if("groningen", [f"pools.hjs.fte +5 {DAY}"], 16, tmp_path)

    assert str(refused.value) == (
        'what-if: interventions.change-1.pool is "hjs"; no pool of that name exists; '
        "did you mean hsj?"
    )


# ---------------------------------------------------------------------------- the command


def told(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["what-if", "small", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_it_compares_at_once_and_runs_nothing_twice(here: Path) -> None:
    change = "stations.desk.places -2 from 2021-01-01"

    first = told(change, "--draws", "3", "--store", "runs", "--lang", "nl")
    second = told(change, "--draws", "3", "--store", "runs", "--save", "fewer.yaml")

    assert f"small, met {change}" in first
    assert "weken tot eerste hulp" in first
    assert "6 of 6 runs were made before" in second
    assert "weeks to first help" in second
    assert load("fewer.yaml").interventions[0].intervention.id == "change-1"


def test_a_file_that_is_there_is_not_replaced(here: Path) -> None:
    arguments = ["what-if", "small", "needs.any *2 from 2022-01-01", "--save", "small.yaml"]

    result = CliRunner().invoke(app, arguments)

    assert result.exit_code == 2
    assert (here / "small.yaml").read_text() == SMALL
