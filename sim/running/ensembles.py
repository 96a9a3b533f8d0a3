"""The draws of an ensemble that an experiment takes, where it is of these files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import Keys, Problem, ScenarioError
from ..results.manifest_file import digest
from ..scenario.finding import find_scenario, scenario_name
from ..scenario.opening import open_scenario
from ..scenario.paths import shown_path
from ..scenario.reading import Document
from ..scenario.schema import Draws, Extension, Root
from ..scenario.wording import problem
from ..uncertainty.ensemble import SUFFIX, Ensemble, differences, read_ensemble
from .plan import Plan

_KEYS: Keys = ("draws", "ensemble")


@dataclass(frozen=True)
class Chosen:
    """What groups have in each draw, by its number and in that order; the file, and its digest."""

    draws: Mapping[int, Mapping[str, float]]
    scenario: str
    seed: int
    file: Mapping[str, str]
    notes: tuple[Problem, ...]


def chosen_draws(plan: Plan, asked: Draws, document: Document) -> Chosen:
    """As many draws as are asked for, evenly from all that the ensemble has.

    Raises ScenarioError where it is not there, has fewer, or was made of other files and nothing
    says that this is accepted; InputError where it cannot be read.
    """
    assert asked.ensemble is not None
    path = _path_of(asked.ensemble, document)
    ensemble = read_ensemble(path)
    place, every = document.place(_KEYS), len(ensemble.draws)
    if asked.count > every:
        keys: Keys = ("draws", "count")
        rule = f"must be at most {every}, as many as {shown_path(path)} has"
        raise ScenarioError(problem(document.place(keys), keys, asked.count, rule))
    apart = _apart(ensemble, plan)
    if apart and not asked.accept_differences:
        way_out = "make it anew with doorstroom calibrate, or add accept_differences: true"
        raise ScenarioError(problem(place, _KEYS, asked.ensemble, apart, way_out))
    notes = (problem(place, _KEYS, asked.ensemble, f"{apart}; this is accepted"),) if apart else ()
    draws = evenly(ensemble, asked.count)
    file = {shown_path(path): digest(path)}
    return Chosen(draws, ensemble.scenario, ensemble.seed, file, notes)


def evenly(ensemble: Ensemble, count: int) -> dict[int, dict[str, float]]:
    """What groups have in so many draws, evenly from all that there are, in order of number."""
    every = len(ensemble.draws)
    members = [ensemble.draws[at * every // count] for at in range(count)]
    return {
        member.number: dict(zip(ensemble.groups, member.z, strict=True))
        for member in sorted(members, key=lambda member: member.number)
    }


@dataclass(frozen=True)
class Beside:
    """The ensemble of a region, and what in a scenario is not as it was when it was made."""

    path: Path
    ensemble: Ensemble
    apart: str

    @property
    def told(self) -> str:
        """Why it is not of these files; empty where it is."""
        return f"{shown_path(self.path)}: {self.apart}" if self.apart else ""


def ensemble_beside(base: Path, root: Root) -> Beside | None:
    """The ensemble of the region that a scenario file stands on; None where there is none."""
    *_, region = _bases(base)
    path = region.with_name(region.stem + SUFFIX)
    if not path.is_file():
        return None
    ensemble = read_ensemble(path)
    return Beside(path, ensemble, "; ".join(differences(ensemble, ensemble.scenario, root)))


def _bases(path: Path) -> Iterator[Path]:
    yield path
    while isinstance(spec := open_scenario(path).spec, Extension):
        path = find_scenario(spec.extends, beside=path.parent)
        yield path


def _apart(ensemble: Ensemble, plan: Plan) -> str:
    """What is not as it was when the ensemble was made; empty where all is.

    The seed belongs to it: what fits is a draw with the chance of its own run.
    """
    told = [
        line
        for scenario in plan.scenarios.values()
        for line in differences(ensemble, ensemble.scenario, scenario.root)
    ]
    if plan.seed != ensemble.seed:
        told.append(f"its seed is {ensemble.seed}, that of the experiment {plan.seed}")
    return "; ".join(dict.fromkeys(told))


def _path_of(asked: str, document: Document) -> Path:
    """A file beside the experiment, or that beside the region of a name."""
    if asked.endswith(SUFFIX):
        path = document.path.parent / asked
    else:
        region = find_scenario(asked, beside=document.path.parent)
        path = region.with_name(scenario_name(asked) + SUFFIX)
    if not path.is_file():
        rule, way_out = f"there is no {shown_path(path)}", "make it with doorstroom calibrate"
        raise ScenarioError(problem(document.place(_KEYS), _KEYS, asked, rule, way_out))
    return path
