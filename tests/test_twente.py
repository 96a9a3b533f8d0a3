"""Twente, the second region: a few lines on what regions share, with policies of the first one."""

import re
from pathlib import Path

import pytest

import sim
from sim.checks import load
from sim.scenario.schema import Scenario
from sim.telling.sources import numbers_of, status_of

from .shipped import SCENARIOS, write_extension

TWENTE = SCENARIOS / "twente" / "twente.yaml"
SAY_NOTHING_OF_GRONINGEN = ("ambulantisation", "closed-to-zero", "closed-without-alternatives")
SMALL = 0.02


@pytest.fixture(scope="module")
def twente() -> Scenario:
    return load(TWENTE)


def test_it_is_told_in_60_lines() -> None:
    assert len(TWENTE.read_text(encoding="utf-8").splitlines()) <= 60


def test_it_has_fourteen_gemeenten_and_a_fifth_of_its_inhabitants_is_under_18(
    twente: Scenario,
) -> None:
    youth = sum(item.youth.first for item in twente.gemeenten.values())

    assert len(twente.gemeenten) == 14
    assert youth == pytest.approx(0.195 * 631_064, rel=0.01)  # inhabitants on 1 January 2020


def test_every_number_of_its_own_is_an_assumption_with_a_range(twente: Scenario) -> None:
    own = [
        (keys, number)
        for keys, number in numbers_of(twente)
        if keys[0] == "gemeenten" or keys[:2] == ("arrivals", "closed")
        if status_of(number) != "none" and keys[-1] not in ("growth_per_year", "pgb")
    ]

    assert len(own) == 14 * 2 + 1
    assert all(status_of(number) == "assumption" and number.has_range for _, number in own)


def test_its_targets_are_youths_of_2022_and_use_by_gemeente(twente: Scenario) -> None:
    by_gemeente = [item.gemeenten for item in twente.targets.values() if item.gemeenten]

    assert {item.indicator for item in twente.targets.values()} == {
        "youths:jeugdhulp",
        "youths:jeugdzorg",
    }
    assert by_gemeente == [
        (name,) for name in ("Almelo", "Hengelo", "Enschede", "Dinkelland", "Tubbergen")
    ]


@pytest.mark.parametrize("name", SAY_NOTHING_OF_GRONINGEN)
def test_a_block_that_says_nothing_of_groningen_runs_on_it_unchanged(
    name: str, tmp_path: Path
) -> None:
    scenario = load(write_extension(tmp_path, f"uses: [{name}]", extends=TWENTE))

    run = sim.simulate(scenario, seed=4, scale=SMALL)

    assert [use.name for use in scenario.blocks] == [name]
    assert len(run.visits) > 1000


def test_a_block_does_there_what_it_does_in_groningen(twente: Scenario, tmp_path: Path) -> None:
    changed = load(write_extension(tmp_path, "uses: [ambulantisation]", extends=TWENTE))

    before, after = (
        sim.simulate(item, seed=4, scale=0.1).indicators() for item in (twente, changed)
    )

    def in_care(table: object, station: str) -> float:
        rows = table.query(  # type: ignore[attr-defined]
            "indicator == 'in_care_mean' and station == @station and period == '2031-2035'"
            " and gemeente == 'all' and need == 'all'"
        )
        return float(rows.value.iloc[0])

    assert in_care(after, "residential") < 0.9 * in_care(before, "residential")
    assert in_care(after, "intensive_home") > in_care(before, "intensive_home")


def test_no_code_knows_it(house: Path, twente: Scenario) -> None:
    names = re.compile("|".join(("twente", *twente.gemeenten)), re.IGNORECASE)

    knows = [
        path.name
        for path in (house / "sim").rglob("*.py")
        if names.search(path.read_text(encoding="utf-8"))
    ]

    assert knows == []
