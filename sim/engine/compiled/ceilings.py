"""Ceilings on money: what care has cost this year, and who may not start any more (rule 32)."""

from __future__ import annotations

import numpy as np

from ...compiling.rows import part_of
from ...compiling.tables import Ints, compiled
from ...draws import NEVER
from ...network.model import LegalFrame
from ...network.spending import UNCOUNTED
from ...spending import add_money, steps_until
from .records import MAIN, NOBODY, OWN, Pool, Visit
from .waiting_list import in_order, stand_aside
from .world import free_places, mark, terms_of
from .world_row import World

# --------------------------------------------------------------------- what is spent


@compiled
def pays_start(world: World, visit: Visit) -> None:
    """Somebody has a place, and pays for the start."""
    cell = _cell_of(world, visit, visit.pool)
    if cell != UNCOUNTED:
        world.paid_starts[cell] += 1


@compiled
def care_begins(world: World, visit: Visit) -> None:
    """Somebody is in care from now on; it is known until when, or that the stay is over."""
    cell = _cell_of(world, visit, visit.pool)
    if cell != UNCOUNTED:
        _count(world, cell, 1)
        if visit.blocked_from == NEVER:
            _plan(world, visit, cell, 1)


@compiled
def care_is_over(world: World, visit: Visit) -> None:
    """A stay is over and the place is kept: no more care is to come, and it is paid for."""
    cell = _cell_of(world, visit, visit.pool)
    if cell != UNCOUNTED:
        _plan(world, visit, cell, -1)


@compiled
def care_ends(world: World, visit: Visit) -> None:
    """Somebody gives a place back."""
    cell = _cell_of(world, visit, visit.pool)
    if cell != UNCOUNTED:
        _count(world, cell, -1)
        if visit.blocked_from == NEVER:
            _plan(world, visit, cell, -1)


@compiled
def _count(world: World, cell: int, more: int) -> None:
    """Count the care of a cell up to now, when so many more begin with it."""
    world.paid_ticks[cell] += world.cell_in_care[cell] * (world.now - world.cell_counted_at[cell])
    world.cell_counted_at[cell] = world.now
    world.cell_in_care[cell] += more


@compiled
def _plan(world: World, visit: Visit, cell: int, more: int) -> None:
    """Count so many more of which the care is to end when that of a visit is.

    Ends are kept by cell and step, and added up in it, so that what is still due needs no look at
    each client. What lies beyond the last year of prices ends with it.
    """
    steps = world.step_tick.size
    end = min(visit.stay_end, visit.too_old_at, world.step_year_end[steps - 1])
    at = cell * steps + _step_of(world, end)
    world.cell_planned[cell] += more
    world.ending[at] += more
    world.ending_ticks[at] += more * end


@compiled
def _step_of(world: World, tick: int) -> int:
    """The step in which a tick lies."""
    low, high = 0, world.step_tick.size
    while high - low > 1:
        middle = (low + high) // 2
        if world.step_tick[middle] <= tick:
            low = middle
        else:
            high = middle
    return low


@compiled
def _cell_of(world: World, visit: Visit, pool: int) -> int:
    if not world.account_stops.size:
        return UNCOUNTED
    row = world.cell_rows[visit.station, world.youths[visit.client].source]
    if row != UNCOUNTED:
        for cell in range(world.cell_begin[row], world.cell_end[row]):
            if world.cell_pool[cell] == pool:
                return cell
    return UNCOUNTED


# --------------------------------------------------------------------- what is asked each month


@compiled
def review_ceilings(world: World, looks: bool) -> None:
    """Add up what was spent; ask on the first of a month whether a ceiling is reached."""
    accounts = world.account_stops.size
    if not accounts:
        return
    for cell in range(world.cell_pool.size):
        _count(world, cell, 0)
    _add_spent(world)
    if world.step_year_end[world.price_step] <= world.now:
        for account in range(accounts):
            world.spent[account] = 0.0
            world.reached[account] = 0
    steps = world.step_tick.size
    while world.price_step + 1 < steps and world.step_tick[world.price_step + 1] <= world.now:
        world.price_step += 1
    if looks:
        due = _still_due(world)
        for account in range(accounts):
            total = world.spent[account] + due[account]
            if total > 0.0 and total >= world.account_amount[account * steps + world.price_step]:
                world.reached[account] = 1
            world.reached_log[world.ceiling_looks * accounts + account] = world.reached[account]
        world.ceiling_looks += 1
    _stop(world)


@compiled
def stop_as_before(world: World) -> None:
    """Stop at the start what a ceiling that was reached before it stops."""
    if world.account_stops.size:
        _stop(world)


@compiled
def _add_spent(world: World) -> None:
    steps, cells = world.step_tick.size, world.cell_pool.size
    lines = world.line_account.size
    account, cell = part_of(world.line_account, 0, lines), part_of(world.line_cell, 0, lines)
    spent = part_of(world.spent, 0, world.spent.size)
    per_tick = part_of(world.line_per_tick, 0, lines * steps)
    per_start = part_of(world.line_per_start, 0, lines * steps)
    ticks, starts = part_of(world.paid_ticks, 0, cells), part_of(world.paid_starts, 0, cells)
    add_money(spent, account, cell, per_tick, steps, world.price_step, 1, ticks)
    add_money(spent, account, cell, per_start, steps, world.price_step, 1, starts)
    for at in range(cells):
        world.paid_ticks[at] = world.paid_starts[at] = 0


@compiled
def _still_due(world: World) -> np.ndarray:
    """What care still costs until 31 December of those who are in it, as planned."""
    steps, step, lines = world.step_tick.size, world.price_step, world.line_account.size
    ticks, year_end = part_of(world.step_tick, 0, steps), world.step_year_end[step]
    window = steps_until(step, ticks, year_end)
    due = np.zeros(world.cell_pool.size * window, np.int64)
    for cell in range(world.cell_pool.size):
        left = world.cell_planned[cell]
        for at in range(window):
            here = cell * steps + step + at
            begin = max(ticks[step + at], world.now)
            end = ticks[step + at + 1] if at + 1 < window else year_end
            left -= world.ending[here]
            ending = world.ending_ticks[here] - world.ending[here] * begin
            due[cell * window + at] = left * (end - begin) + ending
    money = np.zeros(world.account_stops.size)
    account, cell_of = part_of(world.line_account, 0, lines), part_of(world.line_cell, 0, lines)
    per_tick = part_of(world.line_per_tick, 0, lines * steps)
    add_money(money, account, cell_of, per_tick, steps, step, window, due)
    return money


@compiled
def _stop(world: World) -> None:
    """Whose care is stopped now: what costs an account whose ceiling is reached."""
    was = np.empty(world.cell_pool.size, np.int64)
    for at in range(was.size):
        was[at] = world.cell_stopped[at]
        world.cell_stopped[at] = 0
    for index in range(world.pools.size):
        world.pools[index].is_stopped = False
    for line in range(world.line_account.size):
        account, cell = world.line_account[line], world.line_cell[line]
        at = line * world.step_tick.size + world.price_step
        costs = world.line_per_tick[at] > 0.0 or world.line_per_start[at] > 0.0
        if costs and world.account_stops[account] and world.reached[account]:
            world.cell_stopped[cell] = 1
            world.pools[world.cell_pool[cell]].is_stopped = True
    changed = np.zeros(world.pools.size, np.bool_)
    for at in range(was.size):
        changed[world.cell_pool[at]] |= was[at] != world.cell_stopped[at]
    for index in range(changed.size):
        if changed[index]:
            _pass_over(world, world.pools[index])


@compiled
def _pass_over(world: World, pool: Pool) -> None:
    """Let those stand aside who are stopped now; who no longer is may start."""
    for row in in_order(world, pool):
        visit = world.visits[row]
        aside = visit.asks_for == NOBODY and is_stopped(world, visit)
        if aside != visit.is_aside:
            stand_aside(world, pool, visit, aside)
    if free_places(pool) > 0 and pool.size:
        mark(world, pool)


@compiled
def hold_lists(world: World) -> None:
    """Find the lists on which somebody is passed over now, or who comes to it would be."""
    for seen in range(world.seen_held.size):
        world.seen_held[seen] = 0
    for index in range(world.pools.size):
        pool = world.pools[index]
        if pool.passed:
            for row in in_order(world, pool):
                visit = world.visits[row]
                if visit.is_aside:
                    _hold(world, terms_of(world, visit).seen)
                    _hold(world, pool.seen)
    for at in range(0, world.comers.size, 4):
        priority = world.levels[world.comers[at + 2]]
        if priority < 0.0:
            priority = world.comers[at + 3]
        if priority > 0.0:
            _hold_for(world, world.comers[at], world.comers[at + 1])


@compiled
def _hold_for(world: World, row: int, pool: int) -> None:
    """Hold the lists on which who comes with these cells, to the pool of this level, is stopped."""
    for cell in range(world.cell_begin[row], world.cell_end[row]):
        first = world.places[world.cell_pool[cell]].first
        if world.cell_stopped[cell] and first == int(world.levels[pool]):
            _hold(world, world.cell_seen[2 * cell])
            _hold(world, world.cell_seen[2 * cell + 1])


@compiled
def _hold(world: World, seen: int) -> None:
    if seen >= 0:
        world.seen_held[seen] = 1


# --------------------------------------------------------------------- who may start


@compiled
def is_stopped(world: World, visit: Visit) -> bool:
    """Whether a visit may not start for want of money."""
    return stops_intake(world, visit, world.pools[visit.pool], visit.priority)


@compiled
def stops_intake(world: World, visit: Visit, pool: Pool, priority: int) -> bool:
    """Whether who has this priority may not start in a pool: of their own will, first line, new."""
    if not pool.is_stopped or priority == 0 or visit.held != NOBODY:
        return False
    if visit.trajectory != MAIN or visit.remaining != OWN:
        return False
    youth = world.youths[visit.client]
    if world.sources[youth.source].legal_frame != LegalFrame.VOLUNTARY:
        return False
    cell = _cell_of(world, visit, pool.index)
    return cell != UNCOUNTED and world.cell_stopped[cell] != 0


@compiled
def may_start(world: World, pool: Pool) -> Ints:
    """Those on a list whom no ceiling stops, in order of the list."""
    rows, size = in_order(world, pool), 0
    for row in rows:
        if not world.visits[row].is_aside:
            rows[size] = row
            size += 1
    return rows[:size]


@compiled
def ready(pool: Pool) -> int:
    """How many of them there are."""
    return pool.size - pool.passed
