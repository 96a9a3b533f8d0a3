"""Places, their use, and the staff that takes; everybody who uses them counts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..in_force import PoolInForce, PoolInstance, Timeline
from ..indicators.definitions import NO_PROFILE, forms_of
from .given import given_places
from .lens import Lens
from .table import Table
from .tallies import rows_of_each, valued
from .tallies.integral import Integral

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def place_rows(lens: Lens, table: Table) -> None:
    """Places, use and occupancy of each pool; pools of gemeenten per gemeente and together."""
    places, used = _places(lens), _used(lens)
    bases = list(dict.fromkeys(lens.network.places.base))
    for base in bases:
        rows = np.array([item == base for item in lens.network.places.base])
        _write_pool(lens, table, base, places[rows].sum(axis=0), used[rows].sum(axis=0))
    for index in np.flatnonzero(lens.network.pool_gemeente >= 0):
        gemeente = int(lens.network.pool_gemeente[index])
        if gemeente in lens.inside:
            base = lens.network.places.base[index]
            name = lens.network.gemeenten[gemeente]
            _write_pool(lens, table, base, places[index], used[index], name)
    _write_empty(lens, table, places - used)


def _write_empty(lens: Lens, table: Table, empty: Floats) -> None:
    """Places of each form that nobody used, on average; those of unlimited pools left out."""
    draws = np.array(
        [(lens.network.station_pool == pool).any(axis=1) for pool in range(len(empty))]
    )
    form = lens.form[draws.argmax(axis=1)]
    limited = ~np.isnan(empty).any(axis=1) & draws.any(axis=1)
    for item in forms_of(lens.scenario):
        here = limited & (form == item)
        if here.any():
            free = np.maximum(empty[here], 0.0).sum(axis=0)
            table.add(f"places_empty:{item}", free, lens.periods.long)


def _write_pool(
    lens: Lens, table: Table, base: str, places: Floats, used: Floats, gemeente: str = ""
) -> None:
    """One pool; for a single gemeente the periods with details only."""
    periods = lens.periods
    at = periods.in_detail if gemeente else list(range(len(periods.long)))
    axes = {"stations": [base], **({"gemeenten": [gemeente]} if gemeente else {})}
    with np.errstate(divide="ignore", invalid="ignore"):
        occupancy = np.where(places > 0, used / places, np.nan)
    for name, result in (
        ("places", places),
        ("places_in_use", used),
        ("occupancy", occupancy),
    ):
        table.add(name, result[at], [periods.long[item] for item in at], **axes)


def followed_rows(lens: Lens, table: Table) -> None:
    """Places that following has brought, or taken, of each pool that follows (rule 31)."""
    periods, network = lens.periods, lens.network
    bought: dict[str, Floats] = {}
    for index, instance in enumerate(lens.in_force.pools):
        if lens.pool(index).followed is None:
            continue
        there = _mean_places(lens, *given_places(network, index, lens.pool(index)))
        more = there - _mean_places(lens, *network.capacity(index))
        bought[instance.base] = bought.get(instance.base, 0.0) + more
        if instance.gemeente and not lens.scenario.gemeenten[instance.gemeente].outside:
            at = periods.in_detail
            axes = {"stations": [instance.base], "gemeenten": [instance.gemeente]}
            table.add("places_followed", more[at], [periods.long[item] for item in at], **axes)
    for base, more in bought.items():
        table.add("places_followed", more, periods.long, stations=[base])


def _places(lens: Lens) -> Floats:
    """Mean places given out per pool, year and span; NaN where unlimited."""
    rows = [
        _mean_places(lens, *given_places(lens.network, pool, lens.pool(pool)))
        for pool in range(len(lens.network.pools))
    ]
    return np.array(rows).reshape(len(rows), len(lens.periods.long))


def _mean_places(lens: Lens, ticks: Ints, places: Ints) -> Floats:
    """The mean of these places per year and span; NaN where they are unlimited at any time."""
    if (places < 0).any():
        return np.full(len(lens.periods.long), np.nan)
    given = Integral.of_steps(ticks, places.astype(np.float64))
    means = [
        float(np.diff(given(np.array([item.begin, item.end])))[0]) / item.days
        for item in lens.periods.long
    ]
    return np.array(means)


def _used(lens: Lens) -> Floats:
    """Mean number in care per pool, year and span."""
    result = lens.by_period(lens.in_care_by_pool.spent(lens.edges))
    mean: Floats = result / [item.end - item.begin for item in lens.periods.long]
    return mean


# ------------------------------------------------------------------ staff


def staff_rows(lens: Lens, table: Table) -> None:
    """FTE in force, what those in care take of it, and what these and those waiting would take."""
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
    profiles = [getattr(pool.spec, "profile", None) or NO_PROFILE for _, pool, _ in pools]
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


def _write_caseloads(
    lens: Lens, table: Table, pools: list[tuple[int, PoolInstance, Timeline]], there: Floats
) -> None:
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


def _mean_fte(lens: Lens, pools: list[tuple[int, PoolInstance, Timeline]]) -> Floats:
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
    pools: list[tuple[int, PoolInstance, Timeline]],
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
