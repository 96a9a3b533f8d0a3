"""Who walks before a filled start meets what the engine lets them meet (rules 15 to 18 and 23).

Where nobody waits, a walk leaves at a moment what a run that began empty has then: the same visits
with the same numbers, the same who are on the way by a gate, and the same who are to come back.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim import load
from sim.clients.state import State, build_state
from sim.clients.walk import COUNTS, LAST, MET, PENDING, STOCK
from sim.clients.walking import walk_in
from sim.draws import FAR, NEVER, TICKS_PER_DAY
from sim.engine.records import NO_VISIT
from sim.engine.run import stopped_at
from sim.network import build_network
from sim.rules.layout import ground_of

from .worlds import Comes, World, play

MOMENT = int(900.5 * TICKS_PER_DAY)
"""Later than most that happens, and at no end of anything."""
DAYS = 1100
COMES = [Comes(f"c{number:02}", "door", 22 * number) for number in range(40)]
COMES += [Comes(f"x{at:02}", "door", 45 * at, eighteen=45 * at + 300) for at in range(20)]


def had(world: World) -> dict[str, set[tuple[int, ...]]]:
    """What a run has at the moment."""
    seen, state = world.visits, State.empty(world.network)
    ended = np.where(seen.ended == NEVER, FAR, seen.ended)
    there = (seen.started != NEVER) & (seen.started < MOMENT) & (ended > MOMENT)
    columns = (seen.client, seen.station, seen.nth, seen.with_visit != NO_VISIT, seen.started)
    present = stopped_at(world.network, world.cohort, state, MOMENT).present
    return {
        "in care": {tuple(map(int, row)) for row in np.stack(columns, axis=1)[there]},
        "to come back": {(item.client, item.until) for item in present if item.state == "returns"},
        "ended": {(item.client, item.station) for item in present if item.state == "ended"},
    }


def left_by_walk(world: World, moment: int) -> tuple[list[Any], ...]:
    """Who has come by a moment, and what a walk leaves then: stock, pending, counts, last, met."""
    clients, network = world.cohort.clients, world.network
    ground, groups = ground_of(network)
    come = np.flatnonzero(clients.arrival < moment)
    eighteenth = clients.eighteenth[come]
    left = walk_in(
        ground,
        groups,
        np.zeros((len(network.stations), len(network.pools))),
        clients.source[come],
        clients.key[come],
        clients.arrival[come] - moment,
        np.where(eighteenth == FAR, FAR, eighteenth - moment),
    )
    sizes = (STOCK, PENDING, COUNTS, LAST, MET)
    tables = (rows.reshape(-1, size).tolist() for rows, size in zip(left, sizes, strict=True))
    return come.tolist(), *tables


def walked(world: World) -> dict[str, set[tuple[int, ...]]]:
    """What a walk leaves at that moment of the same clients."""
    number, stock, pending, _, last, _ = left_by_walk(world, MOMENT)
    return {
        "in care": {
            (number[client], station, nth, int(second >= 0), started + MOMENT)
            for client, station, nth, second, started, _ in stock
        },
        "to come back": {(number[client], back + MOMENT) for client, back in pending},
        "ended": {(number[client], station) for client, station, _ in last},
    }


STAY = "stay: {distribution: exponential, mean_days: 80}"
BACK = "returns: {share: 0.9, mean_days: 60}"
CARE = f"{{{STAY}, {BACK}, next: {{out: 1}}}}"
BESIDES = "together: [{station: beside, share: 0.7}]"
BESIDE = f"beside: {CARE}"

SECOND_OF_A_GATE_THAT_GOES_OUT = f"""
    stations:
      door: {{group: gate, {BESIDES}, {BACK}, next: {{care: 0.4, out: 0.6}}}}
      care: {CARE}
      {BESIDE}
    """
SECOND_WHERE_THE_FIRST_LINE_GOES = f"""
    stations:
      door: {{group: gate, {BESIDES}, {BACK}, next: {{care: 0.4, beside: 0.6}}}}
      care: {CARE}
      {BESIDE}
    """
ONWARD_AFTER_A_SECOND = f"""
    stations:
      door: {{group: gate, next: {{care: 1}}}}
      care: {CARE}
      table:
        group: gate
        stay: {{distribution: fixed, days: 20}}
        together: [{{station: care, share: 0.7}}]
        next: {{onward: 1}}
      {BESIDE}
    interventions:
      - {{id: first, kind: divert, from: care, via: table, share: {{2021-01-01: 0.8}}}}
      - {{id: then, kind: divert, from: care, to: beside, share: {{2021-01-01: 0.3}}}}
    """


@pytest.mark.parametrize(
    "text",
    [
        SECOND_OF_A_GATE_THAT_GOES_OUT,
        SECOND_WHERE_THE_FIRST_LINE_GOES,
        ONWARD_AFTER_A_SECOND,
    ],
)
def test_a_walk_leaves_what_a_run_has(text: str):
    world = play(text, *COMES, days=DAYS)

    assert all(had(world).values())
    assert walked(world) == had(world)


def test_who_goes_by_two_gates_asks_since_they_first_came():
    text = f"""
    stations:
      care: {CARE}
      table: {{group: gate, stay: {{distribution: fixed, days: 20}}, next: {{onward: 1}}}}
      board: {{group: gate, stay: {{distribution: fixed, days: 20}}, next: {{onward: 1}}}}
    interventions:
      - {{id: first, kind: divert, from: care, via: table, share: {{2021-01-01: 1}}}}
      - {{id: then, kind: divert, from: care, via: board, share: {{2021-01-01: 1}}}}
    """
    world = play(text, Comes("ann", "care", 3), days=60)
    day = TICKS_PER_DAY

    # From day 23 on she is at the second gate; on day 43 she asks for care, with number 1, since 3.
    assert world.of("ann", "care", "rank_time") == [3]
    _, stock, *_, met = left_by_walk(world, 30 * day)
    assert [row[4] for row in stock] == [(23 - 30) * day]
    assert met == [[0, 0, 1, (3 - 30) * day], [0, 1, 1, (3 - 30) * day]]


@pytest.mark.parametrize("holds_place", [True, False])
def test_who_keeps_a_place_is_not_deterred_before_the_start(tmp_path: Path, holds_place: bool):
    path = tmp_path / "region.yaml"
    held = str(holds_place).lower()
    path.write_text(
        "doorstroom: 1\ntitle: {en: Region}\n"
        "period: {start: 2021-01-01, report_from: 2021-02-01, end: 2021-03-01}\n"
        "gemeenten: {town: {youth: 1000}}\nneeds: {any: {}}\n"
        "arrivals: {come: {need: any, per_year: 40, enters: door}}\n"
        "stations:\n"
        f"  door: {{group: gate, places: 9, holds_place: {held}, next: {{care: 1}},\n"
        "         stay: {distribution: fixed, days: 10}}\n"
        "  care: {places: 9, stay: {distribution: fixed, days: 200}, next: {out: 1},\n"
        "         waiting: {deterred: {share: 0.999999}}}\n",
        encoding="utf-8",
    )
    network = build_network(load(path))

    state = build_state(network, "filled", seed=1, replication=0)

    in_care = int((state.stock[:, 1] == network.stations.index("care")).sum())
    assert (in_care > 0) is holds_place  # all others turn away
