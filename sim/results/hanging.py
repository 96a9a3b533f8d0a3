"""sensitivity.json beside results: what their numbers and verdicts hang on, in sentences.

It is made by `doorstroom sensitivity`, and belongs to the tables that it names with their digests.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from ..errors import InputError, Place, Problem
from .checking import Checked, Name, first_problem
from .doubts import DOUBTS, DRAWS, HEADLINES_TABLE
from .kept_back import KEPT_BACK
from .manifest import Digest, FileName, Manifest
from .manifest_file import LARGEST_BYTES, changed_files

HANGING = "sensitivity.json"
FORMAT = 1
STANDS_ON = tuple(
    f"{name}.parquet"
    for name in (DRAWS, DOUBTS, HEADLINES_TABLE, KEPT_BACK, "indicators", "comparison")
)
"""The tables that a sensitivity analysis reads."""


class Lines(Checked):
    """The same sentences in both languages."""

    nl: tuple[str, ...]
    en: tuple[str, ...]

    def in_language(self, lang: str) -> tuple[str, ...]:
        """Those of one language."""
        return self.nl if lang == "nl" else self.en


class PartNote(Checked):
    """A doubt that a number hangs on, with the part of its variance and half of its interval."""

    doubt: Name
    nl: str
    en: str
    part: float
    half: float


class NumberNote(Checked):
    """What a number hangs on; `rest` is chance, or of doubts that are not named."""

    look: Literal["ahead", "back"]
    scenario: Name
    indicator: Name
    of: Literal["level", "difference"]
    parts: tuple[PartNote, ...]
    rest: float


class VerdictNote(Checked):
    """How the draws of a verdict lie, and what turns it over.

    `settled`: nearly all draws lie on one side. `named`: the doubts that it hangs on. `turns`: how
    many values were found at which it turns over.
    """

    look: Literal["ahead", "back"]
    scenario: Name
    indicator: Name
    verdict: Name
    settled: bool
    named: tuple[Name, ...]
    turns: int
    lines: Lines


class Hanging(Checked):
    """What a sensitivity analysis found; `of` has the digests of the tables that it read."""

    format: Literal[1] = 1
    doorstroom: Name
    of: dict[FileName, Digest]
    draws: int
    opening: Lines
    verdicts: tuple[VerdictNote, ...]
    worth: Lines
    numbers: tuple[NumberNote, ...]


def stands_on(manifest: Manifest) -> dict[str, str]:
    """The digests of the tables of these results that an analysis reads."""
    return {name: of for name, of in manifest.outputs.items() if name in STANDS_ON}


def as_bytes(found: Hanging) -> bytes:
    """The file."""
    text = json.dumps(found.model_dump(mode="json"), indent=1, ensure_ascii=False)
    return f"{text}\n".encode()


def read_hanging(folder: Path, manifest: Manifest) -> Hanging | None:
    """What was found of these results; None where no analysis was made.

    Raises InputError where the file was changed, is of other results or of another version.
    """
    path = folder / HANGING
    if HANGING not in manifest.pages:
        if path.exists() or path.is_symlink():
            raise _problem(path, "was not made of these results", folder)
        return None
    if changed := list(changed_files(folder, {HANGING: manifest.pages[HANGING]})):
        raise _problem(path, changed[0].removeprefix(f"{HANGING} "), folder)
    found = _read(path, folder)
    if found.of != stands_on(manifest):
        raise _problem(path, "was made of other results", folder)
    return found


def _read(path: Path, folder: Path) -> Hanging:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _problem(path, "is larger than any analysis", folder)
        spec = json.loads(path.read_bytes())
        if not isinstance(spec, Mapping) or spec.get("format") != FORMAT:
            raise _problem(path, "was made by another version of Doorstroom", folder)
        return Hanging.model_validate_json(json.dumps(spec))
    except ValidationError as error:
        raise InputError(str(first_problem(path, error, _again(folder)))) from None
    except (ValueError, RecursionError, OSError):
        raise _problem(path, "cannot be read", folder) from None


def _problem(path: Path, rule: str, folder: Path) -> InputError:
    return InputError(str(Problem(rule, _again(folder), place=Place(str(path)))))


def _again(folder: Path) -> str:
    return f"remove it, or make it again: doorstroom sensitivity {folder}"
