"""A scenario that differs from its baseline in no number in force is told so; any other is not."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.checks import load_with_base
from sim.cli import app
from sim.running.planning import plan_of
from sim.telling.explain import explain
from sim.telling.nothing import changes_nothing

BASE = """\
doorstroom: 1
title: {en: Base}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2025-01-01}
gemeenten: {town: {youth: 1000}, city: {youth: 1000}}
needs: {light: {}, heavy: {}}
arrivals:
  come: {need: light, per_1000_youth: 25, enters: desk}
  sent: {need: heavy, per_year: 20, enters: desk}
pools:
  team: {scope: gemeente, staff: {default: {fte: 4, clients_per_fte: 5}}}
  club: {scope: gemeente, staff: {default: {fte: 4, clients_per_fte: 5}}}
  beds: {places: 9}
stations:
  desk: {pool: team, stay: {distribution: fixed, days: 90}, next: {ward: 0.2, rest: out},
         cost: {per_day: 10}}
  ward: {pool: beds, stay: {distribution: fixed, days: 90}}
  home: {pool: club, stay: {distribution: fixed, days: 90}}
interventions:
  - {id: fewer, kind: places, pool: beds, number: {2022-01-01: 8}}
  - {id: less, kind: next, station: desk, to: home, share: {2022-01-01: 0.1}}
"""
USED = "doorstroom: 1\ntitle: {{en: Used}}\nextends: base\ninterventions:\n  - {{id: own, {}}}\n"
TOLD = (
    "used changes nothing of what base has in force: no number, word or way is another on any day "
    "of the period; look at its names, dates and gemeenten"
)

NOTHING = [
    "kind: places, pool: team, fte: {factor: {2023-01-01: 1}}",
    "kind: places, pool: beds, number: {2023-01-01: 8}",
    "kind: divert, from: desk, to: home, share: {2023-01-01: 0}",
    "kind: next, station: desk, to: home, share: {2023-01-01: 0.1}",
    "kind: inflow, factor: {2023-01-01: 1}",
    "kind: stay, station: ward, factor: {2023-01-01: 1}",
    "kind: price, station: desk, per_day: {2023-01-01: 10}",
    "kind: waiting, station: desk, over_capacity: false, from: 2023-01-01",
]
SOMETHING = [
    "kind: places, pool: team, gemeenten: [city], fte: {factor: {2023-01-01: 0.95}}",
    "kind: places, pool: beds, number: {2024-12-31: 7}",
    "kind: places, station: desk, gemeenten: [city], moves_to_pool: club, from: 2023-01-01",
    "kind: places, pool: team, fte: {add: {2023-01-01: 0.5}}, staff_from: {club: 1}",
    "kind: divert, from: desk, to: home, needs: [heavy], share: {2023-01-01: 0.01}",
    "kind: next, station: desk, to: home, needs: [heavy], share: {2023-01-01: 0.11}",
    "kind: inflow, arrivals: [sent], factor: {2023-01-01: 1.01}",
    "kind: inflow, pgb: {2023-01-01: 0.01}",
    "kind: stay, station: ward, factor: {2023-01-01: 1.01}",
    "kind: price, station: desk, per_day: {2023-01-01: 11}",
    "kind: price, station: desk, payer: zvw, from: 2023-01-01",
    "kind: price, station: desk, payer: zvw, lump_sum_per_year: {2023-01-01: 5}",
    "kind: waiting, station: desk, over_capacity: true, from: 2023-01-01",
    "kind: waiting, station: desk, drops_out_per_week: {2023-01-01: 0.1}",
    "kind: waiting, station: desk, limit: {2023-01-01: 9}",
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


def used(folder: Path, intervention: str) -> bool:
    """Whether a scenario with one intervention more changes nothing."""
    (folder / "used.yaml").write_text(USED.format(intervention), encoding="utf-8")
    scenario, base = load_with_base("used")
    assert base is not None
    return changes_nothing(base, scenario)


@pytest.mark.parametrize("intervention", NOTHING)
def test_what_holds_already_changes_nothing(folder: Path, intervention: str) -> None:
    assert used(folder, intervention)


@pytest.mark.parametrize("intervention", SOMETHING)
def test_any_other_number_word_or_way_is_something(folder: Path, intervention: str) -> None:
    assert not used(folder, intervention)


def test_a_value_of_the_file_is_something_and_a_title_is_nothing(folder: Path) -> None:
    text = "doorstroom: 1\ntitle: {en: Used}\nextends: base\nset: {%s}\n"
    told = []
    for value in ("gemeenten.town.youth: 1001", "stations.ward.title: {en: Beds}"):
        (folder / "used.yaml").write_text(text % value, encoding="utf-8")
        scenario, base = load_with_base("used")
        assert base is not None
        told.append(changes_nothing(base, scenario))

    assert told == [False, True]


@pytest.mark.parametrize(
    ("intervention", "is_nothing"), [(NOTHING[0], True), (SOMETHING[0], False)]
)
def test_explain_says_so(folder: Path, intervention: str, is_nothing: bool) -> None:
    used(folder, intervention)
    scenario, base = load_with_base("used")
    told = [explain(scenario, base, lang=lang)[1] for lang in ("en", "nl")]

    assert [text.startswith("Nothing of what base has in force") for text in told] == [
        is_nothing,
        False,
    ]
    assert [text.startswith("Aan wat in base geldt, verandert") for text in told] == [
        False,
        is_nothing,
    ]


def test_check_and_experiment_say_so(folder: Path) -> None:
    used(folder, NOTHING[0])
    (folder / "trial.yaml").write_text(
        "experiment: 1\nquestion: {en: What?}\nseed: 1\n"
        "baseline: base\nscenarios: [used]\nreplications: 2\n",
        encoding="utf-8",
    )

    checked = CliRunner().invoke(app, ["check", "used"]).stdout
    in_dutch = CliRunner().invoke(app, ["check", "used", "--lang", "nl"]).stdout
    notes = [str(item) for item in plan_of("trial").notes]

    assert f"! used.yaml: {TOLD}" in checked
    assert "used verandert niets aan wat in base geldt" in in_dutch
    assert notes == [f"trial.yaml: {TOLD}"]
