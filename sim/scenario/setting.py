"""`set:` — one value of a resolved scenario replaced, reached by its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from .reading import Keys
from .schema import Change, Route, Rows

Model = TypeVar("Model", bound=BaseModel)

MAY_GROW: frozenset[Keys] = frozenset({("labour",), ("money", "ceilings"), ("money", "budgets")})
"""Where a path may also end in a name that is not there yet."""


class UnknownPathError(Exception):
    """A path leads nowhere: what was reached, what is left of it, and what is there."""

    def __init__(self, reached: Keys, rest: Sequence[str], node: Any) -> None:
        self.reached, self.rest, self.node = reached, list(rest), node
        super().__init__(rest[0])


def replaced(node: Model, parts: Sequence[str], value: Any, reached: Keys = ()) -> Model:
    """A copy of a model with the value at `parts` replaced, checked as if it had been written so.

    Raises UnknownPathError, or pydantic's ValidationError when the value does not fit.
    """
    name, rest = _next(node, parts, reached)
    fields = {key: item for key, item in node if key in node.model_fields_set}
    now = getattr(node, name)
    fields[name] = _within(now, rest, value, (*reached, name)) if rest else value
    # What stands was read before, and need not look as it is written (`lag` in days, as a number).
    return type(node).model_validate(fields, context=frozenset(fields) - {name})


def keys_to(node: Any, parts: Sequence[str], reached: Keys = ()) -> Keys:
    """The keys of the full form that a path leads along, which it may leave out in part."""
    if not parts:
        return reached
    if isinstance(node, BaseModel):
        name, rest = _next(node, parts, reached)
        return keys_to(getattr(node, name), rest, (*reached, name))
    if isinstance(node, dict):
        key, used = _key(node, parts, reached)
        return keys_to(node[key], parts[used:], (*reached, str(key)))
    if isinstance(node, tuple):
        index, used = _index(node, parts[0], reached)
        return keys_to(node[index], parts[used:], (*reached, str(index)))
    raise UnknownPathError(reached, parts, node)


def _within(node: Any, parts: Sequence[str], value: Any, reached: Keys) -> Any:
    if isinstance(node, BaseModel):
        return replaced(node, parts, value, reached)
    if isinstance(node, dict):
        if len(parts) == 1 and reached in MAY_GROW and parts[0] not in map(str, node):
            return {**node, parts[0]: value}
        key, used = _key(node, parts, reached)
        rest = parts[used:]
        inner = _within(node[key], rest, value, (*reached, str(key))) if rest else value
        return {**node, key: inner}
    if isinstance(node, tuple):
        index, used = _index(node, parts[0], reached)
        rest = parts[used:]
        inner = _within(node[index], rest, value, reached) if rest else value
        return (*node[:index], inner, *node[index + 1 :])
    raise UnknownPathError(reached, parts, node)


def _next(node: BaseModel, parts: Sequence[str], reached: Keys) -> tuple[str, Sequence[str]]:
    """The field that the path goes through, and what is left of it."""
    names = {field.alias or name: name for name, field in type(node).model_fields.items()}
    if isinstance(node, Rows) and parts[0] in node.needs:
        return "needs", parts
    if isinstance(node, Change) and parts[0] == node.operation:
        return "number", parts[1:]
    if parts[0] in names:
        return names[parts[0]], parts[1:]
    if isinstance(node, Rows) and node.default is not None:
        return "default", parts
    if isinstance(node, Route):
        return "shares", parts
    raise UnknownPathError(reached, parts, node)


def known_in(node: Any) -> Iterator[str]:
    """The names that may follow in a path."""
    if isinstance(node, Mapping):
        yield from map(str, node)
    elif isinstance(node, Rows):
        yield from node.needs
        yield from known_in(node.default)
        yield from ("default", "gemeenten")
    elif isinstance(node, Route):
        yield from node.shares
    elif isinstance(node, BaseModel):
        yield from (field.alias or name for name, field in type(node).model_fields.items())
    elif isinstance(node, list):
        yield from node


def _key(node: Mapping[Any, Any], parts: Sequence[str], reached: Keys) -> tuple[Any, int]:
    """The key that the first parts name together: names may hold dots."""
    for used in range(len(parts), 0, -1):
        spec = ".".join(parts[:used])
        for key in node:
            if str(key) == spec:
                return key, used
    raise UnknownPathError(reached, parts, node)


def _index(node: tuple[Any, ...], part: str, reached: Keys) -> tuple[int, int]:
    """Which one of a list is meant, and how many parts said so: the only one needs no name."""
    names = [str(getattr(item, "station", at)) for at, item in enumerate(node)]
    if part in names:
        return names.index(part), 1
    if len(node) == 1:
        return 0, 0
    raise UnknownPathError(reached, [part], names)
