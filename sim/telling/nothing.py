"""Whether a scenario changes anything of what another has in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import Dutch, Place, Problem, ScenarioError
from ..in_force import InForce, PerGroup, PoolInForce, Timeline
from ..in_force.changes import REACTS, Effects, Thing
from ..in_force.lump_sums import FIELD as LUMP_SUM
from ..scenario.schema import Placed, Scenario
from ..scenario.triggers import triggered
from .difference import difference

_WORDS = frozenset({"title", "description", "source", "note", "about"})
"""Keys of what is told and not simulated."""
_NAMED = ("stations", "pools", "arrivals", "needs", "gemeenten", "begin")
_OF_PLACES = (
    "given", "paid", "fte", "clients_per_fte", "efficiency", "per_place_day", "per_fte_year",
    "payer", "closing", "relocate_to", "relocate_order",
)  # fmt: skip
"""What a pool has in force."""
_OF_POOLS = frozenset(
    {"number", "fte", "clients_per_fte", "efficiency", "per_place_day", "per_fte_year", "payer",
     "closing", "relocate_to", "relocate_order"}
)  # fmt: skip
"""The fields of interventions that may change that, also of pools from which staff comes."""
_METHODS = frozenset(
    {"continues", "end_age", "goes_to", "when_full", "over_capacity", "holds_place", "payer",
     "deterred"}
)  # fmt: skip
"""The fields of a station that are asked for by their own name."""
_ZERO = Timeline.constant(0.0)


def told_of_nothing(base: Scenario, scenario: Scenario, place: Place) -> Problem | None:
    """The warning that a scenario changes nothing of its baseline; None where it does."""
    if not changes_nothing(base, scenario):
        return None
    rule = (
        f"{scenario.name} changes nothing of what {base.name} has in force: no number, word or way "
        "is another on any day of the period"
    )
    nl = Dutch(
        f"{scenario.name} verandert niets aan wat in {base.name} geldt: geen getal, woord of weg "
        "is op enige dag van de periode anders",
        "kijk de namen, de datums en de gemeenten na",
    )
    return Problem(rule, "look at its names, dates and gemeenten", place=place, dutch=nl)


def changes_nothing(base: Scenario, scenario: Scenario) -> bool:
    """Whether all that holds in a scenario, on each day and for everybody, holds in another too.

    A value of a file that differs counts as a change, whatever comes of it, and so does a block
    or share that waits for what a run sees.
    """
    if base is scenario:
        return True
    if _differs_as_written(base, scenario) or triggered(base) or triggered(scenario):
        return False
    things = _once([*_touched(scenario, base), *_touched(base, scenario)])
    ours, theirs = InForce(scenario), InForce(base)
    try:
        return all(_is_alike(ours, theirs, thing) for thing in things)
    except ScenarioError:  # what it extends cannot stand by itself, so this mends something of it
        return False


def _differs_as_written(base: Scenario, scenario: Scenario) -> bool:
    for section in _NAMED:
        was, now = getattr(base, section), getattr(scenario, section)
        if (was != now) if isinstance(was, str) else (list(was) != list(now)):
            return True
    result = difference(base, scenario)
    return result.period_differs or any(not _WORDS & set(item.keys) for item in result.values)


def _touched(scenario: Scenario, other: Scenario) -> Iterator[Thing]:
    """What is changed by interventions that the other has not, or not so."""
    theirs = {item.intervention.id: item for item in other.interventions}
    effects = Effects(scenario)
    for placed in scenario.interventions:
        if not _is_same(placed, theirs.get(placed.intervention.id)):
            yield from (effect.thing for effect in effects.things[placed.intervention.id])


def _is_same(placed: Placed, other: Placed | None) -> bool:
    if other is None:
        return False
    return (placed.intervention, placed.layer) == (other.intervention, other.layer)


def _once(things: Iterable[Thing]) -> list[Thing]:
    """One thing for all that is compared as a whole: diverts, places, lump sums."""
    kinds: dict[object, Thing] = {}
    for thing in things:
        kinds.setdefault(_whole_of(thing) or thing, thing)
    return list(kinds.values())


def _whole_of(thing: Thing) -> str:
    if thing.section == "diverts" and thing.field != REACTS:
        return "diverts"
    if thing.field == LUMP_SUM:
        return "lump sums"
    if thing.section == "pools" or thing.field in _OF_POOLS - {"payer"}:
        return "places"
    return ""


def _is_alike(ours: InForce, theirs: InForce, thing: Thing) -> bool:
    if thing.field == REACTS:
        return False
    match _whole_of(thing):
        case "diverts":
            return _diverts(ours) == _diverts(theirs)
        case "lump sums":
            return _lump_sums(ours) == _lump_sums(theirs)
        case "places":
            return _places(ours) == _places(theirs)
    if thing.section == "arrivals":
        return _is_same_inflow(ours, theirs)
    if thing.field == "pool":
        return _memberships(ours, thing.name) == _memberships(theirs, thing.name)
    pairs = zip(_by_group(ours, thing), _by_group(theirs, thing), strict=True)
    is_alike = all(old == new for mine, other in pairs for old, new in mine.beside(other).choices)
    return is_alike and (thing.field != "payer" or _places(ours) == _places(theirs))


def _diverts(in_force: InForce) -> list[tuple[Any, ...]]:
    """The diverts that ever move somebody, in order, with the share of each group."""
    result = []
    for item in in_force.diverts:
        lines = [item.share.of(group) for group in in_force.groups]
        if any(line != _ZERO for line in lines):
            spec = item.spec
            way = (spec.from_, spec.to, spec.via, spec.when, {*spec.applies_to})
            result.append((way, lines, item.reaction is not None))
    return result


def _lump_sums(in_force: InForce) -> dict[tuple[Any, ...], Timeline]:
    period = in_force.scenario.period
    lines = {
        (item.place, item.payer, item.gemeente): item.per_year(period)
        for item in in_force.lump_sums
    }
    return {key: line for key, line in lines.items() if line != _ZERO}


def _places(in_force: InForce) -> list[tuple[Any, ...]]:
    pools = (in_force.pool(pool.base, pool.gemeente) for pool in in_force.pools)
    return [_of_pool(pool) for pool in pools]


def _of_pool(pool: PoolInForce) -> tuple[Any, ...]:
    return tuple(getattr(pool, name) for name in _OF_PLACES)


def _memberships(in_force: InForce, station: str) -> list[Any]:
    gemeenten = in_force.scenario.gemeenten
    lines = (in_force.membership(station, gemeente) for gemeente in gemeenten)
    return [line.mapped(lambda pool: pool.name) for line in lines]


def _is_same_inflow(ours: InForce, theirs: InForce) -> bool:
    if any(old != new for old, new in ours.pgb().beside(theirs.pgb()).choices):
        return False
    pairs = zip(ours.groups, theirs.groups, strict=True)
    return all(ours.rate(mine) == theirs.rate(other) for mine, other in pairs)


def _by_group(in_force: InForce, thing: Thing) -> list[PerGroup[Any]]:
    """What a field of a station has in force, by group of clients."""
    name = thing.name
    match thing.field:
        case "stay":
            return [in_force.stay_factor(name)]
        case "next":
            return [in_force.row(name).mapped(lambda row: row.lines)]
        case "returns":
            return [in_force.returns_share(name)]
        case "together":
            count = len(in_force.scenario.stations[name].together)
            return [in_force.together(name, at) for at in range(count)]
        case "per_day" | "per_start" | "per_waiting_day":
            return [in_force.price(name, thing.field)]
    if thing.field in _METHODS:
        return [getattr(in_force, thing.field)(name)]
    return [in_force.waiting(name, thing.field)]
