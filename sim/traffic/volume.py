"""How many visits a run makes at most: what each arrival may lead to within the period.

Clients of one need are followed. At each station the row of shares may be that of any day, and of
any of these clients, or a way off the list (escalation, a refusal, a divert of those who wait),
whichever leads to most visits; a visit ends in one way only. This is a decision
process in which the worst is chosen everywhere, and it is solved by improving the choice until
nothing is left to improve (Howard 1960).

Where clients go round, time is what ends it: since e^(k (1 - t / T)) >= 1 up to the end T, the
visits before T are at most e^k times the sum of e^(-k t / T) over all visits, which only makes each
share smaller by what the stay takes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .choices import Choices, choices_of
from .equations import Floats
from .flows import Traffic
from .strands import Ints

_HASTES = (0.0, 1.0, 4.0, 16.0)
"""Values of k above: 0 leaves time out."""
_MOST_ROUNDS = 100


@dataclass(frozen=True)
class Volume:
    """Visits by need: of who is about to join each station, and from a visit there on.

    Arrays of shape (stations,); infinite where no bound is found.
    """

    about_to_join: dict[str, Floats]
    from_a_visit: dict[str, Floats]


def volume_of(traffic: Traffic) -> Volume:
    """At most how many visits follow, by need."""
    period = traffic.in_force.scenario.period
    days = float((period.end - period.start).days)
    about, visits = dict[str, Floats](), dict[str, Floats]()
    for need in dict.fromkeys(group.need for group in traffic.in_force.groups):
        choices = choices_of(traffic, need)
        about[need] = visits[need] = np.full(len(traffic.strands.stations), np.inf)
        for haste in _HASTES:
            joining, from_here = _worst(choices, choices.later(haste / days))
            if haste > 0 and not np.isfinite(joining).all():
                continue
            about[need] = np.minimum(about[need], math.exp(haste) * joining)
            visits[need] = np.minimum(visits[need], math.exp(haste) * from_here)
            if haste > 0:
                break
    return Volume(about, visits)


def _worst(choices: Choices, later: Floats) -> tuple[Floats, Floats]:
    """Visits from about to join and from a visit on, by station, with the worst rows chosen."""
    size = len(later)
    visits, about = choices.with_seconds, choices.joining(choices.with_seconds)
    for _ in range(_MOST_ROUNDS):
        rows = choices.worst_rows(np.append(about, about[choices.entrances].max()), later)
        instead = choices.worst_instead(visits)
        entrance = int(choices.entrances[np.argmax(about[choices.entrances])])
        better = _visits(choices, later, rows, instead, entrance)
        if better is None:
            return np.full(size, np.inf), np.full(size, np.inf)
        improved = bool((better > visits * (1 + 1e-9)).any())
        visits = np.maximum(visits, better)
        about = choices.joining(visits)
        if not improved:
            break
    return about, visits


def _visits(
    choices: Choices, later: Floats, rows: Ints, instead: Ints, entrance: int
) -> Floats | None:
    """Visits from each station on under one choice of rows; None where they never end.

    For shares of 0 or more they end if, and only if, the solution is above 0 everywhere.
    """
    import warnings

    from scipy.sparse import csr_array, diags_array, eye_array
    from scipy.sparse.linalg import MatrixRankWarning, spsolve

    size = len(later)
    chosen, there = choices.rows[rows], choices.instead[instead]
    at_once = choices.at_once[rows]
    back = csr_array(chosen[:, [size]].toarray() @ np.eye(1, size, entrance))
    again = (diags_array(later) @ (chosen[:, :size] + back) + at_once) @ there
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MatrixRankWarning)
        result = np.asarray(spsolve((eye_array(size) - again).tocsc(), choices.with_seconds))
    ends = np.isfinite(result).all() and (result > 1 - 1e-6).all()
    return result if ends else None
