"""Money spent on care (rule 32): compiled functions that both engines add it up with."""

from __future__ import annotations

from .compiling import kept


@kept("void(int64[::1], int64, int64, int64, int64[::1], int64, int64)")
def add_care_due(due, cell, now, until, ticks, step, window):  # type: ignore[no-untyped-def]
    """Add care in a cell from now until a tick to `due`, flat of shape (cells, window).

    The window are the steps from `step` on, which is that of now; a step begins at its tick.
    """
    at, begin = step, now
    while begin < until:
        end = until
        if at + 1 < ticks.size and ticks[at + 1] < until:
            end = ticks[at + 1]
        due[cell * window + at - step] += end - begin
        begin = end
        at += 1


@kept("void(float64[::1], int64[::1], int64[::1], float64[::1], int64, int64, int64, int64[::1])")
def add_money(money, account, cell, prices, steps, step, window, numbers):  # type: ignore[no-untyped-def]
    """Add what numbers by cell and step cost to the money of each account, in order of lines.

    `numbers` is flat of shape (cells, window), from `step` on; `prices` of shape (lines, steps).
    Whole numbers come in, so that no sum hangs on the order in which care was given.
    """
    for line in range(account.size):
        for at in range(window):
            number = numbers[cell[line] * window + at]
            money[account[line]] += number * prices[line * steps + step + at]


@kept("int64(int64, int64[::1], int64)")
def steps_until(step, ticks, end):  # type: ignore[no-untyped-def]
    """How many steps, from `step` on, begin before a tick."""
    last = step + 1
    while last < ticks.size and ticks[last] < end:
        last += 1
    return last - step
