"""Where the numbers of a scenario come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..scenario.reading import Keys
from ..scenario.schema import NUMBERED, Number, Scenario
from ..scenario.walking import numbers_in

STATUSES = ("official", "research", "press", "derived", "calibrated", "assumption", "none")


def numbers_of(scenario: Scenario) -> Iterator[tuple[Keys, Number]]:
    """Every number that the files say, interventions included, with where it stands."""
    for section in NUMBERED:
        yield from numbers_in(getattr(scenario, section), (section,))
    for placed in scenario.interventions:
        spec = placed.intervention
        yield from numbers_in(spec, ("interventions", spec.id))


def status_of(number: Number) -> str:
    """The status of a number; one with a source only is derived from it, else `none`."""
    if number.status is not None:
        return number.status
    return "derived" if number.source is not None else "none"


def count_by_status(scenario: Scenario) -> dict[str, int]:
    """How many numbers there are of each status, in a fixed order; absent ones are left out."""
    counts = Counter(status_of(number) for _, number in numbers_of(scenario))
    return {status: counts[status] for status in STATUSES if counts[status]}
