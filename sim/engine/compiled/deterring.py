"""Who would go on a list and turns away for the wait that they see (rule 29)."""

from __future__ import annotations

from ...compiling.tables import compiled
from ...draws import FAR
from ...network.model import Exit, LegalFrame
from ...rules.drawing import again_after, turns_away
from ...visits import Outcome
from .records import MAIN, NOBODY, Visit
from .waiting import finds_place
from .world import finish, terms_of
from .world_row import World


@compiled
def is_deterred(world: World, visit: Visit) -> bool:
    """Whether they turn away: for want of a place, by their own will, without help so far."""
    terms = terms_of(world, visit)
    if world.levels[terms.deterred] <= 0.0 or not _may_turn_away(world, visit):
        return False
    if finds_place(world, visit):
        return False
    return turns_away(world, terms, visit.priority, world.youths[visit.client].key, visit.nth)


@compiled
def _may_turn_away(world: World, visit: Visit) -> bool:
    """Not who is ordered, helped already, or comes from a list or a place."""
    youth = world.youths[visit.client]
    if visit.trajectory != MAIN or visit.held != NOBODY or youth.is_helped:
        return False
    if visit.is_escalated or visit.is_diverted or visit.past_limits:
        return False
    return world.sources[youth.source].legal_frame == LegalFrame.VOLUNTARY


@compiled
def turn_away(world: World, visit: Visit) -> None:
    """They go without help, and may ask again later."""
    youth, terms = world.youths[visit.client], terms_of(world, visit)
    finish(world, visit, visit.joined, Outcome.DETERRED, Exit.OUT)
    youth.again = again_after(world, terms, youth.key, visit.nth, world.now)
    if youth.again != FAR:
        youth.heavier = terms.dearer
