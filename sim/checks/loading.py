"""From a name or file to a checked, resolved scenario."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from ..errors import Keys, Problem, ScenarioError
from ..scenario.assembling import Base, base_of
from ..scenario.begin import digest, found
from ..scenario.by_youth import counted_out
from ..scenario.finding import (
    find_alone,
    find_block,
    find_experiment,
    find_part,
    find_scenario,
)
from ..scenario.mending import NO_FAULTS, Faults
from ..scenario.merging import Merged, begin_with, extend
from ..scenario.opening import (
    Opened,
    faults_of_unread,
    open_block,
    open_experiment,
    open_part,
    open_scenario,
)
from ..scenario.reading import Document
from ..scenario.schema import (
    Block,
    Draws,
    Experiment,
    Extension,
    Part,
    RootFile,
    Scenario,
)
from ..scenario.sleeping import asleep_in, without
from ..scenario.trail import Trail
from ..scenario.triggers import at_the_earliest
from ..scenario.using import Asked, UsedBlock, used_block
from ..scenario.wording import problem
from .checking import checked, wrong_names
from .sleeping import costs_of_sleep

AloneModel = TypeVar("AloneModel", Block, Part)


@dataclass(frozen=True)
class Resolved:
    """A scenario with the trail of where everything was written."""

    scenario: Scenario
    trail: Trail


@dataclass(frozen=True)
class Layer:
    """One file of a chain of scenarios that extend each other, below all others a root."""

    document: Document
    spec: Base | Extension
    blocks: tuple[UsedBlock, ...] = ()
    faults: Faults = NO_FAULTS

    @property
    def documents(self) -> tuple[Document, ...]:
        """The file, and those of its parts or blocks."""
        if isinstance(self.spec, Base):
            return self.spec.documents
        return (self.document, *(used.document for used in self.blocks))


def load(name: str | Path, *, beside: Path | None = None) -> Scenario:
    """The scenario of a file or name: extensions, blocks and sets applied, and checked.

    A name is looked up in the folder `beside` (where we are unless said), then in scenarios/, then
    among the shipped ones. Raises ScenarioError with a line per problem: file, line, key, value,
    rule and way out.
    """
    return resolve(name, beside=beside).scenario


def load_block(name: str | Path) -> Block | None:
    """The block of a file or name, with the numbers of its levers; None where it is no block.

    What it says of stations, pools and gemeenten is checked with the scenario that uses it. Raises
    ScenarioError.
    """
    path = find_alone(name, "block")
    if path is None:
        return None
    return _alone(open_block(path))


def load_part(name: str | Path) -> Part | None:
    """The part of a file or name, its tables and defaults worked out; None where it is no part.

    Names and values are checked with the root that takes it in. Raises ScenarioError.
    """
    path = find_alone(name, "part")
    if path is None:
        return None
    return _alone(open_part(path))


def _alone(opened: Opened[AloneModel]) -> AloneModel:
    problems = [*opened.faults.problems, *_ids_twice(opened.spec, opened.document)]
    if problems:
        raise ScenarioError(problems)
    return opened.spec


def _ids_twice(spec: Block | Part, document: Document) -> Iterator[Problem]:
    places: dict[str, Keys] = {}
    for at, item in enumerate(spec.interventions):
        keys = ("interventions", str(at), "id")
        if item.id in places:
            rule = f"there is one already, see {document.place(places[item.id])}"
            way_out = "give each intervention an id of its own"
            shown = ("interventions", item.id, "id")
            yield problem(document.place(keys), shown, item.id, rule, way_out)
        places.setdefault(item.id, keys)


def load_with_base(name: str | Path) -> tuple[Scenario, Scenario | None]:
    """A scenario and the one that it extends, if any."""
    layers = _layers(find_scenario(name))
    scenario = _resolved(layers).scenario
    if len(layers) == 1:
        return scenario, None
    base = layers[:-1]
    return scenario, _scenario(base, _merged(base))


def resolve(name: str | Path, *, beside: Path | None = None) -> Resolved:
    """A scenario put together as by `load`, with the trail of where everything was written."""
    return _resolved(_layers(find_scenario(name, beside=beside)))


def _resolved(layers: list[Layer]) -> Resolved:
    merged = _merged(layers)
    faults = merged.faults | Faults(tuple(merged.problems))
    if faults.problems:
        names = wrong_names(_scenario(layers, merged), merged.trail, faults)
        raise ScenarioError([*faults.problems, *names])
    if slept := list(costs_of_sleep(merged)):
        raise ScenarioError(slept)
    scenario = checked(_scenario(layers, merged), merged.trail)
    return Resolved(scenario, merged.trail)


def load_experiment(name: str | Path) -> Experiment:
    """The experiment of a file or name; raises ScenarioError for what it cannot say."""
    opened = open_experiment(find_experiment(name))
    experiment, document = opened.spec, opened.document
    problems = [*opened.faults.problems, *_problems_of(experiment, document)]
    if problems:
        raise ScenarioError(problems)
    return experiment


def _problems_of(spec: Experiment, document: Document) -> Iterator[Problem]:
    """Names that lead nowhere, and what does not go together."""
    asked: list[tuple[Keys, str]] = [(("baseline",), spec.baseline)]
    asked += [(("scenarios", str(at)), name) for at, name in enumerate(spec.scenarios)]
    if spec.look_back is not None:
        again = [*spec.look_back.scenarios, spec.look_back.baseline or spec.baseline]
        asked += [(("look_back", "scenarios", str(at)), name) for at, name in enumerate(again)]
    for keys, name in asked:
        try:
            find_scenario(name, beside=document.path.parent)
        except ScenarioError as error:
            yield _said_at(error, document, keys, name)
    if spec.draws is not None:
        yield from _wrong_draws(spec, spec.draws, document)


def _wrong_draws(spec: Experiment, draws: Draws, document: Document) -> Iterator[Problem]:
    if "replications" in spec.model_fields_set:
        keys: Keys = ("replications",)
        rule = "each draw is one run of each scenario, so there is no other number of runs"
        yield problem(document.place(keys), keys, {}, rule, "leave out replications, or draws")
    if draws.accept_differences and draws.ensemble is None:
        keys = ("draws", "accept_differences")
        rule = "says of which ensemble differences are accepted, and there is none"
        yield problem(document.place(keys), keys, True, rule, "name it, or leave this out")
    if draws.second_runs > draws.count:
        keys = ("draws", "second_runs")
        rule = f"must be at most {draws.count}, as many as there are draws"
        yield problem(document.place(keys), keys, draws.second_runs, rule)


def _scenario(layers: list[Layer], merged: Merged) -> Scenario:
    asleep = asleep_in(merged.sections)
    sections = counted_out(without(merged.sections, asleep))
    last = layers[-1]
    documents = [item for layer in layers for item in layer.documents]
    begin = found(sections.begin, documents)
    told = {name: spec for name, spec in sections if name not in ("interventions", "begin")}
    whole = Scenario(
        **told,
        begin=begin,
        name=last.document.path.stem,
        title=merged.title,
        blocks=tuple(merged.blocks.values()),
        interventions=merged.placed(),
        root=merged.root,
        extends=last.spec.extends if isinstance(last.spec, Extension) else None,
        files={document.shown: document.digest for document in documents} | digest(begin),
        asleep=asleep.names,
    )
    return at_the_earliest(whole)


def _merged(layers: list[Layer]) -> Merged:
    base = layers[0].spec
    assert isinstance(base, Base)
    merged = begin_with(base)
    for layer in layers[1:]:
        assert isinstance(layer.spec, Extension)
        extend(merged, layer.spec, layer.document, list(layer.blocks), layer.faults)
    return merged


def _layers(path: Path) -> list[Layer]:
    """The files of a chain, root first; raises ScenarioError where one of them is not there.

    Then it tells what is wrong in those that extend it, too.
    """
    layers: list[Layer] = []
    seen: list[Path] = []
    try:
        while True:
            if path.resolve() in seen:
                raise ScenarioError(_cycle(layers[-1].document, [*seen, path.resolve()]))
            seen.append(path.resolve())
            layers.append(_layer(path))
            spec = layers[-1].spec
            if isinstance(spec, Base):
                return layers[::-1]
            path = _next_file(spec, layers[-1].document)
    except ScenarioError as error:
        above = [item for layer in layers for item in layer.faults.problems]
        raise ScenarioError([*above, *error.problems]) from None


def _next_file(spec: Extension, document: Document) -> Path:
    try:
        return find_scenario(spec.extends, beside=document.path.parent)
    except ScenarioError as error:
        raise ScenarioError(_said_at(error, document, ("extends",), spec.extends)) from None


def _said_at(error: ScenarioError, document: Document, keys: Keys, name: str) -> Problem:
    """What is wrong with a name, at the place that gives it."""
    (spec,) = error.problems
    is_list = keys[0] in ("uses", "parts")
    shown = tuple(key for key in keys if not (is_list and key.isdecimal()))
    return replace(spec, place=document.place(keys), keys=shown, value=name)


def _cycle(document: Document, seen: list[Path]) -> Problem:
    chain = " -> ".join(path.stem for path in seen[seen.index(seen[-1]) :])
    rule = f"the scenarios extend each other in a circle: {chain}"
    way_out = "let one of them be a root with all sections"
    return problem(document.place(("extends",)), ("extends",), seen[-1].stem, rule, way_out)


def _layer(path: Path) -> Layer:
    opened = open_scenario(path)
    document, spec = opened.document, opened.spec
    if isinstance(spec, Extension):
        blocks, faults = _used_blocks(spec, document)
        return Layer(document, spec, tuple(blocks), opened.faults | faults)
    return Layer(document, base_of(path, *_part_files(spec, document)))


def _part_files(spec: RootFile, document: Document) -> tuple[list[Path], Faults]:
    """The parts that are there, and what is wrong with the names of others."""
    result: list[Path] = []
    faults = NO_FAULTS
    for index, name in enumerate(spec.parts):
        keys = ("parts", str(index))
        try:
            path = find_part(name, beside=document.path.parent)
        except ScenarioError as error:
            faults |= Faults((_said_at(error, document, keys, name),), unread=True)
            continue
        if path in result:
            rule = "this part is named before"
            told = problem(document.place(keys), keys[:1], name, rule, "name it once")
            faults |= Faults((told,))
            continue
        result.append(path)
    return result, faults


def _used_blocks(spec: Extension, document: Document) -> tuple[list[UsedBlock], Faults]:
    """The blocks that can be used, and what is wrong in or with any."""
    result: list[UsedBlock] = []
    faults = NO_FAULTS
    for index, use in enumerate(spec.uses):
        asked = Asked(document, ("uses", str(index)))
        try:
            path = find_block(use.name, beside=document.path.parent)
        except ScenarioError as error:
            told = _said_at(error, document, asked.keys, use.name)
            faults |= Faults((told,), unread=True)
            continue
        try:
            used = used_block(path, use, asked)
        except ScenarioError as error:
            faults |= faults_of_unread(path, error)
            continue
        result.append(used)
        faults |= used.faults
    return result, faults
