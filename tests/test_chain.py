"""The chain that regions share: a second region stands on it in a few lines; no code knows one."""

import re
from pathlib import Path

import pytest

import sim
from sim.scenario.schema import Scenario
from sim.telling.sources import numbers_of, status_of

from .shipped import GRONINGEN, REGION

SECOND = """doorstroom: 1
title: {en: Another region}
parts: [chain-nl]
period: {start: 2020-01-01, report_from: 2023-01-01, end: 2026-01-01}
gemeenten: {Oost: {youth: 20000}, West: {youth: 12000}}
arrivals:
  by-huisarts:
    each: {referrer: huisarts, enters: huisarts}
    rows:
      light: {per_1000_youth: 10}
      mental: {need: mental_health, per_1000_youth: 15}
      behaviour: {per_1000_youth: 9}
  by-toegang: {each: {referrer: toegang, enters: access}, rows: {light: {per_1000_youth: 6}}}
values:
  pools.youth_ggz.staff.fte: 90
"""


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    path = tmp_path_factory.mktemp("second") / "second.yaml"
    path.write_text(SECOND, encoding="utf-8")
    return sim.load(path)


def test_a_second_region_has_places_by_its_youth_and_counts_of_its_own(second: Scenario) -> None:
    day_care, ggz = second.pools["day_care"].places, second.pools["youth_ggz"].staff

    # 6.4 per 1,000 of 32,000 youths are 204.8
    assert getattr(day_care, "value", None) == 205
    assert getattr(ggz, "fte", None) == sim.scenario.schema.Number(value=90)


def test_what_it_has_not_is_asleep(second: Scenario) -> None:
    assert {"closed", "central_access", "basis_team", "gi", "gi_staff"} <= set(second.asleep)
    assert "closed" not in second.stations


def test_it_runs(second: Scenario) -> None:
    run = sim.simulate(second, seed=3, scale=0.05)

    assert len(run.visits) > 100


def test_every_number_of_the_chain_has_a_source_or_a_range(second: Scenario) -> None:
    own = ("gemeenten", "arrivals")
    without = [
        keys
        for keys, number in numbers_of(second)
        if keys[0] not in own
        and keys[:2] != ("pools", "youth_ggz")
        and (status_of(number) == "none" or (number.source is None and not number.has_range))
        and number.first != 0
    ]

    assert without == []


def test_the_region_itself_is_told_in_300_lines() -> None:
    assert len(GRONINGEN.read_text(encoding="utf-8").splitlines()) <= 300


def test_no_code_knows_a_region(house: Path) -> None:
    names = re.compile(r"Veendam|Pekela|Stadskanaal|Drenthe|consortium|small_north", re.IGNORECASE)
    knows = [
        path.name
        for path in (house / "sim").rglob("*.py")
        if names.search(path.read_text(encoding="utf-8"))
    ]

    assert knows == []
    assert names.search((REGION / "groningen.yaml").read_text(encoding="utf-8"))
