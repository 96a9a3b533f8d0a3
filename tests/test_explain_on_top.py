"""What `explain` tells of changes that something else works on: gates, places that follow."""

from pathlib import Path

import pytest

from sim import load
from sim.checks import load_with_base
from sim.errors import ScenarioError
from sim.telling.explain import explain

REGION = """\
doorstroom: 1
title: {en: Region}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2030-01-01}
gemeenten: {town: {youth: 1000}}
needs: {light: {}}
arrivals:
  come: {need: light, per_year: 20, enters: home}
  play: {need: light, per_year: 5, enters: aside}
pools:
  team: {places: 9, FOLLOWS}
  garden: {places: 9}
stations:
  home: {pool: team, stay: {distribution: fixed, days: 90}}
  aside: {pool: garden, stay: {distribution: fixed, days: 90}}
interventions:
"""
GATE = """\
  talk: {group: gate, stay: {distribution: fixed, days: 9}, next: {onward: 0.8, rest: out}}
"""
TO = "  - {id: a, kind: divert, from: home, to: aside, share: {2023-01-01: 0.3}}\n"
VIA = "  - {id: b, kind: divert, from: home, via: talk, share: {2023-01-01: 0.25}}\n"
VIA_AGAIN = "  - {id: c, kind: divert, from: home, via: talk, share: {2024-01-01: 0.5}}\n"
CUT = "  - {id: cut, kind: places, pool: team, number: {add: {2023-01-01: -2}}%s}\n"
FOLLOWS = "follows: {from: 2022-01-01}"


def told(folder: Path, *interventions: str, follows: str = "closing: on_vacancy") -> list[str]:
    path = folder / "region.yaml"
    region = REGION.replace("FOLLOWS", follows)
    if VIA in interventions:
        region = region.replace("interventions:\n", f"{GATE}interventions:\n")
    path.write_text(region + "".join(interventions), encoding="utf-8")
    return [line for lang in ("en", "nl") for line in explain(load(path), lang=lang)]


def test_who_goes_by_a_gate_first_is_no_part_of_who_joins_another(tmp_path: Path) -> None:
    lines = told(tmp_path, TO, VIA)

    # 30 join aside; a quarter of the other 70 go by the gate, and a fifth of these are out there.
    assert (
        "Of 100 who are about to join home at the end of the period, 30 join another: 30 aside; "
        "66.5 join home. Of these 100, 17.5 first go by talk, and 3.5 of them go elsewhere from "
        "there. The diverts follow each other: 30% and 25%, each of who is left."
    ) in lines
    assert (
        "Van 100 die aan het eind van de periode bij home zouden komen, gaan er 30 ergens anders "
        "heen: 30 naar aside; 66,5 komen bij home. Van deze 100 gaan er 17,5 eerst langs talk, en "
        "3,5 van hen gaan vandaar ergens anders heen. De omleidingen volgen op elkaar: 30% en 25%, "
        "telkens van wie er over is."
    ) in lines


def test_where_all_diverts_are_by_gates_nobody_joins_another(tmp_path: Path) -> None:
    lines = told(tmp_path, VIA, VIA_AGAIN)

    # 25 go by the gate and 20 of them come back; half of those 95 go by it too, and 38 come back.
    assert (
        "Of 100 who are about to join home at the end of the period, 85.5 join home. Of these 100, "
        "72.5 first go by talk, and 14.5 of them go elsewhere from there. The diverts follow each "
        "other: 25% and 50%, each of who is left."
    ) in lines


@pytest.mark.parametrize(
    ("until", "follows", "is_told"),
    [
        ("", FOLLOWS, True),
        (", until: 2021-06-01", FOLLOWS.replace("2022", "2024"), False),
        ("", FOLLOWS.replace("}", ", most: 0, less: 0}"), False),
        ("", "closing: on_vacancy", False),
    ],
)
def test_a_cut_of_places_that_follow_is_partly_bought_back(
    tmp_path: Path, until: str, follows: str, is_told: bool
) -> None:
    cut = CUT % until if not until else CUT.replace("2023-01-01", "2021-01-01") % until

    lines = told(tmp_path, cut, follows=follows)

    expected = [
        "  - cut: This is what is planned: the places of team follow demand and the wait from "
        "1 January 2022 on, which works on it afterwards (a cut that makes the wait longer is "
        "partly bought back).",
        "  - cut: Dit is wat is gepland: de plekken van team volgen vanaf 1 januari 2022 de vraag "
        "en het wachten, en dat werkt er daarna op door (van een bezuiniging die het wachten "
        "langer maakt, wordt een deel teruggekocht).",
    ]
    assert [line in lines for line in expected] == [is_told] * 2


def test_places_that_nothing_has_are_a_mistake_of_what_is_extended(tmp_path: Path) -> None:
    # A root that is refused by itself, and an extension that leaves the mistake out.
    wrong = CUT.replace("pool: team", "station: home") % ""
    (tmp_path / "region.yaml").write_text(REGION.replace(", FOLLOWS", "") + wrong, encoding="utf-8")
    path = tmp_path / "mended.yaml"
    path.write_text(
        "doorstroom: 1\ntitle: {en: Mended}\nextends: region\ndrops: [cut]\n", encoding="utf-8"
    )
    scenario, base = load_with_base(path)

    with pytest.raises(ScenarioError, match=r"cut is about places that stations\.home has not"):
        explain(scenario, base)
