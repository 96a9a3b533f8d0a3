"""What a calibration tells: of each group, of each known figure, and of targets two by two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, permutations

import numpy as np
from numpy.typing import NDArray

from ..inference import Emulator, Weights, crps
from ..uncertainty.scales import Z_95
from .calibration import Calibration

Floats = NDArray[np.float64]

ENDS = (0.05, 0.5, 0.95)
PINNED = 0.8
"""A group is pinned when its range of 90% is at most this part of what it was."""
MOVES = 0.02
"""The least part of the variance of a figure that a group must bring to move it."""
PULLS = 0.25
"""How much nearer a target must come, in standard deviations, when another is left out."""
_PRIOR_WIDTH = 2 * Z_95


class Pinned(StrEnum):
    """What the known figures say of a group."""

    YES = "pinned"
    NO = "moves_figures_not_pinned"
    NEVER = "moves_no_figure"


@dataclass(frozen=True)
class OfGroup:
    """Where a group lies by all figures, in standard deviations of what the file says.

    `width` is the range of 90% after, against before. `moves` is the figure of which it brings the
    largest part (`part`) of the variance, by the emulators; "" where it moves none. What rests
    on the weights is None where too few runs fit for an ensemble.
    """

    group: str
    numbers: int
    low: float | None
    median: float | None
    high: float | None
    width: float | None
    pinned: Pinned | None
    moves: str
    part: float


@dataclass(frozen=True)
class OfFigure:
    """A known figure, and ranges of 90% of the model: by the file, before and after.

    `before` is by the figures that are not held out. `inside` is the share within the bounds, by
    the weights of all figures that weigh. None where there is nothing to tell.
    """

    target: str
    part: str
    period: str
    unit: str
    held_out: bool
    weighs: bool
    known: float
    low: float
    high: float
    chance: float
    emulator: float
    prior_low: float | None
    prior_median: float | None
    prior_high: float | None
    before_low: float | None
    before_median: float | None
    before_high: float | None
    before_holds: bool | None
    after_low: float | None
    after_median: float | None
    after_high: float | None
    inside: float | None
    crps_prior: float | None
    crps_before: float | None


@dataclass(frozen=True)
class Pull:
    """A target that lies further off because of another one.

    `off` is the root of the mean square of its z by all figures, `without` the same when the other
    is left out; `together` the share of the runs in which both lie within their bounds.
    """

    target: str
    other: str
    off: float
    without: float
    together: float


def of_groups(found: Calibration) -> Iterator[OfGroup]:
    """Each group, in order of the file."""
    emulators = found.history.emulators.each
    weights = None if found.ensemble is None else found.weights
    for at, name in enumerate(found.region.groups):
        parts = [_part_of(item, at) for item in emulators]
        best = int(np.argmax(parts))
        low, median, high = _ends(found.history.runs.z[:, at], weights)
        width = None if low is None or high is None else (high - low) / _PRIOR_WIDTH
        moves = parts[best] >= MOVES
        pinned = _pinned(moves=bool(moves), width=width)
        yield OfGroup(
            group=name,
            numbers=found.region.prior.groups[name],
            low=low,
            median=median,
            high=high,
            width=width,
            pinned=pinned,
            moves=found.region.figures[best].name if moves else "",
            part=parts[best],
        )


def _pinned(*, moves: bool, width: float | None) -> Pinned | None:
    if not moves:
        return Pinned.NEVER
    if width is None:
        return None
    return Pinned.YES if width <= PINNED else Pinned.NO


def _part_of(emulator: Emulator, at: int) -> float:
    """The part of the variance of a figure that terms with a group bring."""
    if emulator.spread <= 0:
        return 0.0
    has = np.array([at in term for term in emulator.terms], np.bool_)
    return float((emulator.coefficients[has] ** 2).sum() / emulator.spread**2)


def of_figures(found: Calibration) -> Iterator[OfFigure]:
    """Each known figure, in order of the file."""
    held_out, weighing = (
        dict(zip(found.region.targets, flags.tolist(), strict=True))
        for flags in (found.region.held_out, found.region.weighing)
    )
    for at, figure in enumerate(found.region.figures):
        values = found.history.runs.values[:, at]
        prior, before, after = (
            _ends(values, item) for item in (found.prior, found.before, found.weights)
        )
        is_scored = held_out[figure.target] and before[0] is not None
        inside = (figure.low <= values) & (values <= figure.high)
        yield OfFigure(
            target=figure.target,
            part=figure.part,
            period=figure.period,
            unit=figure.unit,
            held_out=held_out[figure.target],
            weighs=weighing[figure.target],
            known=figure.known,
            low=figure.low,
            high=figure.high,
            chance=float(found.chance[at]),
            emulator=found.history.emulators.each[at].explained,
            prior_low=prior[0],
            prior_median=prior[1],
            prior_high=prior[2],
            before_low=before[0],
            before_median=before[1],
            before_high=before[2],
            before_holds=_holds(before, figure.known) if is_scored else None,
            after_low=after[0],
            after_median=after[1],
            after_high=after[2],
            inside=float(found.weights.each[inside].sum()) if after[0] is not None else None,
            crps_prior=_score(values, found.prior, figure.known) if is_scored else None,
            crps_before=_score(values, found.before, figure.known) if is_scored else None,
        )


def pulls(found: Calibration) -> Iterator[Pull]:
    """Pairs of targets of which one keeps the other off, the strongest first."""
    squares = found.history.aims.squares(found.history.runs.values)
    within = np.column_stack([_within(found, target) for target in found.region.targets])
    weights = found.weights
    result = []
    for at, other in permutations(np.flatnonzero(found.region.weighing).tolist(), 2):
        # Without the other target each run weighs more by what that target took from it.
        rest = _without(weights, squares[:, other])
        off, without = (_root(item, squares[:, at]) for item in (weights, rest))
        if off - without >= PULLS:
            together = float(weights.each[within[:, at] & within[:, other]].sum())
            names = found.region.targets[at], found.region.targets[other]
            result.append(Pull(*names, off, without, together))
    yield from sorted(result, key=lambda pull: pull.without - pull.off)


def never_together(found: Calibration) -> Iterator[tuple[str, str]]:
    """Pairs of targets that are within their bounds each in some run, and in no run both."""
    names = found.region.targets
    within = [_within(found, name) for name in names]
    for at, other in combinations(range(len(names)), 2):
        is_possible = within[at].any() and within[other].any()
        if is_possible and not (within[at] & within[other]).any():
            yield names[at], names[other]


def _within(found: Calibration, target: str) -> NDArray[np.bool_]:
    """Whether all figures of a target lie within their bounds, by run."""
    values = found.history.runs.values
    each = [
        (figure.low <= values[:, at]) & (values[:, at] <= figure.high)
        for at, figure in enumerate(found.region.figures)
        if figure.target == target
    ]
    result: NDArray[np.bool_] = np.logical_and.reduce(each)
    return result


def _without(weights: Weights, squares: Floats) -> Weights:
    counts = weights.each > 0
    logs = np.where(counts, 0.5 * np.where(counts, squares, 0.0), -np.inf)
    raw = np.exp(logs - logs.max(initial=-np.inf, where=counts)) * weights.each
    return Weights(raw / raw.sum()) if raw.sum() > 0 else weights


def _root(weights: Weights, squares: Floats) -> float:
    counts = weights.each > 0
    return float(np.sqrt((weights.each[counts] * squares[counts]).sum()))


def _ends(values: Floats, weights: Weights | None) -> list[float] | list[None]:
    seen = np.zeros(0, np.bool_) if weights is None else (weights.each > 0) & ~np.isnan(values)
    if weights is None or not seen.any():
        return [None, None, None]
    total = weights.each[seen].sum()
    ends = Weights(weights.each[seen] / total).quantiles(values[seen], ENDS)
    result: list[float] = ends.tolist()
    return result


def _holds(ends: list[float] | list[None], known: float) -> bool:
    low, _, high = ends
    return low is not None and high is not None and low <= known <= high


def _score(values: Floats, weights: Weights | None, known: float) -> float | None:
    if weights is None:
        return None
    seen = (weights.each > 0) & ~np.isnan(values)
    return crps(values[seen], Weights(weights.each[seen] / weights.each[seen].sum()), known)
