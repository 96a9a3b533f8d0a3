"""What to write in place of a path, in `set` or `values`, that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from ..errors import Keys, brief, dotted
from .setting import MAY_GROW, UnknownPathError, known_in
from .trail import FULL_FORM
from .wording import suggestion

_DEEPEST = 3


def nowhere(missing: UnknownPathError, value: Any) -> tuple[str, str]:
    """The rule that a path breaks, and the way out."""
    shown = tuple(key for key in missing.reached if key not in FULL_FORM)
    where, part = dotted(shown) or "the scenario", missing.rest[0]
    if missing.node is None:
        rule = f"leads nowhere: {where} is not there yet"
        return rule, f"set all of it, {where}: {_nested(missing.rest, value)}"
    rule = f"leads nowhere: {where} has no {part}"
    if missing.reached in MAY_GROW and len(missing.rest) > 1:
        new = dotted((*shown, part))
        told = suggestion(part, known_in(missing.node))
        whole = _nested(missing.rest[1:], value)
        return rule, f"{told} (a new one is set whole, {new}: {whole})"
    if part.isdecimal() and isinstance(missing.node, dict):
        years = [*map(str, missing.node), part]
        amounts = (brief(value) if year == part else "..." for year in years)
        each = ", ".join(f"{year}: {told}" for year, told in zip(years, amounts, strict=True))
        return rule, f"set all of them, {where}: {{{each}}}"
    deeper = _deeper(missing.node, part)
    if deeper:
        return rule, f"did you mean {dotted((*shown, *deeper))}?"
    return rule, suggestion(part, known_in(missing.node))


def _nested(keys: list[str], value: Any) -> str:
    """Keys and a value as they stand in braces; dots are what else must stand there."""
    told = "..." if isinstance(value, dict | list) else brief(value)
    for key in reversed(keys):
        told = f"{{{key}: {told}, ...}}"
    return told


def _deeper(node: Any, part: str) -> Keys:
    """The keys that lead to a field of this name beneath, where one alone does."""
    ways = [keys for keys in _fields(node, _DEEPEST) if keys[-1] == part]
    shortest = [keys for keys in ways if len(keys) == min(map(len, ways))]
    return shortest[0] if len(shortest) == 1 else ()


def _fields(node: Any, depth: int) -> Iterator[Keys]:
    if not isinstance(node, BaseModel) or depth == 0:
        return
    for name, field in type(node).model_fields.items():
        key = field.alias or name
        yield (key,)
        for beneath in _fields(getattr(node, name), depth - 1):
            yield beneath if key in FULL_FORM else (key, *beneath)
