"""Both engines on random networks: the same visits and the same observer, bit for bit."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from sim.engine.agreement import disagreement
from sim.engine.compiled import run as compiled_run

from .conftest import AGREED, RecordProperty
from .network_reducing import reduced
from .random_networks import NETWORKS, RandomNetwork, network, networks, played

PARTS = 4


def difference(made: RandomNetwork) -> str | None:
    come = played(made)
    return disagreement(come.network, come.cohort, come.state, compiled_run)


@pytest.mark.parametrize("part", range(PARTS))
def test_the_engines_agree_on_random_networks(part: int, record_property: RecordProperty) -> None:
    numbers = range(part, NETWORKS, PARTS)
    for number in numbers:
        made = network(number)
        if difference(made) is not None:
            smallest = reduced(made, lambda item: difference(item) is not None)
            pytest.fail(f"network {number}, made small:\n{smallest}\n{difference(smallest)}")
    record_property(AGREED, {"random networks": len(numbers)})


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(networks())
def test_the_engines_agree_on_networks_of_hypothesis(made: RandomNetwork) -> None:
    assert difference(made) is None, str(made)
