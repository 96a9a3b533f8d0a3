"""Titles that say what a figure shows, made from the result; the topic stands below them."""

from __future__ import annotations

from collections.abc import Sequence

from .labels import Labels
from .measures import DIRECTIONS, wait_is_tested
from .results import Results, Row
from .trend import trend

WAIT, COST = "wait_first_help", "cost"
_MATTERS = 1.0
"""Weeks from which a wait has a way by itself, where nothing was compared."""
_WORDS = {"shorter": "gain", "mixed": "refused", "longer": "harm"}


def wait_finding(results: Results, labels: Labels) -> str:
    """Where the wait goes by itself; the topic where that is not known, or was not tested."""
    texts, row = labels.texts, _headlines(results, WAIT)[:1]
    matters = row[0].matters if row else None
    goes = trend(results, WAIT, _MATTERS if matters is None else matters)
    if goes is None or not wait_is_tested(results, WAIT):
        return texts("figure.wait.title")
    number = texts.formats.number
    return texts(
        f"finding.wait.{goes.way}",
        first=number(goes.first.mean, 1),
        last=texts.unit("weeks", number(goes.last.mean, 1)),
        first_year=goes.first_year,
        last_year=goes.last_year,
    )


def hundred_finding(helped: Sequence[float], labels: Labels) -> str:
    """How many of 100 are helped in time in the mean, over the scenarios."""
    texts, told = labels.texts, sorted(round(number) for number in helped)
    if told[0] != told[-1]:
        return texts("finding.hundred.apart", low=told[0], high=told[-1])
    return texts("finding.hundred.each" if len(told) > 1 else "finding.hundred.alone", n=told[0])


def cost_finding(results: Results, labels: Labels) -> str:
    """Where the cost of the baseline goes by itself; the topic where that is not known."""
    texts, goes = labels.texts, trend(results, COST)
    if goes is None:
        return texts("figure.cost.title")
    first, last = (texts.formats.money(end.mean) for end in (goes.first, goes.last))
    years = {"first_year": goes.first_year, "last_year": goes.last_year}
    return texts("finding.cost", first=first, last=last, **years)


def difference_finding(results: Results, labels: Labels) -> str:
    """Which scenarios cost more and which less over the main period."""
    texts = labels.texts
    named: dict[str, list[str]] = {"gain": [], "refused": [], "harm": []}
    for row in _headlines(results, COST):
        word = _WORDS.get(DIRECTIONS.get(row.verdict, ""))
        if word:
            named[word].append(_title(row.scenario, results, labels))
    told = [
        texts(f"finding.difference.{word}", names=texts.formats.listed(names))
        for word, names in named.items()
        if names
    ]
    return ". ".join(told) if told else texts("finding.difference.none")


def _title(scenario: str, results: Results, labels: Labels) -> str:
    title = f"“{labels.scenario(scenario)}”"
    if results.manifest.scenario[scenario].assumed_blocks:
        return labels.texts("lead.if", title=title)
    return title


def _headlines(results: Results, indicator: str) -> list[Row]:
    """The rows ahead that carry the answer, and may be told."""
    return [
        row
        for row in results.rows
        if row.headline and row.look == "ahead" and row.indicator == indicator and not row.kept_back
    ]
