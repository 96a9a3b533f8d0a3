"""Youths, each counted once: in a half-year, on a date, per 1,000 inhabitants (rule 26)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..compiling import kept
from ..draws import FAR, TICKS_PER_DAY
from ..in_force.timelines import in_force
from .lens import LOCAL_TEAM_FORM, Lens
from .periods import Span
from .table import Table
from .tallies.counting import columns_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_AT_ONCE = 64


def kinds_of_help(lens: Lens) -> dict[str, Flags]:
    """Each way of counting youths, with the visits that make a youth count."""
    begun, jeugdhulp = lens.counts & lens.begun, lens.counts & lens.helps
    bought = ~lens.stations_that(form=LOCAL_TEAM_FORM)[lens.station]
    return {
        "jeugdhulp": jeugdhulp,
        "jeugdzorg": jeugdhulp | (begun & lens.stations_that(group="protection")[lens.station]),
        "away": begun & lens.away_station[lens.station],
        "pgb": jeugdhulp & lens.visits.pgb,
        "in_kind": jeugdhulp & bought & ~lens.visits.pgb,
    }


def distinct(lens: Lens, kinds: Sequence[Flags], spans: Sequence[Span]) -> Ints:
    """Different youths in care within each span, or at its moment.

    For visits of each of at most 8 kinds; shape (kinds, gemeenten, spans).
    """
    visits, shape = lens.visits, (len(kinds), len(lens.inside))
    kinds_of = np.zeros(len(visits), dtype=np.uint8)
    for place, chosen in enumerate(kinds):
        kinds_of |= chosen.astype(np.uint8) << np.uint8(place)
    result = [
        _distinct(
            visits.client, kinds_of, lens.gemeente, visits.started, lens.ended,
            *_within(spans[first : first + _AT_ONCE]), *shape,
        )
        for first in range(0, len(spans), _AT_ONCE)
    ]  # fmt: skip
    return np.concatenate(result, axis=2)


def _within(spans: Sequence[Span]) -> tuple[Ints, NDArray[np.uint64], int]:
    """Which spans somebody is in care within, as bits, by when care began and ended.

    That is who began before the end of a span, and ended after its begin or began at it or later;
    of a moment, who began before it and ended at it or later. So it changes at a few moments only:
    these, and in rows the three sets of spans that hold from each of them on. And how many spans.
    """
    begins, ends = np.array([(span.begin, span.end) for span in spans], dtype=np.int64).T
    is_moment = begins == ends
    least = np.where(is_moment, begins, begins + 1)
    latest = np.where(is_moment, FAR, begins)
    ticks = np.unique(np.concatenate([ends, least, latest]))
    since = np.append(ticks[0] - 1, ticks)[:, None]
    bits = np.uint64(1) << np.arange(len(spans), dtype=np.uint64)
    held = (since < ends, since >= least, since >= latest)
    return (
        ticks,
        np.stack([(item * bits).sum(axis=1, dtype=np.uint64) for item in held]),
        len(spans),
    )


@kept()
def _distinct(  # type: ignore[no-untyped-def]
    client, kinds_of, gemeente, started, ended, ticks, held, spans, kinds, gemeenten
):
    """As `distinct`; bits of `kinds_of` say of what kinds a visit is, `held` is as `_within`.

    Bits of `seen` say within which spans a client has been counted.
    """
    item, eight, some = np.uint64(1), np.uint64(8), np.uint64(255)
    result = np.zeros((kinds, gemeenten, spans), dtype=np.int64)
    clients = client.max() + 1 if client.size else 0
    seen = np.zeros((clients, kinds), dtype=np.uint64)
    first, last = columns_of(ticks, started), columns_of(ticks, ended)
    for row in range(client.size):
        if kinds_of[row] == 0:
            continue
        within = held[0, first[row]] & (held[1, last[row]] | held[2, first[row]])
        for kind in range(kinds):
            new = within & ~seen[client[row], kind]
            if new and kinds_of[row] >> kind & 1:
                seen[client[row], kind] |= new
                span = 0
                while new:
                    if not new & some:  # of most spans nothing is new
                        new >>= eight
                        span += 8
                        continue
                    result[kind, gemeente[row], span] += np.int64(new & item)
                    new >>= item
                    span += 1
    return result


def inhabitants(lens: Lens, spans: Sequence[Span]) -> Floats:
    """Mean number of youths aged 0-17 living there, scaled; shape (gemeenten, spans)."""
    rows = []
    for name in lens.gemeente_names:
        line = in_force(lens.scenario.gemeenten[name].youth, [], lens.scenario.period)
        rows.append(
            [line.mean(span.begin / TICKS_PER_DAY, span.end / TICKS_PER_DAY) for span in spans]
        )
    return np.array(rows).reshape(len(rows), len(spans)) * lens.network.scale


def youth_rows(lens: Lens, table: Table) -> None:
    """All indicators of youths."""
    halves, dates = lens.periods.halves, lens.periods.dates
    names = lens.gemeente_names
    kinds = kinds_of_help(lens)
    result = distinct(lens, [*kinds.values()], (*halves, *dates))
    for kind, of_kind in zip(kinds, result, strict=True):
        for spans, some in (
            (halves, of_kind[:, : len(halves)]),
            (dates, of_kind[:, len(halves) :]),
        ):
            table.add(f"youths:{kind}", some.sum(axis=0), spans)
            table.add(f"youths:{kind}", some, spans, gemeenten=names)
    helped = result[0][:, : len(halves)]
    living = inhabitants(lens, halves)
    amount = 1000.0 * np.asarray(helped, dtype=np.float64)
    write_rate(table, "youths_per_1000", amount, living, halves, names)


def write_rate(
    table: Table,
    name: str,
    amount: Floats,
    living: Floats,
    spans: Sequence[Span],
    names: list[str],
) -> None:
    """An amount per inhabitant for the region and each gemeente, and the gap between these."""
    with np.errstate(divide="ignore", invalid="ignore"):
        total = np.where(living.sum(axis=0) > 0, amount.sum(axis=0) / living.sum(axis=0), np.nan)
        each = np.where(living > 0, amount / living, np.nan)
    table.add(name, total, spans)
    table.add(name, each, spans, gemeenten=names)
    if len(names) > 1 and not np.isnan(each).any():
        table.add(f"gap_{name}", each.max(axis=0) - each.min(axis=0), spans)
