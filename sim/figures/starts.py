"""Marks above a panel over time: where interventions begin that its baseline does not have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.markers import TICKUP

from ..results.scenario_note import StartNote
from .labels import Labels
from .results import Results
from .style import GREY, SOURCE_TYPE, Line, wrapped

_INCHES = 0.26
"""What marks with their words add to the height of a panel."""
_LETTERS = 33
"""So many of the words go above a panel."""
_TICK_POINTS, _WORDS_POINTS, _TITLE_POINTS = 5, 9, 26


@dataclass(frozen=True)
class Starts:
    """The days on which something begins, each once and in order, and what is said of them.

    The words are empty where nothing begins; without days what begins has no day that is planned.
    """

    days: tuple[dt.date, ...] = ()
    words: str = ""


def starts_of(results: Results, name: str, baseline: str, labels: Labels) -> Starts:
    """What begins in a scenario and not in its baseline, in the reported years."""
    notes = results.manifest.scenario
    known = () if name == baseline else notes[baseline].starts
    periods = results.manifest.periods
    starts = [
        note
        for note in notes[name].starts
        if note not in known and (note.day is None or periods.report_from <= note.day < periods.end)
    ]
    days = tuple(dict.fromkeys(note.day for note in starts if note.day))
    return Starts(days, _words(days, starts, name, labels)) if starts else Starts()


def inches_above(panels: Sequence[Starts]) -> float:
    """What each panel of a figure is higher, since something is marked on some of them."""
    return _INCHES if any(starts.words for starts in panels) else 0.0


def caption_of(panels: Sequence[Starts], baseline: str, labels: Labels) -> str:
    """What the marks mean, to end a caption with; empty where there are none."""
    if not inches_above(panels):
        return ""
    seen = any(starts.words and not starts.days for starts in panels)
    key = "figure.starts.caption_seen" if seen else "figure.starts.caption"
    return " " + labels.texts(key, baseline=baseline)


def mark_starts(axes: Axes, starts: Starts, line: Line) -> None:
    """Mark days on an axis of years on which the middle of a year is a whole number."""
    places = [_place(day) for day in starts.days]
    if not starts.words:
        return
    if places:
        axes.axvline(places[0], color=GREY, linewidth=0.9, dashes=(1, 2), zorder=1)
        axes.plot(
            places,
            [1.0] * len(places),
            linewidth=0,
            marker=TICKUP,
            markersize=_TICK_POINTS,
            color=line.colour,
            transform=axes.get_xaxis_transform(),
            clip_on=False,
        )
    first, end = axes.get_xlim()
    room = len(starts.words) / _LETTERS
    at = (places[0] - first) / (end - first) if places else 0.0
    is_right = at + room > 1 and room < 1
    axes.annotate(
        starts.words,
        (1.0 if is_right else at if at + room <= 1 else 0.0, 1.0),
        xycoords="axes fraction",
        xytext=(0, _WORDS_POINTS),
        textcoords="offset points",
        ha="right" if is_right else "left",
        fontsize=SOURCE_TYPE,
        color=line.colour,
    )


def title_of(axes: Axes, title: str, line: Line, *, above_marks: bool) -> None:
    """The title of a panel, higher where some panel of the figure has marks below it."""
    pad = _TITLE_POINTS if above_marks else None
    axes.set_title(wrapped(title, 27, 2), color=line.colour, pad=pad)


def _place(day: dt.date) -> float:
    start = dt.date(day.year, 1, 1)
    return day.year - 0.5 + (day - start).days / 365.25


def _words(days: Sequence[dt.date], starts: Sequence[StartNote], name: str, labels: Labels) -> str:
    """What begins and when; when alone where the panel is called so already, or has no room."""
    when, own = _when(days, labels), labels.scenario(name)
    titles = list(dict.fromkeys(labels.block(own, note.title) for note in starts))
    names = labels.texts.formats.listed(titles)
    named = labels.texts("figure.starts.named", names=names, when=when)
    return named if titles != [own] and len(named) <= _LETTERS else when


def _when(days: Sequence[dt.date], labels: Labels) -> str:
    texts, month = labels.texts, labels.texts.formats.month
    if not days:
        return texts("figure.starts.seen")
    if len(days) == 1:
        return texts("figure.starts.once", day=month(days[0]))
    return texts("figure.starts.over", days=texts.formats.range(month(days[0]), month(days[-1])))
