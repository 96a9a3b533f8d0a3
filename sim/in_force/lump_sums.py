"""Money without a client: what each gemeente pays a year for a station or pool (rule 27)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..scenario.reading import Keys
from ..scenario.schema import Change, Number, Period, Placed, Price, Scenario, Station
from .effects import ZERO, dated, pool_of
from .timelines import DatedChange, Timeline, in_force

_FIELD = "lump_sum_per_year"


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


def lump_sums(scenario: Scenario) -> Iterator[LumpSum]:
    """Every lump sum that a station has or an intervention gives, by place, payer and gemeente.

    A value set or added is that of all gemeenten named together; each gets a part by youth.
    """
    placed = [item for item in scenario.interventions if is_lump_sum(item)]
    for place, payer in _places_and_payers(scenario, placed):
        here = [item for item in placed if _place_and_payer(scenario, item) == (place, payer)]
        for gemeente in scenario.gemeenten:
            number = _own(scenario, place, payer, gemeente)
            concerned = [item for item in here if gemeente in gemeenten_of(scenario, item)]
            if concerned or any(number.values):
                yield LumpSum(
                    place,
                    payer,
                    gemeente,
                    number,
                    tuple(_part_of(scenario, item, gemeente) for item in concerned),
                    tuple(("interventions", item.intervention.id, _FIELD) for item in concerned),
                )


def is_lump_sum(placed: Placed) -> bool:
    """Whether an intervention is about money without a client."""
    return getattr(placed.intervention, _FIELD, None) is not None


def gemeenten_of(scenario: Scenario, placed: Placed) -> tuple[str, ...]:
    """The gemeenten that pay: those named, else all of the region."""
    return (
        _inside(scenario)
        if placed.intervention.gemeenten is None
        else (placed.intervention.gemeenten)
    )


def _inside(scenario: Scenario) -> tuple[str, ...]:
    return tuple(name for name, item in scenario.gemeenten.items() if not item.outside)


def _places_and_payers(scenario: Scenario, placed: list[Placed]) -> list[tuple[Keys, str]]:
    own: list[tuple[Keys, str]] = [
        (("stations", name), station.cost.payer)
        for name, station in scenario.stations.items()
        if any(station.cost.lump_sum_per_year.values)
    ]
    return list(dict.fromkeys([*own, *(_place_and_payer(scenario, item) for item in placed)]))


def _place_and_payer(scenario: Scenario, placed: Placed) -> tuple[Keys, str]:
    """What it is for, and who pays: as said, else the payer in the section of the place."""
    spec = placed.intervention
    assert isinstance(spec, Price)
    keys, place = pool_of(scenario, spec)
    own = place.cost.payer if isinstance(place, Station) else place.payer
    return keys, spec.payer or own


def _own(scenario: Scenario, place: Keys, payer: str, gemeente: str) -> Number:
    """The part of a gemeente in what the station itself says; pools say nothing."""
    section, name = place
    inside = _inside(scenario)
    if section == "pools" or gemeente not in inside:
        return ZERO
    cost = scenario.stations[name].cost
    if cost.payer != payer:
        return ZERO
    return _times(cost.lump_sum_per_year, _share(scenario, inside, gemeente))


def _part_of(scenario: Scenario, placed: Placed, gemeente: str) -> DatedChange:
    """A change as one gemeente meets it: its part of a value, the whole of a factor."""
    change: Change = getattr(placed.intervention, _FIELD)
    if change.operation != "factor":
        share = _share(scenario, gemeenten_of(scenario, placed), gemeente)
        change = change.model_copy(update={"number": _times(change.number, share)})
    return dated(placed, change)


def _times(number: Number, share: float) -> Number:
    if number.path is None:
        return Number(value=number.first * share)
    path = {date: value * share for date, value in number.path.items()}
    return Number(path=path, shape=number.shape)


def _share(scenario: Scenario, gemeenten: tuple[str, ...], gemeente: str) -> float:
    """The part of a gemeente by youth; equal parts where there is no youth at all."""
    youth = {name: scenario.gemeenten[name].youth.first for name in gemeenten}
    total = sum(youth.values())
    return youth[gemeente] / total if total > 0 else 1 / len(youth)
