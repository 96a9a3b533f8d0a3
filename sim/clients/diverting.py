"""Where who walks before a filled start joins: diverts, by gates too (rules 15 and 23)."""

from __future__ import annotations

from ..compiling.tables import compiled
from ..network.model import NOWHERE, Condition
from ..rules.drawing import branches_off
from ..rules.routing import can_pass_by, passes_by
from ..rules.tables import Divert, Terms
from .walk import MET, Walk


@compiled
def joined(walk: Walk, station: int, is_main: bool) -> int:
    """Where they join who are about to join a station: the first divert that takes them does so.

    Who goes onward from a gate keeps the number that was used up there before, and asks since then.
    """
    is_onward = walk.after != NOWHERE
    since = walk.onward_since if is_onward else walk.tick
    walk.nth = walk.onward_nth if is_onward else next_number(walk, station)
    while True:
        row = _divert_of(walk, station, is_main)
        walk.after = NOWHERE
        if row == NOWHERE:
            return station
        divert, terms = walk.diverts[row], walk.terms[station, walk.group]
        if divert.via:
            _meets(walk, divert.index, since)
        if not divert.onward:
            walk.nth = next_number(walk, divert.to)
            return divert.to
        station = passes_by(walk, terms, walk.key, walk.nth)
        walk.nth = next_number(walk, station)


@compiled
def next_number(walk: Walk, station: int) -> int:
    """The number of another visit at a station."""
    walk.visits[station] += 1
    return walk.visits[station]


@compiled
def _divert_of(walk: Walk, station: int, is_main: bool) -> int:
    """The row of the first divert that takes them; NOWHERE: none does."""
    terms, nth = walk.terms[station, walk.group], walk.nth
    for row in range(terms.diverts, terms.diverts_end):
        divert = walk.diverts[row]
        share = walk.levels[walk.divert_shares[row, walk.source]]
        applies = divert.new and divert.condition == Condition.ALWAYS
        if not applies or divert.index <= walk.after:
            continue
        if branches_off(share, walk.key, terms, nth, divert.key) and _may_take(
            walk, divert, terms, is_main
        ):
            return row
    return NOWHERE


@compiled
def _may_take(walk: Walk, divert: Divert, terms: Terms, is_main: bool) -> bool:
    """Whether a divert by a gate, or past one, may take them (rule 15)."""
    if divert.via:
        for at in range(walk.met_begin, walk.met_size, MET):
            if walk.met[at + 1] == divert.index:
                return False
        return is_main
    return not divert.onward or (is_main and can_pass_by(walk, terms))


@compiled
def _meets(walk: Walk, divert: int, since: int) -> None:
    """They go by a gate; what is kept is the number used up where they ask, and since when."""
    at = walk.met_size
    walk.met[at], walk.met[at + 1] = walk.client, divert
    walk.met[at + 2], walk.met[at + 3] = walk.nth, since
    walk.met_size += MET


@compiled
def onward_from(walk: Walk, gate: int) -> int:
    """Where they were going when a divert sent them by this gate, the latest that did."""
    at = walk.met_size - MET
    while True:
        for row in range(walk.diverts.size):
            divert = walk.diverts[row]
            if divert.index == walk.met[at + 1] and divert.to == gate:
                walk.after = divert.index
                walk.onward_nth, walk.onward_since = walk.met[at + 2], walk.met[at + 3]
                return divert.station
        at -= MET
