"""A file of one kind: read, validated and spread, once for as long as its bytes stay the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from ..errors import Place, Problem, ScenarioError
from .levers import Chosen, with_levers
from .reading import Document, read_file, shown_path
from .schema import Block, Experiment, Extension, Root, Spec
from .spreading import spread
from .wording import problem, problems_of

Model = TypeVar("Model", bound=Spec)

FILES_KEPT = 64
_KIND_OF = {"doorstroom": "a scenario", "block": "a block", "experiment": "an experiment"}
_FILL_IN = "write one, or remove the key"


@dataclass(frozen=True)
class Opened(Generic[Model]):
    """A file as read, and what it says; nobody changes either."""

    document: Document
    spec: Model


def open_scenario(path: Path) -> Opened[Root] | Opened[Extension]:
    """A root, or a scenario that extends another; raises ScenarioError for what is neither."""
    return _scenario(path, *_version(path))


def open_block(path: Path) -> Opened[Block]:
    """A block; raises ScenarioError for another file."""
    return _block(path, *_version(path))


def open_experiment(path: Path) -> Opened[Experiment]:
    """An experiment; raises ScenarioError for another file."""
    document = _of_kind(path, "experiment")
    return Opened(document, _validated(document, Experiment))


def _version(path: Path) -> tuple[str, str]:
    """How the path is shown from here, and the digest of the file; of none when it is not there."""
    try:
        return shown_path(path), hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return shown_path(path), ""


# Scenarios of one experiment share their root and blocks, and reading is most of the work of
# putting a scenario together. A file that has changed since has another digest.


@lru_cache(maxsize=FILES_KEPT)
def _scenario(path: Path, shown: str, digest: str) -> Opened[Root] | Opened[Extension]:
    document = _of_kind(path, "doorstroom")
    if "extends" in document.data:
        return Opened(document, spread(_validated(document, Extension)))
    return Opened(document, spread(_validated(document, Root)))


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
    empty = [
        problem(document.place(keys), document.named(keys), None, "a key has a value", _FILL_IN)
        for keys in document.lines
        if keys and document.value(keys) is None
    ]
    if empty:
        raise ScenarioError(empty)
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise ScenarioError(problems_of(error, document)) from None
