"""Staff that is asked for beside what there is to be had, and providers who lose their youths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from ..figures.labels import Labels
from ..results.manifest import Manifest
from ..results.providers import TOLD, Losing, losing
from ..results.staffing import ASKED, MUCH_MORE, TO_BE_HAD, Staffing, cannot_be_staffed, staffing
from ..texts import capital
from .table import Table

_NEEDED = (ASKED[:-1], TO_BE_HAD[:-1])


@dataclass(frozen=True)
class StaffTables:
    """The sentences and tables of staff and providers of one results folder in one language."""

    indicators: pd.DataFrame
    manifest: Manifest
    labels: Labels

    @cached_property
    def _staffing(self) -> list[Staffing]:
        return staffing(self.indicators, self.manifest)

    @cached_property
    def _losing(self) -> list[Losing]:
        return losing(self.indicators, self.manifest)

    def mark(self, scenario: str) -> str:
        """That a scenario cannot be staffed, with where that is most so; "" where it can."""
        row = self._short.get(scenario)
        return self.labels.texts("staff.mark", **self._told(row)) if row else ""

    def lines(self) -> list[str]:
        """Who cannot be staffed, which providers lose many youths, and what is not known."""
        texts, part = self.labels.texts, self.labels.texts.formats.percent(MUCH_MORE)
        lines = [
            texts("staff.short", scenario=self.labels.scenario(name), **self._told(row))
            for name, row in self._short.items()
        ]
        if not lines and any(row.to_be_had is not None for row in self._staffing):
            lines.append(texts("staff.none_short", part=part))
        lines += self._not_known()
        told = [row for row in self._losing if row.is_told]
        lines += [self._loses(row) for row in told]
        if self._losing and not told:
            has_any = any(round(row.providers) for row in self._losing)
            lines.append(texts(f"providers.{'none' if has_any else 'too_few'}", percent=TOLD))
        return lines

    def tables(self) -> list[Table]:
        """FTE by year, a table for each profile, and the providers who lose youths."""
        profiles = dict.fromkeys(row.profile for row in self._staffing)
        tables = [self._of_profile(profile) for profile in profiles]
        if tables:
            part = self.labels.texts.formats.percent(MUCH_MORE)
            tables[-1] = replace(tables[-1], notes=(self.labels.texts("staff.note", part=part),))
        return [*tables, *self._providers()]

    @cached_property
    def _short(self) -> dict[str, Staffing]:
        return cannot_be_staffed(self._staffing)

    def _told(self, row: Staffing) -> dict[str, str]:
        return {
            "profile": self._profile(row.profile),
            "year": row.year,
            "asked": self._fte(row.asked),
            "there": self._fte(row.to_be_had),
        }

    def _profile(self, name: str) -> str:
        key = f"word.profile.{name}"
        return self.labels.texts(key) if self.labels.texts.has(key) else name.replace("_", " ")

    def _fte(self, fte: float | None) -> str:
        texts = self.labels.texts
        if fte is None:
            return texts("staff.unknown")
        return texts.formats.number(fte, 0 if fte >= 100 else 1)

    def _not_known(self) -> Iterator[str]:
        """Profiles without a labour market, and places of which it is not said what staff works."""
        texts, formats = self.labels.texts, self.labels.texts.formats
        kept = self.manifest.kept
        if kept is not None and not set(kept).issuperset(_NEEDED):
            yield texts("staff.not_kept")
            return
        if not self._staffing:
            yield texts("staff.nothing_known")
            return
        named = {row.profile: row.to_be_had for row in self._staffing}
        profiles = [self._profile(name) for name, there in named.items() if there is None]
        if profiles:
            yield texts("staff.no_market", profiles=formats.listed(profiles))
        table = self.indicators
        counted = set(table.loc[table["indicator"].str.startswith(ASKED), "station"])
        pools = [name for name in self.manifest.pools if name not in counted]
        of_care = [name for name in pools if self._gives_care(name)]
        if of_care:
            names = [self.labels.pool(name) for name in of_care]
            yield texts("staff.not_counted", pools=formats.listed(names))

    def _gives_care(self, pool: str) -> bool:
        note = self.manifest.pools[pool]
        return note.limited and any(
            self.manifest.stations[s].group == "care" for s in note.stations
        )

    # -------------------------------------------------------------- tables

    def _of_profile(self, profile: str) -> Table:
        texts = self.labels.texts
        cells = {(row.scenario, row.year): row for row in self._staffing if row.profile == profile}
        scenarios = list(dict.fromkeys(scenario for scenario, _ in cells))
        rows = tuple(
            (year, *(self._cell(cells.get((name, year))) for name in scenarios))
            for year in self.manifest.periods.years
        )
        head = (texts("staff.year"), *map(self.labels.scenario, scenarios))
        caption = texts("staff.caption", profile=self._profile(profile))
        return Table(caption, head, rows, kind="numbers lists")

    def _cell(self, row: Staffing | None) -> str:
        if row is None:
            return self.labels.texts("direction.missing")
        told = self._told(row)
        return self.labels.texts("staff.cell", asked=told["asked"], there=told["there"])

    def _loses(self, row: Losing) -> str:
        return self.labels.texts.count(
            "providers.lose",
            round(row.by_percent[TOLD]),
            scenario=self.labels.scenario(row.scenario),
            of=self._number(row.providers),
            pool=self.labels.pool(row.pool),
            percent=TOLD,
        )

    def _number(self, providers: float) -> str:
        return self.labels.texts.formats.number(providers)

    def _providers(self) -> Iterator[Table]:
        if not self._losing:
            return
        texts = self.labels.texts
        percents = list(self._losing[0].by_percent)
        more = (texts("providers.more", percent=percent) for percent in percents)
        head = (texts("cost.scenario"), texts("wait.station"), texts("providers.number"), *more)
        rows = tuple(
            (
                self.labels.scenario(row.scenario),
                capital(self.labels.pool(row.pool)),
                self._number(row.providers),
                *(self._number(row.by_percent[percent]) for percent in percents),
            )
            for row in self._losing
        )
        yield Table(
            texts("providers.caption"), head, rows, (texts("providers.note"),), "numbers named"
        )
