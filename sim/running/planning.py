"""From an experiment file, or a scenario, to a plan: all of it read and checked before it runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from math import ceil
from pathlib import Path

from ..checks import load, load_experiment
from ..checks.loading import Resolved, resolve
from ..errors import InputError, Keys, ScenarioError
from ..in_force import InForces
from ..indicators.definitions import FOLLOWED
from ..results.manifest_file import digest
from ..scenario.finding import find_experiment, find_scenario
from ..scenario.reading import Document, read_file, shown_path
from ..scenario.schema import Draws, Experiment, Scenario, StopRule
from ..scenario.trail import Trail
from ..scenario.wording import problem
from .all_draws import derived_from, with_draws
from .breakeven import check_breakeven
from .from_state import begun_with, with_told
from .mixing import check_interaction
from .past import noted
from .plan import Plan
from .plan_checks import (
    MOST_REPLICATIONS,
    check_headline,
    check_looking_back,
    check_margins,
    check_matters,
    check_number_of_runs,
    check_periods,
    check_same_gemeenten,
    check_same_streams,
    check_until,
    precision_of,
)
from .sent_to import Ways
from .simulation import refuse_wrong_seed


def plan_of(
    path: str | Path,
    *,
    replications: int | None = None,
    draws: int | None = None,
    seed: int | None = None,
    state: Path | None = None,
    known: Mapping[Path, Resolved] | None = None,
) -> Plan:
    """Read an experiment and all its scenarios; raises ScenarioError for what cannot be run.

    `replications` runs at the values of the files, or `draws` draws, instead of what the file says.
    Scenarios that are `known`, by their whole path, are not read again.
    """
    spec = load_experiment(path)
    document = read_file(find_experiment(path))
    check_matters(spec, document)
    check_margins(spec, document)
    check_number_of_runs(spec, document)
    asked = _draws(spec, draws, replications)
    files = _Files(spec, document, state, known or {})
    ahead = [files.name_of(("baseline",), spec.baseline)]
    ahead += [files.name_of(("scenarios", str(at)), name) for at, name in enumerate(spec.scenarios)]
    back = _looked_back_at(spec, files)
    if spec.look_back:
        check_until(spec.look_back, files.scenarios[back[0]], document)
        for name in set(back) - set(ahead):
            files.scenarios[name] = _not_beyond(files.scenarios[name], spec.look_back.until)
    plan = Plan(
        name=document.path.stem,
        experiment=spec,
        scenarios=files.scenarios,
        baseline=ahead[0],
        ahead=tuple(dict.fromkeys(ahead)),
        back=tuple(dict.fromkeys(back)),
        back_baseline=back[0] if back else ahead[0],
        seed=spec.seed if seed is None else seed,
        replications=asked.count if asked else _count(spec, replications),
        precision=precision_of(spec, document) if replications is None and not asked else None,
        files={shown_path(document.path): digest(document.path)},
    )
    _check(plan, path, document)
    plan = _told(plan, document)
    return with_draws(plan, asked, files.trails, document) if asked else plan


def _check(plan: Plan, path: str | Path, document: Document) -> None:
    """Refuse what scenarios cannot be asked together."""
    check_headline(plan, document)
    check_looking_back(plan, document)
    check_periods(plan, document)
    check_same_gemeenten(plan, document)
    check_same_streams(plan, document)
    check_interaction(plan, document)
    check_breakeven(path, plan)


def _told(plan: Plan, document: Document) -> Plan:
    """The plan with what is run beside it, and with its notes."""
    known, scenarios = InForces(), plan.scenarios
    ways = {name: Ways(item, plan.baseline_of(name), known) for name, item in scenarios.items()}
    sent_to = {name: item.sent_to for name, item in ways.items()}
    plan = replace(plan, derived=tuple(derived_from(ways)), sent_to=sent_to)
    return with_told(noted(plan, document))


def _draws(spec: Experiment, count: int | None, replications: int | None) -> Draws | None:
    """The draws of a file, with another count where one is asked for; None at its values."""
    if replications is not None:
        if count is not None:
            rule = "--replications runs at the values of the files; leave it out, or --draws"
            raise InputError(rule)
        _refuse_too_many(replications)
        return None
    if count is None or spec.draws is None:
        return spec.draws if count is None else Draws(count=count)
    # As large a part of the draws is run twice as the file says.
    second = ceil(spec.draws.second_runs * count / spec.draws.count)
    return spec.draws.model_copy(update={"count": count, "second_runs": min(count, second)})


def plan_of_scenario(
    name: str | Path | Scenario, *, seed: int, replications: int, state: Path | None = None
) -> Plan:
    """Runs of a single scenario, compared with nothing."""
    _refuse_too_many(replications)
    refuse_wrong_seed(seed)
    scenario = name if isinstance(name, Scenario) else load(name)
    if state is not None:
        scenario = begun_with(scenario, state)
    plan = Plan(
        name=scenario.name,
        experiment=None,
        scenarios={scenario.name: scenario},
        baseline=scenario.name,
        ahead=(scenario.name,),
        back=(),
        back_baseline=scenario.name,
        seed=seed,
        replications=replications,
        precision=None,
        files={},
    )
    return with_told(plan)


class _Files:
    """The scenarios that an experiment names, each file read once."""

    def __init__(
        self,
        spec: Experiment,
        document: Document,
        state: Path | None,
        known: Mapping[Path, Resolved],
    ) -> None:
        if state is not None and spec.look_back is not None:
            raise InputError(f"{document.shown} looks back, and a run from a state has no past")
        self._document, self._state, self._known = document, state, known
        self._paths: dict[str, Path] = {}
        self.scenarios: dict[str, Scenario] = {}
        self.trails: dict[str, Trail] = {}

    def name_of(self, keys: Keys, asked: str) -> str:
        """The name of the scenario that is asked for under these keys, which is read if need be.

        A path and a name may lead to one file; one name cannot stand for two of them.
        """
        beside = self._document.path.parent
        path = find_scenario(asked, beside=beside).resolve()
        name = path.stem
        known = self._paths.setdefault(name, path)
        if known != path:
            rule = f"this experiment also compares {shown_path(known)}, which has the same name"
            place = self._document.place(keys)
            raise ScenarioError(problem(place, keys, asked, rule, "rename one of the two files"))
        if name not in self.scenarios:
            try:
                resolved = self._known.get(path) or resolve(asked, beside=beside)
            except ScenarioError as error:
                raise error.asked_in(str(self._document.shown)) from None
            scenario, state = resolved.scenario, self._state
            self.scenarios[name] = scenario if state is None else begun_with(scenario, state)
            self.trails[name] = resolved.trail
        return name


def _looked_back_at(spec: Experiment, files: _Files) -> list[str]:
    """Who is compared over the past, the baseline first; nobody where nothing is looked back at."""
    if spec.look_back is None:
        return []
    keys = ("look_back", "baseline") if spec.look_back.baseline else ("baseline",)
    names = [files.name_of(keys, spec.look_back.baseline or spec.baseline)]
    for at, name in enumerate(spec.look_back.scenarios):
        names.append(files.name_of(("look_back", "scenarios", str(at)), name))
    return names


def _not_beyond(scenario: Scenario, until: dt.date) -> Scenario:
    """Who only looks back is run no further than it takes to follow who joined until then."""
    end = min(scenario.period.end, until + FOLLOWED)
    return scenario.model_copy(update={"period": scenario.period.model_copy(update={"end": end})})


def _count(spec: Experiment, replications: int | None) -> int:
    if replications is not None:
        return replications
    rule = spec.replications
    return rule.max if isinstance(rule, StopRule) else rule


def _refuse_too_many(replications: int) -> None:
    if replications > MOST_REPLICATIONS:
        raise InputError(
            f"--replications is {replications}; must be at most {MOST_REPLICATIONS:,}: every run "
            "is kept until the end; ask fewer, or run in parts with other seeds"
        )
