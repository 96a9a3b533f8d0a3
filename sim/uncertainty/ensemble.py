"""Ensembles: draws of a region that agree with what is known, in a file beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Set
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ..errors import InputError, Place, Problem
from ..scenario.paths import shown_path
from ..scenario.schema import Root, Scenario, Spec

SUFFIX = ".ensemble.json"
LARGEST_BYTES = 50_000_000
_WORDS = frozenset({"title", "description", "source", "note", "counts", "about", "status"})
"""Fields that tell and do not count; what an `about` spreads stands in its numbers too."""
_OF_FILES = frozenset({"sources", "files", "warnings", "place", "from_document"})
"""Fields that tell where something was read."""
_APART = frozenset({"doorstroom", "title", "parts", "sources", "doubts", "period"})


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Member(_Read):
    """A draw: its number, which is also that of its run, and what each group has in it."""

    number: int = Field(ge=1, le=10**9)
    z: tuple[float, ...]


class Ensemble(_Read):
    """Draws of equal weight, and what they were made of.

    `digests` are those of the sections of the scenario, words left out; `runs` and `effective` say
    from how many runs the draws were taken, and how many of equal weight those are worth.
    """

    ensemble: Literal[1] = 1
    doorstroom: str
    scenario: str
    digests: dict[str, str]
    seed: int = Field(ge=0, lt=2**63)
    scale: float = Field(gt=0)
    runs: int = Field(ge=1)
    effective: float = Field(gt=0)
    groups: tuple[str, ...]
    draws: tuple[Member, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits_together(self) -> Ensemble:
        numbers = [member.number for member in self.draws]
        if len(set(numbers)) < len(numbers):
            raise ValueError("no two draws may have one number")
        if any(len(member.z) != len(self.groups) for member in self.draws):
            raise ValueError("each draw must have a number for each group")
        return self

    def member(self, at: int) -> Mapping[str, float]:
        """What each group has in one of the draws, by its place."""
        return dict(zip(self.groups, self.draws[at].z, strict=True))


def digests_of(root: Root) -> dict[str, str]:
    """A digest of each section of a root that counts for its past, without its words."""
    sections = {
        name: _plain(getattr(root, name)) for name in Root.model_fields if name not in _APART
    }
    sections["doubts"] = list(root.doubts)
    sections["period"] = [str(root.period.start), str(root.period.report_from)]
    return {name: _digest(section) for name, section in sections.items()}


def digest_of_numbers(scenario: Scenario) -> str:
    """A digest of all that counts in a resolved scenario, ranges too, without its words."""
    words = _WORDS - {"about"} | _OF_FILES
    return _digest(_plain(scenario, words))


def differences(ensemble: Ensemble, name: str, root: Root) -> Iterator[str]:
    """What is not as it was when the ensemble was made, in words."""
    if ensemble.scenario != name:
        yield f"it is of {ensemble.scenario}, not of {name}"
        return
    now = digests_of(root)
    sections = [part for part in (*now, *ensemble.digests) if _differs(part, now, ensemble.digests)]
    if sections:
        yield f"not as they were: {', '.join(dict.fromkeys(sections))}"
    if ensemble.doorstroom != version("doorstroom"):
        yield f"made by Doorstroom {ensemble.doorstroom}, this is {version('doorstroom')}"


def written(ensemble: Ensemble) -> str:
    """The ensemble as it stands in its file: a draw a line."""
    spec = ensemble.model_dump(mode="json")
    draws = ",\n    ".join(json.dumps(draw) for draw in spec.pop("draws"))
    head = json.dumps(spec, indent=2, ensure_ascii=False).removesuffix("\n}")
    return f'{head},\n  "draws": [\n    {draws}\n  ]\n}}\n'


def read_ensemble(path: Path) -> Ensemble:
    """The ensemble of a file; raises InputError with file, key, rule and way out."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _wrong(path, "is larger than any ensemble")
        return Ensemble.model_validate_json(path.read_bytes())
    except OSError as error:
        raise _wrong(path, f"cannot be read ({error.strerror})") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        keys = tuple(str(part) for part in first["loc"])
        rule = str(first["msg"]).replace("Input should", "must", 1).removeprefix("Value error, ")
        raise _wrong(path, f"is no ensemble that can be used: {rule}", keys) from None


def is_ensemble(path: Path) -> bool:
    """Whether a file is an ensemble that this program wrote, of whatever version."""
    try:
        spec = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(spec, dict) and {"ensemble", "doorstroom", "draws"} <= spec.keys()


def _wrong(path: Path, rule: str, keys: tuple[str, ...] = ()) -> InputError:
    way_out = "make it with doorstroom calibrate"
    return InputError(str(Problem(rule, way_out, place=Place(shown_path(path)), keys=keys)))


def _differs(part: str, now: Mapping[str, str], then: Mapping[str, str]) -> bool:
    return now.get(part) != then.get(part)


def _digest(section: Any) -> str:
    text = json.dumps(section, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(spec: Any, words: Set[str] = _WORDS) -> Any:
    """What counts of a part of a scenario, in lists and texts, in its order."""
    match spec:
        case Spec():
            fields = [name for name in type(spec).model_fields if name not in words]
            return [[name, _plain(getattr(spec, name), words)] for name in fields]
        case dict():
            return [[str(key), _plain(item, words)] for key, item in spec.items()]
        case tuple() | list():
            return [_plain(item, words) for item in spec]
        case None | bool() | int() | float() | str():
            return spec
        case _:
            return str(spec)
