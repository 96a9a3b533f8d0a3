"""Every number of a model, with the keys that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from .reading import Keys
from .schema import Number, Spec


def parts_of(spec: Any) -> Iterator[tuple[str, Any]]:
    """The parts that a file says of a model, mapping or list, each with its key."""
    if isinstance(spec, BaseModel):
        written = spec.model_fields_set
        yield from (
            (key, getattr(spec, name)) for name, key in _keys_of(type(spec)) if name in written
        )
    elif isinstance(spec, dict):
        yield from ((str(key), part) for key, part in spec.items())
    elif isinstance(spec, tuple):
        yield from ((str(at), part) for at, part in enumerate(spec))


@cache
def _keys_of(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model, each with the key that a file writes."""
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())


def models_in(spec: Any, keys: Keys = ()) -> Iterator[tuple[Keys, Spec]]:
    """Every model beneath, itself included, outermost first."""
    left = [(keys, spec)]
    while left:
        place, item = left.pop()
        if isinstance(item, Spec):
            yield place, item
        # Of what lies side by side the first is taken next; single values hold no model.
        beneath = [
            ((*place, key), part)
            for key, part in parts_of(item)
            if isinstance(part, BaseModel | dict | tuple)
        ]
        left += reversed(beneath)


def numbers_in(spec: Any, keys: Keys = ()) -> Iterator[tuple[Keys, Number]]:
    """Every number beneath, in the order of the file."""
    for result, model in models_in(spec, keys):
        if isinstance(model, Number):
            yield result, model
