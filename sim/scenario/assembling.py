"""A root put together with its parts, before any layer: each thing is said by one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from operator import or_
from pathlib import Path
from typing import Any

from ..errors import Keys, Problem, ScenarioError
from .by_youth import counted_out
from .mending import NO_FAULTS, Faults
from .opening import Opened, faults_of_unread, open_part, open_root, version
from .reading import Document
from .schema import ALONE, NAMED, REQUIRED, About, Part, Root, RootFile
from .sections import Sections, put
from .setting import keys_to
from .spreading import spread_at
from .trail import Trail
from .wording import problem

BASES_KEPT = 16
TWICE = ("sources", "doubts")
WITHIN_A_THING = 3
"""Keys that lead into a station or pool: what is wrong with the whole is told where it stands."""
AnyFile = Opened[RootFile] | Opened[Part]


@dataclass(frozen=True)
class Base:
    """A root with its parts, and where everything in it was written; nobody changes it."""

    root: Root
    sections: Sections
    trail: Trail
    documents: tuple[Document, ...]
    faults: Faults = NO_FAULTS


@dataclass
class _Together:
    """What has been put together so far, of what is left of the files with `faults`."""

    faults: Faults
    trail: Trail = field(default_factory=Trail)
    sections: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def base_of(root: Path, parts: Sequence[Path], faults: Faults) -> Base:
    """The root of a file with its parts, put together once while their bytes stay the same.

    `faults` are those of parts that are not there. Raises ScenarioError where nothing is left.
    """
    versions = tuple(version(path) for path in (root, *parts))
    return _base_of(root, tuple(parts), versions, faults)


@lru_cache(maxsize=BASES_KEPT)
def _base_of(
    root: Path, parts: tuple[Path, ...], versions: tuple[tuple[str, str], ...], faults: Faults
) -> Base:
    opened: list[Opened[Part]] = []
    for path in parts:
        try:
            opened.append(open_part(path))
        except ScenarioError as error:
            faults |= faults_of_unread(path, error)
    return assembled(open_root(root), opened, faults)


def assembled(root: Opened[RootFile], parts: Sequence[Opened[Part]], faults: Faults) -> Base:
    """The root with its parts, in that order, and with what is wrong in any of them."""
    files: list[AnyFile] = [root, *parts]
    faults = reduce(or_, (file.faults for file in files)) | faults
    together = _Together(faults)
    together.trail.mark((), root.document)
    for file in files:
        _add(together, file)
    _check_whole(together, files)
    sections = _with_values(together, Sections(**together.sections), files)
    counted = counted_out(sections)
    fields = {name: getattr(counted, name) for name in (*NAMED, *ALONE)}
    whole = Root(
        doorstroom=1,
        title=root.spec.title,
        parts={part.document.path.stem: part.spec.title for part in parts},
        interventions=tuple(sections.interventions.values()),
        **fields,
    )
    documents = tuple(file.document for file in files)
    faults = together.faults | Faults(tuple(together.problems))
    return Base(whole, sections, together.trail, documents, faults)


def _add(together: _Together, file: AnyFile) -> None:
    spec, document = file.spec, file.document
    for name in ALONE:
        if getattr(spec, name) is not None:
            _add_one(together, file, (name,), (name,))
            together.sections[name] = getattr(spec, name)
    for section in NAMED:
        there = together.sections.setdefault(section, {})
        for name, item in getattr(spec, section).items():
            keys = (section, name)
            if section in TWICE and there.get(name) == item:
                continue  # two files may name one document or group, if they say the same of it
            _add_one(together, file, keys, file.written.get(keys, keys))
            there[name] = item
    there = together.sections.setdefault("interventions", {})
    for at, item in enumerate(spec.interventions):
        _add_intervention(together, file, item.id, ("interventions", str(at)))
        there.setdefault(item.id, item)
    for filled, written in file.written.items():
        together.trail.mark(filled, document, written)


def _add_one(together: _Together, file: AnyFile, keys: Keys, written: Keys) -> None:
    """Mark where a thing stands; refuse it where another file has it too."""
    if keys in together.trail.marks:
        rule = f"stands in {together.trail.place(keys)} too; a root and its parts say a thing once"
        way_out = "leave one out, or change it with values"
        place = file.document.place(written)
        together.problems.append(Problem(rule, way_out, place=place, keys=keys))
        return
    together.trail.mark(keys, file.document, written)


def _add_intervention(together: _Together, file: AnyFile, name: str, written: Keys) -> None:
    keys = ("interventions", name)
    if keys in together.trail.marks:
        place = file.document.place((*written, "id"))
        rule = f"there is one already, see {together.trail.place(keys)}"
        way_out = "give each intervention an id of its own"
        together.problems.append(problem(place, (*keys, "id"), name, rule, way_out))
        return
    together.trail.mark(keys, file.document, written)


def _check_whole(together: _Together, files: Sequence[AnyFile]) -> None:
    """Refuse a scenario without the sections that none can do without."""
    said = {
        name
        for file in files
        for name, value in file.spec
        if name in file.spec.model_fields_set
        if value is not None
    }
    missing = [name for name in REQUIRED if name not in said]
    neither = ", nor have its parts" if len(files) > 1 else ""
    problems = [
        Problem(
            f"has no {name}{neither}; it cannot do without",
            f"add `{name}: ...`",
            place=files[0].document.place(),
            keys=("the file",),
        )
        for name in missing
        if not together.faults.explain_section(name)
    ]
    if missing:
        raise ScenarioError([*together.faults.problems, *together.problems, *problems])


# ---------------------------------------------------------------------------- values


@dataclass(frozen=True)
class _Value:
    """A value at a path, and the file that says it."""

    path: str
    keys: Keys
    document: Document
    about: About | None


def _with_values(together: _Together, sections: Sections, files: Sequence[AnyFile]) -> Sections:
    """What the files put at paths, each on its own; no two at the same thing."""
    values: list[_Value] = []
    for file in files:
        for path, value in file.spec.values.items():
            try:
                changed = put(sections, path, value, file.document, "values")
            except ScenarioError as error:
                if not together.faults.explain_path(path):
                    together.problems += error.problems
                continue
            keys = keys_to(changed, path.split("."))
            item = _Value(path, keys, file.document, file.spec.about)
            _check_once(together, item, values)
            values.append(item)
            sections = spread_at(changed, keys, item.about)
            together.trail.mark_anew(keys, item.document, ("values", path))
            together.trail.mark_set(keys, item.document, ("values", path), least=WITHIN_A_THING)
    return sections


def _check_once(together: _Together, item: _Value, others: Sequence[_Value]) -> None:
    for other in others:
        length = min(len(item.keys), len(other.keys))
        if item.keys[:length] == other.keys[:length]:
            keys = ("values", item.path)
            where = other.document.place(("values", other.path))
            rule = f"is also given in {where} ({other.path}), and neither comes first"
            place = item.document.place(keys)
            together.problems.append(Problem(rule, "leave one out", place=place, keys=keys))
            return
