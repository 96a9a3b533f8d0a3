"""A file of one kind: read, validated and spread, once for as long as its bytes stay the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from ..errors import Keys, Place, Problem, ScenarioError
from .filling import filled
from .levers import Chosen, with_levers
from .mending import NO_FAULTS, Faults, names_in, read_on
from .reading import Document, read_file, shown_path
from .schema import Block, Experiment, Extension, Part, RootFile, Sectioned, Spec
from .spreading import spread
from .triggers import anchored

Model = TypeVar("Model", bound=Spec)
File = TypeVar("File", bound=Sectioned)

FILES_KEPT = 64
_KIND_OF = {
    "doorstroom": "a scenario",
    "part": "a part",
    "block": "a block",
    "experiment": "an experiment",
}


@dataclass(frozen=True)
class Opened(Generic[Model]):
    """A file as read, and what it says; nobody changes either.

    `written` tells of what stands elsewhere in the file than under its own keys, where that is.
    With `faults` both are what is left without them, and nothing but names may be read of it.
    """

    document: Document
    spec: Model
    written: Mapping[Keys, Keys] = field(default_factory=dict)
    faults: Faults = NO_FAULTS


def open_scenario(path: Path) -> Opened[RootFile] | Opened[Extension]:
    """A root, or a scenario that extends another; raises ScenarioError for what is neither."""
    return _scenario(path, *version(path))


def open_root(path: Path) -> Opened[RootFile]:
    """A scenario that is known to extend no other."""
    opened = open_scenario(path)
    assert isinstance(opened.spec, RootFile)
    return Opened(opened.document, opened.spec, opened.written, opened.faults)


def open_block(path: Path) -> Opened[Block]:
    """A block; raises ScenarioError for another file."""
    return _block(path, *version(path))


def open_part(path: Path) -> Opened[Part]:
    """A part of a root; raises ScenarioError for another file."""
    return _part(path, *version(path))


def faults_of_unread(path: Path, error: ScenarioError) -> Faults:
    """What a file leaves behind of which nothing can be used: its problems, and its names."""
    try:
        return Faults(error.problems) | names_in(read_file(path))
    except ScenarioError:
        return Faults(error.problems, unread=True)


def open_experiment(path: Path) -> Opened[Experiment]:
    """An experiment; raises ScenarioError for another file."""
    document = _of_kind(path, "experiment")
    left, spec, faults = _read_on(document, Experiment)
    return Opened(left, spec, faults=faults)


def version(path: Path) -> tuple[str, str]:
    """How the path is shown from here, and the digest of the file; of none when it is not there."""
    try:
        return shown_path(path), hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return shown_path(path), ""


# Scenarios of one experiment share their root and blocks, and reading is most of the work of
# putting a scenario together. A file that has changed since has another digest.


@lru_cache(maxsize=FILES_KEPT)
def _scenario(path: Path, shown: str, digest: str) -> Opened[RootFile] | Opened[Extension]:
    document = _of_kind(path, "doorstroom")
    if "extends" not in document.data:
        return _in_full(document, RootFile)
    left, spec, faults = _read_on(document, Extension)
    return Opened(left, spread(spec), faults=faults)


@lru_cache(maxsize=FILES_KEPT)
def _part(path: Path, shown: str, digest: str) -> Opened[Part]:
    return _in_full(_of_kind(path, "part"), Part)


def _in_full(document: Document, model: type[File]) -> Opened[File]:
    """A root or part with its tables and defaults worked out, then spread."""
    left, spec, faults = _read_on(document, model)
    result = filled(spec, left, faults)
    return Opened(left, spread(result.spec), result.written, result.faults)


@lru_cache(maxsize=FILES_KEPT)
def _block(path: Path, shown: str, digest: str) -> Opened[Block]:
    document = _of_kind(path, "block")
    opened = block_of(with_levers(document, {}))
    return opened if opened.faults.problems else replace(opened, document=document)


def block_of(chosen: Chosen) -> Opened[Block]:
    """The block that a file says with these choices; raises ScenarioError where none is left."""
    try:
        left, spec, faults = _read_on(chosen.document, Block)
    except ScenarioError as error:
        raise ScenarioError((*chosen.faults.problems, *error.problems)) from None
    return Opened(left, spread(spec, chosen.is_choice), faults=chosen.faults | faults)


def _of_kind(path: Path, wanted: str) -> Document:
    document = read_file(path)
    if wanted in document.data:
        return document
    kinds = [kind for kind in _KIND_OF if kind in document.data]
    is_what = f"is {_KIND_OF[kinds[0]]}" if kinds else "says not what it is"
    rule = f"{is_what}, where {_KIND_OF[wanted]} is asked"
    way_out = f"{_KIND_OF[wanted]} begins with `{wanted}: 1`"
    raise ScenarioError(Problem(rule, way_out, place=Place(document.shown, 1)))


def _read_on(document: Document, model: type[Model]) -> tuple[Document, Model, Faults]:
    """What a file says; dates that count from the start of a block are days of the anchor."""
    return read_on(document, lambda left: model.model_validate(anchored(left).data))
