# ruff: noqa: E501
"""Each construction of policies and reactions put wrong: place, value, rule and way out, in full.

Where a file asks for another both are named. What a single file shows to be wrong stands in
tests/cases; numbers beyond their bounds in test_bounds.py.
"""

from pathlib import Path

import pytest

from sim import load
from sim.errors import ScenarioError
from sim.scenario.paths import shown_path

ROOT = """\
doorstroom: 1
title: {en: Root}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2025-01-01}
gemeenten: {town: {youth: 1000}}
needs: {light: {}}
arrivals: {walk-in: {need: light, per_year: 100, enters: desk}}
pools:
  team: {staff: {fte: 4, clients_per_fte: 5}, profile: hbo}
  beds: {places: 9, per_place_day: 100}
  free: {places: unlimited}
stations:
  desk: {pool: team, stay: {distribution: fixed, days: 9}, next: {ward: 0.1, lawn: 0.1, rest: out}, waiting: {reference_weeks: 4}}
  ward: {pool: beds, stay: {distribution: fixed, days: 90}, waiting: {reference_weeks: 4}}
  lawn: {pool: free, stay: {distribution: fixed, days: 9}}
"""
USE = "doorstroom: 1\ntitle: {{en: Used}}\nextends: root\nuses: [{}]\n"
BLOCK = "block: 1\ntitle: {en: Block}\n"
LEVER = BLOCK + "levers: {size: {value: 2, low: 1, high: 3}}\ninterventions:\n"
PLAIN = BLOCK + "interventions:\n"
FTE = "  - {id: staff, kind: places, pool: team, fte: {add: {2022-01-01: $size}}}\n"
WRONG = "  - {id: wrong, kind: places, pool: tem, fte: {add: {2022-01-01: 2}}}\n"
MORE = "  - {id: more, kind: places, pool: team, fte: {add: {2022-01-01: 2}}}\n"
GATE = "stations: {talk: {group: gate, stay: {distribution: fixed, days: 9}, next: {%s: 1}}}\n"
VIA = (
    "interventions:\n  - {id: first, kind: divert, from: ward, via: talk, share: {2022-01-01: 1}}\n"
)


def divert(name: str, come_from: str, to: str, share: str = "{2022-01-01: 1}") -> str:
    return f"  - {{id: {name}, kind: divert, from: {come_from}, to: {to}, share: {share}}}\n"


def when(station: str, changed: str) -> str:
    starts = f"starts_when: {{station: {station}, seen_wait_over_weeks: 9}}\n"
    change = f"  - {{id: {changed}, kind: waiting, station: {changed}, priority: {{0 days: 1}}}}\n"
    return f"{BLOCK}{starts}interventions:\n{change}"


CASES: dict[str, tuple[dict[str, str], list[str]]] = {
    "an unknown lever": (
        {"used": USE.format("{b: {levers: {sise: 2}}}"), "b": LEVER + FTE},
        [
            'used.yaml:4: b.levers.sise is "sise"; no lever of that name is in b.yaml; did you mean size?'
        ],
    ),
    "a lever outside its range": (
        {"used": USE.format("{b: {levers: {size: 5}}}"), "b": LEVER + FTE},
        [
            "used.yaml:4: b.levers.size is 5; must be from 1 to 3, the range of this lever; see b.yaml:3"
        ],
    ),
    "$ without a lever": (
        {"used": USE.format("b"), "b": PLAIN + FTE},
        [
            'b.yaml:4: interventions.staff.fte.add.2022-01-01 is "$size"; no lever of that name is in this block; write levers: {size: ...} in it'
        ],
    ),
    "a lever that nothing uses": (
        {"used": USE.format("b"), "b": LEVER + MORE},
        [
            "b.yaml:3: levers.size moves nothing: no number of this block is this lever; write $size where its number goes, or leave it out"
        ],
    ),
    "an unknown lever and what else is wrong": (
        {"used": USE.format("b"), "b": LEVER + FTE.replace("$size", "$sise") + WRONG},
        [
            'b.yaml:5: interventions.staff.fte.add.2022-01-01 is "$sise"; no lever of that name is in this block; did you mean size?',
            'b.yaml:6: interventions.wrong.pool is "tem"; no pool of that name exists; did you mean team?',
        ],
    ),
    "a lever that is none and what else is wrong": (
        {"used": USE.format("b"), "b": LEVER.replace("value: 2", "value: 9") + FTE + WRONG},
        [
            "b.yaml:3: levers.size.value is 9; lies outside the range of its lever, from 1 to 3; mend the range",
            'b.yaml:6: interventions.wrong.pool is "tem"; no pool of that name exists; did you mean team?',
        ],
    ),
    "a lever that divides by 0 and what else is wrong": (
        {
            "used": USE.format("b"),
            "b": LEVER.replace("low: 1", "low: 0") + FTE.replace("$size", "1/$size") + WRONG,
        },
        [
            'b.yaml:5: interventions.staff.fte.add.2022-01-01 is "1/$size"; divides by 0 for a number that may be chosen; let the range of the lever begin above 0',
            'b.yaml:6: interventions.wrong.pool is "tem"; no pool of that name exists; did you mean team?',
        ],
    ),
    "a ceiling in a block": (
        {
            "used": USE.format("b"),
            "b": BLOCK
            + "money: {ceilings: {care: {per_year: {2022: 5}, when_reached: go_on}}}\ninterventions:\n"
            + MORE,
        },
        [
            "b.yaml:3: money is no known key; a ceiling or budget is of the region: what uses this block may set one, set: {money.ceilings.<name>: {...}}"
        ],
    ),
    "a labour market in a block": (
        {
            "used": USE.format("b"),
            "b": BLOCK + "labour: {hbo: {most_per_year: 0.1}}\ninterventions:\n" + MORE,
        },
        [
            "b.yaml:3: labour is no known key; a labour market is of the region: what uses this block may set one, set: {labour.<profile>.most_per_year: ...}"
        ],
    ),
    "a part without a giver": (
        {
            "used": USE.format("b"),
            "b": PLAIN
            + "  - {id: part, kind: next, station: desk, to: ward, share: {part: {2022-01-01: 1}}}\n",
        },
        [
            "b.yaml:4: interventions.part.share: is a part of what goes to another destination, and none is named; name the one that gives: taken_from: <station>"
        ],
    ),
    "present in a divert": (
        {
            "used": USE.format("b"),
            "b": PLAIN + divert("d", "desk", "ward", "{2022-01-01: present}"),
        },
        [
            'b.yaml:4: interventions.d.share is "present"; is what stands there that day, and nothing stands before a divert; write a share'
        ],
    ),
    "present of a limit that is not there": (
        {
            "used": USE.format("b"),
            "b": PLAIN
            + "  - {id: l, kind: waiting, station: ward, limit: {path: {2022-01-01: present}}}\n",
        },
        [
            "b.yaml:4: interventions.l.limit: ward has no limit, so nothing stands there that day; set a value"
        ],
    ),
    "present of unlimited places": (
        {
            "used": USE.format("b"),
            "b": PLAIN + "  - {id: p, kind: places, pool: free, number: {2022-01-01: present}}\n",
        },
        [
            "b.yaml:4: interventions.p.number: places here are unlimited, so no number of them stands there that day; set a number"
        ],
    ),
    "a block twice without as": (
        {"used": USE.format("b, {b: {delay: 9 days}}"), "b": PLAIN + MORE},
        [
            'used.yaml:4: uses is "b"; the block b is in use already; give this one a name of its own, {b: {as: <name>}}, or write drops: [b] first'
        ],
    ),
    "scale of a word": (
        {
            "used": USE.format("{b: {scale: 0.5}}"),
            "b": PLAIN
            + "  - {id: w, kind: waiting, station: ward, over_capacity: true, from: 2022-01-01}\n",
        },
        [
            "used.yaml:4: b.yaml:4: interventions.w.over_capacity is true; that is no number, and there is no half of it; leave it out of this use (drops: [w]), and write what you mean as an intervention of your own"
        ],
    ),
    "gemeenten of a block that names some": (
        {
            "used": USE.format("{b: {gemeenten: [town]}}"),
            "b": PLAIN
            + "  - {id: i, kind: inflow, gemeenten: [town], factor: {2022-01-01: 0.9}}\n",
        },
        [
            "used.yaml:4: b names its gemeenten itself (i in b.yaml:4), so it cannot be aimed at town; leave `gemeenten` out here, with drops of what is not about town, or write interventions of your own"
        ],
    ),
    "a gate by via that never goes onward": (
        {"used": USE.format("b"), "b": BLOCK + GATE % "out" + VIA},
        [
            'b.yaml:5: interventions.first.via is "talk"; talk never sends on those who come for light in town; let onward have a share in the row of talk'
        ],
    ),
    "onward where nobody comes by via": (
        {
            "used": USE.format("b"),
            "b": BLOCK + GATE % "onward" + "interventions:\n" + divert("d", "ward", "talk"),
        },
        [
            'b.yaml:3: stations.talk.next is "onward"; stands at a gate that is met by `via`, and no divert names talk so; write a divert with via: talk, or name another destination'
        ],
    ),
    "a ring of diverts": (
        {
            "used": USE.format("b"),
            "b": BLOCK + GATE % "ward" + "interventions:\n" + divert("d", "ward", "talk"),
        },
        [
            "b.yaml:5: interventions.d.share: from 2022-01-01 on nobody starts at ward and all go round for ever: talk -> talk; divert fewer than all, or let some of them go elsewhere than ward"
        ],
    ),
    "a ring of triggers": (
        {
            "used": USE.format("one, two"),
            "one": when("desk", "ward"),
            "two": when("ward", "desk"),
        },
        [
            "one.yaml:3: blocks.one.starts_when: these blocks could start each other: one -> two -> one; let one of them start on a date, or by another list"
        ],
    ),
    "a delay of a block without dates": (
        {"used": USE.format("{b: {delay: 9 days}}"), "b": when("desk", "ward")},
        [
            'used.yaml:4: b.delay is "9 days"; does nothing: no date stands in b.yaml; leave it out; a block that starts by what is seen may say not_before',
        ],
    ),
    "a date of the calendar in a trigger": (
        {"used": USE.format("b"), "b": when("desk", "ward").replace("0 days", "2022-01-01")},
        [
            "b.yaml:5: interventions.ward.priority.2022-01-01 is 2022-01-01; stands in a block that starts by what a run sees (starts_when); count from that day: write 0 days, 365 days"
        ],
    ),
    "parts that name one thing twice": (
        {
            "used": ROOT.replace("gemeenten:", "parts: [part]\ngemeenten:"),
            "part": "part: 1\ntitle: {en: Part}\nstations:\n  lawn: {places: 1}\n",
        },
        [
            "part.yaml:4: stations.lawn stands in used.yaml:15 too; a root and its parts say a thing once; leave one out, or change it with values"
        ],
    ),
    "a sleeping station with places that cost": (
        {
            "used": ROOT.replace(
                "  lawn:", "  spare: {sleeps: true, pool: rooms}\n  lawn:"
            ).replace("  beds:", "  rooms: {places: 5, per_place_day: 9}\n  beds:")
        },
        [
            "used.yaml:9: pools.rooms.per_place_day: is paid for the station spare, which sleeps, as nothing reaches it, and costs money all the same; let something reach it, or give it no places until something does"
        ],
    ),
    "shares by weeks above 1": (
        {
            "used": USE.format("b"),
            "b": PLAIN + divert("d", "desk", "ward", "{by_weeks: {0: 0, 26: 1.2}}"),
        },
        ["b.yaml:4: interventions.d.share.by_weeks.26 is 1.2; must be a share from 0 to 1"],
    ),
    "shares by weeks below 0": (
        {
            "used": USE.format("b"),
            "b": PLAIN + divert("d", "desk", "ward", "{by_weeks: {0: -0.1, 26: 0.2}}"),
        },
        ["b.yaml:4: interventions.d.share.by_weeks.0 is -0.1; must be a share from 0 to 1"],
    ),
    "shares by weeks of a wait that is not said": (
        {
            "used": USE.format("b"),
            "b": PLAIN + divert("d", "lawn", "ward", "{by_weeks: {0: 0, 26: 0.2}}"),
        },
        [
            "root.yaml:14: stations.lawn: something follows the wait for lawn, and it is not said what is seen at first; write waiting: {reference_weeks: <weeks>}",
            "root.yaml:14: stations.lawn: something follows the wait for lawn, and with unlimited places nobody waits; give it places, or name another station",
        ],
    ),
    "shares by weeks at one wait": (
        {"used": USE.format("b"), "b": PLAIN + divert("d", "desk", "ward", "{by_weeks: {0: 0}}")},
        [
            "b.yaml:4: interventions.d.share.by_weeks: has a share at two waits or more, and follows a line between them; write {0: 0, 26: 0.2}"
        ],
    ),
    "lists with efficiency below 1": (
        {"used": ROOT.replace("profile: hbo", "efficiency: 0.9, lists: {number: 2}")},
        [
            "used.yaml:8: pools.team.lists: stands beside an efficiency of 0.9 on 2020-01-01: both say that places stand empty while clients wait; set pools.team.efficiency to 1 and multiply clients_per_fte by 0.9, so that the places stay, or leave lists out"
        ],
    ),
    "more lists than places": (
        {"used": ROOT.replace("per_place_day: 100", "lists: {number: 12}")},
        [
            "used.yaml:9: pools.beds.lists.number is 12; is more lists than places, of which there are at most 9; lower it"
        ],
    ),
    "lists of unlimited places": (
        {"used": ROOT.replace("places: unlimited", "places: unlimited, lists: {number: 2}")},
        [
            "used.yaml:10: pools.free.lists: divides places over lists, and places here are unlimited; give a number of places, or leave lists out"
        ],
    ),
    "follows of unlimited places": (
        {
            "used": ROOT.replace(
                "places: unlimited", "places: unlimited, follows: {from: 2021-01-01}"
            )
        },
        [
            "used.yaml:10: pools.free.follows: its places are unlimited, so there is nothing to follow; give it a number of places, or leave follows out"
        ],
    ),
    "a labour market of nobody": (
        {"used": ROOT + "labour: {wo: {most_per_year: 0.01}}\n"},
        [
            'used.yaml:15: labour.wo is "wo"; no profile of staff of that name exists; known here are hbo'
        ],
    ),
    "staff paid beside places": (
        {
            "used": ROOT.replace(
                "per_place_day: 100", "per_place_day: 100, fte_per_place: 1, per_fte_year: 9"
            )
        },
        [
            "used.yaml:9: pools.beds.per_fte_year is 9; pays for the staff of beds, and pools.beds.per_place_day is 100 on 2020-01-01: the same care would be paid twice; set pools.beds.per_place_day to 0 for as long as staff is paid by FTE"
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_construction_put_wrong(case: str, tmp_path: Path) -> None:
    files, told = CASES[case]
    for name, text in {"root": ROOT, **files}.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(ScenarioError) as error:
        load(tmp_path / "used.yaml")

    assert [line.replace(f"{shown_path(tmp_path)}/", "") for line in error.value.lines] == told
