"""Random networks: nobody is lost, no rule is broken, every rule has work, both engines agree.

What happened is counted, and told at the end of the tests (conftest.py): a network in which nothing
happens would test nothing. The rules that are looked at must also be able to fail: engines
made wrong on purpose are found.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from sim.engine import joining, run, settling
from sim.engine.agreement import disagreement
from sim.engine.compiled import run as compiled_run
from sim.engine.records import Visit
from sim.engine.terms import Terms
from sim.measuring.conservation import check

from .conftest import AGREED, HAPPENED, RecordProperty
from .happenings import Record, counted_run, happened
from .network_reducing import reduced
from .random_networks import (
    ATTEMPTS,
    FIRST_WITH_ADDITIONS,
    NETWORKS,
    Played,
    RandomNetwork,
    network,
    networks,
    played,
)
from .random_networks.attempts import first_of, kept
from .rules_kept import broken

PARTS = 4
LEAST = 3
"""In each part, so that each of DEMANDED happens in at least 12 of the 300 networks."""
DEMANDED = (
    "ring",
    "relocation",
    "back",
    "refusal",
    "refusal with when_full",
    "18 while blocked",
    "over capacity",
    "divert of waiting",
    "divert of running",
    "escalation",
    "drop-out while blocked",
    "second not needed",
    "return",
    "change of pool",
)
LATER = (
    "fte_per_place", "moving-staff", "per_fte_year", "via: analysis", "to: onward", "part:",
    "growth_per_year", "another-law", "switch_per_week", "near:", "choice_spread",
)  # fmt: skip
"""Words of constructions that networks before FIRST_WITH_ADDITIONS do not have."""


def faults(made: RandomNetwork) -> list[str]:
    """What is wrong with a run of this network."""
    return faults_of(counted_run(played(made)))


def faults_of(record: Record) -> list[str]:
    lost = check(record.network, record.visits, record.observed)
    return [*map(str, lost), *broken(record)]


def parting(made: RandomNetwork) -> list[str]:
    """Where the engines part on this network, if they do."""
    come = played(made)
    return parting_of(come, counted_run(come))


def parting_of(come: Played, record: Record) -> list[str]:
    """The same, where the SimPy engine has run."""
    made = (record.visits, record.observed, record.clients)
    where = disagreement(
        come.network, come.cohort, come.state, compiled_run, reference=lambda *_: made
    )
    return [where] if where else []


@pytest.mark.parametrize("part", range(PARTS))
def test_random_networks_keep_the_rules_in_both_engines_and_give_every_rule_work(
    part: int, record_property: RecordProperty
) -> None:
    numbers, result = range(part, NETWORKS, PARTS), Counter[str]()
    for number in numbers:
        made = network(number)
        come = played(made)
        record = counted_run(come)
        for wrong, look in ((faults_of(record), faults), (parting_of(come, record), parting)):
            if wrong:
                smallest = reduced(made, lambda item, look=look: bool(look(item)))
                pytest.fail(f"network {number}: {look(smallest)}\n{smallest}")
        result.update(set(happened(record)))
    record_property(AGREED, {"random networks": len(numbers)})
    record_property(HAPPENED, dict(result))
    few = {name: result[name] for name in DEMANDED if result[name] < LEAST}
    assert not few


@pytest.mark.parametrize("every", [30, pytest.param(1, marks=pytest.mark.full)])
@pytest.mark.parametrize("kind", ATTEMPTS)
def test_the_attempt_that_is_kept_is_the_first_that_is_let_through(kind: str, every: int) -> None:
    """Of one in thirty networks; of all at full size."""
    numbers = range(0, len(kept(kind)), every)
    assert kept(kind)[::every] == [first_of(number, ATTEMPTS[kind]) for number in numbers]


def test_every_later_construction_is_in_at_least_ten_networks() -> None:
    texts = [network(number).text for number in range(FIRST_WITH_ADDITIONS, NETWORKS)]
    for word in LATER:
        assert sum(word in text for text in texts) >= 10, word


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(networks())
def test_networks_of_hypothesis_keep_the_rules(made: RandomNetwork) -> None:
    assert not faults(made), str(made)


@pytest.mark.parametrize("number", range(0, NETWORKS, 10))
def test_the_same_seed_gives_the_same(number: int) -> None:
    made = network(number)
    first, again = (
        run(item.network, item.cohort, item.state) for item in (played(made), played(made))
    )
    for item, other in zip(first[:2], again[:2], strict=True):
        assert all(
            np.array_equal(getattr(item, column.name), getattr(other, column.name))
            for column in fields(item)
        )


# ------------------------------------------------------------------ faults are found


def without_priority(visit: Visit) -> tuple[int, int, int, int]:
    return (0, visit.rank_time, visit.youth.rank, visit.trajectory)


def always(*_: Any) -> bool:
    return True


def never(*_: Any) -> bool:
    return False


def a_day_later(terms: Terms, key: int, nth: int, eighteenth: int, now: int) -> int:
    return min(leaves_at(terms, key, nth, eighteenth, now) + 2**20, 2**62)


leaves_at = Terms.leaves_at
WRONG = {
    "a list without priorities": (
        patch.object(Visit, "order", property(without_priority)),
        "passes another on the list",
    ),
    "everyone may go over": (
        patch.object(joining, "may_go_over", always),
        "a start above capacity",
    ),
    "nobody is held": (patch.object(joining, "_is_served_at_once", always), "above capacity"),
    "birthdays a day late": (patch.object(Terms, "leaves_at", a_day_later), "when too old"),
    "ordered care is refused": (patch.object(joining, "_VOLUNTARY", 1), "ordered care"),
    "places are not given out": (patch.object(settling, "give_out", never), "a free place while"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_an_engine_that_breaks_a_rule_is_found(wrong: str) -> None:
    change, message = WRONG[wrong]
    with change:
        result = [line for number in range(20) for line in faults(network(number))]
    assert any(message in line for line in result)


def test_a_network_with_a_fault_is_made_small() -> None:
    with patch.object(Visit, "order", property(without_priority)):
        made = next(item for item in map(network, range(20)) if broken(counted_run(played(item))))
        smallest = reduced(made, lambda item: bool(broken(counted_run(played(item)))))
        assert broken(counted_run(played(smallest)))

    assert list(smallest.sections["stations"]) == ["advice"]
    assert "interventions" not in smallest.sections
    assert smallest.only is not None
    assert len(smallest.only) == 3  # one in care, and two who wait in the wrong order
