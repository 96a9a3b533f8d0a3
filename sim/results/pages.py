"""Figures and pages in a results folder: the manifest knows which are ours."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..errors import Place, PlaceRefused, Problem
from .manifest import Manifest
from .manifest_file import digest


def with_pages(manifest: Manifest, made: Mapping[str, bytes]) -> Manifest:
    """The manifest with the digests of figures and pages that were made, by file name."""
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}
    return manifest.model_copy(update={"pages": {**manifest.pages, **digests}})


def refuse_changed_pages(folder: Path, manifest: Manifest, names: Iterable[str]) -> None:
    """Raise PlaceRefused where a page would take the place of what Doorstroom did not write."""
    for name in names:
        path = folder / name
        if path.is_symlink() or path.parent.is_symlink():
            raise _problem(path, "is a link; nothing is written through it", "remove it")
        if not path.exists():
            continue
        if name not in manifest.pages or not path.is_file():
            raise _problem(path, "is not of Doorstroom", "move it out of this folder")
        if digest(path) != manifest.pages[name]:
            raise _problem(path, "has changed since Doorstroom wrote it", "move it or remove it")


def _problem(path: Path, rule: str, way_out: str) -> PlaceRefused:
    return PlaceRefused(str(Problem(rule, way_out, place=Place(str(path)))))
