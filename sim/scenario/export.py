"""The JSON Schema of the files, as people may write them: shorthands included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import JsonSchemaValue, models_json_schema

from .schema import Block, Experiment, Extension, Lever, Part, RootFile
from .schema.levers import PLACE

_ADDRESS = "https://json-schema.org/draft/2020-12/schema"
_MODELS = {
    "scenario": (RootFile, Extension),
    "part": (Part,),
    "block": (Block,),
    "experiment": (Experiment,),
    "any": (RootFile, Extension, Part, Block, Experiment),
}
_DEFS = "#/$defs/"
_LEVER: JsonSchemaValue = {"type": "string", "pattern": f"^{PLACE.pattern}$"}
"""The name of a lever, where a block has a number."""


def json_schema(kind: str = "any") -> dict[str, Any]:
    """The schema of one kind of file (scenario, part, block, experiment), or of any of them.

    Which form a file has is told by its first keys, so an editor completes the right one.
    """
    models = _MODELS[kind]
    refs, schema = models_json_schema([(model, "validation") for model in models], by_alias=True)
    known: dict[str, Any] = schema["$defs"]
    branches: Any = [refs[model, "validation"] for model in models]
    if Block in models:
        at = models.index(Block)
        block = branches[at]["$ref"].removeprefix(_DEFS)
        known |= {
            _in_block(name): _with_levers(known[name])
            for name in _beneath(known, block)
            if name != Lever.__name__
        }
        branches[at] = {"$ref": _DEFS + _in_block(block)}
    needed = {name for branch in branches for name in _beneath(known, _name_of(branch))}
    whole: dict[str, Any] = {"$schema": _ADDRESS, "title": f"Doorstroom: {kind}"}
    return {
        **whole,
        "anyOf": branches,
        "$defs": {name: spec for name, spec in known.items() if name in needed},
    }


def _name_of(spec: JsonSchemaValue) -> str:
    return str(spec["$ref"]).removeprefix(_DEFS)


def _in_block(name: str) -> str:
    """What a definition is called in which levers may stand; those of levers themselves do not."""
    return name if name == Lever.__name__ else f"InBlock{name}"


def _beneath(known: dict[str, Any], name: str) -> list[str]:
    """The names of a definition and of all that it refers to."""
    result = {name: None}
    waiting = [name]
    while waiting:
        new = [item for item in _refs_in(known[waiting.pop()]) if item not in result]
        result |= dict.fromkeys(new)
        waiting += new
    return list(result)


def _refs_in(spec: Any) -> Iterator[str]:
    if isinstance(spec, dict):
        if isinstance(spec.get("$ref"), str):
            yield _name_of(spec)
        for part in spec.values():
            yield from _refs_in(part)
    elif isinstance(spec, list):
        for part in spec:
            yield from _refs_in(part)


def _with_levers(spec: Any) -> Any:
    """The same, with the name of a lever wherever a number may stand."""
    if isinstance(spec, list):
        return [_with_levers(part) for part in spec]
    if isinstance(spec, str) and spec.startswith(_DEFS):
        return _DEFS + _in_block(spec.removeprefix(_DEFS))
    if not isinstance(spec, dict):
        return spec
    result = {key: _with_levers(part) for key, part in spec.items()}
    return {"anyOf": [result, _LEVER]} if spec.get("type") == "number" else result
