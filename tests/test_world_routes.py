"""Rules 14 and 15 in small worlds: where to after a stay, and who is sent elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from sim import load
from sim.network import build_network

from .worlds import Comes, date, play


def test_the_most_specific_row_decides():
    world = play(
        """
        stations:
          first:
            stay: {distribution: fixed, days: 1}
            next:
              default: {a: 1}
              special: {b: 1}
              gemeenten: {village: {default: {c: 1}, special: {d: 1}}}
          a: {next: {out: 1}}
          b: {next: {early: 1}}
          c: {next: {moved: 1}}
          d: {next: {out: 1}}
        """,
        Comes("anna", "first", 0),
        Comes("ben", "first", 0, need="special"),
        Comes("carl", "first", 0, gemeente="village"),
        Comes("dora", "first", 0, gemeente="village", need="special"),
        gemeenten=("town", "village"),
    )

    assert world.log == [
        ("anna", "first", 0, 0, 1, "completed", "a"),
        ("anna", "a", 1, 1, 1, "completed", "out"),
        ("ben", "first", 0, 0, 1, "completed", "b"),
        ("ben", "b", 1, 1, 1, "completed", "early"),
        ("carl", "first", 0, 0, 1, "completed", "c"),
        ("carl", "c", 1, 1, 1, "completed", "moved"),
        ("dora", "first", 0, 0, 1, "completed", "d"),
        ("dora", "d", 1, 1, 1, "completed", "out"),
    ]


def test_the_row_in_force_at_the_end_of_the_stay_decides():
    world = play(
        f"""
        stations:
          first: {{stay: {{distribution: fixed, days: 4}}, next: {{out: 1}}}}
          second: {{stay: {{distribution: fixed, days: 1}}, next: {{out: 1}}}}
        interventions:
          - {{id: go-on, kind: next, station: first, to: second, share: {{{date(5)}: 1}}}}
        """,
        Comes("anna", "first", 0.5),
        Comes("ben", "first", 1),
    )

    assert world.log == [
        ("anna", "first", 0.5, 0.5, 0.5 + 4, "completed", "out"),
        ("ben", "first", 1, 1, 1 + 4, "completed", "second"),
        ("ben", "second", 5, 5, 5 + 1, "completed", "out"),
    ]


def test_a_stay_factor_holds_for_who_starts_from_then_on():
    world = play(
        f"""
        stations:
          first: {{stay: {{distribution: fixed, days: 10}}, next: {{out: 1}}}}
        interventions:
          - {{id: shorter, kind: stay, station: first, factor: {{{date(5)}: 0.5}}}}
        """,
        Comes("anna", "first", 4),
        Comes("ben", "first", 5),
    )

    assert world.log == [
        ("anna", "first", 4, 4, 4 + 10, "completed", "out"),
        ("ben", "first", 5, 5, 5 + 10 * 0.5, "completed", "out"),
    ]


DIVERTED = """
    stations:
      gate: {{stay: {{distribution: fixed, days: 1}}, next: {{desk: 1}}}}
      desk: {{places: 1, stay: {{distribution: fixed, days: 30}}, next: {{out: 1}}}}
      team: {{places: 1, stay: {{distribution: fixed, days: 20}}, next: {{out: 1}}}}
      home: {{stay: {{distribution: fixed, days: 10}}, next: {{out: 1}}}}
    interventions:
      {diverts}
    """


def diverted(*diverts: str) -> str:
    return DIVERTED.format(
        diverts="\n      ".join(f"- {{kind: divert, {divert}}}" for divert in diverts)
    )


def test_who_is_about_to_join_is_diverted_whatever_brings_him():
    world = play(
        diverted(f"id: d, from: desk, to: team, share: {{{date(5)}: 1}}"),
        Comes("anna", "desk", 4),
        Comes("ben", "desk", 5),
        Comes("carl", "gate", 5),
        Comes("dora", "team", 6.5),
    )

    assert world.log == [
        ("anna", "desk", 4, 4, 4 + 30, "completed", "out"),
        ("ben", "team", 5, 5, 5 + 20, "completed", "out"),
        ("carl", "gate", 5, 5, 6, "completed", "desk"),
        ("carl", "team", 6, 25, 25 + 20, "completed", "out"),
        ("dora", "team", 6.5, 45, 45 + 20, "completed", "out"),
    ]


def test_at_most_one_divert_per_joining():
    world = play(
        diverted(
            f"id: one, from: desk, to: team, share: {{{date(0)}: 1}}",
            f"id: two, from: team, to: home, share: {{{date(0)}: 1}}",
        ),
        Comes("anna", "desk", 1),
        Comes("ben", "team", 2),
    )

    assert world.log == [
        ("anna", "team", 1, 1, 1 + 20, "completed", "out"),
        ("ben", "home", 2, 2, 2 + 10, "completed", "out"),
    ]


def test_diverts_are_tried_in_order_on_those_not_yet_diverted():
    world = play(
        diverted(
            f"id: none, from: desk, to: team, share: {{{date(0)}: 0}}",
            f"id: all, from: desk, to: home, share: {{{date(0)}: 1}}",
            f"id: rest, from: desk, to: team, share: {{{date(0)}: 1}}",
        ),
        Comes("anna", "desk", 1),
    )

    assert world.log == [("anna", "home", 1, 1, 1 + 10, "completed", "out")]


def test_a_divert_is_for_whom_it_says():
    world = play(
        diverted(f"id: d, from: desk, to: home, needs: [light], share: {{{date(0)}: 1}}"),
        Comes("anna", "desk", 1),
        Comes("ben", "desk", 2, need="light"),
    )

    assert [row[:2] for row in world.log] == [("anna", "desk"), ("ben", "home")]


def test_those_who_wait_move_in_list_order_with_their_rank_time():
    world = play(
        diverted(f"id: d, from: desk, to: team, share: {{{date(10)}: 1}}, applies_to: [waiting]"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "desk", 2),
        Comes("dora", "team", 0),
        Comes("eve", "team", 1.5),
        Comes("finn", "desk", 10),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 30, "completed", "out"),
        ("ben", "desk", 1, None, 10, "diverted", "team"),
        ("ben", "team", 10, 20, 20 + 20, "completed", "out"),
        ("carl", "desk", 2, None, 10, "diverted", "team"),
        ("carl", "team", 10, 60, 60 + 20, "completed", "out"),
        ("dora", "team", 0, 0, 20, "completed", "out"),
        ("eve", "team", 1.5, 40, 40 + 20, "completed", "out"),
        ("finn", "desk", 10, 30, 30 + 30, "completed", "out"),
    ]
    assert world.of("ben", "team", "rank_time") == [1]
    assert world.of("carl", "team", "rank_time") == [2]


def test_a_divert_of_new_clients_leaves_those_who_wait():
    world = play(
        diverted(f"id: d, from: desk, to: team, share: {{{date(10)}: 1}}"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "desk", 10),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 30, "completed", "out"),
        ("ben", "desk", 1, 30, 60, "completed", "out"),
        ("carl", "team", 10, 10, 30, "completed", "out"),
    ]


def test_divert_when_full():
    world = play(
        diverted(f"id: d, from: desk, to: home, share: {{{date(0)}: 1}}, when: full"),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "desk", 30),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 30, "completed", "out"),
        ("ben", "home", 1, 1, 1 + 10, "completed", "out"),
        ("carl", "desk", 30, 30, 60, "completed", "out"),
    ]


def test_divert_when_the_first_on_the_list_has_waited_too_long():
    world = play(
        diverted(
            f"id: d, from: desk, to: home, share: {{{date(0)}: 1}}, when: {{wait_over_weeks: 1}}"
        ),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "desk", 8),
        Comes("dora", "desk", 8.5),
    )

    assert world.log == [
        ("anna", "desk", 0, 0, 30, "completed", "out"),
        ("ben", "desk", 1, 30, 60, "completed", "out"),
        ("carl", "desk", 8, 60, 90, "completed", "out"),
        ("dora", "home", 8.5, 8.5, 8.5 + 10, "completed", "out"),
    ]


def test_each_of_those_who_wait_is_diverted_when_he_has_waited_too_long():
    world = play(
        diverted(
            f"id: d, from: desk, to: home, share: {{{date(0)}: 1}}, applies_to: [waiting], "
            "when: {wait_over_weeks: 1}"
        ),
        Comes("anna", "desk", 0),
        Comes("ben", "desk", 1),
        Comes("carl", "desk", 2.5),
    )

    assert [row for row in world.log if row[0] != "anna"] == [
        ("ben", "desk", 1, None, pytest.approx(1 + 7, abs=1e-5), "diverted", "home"),
        (
            "ben",
            "home",
            *[pytest.approx(day, abs=1e-5) for day in (8, 8, 8 + 10)],
            "completed",
            "out",
        ),
        ("carl", "desk", 2.5, None, pytest.approx(2.5 + 7, abs=1e-5), "diverted", "home"),
        (
            "carl",
            "home",
            *[pytest.approx(day, abs=1e-5) for day in (9.5, 9.5, 9.5 + 10)],
            "completed",
            "out",
        ),
    ]


def test_who_waits_moves_once_the_share_exceeds_his_own_number():
    names = [f"client {number:02d}" for number in range(40)]
    world = play(
        diverted(
            f"id: d, from: desk, to: home, share: {{{date(10)}: 0.5, {date(20)}: 0.5, "
            f"{date(25)}: 1}}, applies_to: [waiting]"
        ),
        Comes("anna", "desk", 0),
        *[Comes(name, "desk", 1) for name in names],
    )
    left = [row[4] for row in world.log if row[5] == "diverted"]

    assert len(left) == len(names)
    assert set(left) == {10, 25}
    assert 10 < left.count(10) < 30


def test_who_is_in_care_goes_on_elsewhere_with_the_rest_of_his_stay():
    world = play(
        diverted(f"id: d, from: desk, to: team, share: {{{date(12)}: 1}}, applies_to: [running]"),
        Comes("anna", "desk", 2),
        Comes("ben", "desk", 3),
        Comes("carl", "team", 1),
    )

    # Anna has 2 + 30 - 12 = 20 days left; the one place of the team is Carl's until 21. Ben gets
    # the place that she leaves, and stays: he was not in care on day 12.
    assert world.log == [
        ("anna", "desk", 2, 2, 12, "diverted", "team"),
        ("anna", "team", 12, 21, 21 + 20, "completed", "out"),
        ("ben", "desk", 3, 12, 12 + 30, "completed", "out"),
        ("carl", "team", 1, 1, 1 + 20, "completed", "out"),
    ]
    assert world.of("anna", "team", "rank_time") == [12]


def test_who_is_in_care_and_who_waits_move_on_one_day():
    world = play(
        diverted(
            f"id: d, from: desk, to: team, share: {{{date(12)}: 1}}, applies_to: [running, waiting]"
        ).replace("desk: {places: 1", "desk: {places: 2"),
        Comes("anna", "desk", 2),
        Comes("ben", "desk", 1),
        Comes("carl", "desk", 3),
        Comes("dora", "desk", 12),
    )

    # Carl waited since day 3 and keeps that rank; Anna and Ben ask for the team on day 12. Anna has
    # 2 + 30 - 12 = 20 days left, Ben 1 + 30 - 12 = 19. Dora comes to a desk that is empty by then.
    assert world.log == [
        ("anna", "desk", 2, 2, 12, "diverted", "team"),
        ("anna", "team", 12, 32, 32 + 20, "completed", "out"),
        ("ben", "desk", 1, 1, 12, "diverted", "team"),
        ("ben", "team", 12, 52, 52 + 19, "completed", "out"),
        ("carl", "desk", 3, None, 12, "diverted", "team"),
        ("carl", "team", 12, 12, 32, "completed", "out"),
        ("dora", "desk", 12, 12, 42, "completed", "out"),
    ]


def test_who_is_in_care_moves_once_the_share_exceeds_his_own_number():
    names = [f"client {number:02d}" for number in range(40)]
    world = play(
        diverted(
            f"id: d, from: home, to: desk, share: {{{date(10)}: 0.5, {date(14)}: 0.5, "
            f"{date(15)}: 1}}, applies_to: [running]"
        )
        .replace("desk: {places: 1", "desk: {places: 40")
        .replace("days: 10}", "days: 18}"),
        *[Comes(name, "home", 1) for name in names],
    )
    left = [row[4] for row in world.log if row[5] == "diverted"]
    went_on = [row for row in world.log if row[1] == "desk"]

    assert len(left) == len(went_on) == len(names)
    assert set(left) == {10, 15}
    assert 10 < left.count(10) < 30
    assert {row[4] for row in went_on} == {1 + 18}


def test_who_is_done_on_that_day_is_not_moved():
    world = play(
        diverted(f"id: d, from: home, to: team, share: {{{date(12)}: 1}}, applies_to: [running]"),
        Comes("anna", "home", 2),
        Comes("ben", "home", 3),
    )

    assert world.log == [
        ("anna", "home", 2, 2, 2 + 10, "completed", "out"),
        ("ben", "home", 3, 3, 12, "diverted", "team"),
        ("ben", "team", 12, 12, 3 + 10, "completed", "out"),
    ]


def test_one_change_may_take_from_what_another_changes(tmp_path):
    path = tmp_path / "both.yaml"
    path.write_text(
        "doorstroom: 1\ntitle: {en: Both}\n"
        "period: {start: 2021-01-01, report_from: 2021-02-01, end: 2024-01-01}\n"
        "gemeenten: {town: {youth: 1000}}\nneeds: {any: {}}\n"
        "arrivals: {come: {need: any, per_year: 10, enters: gate}}\n"
        "stations:\n"
        "  gate: {group: gate, next: {a: 0.2, b: 0.5, rest: out}}\n"
        "  a: {stay: {distribution: fixed, days: 1}, next: {out: 1}}\n"
        "  b: {stay: {distribution: fixed, days: 1}, next: {out: 1}}\n"
        "interventions:\n"
        "  - {id: one, kind: next, station: gate, to: a, share: {add: {2022-01-01: 0.1}}, "
        "taken_from: b}\n"
        "  - {id: two, kind: next, station: gate, to: b, share: {factor: {2023-01-01: 0.5}}, "
        "taken_from: out}\n",
        encoding="utf-8",
    )
    network = build_network(load(path))
    shares = [dict(zip(row.destinations, row.share, strict=True)) for row in network.routes]
    a, b = network.stations.index("a"), network.stations.index("b")
    result = [(row[a], row[b], row[-1]) for row in shares if a in row]

    # 2021; 2022: a has 0.2 + 0.1, b gives it; 2023: b is 0.5 x 0.5 and gives 0.1, out gets 0.25.
    expected = [(0.2, 0.5, 0.3), (0.3, 0.4, 0.3), (0.3, 0.15, 0.55)]
    np.testing.assert_allclose(result, expected, atol=1e-12)
