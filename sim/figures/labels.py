"""What scenarios, stations and periods are called on a page, taken from the manifest."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..results.manifest import Manifest
from ..scenario.schema import Text
from ..texts import Texts

YARDSTICK_WEEKS = 14.0
"""Weeks that stand in for a norm where there is none."""


@dataclass(frozen=True)
class Frame:
    """What stands around a figure: the mark of a trial, and where it comes from."""

    trial: str | None
    source: str


@dataclass(frozen=True)
class Labels:
    """Names of one language for what stands in a results folder."""

    manifest: Manifest
    texts: Texts

    @staticmethod
    def of(manifest: Manifest, texts: Texts) -> Labels:
        """Names for what was made over draws or runs, each in its own words."""
        titles = {
            name: title.in_language(texts.lang)
            for note in manifest.scenario.values()
            for name, title in note.ceilings.items()
        }
        own = texts.calling("ceiling", titles)
        return Labels(manifest, own.over_draws() if manifest.draws else own)

    @property
    def baseline(self) -> str:
        """Name of the scenario that the others are compared with, or of the only one."""
        return self.manifest.baseline

    @property
    def frame(self) -> Frame:
        """What stands around every figure, so that one that travels alone still says what it is."""
        source = self.texts(
            "figure.source",
            version=self.manifest.doorstroom,
            seed=self.manifest.seed,
            made=self._made(),
        )
        return Frame(self.texts("figure.trial") if self.manifest.is_trial else None, source)

    def _made(self) -> str:
        return self.texts.formats.date(self.manifest.created.date())

    def scenario(self, name: str) -> str:
        """Title of a scenario, else its name."""
        note = self.manifest.scenario.get(name)
        return self._title(note.title if note else None, name)

    def looking_back(self, name: str) -> str:
        """Title of a scenario that only looks back, saying so."""
        return self.texts("figure.back", scenario=self.scenario(name))

    def station(self, name: str) -> str:
        """Title of a station, else its name."""
        note = self.manifest.stations.get(name)
        return self._title(note.title if note else None, name)

    def short_station(self, name: str) -> str:
        """The title without what it says between brackets."""
        title = self.station(name)
        return title.split(" (")[0].split(", ")[0] or title

    def need(self, name: str) -> str:
        """Title of a need, else its name."""
        note = self.manifest.needs.get(name)
        return self._title(note.title if note else None, name)

    def pool(self, name: str) -> str:
        """What a pool is for: the stations that draw from it."""
        note = self.manifest.pools.get(name)
        stations = note.stations if note else ()
        return self.texts.formats.listed([self.short_station(s) for s in stations]) or name

    def form(self, name: str) -> str:
        """What a form of help is called, else its name."""
        key = f"word.form.{name}"
        return self.texts(key) if self.texts.has(key) else name.replace("_", " ")

    def ceiling(self, name: str) -> str:
        """Title of a ceiling, else its name."""
        key = f"word.ceiling.{name}"
        return self.texts(key) if self.texts.has(key) else name.replace("_", " ")

    def block(self, name: str, title: Text | None) -> str:
        """Title of a block, else its name."""
        return self._title(title, name)

    def period(self, period: str) -> str:
        """A period in words; `all` becomes the reported period."""
        periods = self.manifest.periods
        if period == "all":
            first = periods.report_from
            last = periods.end - dt.timedelta(days=1)
            if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
                return self._years(str(first.year), str(last.year))
            return self._days(first, last)
        if "/" in period:
            first, last = (dt.date.fromisoformat(day) for day in period.split("/"))
            return self._days(first, last)
        years = period.split("-")
        if len(years) == 2 and all(year.isdigit() and len(year) == 4 for year in years):
            return self._years(*years)
        return period

    def norm_weeks(self, station: str) -> tuple[float, bool]:
        """Weeks that a wait is held against, and whether they are a norm."""
        note = self.manifest.stations.get(station)
        if note is None or note.norm_weeks is None:
            return YARDSTICK_WEEKS, False
        return note.norm_weeks, True

    def weeks(self, weeks: float) -> str:
        """A number of weeks, with a decimal only where it has one."""
        return self.texts.formats.number(weeks, 0 if weeks == round(weeks) else 1)

    def _years(self, first: str, last: str) -> str:
        return first if first == last else self.texts("period.years", first=first, last=last)

    def _days(self, first: dt.date, last: dt.date) -> str:
        date = self.texts.formats.date
        return self.texts("period.days", first=date(first), last=date(last))

    def _title(self, title: Text | None, name: str) -> str:
        spec = title.in_language(self.texts.lang) if title else None
        return " ".join((spec or name.replace("_", " ")).split())


def years_in(period: str, manifest: Manifest) -> float:
    """How many years a period lasts, to turn its totals into amounts per year."""
    periods = manifest.periods
    if "/" in period:
        first, last = (dt.date.fromisoformat(day) for day in period.split("/"))
        return ((last - first).days + 1) / 365.25
    if period == "all":
        first, end = periods.report_from, periods.end
        if (first.month, first.day) == (end.month, end.day):
            return float(end.year - first.year)
        return (end - first).days / 365.25
    years = period.split("-")
    return float(int(years[1]) - int(years[0]) + 1) if len(years) == 2 else 1.0
