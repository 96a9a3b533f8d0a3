"""What a youth remembers: how often they were at each station, what is there, the way back."""

from __future__ import annotations

from ...compiling.rows import more_rows
from ...compiling.tables import compiled
from .records import NOBODY, ByGate, Count, Visit, Youth
from .world_row import World


@compiled
def count_at(world: World, client: int, station: int) -> Count:
    """The counts of a client at a station, made at their first visit there."""
    youth = world.youths[client]
    row = youth.counts
    while row != NOBODY:
        count = world.counts[row]
        if count.station == station:
            return count
        row = count.after
    count = world.counts[world.count_size]
    count.station = station
    count.visits = count.present = 0
    count.after = youth.counts
    youth.counts = world.count_size
    world.count_size += 1
    return count


@compiled
def next_number(world: World, client: int, station: int) -> int:
    """The number of this visit at `station`, from 1."""
    count = count_at(world, client, station)
    count.visits += 1
    return count.visits


@compiled
def has_one_more(world: World, visit: Visit) -> None:
    """A trajectory of this youth waits or runs at the station."""
    youth = world.youths[visit.client]
    count_at(world, visit.client, visit.station).present += 1
    youth.present += world.terms[visit.station, youth.group].holds_back


@compiled
def has_one_less(world: World, visit: Visit) -> None:
    """A trajectory at the station is over."""
    youth = world.youths[visit.client]
    count_at(world, visit.client, visit.station).present -= 1
    youth.present -= world.terms[visit.station, youth.group].holds_back


@compiled
def has_met(world: World, client: int, divert: int) -> bool:
    """Whether a divert by a gate has taken this client in this referral."""
    row = world.youths[client].met
    while row != NOBODY:
        if world.by_gates[row].divert == divert:
            return True
        row = world.by_gates[row].before
    return False


@compiled
def way_onward(world: World, client: int, gate: int) -> ByGate:
    """How a client goes on from a gate: by the latest divert that sent them there."""
    row = world.youths[client].met
    while world.by_gates[row].gate != gate:
        row = world.by_gates[row].before
    return world.by_gates[row]


@compiled
def remember_gate(world: World, client: int, divert: int, gate: int, station: int) -> ByGate:
    """They go by a gate, once a referral; what they keep for after it is still to be said.

    On a date of the calendar a whole list may go, more than the room for one step.
    """
    youth = world.youths[client]
    if world.by_gate_size == world.by_gates.size:
        world.by_gates = more_rows(world.by_gates, 2 * world.by_gates.size + 1)
    way = world.by_gates[world.by_gate_size]
    way.divert, way.gate, way.station = divert, gate, station
    way.before = youth.met
    youth.met = world.by_gate_size
    world.by_gate_size += 1
    return way


@compiled
def keep_for_after(way: ByGate, visit: Visit, nth: int, rank_time: int) -> None:
    """What they keep for when the gate sends them on."""
    way.nth, way.rank_time = nth, rank_time
    way.priority = visit.kept_priority
    way.is_escalated, way.past_limits = visit.is_escalated, visit.past_limits


@compiled
def remember_way_back(world: World, visit: Visit) -> None:
    """The list that they leave by an escalation may take them back (rule 10)."""
    youth = world.youths[visit.client]
    keep_way_back(world, youth, visit.station, visit.priority, visit.rank_time, visit.remaining)


@compiled
def keep_way_back(
    world: World, youth: Youth, station: int, priority: int, rank_time: int, remaining: int
) -> None:
    """A list that may take a client back, as who they were there."""
    way = world.escalations[world.escalation_size]
    way.station, way.priority = station, priority
    way.rank_time, way.remaining = rank_time, remaining
    way.before = youth.escalations
    youth.escalations = world.escalation_size
    world.escalation_size += 1
