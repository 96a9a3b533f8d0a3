"""What `check` tells of a file that is right, in both languages; and of its start and draws."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.cli import app

from .test_filled_start import START

SCENARIO = """\
doorstroom: 1
title: {nl: "Het loket", en: "The desk"}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2025-01-01}
gemeenten: {town: {youth: 4000}}
needs: {light: {}}
doubts: {demand: {nl: "de vraag", en: "demand"}}
arrivals:
  come: {need: light, enters: desk,
    per_1000_youth: {value: 25, low: 20, high: 30, status: assumption, doubt: demand}}
stations:
  desk: {places: 2, stay: {distribution: exponential, mean_days: 15}}
"""


def told(*arguments: str) -> list[str]:
    result = CliRunner().invoke(app, ["check", *arguments])
    assert result.exit_code == 0, result.output
    return [" ".join(line.split()) for line in result.stdout.splitlines()]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_scenario_in_dutch() -> None:
    Path("desk.yaml").write_text(SCENARIO, encoding="utf-8")

    lines = told("desk", "--lang", "nl")

    # 100 a year for a desk that helps 2 x 365.25 / 15 = 48.7.
    assert lines[0] == "✓ desk: Het loket"
    assert lines[1] == "periode 2020-01-01 tot 2025-01-01, gerapporteerd vanaf 2021-01-01"
    assert lines[2] == "netwerk 1 station, 0 pools, 1 gemeente, 1 hulpvraag, 1 instroom"
    assert lines[3] == "beleidsmaatregelen 0"
    assert lines[4].startswith("getallen 1 aangenomen, ")
    assert lines[5].startswith("een run ongeveer ")
    assert "jeugdigen en hoogstens" in lines[5]
    assert lines[-3:] == [
        "bestanden desk.yaml",
        "1 waarschuwing",
        "! desk.yaml:11: stations.desk: er wordt al die tijd meer gevraagd dan er plekken zijn, "
        "2,05 keer op de laatste dag, en niemand valt uit: de lijst groeit zonder einde; voeg "
        "plekken toe, een uitval, een limit of een divert",
    ]


def test_gemeenten_outside_the_region_are_counted_apart() -> None:
    more = SCENARIO.replace("{youth: 4000}}", "{youth: 4000}, away: {youth: 9, outside: true}}")
    Path("desk.yaml").write_text(more, encoding="utf-8")

    assert "2 gemeenten, of which 1 outside the region" in told("desk")[2]
    assert "2 gemeenten, waarvan 1 buiten de regio" in told("desk", "--lang", "nl")[2]


def test_draws_in_dutch() -> None:
    Path("desk.yaml").write_text(SCENARIO, encoding="utf-8")

    lines = told("desk", "--draws", "8", "--lang", "nl")

    told_of_numbers = "trekkingen 1 getal met een bandbreedte, in 1 groep; 0 in geen groep; elk "
    assert told_of_numbers + "wordt één keer getrokken, waar het ook telt" in lines
    assert "demand: de vraag (1)" in lines
    assert lines[-1].startswith("8 van 8 trekkingen kloppen zoals ze getrokken zijn (seed 2026, ")
    assert lines[-1].endswith("0 hersteld (0,0%)")


def test_a_block_and_a_part_in_dutch() -> None:
    Path("half.yaml").write_text(
        'block: 1\ntitle: {nl: "Meer plekken"}\n'
        "levers: {more: {value: 2.5, low: 1, high: 4, unit: fte}}\ninterventions:\n"
        "  - {id: more, kind: places, pool: team, fte: {add: {2022-01-01: $more}}}\n"
    )
    Path("rest.yaml").write_text('part: 1\ntitle: {nl: "Wat blijft"}\nneeds: {light: {}}\n')

    assert told("half", "--lang", "nl") == [
        "✓ half: Meer plekken",
        "beleidsmaatregelen 1 places",
        "$more 2,5, van 1 tot 4 fte",
        "Namen en data worden nagekeken met het scenario dat de bouwsteen gebruikt.",
    ]
    assert told("rest", "--lang", "nl") == [
        "✓ rest: Wat blijft",
        "hulpvragen 1: light",
        "Namen en waarden worden nagekeken met de basis die dit deel opneemt.",
    ]


# What once drifted from the first day: behind a list that not all get through, and a limit.
BEHIND_A_LIST = """\
arrivals: {x: {need: any, per_year: 365.25, enters: A}}
stations:
  A: {places: 60, stay: {distribution: exponential, mean_days: 100}, next: {C: 0.5, out: 0.5},
      waiting: {drops_out_per_week: 0.05}}
  C: {stay: {distribution: exponential, mean_days: 1500}, next: {out: 1}}
"""
AT_A_LIMIT = """\
arrivals: {x: {need: any, per_year: 365.25, enters: A}}
stations:
  A: {places: 200, stay: {distribution: exponential, mean_days: 400}, next: {out: 1},
      waiting: {limit: 0, when_full: B}}
  B: {stay: {distribution: exponential, mean_days: 400}, next: {out: 1}}
"""


def test_a_start_that_is_not_settled_names_the_station() -> None:
    Path("behind.yaml").write_text(START + BEHIND_A_LIST, encoding="utf-8")

    english, dutch = told("behind", "--start"), told("behind", "--start", "--lang", "nl")

    assert english[-2].startswith("! C: the number in care still shrinks by ")
    assert english[-1] == "Let reporting begin later, or the period earlier."
    assert dutch[-2].startswith("! C: het aantal in zorg krimpt nog met ")
    assert dutch[-1] == "Laat de rapportage later beginnen, of de periode eerder."


def test_a_start_that_is_settled_is_told_so() -> None:
    Path("limit.yaml").write_text(START + AT_A_LIMIT, encoding="utf-8")

    assert told("limit", "--start", "--lang", "nl")[-1] == (
        "Het begin is tot rust gekomen als de rapportage begint (20 runs zonder groei)."
    )
