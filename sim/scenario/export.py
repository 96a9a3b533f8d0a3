"""The JSON Schema of the files, as people may write them: shorthands included."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from .schema import Block, Experiment, Extension, Root

_ADDRESS = "https://json-schema.org/draft/2020-12/schema"
_MODELS = {
    "scenario": (Root, Extension),
    "block": (Block,),
    "experiment": (Experiment,),
    "any": (Root, Extension, Block, Experiment),
}


def json_schema(kind: str = "any") -> dict[str, Any]:
    """The schema of one kind of file (scenario, block, experiment), or of any of them.

    Which form a file has is told by its first keys, so an editor completes the right one.
    """
    models = _MODELS[kind]
    refs, schema = models_json_schema([(model, "validation") for model in models], by_alias=True)
    branches: Any = [refs[model, "validation"] for model in models]
    whole: dict[str, Any] = {"$schema": _ADDRESS, "title": f"Doorstroom: {kind}"}
    return {**whole, "anyOf": branches, "$defs": schema["$defs"]}
