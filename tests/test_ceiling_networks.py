"""Random networks with ceilings on money (rule 32): both engines, nobody lost, nobody starts."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest

from sim.draws import NEVER, TICKS_PER_DAY
from sim.engine import ceilings
from sim.engine import run as engine_run
from sim.engine.agreement import disagreement
from sim.engine.compiled import run as compiled_run
from sim.engine.records import NO_VISIT
from sim.in_force import InForce, Timeline
from sim.in_force.ceilings import Account, accounts_of, care_prices, place_price
from sim.measuring.ceilings import spent_under
from sim.measuring.conservation import check
from sim.measuring.lens import Lens
from sim.measuring.money import nominal_index
from sim.measuring.periods import periods_of
from sim.network import Network
from sim.visits import Observed, Outcome, Visits

from .network_reducing import reduced
from .random_networks import Played, RandomNetwork, played, with_ceilings

NETWORKS = 46
LEAST = 10


def difference(made: RandomNetwork) -> str | None:
    come = played(made)
    return disagreement(come.network, come.cohort, come.state, compiled_run)


def run(made: RandomNetwork) -> tuple[Played, Visits, Observed]:
    come = played(made)
    visits, observed, _ = compiled_run(come.network, come.cohort, come.state)
    return come, visits, observed


def test_the_engines_agree_on_ceilings_and_nobody_is_lost() -> None:
    stopped = ended = together = lists = told = 0
    for number in range(NETWORKS):
        made = with_ceilings(number)
        if difference(made) is not None:
            smallest = reduced(made, lambda item: difference(item) is not None)
            pytest.fail(f"network {number}, made small:\n{smallest}\n{difference(smallest)}")
        come, visits, observed = run(made)
        assert not check(come.network, visits, observed)
        accounts, entries = accounts_of(come.scenario), observed.log(come.network).entries
        stops = {account.thing for account in accounts if account.stops}
        only_told = {account.thing for account in accounts if not account.stops}
        changes = [item for item in entries if item.thing in stops]
        told += any(item.value for item in entries if item.thing in only_told)
        stopped += any(item.value for item in changes)
        ended += any(not item.value for item in changes)
        lists += bool(changes) and "lists" in made.text
        together += bool(changes) and ("by_weeks" in made.text or "follows" in made.text)
    assert stopped >= LEAST
    assert told >= LEAST
    assert ended >= LEAST
    assert together >= LEAST // 2
    assert lists


# ------------------------------------------------------------------ who starts meanwhile


@pytest.mark.parametrize("number", range(NETWORKS))
def test_nobody_starts_whom_a_ceiling_stops(number: int) -> None:
    made = with_ceilings(number)
    come, visits, observed = run(made)
    log, in_force = observed.log(come.network), InForce(come.scenario)
    is_new = (visits.with_visit == NO_VISIT) & (visits.legal_frame == 0) & (visits.priority > 0)

    for account in (item for item in accounts_of(come.scenario) if item.stops):
        reached = log.applied(account.thing, Timeline.constant(0.0))
        for row in np.flatnonzero(is_new & (visits.started > 0)).tolist():
            day = int(visits.started[row]) // TICKS_PER_DAY
            if reached.at(day) and not _goes_on(visits, row, made):
                assert not _costs(in_force, come.network, account, visits, row, day)


def _goes_on(visits: Visits, row: int, made: RandomNetwork) -> bool:
    """Whether a start may be of who keeps a place, is relocated, or had care that runs on."""
    others = np.flatnonzero((visits.client == visits.client[row]) & (visits.started != NEVER))
    ran_on = visits.outcome[others] == Outcome.DIVERTED
    ends = others[visits.ended[others] == visits.started[row]]
    kept = (visits.blocked[ends] > 0) | ("holds_place" in made.text)
    moved = visits.outcome[ends] == Outcome.RELOCATED
    return bool(ran_on.any() or np.any(kept | moved))


def _costs(
    in_force: InForce, network: Network, account: Account, visits: Visits, row: int, day: int
) -> bool:
    """Whether the care of a visit that starts on a day is paid from an account."""
    source = int(visits.source[row])
    pool = in_force.pools[network.lists.whole[visits.pool[row]]]
    if network.gemeenten[network.source_gemeente[source]] != account.gemeente:
        return False
    payer, station = account.spec.payer, network.stations[visits.station[row]]
    prices = care_prices(in_force, station, payer)
    own = prices.choices[prices.choice[source]]
    of_pool = place_price(in_force.pool(pool.base, pool.gemeente), payer).at(day)
    costs = own.per_day.at(day) + own.per_start.at(day) + of_pool
    return bool(account.covers(pool) and costs > 0)


# ------------------------------------------------------------------ what was spent


@pytest.mark.parametrize("number", range(NETWORKS))
def test_what_the_engine_adds_up_is_what_is_measured(number: int) -> None:
    """What was spent by each 1 January, asked of the engine just before it begins anew."""
    made = with_ceilings(number)
    come = played(made)
    by_engine: dict[int, np.ndarray] = {}

    class Watched(ceilings.Ceilings):
        def _add_spent(self, now: int) -> None:
            super()._add_spent(now)
            by_engine[now] = self._spent.copy()

    with patch("sim.engine.world.Ceilings", Watched):
        visits, observed, _ = engine_run(come.network, come.cohort, come.state)

    lens = Lens.of(
        come.scenario,
        come.network,
        visits,
        periods_of(come.scenario),
        observed.log(come.network),
    )
    accounts = accounts_of(come.scenario)
    for year, at in zip(lens.periods.long, lens.slices, strict=True):
        if year in lens.periods.years and year.end in by_engine and _begins_anew(lens, year.begin):
            for account, money in zip(accounts, by_engine[year.end], strict=True):
                nominal = spent_under(lens, account.spec) * nominal_index(lens)
                gemeente = come.network.gemeenten.index(account.gemeente)
                by_visits = nominal[gemeente, at].sum()
                assert by_visits == pytest.approx(money, rel=1e-9, abs=1e-6)


def _begins_anew(lens: Lens, tick: int) -> bool:
    date = lens.network.start + tick // TICKS_PER_DAY
    return tick == 0 or str(date).endswith("-01-01")
