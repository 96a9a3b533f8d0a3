"""Figure: what becomes of 100 youths who are referred, a bar per scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Patch

from .findings import hundred_finding
from .labels import Labels
from .measures import TOLD, of_hundred
from .results import Results
from .style import INK, NARROW, Picture, Sheet, painted_for_both, wrapped

NAME = "of-hundred"
_AXIS_LETTERS, _APART = 30, 21.6
"""Of a hundred on a sheet of an inch, so far apart stand numbers that would touch."""


@dataclass(frozen=True)
class Fill:
    """How an event is filled: colour, hatch, and the colour of a number on it."""

    colour: str
    hatch: str = ""
    ink: str = INK


FILLS: Mapping[str, Fill] = {
    "within_norm": Fill("#0B4F6C", ink="white"),
    "later": Fill("#6FAFD0"),
    "waiting": Fill("#DCE9F1"),
    "dropped_out": Fill("#F0B45F", "///"),
    "deterred": Fill("#F7DDB0", "..."),
    "escalated": Fill("#9E1B1B", "xxx", "white"),
    "refused": Fill("#A6A6A6", "|||"),
    "sent_away": Fill("#E7D8EE"),
    "turned_18": Fill("#FFFFFF", "\\\\\\"),
    "other": Fill("#E8E8E8", "---"),
}


@dataclass(frozen=True)
class Bar:
    """One bar: its label and numbers by event, together 100; told as whole numbers."""

    label: str
    numbers: dict[str, float]


@dataclass(frozen=True)
class Group:
    """Bars over one period; `heading` is empty for the first group."""

    heading: str
    bars: tuple[Bar, ...]


def draw(results: Results, labels: Labels) -> Picture | None:
    """Draw the figure; None where too few youths are referred to tell."""
    groups = groups_of(results, labels)
    bars = [bar for group in groups for bar in group.bars]
    if not bars:
        return None
    texts = labels.texts
    helped = sorted(bar.numbers["within_norm"] for bar in groups[0].bars)
    title = hundred_finding(helped, labels)
    drawings = painted_for_both(
        lambda canvas, sheet: _paint(canvas, _on(sheet, groups), labels, sheet),
        height_inches=lambda sheet: _inches(_on(sheet, groups), sheet),
        title=title,
        topic=texts("figure.hundred.title"),
        frame=labels.frame,
    )
    number = texts.formats.number
    caption = texts(
        "figure.hundred.caption" if len(bars) > 1 else "figure.hundred.caption_single",
        range=texts.formats.range(number(helped[0]), number(helped[-1])),
        period=labels.period(results.period("ahead")),
    )
    return Picture(NAME, title, caption, _alt(bars, labels), "indicators.csv", *drawings)


def _on(sheet: Sheet, groups: Sequence[Group]) -> Sequence[Group]:
    """On a phone what looks back is left to the tables."""
    return groups[:1] if sheet is NARROW else groups


def _inches(groups: Sequence[Group], sheet: Sheet) -> float:
    """Height of the bars and of the words for what they hold."""
    bars = [bar for group in groups for bar in group.bars]
    inches = 0.72 * len(bars) + 0.4 * (len(groups) - 1)
    return inches + (1.9 if sheet.has_title else 0.75 + 0.24 * len(_shown(groups)))


def _shown(groups: Sequence[Group]) -> list[str]:
    """The events that befall anybody."""
    bars = [bar for group in groups for bar in group.bars]
    return [event for event in TOLD if any(bar.numbers[event] for bar in bars)]


def groups_of(results: Results, labels: Labels) -> list[Group]:
    """The bars ahead, and those looking back beside their baseline."""
    ahead = _bars(results, labels, results.ahead, results.period("ahead"))
    groups = [Group("", ahead)]
    back = results.manifest.look_back
    if back and results.back:
        period = results.period("back")
        heading = labels.texts("figure.hundred.back", period=labels.period(period))
        names = (back.baseline, *results.back)
        groups.append(Group(heading, _bars(results, labels, names, period)))
    return [group for group in groups if group.bars]


def _bars(
    results: Results, labels: Labels, scenarios: Sequence[str], period: str
) -> tuple[Bar, ...]:
    bars = []
    for scenario in scenarios:
        numbers = of_hundred(results, scenario, period)
        if numbers is not None:
            bars.append(Bar(labels.scenario(scenario), numbers))
    return tuple(bars)


def _paint(canvas: Canvas, groups: Sequence[Group], labels: Labels, sheet: Sheet) -> None:
    axes = canvas.add_subplot()
    place = 0.0
    for group in groups:
        if group.heading:
            place += 0.55
            axes.text(0, place - 0.72, group.heading, fontstyle="italic", va="center")
        for bar in group.bars:
            _paint_bar(axes, bar, place, sheet)
            place += 1.0
    axes.set_ylim(place - 0.42, -0.62)
    axes.set_xlim(0, 100)
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.spines["left"].set_visible(False)
    letters = _AXIS_LETTERS if sheet is NARROW else sheet.letters
    axes.set_xlabel(wrapped(labels.texts("figure.hundred.axis"), letters, 2))
    handles = [
        Patch(
            facecolor=FILLS[event].colour,
            hatch=FILLS[event].hatch,
            edgecolor=INK,
            label=labels.texts(f"event.{event}"),
        )
        for event in _shown(groups)
    ]
    axes.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=sheet.columns,
        handlelength=1.6,
    )


def _paint_bar(axes: Axes, bar: Bar, place: float, sheet: Sheet) -> None:
    axes.text(0, place - 0.36, wrapped(bar.label, sheet.letters, 1), va="center", fontweight="bold")
    left = 0.0
    narrow: list[tuple[float, str]] = []
    for event, number in bar.numbers.items():
        if number == 0:
            continue
        fill = FILLS[event]
        axes.barh(
            place,
            number,
            left=left,
            height=0.38,
            color=fill.colour,
            hatch=fill.hatch,
            edgecolor=INK,
            linewidth=0.6,
        )
        middle = left + number / 2
        if number >= 4:
            _paint_number(axes, fill, (middle, place), round(number))
        elif round(number):
            narrow.append((middle, str(round(number))))
        left += number
    for spot, text in _spread(narrow, _APART / sheet.width_inches):
        axes.text(spot, place + 0.33, text, ha="center", va="center")


def _paint_number(axes: Axes, fill: Fill, spot: tuple[float, float], number: int) -> None:
    box = {"facecolor": fill.colour, "edgecolor": "none", "pad": 1.5}
    axes.text(
        *spot,
        str(number),
        color=fill.ink,
        ha="center",
        va="center_baseline",
        fontweight="bold",
        bbox=box if fill.hatch else None,
    )


def _spread(labels: Sequence[tuple[float, str]], apart: float) -> list[tuple[float, str]]:
    """Move numbers of narrow parts aside so that none touches another."""
    spots = [spot for spot, _ in labels]
    for here in range(len(spots) - 1):
        spots[here + 1] = max(spots[here + 1], spots[here] + apart)
    over = max(0.0, spots[-1] - 99.0) if spots else 0.0
    return [(spot - over, text) for spot, (_, text) in zip(spots, labels, strict=True)]


def _alt(bars: Sequence[Bar], labels: Labels) -> str:
    texts = labels.texts
    rows = [
        texts(
            "figure.hundred.alt_row",
            scenario=bar.label,
            parts=texts.formats.listed(
                [
                    f"{round(number)} {texts(f'event.{event}')}"
                    for event, number in bar.numbers.items()
                    if round(number)
                ]
            ),
        )
        for bar in bars
    ]
    return texts("figure.hundred.alt", rows=" ".join(rows))
