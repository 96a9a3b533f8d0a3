"""Simulated trajectories as registrations hold them: extracts of iJw messages, and CBS records."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from ...results.manifest import Manifest
from ...results.store import plain_cell
from .. import codes
from ..format import Format, Progress, Source
from ..sheets import plain
from ..visits import RunOfVisits, Visit, microseconds, runs_of

_MARK = "Synthetisch"
_PRODUCT = ("ToewijzingNummer", "ProductCategorie", "ProductCode")
HEADS = {
    "jw301": ("Client", "Geboortedatum", "Gemeente", *_PRODUCT, "ReferentieAanbieder",
              "Toewijzingsdatum", "Ingangsdatum", "Einddatum", "RedenWijziging", _MARK),
    "jw305": ("Client", *_PRODUCT, "ToewijzingIngangsdatum", "Begindatum", "StatusAanlevering",
              _MARK),
    "jw307": ("Client", *_PRODUCT, "ToewijzingIngangsdatum", "Begindatum", "Einddatum",
              "RedenBeeindiging", "StatusAanlevering", _MARK),
    "jw315": ("Client", "ReferentieAanbieder", "ProductCategorie", "ProductCode",
              "ToewijzingIngangsdatum", "Verwijzer", _MARK),
    "jw323": ("Client", *_PRODUCT, "Begindatum", "Einddatum", "GeleverdVolume", "Eenheid", _MARK),
    "cbs": ("Client", "Geboortedatum", "Geslacht", "Gemeente", "Verwijzer", "Hulpvorm", "Crisis",
            "DatumAanvang", "DatumEinde", "RedenBeeindiging", _MARK),
}  # fmt: skip
"""The columns of each file, named after the elements of the messages and of the CBS protocol."""
_ONE_DAY = 86_400_000_000
_TOLD_EVERY = 1000
"""Children between two steps of the progress."""
_README = {"nl": "LEESMIJ.txt", "en": "README.txt"}

Row = tuple[str, tuple[object, ...]]
"""The file and its cells, but for the mark."""


def write(source: Source, folder: Path, progress: Progress) -> None:
    """Six files for each run, and what to read first."""
    total = source.manifest.replications
    for run in runs_of(source):
        children = 1 + run.children
        with ExitStack() as stack:
            writers = {name: _opened(stack, folder, run.number, name) for name in HEADS}
            for number, rows in enumerate(_by_child(run)):
                for name, cells in rows:
                    writers[name].writerow((*cells, codes.YES))
                if number % _TOLD_EVERY == 0:
                    progress(run.number * children + number, total * children)
    first = folder / _README[source.texts.lang]
    first.write_text(f"{_read_first(source)}\n", encoding="utf-8", newline="\n")


def _opened(stack: ExitStack, folder: Path, run: int, name: str) -> Any:
    path = folder / f"run-{run}-{name}.csv"
    stream = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(HEADS[name])
    return writer


def _read_first(source: Source) -> str:
    manifest, texts = source.manifest, source.texts
    title = plain(manifest.title.in_language(texts.lang))
    return texts(
        "export.registration",
        title=title,
        version=manifest.doorstroom,
        seed=manifest.seed,
        first=manifest.periods.report_from,
        end=manifest.periods.end,
    )


# ------------------------------------------------------------------ rows


@dataclass(frozen=True)
class _Allocation:
    """Help that was asked for one child at one station, with its dates."""

    visit: Visit
    manifest: Manifest
    since: int
    """From when they wait for this help, in microseconds."""

    @property
    def product(self) -> tuple[object, ...]:
        note = self.manifest.stations[self.visit.station]
        return 1 + self.visit.visit, codes.product_category(note), self.visit.station

    @property
    def asked_by(self) -> str:
        """The reference of a provider who asked for it; nothing where the gemeente decided."""
        by_gemeente = codes.referrer(self.visit.referrer) == codes.BY_GEMEENTE
        return "" if by_gemeente else f"V{1 + self.visit.visit}"

    def rows(self, end: int) -> Iterator[Row]:
        """What is registered of it."""
        visit, (reason, of_cbs) = self.visit, codes.ending(self.visit)
        client, since = 1 + visit.client, _day(self.since)
        born, gemeente = _day(visit.born), plain_cell(visit.gemeente)
        gone = visit.started is None and visit.ended is not None
        why = codes.withdrawn(visit) if gone else ""
        until = _day(visit.ended) if gone else ""
        yield "jw301", (client, born, gemeente, *self.product, self.asked_by, since, since, until,
                        why)  # fmt: skip
        if self.asked_by:
            referrer = codes.referrer(visit.referrer)
            yield "jw315", (client, self.asked_by, *self.product[1:], since, referrer)
        if visit.started is None:
            return
        begun, status = _day(visit.started), codes.FIRST_DELIVERY
        yield "jw305", (client, *self.product, since, begun, status)
        if visit.ended is not None:
            over = _day(visit.ended)
            yield "jw307", (client, *self.product, since, begun, over, reason, status)
        yield from self._months(client, end)
        yield from self._of_cbs(client, "" if visit.ended is None else of_cbs)

    def _months(self, client: int, end: int) -> Iterator[Row]:
        """A claim for each month of the reported period, of days in care; both ends count."""
        visit = self.visit
        assert visit.started is not None
        last = _date(end) - dt.timedelta(days=1) if visit.ended is None else _date(visit.ended)
        day = max(_date(visit.started), self.manifest.periods.report_from)
        while day <= last:
            month_ends = (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
            until = min(month_ends - dt.timedelta(days=1), last)
            volume = (until - day).days + 1
            yield "jw323", (client, *self.product, day, until, volume, codes.DAYS)
            day = month_ends

    def _of_cbs(self, client: int, reason: str) -> Iterator[Row]:
        """A record of CBS, which asks for help and not for protection, and knows no wait.

        A stay begins there on the day after the first night; one without a night on its only day.
        """
        visit, note = self.visit, self.manifest.stations[self.visit.station]
        if note.group != "care" or visit.started is None:
            return
        crisis = codes.YES if note.form == "crisis" else codes.NO
        form = codes.form_of_help(note)
        begun = visit.started + (_ONE_DAY if form in codes.STAYS else 0)
        if visit.ended is not None:
            begun = min(begun, visit.ended)
        yield "cbs", (client, _day(visit.born), codes.UNKNOWN_SEX, plain_cell(visit.gemeente),
                      codes.referrer(visit.referrer), form, crisis, _day(begun),
                      _day(visit.ended), reason)  # fmt: skip


def _by_child(run: RunOfVisits) -> Iterator[list[Row]]:
    """The rows of each child; of what was over before reporting begins there are none."""
    begin, manifest = microseconds(run.manifest.periods.report_from), run.manifest
    for _, visits in groupby(run, key=lambda item: item.client):
        yield [
            row
            for visit, since in _with_begin_of_wait(visits)
            if _is_registered(visit, manifest) and (visit.ended is None or visit.ended >= begin)
            for row in _Allocation(visit, manifest, since).rows(run.end)
        ]


def _with_begin_of_wait(visits: Iterator[Visit]) -> Iterator[tuple[Visit, int]]:
    """Each visit, and since when they wait for it.

    Who is moved from list to list keeps the rank time of the first, and so the wait; who was in
    care meanwhile waits from when they joined.
    """
    last_start: dict[int, int] = {}
    for visit in visits:
        cared = last_start.get(visit.trajectory)
        since = min(visit.rank_time, visit.joined)
        yield visit, visit.joined if cared is not None and since < cared else since
        if visit.started is not None:
            last_start[visit.trajectory] = visit.started


def _is_registered(visit: Visit, manifest: Manifest) -> bool:
    """Whether it is help or protection in kind; who left a list as they came was on none."""
    is_gate = manifest.stations[visit.station].group == "gate"
    passed_by = visit.started is None and visit.ended == visit.joined
    return not (is_gate or visit.pgb or passed_by)


# ------------------------------------------------------------------ dates


def _date(moment: int) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=moment // _ONE_DAY)


def _day(moment: int | None) -> str:
    """The calendar day of a moment; nothing for not yet or not known."""
    return "" if moment is None else _date(moment).isoformat()


FORMAT = Format(suffix="", needs_visits=True, write=write)
