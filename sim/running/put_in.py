"""A scenario without what it puts in: what it assumes that clients, staff and care will do.

A caseload, the efficiency of a team, how long help takes, who comes, comes back or needs more, how
fast people leave a list or go to another, whom it deters, what staff can be found, who pays: these
are assumptions of a policy and no consequences of it. A gain that is gone when they are as in the
baseline was put in, not found. Whether and how places follow is a policy, and paid for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar, assert_never

from ..scenario.schema import (
    Arrival,
    BlockUse,
    Divert,
    Inflow,
    Intervention,
    Money,
    NextChange,
    Placed,
    PlacesChange,
    Pool,
    Price,
    Scenario,
    Spec,
    Staff,
    Station,
    StayChange,
    WaitingChange,
)
from ..scenario.triggers import triggered
from .sent_to import Ways

_RATES = (
    "drops_out_per_week", "escalates_per_week", "longer_stay_per_week", "norm_weeks", "deterred",
)  # fmt: skip
"""What clients do on a list, or before it, and from how many weeks on that is called long."""
_OF_ARRIVAL = (
    "need", "referrer", "gemeenten", "per_1000_youth", "per_year", "legal_frame", "season",
    "growth_per_year", "pgb",
)  # fmt: skip
"""Who comes and what they need; where they enter and who goes first is a policy."""
_OF_LIST = (*_RATES, "over_capacity")
"""The last: more clients than places is a larger caseload by another name."""
_OF_LISTS = ("choice_spread", "near", "switch_per_week")
"""Which of several lists clients choose, and how often they look for another."""
_OF_STATION = (
    "stay", "returns", "at_18", "together", "group", "form", "helps", "away_from_home",
)  # fmt: skip
"""What help does, and what it is called: a closed place by another name is no fewer closed days."""
_OF_POOL = ("efficiency", "productive_after_days", "payer")
_ROUTE = ("to", "share")

Model = TypeVar("Model", bound=Spec)


def without_put_in(ways: Ways) -> Scenario | None:
    """The scenario with the baseline's values where it puts something in; None where it does not.

    It gets a name that no file has. Routes after help are the baseline's where the scenario lets
    more clients go there: who is sent home from help needs no more of it by assumption.
    """
    scenario, baseline, ending = ways.scenario, ways.baseline, ways.ending_sooner
    changed: dict[str, Any] = {
        "money": _money(scenario, baseline),
        "arrivals": _arrivals(scenario, baseline),
        "begin": baseline.begin,
        "needs": _with_theirs(scenario.needs, baseline.needs, ("age",)),
        "gemeenten": _with_theirs(scenario.gemeenten, baseline.gemeenten, ("youth", "use")),
        "stations": _stations(scenario, baseline, ending),
        "pools": _pools(scenario, baseline),
        "labour": baseline.labour or scenario.labour,
        "interventions": tuple(_interventions(scenario, baseline, ending)),
    }
    changed["blocks"] = (*scenario.blocks, *_triggered_by_theirs(changed["interventions"], ways))
    if all(value == getattr(scenario, name) for name, value in changed.items()):
        return None
    return scenario.model_copy(update={"name": derived_name(scenario.name), **changed})


def put_in_by(spec: Intervention) -> tuple[str, ...]:
    """The effects of a kind of intervention that are put in; what it says of ways is no part."""
    match spec:
        case PlacesChange():
            return ("clients_per_fte", "efficiency")
        case StayChange():
            return ("factor", "at_18")
        case NextChange():
            return ("returns", "together")
        case Inflow():
            return ("factor", "add", "growth_per_year", "pgb")
        case WaitingChange():
            return _OF_LIST
        case Price():
            return ("payer",)
        case Divert():
            return ()
        case _:
            assert_never(spec)


def derived_name(name: str) -> str:
    """The name of a scenario without what it puts in."""
    return f"without:{name}"


def _with_theirs(
    ours: Mapping[str, Model], theirs: Mapping[str, Model], names: tuple[str, ...]
) -> dict[str, Model]:
    """Ours with some fields of theirs of the same name."""
    return {
        name: spec.model_copy(update={field: getattr(theirs[name], field) for field in names})
        if name in theirs
        else spec
        for name, spec in ours.items()
    }


# ------------------------------------------------------------------ sections


def _arrivals(scenario: Scenario, baseline: Scenario) -> dict[str, Arrival]:
    """The baseline's, entering where ours do; a stream that only we have is inflow."""
    result = {}
    for name, theirs in baseline.arrivals.items():
        ours = scenario.arrivals.get(name, theirs)
        if ours.enters in scenario.stations and theirs.need in scenario.needs:
            update = {field: getattr(theirs, field) for field in _OF_ARRIVAL}
            result[name] = ours.model_copy(update=update)
    return result


def _money(scenario: Scenario, baseline: Scenario) -> Money | None:
    """Prices in euros of the year, and budgets, are no result; ours where theirs has no money.

    A ceiling is a policy: who does not start for want of money is no assumption.
    """
    if baseline.money is None or scenario.money is None:
        return baseline.money or scenario.money
    return baseline.money.model_copy(update={"ceilings": scenario.money.ceilings})


def _stations(scenario: Scenario, baseline: Scenario, ending: frozenset[str]) -> dict[str, Station]:
    """Stations with the stays, returns, rates and labels of the baseline's of that name."""
    result = _with_theirs(scenario.stations, baseline.stations, _OF_STATION)
    for name in [name for name in result if name in baseline.stations]:
        ours, theirs = result[name], baseline.stations[name]
        rates = {rate: getattr(theirs.waiting, rate) for rate in _OF_LIST}
        rates["reference_weeks"] = theirs.waiting.reference_weeks or ours.waiting.reference_weeks
        update: dict[str, object] = {
            "waiting": ours.waiting.model_copy(update=rates),
            "staff": _caseload(ours.staff, theirs.staff),
            "cost": ours.cost.model_copy(update={"payer": theirs.cost.payer}),
        }
        if name in ending:
            update["next"] = theirs.next
        result[name] = ours.model_copy(update=update)
    return result


def _pools(scenario: Scenario, baseline: Scenario) -> dict[str, Pool]:
    result = _with_theirs(scenario.pools, baseline.pools, _OF_POOL)
    for name in [name for name in result if name in baseline.pools]:
        ours, theirs = result[name], baseline.pools[name]
        update: dict[str, object] = {"staff": _caseload(ours.staff, theirs.staff)}
        if None not in (ours.fte_per_place, theirs.fte_per_place):
            update["fte_per_place"] = theirs.fte_per_place
        if ours.lists is not None and theirs.lists is not None:
            choices = {field: getattr(theirs.lists, field) for field in _OF_LISTS}
            update["lists"] = ours.lists.model_copy(update=choices)
        result[name] = ours.model_copy(update=update)
    return result


StaffSpec = Staff | dict[str, Staff] | None


def _caseload(ours: StaffSpec, theirs: StaffSpec) -> StaffSpec:
    """Our staff with their clients per FTE."""
    if isinstance(ours, Staff) and isinstance(theirs, Staff):
        return ours.model_copy(update={"clients_per_fte": theirs.clients_per_fte})
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return {
            name: spec.model_copy(update={"clients_per_fte": theirs[name].clients_per_fte})
            if name in theirs
            else spec
            for name, spec in ours.items()
        }
    return ours


# ------------------------------------------------------------------ interventions


def _triggered_by_theirs(interventions: Iterable[Placed], ways: Ways) -> Iterator[BlockUse]:
    """Blocks of the baseline alone that start by what is seen, and still put something in."""
    ours = {use.name for use in ways.scenario.blocks}
    needed = {placed.block for placed in interventions} - ours
    yield from (use for use in triggered(ways.baseline) if use.name in needed)


def _interventions(
    scenario: Scenario, baseline: Scenario, ending: frozenset[str]
) -> Iterator[Placed]:
    """Ours without what they put in, theirs with nothing but that, layer by layer."""
    theirs = {placed.intervention.id: placed for placed in baseline.interventions}
    ours = {placed.intervention.id for placed in scenario.interventions}
    gone = [item for item in baseline.interventions if item.intervention.id not in ours]
    parts = [_with(item, _only(item.intervention, ending)) for item in gone]
    for item in scenario.interventions:
        match = theirs.get(item.intervention.id)
        same_kind = match is not None and type(match.intervention) is type(item.intervention)
        other = match.intervention if match is not None and same_kind else None
        parts.append(_with(item, _mixed(item.intervention, other, ending)))
    yield from sorted(
        (item for item in parts if _does_something(item.intervention)),
        key=lambda item: item.layer,
    )


def _with(placed: Placed, intervention: Intervention) -> Placed:
    return placed.model_copy(update={"intervention": intervention})


def _fields(spec: Intervention, ending: frozenset[str]) -> tuple[str, ...]:
    """The fields of an intervention that put something in."""
    names = put_in_by(spec)
    if isinstance(spec, NextChange) and spec.station in ending:
        return (*names, *_ROUTE)
    return names


def _mixed(ours: Intervention, theirs: Intervention | None, ending: frozenset[str]) -> Intervention:
    """Ours, with their values in the fields that put something in."""
    names = _fields(ours, ending)
    return ours.model_copy(update={name: getattr(theirs, name, None) for name in names})


def _only(spec: Intervention, ending: frozenset[str]) -> Intervention:
    """An intervention with nothing but what it puts in."""
    kept = _fields(spec, ending)
    names = [*spec.effects, *(_ROUTE if isinstance(spec, NextChange) else ())]
    return spec.model_copy(update={name: None for name in names if name not in kept})


def _does_something(spec: Intervention) -> bool:
    return not spec.effects or any(getattr(spec, name) is not None for name in spec.effects)
