"""manifest.json: written last in a folder of results, read before anything else in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..errors import InputError, Place, Problem
from .checking import first_problem
from .manifest import Manifest

FORMAT = 3
MANIFEST = "manifest.json"
LARGEST_BYTES = 50_000_000
"""More than any manifest has: what is larger is not read."""
_SEAL = "seal"
_AGAIN = "run it again"


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, with the digest of every table that stands there already."""
    outputs = {path.name: digest(path) for path in sorted(folder.iterdir()) if path.is_file()}
    path = folder / MANIFEST
    path.write_bytes(sealed(manifest.model_copy(update={"outputs": outputs})))


def sealed(manifest: Manifest) -> bytes:
    """A manifest as it stands in its file, closed by the digest of all the rest."""
    spec = manifest.model_dump(mode="json")
    text = json.dumps({**spec, _SEAL: _seal(spec)}, indent=2, ensure_ascii=False)
    return f"{text}\n".encode()


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a folder.

    Raises InputError, with file, key, value, rule and way out, where it is not there, is of another
    version or another program, was changed by hand, or is none of ours.
    """
    path = folder / MANIFEST
    spec = _spec(path)
    _refuse_another_shape(path, spec)
    seal = spec.pop(_SEAL, None)
    try:
        manifest = Manifest.model_validate_json(json.dumps(spec))
    except ValidationError as error:
        raise InputError(str(first_problem(path, error, _AGAIN))) from None
    except RecursionError:
        raise _problem(path, "is nested too deeply") from None
    if seal != _seal(spec):
        rule = "is not as Doorstroom wrote it: its content and its seal disagree"
        raise _problem(path, rule)
    return manifest


def digest(path: Path) -> str:
    """The sha256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def changed_files(folder: Path, known: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with files that should have these digests, each by its name."""
    for name, digest_then in known.items():
        path = folder / name
        if path.is_symlink() or path.parent.is_symlink():
            yield f"{name} is a link; what lies outside the folder is not read"
        elif not path.is_file():
            yield f"{name} is not there"
        elif digest(path) != digest_then:
            yield f"{name} is not as Doorstroom wrote it"


def _seal(spec: dict[str, Any]) -> str:
    """A digest of what a manifest says, however it is laid out."""
    text = json.dumps(spec, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _spec(path: Path) -> dict[str, Any]:
    """What the file says; keys and values are not looked at yet."""
    if path.is_symlink():
        raise _problem(path, "is a link; what lies outside the folder is not read")
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _problem(path, "is larger than any manifest")
        spec = json.loads(path.read_bytes())
    except OSError as error:
        is_gone = isinstance(error, FileNotFoundError | NotADirectoryError)
        why = "is not there" if is_gone else f"cannot be read ({error.strerror})"
        raise _problem(path, why, "name a folder that a run or experiment made") from None
    except (ValueError, RecursionError) as error:
        why = str(error).splitlines()[0]
        raise _problem(path, f"is not JSON ({why})") from None
    if not isinstance(spec, dict):
        raise _problem(path, "is no manifest of results")
    return spec


def _refuse_another_shape(path: Path, spec: dict[str, Any]) -> None:
    number = spec.get("format")
    if type(number) is int and number == FORMAT:
        return
    if "doorstroom" not in spec:
        raise _problem(path, "is a manifest of another program", "name a folder of Doorstroom")
    if "format" not in spec:
        raise _problem(path, "was written by an older Doorstroom")
    if type(number) is int and number > FORMAT:
        way_out = "use the Doorstroom that wrote it, or run it again"
        raise _problem(path, f"must be {FORMAT} for this Doorstroom", way_out, number)
    raise _problem(path, f"must be {FORMAT}", _AGAIN, number)


def _problem(path: Path, rule: str, way_out: str = _AGAIN, *number: object) -> InputError:
    place = Place(str(path))
    if number:
        value = number[0]
        return InputError(str(Problem(rule, way_out, place=place, keys=("format",), value=value)))
    return InputError(str(Problem(rule, way_out, place=place)))
