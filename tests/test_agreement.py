"""Both engines on networks of Hypothesis: the same visits and the same observer, bit for bit.

On the random networks that have a number test_random_networks.py looks at the same.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from sim.engine.agreement import disagreement
from sim.engine.compiled import run as compiled_run

from .random_networks import RandomNetwork, networks, played


def difference(made: RandomNetwork) -> str | None:
    come = played(made)
    return disagreement(come.network, come.cohort, come.state, compiled_run)


@pytest.mark.full
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(networks())
def test_the_engines_agree_on_networks_of_hypothesis(made: RandomNetwork) -> None:
    assert difference(made) is None, str(made)
