"""What a youth remembers: how often he was at each station, what of him is there, the way back."""

from __future__ import annotations

from ...compiling.tables import compiled
from .records import NOBODY, Count, Visit
from .world_row import World


@compiled
def count_at(world: World, client: int, station: int) -> Count:
    """The counts of a client at a station, made at his first visit there."""
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
    count_at(world, visit.client, visit.station).present += 1
    world.youths[visit.client].present += 1


@compiled
def has_one_less(world: World, visit: Visit) -> None:
    """A trajectory at the station is over."""
    count_at(world, visit.client, visit.station).present -= 1
    world.youths[visit.client].present -= 1


@compiled
def remember_way_back(world: World, visit: Visit) -> None:
    """The list that he leaves by an escalation may take him back (rule 10)."""
    youth = world.youths[visit.client]
    way = world.escalations[world.escalation_size]
    way.station = visit.station
    way.priority = visit.priority
    way.rank_time = visit.rank_time
    way.remaining = visit.remaining
    way.before = youth.escalations
    youth.escalations = world.escalation_size
    world.escalation_size += 1
