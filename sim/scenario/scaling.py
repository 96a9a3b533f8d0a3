"""So much of what an intervention changes: half of an addition, of a factor, of the way to a value.

`scale` s: an addition goes s times, a factor f becomes 1 + s (f - 1); a value goes from what stands
to stands + s (value - stands), which is known when it is in force (`Change.scale`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .schema import ByWeeks, Change, Divert, Intervention, NextChange, Number, Price, Spec
from .schema.base import fraction

_MANNER = frozenset({"closing", "relocate_to", "relocate_order"})
"""How places go, which is said beside how many."""


def words_of(spec: Intervention) -> Iterator[tuple[str, Any]]:
    """What an intervention changes that is no number, by the keys that lead to it.

    A route that follows a wait is none of which so much could be said: what stands may differ.
    """
    if isinstance(spec, NextChange) and isinstance(spec.share, ByWeeks):
        yield "share", "by_weeks"
    for name in spec.effects:
        value = getattr(spec, name)
        if value is None or _is_beside_a_number(spec, name):
            continue
        if isinstance(value, Spec) and not isinstance(value, Change):
            yield from (
                (f"{name}.{key}", part)
                for key, part in value
                if part is not None and not isinstance(part, Change) and key != "station"
            )
        elif not isinstance(value, Change | dict) and name != "to":
            yield name, value


def _is_beside_a_number(spec: Intervention, name: str) -> bool:
    """Whether a word only says how, or by whom, a number beside it is meant."""
    if name in _MANNER:
        return any(name in spec.changes for name in ("number", "fte"))
    return name == "payer" and isinstance(spec, Price) and spec.lump_sum_per_year is not None


def scaled(spec: Intervention, scale: float) -> Intervention:
    """The same intervention, changing `scale` times as much."""
    result: Intervention = _scaled(spec, scale, stands_at_0=isinstance(spec, Divert))
    return result


def _scaled(spec: Any, scale: float, *, stands_at_0: bool) -> Any:
    updates: dict[str, Any] = {}
    for name, value in spec:
        if isinstance(value, Change):
            updates[name] = _of_change(value, scale, stands_at_0=stands_at_0)
        elif isinstance(value, ByWeeks):
            less = {
                weeks: _mapped(share, lambda each: scale * each)
                for weeks, share in value.by_weeks.items()
            }
            updates[name] = value.model_copy(update={"by_weeks": less})
        elif isinstance(value, Spec) and name in spec.effects:
            updates[name] = _scaled(value, scale, stands_at_0=stands_at_0)
    return spec.model_copy(update=updates)


def _of_change(change: Change, scale: float, *, stands_at_0: bool) -> Change:
    match change.operation:
        case "set" if not stands_at_0:
            return change.model_copy(update={"scale": change.scale * scale})
        case "factor":
            number = _mapped(change.number, lambda factor: 1 + scale * (factor - 1))
            return change.model_copy(update={"number": _narrowed(number, scale)})
        case _:
            number = _mapped(change.number, lambda value: scale * value)
            return change.model_copy(update={"number": number})


def _mapped(number: Number, function: Callable[[float], float]) -> Number:
    """Every value and bound of a number put through `function`."""
    updates: dict[str, Any] = {
        name: function(value)
        for name in ("value", "low", "high")
        if (value := getattr(number, name)) is not None
    }
    if number.path is not None:
        updates["path"] = {date: function(value) for date, value in number.path.items()}
    return number.model_copy(update=updates)


def _narrowed(number: Number, scale: float) -> Number:
    """The spread of a path of factors is that of what it changes, which is near 1."""
    if number.spread is None:
        return number
    percent = min(100 * fraction(number.spread) * scale, 99.0)
    return number.model_copy(update={"spread": f"{percent:.6g}%" if percent > 0 else None})
