"""A scenario without what it puts in: the baseline's assumptions, and all else as it was."""

from pathlib import Path
from typing import get_args

import pytest

from sim import load
from sim.running.put_in import PUT_IN, without_put_in
from sim.running.sent_to import Ways
from sim.scenario.schema import Intervention

FEWER = Path(__file__).parent / "cases" / "verdicts" / "fewer"


def rest_of(name: str):
    return without_put_in(Ways(load(FEWER / f"{name}.yaml"), load(FEWER / "base.yaml")))


@pytest.mark.parametrize(
    "name",
    ["caseload", "drop-out", "eighteen", "inflow", "no-returns", "no-seconds", "norm", "shorter"],
)
def test_a_scenario_that_only_puts_in_is_its_baseline_without_it(name: str):
    rest, base = rest_of(name), load(FEWER / "base.yaml")
    assert rest is not None
    assert rest.interventions == base.interventions
    assert rest.stations == base.stations
    assert rest.pools == base.pools


@pytest.mark.parametrize("name", ["refuse", "gate-out", "close-late", "priority", "relocate-away"])
def test_a_scenario_that_puts_nothing_in_is_not_run_again(name: str):
    assert rest_of(name) is None


def test_a_baseline_puts_in_nothing():
    base = load(FEWER / "base.yaml")
    assert without_put_in(Ways(base, base)) is None


def test_what_a_station_is_called_is_put_in():
    rest = rest_of("renamed")
    assert rest is not None
    assert (rest.stations["home"].form, rest.stations["home"].away_from_home) == ("closed", True)


def test_help_that_sends_home_sooner_is_put_in_a_gate_that_does_is_counted():
    rest = rest_of("sent-home")
    assert rest is not None
    assert rest.interventions == ()


def test_what_is_not_put_in_stays(tmp_path: Path):
    (tmp_path / "base.yaml").write_text((FEWER / "base.yaml").read_text(encoding="utf-8"))
    text = """\
doorstroom: 1
title: {en: both, nl: beide}
extends: base
interventions:
  - {id: team, kind: places, pool: team, fte: 20, clients_per_fte: 15, from: 2022-01-01}
"""
    (tmp_path / "both.yaml").write_text(text)
    rest = without_put_in(Ways(load(tmp_path / "both.yaml"), load(tmp_path / "base.yaml")))
    assert rest is not None
    assert rest.name == "without:both"
    (placed,) = rest.interventions
    assert placed.intervention.fte is not None
    assert placed.intervention.clients_per_fte is None


def test_every_kind_of_intervention_says_what_of_it_is_assumed():
    kinds = get_args(get_args(Intervention)[0])
    assert set(PUT_IN) == set(kinds)


KEPT = """\
doorstroom: 1
title: {en: kept, nl: gelijk}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2025-01-01}
gemeenten: {town: {youth: 1000}}
needs: {any: {}}
arrivals: {come: {need: any, per_year: 100, enters: desk}}
labour: {hbo: {most_per_year: 0.02}}
pools:
  team:
    staff: {fte: 20, clients_per_fte: 1}
    profile: hbo
    lists: {number: 2, spread: 0.2, choice_spread: 0.3, switch_per_week: 0.01}
    follows: {from: 2021-01-01}
stations:
  desk: {pool: team, stay: {distribution: exponential, mean_days: 90}, next: {out: 1},
         waiting: {deterred: {share: 0.2}, reference_weeks: 5}}
"""


def test_what_clients_do_on_lists_and_what_staff_there_is_are_put_in(tmp_path: Path):
    (tmp_path / "kept.yaml").write_text(KEPT)
    other = KEPT.replace("0.01}", "0.9}").replace("choice_spread: 0.3", "choice_spread: 0.1")
    other = other.replace("year: 0.02", "year: 0.3").replace("share: 0.2}", "share: 0.1}")
    (tmp_path / "other.yaml").write_text(other)
    base = load(tmp_path / "kept.yaml")

    rest = without_put_in(Ways(load(tmp_path / "other.yaml"), base))

    assert rest is not None
    assert rest.pools == base.pools
    assert rest.labour == base.labour
    assert rest.stations == base.stations


def test_how_many_lists_there_are_and_how_places_follow_are_policy(tmp_path: Path):
    (tmp_path / "kept.yaml").write_text(KEPT)
    other = KEPT.replace("number: 2", "number: 4").replace("2021-01-01}", "2021-01-01, weeks: 8}")
    (tmp_path / "other.yaml").write_text(other)

    assert without_put_in(Ways(load(tmp_path / "other.yaml"), load(tmp_path / "kept.yaml"))) is None


def test_a_ceiling_on_money_is_a_policy_and_stays(tmp_path: Path):
    (tmp_path / "base.yaml").write_text("money: {price_level: 2020, ceilings: {}}\n" + KEPT)
    (tmp_path / "ceiling.yaml").write_text(
        "doorstroom: 1\ntitle: {en: Ceiling}\nextends: base\nset:\n"
        "  money.ceilings: {all: {per_year: {2030: 5}, when_reached: stop_intake}}\n"
        "  money.index: {2020: 0.5, 2040: 2}\n"
    )
    scenario = load(tmp_path / "ceiling.yaml")

    rest = without_put_in(Ways(scenario, load(tmp_path / "base.yaml")))

    assert rest is not None
    assert rest.money is not None
    assert scenario.money is not None
    assert rest.money.ceilings == scenario.money.ceilings != {}
    assert rest.money.index != scenario.money.index
