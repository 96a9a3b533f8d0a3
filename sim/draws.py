"""Chance: every decision has its own number, hashed from who decides what, where and when.

No stream is shared, so nothing that happens to one client moves the draws of another (rules 4-6).
All functions here are compiled once and used by every engine: NumPy's and the C library's `exp`
differ in the last bit, so there is no second path. Keys are 64-bit, held as signed integers.
"""

from __future__ import annotations

import hashlib
from enum import IntEnum
from math import exp, log, log1p, sqrt

import numpy as np
from numpy.typing import NDArray

from .compiling import kept

TICKS_PER_DAY = 2**20
NEVER = -(2**62)
FAR = 2**62
LONGEST_DAYS = 2.0**40


class Purpose(IntEnum):
    """What a number is drawn for; part of its hash."""

    ARRIVAL_GAP = 1
    ARRIVAL_HEIGHT = 2
    AGE_CLASS = 3
    AGE = 4
    PGB = 5
    STAY = 6
    ROUTE = 7
    ROUTE_KEPT = 8
    ROUTE_SHIFTED = 9
    DROP_OUT = 10
    ESCALATION = 11
    RETURN = 12
    RETURN_DELAY = 13
    CONTINUES = 14
    TURNED_AWAY = 15
    STEERED = 16
    DETERRED = 17
    AGAIN = 18
    AGAIN_DELAY = 19
    LIST = 20
    SWITCH = 21


class Kind(IntEnum):
    """Distributions of time: two parameters a and b each, in days."""

    FIXED = 0
    EXPONENTIAL = 1
    LOGNORMAL = 2
    UNIFORM = 3
    TABLE = 4


def key_of(*parts: str | int) -> int:
    """A 64-bit key of names and numbers, the same on every machine and in every process."""
    text = "\x1f".join(str(part) for part in parts).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little", signed=True)


@kept("uint64(uint64)", inline="always")
def _mixed(state):  # type: ignore[no-untyped-def]
    """The finaliser of splitmix64 (Steele, Lea and Flood 2014)."""
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))


@kept("int64(int64, int64)")
def subkey(key, index):  # type: ignore[no-untyped-def]
    """The key of the `index`-th thing under `key`: a strip of a source, a client of a strip."""
    step = np.uint64(index + 1) * np.uint64(0x9E3779B97F4A7C15)
    return np.int64(_mixed(_mixed(np.uint64(key)) + step))


@kept("float64(int64, int64, int64, int64)")
def uniform(client_key, place_key, visit, purpose):  # type: ignore[no-untyped-def]
    """A number in (0, 1) for this client, at this place, on this visit there, for this purpose."""
    state = _mixed(np.uint64(place_key) + np.uint64(visit) * np.uint64(0x9E3779B97F4A7C15))
    state = _mixed(np.uint64(client_key) ^ state)
    state = _mixed(state + np.uint64(purpose) * np.uint64(0xD1B54A32D192ED03))
    return (np.float64(state >> np.uint64(12)) + 0.5) * 2.0**-52


@kept("float64(float64)")
def normal_quantile(p):  # type: ignore[no-untyped-def]
    """Quantile of the standard normal, relative error 1e-16 (Wichura 1988, AS 241, PPND16)."""
    q = p - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        top = 2509.0809287301226727 * r + 33430.575583588128105
        top = (top * r + 67265.770927008700853) * r + 45921.953931549871457
        top = (top * r + 13731.693765509461125) * r + 1971.5909503065514427
        top = (top * r + 133.14166789178437745) * r + 3.387132872796366608
        low = 5226.495278852854561 * r + 28729.085735721942674
        low = (low * r + 39307.89580009271061) * r + 21213.794301586595867
        low = (low * r + 5394.1960214247511077) * r + 687.1870074920579083
        low = (low * r + 42.313330701600911252) * r + 1.0
        return q * top / low
    r = sqrt(-log(min(p, 1.0 - p)))
    if r <= 5.0:
        r -= 1.6
        top = 7.7454501427834140764e-4 * r + 0.0227238449892691845833
        top = (top * r + 0.24178072517745061177) * r + 1.27045825245236838258
        top = (top * r + 3.64784832476320460504) * r + 5.7694972214606914055
        top = (top * r + 4.6303378461565452959) * r + 1.42343711074968357734
        low = 1.05075007164441684324e-9 * r + 5.475938084995344946e-4
        low = (low * r + 0.0151986665636164571966) * r + 0.14810397642748007459
        low = (low * r + 0.68976733498510000455) * r + 1.6763848301838038494
        low = (low * r + 2.05319162663775882187) * r + 1.0
    else:
        r -= 5.0
        top = 2.01033439929228813265e-7 * r + 2.71155556874348757815e-5
        top = (top * r + 0.0012426609473880784386) * r + 0.026532189526576123093
        top = (top * r + 0.29656057182850489123) * r + 1.7848265399172913358
        top = (top * r + 5.4637849111641143699) * r + 6.6579046435011037772
        low = 2.04426310338993978564e-15 * r + 1.4215117583164458887e-7
        low = (low * r + 1.8463183175100546818e-5) * r + 7.868691311456132591e-4
        low = (low * r + 0.0148753612908506148525) * r + 0.13692988092273580531
        low = (low * r + 0.59983220655588793769) * r + 1.0
    return top / low if q > 0.0 else -top / low


@kept("int64(float64)", inline="always")
def _whole_ticks(days):  # type: ignore[no-untyped-def]
    """Days as ticks, to nearest, half to even; a drawn time is at least one tick (rule 1)."""
    return max(np.int64(1), np.int64(np.rint(min(days, LONGEST_DAYS) * TICKS_PER_DAY)))


@kept("int64(float64, int64, float64, float64, float64)")
def time_ticks(u, kind, a, b, factor):  # type: ignore[no-untyped-def]
    """Quantile `u` of a distribution in closed form, times `factor`, in ticks.

    a, b: fixed (days, -), exponential (mean, -), lognormal (ln of the median, sigma),
    uniform (low, high); all in days.
    """
    if kind == 0:
        return _whole_ticks(a * factor)
    if kind == 1:
        return _whole_ticks(-log1p(-u) * a * factor)
    if kind == 2:
        return _whole_ticks(exp(a + b * normal_quantile(u)) * factor)
    return _whole_ticks((a + (b - a) * u) * factor)


@kept("int64(int64, int64, int64, int64, int64, float64, float64, float64)")
def drawn_ticks(client_key, place_key, visit, purpose, kind, a, b, factor):  # type: ignore[no-untyped-def]
    """`time_ticks` of the number drawn for this client, place, visit and purpose, in one call."""
    return time_ticks(uniform(client_key, place_key, visit, purpose), kind, a, b, factor)


@kept("int64(float64, float64[::1], float64[::1], float64, float64)")
def time_ticks_from_table(u, shares, days, tail_days, factor):  # type: ignore[no-untyped-def]
    """Quantile `u` from a table of cumulative shares and days, exponential beyond its end."""
    last = shares.size - 1
    if u >= shares[last]:
        beyond = log((1.0 - shares[last]) / (1.0 - u)) if shares[last] < 1.0 else 0.0
        return _whole_ticks((days[last] + tail_days * beyond) * factor)
    row = np.searchsorted(shares, u, side="right") - 1
    part = (u - shares[row]) / (shares[row + 1] - shares[row])
    return _whole_ticks((days[row] + (days[row + 1] - days[row]) * part) * factor)


@kept("int64(int64, float64, int64[::1], float64[::1])")
def leaving_tick(joined, u, from_ticks, per_day):  # type: ignore[no-untyped-def]
    """When the hazard integrated since `joined` reaches the unit-exponential draw of `u` (rule 9).

    The hazard is `per_day[i]` from `from_ticks[i]` on; FAR where it is never reached.
    """
    draw = -log1p(-u)
    last = from_ticks.size - 1
    row = np.searchsorted(from_ticks, joined, side="right") - 1
    row = max(row, 0)
    begin = joined
    while row < last:
        days = (from_ticks[row + 1] - begin) / TICKS_PER_DAY
        if draw <= days * per_day[row]:
            break
        draw -= days * per_day[row]
        row += 1
        begin = from_ticks[row]
    if per_day[row] <= 0.0:
        return np.int64(FAR)
    days = draw / per_day[row]
    if days >= LONGEST_DAYS:
        return np.int64(FAR)
    return max(joined + 1, begin + np.int64(np.rint(days * TICKS_PER_DAY)))


def uniforms(
    client_keys: NDArray[np.int64], place_key: int, visit: int, purpose: int
) -> NDArray[np.float64]:
    """`uniform` for many clients at once; shape as `client_keys`."""
    drawn: NDArray[np.float64] = _uniforms(client_keys, place_key, visit, purpose)
    return drawn


@kept("float64[::1](int64[::1], int64, int64, int64)")
def _uniforms(client_keys, place_key, visit, purpose):  # type: ignore[no-untyped-def]
    drawn = np.empty(client_keys.size)
    for row in range(client_keys.size):
        drawn[row] = uniform(client_keys[row], place_key, visit, purpose)
    return drawn
