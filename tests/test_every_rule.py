"""Groningen at full size with every rule that reacts: both engines to the bit, all at work."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim import load
from sim.clients.cohort import build_cohort
from sim.clients.state import build_state
from sim.engine import run as simpy_run
from sim.engine.compiled import run as compiled_run
from sim.network import build_network
from sim.visits import Outcome

from .shipped import SEED
from .worlds import assert_same


@pytest.mark.full
def test_both_engines_agree_on_groningen_with_every_rule(house: Path) -> None:
    scenario = load(house / "tools/bench/every_rule.yaml")
    network = build_network(scenario)
    cohort = build_cohort(network, seed=SEED, replication=0)
    state = build_state(network, scenario.begin, seed=SEED, replication=0)

    visits, *others = compiled_run(network, cohort, state)

    for mine, simpy in zip((visits, *others), simpy_run(network, cohort, state), strict=True):
        assert_same(mine, simpy)
    for outcome in (Outcome.DETERRED, Outcome.SWITCHED, Outcome.DIVERTED, Outcome.DROPPED_OUT):
        assert (visits.outcome == outcome).any(), outcome
    fields = {item.thing.field for item in others[0].log(network).entries if item.value}
    assert {"seen_wait", "follows"} <= fields
    things = {item.thing.name for item in others[0].log(network).entries if item.value}
    assert {"home", "all"} & things  # a ceiling was reached
