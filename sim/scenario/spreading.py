"""`about`: the source and spread of a section, put on every plain number beneath it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..errors import Keys
from .schema import About, Domain, Number, fraction

Model = TypeVar("Model", bound=BaseModel)

_ANYTHING = Domain(-float("inf"), float("inf"))


def _nowhere(keys: Keys) -> bool:
    return False


def spread(model: Model, is_choice: Callable[[Keys], bool] = _nowhere) -> Model:
    """The same model, its written plain numbers with what the nearest `about` says of them.

    A number that somebody chose (`is_choice`) gets no spread: a choice is no doubt.
    """
    return _Spreading(is_choice).of(model, None, ())


class _Spreading:
    """Goes through a model with the keys that lead to each number."""

    def __init__(self, is_choice: Callable[[Keys], bool]) -> None:
        self._is_choice = is_choice

    def of(self, model: Model, about: About | None, keys: Keys) -> Model:
        """A model under what `about` above it says."""
        own = getattr(model, "about", None) or about
        updates = {
            name: self.part(
                getattr(model, name), own, domain_of(field), (*keys, field.alias or name)
            )
            for name, field in type(model).model_fields.items()
            if name in model.model_fields_set and name != "about"
        }
        return model.model_copy(update=updates)

    def part(self, spec: Any, about: About | None, domain: Domain, keys: Keys) -> Any:
        """A number, model, mapping or list under what `about` above it says."""
        if isinstance(spec, Number):
            if about is not None and spec.is_plain:
                spec = _known(spec, about)
            if self._is_choice(keys):
                return spec.model_copy(update={"spread": None})
            return _ranged(spec, domain)
        if isinstance(spec, BaseModel):
            return self.of(spec, about, keys)
        if isinstance(spec, dict):
            return {
                key: self.part(value, about, domain, (*keys, str(key)))
                for key, value in spec.items()
            }
        if isinstance(spec, tuple):
            return tuple(
                self.part(value, about, domain, (*keys, str(at))) for at, value in enumerate(spec)
            )
        return spec


def spread_at(node: Any, keys: Keys, about: About | None, domain: Domain = _ANYTHING) -> Any:
    """The same model, with what stands at the keys spread as if it were a file of its own."""
    if not keys:
        return _Spreading(_nowhere).part(node, about, domain, ())
    key, rest = keys[0], keys[1:]
    if isinstance(node, BaseModel):
        field = type(node).model_fields[key]
        inner = spread_at(getattr(node, key), rest, about, domain_of(field))
        return node.model_copy(update={key: inner})
    if isinstance(node, dict):
        same = next(item for item in node if str(item) == key)
        return {**node, same: spread_at(node[same], rest, about, domain)}
    at = int(key)
    return (*node[:at], spread_at(node[at], rest, about, domain), *node[at + 1 :])


def _known(number: Number, about: About) -> Number:
    known = {key: getattr(about, key) for key in ("source", "status", "spread")}
    note = number.note if number.note is not None else about.note
    return number.model_copy(update={**known, "note": note})


def _ranged(number: Number, domain: Domain) -> Number:
    """A value with its spread as low and high; a path keeps the spread itself."""
    if number.spread is None or number.value is None:
        return number
    width = abs(number.value) * fraction(number.spread)
    low = max(number.value - width, min(domain.low, number.value))
    high = min(number.value + width, max(domain.high, number.value))
    return number.model_copy(update={"spread": None, "low": low, "high": high})


def domain_of(field: FieldInfo) -> Domain:
    """The domain that a field's numbers live in."""
    return next(_domains(field.metadata, field.annotation), _ANYTHING)


def _domains(metadata: Any, annotation: Any) -> Iterator[Domain]:
    yield from (mark for mark in metadata if isinstance(mark, Domain))
    for part in get_args(annotation):
        yield from _domains(getattr(part, "__metadata__", ()), part)
