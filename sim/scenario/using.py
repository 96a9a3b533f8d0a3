"""A block as one scenario uses it: its levers, dates, size, gemeenten and names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..errors import Keys, Place, Problem, ScenarioError
from .levers import Chosen, with_levers
from .mending import Faults
from .opening import Opened, block_of, open_block
from .reading import Document
from .scaling import scaled, words_of
from .schema import FIRST_DATE, LAST_DATE, Block, Intervention, Use
from .spreading import spread
from .triggers import anchored
from .wording import listed, problem, suggestion

_MOST_DROPS = 3
"""As many a message shows to be left out."""


@dataclass(frozen=True)
class Asked:
    """Where a file asks for another one."""

    document: Document
    keys: Keys

    def place(self, keys: Keys = ()) -> Place:
        """The line of what is asked."""
        return self.document.place((*self.keys, *keys))


@dataclass(frozen=True)
class UsedBlock:
    """A block as it is used: what of its interventions is left, each with its place in the file."""

    use: Use
    name: str
    block: Block
    document: Document
    asked: Asked
    kept: tuple[tuple[int, Intervention], ...]
    faults: Faults

    @property
    def called(self) -> str:
        """What this use is known by."""
        return self.use.as_ or self.name

    @property
    def said_at(self) -> str:
        """The line that uses it, for messages about the block; nothing when used as it is."""
        return "" if self.use.is_plain else str(self.asked.place())


def used_block(path: Path, use: Use, asked: Asked) -> UsedBlock:
    """A block with all that a use says of it, and what is wrong in either.

    Raises ScenarioError where nothing of it is left.
    """
    opened = open_block(path)
    problems = [
        *_wrong_choices(opened, use, asked),
        *_idle_delay(opened.document, use, asked),
        *_unknown_drops(opened, use, asked),
    ]
    if (use.levers or use.delay) and not (problems or opened.faults.problems):
        opened = _chosen(opened.document, use, asked)
    document, block = opened.document, opened.spec
    kept = [(at, spec) for at, spec in enumerate(block.interventions) if spec.id not in use.drops]
    if use.gemeenten is not None:
        problems += _named_already(kept, document, use, asked, use.gemeenten)
        kept = [(at, spec.model_copy(update={"gemeenten": use.gemeenten})) for at, spec in kept]
    if use.scale != 1:
        words = list(_words(kept, document, use, asked))
        problems += words
        kept = kept if words else [(at, scaled(spec, use.scale)) for at, spec in kept]
    if use.as_ is not None:
        kept = [(at, _renamed(spec, use.as_)) for at, spec in kept]
    block = block.model_copy(update={"interventions": tuple(spec for _, spec in kept)})
    faults = opened.faults | Faults(tuple(problems))
    return UsedBlock(use, path.stem, block, document, asked, tuple(kept), faults)


def _renamed(spec: Intervention, name: str) -> Intervention:
    return spec.model_copy(update={"id": f"{name}-{spec.id}"})


# ------------------------------------------------------------------ levers and dates


def _wrong_choices(opened: Opened[Block], use: Use, asked: Asked) -> Iterator[Problem]:
    """Levers that the block has not, and choices outside their range."""
    document, levers = opened.document, opened.spec.levers
    for name, value in use.levers.items():
        keys = ("levers", name)
        lever = levers.get(name)
        if lever is None and not opened.faults.explain_section("levers"):
            rule = f"no lever of that name is in {document.shown}"
            way_out = suggestion(name, levers)
            yield problem(asked.place(keys), (use.name, *keys), name, rule, way_out)
        elif lever is not None and not lever.low <= value <= lever.high:
            rule = f"must be {lever.range}, the range of this lever"
            way_out = f"see {document.place(keys)}"
            yield problem(asked.place(keys), (use.name, *keys), value, rule, way_out)


def _idle_delay(document: Document, use: Use, asked: Asked) -> Iterator[Problem]:
    """A delay of a block in which nothing has a date, as one that starts by what is seen."""
    try:
        moves = not use.delay or shifted(document.data, use.delay) != document.data
    except OverflowError:
        return
    if not moves:
        rule = f"does nothing: no date stands in {document.shown}"
        way_out = "leave it out; a block that starts by what is seen may say not_before"
        place = asked.place((use.name, "delay"))
        yield problem(place, (use.name, "delay"), f"{use.delay} days", rule, way_out)


def _chosen(document: Document, use: Use, asked: Asked) -> Opened[Block]:
    """The block with its levers and dates as this use says them; problems name the use too."""
    chosen = with_levers(document, use.levers)
    said_at = str(asked.place(("levers",)))
    try:
        opened = block_of(chosen)
    except ScenarioError as error:
        raise error.asked_in(said_at) from None
    if opened.faults.problems:
        told = ScenarioError(opened.faults.problems).asked_in(said_at).problems
        return replace(opened, faults=replace(opened.faults, problems=told))
    block = _shifted(chosen, use, asked) if use.delay else opened.spec
    return Opened(document, block)


def _shifted(chosen: Chosen, use: Use, asked: Asked) -> Block:
    """The block with its dates so much later; refused where they leave the calendar."""
    try:
        document = replace(chosen.document, data=shifted(chosen.document.data, use.delay))
        block = Block.model_validate(anchored(document).data)
        return spread(block, chosen.is_choice)
    except (OverflowError, ValidationError):
        rule = f"shifts dates of {chosen.document.shown} out of what a date may be"
        way_out = f"dates run from {FIRST_DATE} to {LAST_DATE}; leave `until` out for no end"
        keys = ("uses", use.name, "delay")
        place = asked.place((use.name, "delay"))
        raise ScenarioError(problem(place, keys, f"{use.delay} days", rule, way_out)) from None


def shifted(spec: Any, days: int) -> Any:
    """The same data with every date `days` later."""
    if isinstance(spec, dt.date):
        return spec + dt.timedelta(days)
    if isinstance(spec, dict):
        return {shifted(key, days): shifted(value, days) for key, value in spec.items()}
    if isinstance(spec, list):
        return [shifted(value, days) for value in spec]
    return spec


# ------------------------------------------------------------------ what is left, and for whom


def _unknown_drops(opened: Opened[Block], use: Use, asked: Asked) -> Iterator[Problem]:
    if opened.faults.problems:
        return
    known = [spec.id for spec in opened.spec.interventions]
    for at, name in enumerate(use.drops):
        if name not in known:
            rule = f"no intervention of that id is in the block {use.name}"
            place = asked.place(("drops", str(at)))
            yield problem(place, (use.name, "drops"), name, rule, suggestion(name, known))


def _named_already(
    kept: list[tuple[int, Intervention]],
    document: Document,
    use: Use,
    asked: Asked,
    aimed_at: Sequence[str],
) -> Iterator[Problem]:
    """Interventions that name gemeenten themselves cannot be aimed at others: one mistake."""
    named = [(at, spec.id) for at, spec in kept if spec.gemeenten is not None]
    if not named:
        return
    aim, first = listed(aimed_at), document.place(("interventions", str(named[0][0]), "gemeenten"))
    count = f"{len(named)} interventions, the first" if len(named) > 1 else named[0][1]
    rule = f"names its gemeenten itself ({count} in {first}), so it cannot be aimed at {aim}"
    way_out = f"leave `gemeenten` out here, with drops of what is not about {aim}, or "
    if len(named) < len(kept) and len(named) <= _MOST_DROPS:
        way_out += f"leave out what names them: drops: [{', '.join(name for _, name in named)}]"
    else:
        way_out += "write interventions of your own"
    yield Problem(rule, way_out, place=asked.place(("gemeenten",)), keys=(use.name,))


def _words(
    kept: list[tuple[int, Intervention]], document: Document, use: Use, asked: Asked
) -> Iterator[Problem]:
    """Of a word there is no half."""
    part = "half" if use.scale == 0.5 else f"part by scale {use.scale:.10g}"
    for at, spec in kept:
        for name, word in words_of(spec):
            keys = name.split(".")
            yield Problem(
                f"that is no number, and there is no {part} of it",
                f"leave it out of this use (drops: [{spec.id}]), and write what you mean as an "
                "intervention of your own",
                place=document.place(("interventions", str(at), *keys)),
                keys=("interventions", spec.id, *keys),
                value=word,
                asked_in=str(asked.place(("scale",))),
            )
