"""The blocks that ship: what they tell, that they run, and that they do no more than they say.

A new file in scenarios/groningen/blocks/<theme>, and a scenario that uses it in
scenarios/groningen/policies/<theme>, is found here by itself.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.checks import load_block
from sim.checks.loading import resolve
from sim.measuring.conservation import check
from sim.scenario.schema import Block, Text
from sim.telling.explain import explain
from sim.uncertainty import Prior, tallied

from .shipped import POLICIES, SHIPPED
from .shipped_policies import (
    FROZEN,
    base_of,
    blocks,
    comers,
    dates_of,
    directions_of,
    ended_before,
    lines_that_count,
    loaded,
    run_of,
    scale_of,
    streams_changed,
    table_of,
    used_by,
    user_of,
    years_after,
)
from .test_groningen_numbers import unfounded

BLOCKS = [path for path in blocks() if path.stem not in FROZEN]
NAMES = [path.stem for path in BLOCKS]
MOST_LINES = 12
DRAWS, MOST_REPAIRED = 100, 2


def block_of(path: Path) -> Block:
    block = load_block(path)
    assert block is not None
    return block


OF_BLOCKS = {user_of(name) for name in NAMES}
SAMPLED = [
    path if path in OF_BLOCKS else pytest.param(path, marks=pytest.mark.full) for path in POLICIES
]
"""A policy of each block; others as they are asked for."""
DIRECTED = [path for path in BLOCKS if block_of(path).direction]


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


@pytest.mark.parametrize("path", BLOCKS, ids=NAMES)
def test_what_follows_from_flows_says_which_way_it_goes(path: Path) -> None:
    block = block_of(path)

    assert directions_of(block) or block.effect == "assumed"


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

    in_dutch, in_english = (
        explain(scenario, base_of(scenario), lang=lang) for lang in ("nl", "en")
    )

    assert len(in_dutch) == len(in_english) > 2
    assert set(in_dutch).isdisjoint(in_english)


@pytest.mark.full
@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_of_a_hundred_draws_of_a_policy_few_are_repaired(path: Path) -> None:
    tally = tallied(Prior(resolve(path), 2026).draws(DRAWS))

    told = [(len(reason.draws), str(reason.problem)) for reason in tally.reasons]
    assert tally.repaired <= MOST_REPAIRED, told


# ------------------------------------------------------------------ its runs, at a twentieth


@pytest.mark.parametrize("block", NAMES)
def test_a_block_leaves_what_it_cannot_reach_to_the_last_visit(block: str) -> None:
    policy = user_of(block)
    scenario = loaded(policy)
    scale = scale_of(policy)
    first, base = dates_of(scenario)[0], run_of(base_of(scenario).name, scale)

    run = run_of(policy, scale)

    assert check(run.network, run.visits, run.observed) == []
    before = ended_before(base, first)
    assert before.shape[1] > 1000
    assert (ended_before(run, first) == before).all()
    changed = streams_changed(scenario)
    assert comers(run, changed) == comers(base, changed)


@pytest.mark.parametrize("path", DIRECTED, ids=lambda path: path.stem)
def test_a_block_goes_the_way_it_says(path: Path) -> None:
    policy = user_of(path.stem)
    scenario = loaded(policy)
    scale = scale_of(policy)
    before, after = table_of(base_of(scenario).name, scale), table_of(policy, scale)

    years = years_after(scenario)

    ways = directions_of(block_of(path))
    assert [item for item in ways if not item.goes_so(before, after, years)] == []
