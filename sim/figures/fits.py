"""Figures of a fit: lengths of stay and arrivals by month, what was counted beside what was fitted.

They are of a registration and not of results, so they stand beside the figures of a run.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from ..fitting import Fit
from ..fitting.stays import StayFit
from ..texts import Texts
from .labels import Frame
from .style import GREY, INK, LINES, Picture, amount_axis, empty_axes, from_zero, painted, wrapped

STAYS, ARRIVALS = "fit-stays", "fit-arrivals"
_COLUMNS = 3
_MONTH_DAYS = 365.25 / 12
_POINTS = 120


def fit_figures(fit: Fit, texts: Texts, frame: Frame) -> list[Picture]:
    """The figures of a fit that there is something to draw of."""
    pictures = [_arrivals(fit, texts, frame)]
    if fit.stays:
        pictures.insert(0, _stays(fit, texts, frame))
    return pictures


def _stays(fit: Fit, texts: Texts, frame: Frame) -> Picture:
    rows = -(-len(fit.stays) // _COLUMNS)

    def paint(canvas: Canvas) -> None:
        panels = canvas.subplots(rows, _COLUMNS, sharey=True, squeeze=False)
        for axes, stay in zip(panels.flat, fit.stays, strict=False):
            _paint_stay(axes, stay, texts)
        for axes in panels.flat[len(fit.stays) :]:
            empty_axes(axes)
        canvas.supxlabel(texts("fit.figure.stays.x"), fontsize="medium")
        canvas.supylabel(texts("fit.figure.stays.y"), fontsize="medium")

    title = texts("fit.figure.stays.title")
    height = 1.2 + 2.1 * rows
    svg, png = painted(paint, height_inches=height, title=title, frame=frame)
    families = ", ".join(_told(stay, texts) for stay in fit.stays)
    alt = texts("fit.figure.stays.alt", stations=families)
    return Picture(STAYS, title, texts("fit.figure.stays.caption"), alt, "", svg, png)


def _told(stay: StayFit, texts: Texts) -> str:
    days = texts.formats.number(stay.median.value)
    return texts("fit.figure.stays.station", station=stay.station, days=days)


def _paint_stay(axes: Axes, stay: StayFit, texts: Texts) -> None:
    """The shares that were counted, with their interval, and the line that was fitted to them."""
    curve, line = stay.curve, LINES[0]
    days = np.concatenate([[0.0], curve.days]) / _MONTH_DAYS
    axes.fill_between(
        days,
        np.concatenate([[1.0], curve.low]),
        np.concatenate([[1.0], curve.high]),
        color=GREY,
        alpha=0.35,
        linewidth=0,
    )
    axes.plot(days[1:], curve.share, "o", color=INK, markersize=2.5)
    longest = float(curve.days[-1]) if len(curve.days) else 365.0
    fitted = np.linspace(1.0, longest, _POINTS)
    axes.plot(
        fitted / _MONTH_DAYS,
        stay.best.lasting(fitted),
        color=line.colour,
        linewidth=2,
        dashes=(5, 2),
    )
    axes.set_title(wrapped(stay.station, 22, 1), fontsize="medium")
    axes.set_ylim(0, 1.02)
    axes.set_xlim(0, None)
    axes.yaxis.set_major_formatter(lambda share, _: texts.formats.percent(share))


def _arrivals(fit: Fit, texts: Texts, frame: Frame) -> Picture:
    trend = fit.arrivals.trend
    at = np.arange(len(trend.months))

    def paint(canvas: Canvas) -> None:
        axes = canvas.subplots()
        axes.plot(at, trend.fitted, color=LINES[0].colour, linewidth=2, label=texts("fit.fitted"))
        axes.plot(at, trend.counted, "o", color=INK, markersize=5, label=texts("fit.counted"))
        ticks = [place for place in range(len(at)) if trend.months[place].endswith("-01")] or [0]
        axes.set_xticks(ticks, [trend.months[place][:4] for place in ticks])
        from_zero(axes, float(np.nanmax([*trend.fitted, *trend.counted])))
        amount_axis(axes, texts.formats)
        axes.legend(loc="lower right")

    title = texts("fit.figure.arrivals.title")
    svg, png = painted(paint, height_inches=3.4, title=title, frame=frame)
    months = texts.formats.number(len(at))
    alt = texts("fit.figure.arrivals.alt", months=months)
    return Picture(ARRIVALS, title, texts("fit.figure.arrivals.caption"), alt, "", svg, png)
