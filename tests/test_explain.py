"""What `explain` says, sentence by sentence, in both languages; and the other small commands."""

import json
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest
from typer.testing import CliRunner

import sim
from sim.checks import load_with_base
from sim.cli import app
from sim.scenario.schema import Scenario
from sim.telling.explain import explain
from sim.telling.phrases import EN, NL

from .shipped import SHIPPED

ROOT = """
doorstroom: 1
title: {en: Root, nl: Wortel}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2030-01-01}
sources: {cbs: {title: Counted, year: 2021}, memo: {title: Memo}}
gemeenten: {town: {youth: 1000, use: {value: 1, source: cbs}}, city: {youth: 500}}
needs: {light: {title: {en: light questions, nl: lichte vragen}}, heavy: {}}
arrivals:
  walk-in: {need: light, enters: desk,
    per_1000_youth: {value: 9, low: 8, high: 10, status: assumption}}
  sent: {need: heavy, per_year: 20, referrer: court, enters: desk}
pools: {team: {staff: {fte: 9, clients_per_fte: 5}}}
stations:
  desk: {title: {en: the desk, nl: de balie}, pool: team,
    stay: {distribution: exponential, mean_days: 2}, next: {home: 0.4, rest: out}}
  home: {places: 90, stay: {distribution: fixed, days: 90}, next: {aside: 0.1, rest: out}}
  aside: {places: 90, stay: {distribution: fixed, days: 9}}
interventions:
  - {id: history, kind: places, pool: team, fte: {2021-01-01: 10}, source: cbs}
"""
BLOCK = """
block: 1
title: {en: A policy, nl: Een beleid}
from_document: {source: memo, section: "2"}
effect: mechanical
expects: {en: less at home, nl: minder thuis}
interventions:
  - {id: some-aside, kind: divert, from: home, to: aside, share: {2023-01-01: 0.3}}
  - {id: more-desk, kind: divert, from: home, to: desk, share: {2023-01-01: 0.2}}
  - {id: fewer, kind: places, station: home, closing: relocate, relocate_to: aside,
     from: 2023-01-01, number: {path: {2023-01-01: 90, 2025-01-01: 60}, shape: ramp}}
"""
OTHER = """
doorstroom: 1
title: {en: Another, nl: Een ander}
extends: root
uses: [policy]
drops: [history]
set: {stations.desk.next.home: 0.5, stations.aside.holds_place: true}
interventions:
  - {id: stop, kind: waiting, station: home, limit: 0, from: 2026-01-01, until: 2026-07-01,
     needs: [light], gemeenten: [town]}
  - {id: fewer-in, kind: inflow, arrivals: [walk-in], factor: {2026-01-01: 0.95}}
  - {id: dearer, kind: price, station: home, per_day: {add: {2026-01-01: 12.5}}}
"""

NOTE = EN["stands.note"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a root, a block and another scenario, where we are."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "blocks").mkdir()
    (tmp_path / "root.yaml").write_text(ROOT, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(OTHER, encoding="utf-8")
    (tmp_path / "blocks" / "policy.yaml").write_text(BLOCK, encoding="utf-8")
    return tmp_path


def told(name: str, lang: str = "en", **options: bool) -> list[str]:
    scenario, base = load_with_base(name)
    return explain(scenario, base, lang=lang, **options)


def test_a_root_in_english(folder: Path) -> None:
    assert told("root") == [
        "Root (root) stands on its own: it extends no other scenario.",
        "It runs from 1 January 2020 to 1 January 2030 and reports from 1 January 2021.",
        "It begins filled: with the care that runs at the start.",
        # 9 per 1,000 of 1,500 youths are 13.5, and 20 more; 0.4 of 33.5 are 13.4, 0.1 of these 1.34
        "On 1 January 2020, 34 youths a year ask for help for the first time, of 1,500 in "
        "2 gemeenten:",
        "  - light questions: 14 a year",
        "  - heavy: 20 a year",
        "It has 3 stations; on 1 January 2020, if nobody waited:",
        "  - the desk: 45 places, 50 on 31 December 2029; 34 a year begin there",
        "  - home: 90 places; 13 a year begin there",
        "  - aside: 90 places; 1 a year begin there",
        "Money: no station has a price.",
        NOTE,
        "Changes in force by date:",
        "  - history: The FTE of team becomes 10 from 1 January 2021 [Counted, 2021]; "
        "before that 9 FTE.",
    ]


def test_what_a_root_holds_in_dutch(folder: Path) -> None:
    assert told("root", lang="nl")[3:11] == [
        "Op 1 januari 2020 vragen 34 jeugdigen per jaar voor het eerst hulp, van de 1.500 in "
        "2 gemeenten:",
        "  - lichte vragen: 14 per jaar",
        "  - heavy: 20 per jaar",
        "Het heeft 3 stations; op 1 januari 2020, als niemand hoefde te wachten:",
        "  - de balie: 45 plaatsen, 50 op 31 december 2029; 34 per jaar beginnen er",
        "  - home: 90 plaatsen; 13 per jaar beginnen er",
        "  - aside: 90 plaatsen; 1 per jaar beginnen er",
        "Geld: geen station heeft een prijs.",
    ]


def test_staff_of_each_gemeente_is_told(folder: Path) -> None:
    text = ROOT.replace(
        "pools: {team: {staff: {fte: 9, clients_per_fte: 5}}}",
        "pools: {team: {title: {en: the team, nl: het team}, scope: gemeente, staff: "
        "{town: {fte: 4.25, clients_per_fte: 4}, city: {fte: 9, clients_per_fte: 5}}}}",
    )
    (folder / "root.yaml").write_text(text.split("interventions:")[0], encoding="utf-8")

    # 4.25 x 4 and 9 x 5 are 17 and 45 places.
    assert "  - the desk: 62 places, of each gemeente its own; 34 a year begin there" in told(
        "root"
    )
    assert "Staff of the team on 1 January 2020, in FTE: town 4.25 and city 9." in told("root")
    assert "Personeel van het team op 1 januari 2020, in fte: town 4,25 en city 9." in told(
        "root", lang="nl"
    )


def test_a_difference_in_english(folder: Path) -> None:
    # 9 per 1,000 of 1,500 youths are 13.5 walk-ins a year, 0.95 of which are 12.825
    assert told("other") == [
        "Another (other) is Root (root) with these differences.",
        NOTE,
        "It leaves out: history.",
        "  - history: The FTE of team becomes 10 from 1 January 2021 [Counted, 2021]; "
        "before that 9 FTE.",
        "It uses the policy “A policy” (block policy).",
        "  The policy stands in: Memo (2). Its effect is mechanical: it follows from flows and "
        "places.",
        "  What is expected of it: less at home.",
        "  - some-aside: Who is about to join home joins aside instead: 30% from 1 January 2023.",
        "  - more-desk: Who is about to join home joins the desk instead: 20% from 1 January 2023.",
        "  - fewer: The number of places of home runs day by day from 90 on 1 January 2023 to 60 "
        "on 1 January 2025.",
        "  - fewer: Places at home close by moving clients from 1 January 2023.",
        "  - fewer: Who must leave home moves to aside from 1 January 2023.",
        "Changes of its own:",
        "  - stop: The longest list that home takes becomes 0 from 1 January 2026, until "
        "1 July 2026 (only in town, for light questions); before that none.",
        "  - fewer-in: The number of arrivals (light questions at the desk) is multiplied by 0.95 "
        "from 1 January 2026; from 13.5 to 12.8 youths a year, without growth and season.",
        "  - dearer: The price of a care day at home changes by +12.5 from 1 January 2026; from €0 "
        "to €12.50.",
        "Other than in root:",
        "  - The share that goes from the desk to home (stations.desk.next.home): 40% becomes 50%, "
        "from the beginning.",
        "  - Whether who leaves aside keeps the place until the next one is theirs "
        "(stations.aside.holds_place): now yes, from the beginning.",
        "Of 100 who are about to join home at the end of the period, 44 join another: 30 aside and "
        "14 the desk; 56 join home. The diverts follow each other: 30% and 20%, each of who is "
        "left.",
    ]


def test_a_difference_in_dutch(folder: Path) -> None:
    spec = told("other", "nl")

    assert spec[0] == "Een ander (other) is Wortel (root) met deze verschillen."
    assert spec[4:7] == [
        "Het gebruikt het beleid “Een beleid” (bouwsteen policy).",
        "  Het beleid staat in: Memo (2). Het effect is mechanisch: het volgt uit stromen en "
        "plekken.",
        "  Wat ervan wordt verwacht: minder thuis.",
    ]
    assert spec[8] == (
        "  - more-desk: Wie bij home zou komen, komt bij de balie: 20% vanaf 1 januari 2023."
    )
    assert spec[13] == (
        "  - stop: De langste lijst die home aanneemt wordt 0 vanaf 1 januari 2026, tot "
        "1 juli 2026 (alleen in town, voor lichte vragen); daarvoor geen."
    )
    assert spec[15].endswith("verandert met +12,5 vanaf 1 januari 2026; van € 0 naar € 12,50.")
    assert spec[-1] == (
        "Van 100 die aan het eind van de periode bij home zouden komen, gaan er 44 ergens anders "
        "heen: 30 naar aside en 14 naar de balie; 56 komen bij home. De omleidingen volgen op "
        "elkaar: 30% en 20%, telkens van wie er over is."
    )


def test_a_delayed_block_is_told_with_its_new_dates(folder: Path) -> None:
    text = OTHER.replace("uses: [policy]", "uses: [{policy: {delay: 52 weeks}}]")
    (folder / "other.yaml").write_text(text, encoding="utf-8")

    spec = told("other")

    # 364 days after 1 January 2023
    assert "It uses the policy “A policy” (block policy), each date 364 days later." in spec
    assert spec[7].endswith("30% from 31 December 2023.")


def test_a_block_that_is_left_out_is_told(folder: Path) -> None:
    (folder / "top.yaml").write_text(
        "doorstroom: 1\ntitle: {en: Top}\nextends: other\ndrops: [policy, stop]\n", encoding="utf-8"
    )

    assert told("top")[2:4] == [
        "It leaves out the policy “A policy” (block policy).",
        "It leaves out: stop.",
    ]


def test_what_changes_nothing_says_so(folder: Path) -> None:
    (folder / "same.yaml").write_text(
        "doorstroom: 1\ntitle: {en: Same}\nextends: root\n", encoding="utf-8"
    )

    assert told("same") == [
        "Same (same) is Root (root) with these differences.",
        "It changes nothing.",
    ]


def test_sources_are_counted_by_status(folder: Path) -> None:
    spec = told("root", sources=True)

    # youth 2, use 1 (with a source), rates 2 (one assumed), staff 2, stays 3, shares 2, places 2,
    # history 1: 15 in all
    assert spec[-3:] == [
        "15 numbers: 1 derived, 1 assumed and 13 without a source.",
        "1 of them have a range.",
        "They are counted where they stand; what counts in several places is drawn once, so check "
        "--draws counts fewer.",
    ]


def test_each_number_is_listed_on_request(folder: Path) -> None:
    spec = told("root", sources=True, verbose=True)

    assert "  gemeenten.town.use = 1: derived; cbs" in spec
    assert "  arrivals.walk-in.per_1000_youth = 9 (8 to 10): assumed" in spec


def test_a_page_tells_titles_and_no_names_of_files(folder: Path) -> None:
    lines = told("other", lang="nl", files=False)[1:]
    assert [line for line in lines if line in ("Het laat weg:", "Anders dan in Wortel:")] == [
        "Het laat weg:",
        "Anders dan in Wortel:",
    ]
    assert "Het gebruikt het beleid “Een beleid”." in lines
    assert not any(name in line for line in lines for name in ("policy", "root"))


def test_every_shipped_scenario_is_explained() -> None:
    for path in SHIPPED:
        scenario, base = load_with_base(path)
        for lang in ("en", "nl"):
            spec = explain(scenario, base, lang=lang)
            assert all(sentence == sentence.rstrip() for sentence in spec)
            assert [item for item in spec if _names_a_key(item, scenario)] == []


def _names_a_key(sentence: str, scenario: Scenario) -> bool:
    """Whether a name of the files stands in it: the ids of changes stand before their sentence."""
    words = re.findall(r"[\w-]+", sentence.split(": ", 1)[-1])
    return any("_" in word or word in scenario.arrivals for word in words)


def test_both_languages_have_the_same_phrases_with_the_same_values() -> None:
    def values(phrase: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(phrase) if name}

    assert {key: values(spec) for key, spec in EN.items()} == {
        key: values(spec) for key, spec in NL.items()
    }


# ---------------------------------------------------------------------------- commands


def test_the_command_explains(folder: Path) -> None:
    result = CliRunner().invoke(app, ["explain", "other", "--lang", "nl", "--sources"])

    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].startswith("Een ander (other)")


def test_check_sums_up(folder: Path) -> None:
    result = CliRunner().invoke(app, ["check", "other"])

    lines = {line.split("  ")[1].strip(): line for line in result.stdout.splitlines()[1:]}
    assert result.exit_code == 0
    assert result.stdout.startswith("✓ other: Another")
    assert "3 stations, 1 pool, 2 gemeenten, 2 needs, 2 arrivals" in lines["network"]
    assert "root.yaml, other.yaml, blocks/policy.yaml" in lines["files"]


@pytest.mark.parametrize("kind", ["any", "scenario", "block", "experiment"])
def test_schema_prints_a_json_schema(kind: str) -> None:
    result = CliRunner().invoke(app, ["schema", kind])

    assert json.loads(result.stdout)["$schema"].endswith("2020-12/schema")


def test_version() -> None:
    assert CliRunner().invoke(app, ["--version"]).stdout.startswith("doorstroom 0.")


def test_every_command_has_help_with_an_example() -> None:
    for command in ("check", "explain", "schema"):
        spec = CliRunner().invoke(app, [command, "--help"]).stdout
        assert f"Example: doorstroom {command}" in spec


HEAVY = "{'numpy', 'pandas', 'numba', 'scipy', 'matplotlib', 'simpy', 'pyarrow'}"


def test_help_waits_for_no_package_that_takes_long_to_import() -> None:
    code = f"import atexit, sys; atexit.register(lambda: print({HEAVY} & set(sys.modules)))"
    command = [sys.executable, "-c", f"{code}; from sim.cli import main; main()", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert done.stdout.endswith("set()\n")


def test_a_reader_that_stops_reading_gets_no_traceback() -> None:
    command = f"{sys.executable} -c 'from sim.cli import main; main()' schema | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)

    assert (len(done.stdout), done.stderr) == (10, "")


DESCRIBED = """
doorstroom: 1
title: {en: Described}
extends: root
set:
  stations.home.description: {en: "Where help is given. Nobody waits here.", nl: "Hier is hulp."}
"""


def test_stations_are_told_where_they_are_new_or_told_otherwise(folder: Path) -> None:
    (folder / "described.yaml").write_text(DESCRIBED, encoding="utf-8")

    assert told("described", stations=True) == [
        "Described (described) is Root (root) with these differences.",
        "It changes nothing.",
        "The stations:",
        "  - home (home): Where help is given. Nobody waits here.",
    ]
    assert told("described", "nl", stations=True)[-2:] == [
        "De stations:",
        "  - home (home): Hier is hulp.",
    ]
    assert told("root", stations=True) == told("root")


def test_a_pool_is_told_by_its_title(folder: Path) -> None:
    text = ROOT.replace("team: {staff", "team: {title: {en: the staff of the team}, staff")
    (folder / "root.yaml").write_text(text, encoding="utf-8")

    assert told("root")[-1].startswith("  - history: The FTE of the staff of the team becomes 10")


def test_a_description_changes_no_visit(folder: Path) -> None:
    (folder / "described.yaml").write_text(DESCRIBED, encoding="utf-8")

    runs = [sim.simulate(sim.load(name), seed=1) for name in ("root", "described")]

    plain, described = (run.visits.frame(run.network) for run in runs)
    assert len(plain) > 100
    assert plain.equals(described)


def test_a_share_on_a_ramp_is_told_with_one_verb(folder: Path) -> None:
    path = "path: {2023-01-01: 0.4, 2025-01-01: 0.6}, shape: ramp"
    change = f"{{id: more, kind: next, station: desk, to: home, share: {{{path}}}}}"
    text = f"doorstroom: 1\ntitle: {{en: x}}\nextends: root\ninterventions:\n  - {change}\n"
    (folder / "ramp.yaml").write_text(text, encoding="utf-8")

    (sentence,) = [line for line in told("ramp", "nl") if "more:" in line]

    assert "naar home gaat loopt dag voor dag van 40% op 1 januari 2023 naar 60%" in sentence


def test_what_a_file_sets_of_places_has_words_and_the_keys_to_type(folder: Path) -> None:
    (folder / "more.yaml").write_text(
        "doorstroom: 1\ntitle: {en: More}\nextends: root\n"
        "set: {pools.team.staff.clients_per_fte: 6, stations.home.places: 95}\n"
    )

    assert told("more", lang="en")[-2:] == [
        "  - The clients per FTE of team (pools.team.staff.clients_per_fte): 5 becomes 6, from the "
        "beginning.",
        "  - The number of places of home (stations.home.places): 90 becomes 95, from the "
        "beginning.",
    ]
    assert (
        "Het aantal plekken van home (stations.home.places): 90 wordt 95" in told("more", "nl")[-1]
    )
