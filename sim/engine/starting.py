"""The start of a run: care goes on, lists are as they are, who returns is to come (rule 23)."""

from __future__ import annotations

from ..clients.cohort import Clients
from ..clients.state import State
from .care import take_over
from .joining import new_visit, on_list, priority_of
from .journey import begin_at, beside, going_on, journey, returning
from .lists import pool_for
from .moments import Moment
from .records import BESIDE_BEFORE, NO_VISIT, Pool, Visit
from .relocation import ask, ask_where_closing
from .world import World
from .youths import ByGate, Going, Ints, Youth, youths_of


def fill(world: World, clients: Clients, state: State, present: Ints) -> None:
    """Put the state into the world: stock in care, the latest on the list, returns to come."""
    youths = list(youths_of(world.network, clients, present))
    for client, station, number in state.counts.tolist():
        youths[client].counts[station] = number
    for client, station, number in state.last.tolist():
        youths[client].last = (world.terms(station, youths[client].source), number)
    for client, heavier, is_helped in state.referral.tolist():
        youths[int(client)].heavier, youths[int(client)].is_helped = heavier, is_helped > 0.0
    for client, index, nth, rank_time in state.met.tolist():
        _met_before(world, youths[client], index, nth, rank_time)
    by_start = sorted(state.stock.tolist(), key=lambda row: (row[4], youths[row[0]].rank, row[3]))
    for client, *row in by_start:
        _take_in(world, youths[client], *row)
    for client, station, priority, rank_time in state.ways.tolist():
        going = Going(station, priority, rank_time, past_limits=True)
        youths[client].escalations.append(going)
    placed = [_place(world, youths[client], row) for client, *row in state.placed.tolist()]
    for client, *row in state.waiting.tolist():
        _wait(world, youths[client], row, placed)
    for row, station, pool, since in state.asks.tolist():
        terms = world.terms(station, placed[row].youth.source)
        ask(world, placed[row], terms, world.desk(station, world.pools[pool]), since)
    ask_where_closing(world)
    for client, tick in state.pending.tolist():
        world.returns[youths[client].rank] = (youths[client], tick)
        begin_at(world, tick, youths[client], returning(world, youths[client]))


def _met_before(world: World, youth: Youth, index: int, nth: int, rank_time: int) -> None:
    """A divert by a gate took them before the start (rule 15)."""
    diverts = world.network.diverts
    station, gate = int(diverts.from_station[index]), int(diverts.to_station[index])
    going = Going(station, rank_time=rank_time, nth=nth, after=index)
    youth.met.append(ByGate(index, gate, going))


def _take_in(
    world: World, youth: Youth, station: int, nth: int, second: int, started: int, stay_end: int
) -> None:
    """A visit from before the start goes on; beyond the capacity it joins the list on day 0."""
    terms, trajectory = world.terms(station, youth.source), second + 1
    is_second = second >= 0
    beside_visit = BESIDE_BEFORE if is_second else NO_VISIT
    own = priority_of(world, youth, terms, Going(station))
    if pool_for(world, terms, youth, own).free > 0:
        visit = new_visit(
            world, youth, terms, nth, Going(station), trajectory, beside_visit, joined=started
        )
        visit.over = Moment(world.env)
        take_over(world, visit, stay_end, since=started)
        story = going_on(world, visit) if is_second else journey(world, youth, None, visit)
        visit.process = world.env.process(story)
        return
    youth.counts[station] -= 1
    going = Going(station, is_diverted=True, past_limits=True)
    if is_second:
        story = beside(world, youth, going, trajectory, beside_visit)
    else:
        story = journey(world, youth, going)
    begin_at(world, 0, youth, story, trajectory)


def _place(world: World, youth: Youth, row: list[int]) -> Visit:
    """A visit of a state file that is in care at its pool, above the capacity too."""
    station, nth, second, started, stay_end, pool, is_blocked = row
    visit = _there(world, youth, station, nth, second, world.pools[pool], started)
    take_over(world, visit, stay_end, since=started, is_blocked=bool(is_blocked))
    _go_on(world, visit, second)
    return visit


def _wait(world: World, youth: Youth, row: list[int], placed: list[Visit]) -> None:
    """A visit of a state file that waits; what would make them leave is drawn from now on.

    A time to leave is exponential in the hazard that has passed, so that who has waited until now
    has as much of it before them as anyone (rule 9).
    """
    station, nth, second, asked, queued, pool, priority, held = row
    visit = _there(world, youth, station, nth, second, world.pools[pool], asked)
    visit.priority, visit.queue_time = priority, queued
    visit.clock = visit.looked = 0
    if held >= 0:
        visit.held = placed[held]
        visit.held.goal = station
    on_list(world, visit)
    if held < 0:
        _go_on(world, visit, second)
    else:
        visit.process = placed[held].process = world.env.process(journey(world, youth, None, visit))


def _there(
    world: World, youth: Youth, station: int, nth: int, second: int, pool: Pool, joined: int
) -> Visit:
    terms = world.terms(station, youth.source)
    beside_visit = BESIDE_BEFORE if second >= 0 else NO_VISIT
    visit = new_visit(
        world,
        youth,
        terms,
        nth,
        Going(station),
        second + 1,
        beside_visit,
        joined=joined,
        desk=world.desk(station, pool),
    )
    visit.too_old_at = terms.leaves_at(youth.key, nth, youth.eighteenth, 0)
    visit.over = Moment(world.env)
    return visit


def _go_on(world: World, visit: Visit, second: int) -> None:
    """The story of a visit that is there; of who keeps a place it is that of what they wait for."""
    if visit.is_blocked:
        return
    youth = visit.youth
    story = going_on(world, visit) if second >= 0 else journey(world, youth, None, visit)
    visit.process = world.env.process(story)
