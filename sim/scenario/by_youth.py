"""Places and FTE that are said per 1,000 youth, counted out once the youth is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from .schema import Gemeente, Number, PerYouth, Pool, Staff, Station
from .sections import Sections

Holder = TypeVar("Holder", Pool, Station)
Part = TypeVar("Part")

_DIGITS = 6
"""Of FTE: more than anybody counts, and no more than that."""


def counted_out(sections: Sections) -> Sections:
    """The sections with every number per 1,000 youth as one of places or FTE."""
    youth = {name: item.youth.first for name, item in sections.gemeenten.items()}
    region = sum(youth[name] for name in _within(sections.gemeenten))
    pools = {name: _counted(item, youth, region) for name, item in sections.pools.items()}
    stations = {name: _counted(item, youth, region) for name, item in sections.stations.items()}
    return sections.model_copy(update={"pools": pools, "stations": stations})


def _within(gemeenten: Mapping[str, Gemeente]) -> list[str]:
    return [name for name, item in gemeenten.items() if not item.outside]


def _counted(holder: Holder, youth: Mapping[str, float], region: float) -> Holder:
    """A pool or station; one value of a pool of each gemeente is of each by its own youth."""
    updates: dict[str, Any] = {}
    if _is_per_youth(holder.places):
        updates["places"] = _by_scope(holder, holder.places, youth, region, _places)
    if _is_per_youth(holder.staff):
        updates["staff"] = _by_scope(holder, holder.staff, youth, region, _staff)
    return holder.model_copy(update=updates) if updates else holder


def _is_per_youth(spec: Any) -> bool:
    each = spec.values() if isinstance(spec, dict) else [spec]
    return any(isinstance(item.fte if isinstance(item, Staff) else item, PerYouth) for item in each)


def _by_scope(
    holder: Pool | Station,
    spec: Any,
    youth: Mapping[str, float],
    region: float,
    count: Callable[[Any, float], Any],
) -> Any:
    if holder.scope == "all":
        return count(spec, region)
    by_gemeente = spec if isinstance(spec, dict) else {"default": spec}
    return {
        name: count(by_gemeente.get(name, by_gemeente.get("default")), youth[name])
        for name in youth
        if name in by_gemeente or "default" in by_gemeente
    }


def _places(spec: Number | None, youth: float) -> Number | None:
    return _times(spec, youth / 1000, 0) if isinstance(spec, PerYouth) else spec


def _staff(spec: Staff, youth: float) -> Staff:
    if not isinstance(spec.fte, PerYouth):
        return spec
    return spec.model_copy(update={"fte": _times(spec.fte, youth / 1000, _DIGITS)})


def _times(spec: Number, factor: float, digits: int) -> Number:
    fields = {name: getattr(spec, name) for name in spec.model_fields_set}
    for name in ("value", "low", "high"):
        if fields.get(name) is not None:
            fields[name] = round(fields[name] * factor, digits)
    if spec.path is not None:
        fields["path"] = {date: round(value * factor, digits) for date, value in spec.path.items()}
    return Number(**fields)
