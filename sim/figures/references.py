"""Which scenario is no policy but present policy once more, in which nobody reacts."""

from __future__ import annotations

from .results import Results

_REACTS = ("places_followed", "switched")
"""What a run does by itself; what a scenario plans is in none of these."""
_LEAST = 0.05


def reacts(results: Results, scenario: str) -> bool:
    """Whether places follow or people look for another list in a scenario."""
    return any(
        abs(mean) > _LEAST
        for (name, indicator, *_, period), mean in results.means.items()
        if name == scenario
        and indicator in _REACTS
        and period == results.manifest.periods.years[-1]
    )


def without_reactions(results: Results) -> tuple[str, ...]:
    """Scenarios ahead that use no policy and in which nothing reacts, where the baseline does."""
    if not reacts(results, results.baseline):
        return ()
    notes = results.manifest.scenario
    return tuple(
        name
        for name in results.ahead[1:]
        if not notes[name].blocks
        and notes[name].extends == results.baseline
        and not reacts(results, name)
    )


def policies(results: Results) -> tuple[str, ...]:
    """The other scenarios ahead."""
    others = without_reactions(results)
    return tuple(name for name in results.ahead[1:] if name not in others)
