"""Random networks in which places follow (rule 31): both engines, nobody lost, and what was."""

from __future__ import annotations

import copy

import numpy as np
import pytest
from scipy.special import ndtri

from sim.draws import NEVER, TICKS_PER_DAY
from sim.engine.agreement import disagreement
from sim.engine.compiled import run as compiled_run
from sim.in_force import InForce, PoolInstance, scaled
from sim.measuring.conservation import check
from sim.visits import Observed, Outcome, Visits

from .network_reducing import reduced
from .random_networks import (
    Played,
    RandomNetwork,
    following,
    loaded,
    played,
)

NETWORKS = 48
LEAST = 10


def difference(made: RandomNetwork) -> str | None:
    come = played(made)
    return disagreement(come.network, come.cohort, come.state, compiled_run)


def test_the_engines_agree_on_places_that_follow_and_nobody_is_lost() -> None:
    moved = capped = divided = switched = 0
    for number in range(NETWORKS):
        made = following(number)
        if difference(made) is not None:
            smallest = reduced(made, lambda item: difference(item) is not None)
            pytest.fail(f"network {number}, made small:\n{smallest}\n{difference(smallest)}")
        come, visits, observed = run(made)
        assert not check(come.network, visits, observed)
        moves = len({*factors(come, observed)}) > 1
        moved += moves
        capped += "labour" in made.sections
        divided += moves and bool((come.network.lists.count > 1).any())
        switched += bool((visits.outcome == Outcome.SWITCHED).any())
    assert moved >= 2 * LEAST
    assert capped >= LEAST
    assert divided >= LEAST
    assert switched >= LEAST // 2


@pytest.mark.parametrize("number", range(0, NETWORKS, 2))
def test_nobody_starts_above_the_places_that_the_log_tells_of(number: int) -> None:
    made = following(number)
    come, visits, observed = run(made)
    was = InForce(loaded(made.files), observed.log(come.network))

    lists = come.network.lists
    for index, first in enumerate(lists.first.tolist()):
        instance = was.pools[lists.whole[index]]
        pool = was.pool(instance.base, instance.gemeente)
        if pool.followed is None or _goes_over(made):
            continue
        given = scaled(pool.given, come.network.scale)
        parts = parts_of_lists(instance, int(lists.count[index]))
        mine = (visits.pool == index) & (visits.started != NEVER)
        started, ended = visits.started[mine], visits.ended[mine]
        ended = np.where(ended == NEVER, come.network.end, ended)
        for tick in np.unique(started[started > 0]).tolist():
            there = int(((started <= tick) & (ended > tick)).sum())
            places = given.at(tick / TICKS_PER_DAY) * parts[index - first]
            most = max(np.ceil(places - 1e-9), 1.0)
            assert there <= max(most, _most_before(started, ended, tick))


@pytest.mark.parametrize("number", range(1, NETWORKS, 4))
def test_places_that_may_not_move_are_as_planned(number: int) -> None:
    made = following(number)
    still = _changed(made, {"most": 0, "less": 0})
    plain = _changed(made, None)

    (_, visits, _), (_, planned, _) = run(still), run(plain)

    for name in ("station", "joined", "started", "ended", "next", "outcome"):
        np.testing.assert_array_equal(getattr(visits, name), getattr(planned, name))


def run(made: RandomNetwork) -> tuple[Played, Visits, Observed]:
    come = played(made)
    visits, observed, _ = compiled_run(come.network, come.cohort, come.state)
    return come, visits, observed


def factors(come: Played, observed: Observed) -> list[float]:
    entries = observed.log(come.network).entries
    return [1.0, *(item.value for item in entries if item.thing.field == "follows")]


def parts_of_lists(pool: PoolInstance, count: int) -> np.ndarray:
    """The part of the places that each list has: middles of equal parts of a lognormal."""
    lists = getattr(pool.spec, "lists", None)
    middles = (np.arange(count) + 0.5) / count
    sizes = np.exp((lists.spread.first if lists else 0.0) * ndtri(middles))
    return sizes / sizes.sum()


def _goes_over(made: RandomNetwork) -> bool:
    return "over_capacity" in str(made.sections)


def _most_before(started: np.ndarray, ended: np.ndarray, tick: int) -> int:
    """How many were there just before a moment: above the places after a closing on vacancy."""
    return int(((started < tick) & (ended >= tick)).sum())


def _changed(made: RandomNetwork, follows: dict[str, float] | None) -> RandomNetwork:
    """The same with other numbers of following; without it where there are none."""
    sections = copy.deepcopy(made.sections)
    for pool in sections["pools"].values():
        if "follows" in pool and follows is not None:
            pool["follows"] |= follows
        elif follows is None:
            pool.pop("follows", None)
    if follows is None:
        sections.pop("labour", None)
    return RandomNetwork(sections, made.by_whole_days, made.scale, made.seed, made.only)
