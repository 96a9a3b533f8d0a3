"""What a fit must know of the region: names of gemeenten, stations and needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..scenario.schema import Part, Scenario


@dataclass(frozen=True)
class Region:
    """Names that a scenario or a part of one has; where it names no gemeenten, any may be."""

    gemeenten: tuple[str, ...]
    stations: tuple[str, ...]
    """Those that give care or protection: a registration tells of no gate."""
    away: frozenset[str]
    """Stations where a child sleeps."""
    seconds: frozenset[str]
    """Stations that are only met beside another (child protection and probation)."""
    needs: tuple[str, ...]
    awake: tuple[str, ...]
    """All stations, gates too, that count whether anything reaches them or not."""

    def gemeente(self, written: str) -> str | None:
        """The gemeente of a name, whatever its capitals."""
        return self._by_small_letters.get(written.strip().lower())

    @property
    def _by_small_letters(self) -> Mapping[str, str]:
        return {name.lower(): name for name in self.gemeenten}


def region_of(spec: Scenario | Part) -> Region:
    """The names that a registration can tell about."""
    care = {name: station for name, station in spec.stations.items() if station.group != "gate"}
    return Region(
        gemeenten=tuple(spec.gemeenten),
        stations=tuple(care),
        away=frozenset(name for name, station in care.items() if station.away_from_home),
        seconds=frozenset(name for name, item in care.items() if item.group == "protection"),
        needs=tuple(spec.needs),
        awake=tuple(name for name, station in spec.stations.items() if not station.sleeps),
    )
