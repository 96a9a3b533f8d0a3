"""Blocks that start by what a run sees (rule 30): that they can, and do not start each other."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Dutch
from ..scenario.schema import BlockUse, Inflow, Scenario
from ..scenario.triggers import triggered
from .findings import Findings
from .reach import loop_in


def check_triggers(findings: Findings) -> None:
    """Refuse blocks that could start each other in a ring, or change who comes."""
    scenario = findings.scenario
    for use in triggered(scenario):
        keys = ("blocks", use.name, "starts_when")
        if use.begins is None:
            end = scenario.period.end
            nl = Dutch(f"kan nooit beginnen: de periode eindigt op {end}")
            findings.warn(keys, {}, f"can never start: the period ends on {end}", nl=nl)
        for spec in use.block.interventions:
            if isinstance(spec, Inflow):
                rule = f"is in a block that starts by what a run sees, see {findings.place(keys)}"
                way_out = "leave it out: who could come is drawn before a run"
                findings.error(("interventions", spec.id), {}, rule, way_out)
    ring = _ring(scenario)
    if ring:
        rule = f"these blocks could start each other: {' -> '.join(ring)}"
        way_out = "let one of them start on a date, or by another list"
        findings.error(("blocks", ring[0], "starts_when"), {}, rule, way_out)


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
