"""A file of one kind: read, validated and spread, once for as long as its bytes stay the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from ..errors import Keys, Place, Problem, ScenarioError
from .filling import filled
from .levers import Chosen, with_levers
from .reading import Document, read_file, shown_path
from .schema import Block, Experiment, Extension, Part, RootFile, Sectioned, Spec
from .spreading import spread
from .triggers import anchored
from .wording import problem, problems_of

Model = TypeVar("Model", bound=Spec)
File = TypeVar("File", bound=Sectioned)

FILES_KEPT = 64
_KIND_OF = {
    "doorstroom": "a scenario",
    "part": "a part",
    "block": "a block",
    "experiment": "an experiment",
}
_FILL_IN = "write one, or remove the key"


@dataclass(frozen=True)
class Opened(Generic[Model]):
    """A file as read, and what it says; nobody changes either.

    `written` tells of what stands elsewhere in the file than under its own keys, where that is.
    """

    document: Document
    spec: Model
    written: Mapping[Keys, Keys] = field(default_factory=dict)


def open_scenario(path: Path) -> Opened[RootFile] | Opened[Extension]:
    """A root, or a scenario that extends another; raises ScenarioError for what is neither."""
    return _scenario(path, *version(path))


def open_root(path: Path) -> Opened[RootFile]:
    """A scenario that is known to extend no other."""
    opened = open_scenario(path)
    assert isinstance(opened.spec, RootFile)
    return Opened(opened.document, opened.spec, opened.written)


def open_block(path: Path) -> Opened[Block]:
    """A block; raises ScenarioError for another file."""
    return _block(path, *version(path))


def open_part(path: Path) -> Opened[Part]:
    """A part of a root; raises ScenarioError for another file."""
    return _part(path, *version(path))


def open_experiment(path: Path) -> Opened[Experiment]:
    """An experiment; raises ScenarioError for another file."""
    document = _of_kind(path, "experiment")
    return Opened(document, _validated(document, Experiment))


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
    if "extends" in document.data:
        return Opened(document, spread(_validated(document, Extension)))
    return _in_full(document, RootFile)


@lru_cache(maxsize=FILES_KEPT)
def _part(path: Path, shown: str, digest: str) -> Opened[Part]:
    return _in_full(_of_kind(path, "part"), Part)


def _in_full(document: Document, model: type[File]) -> Opened[File]:
    """A root or part with its tables and defaults worked out, then spread."""
    result = filled(_validated(document, model), document)
    return Opened(document, spread(result.spec), result.written)


@lru_cache(maxsize=FILES_KEPT)
def _block(path: Path, shown: str, digest: str) -> Opened[Block]:
    document = _of_kind(path, "block")
    return Opened(document, block_of(with_levers(document, {})))


def block_of(chosen: Chosen) -> Block:
    """The block that a file says with these choices; raises ScenarioError for what it cannot."""
    return spread(_validated(chosen.document, Block), chosen.is_choice)


def _of_kind(path: Path, wanted: str) -> Document:
    document = read_file(path)
    if wanted in document.data:
        return document
    kinds = [kind for kind in _KIND_OF if kind in document.data]
    is_what = f"is {_KIND_OF[kinds[0]]}" if kinds else "says not what it is"
    rule = f"{is_what}, where {_KIND_OF[wanted]} is asked"
    way_out = f"{_KIND_OF[wanted]} begins with `{wanted}: 1`"
    raise ScenarioError(Problem(rule, way_out, place=Place(document.shown, 1)))


def _validated(document: Document, model: type[Model]) -> Model:
    """What a file says; dates that count from the start of a block are days of the anchor."""
    empty = [
        problem(document.place(keys), document.named(keys), None, "a key has a value", _FILL_IN)
        for keys in document.lines
        if keys and document.value(keys) is None
    ]
    if empty:
        raise ScenarioError(empty)
    try:
        return model.model_validate(anchored(document).data)
    except ValidationError as error:
        raise ScenarioError(problems_of(error, document)) from None
