"""Blocks that start by what a run sees (rule 30): that they can, and do not start each other."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Dutch
from ..scenario.schema import (
    BlockUse,
    Inflow,
    Intervention,
    PlacesChange,
    Price,
    Scenario,
    StayChange,
)
from ..scenario.triggers import triggered
from .findings import Findings
from .reach import loop_in


def check_triggers(findings: Findings) -> None:
    """Refuse blocks that could start each other in a ring, or change what was before they start."""
    scenario = findings.scenario
    for use in triggered(scenario):
        keys = ("blocks", use.name, "starts_when")
        if use.begins is None:
            end = scenario.period.end
            nl = Dutch(f"kan nooit beginnen: de periode eindigt op {end}")
            findings.warn(keys, {}, f"can never start: the period ends on {end}", nl=nl)
        for spec in use.block.interventions:
            for field, way_out in _known_before(findings, spec):
                _refuse(findings, use, (spec.id, *field), way_out)
    ring = _ring(scenario)
    if ring:
        rule = f"these blocks could start each other: {' -> '.join(ring)}"
        way_out = "let one of them start on a date, or by another list"
        findings.error(("blocks", ring[0], "starts_when"), {}, rule, way_out)


def check_lists_of_triggers(findings: Findings) -> None:
    """Refuse blocks by which a pool that opens later might have more lists from the start."""
    for use in triggered(findings.scenario):
        for spec in use.block.interventions:
            for pool in _opening_later(findings, spec) if isinstance(spec, PlacesChange) else ():
                way_out = f"give {pool} places on the first day: by the most that it ever has"
                more = "it is known from the start how many lists it has"
                _refuse(findings, use, (spec.id,), f"{way_out} {more}")


def _refuse(findings: Findings, use: BlockUse, keys: tuple[str, ...], way_out: str) -> None:
    place = findings.place(("blocks", use.name, "starts_when"))
    rule = f"is in a block that starts by what a run sees, see {place}"
    findings.error(("interventions", *keys), {}, rule, way_out)


def _known_before(findings: Findings, spec: Intervention) -> Iterator[tuple[tuple[str, ...], str]]:
    """The fields of an intervention that tell in a run before they hold, with the way out.

    A run up to the day of its start must be the same whether a block starts or not (rule 30).
    """
    if isinstance(spec, Inflow):
        yield (), "leave it out: who could come is drawn before a run"
    if isinstance(spec, PlacesChange) and spec.moves_to_pool is not None:
        yield (
            ("moves_to_pool",),
            "let a divert to a station of that pool move them (applies_to: [new, waiting]): whose "
            "wait is seen hangs on every pool that a station ever draws from",
        )
    money = findings.scenario.money
    if money is not None and money.ceilings:
        way_out = "leave it out, or the ceilings: they count until 31 December what runs will cost"
        for field in _costs_to_come(spec):
            yield (field,), way_out


def _opening_later(findings: Findings, spec: PlacesChange) -> Iterator[str]:
    """The pools of several lists whose places it changes and that have none on the first day."""
    in_force, pools = findings.in_force, findings.scenario.pools
    names = {spec.pool, *(spec.staff_from or ())}
    for name in (name for name, pool in pools.items() if name in names and pool.lists):
        here = [item for item in in_force.pools if item.base == name]
        if any(in_force.pool(name, item.gemeente).given.first == 0 for item in here):
            yield name


def _costs_to_come(spec: Intervention) -> Iterator[str]:
    """What it changes of the costs, or of the end, of care that runs."""
    if isinstance(spec, Price):
        names = ["per_day", "per_start", "per_place_day"]
        names += ["payer"] if spec.lump_sum_per_year is None else []
        yield from (name for name in names if getattr(spec, name) is not None)
    if isinstance(spec, StayChange) and spec.at_18 is not None:
        yield "at_18"


def _ring(scenario: Scenario) -> list[str]:
    """Blocks of which each touches the list by which the next one starts, the first said again.

    What a block does to the list by which it started itself is what it is for.
    """
    uses = triggered(scenario)
    touched = {use.name: set(_touched(scenario, use)) for use in uses}
    ways = {
        use.name: {
            other.name
            for other in uses
            if other is not use and _station_of(other) in touched[use.name]
        }
        for use in uses
    }
    return loop_in(ways)


def _station_of(use: BlockUse) -> str:
    assert use.block.starts_when is not None
    return use.block.starts_when.station


def _touched(scenario: Scenario, use: BlockUse) -> Iterator[str]:
    """The stations whose list a block may make longer or shorter."""
    for spec in use.block.interventions:
        for field in ("station", "from_", "to", "relocate_to", "when_full"):
            if isinstance(getattr(spec, field, None), str):
                yield getattr(spec, field)
        pool = getattr(spec, "pool", None)
        yield from (name for name, item in scenario.stations.items() if pool and item.pool == pool)
