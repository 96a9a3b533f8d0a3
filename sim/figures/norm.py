"""Figure: the share that waits longer than the norm, a row per list, a mark per scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter

from .labels import Labels
from .measures import direction, mean_of, norm_words, stations_with_a_list
from .results import Results
from .style import (
    INK,
    PALE,
    WIDE,
    Picture,
    Sheet,
    in_a_column,
    legend_inches,
    legend_lines,
    line_of,
    painted_for_both,
    wrapped,
)

NAME = "over-norm"
INDICATOR = "over_norm"


@dataclass(frozen=True)
class Room:
    """Inches of a row of shares and of one of directions; letters on a line, of names and axis."""

    share: float
    direction: float
    letters: int
    axis_letters: int

    def name(self, title: str) -> str:
        """The name of a list, over two lines where there is little room."""
        return (
            wrapped(title, self.letters, 1)
            if self is ON_WIDE
            else in_a_column(title, self.letters, 2)
        )


ON_WIDE, ON_NARROW = Room(0.62, 0.36, 30, 34), Room(0.96, 0.46, 16, 17)


@dataclass(frozen=True)
class Drawn:
    """What the figure holds: scenarios, lists with shares, lists with directions only."""

    scenarios: tuple[str, ...]
    shares: dict[str, tuple[float | None, ...]]
    directions: dict[str, tuple[str, ...]]


def draw(results: Results, labels: Labels) -> Picture | None:
    """Draw the figure; None where no station has a list."""
    drawn = drawn_of(results)
    if not drawn.shares and not drawn.directions:
        return None
    texts = labels.texts
    drawings = painted_for_both(
        lambda canvas, sheet: _paint(canvas, drawn, labels, sheet),
        height_inches=lambda sheet: (
            1.2 + sum(_heights(drawn, sheet)) + legend_inches(len(drawn.scenarios), sheet)
        ),
        title=texts("figure.norm.title"),
        frame=labels.frame,
    )
    caption = texts("figure.norm.caption", period=labels.period(results.period("ahead")))
    if any(None in shares for shares in drawn.shares.values()):
        caption = f"{caption} {texts('figure.norm.kept_back')}"
    if any("mixed" in words for words in drawn.directions.values()):
        caption = f"{caption} {texts('direction.mixed_note')}"
    title = texts("figure.norm.title")
    return Picture(NAME, title, caption, _alt(drawn, labels), "comparison.csv", *drawings)


def drawn_of(results: Results) -> Drawn:
    """Shares for lists whose waits were tested or derived, directions for the others."""
    period = results.period("ahead")
    shares: dict[str, tuple[float | None, ...]] = {}
    directions: dict[str, tuple[str, ...]] = {}
    for station in stations_with_a_list(results, period):
        if results.manifest.stations[station].tested:
            shares[station] = tuple(
                mean_of(results, scenario, INDICATOR, period=period, station=station)
                for scenario in results.ahead
            )
        elif len(results.ahead) > 1:
            directions[station] = tuple(
                direction(results, scenario, station) for scenario in results.ahead[1:]
            )
    return Drawn(results.ahead, shares, directions)


def _on(sheet: Sheet) -> Room:
    return ON_WIDE if sheet is WIDE else ON_NARROW


def _heights(drawn: Drawn, sheet: Sheet) -> list[float]:
    """Inches of the two parts; next to nothing for one that holds nothing."""
    rows = _on(sheet)
    lower = rows.direction * len(drawn.directions) + 0.5 if drawn.directions else 0.01
    return [max(rows.share * len(drawn.shares), 0.01), lower]


def _paint(canvas: Canvas, drawn: Drawn, labels: Labels, sheet: Sheet) -> None:
    on = _on(sheet)
    if drawn.shares and drawn.directions:
        upper, lower = canvas.subplots(2, 1, height_ratios=_heights(drawn, sheet))
        _paint_shares(upper, drawn, labels, on)
        _paint_directions(lower, drawn, labels, on)
    elif drawn.shares:
        _paint_shares(canvas.add_subplot(), drawn, labels, on)
    else:
        _paint_directions(canvas.add_subplot(), drawn, labels, on)
    names = [labels.scenario(scenario) for scenario in drawn.scenarios]
    handles = legend_lines(names, joined=False)
    canvas.legend(handles=handles, loc="outside lower left", ncols=sheet.columns, handletextpad=0.3)


def _paint_shares(axes: Axes, drawn: Drawn, labels: Labels, on: Room) -> None:
    count = len(drawn.scenarios)
    for row, shares in enumerate(drawn.shares.values()):
        axes.axhspan(row - 0.46, row + 0.46, color=PALE, alpha=0.35 if row % 2 == 0 else 0.0, lw=0)
        for position, share in enumerate(shares):
            if share is None:
                continue
            line = line_of(position)
            aside = 0.72 * ((position + 0.5) / count - 0.5)
            axes.plot(
                share,
                row + aside,
                line.marker,
                color=line.colour,
                markerfacecolor=line.face,
                markersize=7,
                zorder=3,
            )
    names = [_row_label(name, labels, on) for name in drawn.shares]
    axes.set_yticks(range(len(drawn.shares)), names)
    axes.set_ylim(len(drawn.shares) - 0.5, -0.5)
    axes.set_xlim(-0.02, 1.02)
    axes.xaxis.set_major_formatter(
        FuncFormatter(lambda share, _: labels.texts.formats.percent(share))
    )
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(wrapped(labels.texts("figure.norm.axis"), on.axis_letters, 5), loc="left")


def _paint_directions(axes: Axes, drawn: Drawn, labels: Labels, on: Room) -> None:
    columns = len(drawn.scenarios) - 1
    for row, words in enumerate(drawn.directions.values()):
        axes.axhspan(row - 0.5, row + 0.5, color=PALE, alpha=0.35 if row % 2 == 0 else 0.0, lw=0)
        for column, word in enumerate(words):
            spec = labels.texts(f"direction.{word}")
            sign = spec if columns < 5 and on is ON_WIDE else spec.split(" ")[0]
            axes.text(column, row, sign, ha="center", va="center", color=INK)
    for column in range(columns):
        line = line_of(column + 1)
        axes.plot(column, -0.85, line.marker, color=line.colour, markersize=8, clip_on=False)
    axes.set_yticks(
        range(len(drawn.directions)),
        [on.name(labels.short_station(name)) for name in drawn.directions],
    )
    axes.set_xticks([])
    axes.grid(visible=False)
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(len(drawn.directions) - 0.5, -1.3)
    axes.tick_params(axis="y", length=0)
    axes.set_title(wrapped(labels.texts("figure.norm.direction"), on.axis_letters, 3))
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def _row_label(station: str, labels: Labels, on: Room) -> str:
    weeks, is_norm = norm_words(labels, station)
    key = "figure.norm.label" if is_norm else "figure.norm.label_none"
    name, said = on.name(labels.short_station(station)), labels.texts.unit("weeks", weeks)
    told = labels.texts(key, station=name, weeks=said)
    return "\n".join(wrapped(line, on.letters, 2) for line in told.split("\n"))


def _alt(drawn: Drawn, labels: Labels) -> str:
    texts = labels.texts
    spec = []
    for station, shares in drawn.shares.items():
        pairs = zip(drawn.scenarios, shares, strict=True)
        parts = [f"{labels.scenario(name)} {_share_words(share, labels)}" for name, share in pairs]
        spec.append(_alt_row(station, parts, labels))
    for station, words in drawn.directions.items():
        pairs_of_words = zip(drawn.scenarios[1:], words, strict=True)
        parts = [f"{labels.scenario(n)} {texts(f'direction.{w}')}" for n, w in pairs_of_words]
        spec.append(_alt_row(station, parts, labels))
    return texts("figure.norm.alt", rows=" ".join(spec))


def _share_words(share: float | None, labels: Labels) -> str:
    if share is None:
        return labels.texts("figure.norm.not_shown")
    return labels.texts.formats.percent(share)


def _alt_row(station: str, parts: Sequence[str], labels: Labels) -> str:
    return labels.texts(
        "figure.norm.alt_row", station=labels.station(station), parts=", ".join(parts)
    )
