"""What a fit must know of the region: names of gemeenten, stations and needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..scenario.schema import Scenario


@dataclass(frozen=True)
class Region:
    """Names that a scenario has; `away` are stations where a child sleeps."""

    name: str
    gemeenten: tuple[str, ...]
    stations: tuple[str, ...]
    away: frozenset[str]
    seconds: frozenset[str]
    """Stations that are only met beside another (child protection and probation)."""
    needs: tuple[str, ...]

    def gemeente(self, written: str) -> str | None:
        """The gemeente of a name, whatever its capitals."""
        return self._by_small_letters.get(written.strip().lower())

    @property
    def _by_small_letters(self) -> Mapping[str, str]:
        return {name.lower(): name for name in self.gemeenten}


def region_of(scenario: Scenario) -> Region:
    """The names of a scenario that a registration can tell about; gates are in none."""
    care = {name: spec for name, spec in scenario.stations.items() if spec.group != "gate"}
    return Region(
        name=scenario.name,
        gemeenten=tuple(scenario.gemeenten),
        stations=tuple(care),
        away=frozenset(name for name, spec in care.items() if spec.away_from_home),
        seconds=frozenset(name for name, spec in care.items() if spec.group == "protection"),
        needs=tuple(scenario.needs),
    )
