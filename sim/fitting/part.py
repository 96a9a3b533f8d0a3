"""A fit as a part of a scenario: values, ranges, where they are from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from .estimates import RANGE, Estimate
from .families import Fitted, edges_of
from .fit import Fit
from .meaning import NO_NEED
from .quarters import LEAST_DOUBT, ListTold
from .returns import EVERYWHERE
from .routes import RouteFit
from .stays import StayFit
from .waits import WaitFit

SOURCE = "registration"
ARRIVALS, RETURNS = "registered_arrivals", "registered_returns_"
"""Groups of doubt: of arrivals that hang on one trend, and of the returns after a station."""
_TOGETHER = 0.5
"""Numbers that are correlated more than this are one doubt."""
_HALF_A_DAY = 0.5 / 7
"""In weeks: a registration tells days, so no wait is known better than this."""
_DIGITS = 5
_PLAIN = re.compile(r"[a-z][a-z0-9_]*$")
_NO_NAME = re.compile(r"[^a-z0-9_]+")
_RESERVED = {"yes", "no", "true", "false", "null", "on", "off"}
_CLASSES = 24
"""So many classes tell a length whose family the language has not."""


def part_text(fit: Fit) -> str:
    """The part as YAML; `doorstroom check` accepts it where a region names it under `parts`."""
    sections: dict[str, Any] = {
        "part": 1,
        "title": {"nl": "Geschat uit een registratie", "en": "Estimated from a registration"},
        "sources": {SOURCE: _source(fit)},
    }
    if doubts := dict(_doubts(fit)):
        sections["doubts"] = doubts
    if any(stream.need == NO_NEED for stream in fit.arrivals.streams):
        sections["needs"] = {NO_NEED: {}}
    defaults = _arrival_defaults(fit)
    if defaults and fit.arrivals.streams:
        sections["defaults"] = {"arrivals": defaults}
    if fit.arrivals.streams:
        sections["arrivals"] = _arrivals(fit)
    if values := dict(_values(fit)):
        sections["values"] = values
    if targets := dict(_targets(fit)):
        sections["targets"] = targets
    sections["about"] = {"source": SOURCE, "status": "calibrated"}
    return _HEAD + "\n".join(_lines(sections)) + "\n"


_HEAD = """\
# Made by `doorstroom fit` from a registration: values with 90% ranges, nothing of fewer than ten
# children. Name it under `parts` of a region, and take out of the region what it says here.
"""


def _doubts(fit: Fit) -> Iterator[tuple[str, dict[str, str]]]:
    """Groups of numbers of which we would be wrong together."""
    if _has_shared(fit):
        yield ARRIVALS, {"nl": "groei in de registratie", "en": "growth in the registration"}
    for item in fit.returns:
        if item.station != EVERYWHERE and item.correlation > _TOGETHER:
            nl, en = f"terugkeer na {item.station}", f"returns after {item.station}"
            yield f"{RETURNS}{item.station}", {"nl": nl, "en": en}


def _source(fit: Fit) -> dict[str, Any]:
    first, last = fit.observed.first, fit.observed.end
    files = ", ".join(f"{file.name} sha256 {file.digest}" for file in fit.files)
    return {
        "title": f"Registration, {first} to {last} (exclusive), {fit.trajectories} trajectories",
        "year": last.year,
        "note": f"read from {files}",
    }


def number(
    estimate: Estimate, least: float = -np.inf, most: float = np.inf, doubt: str = ""
) -> dict[str, Any]:
    """A number with its 90% range within the bounds of the language, its source and its group."""
    low, high = estimate.interval(RANGE)
    value = _rounded(min(max(estimate.value, least), most))
    return {
        "value": value,
        "low": min(value, _rounded(max(low, least))),
        "high": max(value, _rounded(min(high, most))),
        "source": SOURCE,
        "status": "calibrated",
        **({"doubt": doubt} if doubt else {}),
    }


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")


# ------------------------------------------------------------------------------------- arrivals


def _arrival_defaults(fit: Fit) -> dict[str, Any]:
    trend = fit.arrivals.trend
    result: dict[str, Any] = {}
    if trend.growth is not None:
        result["growth_per_year"] = number(trend.growth, -0.9, 9.0, _of_growth(fit))
    if trend.season:
        result["season"] = {month: number(item) for month, item in trend.season.items()}
    return result


def _has_shared(fit: Fit) -> bool:
    """Whether the doubt of arrivals is mostly that of their trend."""
    shared = sum(stream.is_shared for stream in fit.arrivals.streams)
    return shared > 1 and fit.arrivals.trend.growth is not None


def _of_growth(fit: Fit) -> str:
    """The group of growth: where the period is after the normal day, more growth is fewer then."""
    if not _has_shared(fit):
        return ""
    return f"-{ARRIVALS}" if fit.arrivals.trend.years_later > 0 else ARRIVALS


def _arrivals(fit: Fit) -> dict[str, Any]:
    result: dict[str, Any] = {}
    shared = _has_shared(fit)
    for stream in fit.arrivals.streams:
        where = stream.gemeenten[0] if len(stream.gemeenten) == 1 else "elsewhere"
        name = _name(f"{stream.need}-{stream.referrer}-{stream.station}-{where}", result)
        result[name] = {
            "need": stream.need,
            "referrer": stream.referrer,
            "gemeenten": list(stream.gemeenten),
            "enters": stream.station,
            "per_year": number(
                stream.per_year, 0.0, np.inf, ARRIVALS if shared and stream.is_shared else ""
            ),
        }
    return result


def _name(wanted: str, taken: Mapping[str, Any]) -> str:
    """A name of small letters that nothing has yet."""
    bare = _NO_NAME.sub("-", wanted.lower()).strip("-")
    name, again = bare, 1
    while name in taken:
        again += 1
        name = f"{bare}-{again}"
    return name


# --------------------------------------------------------------------------------------- values


def _values(fit: Fit) -> Iterator[tuple[str, Any]]:
    for stay in fit.stays:
        yield f"stations.{stay.station}.stay", stay_of(stay)
    for route in fit.routes:
        if route.shares:
            yield f"stations.{route.station}.next", _row(route)
    for item in fit.returns:
        if item.station != EVERYWHERE:
            doubt = f"{RETURNS}{item.station}" if item.correlation > _TOGETHER else ""
            share, mean = (
                number(item.share, 0, 1, doubt),
                number(item.mean_days, 1, 1e6, doubt),
            )
            yield f"stations.{item.station}.returns", {"share": share, "mean_days": mean}
    seconds: dict[str, list[dict[str, Any]]] = {}
    for pair in fit.together:
        row = {"station": pair.second, "share": number(pair.share, 0, 1)}
        seconds.setdefault(pair.station, []).append(row)
    for station, rows in seconds.items():
        yield f"stations.{station}.together", rows
    for wait in fit.waits:
        if wait.drops_out_per_week is not None:
            key = f"stations.{wait.station}.waiting.drops_out_per_week"
            yield key, number(wait.drops_out_per_week, 0)
    for told in fit.lists:
        key = f"stations.{told.station}.waiting.reference_weeks"
        yield key, _estimated(told.weeks, told.low, told.high)
    # Gates are in no registration: they sleep until something of the region leads to them.
    yield from ((f"stations.{station}.sleeps", True) for station in fit.unreached)


def stay_of(fit: StayFit) -> dict[str, Any]:
    """A stay in the language; a family that it has not is told by classes."""
    match fit.best.family.name:
        case "lognormal":
            return {
                "distribution": "lognormal",
                "median_days": number(fit.median, 1e-6, 1e6),
                "sigma": number(fit.form, 1e-3, 2.5),
            }
        case "gamma":
            return {
                "distribution": "gamma",
                "mean_days": number(fit.mean, 1e-6, 1e6),
                "shape_k": number(fit.form, 0.01),
            }
    return _by_classes(fit.best, fit.mean)


def _by_classes(fit: Fitted, mean: Estimate) -> dict[str, Any]:
    """Shares by upper bound in days; the mean of what is beyond makes the mean of all right."""
    bounds = _bounds(fit)
    lasting = fit.lasting(bounds)
    shares = -np.diff(np.concatenate([[1.0], lasting]))
    widths = (bounds + np.concatenate([[0.0], bounds[:-1]])) / 2
    beyond = float(lasting[-1])
    tail = (mean.value - float(shares @ widths)) / beyond - float(bounds[-1])
    low, high = mean.interval(RANGE)
    spread = min(99.0, max(1.0, 100 * (high - low) / (2 * mean.value)))
    classes = {float(day): float(f"{part:.6f}") for day, part in zip(bounds, shares, strict=True)}
    return {
        "distribution": "classes",
        "classes": classes,
        "tail_mean_days": _rounded(max(tail, 1.0)),
        "about": {"source": SOURCE, "status": "calibrated", "spread": f"{spread:.0f}%"},
    }


def _bounds(fit: Fitted) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Where classes end: those of the fit and halves of them, or such that as many end in each."""
    if fit.family.name == "empirical":
        edges = np.array(edges_of(fit))
        halves = (np.concatenate([[0.0], edges[:-1]]) + edges) / 2
        further = edges[-1] * np.array([1.5, 2.0]) if len(edges) else np.array([365.0, 730.0])
        return np.unique(np.round(np.concatenate([halves, edges, further])))
    days = np.unique(np.round(np.geomspace(1, 20 * fit.family.median(fit.parameters), 4000)))
    lasting = fit.lasting(days)
    wanted = np.linspace(1, 0, _CLASSES + 1)[1:-1]
    return np.unique(days[np.searchsorted(-lasting, -wanted).clip(max=len(days) - 1)])


def _row(route: RouteFit) -> dict[str, Any]:
    """A row of shares; the largest destination gets what the others leave."""
    largest = max(route.shares, key=lambda to: route.shares[to].value)
    row: dict[str, Any] = {
        to: number(item, 0, 1) for to, item in route.shares.items() if to != largest
    }
    return {**row, "rest": largest}


# -------------------------------------------------------------------------------------- targets


def _targets(fit: Fit) -> Iterator[tuple[str, Any]]:
    """The wait of each list on which there is one as a known figure, over the whole years seen."""
    first, last = fit.observed.first, fit.observed.end
    start = first.year if (first.month, first.day) == (1, 1) else first.year + 1
    if last.year <= start:
        return
    period = str(start) if last.year - 1 == start else f"{start}-{last.year - 1}"
    for wait in fit.waits:
        if wait.has_waits:
            yield f"wait-{_name(wait.station, {})}", _target(wait, period)

    for item in fit.lists:
        if item.waiting is not None:
            yield f"list-{_name(item.station, {})}", _list_target(item, item.waiting)


def _list_target(item: ListTold, waiting: int) -> dict[str, Any]:
    """How many wait by what providers told: beside the model, and no measure of it."""
    return {
        "indicator": "waiting",
        "station": item.station,
        "period": item.at.isoformat(),
        "value": float(waiting),
        "low": _rounded(waiting * (1 - LEAST_DOUBT)),
        "high": _rounded(waiting * (1 + LEAST_DOUBT)),
        "weighs": False,
        "source": SOURCE,
        "note": "estimated by providers, who may count a child that waits at two of them twice",
    }


def _estimated(value: float, low: float, high: float) -> dict[str, Any]:
    """A number that providers estimated."""
    numbers = {"value": value, "low": low, "high": high}
    written = {name: _rounded(item) for name, item in numbers.items()}
    return {**written, "source": SOURCE, "status": "derived"}


def _target(wait: WaitFit, period: str) -> dict[str, Any]:
    low, high = wait.weeks.interval()
    value = _rounded(wait.weeks.value)
    low, high = min(low, value - _HALF_A_DAY), max(high, value + _HALF_A_DAY)
    return {
        "indicator": "weeks_waited",
        "station": wait.station,
        "period": period,
        "value": value,
        "low": _rounded(max(low, 0.0)),
        "high": _rounded(high),
        "source": SOURCE,
    }


# ----------------------------------------------------------------------------------------- yaml


def _lines(sections: Mapping[str, Any]) -> Iterator[str]:
    """Sections, their entries on a line each."""
    for name, section in sections.items():
        entries = isinstance(section, dict) and name not in ("title", "about")
        if not entries or not section:
            yield f"{name}: {_flow(section)}"
            continue
        yield f"{name}:"
        for key, value in section.items():
            yield f"  {_flow(key)}: {_flow(value)}"


def _flow(value: Any) -> str:
    """A value on one line; text between quotes unless it is a plain word."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str):
        plain = _PLAIN.match(value) and value not in _RESERVED
        return value if plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _written(value)
    return str(value)


def _written(value: float) -> str:
    """A number without an exponent."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return np.format_float_positional(value, trim="-")
