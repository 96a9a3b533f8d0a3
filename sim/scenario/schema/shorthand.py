"""JSON Schema for editors of what people may write: the full form beside its shorthands."""

from __future__ import annotations

from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue

_DATE = r"^(\d{4}-\d{2}-\d{2}|\d{1,5} (day|days|week|weeks))$"
"""A date, or so long after the start of a block that starts by what a run sees."""

DATED: JsonSchemaValue = {
    "type": "object",
    "patternProperties": {_DATE: {"type": "number"}},
    "additionalProperties": False,
    "minProperties": 1,
}

DATED_OR_PRESENT: JsonSchemaValue = {
    **DATED,
    "patternProperties": {_DATE: {"anyOf": [{"type": "number"}, {"const": "present"}]}},
}
"""A path of an intervention: `present` is what stands there that day."""


def full_form(core_schema: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
    """The schema of a model itself, to be changed in place."""
    return handler.resolve_ref_schema(handler(core_schema))


def widen(schema: JsonSchemaValue, *others: JsonSchemaValue) -> None:
    """Accept `others` beside what `schema` accepts now."""
    full = {key: value for key, value in schema.items() if key not in ("title", "description")}
    for key in full:
        del schema[key]
    schema["anyOf"] = [*others, full]


class AlsoWritten:
    """An annotation that adds a literal word to what an editor accepts."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def __get_pydantic_json_schema__(
        self, core_schema: Any, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"enum": list(self.words)}, handler(core_schema)]}


class OneAlone:
    """An annotation of a list: one item may stand there without brackets."""

    def __get_pydantic_json_schema__(
        self, core_schema: Any, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        several = handler(core_schema)
        return {"anyOf": [several["items"], several]}
