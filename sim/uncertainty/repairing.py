"""Draws that a check refuses: the numbers that the problem is about come nearer to the centre."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..errors import Problem, ScenarioError
from .scales import Floats
from .unknowns import Unknown

STEPS = 10
"""Steps of a tenth in which a number comes back to its value in the file."""
_MOST_NAMED = 8


@dataclass(frozen=True)
class Repaired:
    """A vector that no check refuses, and what was wrong with it as drawn."""

    z: Floats
    problems: tuple[Problem, ...]


def repaired(
    z: Floats, unknowns: Sequence[Unknown], problems_of: Callable[[Floats], list[Problem]]
) -> Repaired:
    """The vector, with what problems are about brought back a tenth at a time until none is left.

    Raises ScenarioError where all that a problem is about is at its value in the file already.
    """
    left = np.full(z.size, STEPS)
    as_drawn: tuple[Problem, ...] = ()
    while problems := problems_of(z * (left / STEPS)):
        about = _about(problems, unknowns)
        if not (about & (left > 0) & (z != 0)).any():
            raise ScenarioError(_cannot_be_mended(problems[0], unknowns, about))
        as_drawn = as_drawn or tuple(problems)
        left = np.where(about, np.maximum(left - 1, 0), left)
    return Repaired(z * (left / STEPS), as_drawn)


def _about(problems: Iterable[Problem], unknowns: Sequence[Unknown]) -> NDArray[np.bool_]:
    """The unknowns whose numbers make these problems."""
    keys = {keys for problem in problems for keys in problem.about}
    return np.array([any(item.is_about(here) for here in keys) for item in unknowns], np.bool_)


def _cannot_be_mended(
    problem: Problem, unknowns: Sequence[Unknown], about: NDArray[np.bool_]
) -> Problem:
    """The problem as one of ranges, with the numbers that it is about."""
    chosen = [item for item, is_named in zip(unknowns, about, strict=True) if is_named]
    names = [f"{item.name} ({item.place})" for item in chosen[:_MOST_NAMED]]
    if len(chosen) > _MOST_NAMED:
        names.append(f"{len(chosen) - _MOST_NAMED} more")
    named = ", ".join(names) or "it, of which none is a number with a range,"
    rule = f"{problem.rule}; so it is in a draw with {named} at the values of the file"
    return replace(problem, rule=rule, way_out="narrow the ranges of what else it hangs on")
