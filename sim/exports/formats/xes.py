"""Event logs for process mining: XES (IEEE 1849), a file for each run, a trace for each child."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from ...figures.labels import Labels
from ..format import Format, Progress, Source
from ..sheets import plain
from ..visits import RunOfVisits, Visit, runs_of

_EXTENSIONS = {"Concept": "concept", "Time": "time", "Lifecycle": "lifecycle",
               "Organizational": "org"}  # fmt: skip
_FORBIDDEN = re.compile("[\ufffe\uffff]")
"""Signs that XML does not know, beside those that cannot be seen."""
_TOLD_EVERY = 1000
"""Traces between two steps of the progress."""


class Event(NamedTuple):
    """A step of a visit: when, in microseconds since 1970; `transition` is of the standard model.

    Sorted, the steps of one instant stand in order of joining and of the life of a visit.
    """

    moment: int
    visit: int
    step: int
    transition: str
    spec: Visit


def write(source: Source, folder: Path, progress: Progress) -> None:
    """A file for each run."""
    total = source.manifest.replications
    for run in runs_of(source):
        writer, traces = _Writer(source, run), 1 + run.children
        with (folder / f"run-{run.number}.xes").open("w", encoding="utf-8", newline="\n") as stream:
            for part, text in enumerate(writer.lines()):
                stream.write(text)
                if part % _TOLD_EVERY == 0:
                    progress(run.number * traces + part, total * traces)


class _Writer:
    """The lines of the log of one run."""

    def __init__(self, source: Source, run: RunOfVisits) -> None:
        self.source, self.run = source, run
        self.labels = Labels.of(source.manifest, source.texts)
        self.activities = _activities(self.labels)

    def lines(self) -> Iterator[str]:
        """The whole file; one piece for each trace."""
        yield self._head()
        for child, visits in groupby(self.run, key=lambda item: item.child):
            yield self._trace(child, list(visits))
        yield "</log>\n"

    def _head(self) -> str:
        manifest = self.source.manifest
        lines = ['<?xml version="1.0" encoding="UTF-8"?>\n']
        lines += ['<log xes.version="1849.2016" xes.features=""'
                  ' xmlns="http://www.xes-standard.org/">\n']  # fmt: skip
        for name, prefix in _EXTENSIONS.items():
            address = f"http://www.xes-standard.org/{prefix}.xesext"
            lines.append(f'<extension name="{name}" prefix="{prefix}" uri="{address}"/>\n')
        lines += ['<global scope="trace">', _string("concept:name", "?"), "</global>\n"]
        lines += ['<global scope="event">', _string("concept:name", "?"),
                  _string("concept:instance", "?"), _string("lifecycle:transition", "complete"),
                  _date("time:timestamp", 0), "</global>\n"]  # fmt: skip
        lines += ['<classifier name="Activity" keys="concept:name"/>\n']
        lines += ['<classifier name="Event" keys="concept:name lifecycle:transition"/>\n']
        title = manifest.title.in_language(self.source.texts.lang)
        lines += [_string("concept:name", f"{title}, run {self.run.number}"),
                  _string("lifecycle:model", "standard"), _boolean("synthetic", value=True),
                  _string("made_by", f"Doorstroom {manifest.doorstroom}"),
                  _string("seed", str(manifest.seed)), "\n"]  # fmt: skip
        return "".join(lines)

    def _trace(self, child: str, visits: list[Visit]) -> str:
        first = visits[0]
        parts = ["<trace>", _string("concept:name", child), _string("gemeente", first.gemeente),
                 _string("need", self.labels.need(first.need)), _string("referrer", first.referrer),
                 _string("legal_frame", self.source.texts(f"frame.{first.legal_frame}")),
                 _boolean("personal_budget", value=first.pgb),
                 _boolean("outside", value=first.outside)]  # fmt: skip
        for event in sorted(event for visit in visits for event in _events(visit)):
            parts.append(self._event(event))
        return "".join((*parts, "</trace>\n"))

    def _event(self, event: Event) -> str:
        visit, is_end = event.spec, event.transition not in ("schedule", "start")
        return "".join((
            "<event>",
            _string("concept:name", self.activities[visit.station]),
            _string("concept:instance", str(visit.visit)),
            _string("lifecycle:transition", event.transition),
            _date("time:timestamp", event.moment),
            _string("org:group", visit.pool),
            _string("trajectory", str(visit.trajectory)),
            _string("outcome", visit.outcome) if is_end else "",
            "</event>",
        ))  # fmt: skip


def _activities(labels: Labels) -> dict[str, str]:
    """What each station is called; its name behind it where two are called the same."""
    titles = {name: labels.station(name) for name in labels.manifest.stations}
    often = Counter(titles.values())
    return {name: title if often[title] == 1 else f"{title} ({name})"
            for name, title in titles.items()}  # fmt: skip


def _events(visit: Visit) -> Iterator[Event]:
    """The life of a visit: on the list, in care, and how it ended."""
    yield Event(visit.joined, visit.visit, 0, "schedule", visit)
    if visit.started is not None:
        yield Event(visit.started, visit.visit, 1, "start", visit)
    if visit.ended is not None:
        yield Event(visit.ended, visit.visit, 2, _ending(visit), visit)


def _ending(visit: Visit) -> str:
    """How the standard model calls it: withdrawn before a start, or aborted before its end."""
    if visit.started is None:
        return "withdraw"
    return "complete" if visit.outcome == "completed" else "ate_abort"


def _string(key: str, value: str) -> str:
    return f"<string key={quoteattr(key)} value={quoteattr(_xml(value))}/>"


def _boolean(key: str, *, value: bool) -> str:
    return f'<boolean key={quoteattr(key)} value="{str(value).lower()}"/>'


def _date(key: str, moment: int) -> str:
    """A moment of the model, whose days have no time of summer or winter, as UTC."""
    time = dt.datetime(1970, 1, 1) + dt.timedelta(microseconds=moment)
    return f'<date key={quoteattr(key)} value="{time.isoformat(timespec="milliseconds")}+00:00"/>'


def _xml(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", plain(text))


FORMAT = Format(suffix="", needs_visits=True, write=write)
