"""Rule 15 in small worlds: by a gate first and then on, and past a gate."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim import load
from sim.clients.cohort import build_cohort
from sim.clients.state import build_state
from sim.errors import ScenarioError
from sim.in_force import InForce
from sim.network import build_network
from sim.telling.explain import explain
from sim.traffic.flows import Traffic

from .worlds import Comes, date, play, replayed_by_both

HELP = """
stations:
  home: {places: 1, holds_place: true, stay: {distribution: fixed, days: 4}, next: {help: 1}}
  help: {places: 1, stay: {distribution: fixed, days: 20}, next: {out: 1}}
  other: {stay: {distribution: fixed, days: 1}, next: {out: 1}}
  analysis: {group: gate, stay: {distribution: fixed, days: 5}, next: {onward: 1}}
interventions:
"""
BY_ANALYSIS = "- {id: first, kind: divert, from: help, via: analysis, share: {2021-01-01: 1}}"

FROM_THE_LIST = BY_ANALYSIS.replace(
    "share: {2021-01-01: 1}",
    f"gemeenten: [town], applies_to: [waiting], share: {{{date(6)}: 1}}",
)


def spec(*interventions: str, stations: str = HELP) -> str:
    return stations + "".join(f"  {item}\n" for item in interventions)


def test_by_a_gate_and_then_on_with_the_rank_time_of_the_first_joining():
    in_town = BY_ANALYSIS.replace("share", "gemeenten: [town], share")
    world = play(
        spec(in_town),
        Comes("anna", "help", 1),
        Comes("ben", "help", 2, gemeente="village"),
        Comes("zoe", "help", 0, gemeente="village"),
        gemeenten=("town", "village"),
    )

    assert world.log == [
        ("anna", "analysis", 1, 1, 6, "completed", "help"),
        ("anna", "help", 6, 20, 40, "completed", "out"),  # before Ben, who joined on day 2
        ("ben", "help", 2, 40, 60, "completed", "out"),
        ("zoe", "help", 0, 0, 20, "completed", "out"),
    ]
    # The number that was used up at help is hers when she comes.
    assert world.of("anna", "help", "nth") == [1]


def test_once_a_referral_and_again_in_the_next():
    stations = HELP.replace(
        "days: 20}, next: {out: 1}}",
        "days: 20}, next: {other: 1}, returns: {share: 1, mean_days: 0.000001}}",
    ).replace("days: 1}, next: {out: 1}}", "days: 1}, next: {help: 1}}")
    leaves = f"- {{id: leaves, kind: next, station: help, to: out, share: {{{date(40)}: 1}}}}"
    world = play(spec(BY_ANALYSIS, leaves, stations=stations), Comes("anna", "help", 0), days=80)

    assert (
        [row[:5] for row in world.log[:5]]
        == [
            ("anna", "analysis", 0, 0, 5),
            ("anna", "help", 5, 5, 25),
            ("anna", "other", 25, 25, 26),
            ("anna", "help", 26, 26, 46),  # not by analysis again
            ("anna", "analysis", *world.log[4][2:4], world.log[4][3] + 5),  # a new referral
        ]
    )
    assert 46 < world.log[4][2] < 47


def test_on_from_a_gate_only_the_diverts_that_follow_are_met():
    before = f"- {{id: before, kind: divert, from: help, to: other, share: {{{date(3)}: 1}}}}"
    for order, station in (((before, BY_ANALYSIS), "help"), ((BY_ANALYSIS, before), "other")):
        world = play(spec(*order), Comes("anna", "help", 0))

        assert [row[1] for row in world.log] == ["analysis", station]


def test_a_gate_may_send_elsewhere():
    out = f"- {{id: out, kind: next, station: analysis, to: out, share: {{{date(4)}: 1}}}}"
    world = play(spec(BY_ANALYSIS, out), Comes("anna", "help", 0))

    assert world.log == [("anna", "analysis", 0, 0, 5, "completed", "out")]


def test_who_is_blocked_waits_for_the_gate_and_then_on_the_list():
    stations = HELP.replace("group: gate, stay", "group: gate, places: 1, stay")
    world = play(
        spec(BY_ANALYSIS, stations=stations),
        Comes("anna", "home", 0),
        Comes("ben", "home", 1),
        Comes("zoe", "help", 2),
        days=100,
    )

    assert world.log == [
        ("anna", "home", 0, 0, 7, "completed", "analysis"),
        ("anna", "analysis", 4, 7, 12, "completed", "help"),
        ("anna", "help", 12, 27, 47, "completed", "out"),
        ("ben", "home", 1, 7, 12, "completed", "analysis"),
        ("ben", "analysis", 11, 12, 17, "completed", "help"),
        ("ben", "help", 17, 47, 67, "completed", "out"),
        ("zoe", "analysis", 2, 2, 7, "completed", "help"),
        ("zoe", "help", 7, 7, 27, "completed", "out"),
    ]


def test_a_list_longer_than_the_room_for_a_step_goes_by_the_gate_on_one_date():
    many = 3000
    all_who_wait = BY_ANALYSIS.replace("share: {2021-01-01: 1}", f"share: {{{date(6)}: 1}}")
    all_who_wait = all_who_wait.replace("share", "applies_to: [waiting], share")
    world = play(spec(all_who_wait), *(Comes(f"c{number}", "help", 1) for number in range(many)))

    assert sum(station == "analysis" for _, station, *_ in world.log) == many - 1  # one is in help


def test_who_waits_goes_by_the_gate_and_comes_back_before_who_came_later():
    world = play(
        spec(FROM_THE_LIST),
        Comes("anna", "help", 1),
        Comes("ben", "help", 2, gemeente="village"),
        Comes("zoe", "help", 0, gemeente="village"),
        gemeenten=("town", "village"),
    )

    assert world.log == [
        ("anna", "help", 1, None, 6, "diverted", "analysis"),
        ("anna", "analysis", 6, 6, 11, "completed", "help"),
        ("anna", "help", 11, 20, 40, "completed", "out"),
        ("ben", "help", 2, 40, 60, "completed", "out"),
        ("zoe", "help", 0, 0, 20, "completed", "out"),
    ]


DETERS_ALL = f"- {{id: all, kind: waiting, station: help, deterred: {{{date(10)}: 1}}}}"


@pytest.mark.parametrize(
    ("waiting", "more", "outcome"),
    [("limit: 1", (), "refused"), ("deterred: {share: 0}", (DETERS_ALL,), "deterred")],
)
def test_who_was_moved_from_the_list_by_a_gate_comes_back_as_anyone_who_joins(
    waiting: str, more: tuple[str, ...], outcome: str
):
    text = spec(FROM_THE_LIST, *more)
    text = text.replace("help: {places: 1,", f"help: {{places: 1, waiting: {{{waiting}}},")
    world = play(
        text,
        Comes("anna", "help", 1),
        Comes("ben", "help", 7, gemeente="village"),
        Comes("zoe", "help", 0, gemeente="village"),
        gemeenten=("town", "village"),
    )

    # On day 11 no place is free and Ben waits, who came when nobody did.
    assert world.log == [
        ("anna", "help", 1, None, 6, "diverted", "analysis"),
        ("anna", "analysis", 6, 6, 11, "completed", "help"),
        ("anna", "help", 11, None, 11, outcome, "out"),
        ("ben", "help", 7, 20, 40, "completed", "out"),
        ("zoe", "help", 0, 0, 20, "completed", "out"),
    ]


def test_a_second_trajectory_does_not_go_by_a_gate():
    stations = HELP.replace("days: 1}, next", "days: 1}, together: {station: help, share: 1}, next")
    world = play(spec(BY_ANALYSIS, stations=stations), Comes("anna", "other", 0))

    assert world.log == [
        ("anna", "other", 0, 0, 1, "completed", "out"),
        ("anna", "help", 0, 0, 20, "completed", "out"),
    ]


DESK = """
stations:
  desk: {group: gate, places: 1, stay: {distribution: fixed, days: 8}, next: {help: 0.5, out: 0.5}}
  help: {places: 1, stay: {distribution: fixed, days: 20}, next: {out: 1}}
interventions:
"""
ANALYSIS = "  analysis: {group: gate, stay: {distribution: fixed, days: 5}, next: {onward: 1}}\n"
PAST = "- {id: past, kind: divert, from: desk, to: onward, share: {2021-01-01: 1}}"


def test_past_a_gate_they_go_where_it_sends_others_and_are_not_sent_away():
    names = [f"anna{at}" for at in range(8)]
    world = play(spec(PAST, stations=DESK), *(Comes(name, "desk", 0) for name in names), days=200)

    assert [row[:4] for row in world.log] == [
        (name, "help", 0, 20 * at) for at, name in enumerate(names)
    ]


def test_past_one_gate_and_by_another():
    stations = DESK.replace("interventions", ANALYSIS + "interventions")
    world = play(spec(PAST, BY_ANALYSIS, stations=stations), Comes("anna", "desk", 0))

    assert world.log == [
        ("anna", "analysis", 0, 0, 5, "completed", "help"),
        ("anna", "help", 5, 5, 25, "completed", "out"),
    ]


def test_who_waits_for_a_gate_goes_past_it_with_their_rank_time():
    past = PAST.replace("share: {2021-01-01: 1}", f"applies_to: [waiting], share: {{{date(3)}: 1}}")
    stations = DESK.replace("help: 0.5, out: 0.5", "help: 1")
    world = play(
        spec(past, stations=stations),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "help", 2),
        Comes("zoe", "help", 0),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 8, "completed", "help"),
        ("anna", "help", 8, 60, 80, "completed", "out"),
        ("ben", "desk", 1, None, 3, "diverted", "help"),
        ("ben", "help", 3, 20, 40, "completed", "out"),  # on the list since day 1
        ("carl", "help", 2, 40, 60, "completed", "out"),
        ("zoe", "help", 0, 0, 20, "completed", "out"),
    ]


# ---------------------------------------------------------------------------- files


REGION = """\
doorstroom: 1
title: {en: By a gate}
period: {start: 2021-01-01, report_from: 2022-01-01, end: 2025-01-01}
begin: filled
gemeenten: {town: {youth: 1000}}
needs: {any: {}}
arrivals: {a: {need: any, per_year: 3652.5, enters: desk}}
stations:
  desk: {group: gate, stay: {distribution: fixed, days: 10}, next: {help: 0.5, team: 0.3, out: 0.2}}
  help: {stay: {distribution: fixed, days: 100}, next: {out: 1}}
  team: {stay: {distribution: fixed, days: 50}, next: {help: 0.5, out: 0.5}}
  analysis: {group: gate, stay: {distribution: fixed, days: 20}, next: {onward: 0.6, out: 0.4}}
interventions:
  - {id: first, kind: divert, from: help, via: analysis, share: {2021-01-01: 1}}
"""


def region(folder: Path, *changes: tuple[str, str]) -> Path:
    text = REGION
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "gates.yaml").write_text(text, encoding="utf-8")
    return folder / "gates.yaml"


def test_the_equations_count_who_goes_by_a_gate_and_past_one(tmp_path: Path) -> None:
    past = "  - {id: past, kind: divert, from: desk, to: onward, share: {2021-01-01: 0.5}}\n"
    scenario = load(region(tmp_path, ("interventions:\n", "interventions:\n" + past)))

    traffic = Traffic(InForce(scenario))

    starts = dict(zip(scenario.stations, traffic.starts(0)[0], strict=True))
    passed = 0.5 * 0.5 / 0.8  # of the half that pass the desk, none are sent away
    to_help, to_team = 0.5 * 0.5 + passed, 0.5 * 0.3 + 0.5 * 0.3 / 0.8
    asked = to_help + 0.5 * to_team
    assert starts == pytest.approx(
        {"desk": 0.5, "help": 0.6 * asked, "team": to_team, "analysis": asked}
    )


def test_a_filled_start_knows_who_is_by_the_gate(tmp_path: Path) -> None:
    network = build_network(load(region(tmp_path)))
    cohort = build_cohort(network, seed=3, replication=0)
    state = build_state(network, "filled", seed=3, replication=0)

    visits, _ = replayed_by_both(network, cohort, state)

    help_, analysis = network.stations.index("help"), network.stations.index("analysis")
    at_gate = state.stock[state.stock[:, 1] == analysis, 0]
    assert set(at_gate) <= set(state.met[:, 0])
    assert len(at_gate) == pytest.approx(10 * (0.5 + 0.15) * 20, rel=0.3)  # Little
    # Who was there at the start goes on to help within twenty days, with an earlier rank time.
    joined = (visits.joined >= 0) & (visits.joined < 20 << 20)
    early = (visits.station == help_) & joined & (visits.rank_time < 0)
    assert int(early.sum()) == pytest.approx(0.6 * len(at_gate), rel=0.3)
    # No drift: 0.65 x 0.6 of ten a day, for 100 days, in the first year and in the last.
    ended = np.where(visits.ended < 0, network.end, visits.ended)
    for day in (30, 700, 1400):
        now = (visits.station == help_) & (visits.started <= day << 20) & (ended > day << 20)
        assert int(now.sum()) == pytest.approx(390, rel=0.2)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            [("onward: 0.6, out: 0.4", "team: 0.6, out: 0.4")],
            'interventions.first.via is "analysis"; analysis never sends on those who come for any '
            "in town; let onward have a share in the row of analysis",
        ),
        (
            [("next: {help: 0.5, team: 0.3", "next: {help: 0.5, analysis: 0.3")],
            'stations.desk.next.analysis is "analysis"; analysis is met by `via` only: who comes '
            "otherwise has nowhere to go on to; name another station, or a gate of its own",
        ),
        (
            [("via: analysis", "to: analysis")],
            'stations.analysis.next is "onward"; stands at a gate that is met by `via`, and no '
            "divert names analysis so; write a divert with via: analysis, or name another "
            "destination",
        ),
        (
            [("analysis: {group: gate, ", "analysis: {")],
            'interventions.first.via is "analysis"; analysis is a form of help; who goes by a gate '
            "first comes to it only once; name a station with group: gate",
        ),
        (
            [("from: help, via: analysis", "from: analysis, via: analysis")],
            'interventions.first.via is "analysis"; diverts to where it comes from; name another '
            "station",
        ),
        (
            [("via: analysis", "via: analysis, to: team")],
            "interventions.first: concerns a to or a via; here is to and via; name one of the two",
        ),
        (
            [("via: analysis,", "via: analysis, applies_to: [new, running],")],
            "interventions.first.applies_to: who is in care goes to other care, not by a gate or "
            "on from one; leave out running",
        ),
        (
            [
                ("from: help, via: analysis", "from: team, to: onward"),
                ("next: {onward: 0.6, out: 0.4}", "next: {out: 1}"),
            ],
            'interventions.first.to is "onward"; team is a form of help, and only a gate is passed '
            "by; name the station that they go to",
        ),
    ],
)
def test_gates_that_are_none_are_refused(
    tmp_path: Path, changes: list[tuple[str, str]], says: str
) -> None:
    with pytest.raises(ScenarioError) as error:
        load(region(tmp_path, *changes))

    assert any(line.endswith(says) for line in error.value.lines), error.value.lines


def test_gates_that_go_by_each_other_are_refused(tmp_path: Path) -> None:
    second = "  - {id: ring, kind: divert, from: analysis, to: desk, share: {2021-01-01: 1}}\n"

    with pytest.raises(ScenarioError, match=r"ring.from.*met by `via` only"):
        load(region(tmp_path, ("interventions:\n", "interventions:\n" + second)))


def test_explain_tells_of_gates(tmp_path: Path) -> None:
    past = "  - {id: past, kind: divert, from: desk, to: onward, share: {2021-01-01: 0.5}}\n"
    scenario = load(region(tmp_path, ("interventions:\n", "interventions:\n" + past)))

    told = {lang: "\n".join(explain(scenario, lang=lang)) for lang in ("en", "nl")}

    assert "first goes by analysis, once, and from there on to help: 100% from" in told["en"]
    assert "who is about to join desk passes it by" in told["en"].lower()
    assert "gaat eerst langs analysis, één keer" in told["nl"]
