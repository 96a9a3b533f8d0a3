# ruff: noqa: E501
"""`set` of one number of a ceiling, a labour market, a pool: what it reaches, and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim import load
from sim.errors import ScenarioError
from sim.scenario.paths import shown_path
from sim.scenario.schema import Number, Scenario

ROOT = """\
doorstroom: 1
title: {en: Root}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2025-01-01}
gemeenten: {town: {youth: 1000}}
needs: {light: {}}
money: {price_level: 2020, ceilings: {help: {per_year: {2022: 9.0e6}, when_reached: go_on}}}
arrivals: {walk-in: {need: light, per_year: 100, enters: desk}}
labour: {hbo: {most_per_year: 0.02}}
pools:
  team: {staff: {fte: 4, clients_per_fte: 5}, profile: hbo, follows: {from: 2022-01-01}}
  beds: {places: 9}
stations:
  desk: {pool: team, stay: {distribution: fixed, days: 9}, next: {ward: 0.1, rest: out}, waiting: {drops_out_per_week: 0.01}, cost: {per_day: 5}}
  ward: {pool: beds, stay: {distribution: fixed, days: 90}}
"""


def with_set(folder: Path, path: str, value: str) -> Scenario:
    (folder / "root.yaml").write_text(ROOT, encoding="utf-8")
    (folder / "x.yaml").write_text(
        f"doorstroom: 1\ntitle: {{en: X}}\nextends: root\nset:\n  {path}: {value}\n",
        encoding="utf-8",
    )
    return load(folder / "x.yaml")


def test_one_amount_of_a_ceiling_and_one_number_of_a_market(tmp_path: Path) -> None:
    money = with_set(tmp_path, "money.ceilings.help.per_year.2022", "8.0e6").money
    labour = with_set(tmp_path, "labour.hbo.most_per_year", "0.03").labour

    assert money is not None
    assert money.ceilings["help"].per_year[2022].first == 8.0e6
    assert labour["hbo"].most_per_year.first == 0.03


def test_another_ceiling_beside_what_stands(tmp_path: Path) -> None:
    money = with_set(
        tmp_path, "money.ceilings.more", "{per_year: {2023: 7.0e6}, when_reached: stop_intake}"
    ).money

    assert money is not None
    assert list(money.ceilings) == ["help", "more"]
    assert money.ceilings["more"].per_year == {2023: Number(value=7.0e6)}


NOWHERE = {
    ("money.ceilings.help.per_year", "5000"): "set.money.ceilings.help.per_year is 5000; says from which year on there is a ceiling of how many euros; write {2027: 5000}",
    ("money.ceilings.help.per_year.2023", "5000"): "set.money.ceilings.help.per_year.2023 leads nowhere: money.ceilings.help.per_year has no 2023; set all of them, money.ceilings.help.per_year: {2022: ..., 2023: 5000}",
    ("money.ceilings.more.per_year", "{2022: 5}"): "set.money.ceilings.more.per_year leads nowhere: money.ceilings has no more; known here are help (a new one is set whole, money.ceilings.more: {per_year: ..., ...})",
    ("money.ceilings.help", "5"): "set.money.ceilings.help is 5; must be a mapping of keys; write {per_year: ..., when_reached: ...}",
    ("labour.hbo", "0.03"): "set.labour.hbo is 0.03; must be a mapping of keys; write {most_per_year: ...}",
    ("labour.hbo.most_per_year", "3%"): 'set.labour.hbo.most_per_year is "3%"; must be a number, {value: ...} or a path {date: number}; write 0.03, a part of 1',
    ("labour.mbo", "{most_per_year: 0.03}"): 'labour.mbo is "mbo"; no profile of staff of that name exists; did you mean hbo?',
    ("labour.mbo.most_per_year", "0.03"): "set.labour.mbo.most_per_year leads nowhere: labour has no mbo; did you mean hbo? (a new one is set whole, labour.mbo: {most_per_year: 0.03, ...})",
    ("pools.beds.follows.weeks", "10"): "set.pools.beds.follows.weeks leads nowhere: pools.beds.follows is not there yet; set all of it, pools.beds.follows: {weeks: 10, ...}",
    ("pools.team.follows", "10"): "set.pools.team.follows is 10; must be a mapping of keys; write {from: ...}",
    ("pools.beds.lists", "3"): "set.pools.beds.lists is 3; must be a mapping of keys; write {number: ...}",
    ("pools.team.clients_per_fte", "6"): "set.pools.team.clients_per_fte leads nowhere: pools.team has no clients_per_fte; did you mean pools.team.staff.clients_per_fte?",
    ("stations.desk.drops_out_per_week", "0.1"): "set.stations.desk.drops_out_per_week leads nowhere: stations.desk has no drops_out_per_week; did you mean stations.desk.waiting.drops_out_per_week?",
    ("stations.desk.waiting.deterred.share", "0.1"): "set.stations.desk.waiting.deterred.share leads nowhere: stations.desk.waiting.deterred is not there yet; set all of it, stations.desk.waiting.deterred: {share: 0.1, ...}",
}  # fmt: skip


@pytest.mark.parametrize(("path", "value"), NOWHERE, ids=lambda item: item)
def test_what_set_cannot_reach_says_what_to_write(tmp_path: Path, path: str, value: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        with_set(tmp_path, path, value)

    told = str(refused.value).replace(f"{shown_path(tmp_path)}/", "")
    assert told == f"x.yaml:5: {NOWHERE[path, value]}"


def test_what_set_brings_anew_is_told_by_its_whole_key(tmp_path: Path) -> None:
    change = "pools.beds.relocate_to: desk"
    text = f"doorstroom: 1\ntitle: {{en: X}}\nextends: root\nset:\n  {change}\n"
    (tmp_path / "root.yaml").write_text(ROOT, encoding="utf-8")
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(ScenarioError) as refused:
        load(tmp_path / "x.yaml")

    (line,) = refused.value.lines
    assert line.endswith(
        'x.yaml:5: pools.beds.relocate_to is "desk"; does nothing: places here close on vacancy; '
        "write closing: relocate"
    )
