"""When a client leaves a list, by the terms that hold for them there (rule 9)."""

from __future__ import annotations

from ...compiling.rows import part_of
from ...compiling.tables import compiled
from ...draws import FAR, Purpose, leaving_tick, uniform
from ...rules.tables import Terms
from .world_row import World


@compiled
def drop_out_tick(world: World, terms: Terms, client_key: int, nth: int, joined: int) -> int:
    """When they leave the list without help; FAR: never."""
    if terms.drop_out < 0:
        return FAR
    u = uniform(client_key, terms.key, nth, Purpose.DROP_OUT)
    return leaving_tick_of(world, terms.drop_out, joined, u)


@compiled
def escalation_tick(world: World, terms: Terms, client_key: int, nth: int, joined: int) -> int:
    """When they become urgent on the list; FAR: never."""
    if terms.escalation < 0:
        return FAR
    u = uniform(client_key, terms.key, nth, Purpose.ESCALATION)
    return leaving_tick_of(world, terms.escalation, joined, u)


@compiled
def leaving_tick_of(world: World, row: int, joined: int, u: float) -> int:
    """When a row of hazards reaches the draw of `u`, counted from `joined`."""
    hazard = world.hazards[row]
    ticks = part_of(world.hazard_ticks, hazard.begin, hazard.end)
    per_day = part_of(world.hazard_per_day, hazard.begin, hazard.end)
    return int(leaving_tick(joined, u, ticks, per_day))
