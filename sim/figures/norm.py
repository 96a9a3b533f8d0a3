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
from .style import INK, PALE, Picture, legend_lines, line_of, painted, wrapped

NAME = "over-norm"
INDICATOR = "over_norm"
ROW_INCHES = 0.62


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
    upper = ROW_INCHES * len(drawn.shares)
    lower = 0.36 * len(drawn.directions)
    svg, png = painted(
        lambda canvas: _paint(canvas, drawn, labels),
        height_inches=1.9 + upper + lower + (0.6 if drawn.directions else 0.0),
        title=texts("figure.norm.title"),
        frame=labels.frame,
    )
    caption = texts("figure.norm.caption", period=labels.period(results.period("ahead")))
    if any(None in shares for shares in drawn.shares.values()):
        caption = f"{caption} {texts('figure.norm.kept_back')}"
    if any("mixed" in words for words in drawn.directions.values()):
        caption = f"{caption} {texts('direction.mixed_note')}"
    title = texts("figure.norm.title")
    return Picture(NAME, title, caption, _alt(drawn, labels), "comparison.csv", svg, png)


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


def _paint(canvas: Canvas, drawn: Drawn, labels: Labels) -> None:
    heights = [
        max(ROW_INCHES * len(drawn.shares), 0.01),
        max(0.36 * len(drawn.directions) + 0.5, 0.01),
    ]
    if drawn.shares and drawn.directions:
        upper, lower = canvas.subplots(2, 1, height_ratios=heights)
        _paint_shares(upper, drawn, labels)
        _paint_directions(lower, drawn, labels)
    elif drawn.shares:
        _paint_shares(canvas.add_subplot(), drawn, labels)
    else:
        _paint_directions(canvas.add_subplot(), drawn, labels)
    names = [labels.scenario(scenario) for scenario in drawn.scenarios]
    handles = legend_lines(names, joined=False)
    canvas.legend(handles=handles, loc="outside lower left", ncols=2, handletextpad=0.3)


def _paint_shares(axes: Axes, drawn: Drawn, labels: Labels) -> None:
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
    axes.set_yticks(range(len(drawn.shares)), [_row_label(name, labels) for name in drawn.shares])
    axes.set_ylim(len(drawn.shares) - 0.5, -0.5)
    axes.set_xlim(-0.02, 1.02)
    axes.xaxis.set_major_formatter(
        FuncFormatter(lambda share, _: labels.texts.formats.percent(share))
    )
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(wrapped(labels.texts("figure.norm.axis"), 34), loc="left")


def _paint_directions(axes: Axes, drawn: Drawn, labels: Labels) -> None:
    columns = len(drawn.scenarios) - 1
    for row, words in enumerate(drawn.directions.values()):
        axes.axhspan(row - 0.5, row + 0.5, color=PALE, alpha=0.35 if row % 2 == 0 else 0.0, lw=0)
        for column, word in enumerate(words):
            spec = labels.texts(f"direction.{word}")
            sign = spec if columns < 5 else spec.split(" ")[0]
            axes.text(column, row, sign, ha="center", va="center", color=INK)
    for column in range(columns):
        line = line_of(column + 1)
        axes.plot(column, -0.85, line.marker, color=line.colour, markersize=8, clip_on=False)
    axes.set_yticks(
        range(len(drawn.directions)),
        [wrapped(labels.short_station(name), 30, 1) for name in drawn.directions],
    )
    axes.set_xticks([])
    axes.grid(visible=False)
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(len(drawn.directions) - 0.5, -1.3)
    axes.tick_params(axis="y", length=0)
    axes.set_title(labels.texts("figure.norm.direction"))
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def _row_label(station: str, labels: Labels) -> str:
    weeks, is_norm = norm_words(labels, station)
    key = "figure.norm.label" if is_norm else "figure.norm.label_none"
    name = wrapped(labels.short_station(station), 30, 1)
    return labels.texts(key, station=name, weeks=labels.texts.unit("weeks", weeks))


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
