"""A forecast and its scores in words of one language."""

from __future__ import annotations

from collections.abc import Iterator

from ..indicators.naming import name_in
from ..results.targets import period_in_words
from ..texts import Texts
from .model import ALL, INTERVALS, Forecast, Foretold, known_from, last_day
from .scoring import Scored, Scores

_DECIMALS = {"weeks": 1, "fte": 1, "per_1000": 1}


def named(item: Foretold, forecast: Forecast, texts: Texts) -> str:
    """What a figure counts: its indicator and where, without the period."""
    title = forecast.stations.get(item.station)
    station = item.station if title is None else title.in_language(texts.lang)
    where = [station, item.gemeente, item.need]
    parts = [part for part in where if part != ALL]
    return (
        ": ".join([name_in(texts, item.indicator), ", ".join(parts)])
        if parts
        else name_in(texts, item.indicator)
    )


def registered(forecast: Forecast, texts: Texts) -> str:
    """What was registered, of what, on which day."""
    return texts(
        "forecast.registered",
        figures=texts.formats.number(len(forecast.figures)),
        title=_title(forecast, texts),
        draws=texts.formats.number(forecast.draws),
        date=texts.formats.date(forecast.registered),
    )


def title_of(scores: Scores, texts: Texts) -> str:
    """Whose forecast it is, and of when."""
    forecast = scores.forecast
    date = texts.formats.date(forecast.registered)
    return texts("forecast.title", title=_title(forecast, texts), date=date)


def heads(texts: Texts) -> list[str]:
    """The columns of the table of scores."""
    names = ("figure", "known", "middle", "half", "most", "wis", "crps")
    return [texts(f"forecast.{name}") for name in names]


def row(item: Scored, scores: Scores, texts: Texts) -> list[str]:
    """A figure that became known beside what was foretold; a sign says whether a range holds it."""
    forecast, foretold = scores.forecast, item.foretold
    at = dict(zip(forecast.levels, foretold.quantiles, strict=True))
    ranges = [
        f"{_range(at[low], at[high], foretold.unit, texts)} "
        + texts("forecast.inside" if item.inside[name] else "forecast.outside")
        for name, (low, high) in INTERVALS.items()
    ]
    figures = (item.known.value, at[0.5])
    known, middle = (_number(value, foretold.unit, texts) for value in figures)
    losses = [_number(value, foretold.unit, texts, more=1) for value in (item.wis, item.crps)]
    about = f"{_about(foretold, forecast, texts)} ({item.known.source})"
    return [about, known, middle, *ranges, *losses]


def coming_heads(texts: Texts) -> list[str]:
    """The columns of the table of what is not known yet."""
    return [texts(f"forecast.{name}") for name in ("counted", "middle", "most", "from")]


def coming(item: Foretold, forecast: Forecast, texts: Texts) -> list[str]:
    """A figure that is not known yet: what was foretold, and from which day it can be scored."""
    at = dict(zip(forecast.levels, item.quantiles, strict=True))
    low, high = INTERVALS["90"]
    day = known_from(item.period)
    return [
        _about(item, forecast, texts),
        _number(at[0.5], item.unit, texts),
        _range(at[low], at[high], item.unit, texts),
        texts.formats.date(day) if day else "",
    ]


def _about(item: Foretold, forecast: Forecast, texts: Texts) -> str:
    """What a figure counts, of when."""
    period = period_in_words(item.period, texts) if last_day(item.period) else item.period
    return f"{named(item, forecast, texts)}, {period}"


def lines_of(scores: Scores, texts: Texts) -> Iterator[str]:
    """What was foretold of which years, how often ranges held, and from when more is known."""
    forecast, number = scores.forecast, texts.formats.number
    years = sorted({item.period[:4] for item in forecast.figures})
    yield texts(
        "forecast.of_years",
        figures=number(len(forecast.figures)),
        years=_years(years[0], years[-1], texts),
        draws=number(forecast.draws),
    )
    yield from _held(scores, texts)
    days = [day for item in scores.waiting if (day := known_from(item.period))]
    if days:
        first = texts.formats.date(min(days))
        yield texts("forecast.days", figures=number(len(days)), first=first)


def _years(first: str, last: str, texts: Texts) -> str:
    return first if first == last else texts("period.years", first=first, last=last)


def _held(scores: Scores, texts: Texts) -> Iterator[str]:
    number = texts.formats.number
    if not scores.scored:
        yield texts("forecast.nothing")
        return
    yield texts(
        "forecast.held",
        half=number(scores.held("50")),
        most=number(scores.held("90")),
        figures=number(len(scores.scored)),
    )


def summary(scores: Scores, texts: Texts) -> Iterator[str]:
    """How often ranges held, what is waited for, and what it is."""
    number = texts.formats.number
    yield from _held(scores, texts)
    if scores.scored:
        yield texts("forecast.scores")
    if scores.waiting:
        yield texts("forecast.waiting", figures=number(len(scores.waiting)))
        yield from (f"  {line}" for line in _waiting(scores, texts))
    yield texts("forecast.simulation", version=scores.forecast.doorstroom)


def _waiting(scores: Scores, texts: Texts) -> Iterator[str]:
    """What is not known yet, a line for each figure with its periods."""
    periods: dict[str, list[str]] = {}
    for item in scores.waiting:
        periods.setdefault(named(item, scores.forecast, texts), []).append(item.period)
    yield from (f"{name}: {', '.join(items)}" for name, items in periods.items())


def _title(forecast: Forecast, texts: Texts) -> str:
    return forecast.title.in_language(texts.lang) if forecast.title else forecast.scenario


def _range(low: float, high: float, unit: str, texts: Texts) -> str:
    if unit == "eur" and low >= 0:
        return texts.formats.money_range(low, high)
    return texts.formats.range(_number(low, unit, texts), _number(high, unit, texts))


def _number(value: float, unit: str, texts: Texts, *, more: int = 0) -> str:
    """A number in its unit; scores have `more` decimals."""
    if unit == "eur":
        return texts.formats.money(value)
    if unit == "share":
        return texts.formats.percent(value, 1 + more)
    return texts.formats.number(value, _DECIMALS.get(unit, 0) + more)
