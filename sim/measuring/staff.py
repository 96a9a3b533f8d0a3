"""The staff that places take, and the staff that there is; everybody who uses it counts."""

from __future__ import annotations

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from ..in_force import PoolInForce, PoolInstance, Timeline
from ..indicators.definitions import NO_PROFILE
from ..scenario.schema import Period, Pool
from .lens import Lens
from .table import Table
from .tallies import rows_of_each, valued
from .tallies.integral import Integral

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Pools = list[tuple[int, PoolInstance, Timeline]]
"""Pools by their number, and the clients that one FTE of each helps at one time."""


def staff_rows(lens: Lens, table: Table) -> None:
    """FTE in force, what those in care take of it, and what these and those waiting would take.

    Of a profile with a labour market also the FTE that there is to be had.
    """
    pools = [
        (index, pool, line)
        for index, pool in enumerate(lens.in_force.pools)
        if (line := clients_per_fte(lens.in_force.pool(pool.base, pool.gemeente))) is not None
        and not (pool.gemeente and lens.scenario.gemeenten[pool.gemeente].outside)
    ]
    if not pools:
        return
    of_pool = rows_of_each(lens.visits.pool, len(lens.network.pools))
    begun = [rows[lens.begun[rows]] for rows in of_pool]
    in_care = _mean_taken(lens, pools, begun, lens.visits.started, lens.ended)
    waiting = _mean_taken(lens, pools, of_pool, lens.visits.joined, lens.left)
    profiles = [_profile(pool) for _, pool, _ in pools]
    there = _mean_fte(lens, pools)
    for name, fte in (("fte", there), ("fte_in_use", in_care), ("fte_needed", in_care + waiting)):
        for profile in dict.fromkeys(profiles):
            rows = np.array([item == profile for item in profiles])
            title = f"{name}:{profile}"
            table.add(title, fte[rows].sum(axis=0), lens.periods.long)
            bases = [pool.base for _, pool, _ in pools]
            for base in dict.fromkeys(np.array(bases)[rows].tolist()):
                some = fte[rows & (np.array(bases) == base)].sum(axis=0)
                table.add(title, some, lens.periods.long, stations=[base])
    _write_caseloads(lens, table, pools, there)
    for profile in lens.scenario.labour:
        of_market = [pool for _, pool, _ in pools if _profile(pool) == profile]
        had = _mean_of(lens, [_to_be_had(lens, profile, of_market)])
        table.add(f"fte_to_be_had:{profile}", had[0], lens.periods.long)


def _profile(pool: PoolInstance) -> str:
    return getattr(pool.spec, "profile", None) or NO_PROFILE


def _to_be_had(lens: Lens, profile: str, pools: list[PoolInstance]) -> Timeline:
    """FTE of a labour market on each day from the first that is reported (docs/results.md).

    What the region itself has planned, without the files that extend it; at least what it had on
    the first day, growing on each 1 January by the `most_per_year` of rule 31. From the day on
    which places follow it grows from what there is on that day.
    """
    own = Timeline.constant(0.0)
    for pool in pools:
        own = own + lens.in_force.staff.of_region(pool.base, pool.gemeente)
    period, growth = lens.scenario.period, 1.0 + lens.scenario.labour[profile].most_per_year.first
    since = [period.report_from, *_followed_from(pools, period)]
    new_years = [dt.date(year, 1, 1) for year in range(since[0].year + 1, period.end.year + 1)]
    days, grown = [0], [own.at(_day(since[0], period))]
    for date in sorted({*since[1:], *new_years}):
        days.append(_day(date, period))
        grown.append(own.at(days[-1]) if date in since else grown[-1] * growth)
    return own.combined(Timeline.of_steps(days, grown), np.maximum)


def _followed_from(pools: list[PoolInstance], period: Period) -> list[dt.date]:
    """The first day on which places of these pools follow; none where that is not reported."""
    follows = [pool.spec.follows for pool in pools if isinstance(pool.spec, Pool)]
    dates = [item.from_ for item in follows if item is not None]
    return [date for date in sorted(dates)[:1] if period.report_from < date < period.end]


def _day(date: dt.date, period: Period) -> int:
    return (date - period.start).days


def _write_caseloads(lens: Lens, table: Table, pools: Pools, there: Floats) -> None:
    """Clients that one FTE of each pool helps at one time: the mean over the FTE in force."""
    long = lens.periods.long
    helped = _mean_of(lens, [_fte_of(lens, pool) * line for _, pool, line in pools])

    def write(rows: NDArray[np.bool_], base: str, **axes: list[str]) -> None:
        with np.errstate(divide="ignore", invalid="ignore"):
            each = helped[rows].sum(axis=0) / there[rows].sum(axis=0)
        # No FTE in force gives NaN, which is no row.
        table.add("clients_per_fte", each, long, stations=[base], **axes)

    bases = np.array([pool.base for _, pool, _ in pools])
    for base in dict.fromkeys(bases.tolist()):
        write(bases == base, base)
    for at, (_, pool, _) in enumerate(pools):
        if pool.gemeente:
            write(np.arange(len(pools)) == at, pool.base, gemeenten=[pool.gemeente])


def _mean_fte(lens: Lens, pools: Pools) -> Floats:
    """Mean FTE in force per pool, year and span: with staff in training, without staff given."""
    return _mean_of(lens, [_fte_of(lens, pool) for _, pool, _ in pools])


def _fte_of(lens: Lens, pool: PoolInstance) -> Timeline:
    line = lens.in_force.pool(pool.base, pool.gemeente).fte
    assert line is not None
    return line


def _mean_of(lens: Lens, lines: list[Timeline]) -> Floats:
    """The mean of each per year and span, for a region of the scale of the run."""
    ticks = np.array([(item.begin, item.end) for item in lens.periods.long])
    summed = [Integral.of(line) for line in lines]
    rows = [each(ticks[:, 1]) - each(ticks[:, 0]) for each in summed]
    days = np.array([item.days for item in lens.periods.long])
    mean: Floats = np.array(rows) / days * lens.network.scale
    return mean


def clients_per_fte(pool: PoolInForce) -> Timeline | None:
    """Clients that one FTE helps at one time, efficiency included; None for pools without staff."""
    clients = pool.clients_per_fte
    return None if clients is None else clients * pool.efficiency


def _mean_taken(
    lens: Lens,
    pools: Pools,
    visits: list[Ints],
    begin: Ints,
    end: Ints,
) -> Floats:
    """Mean FTE that these visits of each pool take, per pool, year and span."""
    rows = []
    for index, _, line in pools:
        fte = Integral.of(line.mapped(lambda clients: 1.0 / clients if clients > 0 else 0.0))
        here = visits[index]
        nobody = np.zeros(here.size, dtype=np.int64)
        days = valued(lens.edges, begin[here], end[here], nobody, 1, fte)[0]
        rows.append([days[part].sum() for part in lens.slices])
    mean: Floats = np.array(rows) / np.array([item.days for item in lens.periods.long])
    return mean
