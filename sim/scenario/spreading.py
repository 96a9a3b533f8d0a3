"""`about`: source, spread and group of a section, put on the numbers beneath it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..errors import Keys
from .schema import (
    About,
    Change,
    Changing,
    Domain,
    Number,
    RowAbout,
    fraction,
    reversed_doubt,
    shares_of_one,
)

Model = TypeVar("Model", bound=BaseModel)
Mark = TypeVar("Mark", Domain, Changing)

_ANYTHING = Domain(-float("inf"), float("inf"))


def _nowhere(keys: Keys) -> bool:
    return False


def spread(model: Model, is_choice: Callable[[Keys], bool] = _nowhere) -> Model:
    """The same model, its written numbers with what the nearest `about` says of them.

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
        row = shares_of_one(model)
        updates = {}
        for name, field in type(model).model_fields.items():
            if name not in model.model_fields_set or name == "about":
                continue
            value, here = getattr(model, name), (*keys, field.alias or name)
            if row is not None and name == row.field:
                updates[name] = self._row(value, row.rest, own, domain_of(field), here)
            else:
                updates[name] = self.part(value, own, domain_of(field), here)
        return model.model_copy(update=updates)

    def _row(
        self,
        shares: Mapping[Any, Number],
        rest: str | None,
        about: About | None,
        domain: Domain,
        keys: Keys,
    ) -> dict[Any, Number]:
        """Shares that add up to 1 with what `rest` gets."""
        return {
            name: self.part(share, _in_row(about, str(name), rest), domain, (*keys, str(name)))
            for name, share in shares.items()
        }

    def part(self, spec: Any, about: About | None, domain: Domain, keys: Keys) -> Any:
        """A number, model, mapping or list under what `about` above it says."""
        if isinstance(spec, Number):
            if about is not None and spec.is_plain:
                spec = _known(spec, about)
            if self._is_choice(keys):
                return spec.model_copy(update={"spread": None})
            return _of_group(_ranged(spec, domain), about)
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


def _of_group(number: Number, about: About | None) -> Number:
    """A number with a range is of the group that `about` names, unless it names one itself."""
    if about is None or about.doubt is None or number.doubt is not None or not number.has_range:
        return number
    return number.model_copy(update={"doubt": about.doubt})


def _in_row(about: About | None, name: str, rest: str | None) -> About | None:
    """What is said of one share of a row: a group moves only the one it is `toward`.

    Where that is what the others leave, it moves all of them the other way.
    """
    if about is None or about.doubt is None:
        return about
    toward = about.toward if isinstance(about, RowAbout) else None
    doubt = about.doubt if name == toward else None
    if toward is not None and toward == rest != name:
        doubt = reversed_doubt(about.doubt)
    return about.model_copy(update={"doubt": doubt})


def domain_of(field: FieldInfo) -> Domain:
    """The domain that a field's numbers live in."""
    return next(_marks(field, Domain), _ANYTHING)


def bounds_of(field: FieldInfo, change: Change) -> Domain:
    """The bounds of what a change of a field's number says: a value, factor or addition."""
    changing = next(_marks(field, Changing), None)
    return _ANYTHING if changing is None else changing.bounds_of(change.operation)


def _marks(field: FieldInfo, kind: type[Mark]) -> Iterator[Mark]:
    """What a field, or a form that its value may have, is marked with."""
    return _marks_in(field.metadata, field.annotation, kind)


def _marks_in(metadata: Any, annotation: Any, kind: type[Mark]) -> Iterator[Mark]:
    yield from (mark for mark in metadata if isinstance(mark, kind))
    for part in get_args(annotation):
        yield from _marks_in(getattr(part, "__metadata__", ()), part, kind)
