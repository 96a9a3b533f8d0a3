"""Amounts with their units, and the words for what stands before and after a change."""

from __future__ import annotations

from math import isclose, isinf

from ..in_force import UNSAID
from ..scenario.schema import Change, Placed
from .speech import Speaker, is_ramp
from .standing import Span, Standing, standing

SHARES = frozenset(
    "share returns.share together.share at_18.continues drops_out_per_week escalates_per_week "
    "longer_stay_per_week growth_per_year pgb deterred".split()
)
"""What is said in percent."""
ARRIVALS = ("inflow.factor", "inflow.add")
"""What is told by the number of clients that it makes."""


def stands(speaker: Speaker, placed: Placed, key: str, field: str, change: Change) -> str:
    """What stood the day before and what stands once it is done; empty where all is said.

    `key` is that of the phrase for what changes. Of a caseload the places that it makes, too.
    """
    return _number(speaker, placed, key, field, change) + _places(speaker, placed, field, change)


def _places(speaker: Speaker, placed: Placed, field: str, change: Change) -> str:
    """The places before and after, where what staff can do changes."""
    if field not in ("clients_per_fte", "efficiency"):
        return ""
    spec = standing(speaker.in_force, placed, "number", change)
    if spec is None or spec.before is None or spec.before == spec.after:
        return ""
    old = _span(speaker, "places.number", "number", spec.before, with_unit=False)
    new = _span(speaker, "places.number", "number", spec.after, with_unit=False)
    return speaker.say("stands.places", old=old, new=new)


def _number(speaker: Speaker, placed: Placed, key: str, field: str, change: Change) -> str:
    """What stands of the number itself."""
    spec = standing(speaker.in_force, placed, field, change)
    if spec is None or (spec.before is None and _is_said(spec.after, change)):
        return ""
    new = _span(speaker, key, field, spec.after, with_unit=True)
    if spec.before is None:
        return speaker.say("stands.after", new=new) + _rest(speaker, key, spec)
    if _is_said(spec.after, change):
        if _begins_with(spec.before, change):
            return ""
        old = _span(speaker, key, field, spec.before, with_unit=True)
        return speaker.say("stands.before", old=old)
    if spec.before == spec.after:
        return speaker.say("stands.stays", new=new)
    old = _span(speaker, key, field, spec.before, with_unit=False)
    return speaker.say("stands.change", old=old, new=new) + _rest(speaker, key, spec)


def _is_said(after: Span, change: Change) -> bool:
    """Whether the sentence itself ends with what stands in the end."""
    if change.operation != "set" or change.scale != 1 or change.number.present:
        return False
    last = change.number.values[-1]
    return isclose(after.low, last) and isclose(after.high, last)


def _begins_with(before: Span, change: Change) -> bool:
    """Whether the sentence itself begins with what stood before."""
    if change.number.present:
        return False
    first = change.number.first
    return is_ramp(change.number) and isclose(before.low, first) and isclose(before.high, first)


def _rest(speaker: Speaker, key: str, spec: Standing) -> str:
    """On what day, where the sentence does not just say that, and for whom."""
    date = speaker.date(spec.done)
    done = speaker.say("stands.done", date=date) if spec.done != spec.begins else ""
    spans = [span for span in (spec.before, spec.after) if span is not None]
    differs = any(span.low != span.high for span in spans)
    return "".join(
        (
            done,
            speaker.say("stands.inflow") if key in ARRIVALS else "",
            speaker.say("stands.differs") if differs else "",
        )
    )


def _span(speaker: Speaker, key: str, field: str, span: Span, *, with_unit: bool) -> str:
    """One amount or two; what is not said has no unit."""
    low, high = (_amount(speaker, key, field, value) for value in (span.low, span.high))
    value = low if low == high else speaker.say("stands.span", low=low, high=high)
    has_unit = with_unit and span.high != UNSAID
    return _with_unit(speaker, key, span, value) if has_unit else value


def _with_unit(speaker: Speaker, key: str, span: Span, value: str) -> str:
    unit = "unit.inflow" if key in ARRIVALS else f"unit.{key.removesuffix('.paid')}"
    if span.low == span.high == 1 and speaker.has(f"{unit}.one"):
        unit += ".one"
    return speaker.say(unit, value=value) if speaker.has(unit) else value


def _amount(speaker: Speaker, key: str, field: str, value: float) -> str:
    if isinf(value):
        return speaker.say("stands.unlimited")
    if value == UNSAID:
        return speaker.say("stands.unsaid")
    if key.startswith("price."):
        return speaker.euros(value)
    if key in ARRIVALS:
        return speaker.number(round(value, 0 if value >= 20 else 1))
    if key == "places.fte":
        # A team of 0.85 FTE that gains 2.7 is seen to have 3.55.
        return speaker.number(round(value, 2 if abs(value) < 10 else 1))
    return speaker.number(value, is_share=field in SHARES)


__all__ = ["SHARES", "stands"]
