"""Models with other values in them, made without checking them once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from ..scenario.schema import Number, Spec

Model = TypeVar("Model", bound=Spec)

_KNOWN = {"low": None, "high": None, "spread": None}


def with_values(number: Number, values: Sequence[float]) -> Number:
    """The number with another value, or other values of its path; what is drawn has no range."""
    if number.path is None:
        return copied(number, {"value": values[0], **_KNOWN})
    return copied(number, {"path": dict(zip(number.path, values, strict=True)), **_KNOWN})


def copied(model: Model, updates: Mapping[str, Any]) -> Model:
    """The model with other fields, as `model_copy` gives it.

    A draw copies some thousands of models, and `model_copy` takes ten times as long: it copies
    what pydantic keeps beside the fields, which of frozen models nobody changes.
    """
    copy = object.__new__(type(model))
    object.__setattr__(copy, "__dict__", {**model.__dict__, **updates})
    object.__setattr__(copy, "__pydantic_fields_set__", model.__pydantic_fields_set__)
    object.__setattr__(copy, "__pydantic_extra__", None)
    object.__setattr__(copy, "__pydantic_private__", None)
    return copy
