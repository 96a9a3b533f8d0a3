"""Places and their use; everybody who uses them counts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..indicators.definitions import forms_of
from .given import given_places
from .lens import Lens
from .table import Table
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
