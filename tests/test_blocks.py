"""The blocks that ship: what they tell, that they run, and that they do no more than they say.

A new file in scenarios/groningen/blocks/<theme>, and a scenario that uses it in
scenarios/groningen/policies/<theme>, is found here by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from sim.checks import load_block
from sim.checks.loading import resolve
from sim.measuring import indicators
from sim.measuring.conservation import check
from sim.running.simulation import Run
from sim.scenario.schema import Block, Scenario, Text
from sim.telling.explain import explain
from sim.uncertainty import Prior, tallied
from sim.untouched import first_day, reached_between

from .cells import visits_by_cell, wrongly_untouched
from .shipped import POLICIES, SHIPPED, run_of
from .shipped_policies import (
    FROZEN,
    base_of,
    base_run,
    base_table,
    blocks,
    comers,
    dates_of,
    directions_of,
    ended_before,
    lines_that_count,
    loaded,
    scale_of,
    streams_changed,
    used_by,
    user_of,
    years_after,
)
from .test_groningen_numbers import unfounded

BLOCKS = [path for path in blocks() if path.stem not in FROZEN]
NAMES = [path.stem for path in BLOCKS]
MOST_LINES = 12
DRAWS, MOST_REPAIRED = 100, 2


@cache
def block_of(path: Path) -> Block:
    block = load_block(path)
    assert block is not None
    return block


OF_BLOCKS = {user_of(name) for name in NAMES}
SAMPLED = [
    path if path in OF_BLOCKS else pytest.param(path, marks=pytest.mark.full) for path in POLICIES
]
"""A policy of each block; others as they are asked for."""


TOLD = ("ojg-everywhere", "pilots-in-the-city", "divorce-team")
"""Policies of which it is looked at what they are told to leave as it is."""


def in_both(text: Text | None) -> bool:
    return text is not None and bool(text.nl) and bool(text.en)


# ------------------------------------------------------------------ what a block tells


@pytest.mark.parametrize("path", BLOCKS, ids=NAMES)
def test_a_block_is_short_beside_its_texts(path: Path) -> None:
    assert 0 < len(lines_that_count(path)) <= MOST_LINES


@pytest.mark.parametrize("path", BLOCKS, ids=NAMES)
def test_a_block_tells_its_document_in_both_languages(path: Path) -> None:
    block = block_of(path)

    assert block.from_document is not None
    assert block.from_document.section
    texts = [block.title, block.expects, block.leaves_open]
    texts += [lever.title for lever in block.levers.values()]
    assert [text for text in texts if not in_both(text)] == []


def test_every_block_is_used_by_a_scenario_that_ships() -> None:
    used = {name for path in (*SHIPPED, *POLICIES) for name in used_by(path)}

    assert used == {path.stem for path in blocks()}


# ------------------------------------------------------------------ its policies


@pytest.mark.parametrize("path", SAMPLED, ids=lambda path: path.stem)
def test_a_policy_is_founded_and_warns_of_nothing_new(path: Path) -> None:
    scenario = loaded(path)

    assert unfounded(scenario) == []
    assert [item for item in scenario.warnings if item not in base_of(scenario).warnings] == []
    assert in_both(scenario.title)


@pytest.mark.full
@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_a_policy_is_told_in_both_languages(path: Path) -> None:
    scenario = loaded(path)

    base = base_of(scenario)
    in_dutch, in_english = (explain(scenario, base, lang=lang) for lang in ("nl", "en"))

    # What it is, and then at least each change that it brings.
    shared, mine = (
        {item.intervention.id for item in each.interventions} for each in (base, scenario)
    )
    assert len(in_dutch) == len(in_english) >= 1 + max(1, len(mine - shared))
    assert set(in_dutch).isdisjoint(in_english)


@pytest.mark.full
@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_of_a_hundred_draws_of_a_policy_few_are_repaired(path: Path) -> None:
    tally = tallied(Prior(resolve(path), 2026).draws(DRAWS))

    told = [(len(reason.draws), str(reason.problem)) for reason in tally.reasons]
    assert tally.repaired <= MOST_REPAIRED, told


# ------------------------------------------------------------------ its runs, at a twentieth


@dataclass(frozen=True)
class Ran:
    """A block, with a run of the policy that shows it."""

    block: Block
    scenario: Scenario
    scale: float
    run: Run

    @property
    def base(self) -> str:
        return base_of(self.scenario).name


@pytest.fixture(scope="module", params=BLOCKS, ids=NAMES)
def ran(request: pytest.FixtureRequest) -> Ran:
    """Made once for what is asked of it."""
    policy = user_of(request.param.stem)
    scale, scenario = scale_of(policy), loaded(policy)
    return Ran(block_of(request.param), scenario, scale, run_of(scenario, scale=scale))


def test_a_block_leaves_what_it_cannot_reach_to_the_last_visit(ran: Ran) -> None:
    first, run, base = dates_of(ran.scenario)[0], ran.run, base_run(ran.base, ran.scale)

    assert check(run.network, run.visits, run.observed) == []
    before = ended_before(base, first)
    assert before.shape[1] > 1000
    assert first_day(ran.scenario, base_of(ran.scenario)) <= first
    assert np.array_equal(ended_before(run, first), before)
    changed = streams_changed(ran.scenario)
    assert comers(run, changed) == comers(base, changed)


def test_what_is_told_to_be_untouched_is(ran: Ran) -> None:
    """Of three policies, to the last visit; who come is told too."""
    if ran.scenario.name not in TOLD:
        return
    run, base = ran.run, base_run(ran.base, ran.scale)

    reached = reached_between(ran.scenario, base.scenario, (base.network, run.network))

    before, after = (
        visits_by_cell(item.network, item.visits, item.clients) for item in (base, run)
    )
    assert wrongly_untouched(reached, before, after) == []
    streams = zip(reached.sources, reached.comes, strict=True)
    assert {name for (name, _), differs in streams if differs} == streams_changed(ran.scenario)


def test_a_block_goes_the_way_it_says(ran: Ran) -> None:
    """What follows from flows says which way it goes."""
    ways = directions_of(ran.block)
    assert ways or ran.block.effect == "assumed"
    if not ways:
        return
    before, after = base_table(ran.base, ran.scale), indicators(ran.run)

    years = years_after(ran.scenario)

    assert [item for item in ways if not item.goes_so(before, after, years)] == []
