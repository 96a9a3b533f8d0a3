"""A few changes of a scenario compared with it at once, over draws of what is not known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..checks.loading import Resolved, resolve
from ..errors import Place, Problem, ScenarioError
from ..scenario.finding import find_scenario
from ..scenario.one_line import file_of
from ..scenario.paths import shown_path
from ..uncertainty.prior import Prior
from .ensembles import ensemble_beside
from .plan import Plan
from .planning import plan_of

NAME = "what-if"
SEED = 2026


@dataclass(frozen=True)
class WhatIf:
    """A plan of a scenario and its change; `notes` tell of draws that are not of an ensemble."""

    plan: Plan
    ensemble_apart: str = ""


def what_if(name: str, changes: Sequence[str], count: int, folder: Path) -> WhatIf:
    """The plan that compares `name` with its change, whose files are written into `folder`.

    Draws are of the ensemble of its region where that is of these files, else of the ranges; a
    scenario without ranges is run so often at its values. Raises InputError for what says no
    change, and ScenarioError for a change that the checks refuse.
    """
    base = find_scenario(name).resolve()
    changed = folder / f"{NAME}.yaml"
    changed.write_text(file_of(str(base), base.parent, changes), encoding="utf-8")
    resolved = resolve(base)
    draws, seed, apart = _draws(base, resolved, count)
    spec = {
        "experiment": 1,
        "question": {"en": NAME, "nl": NAME},
        "baseline": str(base),
        "scenarios": [str(changed)],
        "seed": seed,
        **draws,
    }
    experiment = folder / "experiment" / changed.name  # results tell what they were made for
    experiment.parent.mkdir()
    experiment.write_text(json.dumps(spec, ensure_ascii=False), encoding="utf-8")
    try:
        return WhatIf(plan_of(experiment, known={base: resolved}), apart)
    except ScenarioError as error:
        ours = {shown_path(changed), shown_path(experiment)}
        raise ScenarioError([_as_asked(item, ours) for item in error.problems]) from None


def _draws(base: Path, resolved: Resolved, count: int) -> tuple[dict[str, object], int, str]:
    """What the experiment says of draws, its seed, and why they are of no ensemble there is."""
    beside = ensemble_beside(base, resolved.scenario.root)
    if beside is None:
        knows_all = not Prior(resolved, SEED).unknowns
        return {"replications": count} if knows_all else {"draws": {"count": count}}, SEED, ""
    if beside.apart:
        return {"draws": {"count": count}}, SEED, beside.told
    ensemble, most = beside.ensemble, min(count, len(beside.ensemble.draws))
    return {"draws": {"ensemble": str(beside.path), "count": most}}, ensemble.seed, ""


def _as_asked(item: Problem, ours: set[str]) -> Problem:
    """A problem of a file that the user never wrote, as one of what was asked."""
    place = Place(NAME) if item.place is not None and item.place.file in ours else item.place
    return replace(item, place=place, asked_in="" if item.asked_in in ours else item.asked_in)
