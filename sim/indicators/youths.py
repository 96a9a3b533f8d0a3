"""Youths, each counted once: in a half-year, on a date, per 1,000 inhabitants (rule 26)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ..draws import TICKS_PER_DAY
from ..scenario.paths import in_force
from .lens import LOCAL_TEAM_FORM, Lens
from .periods import Span
from .table import Table

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def kinds_of_help(lens: Lens) -> Iterator[tuple[str, Flags]]:
    """Each way of counting youths, with the visits that make a youth count."""
    station = lens.visits.station
    counts = lens.counts & lens.begun
    jeugdhulp = counts & lens.care
    yield "jeugdhulp", jeugdhulp
    yield "jeugdzorg", jeugdhulp | (counts & lens.stations_that(group="protection")[station])
    yield "away", counts & lens.away_station[station]
    yield "pgb", jeugdhulp & lens.visits.pgb
    bought = ~lens.stations_that(form=LOCAL_TEAM_FORM)[station]
    yield "in_kind", jeugdhulp & bought & ~lens.visits.pgb


def distinct(lens: Lens, chosen: Flags, spans: Sequence[Span]) -> Ints:
    """Different youths in care within each span, or at its moment; shape (gemeenten, spans)."""
    visits = lens.visits
    found: Ints = _distinct(
        visits.client,
        np.where(chosen, lens.gemeente, -1),
        visits.started,
        lens.ended,
        np.array([(span.begin, span.end) for span in spans], dtype=np.int64).reshape(-1, 2),
        len(lens.inside),
    )
    return found


@njit(cache=True)
def _distinct(client, gemeente, started, ended, spans, gemeenten):  # type: ignore[no-untyped-def]
    """As `distinct`; gemeente -1 does not count, `spans` has shape (spans, 2)."""
    found = np.zeros((gemeenten, len(spans)), dtype=np.int64)
    clients = client.max() + 1 if client.size else 0
    is_seen = np.zeros((clients, len(spans)), dtype=np.bool_)
    for row in range(client.size):
        if gemeente[row] < 0:
            continue
        for column in range(len(spans)):
            begin, end = spans[column]
            if begin == end:
                in_care = started[row] < begin and ended[row] >= begin
            else:
                in_care = started[row] < end and (ended[row] > begin or started[row] >= begin)
            if in_care and not is_seen[client[row], column]:
                is_seen[client[row], column] = True
                found[gemeente[row], column] += 1
    return found


def inhabitants(lens: Lens, spans: Sequence[Span]) -> Floats:
    """Mean number of youths aged 0-17 living there, scaled; shape (gemeenten, spans)."""
    rows = []
    for name in lens.gemeente_names:
        line = in_force(lens.scenario.gemeenten[name].youth, [], lens.scenario.period)
        rows.append(
            [line.mean(one.begin / TICKS_PER_DAY, one.end / TICKS_PER_DAY) for one in spans]
        )
    return np.array(rows).reshape(len(rows), len(spans)) * lens.network.scale


def youth_rows(lens: Lens, table: Table) -> None:
    """All indicators of youths."""
    halves, dates = lens.periods.halves, lens.periods.dates
    names = lens.gemeente_names
    for kind, chosen in kinds_of_help(lens):
        for spans in (halves, dates):
            found = distinct(lens, chosen, spans)
            table.add(f"youths:{kind}", "youths", found.sum(axis=0), spans)
            table.add(f"youths:{kind}", "youths", found, spans, gemeenten=names)
            if kind == "jeugdhulp" and spans is halves:
                helped = found
    living = inhabitants(lens, halves)
    amount = 1000.0 * np.asarray(helped, dtype=np.float64)
    write_rate(table, "youths_per_1000", "per_1000", amount, living, halves, names)


def write_rate(
    table: Table,
    name: str,
    unit: str,
    amount: Floats,
    living: Floats,
    spans: Sequence[Span],
    names: list[str],
) -> None:
    """An amount per inhabitant for the region and each gemeente, and the gap between these."""
    with np.errstate(divide="ignore", invalid="ignore"):
        total = np.where(living.sum(axis=0) > 0, amount.sum(axis=0) / living.sum(axis=0), np.nan)
        each = np.where(living > 0, amount / living, np.nan)
    table.add(name, unit, total, spans)
    table.add(name, unit, each, spans, gemeenten=names)
    if len(names) > 1 and not np.isnan(each).any():
        table.add(f"gap_{name}", unit, each.max(axis=0) - each.min(axis=0), spans)
