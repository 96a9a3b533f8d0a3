"""The names and titles of all scenarios of a plan, as a page needs them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from ..in_force.staffing import counts_staff
from ..results.manifest import GemeenteNote, NeedNote, PoolNote, SourceNote, StationNote
from ..scenario.schema import PlacesChange, Pool, Station, Text

if TYPE_CHECKING:
    from .plan import Plan

T = TypeVar("T")


def both_languages(text: Text | None) -> Text | None:
    """The text in both languages, of which a file may give one."""
    return Text(nl=text.in_language("nl"), en=text.in_language("en")) if text else None


class Names:
    """Stations, pools, gemeenten, needs and sources of all scenarios, in order of appearance."""

    def __init__(self, plan: Plan) -> None:
        self._scenarios = tuple(plan.scenarios.values())

    def stations(self) -> dict[str, StationNote]:
        first = _first(pair for item in self._scenarios for pair in item.stations.items())
        using = {name: [s.name for s in self._scenarios if name in s.stations] for name in first}
        return {name: _station(name, item, using[name]) for name, item in first.items()}

    def pools(self) -> dict[str, PoolNote]:
        using: dict[str, list[str]] = {}
        first: dict[str, Pool | Station] = {}
        for scenario in self._scenarios:
            for name, station in scenario.stations.items():
                pool = station.pool or name
                first.setdefault(pool, scenario.pools.get(pool, station))
                using.setdefault(pool, []).append(name)
            for name, spec in scenario.pools.items():  # also those that only some move to
                first.setdefault(name, spec)
                using.setdefault(name, [])
            for placed in scenario.interventions:
                change = placed.intervention
                if isinstance(change, PlacesChange) and change.moves_to_pool and change.station:
                    using[change.moves_to_pool].append(change.station)
        return {pool: _pool(spec, using[pool]) for pool, spec in first.items()}

    def gemeenten(self) -> dict[str, GemeenteNote]:
        first = _first(pair for item in self._scenarios for pair in item.gemeenten.items())
        return {
            name: GemeenteNote(outside=item.outside, youth=item.youth.first)
            for name, item in first.items()
        }

    def needs(self) -> dict[str, NeedNote]:
        first = _first(pair for item in self._scenarios for pair in item.needs.items())
        return {name: NeedNote(title=both_languages(need.title)) for name, need in first.items()}

    def sources(self) -> dict[str, SourceNote]:
        first = _first(pair for item in self._scenarios for pair in item.sources.items())
        return {
            name: SourceNote(title=source.title, year=source.year, address=source.address)
            for name, source in first.items()
        }


def _first(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """Of every name what stands there first."""
    result: dict[str, T] = {}
    for name, item in pairs:
        result.setdefault(name, item)
    return result


def _station(name: str, station: Station, scenarios: Sequence[str]) -> StationNote:
    norm = station.waiting.norm_weeks
    return StationNote(
        title=both_languages(station.title),
        group=station.group,
        form=station.form,
        away_from_home=station.away_from_home,
        norm_weeks=norm.first if norm else None,
        evidence=station.waiting.evidence,
        pool=station.pool or name,
        payer=station.cost.payer,
        scenarios=tuple(scenarios),
    )


def _pool(spec: Pool | Station, stations: Sequence[str]) -> PoolNote:
    return PoolNote(
        profile=getattr(spec, "profile", None),
        staff=counts_staff(spec),
        limited=spec.staff is not None or spec.places is not None,
        stations=tuple(dict.fromkeys(stations)),
    )
