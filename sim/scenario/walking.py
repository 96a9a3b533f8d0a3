"""Every number of a model, with the keys that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from .reading import Keys
from .schema import Number, Said


def parts_of(said: Any) -> Iterator[tuple[str, Any]]:
    """The parts that a file says of a model, mapping or list, each with its key."""
    if isinstance(said, BaseModel):
        fields = type(said).model_fields
        written = [name for name in fields if name in said.model_fields_set]
        yield from ((fields[name].alias or name, getattr(said, name)) for name in written)
    elif isinstance(said, dict):
        yield from ((str(key), part) for key, part in said.items())
    elif isinstance(said, tuple):
        yield from ((str(at), part) for at, part in enumerate(said))


def models_in(said: Any, keys: Keys = ()) -> Iterator[tuple[Keys, Said]]:
    """Every model beneath, itself included, outermost first."""
    if isinstance(said, Said):
        yield keys, said
    for key, part in parts_of(said):
        yield from models_in(part, (*keys, key))


def numbers_in(said: Any, keys: Keys = ()) -> Iterator[tuple[Keys, Number]]:
    """Every number beneath, in the order of the file."""
    for found, model in models_in(said, keys):
        if isinstance(model, Number):
            yield found, model
