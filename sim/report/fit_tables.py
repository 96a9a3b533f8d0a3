"""The tables of the page of a fit; nothing in them is about fewer than ten children."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..fitting import Fit
from ..fitting.codes import UNITS
from ..fitting.estimates import Estimate
from ..fitting.faults import Fault
from ..fitting.returns import EVERYWHERE
from ..results.small_cells import FEW
from ..texts import Texts
from .table import Table

_MOST_STREAMS = 60
_NAMED = "numbers named"
"""Numbers to the right, behind two columns of words."""


@dataclass(frozen=True)
class FitTables:
    """Makes the tables of a fit in one language."""

    fit: Fit
    texts: Texts

    def files(self) -> Table:
        """What was read: file, kind and rows."""
        rows = tuple(
            (file.name, self.texts(f"fit.kind.{file.kind}"), self._count(file.rows))
            for file in self.fit.files
        )
        return self._table("files", rows, kind=_NAMED)

    def faults(self) -> Table | None:
        """What was wrong in rows and what was done with them; None where nothing was."""
        counts: dict[Fault, int] = defaultdict(int)
        for noted in self.fit.noted:
            counts[noted.fault] += noted.count
        rows = tuple(
            (self.texts(f"fit.fault.{fault}"), self._count(count))
            for fault, count in counts.items()
        )
        return self._table("faults", rows, kind="numbers") if rows else None

    def stays(self) -> Table:
        """How long help lasts by station."""
        rows = tuple(
            (
                stay.station,
                self.texts(f"fit.family.{stay.best.family.name}"),
                self._count(stay.ended),
                self._days(stay.median),
                self._days(stay.mean),
            )
            for stay in self.fit.stays
        )
        tables = [stay.station for stay in self.fit.stays if stay.is_by_class]
        told = self.texts.formats.listed(tables)
        notes = (self.texts("fit.stays.tables", stations=told),) if tables else ()
        return self._table("stays", rows, notes, _NAMED)

    def arrivals(self) -> Table:
        """Who comes a year, the largest streams first."""
        streams = sorted(self.fit.arrivals.streams, key=lambda item: -item.per_year.value)
        rows = tuple(
            (
                self.texts.formats.listed(stream.gemeenten),
                stream.referrer,
                stream.need,
                stream.station,
                self._between(stream.per_year, 0),
            )
            for stream in streams[:_MOST_STREAMS]
        )
        more = len(streams) - _MOST_STREAMS
        notes = (self.texts.count("fit.more_streams", more),) if more > 0 else ()
        return self._table("arrivals", rows, notes)

    def routes(self) -> Table | None:
        """Where children go after help."""
        rows = tuple(
            (route.station, to, self._percent(share))
            for route in self.fit.routes
            for to, share in route.shares.items()
        )
        return self._table("routes", rows, kind=_NAMED) if rows else None

    def returns(self) -> Table | None:
        """Who comes back, and after how long."""
        rows = tuple(
            (
                self.texts("fit.everywhere") if item.station == EVERYWHERE else item.station,
                self._count(item.share.count),
                self._percent(item.share),
                self._days(item.mean_days),
            )
            for item in self.fit.returns
        )
        return self._table("returns", rows, kind="numbers") if rows else None

    def together(self) -> Table | None:
        """What begins beside other help."""
        rows = tuple(
            (pair.station, pair.second, self._percent(pair.share)) for pair in self.fit.together
        )
        return self._table("together", rows, kind=_NAMED) if rows else None

    def waits(self) -> Table | None:
        """How long children wait for each station."""
        rows = tuple(
            (
                wait.station,
                self._count(wait.count),
                self._between(wait.weeks, 1),
                *self._begun(wait.begun.get(weeks) for weeks in (4, 14, 26)),
                self._dropping(wait.drops_out_per_week),
            )
            for wait in self.fit.waits
        )
        none = ", ".join(wait.station for wait in self.fit.waits if not wait.has_waits)
        notes = (self.texts("fit.waits.none", n=FEW, stations=none),) if none else ()
        return self._table("waits", rows, notes, kind="numbers") if rows else None

    def volumes(self) -> Table | None:
        """How much of a unit is delivered a week."""
        rows = tuple(
            (
                item.station,
                self._unit(item.unit),
                self._count(item.per_week.count),
                self._between(item.per_week, 1),
            )
            for item in self.fit.volumes
        )
        return self._table("volumes", rows, kind=_NAMED) if rows else None

    def lists(self) -> Table | None:
        """Waits and lists as providers estimate them."""
        formats = self.texts.formats
        rows = tuple(
            (
                item.station,
                formats.date(item.at),
                formats.number(item.weeks, 1),
                formats.range(formats.number(item.low, 1), formats.number(item.high, 1)),
                self.texts("fit.unknown") if item.waiting is None else self._count(item.waiting),
            )
            for item in self.fit.lists
        )
        return self._table("lists", rows, kind=_NAMED) if rows else None

    # ---------------------------------------------------------------------------------- in words

    def _unit(self, code: str) -> str:
        return self.texts(f"fit.unit.{UNITS[code]}") if code in UNITS else code or "-"

    def _table(
        self,
        name: str,
        rows: tuple[tuple[str, ...], ...],
        notes: tuple[str, ...] = (),
        kind: str = "verdicts",
    ) -> Table:
        head = tuple(self.texts(f"fit.{name}.head").split("|"))
        return Table(self.texts(f"fit.{name}.caption"), head, rows, notes, kind)

    def _count(self, count: int) -> str:
        if count < FEW:
            return self.texts("fit.few", n=FEW)
        return self.texts.formats.number(count)

    def _between(self, item: Estimate, decimals: int) -> str:
        low, high = (self.texts.formats.number(end, decimals) for end in item.interval())
        value = self.texts.formats.number(item.value, decimals)
        return f"{value} ({self.texts.formats.range(low, high)})"

    def _days(self, item: Estimate) -> str:
        return self._between(item, 0)

    def _percent(self, item: Estimate) -> str:
        formats = self.texts.formats
        low, high = (formats.percent(end, 1) for end in item.interval())
        return f"{formats.percent(item.value, 1)} ({formats.range(low, high)})"

    def _begun(self, shares: Iterable[float | None]) -> Iterable[str]:
        unknown = self.texts("fit.unknown")
        return (unknown if share is None else self.texts.formats.percent(share) for share in shares)

    def _dropping(self, item: Estimate | None) -> str:
        return self.texts("fit.unknown") if item is None else self._percent(item)
