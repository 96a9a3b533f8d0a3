"""A root with extensions, blocks, drops and sets put together into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from ..errors import Keys, Problem, ScenarioError
from .assembling import Base
from .mending import NO_FAULTS, Faults
from .reading import Document
from .schema import Block, BlockUse, Extension, Intervention, Period, Placed, Root, Text
from .sections import Sections, put
from .trail import Trail
from .using import UsedBlock
from .wording import problem, problems_of, suggestion


@dataclass
class Merged:
    """What has been put together so far, where it stands, and what went wrong."""

    title: Text
    root: Root
    sections: Sections
    trail: Trail
    layer: int = 0
    blocks: dict[str, BlockUse] = field(default_factory=dict)
    block_of: dict[str, str] = field(default_factory=dict)
    layer_of: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    faults: Faults = NO_FAULTS

    def update(self, **sections: Any) -> None:
        """Replace whole sections."""
        self.sections = self.sections.model_copy(update=sections)

    def placed(self) -> tuple[Placed, ...]:
        """The interventions in order, with their block and place."""
        return tuple(
            Placed(
                block=self.block_of.get(name),
                intervention=spec,
                place=str(self.trail.place(("interventions", name))),
                layer=self.layer_of[name],
            )
            for name, spec in self.sections.interventions.items()
        )


def begin_with(base: Base) -> Merged:
    """The root with its parts alone."""
    merged = Merged(base.root.title, base.root, base.sections, base.trail.copied())
    merged.layer_of = dict.fromkeys(base.sections.interventions, 0)
    merged.faults = base.faults
    return merged


def extend(
    merged: Merged,
    spec: Extension,
    document: Document,
    blocks: list[UsedBlock],
    faults: Faults,
) -> None:
    """What a scenario that extends another changes: drops, blocks, its own, then `set`.

    `faults` are those of the file and its blocks.
    """
    merged.faults |= faults
    merged.title = spec.title
    merged.layer += 1
    for index, name in enumerate(spec.drops):
        _drop(merged, name, document, ("drops", str(index)))
    _change_period(merged, spec, document)
    _add_words(merged, spec, document)
    for used in blocks:
        _use(merged, used)
    _add_interventions(merged, _own(spec.interventions), document)
    for path, value in spec.set.items():
        _set(merged, path, value, document)


def _add_words(merged: Merged, spec: Extension | Block, document: Document) -> None:
    """The documents and groups of doubt that a file brings; it may say anew what one is."""
    for section in ("sources", "doubts"):
        more = getattr(spec, section)
        merged.update(**{section: {**getattr(merged.sections, section), **more}})
        for name in more:
            merged.trail.mark((section, name), document)


def _change_period(merged: Merged, spec: Extension, document: Document) -> None:
    dates = {key: date for key, date in spec.period if date is not None}
    if not dates:
        return
    try:
        period = Period.model_validate({**dict(merged.sections.period), **dates})
    except ValidationError as error:
        if not merged.faults.explain_section("period"):
            merged.problems += problems_of(error, document, ("period",))
        return
    merged.update(period=period)
    for key in dates:
        merged.trail.mark(("period", key), document)


def _drop(merged: Merged, name: str, document: Document, keys: Keys) -> None:
    sections = merged.sections
    if name in merged.blocks:
        block = merged.blocks.pop(name).block
        gone = {key for key, of in merged.block_of.items() if of == name}
        for taken in (*block.stations, *block.pools, *gone):
            merged.trail.dropped[taken] = (document.place(keys), name)
        merged.update(
            stations=_without(sections.stations, block.stations),
            pools=_without(sections.pools, block.pools),
            interventions=_without(sections.interventions, gone),
        )
    elif name in sections.interventions:
        merged.trail.dropped[name] = (document.place(keys), name)
        merged.update(interventions=_without(sections.interventions, {name}))
    elif not merged.faults.problems:
        way_out = suggestion(name, [*merged.blocks, *sections.interventions])
        rule = "no block or intervention of that name is in what it extends"
        merged.problems.append(problem(document.place(keys), keys[:1], name, rule, way_out))


def _without(spec: Mapping[str, Any], names: Any) -> dict[str, Any]:
    return {key: value for key, value in spec.items() if key not in names}


def _use(merged: Merged, used: UsedBlock) -> None:
    name, document = used.called, used.document
    if name in merged.blocks:
        if merged.faults.explain_section("drops"):
            return
        rule = f"the block {name} is in use already"
        way_out = f"give this one a name of its own, {{{used.name}: {{as: <name>}}}}, or write "
        way_out += f"drops: [{name}] first"
        place = used.asked.place()
        merged.problems.append(problem(place, used.asked.keys[:1], name, rule, way_out))
        return
    merged.blocks[name] = BlockUse(name=name, use=used.use, block=used.block, layer=merged.layer)
    merged.trail.mark(("blocks", name), document, (), asked_in=used.said_at)
    _add_words(merged, used.block, document)
    for section in ("pools", "stations"):
        _add_named(merged, section, getattr(used.block, section), document)
    kept: list[tuple[Keys, Intervention]] = [
        (("interventions", str(at)), spec) for at, spec in used.kept
    ]
    _add_interventions(merged, kept, document, name, asked_in=used.said_at)
    if used.use.gemeenten is not None:
        written = used.asked.document.written((*used.asked.keys, "gemeenten"))
        for _, spec in used.kept:
            keys = ("interventions", spec.id, "gemeenten")
            merged.trail.mark(keys, used.asked.document, written)


def _add_named(merged: Merged, section: str, spec: dict[str, Any], document: Document) -> None:
    there = getattr(merged.sections, section)
    for name in spec:
        keys = (section, name)
        if name in there:
            rule = (
                f"exists already, see {merged.trail.place(keys)}; a block brings new {section} only"
            )
            way_out = "change the old one by an intervention or `set`, or take another name"
            merged.problems.append(Problem(rule, way_out, place=document.place(keys), keys=keys))
    merged.update(**{section: {**there, **spec}})
    for name in spec:
        merged.trail.mark((section, name), document)


def _own(spec: tuple[Intervention, ...]) -> list[tuple[Keys, Intervention]]:
    """Each intervention of a file with where it stands."""
    return [(("interventions", str(at)), item) for at, item in enumerate(spec)]


def _add_interventions(
    merged: Merged,
    spec: list[tuple[Keys, Intervention]],
    document: Document,
    block: str | None = None,
    *,
    asked_in: str = "",
) -> None:
    together = dict(merged.sections.interventions)
    for written, intervention in spec:
        keys = ("interventions", intervention.id)
        if intervention.id in together:
            item = problem(
                document.place((*written, "id")),
                (*keys, "id"),
                intervention.id,
                f"there is one already, see {merged.trail.place(keys)}",
                "give each intervention an id of its own",
            )
            merged.problems.append(replace(item, asked_in=asked_in))
            continue
        together[intervention.id] = intervention
        merged.trail.mark(keys, document, written, asked_in=asked_in)
        merged.layer_of[intervention.id] = merged.layer
        if block is None:
            merged.block_of.pop(intervention.id, None)
        else:
            merged.block_of[intervention.id] = block
    merged.update(interventions=together)


def _set(merged: Merged, path: str, value: Any, document: Document) -> None:
    try:
        merged.sections = put(merged.sections, path, value, document, "set")
    except ScenarioError as error:
        if not merged.faults.explain_path(path):
            merged.problems += error.problems
    else:
        merged.trail.mark_set(tuple(path.split(".")), document, ("set", path))
