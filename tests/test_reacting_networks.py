"""Random networks in which shares follow a wait (rule 28): both engines, nobody lost, and work."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engine.agreement import disagreement
from sim.engine.compiled import run as compiled_run
from sim.measuring.conservation import check
from sim.visits import Observed, Visits

from .network_reducing import reduced
from .random_networks import Played, RandomNetwork, Sections, played, reacting

NETWORKS = 40
PARTS = 2
LEAST = 6
"""In each part, so that each of what is counted is in at least 12 of the networks."""


def difference(made: RandomNetwork) -> str | None:
    come = played(made)
    return disagreement(come.network, come.cohort, come.state, compiled_run)


def without(made: RandomNetwork, kind: str) -> RandomNetwork:
    """The same without the shares of this kind that follow a wait."""
    sections: Sections = dict(made.sections)
    sections["interventions"] = [
        item
        for item in sections["interventions"]
        if item["kind"] != kind or "by_weeks" not in item.get("share", {})
    ]
    if not sections["interventions"]:
        del sections["interventions"]
    # What nobody reaches any more is asleep.
    stations = sections["stations"].items()
    sections["stations"] = {name: {**spec, "sleeps": True} for name, spec in stations}
    return RandomNetwork(sections, made.by_whole_days, made.scale, made.seed, made.only)


@pytest.mark.parametrize("part", range(PARTS))
def test_the_engines_agree_on_what_follows_a_wait(part: int) -> None:
    sees = follows_by_divert = follows_by_route = deters = 0
    for number in range(part, NETWORKS, PARTS):
        made = reacting(number)
        if difference(made) is not None:
            smallest = reduced(made, lambda item: difference(item) is not None)
            pytest.fail(f"network {number}, made small:\n{smallest}\n{difference(smallest)}")
        come, visits, observed = run(made)
        assert not check(come.network, visits, observed)
        sees += len(np.unique(observed.log_value)) > 3
        deters += "deterred" in made.text
        if follows_by_divert < LEAST:
            follows_by_divert += _differs(visits, without(made, "divert"))
        if follows_by_route < LEAST:
            follows_by_route += _differs(visits, without(made, "next"))
    assert min(sees, follows_by_divert, follows_by_route, deters) >= LEAST


def run(made: RandomNetwork) -> tuple[Played, Visits, Observed]:
    come = played(made)
    visits, observed, _ = compiled_run(come.network, come.cohort, come.state)
    return come, visits, observed


def _differs(visits: Visits, other: RandomNetwork) -> bool:
    """Whether the other network makes other visits."""
    others = run(other)[1]
    return not all(
        np.array_equal(getattr(visits, name), getattr(others, name))
        for name in ("station", "joined", "ended", "next")
    )
