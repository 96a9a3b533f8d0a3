"""History matching of a region: waves of runs until draws can be taken that fit what is known."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version
from math import ceil

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..inference import History, distinct
from ..running.engines import make_ready
from ..running.watching import Watch
from ..uncertainty.ensemble import Ensemble, Member, digests_of
from .asking import Asked
from .calibration import Calibration
from .figures import aims_of
from .keeping import CENTRE, LOST, MADE, PRIOR, Keeper, Kept
from .region import Region, region_of
from .waves import Running

Floats = NDArray[np.float64]

BEFORE, ALL = "before", "all"
"""Waves that are proposed by the figures that are not held out, or by all."""
CANDIDATES = 256
"""Draws of the ranges that emulators look at, for each one that is run."""
_AT_A_TIME = 4096
_OF_MEMBERS = 1
"""Which chance it is, beside those of the waves, that takes the draws of an ensemble."""


def calibrate(asked: Asked, watch: Watch, region: Region | None = None) -> Calibration:
    """Find draws that fit the known figures; goes on where an earlier call in its folder stopped.

    `region` is what `region_of` made of what is asked, where that was done before. Raises
    InputError for what cannot be calibrated, ScenarioError for a file that breaks a rule, RunError
    where runs cannot be made.
    """
    region = region or region_of(asked)
    keeper = Keeper(asked.folder, region.key)
    running = Running(region, keeper, watch)
    with keeper.held():
        kept = keeper.read(region.groups, tuple(item.name for item in region.figures))
        make_ready(region.options.engine)
        _first_of_all(asked, kept, running)
        found = _found(region, kept)
        while (by := _next(asked, found)) is not None:
            _plan(asked, found, kept, by)
            keeper.write(kept)
            running.run_waiting(kept)
            found = _found(region, kept)
            _say_how_it_stands(found, watch)
        return _with_ensemble(asked, found)


def _first_of_all(asked: Asked, kept: Kept, running: Running) -> None:
    """Run the values of the file some times, go on with what waits, and say how much is to come."""
    demands, watch, region = asked.demands, running.watch, running.region
    if not kept.by:
        count = demands.again
        kept.plan(CENTRE, range(count), np.zeros((count, len(region.groups))), np.zeros(count))
    began, waiting = time.monotonic(), len(kept.waiting)
    running.run_waiting(kept)
    waves = ceil(demands.least / demands.wave)
    watch.says(
        f"{len(region.groups)} groups of doubt, {len(region.targets)} targets; {demands.wave} runs "
        f"a wave, at least {waves} waves, at most {demands.most:,} runs; {kept.drawn:,} are there"
    )
    if waiting:
        minutes = (time.monotonic() - began) / waiting * (demands.least - kept.drawn) / 60
        watch.says(f"{demands.least:,} runs take about {max(minutes, 0):.0f} minutes")


def _next(asked: Asked, found: Calibration) -> str | None:
    """What the next wave is drawn from; None where no more is needed, or allowed."""
    demands, drawn = asked.demands, found.runs
    if PRIOR not in found.waves:
        return PRIOR
    if drawn >= demands.most:
        return None
    if (
        found.before is not None
        and found.before.effective < demands.effective_before
        and drawn < demands.most // 2  # the other half is for the ensemble
    ):
        return BEFORE
    is_enough = drawn >= demands.least and found.weights.effective >= demands.effective
    return None if is_enough else ALL


def _plan(asked: Asked, found: Calibration, kept: Kept, by: str) -> None:
    """Add a wave; draws are numbered on through all waves."""
    region, wave = found.region, asked.demands.wave
    count = min(wave, asked.demands.most - kept.drawn)
    if by == PRIOR:
        kept.plan(by, range(1, count + 1), region.drawn(1, count), np.zeros(count))
        return
    many = CANDIDATES * wave
    first = (kept.last_number // many + 1) * many + 1
    aims = region.weighing & ~region.held_out if by == BEFORE else region.weighing
    random = np.random.default_rng([asked.seed, 0, len(kept.by)])
    chosen = found.history.choose(_candidates(region, first, many), count, aims, random)
    numbers = [first + place for place in chosen.places.tolist()]
    z = np.vstack([region.drawn(number, 1) for number in numbers])
    kept.plan(by, numbers, z, chosen.log_chance)


def _candidates(region: Region, first: int, count: int) -> Iterator[Floats]:
    """Inputs of draws of the ranges from `first` on, some at a time."""
    for at in range(first, first + count, _AT_A_TIME):
        numbers = range(at, min(at + _AT_A_TIME, first + count))
        yield region.inputs(region.drawn(at, len(numbers)), numbers)


def _say_how_it_stands(found: Calibration, watch: Watch) -> None:
    left = found.history.left(found.region.weighing, next(_candidates(found.region, 1, _AT_A_TIME)))
    before = f", {found.before.effective:.0f} by those not held out" if found.before else ""
    watch.says(
        f"wave {len(found.waves) - 1}: {found.runs:,} runs, worth {found.weights.effective:.0f} "
        f"that fit all figures{before}; {left:.1%} of what the ranges allow is not ruled out"
    )


def _history(region: Region, kept: Kept) -> History:
    aims = aims_of(region.figures, kept.chance())
    for figure, below, above in zip(region.figures, aims.below, aims.above, strict=True):
        if np.isnan(below):
            raise InputError(
                f"targets.{figure.name}: nothing happens that it counts, at the values of the "
                "file; leave it out, or mend what it counts"
            )
        if min(below, above) <= 0:
            raise InputError(
                f"targets.{figure.name}: has no tolerance, so no run can be near it; give it one"
            )
    runs, numbers = kept.runs()
    inputs = region.inputs(runs.z, numbers.tolist())
    return History(replace(runs, z=inputs, curved=len(region.groups)), aims)


def _found(region: Region, kept: Kept) -> Calibration:
    return Calibration(
        region=region,
        history=_history(region, kept),
        chance=kept.chance(),
        waves=tuple(kept.by),
        lost=int((kept.state == LOST).sum()),
        repaired=int(kept.repaired[kept.state == MADE].sum()),
        numbers=kept.runs()[1],
    )


def _with_ensemble(asked: Asked, found: Calibration) -> Calibration:
    """Take the draws of equal weight, or say why none can be taken."""
    demands, region = asked.demands, found.region
    effective = found.weights.effective
    if found.runs < demands.least or effective < demands.effective:
        reason = (
            f"{found.runs:,} runs, worth {effective:.0f} that fit; an ensemble needs "
            f"{demands.least:,}, worth {demands.effective:.0f}"
        )
        return replace(found, reason=reason)
    random = np.random.default_rng([asked.seed, _OF_MEMBERS])
    rows = distinct(found.weights, demands.members, random)
    z = found.history.runs.z[:, : len(region.groups)]
    members = (Member(number=int(found.numbers[row]), z=tuple(z[row].tolist())) for row in rows)
    ensemble = Ensemble(
        doorstroom=version("doorstroom"),
        scenario=region.scenario.name,
        digests=digests_of(region.scenario.root),
        seed=asked.seed,
        scale=asked.scale,
        runs=found.runs,
        effective=round(effective, 1),
        groups=region.groups,
        draws=tuple(members),
    )
    return replace(found, ensemble=ensemble, members=tuple(rows.tolist()))
