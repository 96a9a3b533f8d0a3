"""Every number of a model, with the keys that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from .reading import Keys
from .schema import Number, Spec


def parts_of(spec: Any) -> Iterator[tuple[str, Any]]:
    """The parts that a file says of a model, mapping or list, each with its key."""
    if isinstance(spec, BaseModel):
        fields = type(spec).model_fields
        written = [name for name in fields if name in spec.model_fields_set]
        yield from ((fields[name].alias or name, getattr(spec, name)) for name in written)
    elif isinstance(spec, dict):
        yield from ((str(key), part) for key, part in spec.items())
    elif isinstance(spec, tuple):
        yield from ((str(at), part) for at, part in enumerate(spec))


def models_in(spec: Any, keys: Keys = ()) -> Iterator[tuple[Keys, Spec]]:
    """Every model beneath, itself included, outermost first."""
    if isinstance(spec, Spec):
        yield keys, spec
    for key, part in parts_of(spec):
        yield from models_in(part, (*keys, key))


def numbers_in(spec: Any, keys: Keys = ()) -> Iterator[tuple[Keys, Number]]:
    """Every number beneath, in the order of the file."""
    for result, model in models_in(spec, keys):
        if isinstance(model, Number):
            yield result, model
