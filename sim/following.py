"""Places that follow (rule 31): compiled functions for every engine and for what is planned."""

from __future__ import annotations

import math

import numpy as np

from .compiling import kept

NUMBERS = 5
"""Of a pool that follows: `weeks`, `per_week`, `per_change`, `most` and `less`, in this order."""
MOST_TIMES = 1000.0
"""The most that places become by following, and one over it the least, as a factor."""
_STOCK = "float64(int64, int64[::1], float64[::1], float64[::1], int64[::1], float64[::1], int64, "


@kept("float64(float64, float64, int64, int64, float64[::1])")
def wanted_growth(weeks, weeks_before, asked, asked_before, numbers):  # type: ignore[no-untyped-def]
    """By what part places are to grow: as demand did, and by the wait and how it changed."""
    demand = asked / asked_before - 1.0 if asked_before > 0 else 0.0
    wanted = demand + numbers[1] * (weeks - numbers[0]) + numbers[2] * (weeks - weeks_before)
    return max(-numbers[4], min(numbers[3], wanted))


@kept("float64(float64, float64)")
def grown_to(factor, growth):  # type: ignore[no-untyped-def]
    """What places are multiplied with after such a growth."""
    return max(1.0 / MOST_TIMES, min(MOST_TIMES, factor * (1.0 + growth)))


@kept("void(float64[::1], float64[::1], float64[::1], int64[::1], float64[::1])")
def hold_to_markets(growth, following, fte, market, most):  # type: ignore[no-untyped-def]
    """Cut the growth of pools, in place, to what the staff of each labour market can grow by.

    `following` is what of the `fte` of each pool follows. What other pools of the market give away
    is there to be had; the first pools have it first.
    """
    for number in range(most.size):
        room = 0.0
        for row in range(market.size):
            if market[row] == number:
                room += most[number] * fte[row] - min(growth[row], 0.0) * following[row]
        for row in range(market.size):
            rise = growth[row] * following[row]
            if market[row] == number and rise > 0.0:
                if rise > room:
                    growth[row] = room / following[row]
                room -= min(rise, room)


@kept("float64(int64, int64[::1], float64[::1], int64)")
def factor_at(tick, decided, factors, lag):  # type: ignore[no-untyped-def]
    """The factor in force at a tick, `lag` after it was decided; the first is that of the start."""
    row = decided.size - 1
    while row > 0 and decided[row] + lag > tick:
        row -= 1
    return factors[row]


@kept("int64(int64, int64[::1])")
def row_at(tick, ticks):  # type: ignore[no-untyped-def]
    """The row of the step in force at a tick."""
    row = ticks.size - 1
    while row > 0 and ticks[row] > tick:
        row -= 1
    return row


@kept(f"{_STOCK[:-2]})")
def stock_at(tick, ticks, times, plus, decided, factors, lag):  # type: ignore[no-untyped-def]
    """Places, or FTE, at a tick: what follows times the factor, and what does not."""
    row = row_at(tick, ticks)
    return times[row] * factor_at(tick, decided, factors, lag) + plus[row]


@kept(f"{_STOCK}int64)")
def productive_at(tick, ticks, times, plus, decided, factors, lag, training):  # type: ignore[no-untyped-def]
    """The least of it over the time of training before a tick: more counts after that (rule 21)."""
    least = stock_at(tick, ticks, times, plus, decided, factors, lag)
    if training == 0:
        return least
    since = tick - training  # before the start it is what the start found
    least = min(least, stock_at(since, ticks, times, plus, decided, factors, lag))
    for row in range(ticks.size):
        if since < ticks[row] <= tick:
            here = stock_at(ticks[row], ticks, times, plus, decided, factors, lag)
            least = min(least, here)
    for row in range(1, decided.size):
        at = decided[row] + lag
        if since < at <= tick:
            least = min(least, stock_at(at, ticks, times, plus, decided, factors, lag))
    return least


@kept("float64(float64, float64, float64, boolean, float64)")
def places_made(stock, clients, efficiency, is_whole, scale):  # type: ignore[no-untyped-def]
    """Whole places of a stock of FTE or places, of a smaller region at least one of any."""
    if is_whole:
        stock = max(math.floor(stock + 1e-9), 0.0)
    places = max(math.floor(stock * clients * efficiency + 1e-9), 0.0)
    if scale == 1.0 or places == 0.0:
        return float(places)
    return max(np.rint(places * scale), 1.0)
