"""Money without a client: what each gemeente pays a year for a station or pool (rule 27)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..scenario.reading import Keys
from ..scenario.schema import Number, Period, Placed, Price, Scenario, Station
from .changes import Effect, Effects, place_of
from .timelines import DatedChange, Timeline, in_force

FIELD = "lump_sum_per_year"
_NOTHING = Number(value=0.0)


@dataclass(frozen=True)
class LumpSum:
    """One gemeente's lump sum for one station or pool (`place`) and payer."""

    place: Keys
    payer: str
    gemeente: str
    number: Number
    changes: tuple[DatedChange, ...]
    spec: tuple[Keys, ...]
    """Where each change stands."""

    def per_year(self, period: Period) -> Timeline:
        """Euros of the price level a year, on each day; raises ScenarioError as `in_force` does."""
        return in_force(self.number, self.changes, period)


def is_lump_sum(placed: Placed) -> bool:
    """Whether an intervention is about money without a client."""
    return getattr(placed.intervention, FIELD, None) is not None


class LumpSums:
    """Every lump sum that a station has or an intervention gives, by place, payer and gemeente.

    A value set or added is that of all gemeenten named together; each gets a part by youth.
    """

    def __init__(self, scenario: Scenario, effects: Effects) -> None:
        self._scenario = scenario
        inside = [name for name, item in scenario.gemeenten.items() if not item.outside]
        self._inside = tuple(inside)
        self._effects: dict[tuple[Keys, str], list[Effect]] = {}
        for name, station in scenario.stations.items():
            if any(station.cost.lump_sum_per_year.values):
                self._effects[("stations", name), station.cost.payer] = []
        for placed in scenario.interventions:
            for effect in effects.things[placed.intervention.id]:
                if effect.thing.field == FIELD:
                    self._effects.setdefault(self._place_and_payer(effect), []).append(effect)

    def __iter__(self) -> Iterator[LumpSum]:
        for (place, payer), effects in self._effects.items():
            for gemeente in self._scenario.gemeenten:
                number = self._own(place, payer, gemeente)
                here = [item for item in effects if gemeente in self._gemeenten_of(item)]
                if here or any(number.values):
                    changes = tuple(self._part_of(effect, gemeente) for effect in here)
                    spec = tuple(effect.keys for effect in here)
                    yield LumpSum(place, payer, gemeente, number, changes, spec)

    def _place_and_payer(self, effect: Effect) -> tuple[Keys, str]:
        """What it is for, and who pays: as said, else the payer in the section of the place."""
        spec = effect.placed.intervention
        assert isinstance(spec, Price)
        section, name = place_of(spec)
        place = getattr(self._scenario, section)[name]
        own = place.cost.payer if isinstance(place, Station) else place.payer
        return (section, name), spec.payer or own

    def _gemeenten_of(self, effect: Effect) -> tuple[str, ...]:
        """The gemeenten that pay: those named, else all of the region."""
        named = effect.placed.intervention.gemeenten
        return self._inside if named is None else named

    def _own(self, place: Keys, payer: str, gemeente: str) -> Number:
        """The part of a gemeente in what the station itself says; pools say nothing."""
        section, name = place
        if section == "pools" or gemeente not in self._inside:
            return _NOTHING
        cost = self._scenario.stations[name].cost
        if cost.payer != payer:
            return _NOTHING
        return _times(cost.lump_sum_per_year, self._share(self._inside, gemeente))

    def _part_of(self, effect: Effect, gemeente: str) -> DatedChange:
        """A change as one gemeente meets it: its part of a value, the whole of a factor."""
        dated = effect.dated
        if dated.change.operation == "factor":
            return dated
        share = self._share(self._gemeenten_of(effect), gemeente)
        number = _times(dated.change.number, share)
        return replace(dated, change=dated.change.model_copy(update={"number": number}))

    def _share(self, gemeenten: tuple[str, ...], gemeente: str) -> float:
        """The part of a gemeente by youth; equal parts where there is no youth at all."""
        youth = {name: self._scenario.gemeenten[name].youth.first for name in gemeenten}
        total = sum(youth.values())
        return youth[gemeente] / total if total > 0 else 1 / len(youth)


def _times(number: Number, share: float) -> Number:
    """So much of a number; what stands on a date (`present`) is each gemeente's own."""
    if number.value is not None:
        return Number(value=number.value * share)
    path = {date: value * share for date, value in (number.path or {}).items()}
    return Number(path=path or None, present=number.present, shape=number.shape)
