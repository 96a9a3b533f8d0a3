"""History matching of a region: waves of runs until draws can be taken that fit what is known."""

from __future__ import annotations

import time
from dataclasses import replace
from importlib.metadata import version
from math import ceil

import numpy as np

from ..errors import InputError
from ..inference import History, distinct
from ..running.engines import make_ready
from ..uncertainty.ensemble import Ensemble, Member, digests_of
from .asking import Asked, Watch
from .calibration import Calibration
from .figures import aims_of
from .keeping import CENTRE, LOST, MADE, PRIOR, Keeper, Kept
from .region import Region, region_of
from .waves import Running

BEFORE, ALL = "before", "all"
"""Waves that are proposed by the figures that are not held out, or by all."""
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
        while (by := _next(asked, region, kept)) is not None:
            _plan(asked, region, kept, by)
            keeper.write(kept)
            running.run_waiting(kept)
            _say_how_it_stands(asked, region, kept, watch)
        return _with_ensemble(asked, _found(region, kept))


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


def _next(asked: Asked, region: Region, kept: Kept) -> str | None:
    """What the next wave is drawn from; None where no more is needed, or allowed."""
    demands = asked.demands
    if PRIOR not in kept.by:
        return PRIOR
    if kept.drawn >= demands.most:
        return None
    found = _found(region, kept)
    if (
        found.before is not None
        and found.before.effective < demands.effective_before
        and kept.drawn < demands.most // 2  # the other half is for the ensemble
    ):
        return BEFORE
    is_enough = kept.drawn >= demands.least and found.weights.effective >= demands.effective
    return None if is_enough else ALL


def _plan(asked: Asked, region: Region, kept: Kept, by: str) -> None:
    """Add a wave; draws are numbered on through all waves."""
    count = min(asked.demands.wave, asked.demands.most - kept.drawn)
    first = kept.last_number + 1
    numbers = range(first, first + count)
    if by == PRIOR:
        z = region.prior.chance.groups(region.groups, 1, count).round(6)
        kept.plan(by, numbers, z, np.zeros(count))
        return
    aims = region.weighing & ~region.held_out if by == BEFORE else region.weighing
    random = np.random.default_rng([asked.seed, 0, len(kept.by)])
    proposal = _history(region, kept).propose(count, aims, random)
    kept.plan(by, numbers, proposal.points, proposal.log_likelihood)


def _say_how_it_stands(asked: Asked, region: Region, kept: Kept, watch: Watch) -> None:
    found = _found(region, kept)
    left = found.history.left(region.weighing, np.random.default_rng(asked.seed))
    before = f", {found.before.effective:.0f} by those not held out" if found.before else ""
    watch.says(
        f"wave {len(kept.by) - 1}: {kept.drawn:,} runs, worth {found.weights.effective:.0f} that "
        f"fit all figures{before}; {left:.1%} of what the ranges allow is not ruled out"
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
    return History(kept.runs()[0], aims)


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
    z = found.history.runs.z
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
