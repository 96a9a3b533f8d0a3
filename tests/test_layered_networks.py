"""Random networks of two layers, with a block that a run may start (rules 22 and 30).

Both engines agree on every run that it takes to know what starts, nobody is lost and no rule is
broken; and each construction of the layer above changes what happens.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from copy import deepcopy

import numpy as np
import pytest

from sim.engine.compiled import run as compiled_run
from sim.errors import ScenarioError
from sim.in_force import Log
from sim.measuring.conservation import check
from sim.running.triggers import as_it_went
from sim.scenario.schema import Scenario
from sim.visits import Visits

from .happenings import counted_run
from .network_reducing import reduced
from .random_networks import RandomNetwork, loaded, played, with_layers
from .rules_kept import broken
from .test_random_networks import parting_of

NETWORKS = 40
PARTS = 2
LEAST = 5
"""In each part, so that each construction changes visits in at least 10 of the networks."""
CONSTRUCTIONS = ("present", "by-youth", "by-a-run")
"""As the ids of what says them begin, or the name of the block that a run may start."""


@pytest.mark.parametrize("part", range(PARTS))
def test_the_engines_agree_on_layers_and_on_blocks_that_a_run_starts(part: int) -> None:
    works = Counter[str]()
    for number in range(part, NETWORKS, PARTS):
        made = with_layers(number)
        if faults(made):
            smallest = reduced(made, lambda item: bool(faults(item)))
            pytest.fail(f"network {number}, made small:\n{smallest}\n{faults(smallest)[0]}")
        rare = [name for name in CONSTRUCTIONS if works[name] < LEAST]
        works.update(rare and has_work(made, rare))
    assert min(works[name] for name in CONSTRUCTIONS) >= LEAST, works


def faults(made: RandomNetwork) -> list[str]:
    """What is wrong with any of the runs that it takes to know which blocks start."""
    result: list[str] = []

    def log_of(scenario: Scenario) -> Log:
        come = played(made, scenario)
        record = counted_run(come)
        result.extend(map(str, check(record.network, record.visits, record.observed)))
        result.extend((*broken(record), *parting_of(come, record)))
        return record.observed.log(record.network)

    log_of(as_it_went(loaded(made.files), log_of))
    return result


def has_work(made: RandomNetwork, constructions: list[str]) -> list[str]:
    """Those without which other visits are made; a file refused without one shows nothing."""
    visits, result = visits_of(made), []
    for name in constructions:
        with suppress(ScenarioError):
            if not _alike(visits, visits_of(without(made, name))):
                result.append(name)
    return result


def _alike(visits: Visits, others: Visits) -> bool:
    return all(
        np.array_equal(getattr(visits, name), getattr(others, name))
        for name in ("station", "joined", "started", "ended", "next", "outcome")
    )


def visits_of(made: RandomNetwork) -> Visits:
    come = played(made, went(made))
    return compiled_run(come.network, come.cohort, come.state)[0]


def went(made: RandomNetwork) -> Scenario:
    """The scenario with its blocks as a run starts them."""

    def log_of(scenario: Scenario) -> Log:
        come = played(made, scenario)
        _, observed, _ = compiled_run(come.network, come.cohort, come.state)
        return observed.log(come.network)

    return as_it_went(loaded(made.files), log_of)


def without(made: RandomNetwork, construction: str) -> RandomNetwork:
    """The same without what says this; stations that nothing reaches any more are asleep."""
    changed = deepcopy(made)
    assert changed.extension is not None
    uses: list[object] = changed.extension["uses"]
    if construction in uses:
        uses.remove(construction)
    else:
        block = changed.blocks["on-what-stands"]
        kept = [item for item in block["interventions"] if not item["id"].startswith(construction)]
        block["interventions"] = kept
        if not kept:
            del uses[0]
    for spec in changed.sections["stations"].values():
        spec["sleeps"] = True
    return changed


def test_a_fault_of_a_layer_is_made_small() -> None:
    """A fault that hangs on a block that starts: all but that block goes."""
    made = next(item for item in map(with_layers, range(NETWORKS)) if _starts(item))

    smallest = reduced(made, _starts, most=400)

    assert len(smallest.blocks["by-a-run"]["interventions"]) == 1
    assert len(smallest.text) < len(made.text) / 2
    assert _starts(smallest)


def _starts(made: RandomNetwork) -> bool:
    return any(use.begins for use in went(made).blocks)
