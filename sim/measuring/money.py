"""Costs as indicators: real and nominal, by payer, against budgets, per inhabitant."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..draws import TICKS_PER_DAY
from ..in_force.ceilings import price_index
from .bills import PAYERS, Costs
from .costs import costs
from .flows import write_forms
from .lens import Lens
from .periods import Span
from .table import Table
from .youths import inhabitants, write_rate

Floats = NDArray[np.float64]


def money_rows(lens: Lens, table: Table) -> None:
    """All indicators of money."""
    result = _inside(lens, costs(lens.in_force, lens.network, lens.visits, lens.edges))
    index = nominal_index(lens)
    real, years = result.total.sum(axis=0), len(lens.periods.years)
    _write(lens, table, "cost", lens.by_period(real))
    table.add(
        "cost",
        lens.by_period(real)[:, :, lens.periods.in_detail],
        lens.periods.fine,
        stations=list(lens.network.stations),
        gemeenten=lens.gemeente_names,
    )
    for code, payer in enumerate(PAYERS):
        if code == 0 or result.total[code].any():
            _write(lens, table, f"cost:{payer}", lens.by_period(result.total[code]), False)
    write_forms(lens, table, "cost_of_form", lens.by_period(real))
    write_forms(lens, table, "cost_unfilled_of_form", lens.by_period(result.unfilled))
    _write(lens, table, "cost_nominal", lens.by_period(real * index))
    _write(lens, table, "cost_unfilled", lens.by_period(result.unfilled))
    _write(lens, table, "cost_lump", lens.by_period(result.lump))
    _write(lens, table, "cost_pgb", lens.by_period(result.pgb[None]), False)
    _write_places(lens, table, lens.by_period(result.places))
    yearly = lens.by_period(real)[:, :, :years].sum(axis=(0, 1))
    table.add("cost_cumulative", np.cumsum(yearly), lens.periods.years)
    _write_budgets(lens, table, lens.by_period(result.total[0] * index).sum(axis=0))
    _write_per_youth(lens, table, lens.by_period(real).sum(axis=0))


def _inside(lens: Lens, result: Costs) -> Costs:
    """Without the gemeenten outside the region."""
    rows = lens.inside
    return Costs(
        result.total[:, :, rows],
        result.unfilled[:, rows],
        result.lump[:, rows],
        result.pgb[rows],
        result.places[:, rows],
    )


def nominal_index(lens: Lens) -> Floats:
    """Euros of the year per euro of the price level, in each interval of the edges."""
    days = lens.edges.ticks[:-1] // TICKS_PER_DAY
    years = (lens.network.start + days).astype("datetime64[Y]").astype(np.int64) + 1970
    return price_index(lens.scenario, np.asarray(years, dtype=np.int64))


def _write(lens: Lens, table: Table, name: str, result: Floats, by_station: bool = True) -> None:
    """The total, per station and per gemeente; shape (stations, gemeenten, periods)."""
    long = lens.periods.long
    table.add(name, result.sum(axis=(0, 1)), long)
    if by_station:
        table.add(name, result.sum(axis=1), long, stations=list(lens.network.stations))
    table.add(name, result.sum(axis=0), long, gemeenten=lens.gemeente_names)


def _write_places(lens: Lens, table: Table, result: Floats) -> None:
    """What the places of each priced pool cost, also per gemeente; shape (pools, G, periods)."""
    bases = np.array(lens.network.places.base)
    priced = list(dict.fromkeys(bases[result.any(axis=(1, 2))].tolist()))
    by_base = [result[bases == base].sum(axis=0) for base in priced]
    if by_base:
        cost, long = np.stack(by_base), lens.periods.long
        table.add("cost_places", cost.sum(axis=1), long, stations=priced)
        names = lens.gemeente_names
        table.add("cost_places", cost, long, stations=priced, gemeenten=names)


def _write_budgets(lens: Lens, table: Table, nominal: Floats) -> None:
    """Budgets said, and the deficit against them."""
    spec = lens.scenario.money.budgets if lens.scenario.money else {}
    years = lens.periods.years
    budget = (
        np.array(
            [[_budget(spec.get(name, {}), year) for year in years] for name in lens.gemeente_names]
        ).reshape(len(lens.gemeente_names), len(years))
        * lens.network.scale
    )
    deficit = nominal[:, : len(years)] - budget
    for name, result in (("budget", budget), ("deficit", deficit)):
        table.add(name, result.sum(axis=0), years)
        table.add(name, result, years, gemeenten=lens.gemeente_names)


def _budget(spec: object, year: Span) -> float:
    number = spec.get(int(year.name)) if isinstance(spec, dict) else None
    return float(number.first) if number is not None else float("nan")


def _write_per_youth(lens: Lens, table: Table, real: Floats) -> None:
    """Cost a year per inhabitant aged 0-17, and the gap between gemeenten."""
    long = lens.periods.long
    years = np.array([lens.periods.years_in(item) for item in long])
    living = inhabitants(lens, long)
    write_rate(table, "cost_per_youth", real / years, living, long, lens.gemeente_names)
