"""Who would go on a list and turns away for the wait that they see (rule 29)."""

from __future__ import annotations

from ..draws import Purpose, uniform
from ..in_force import LEAST_DETERRED
from ..network.model import Exit, LegalFrame
from ..visits import Outcome
from .records import MAIN, Visit
from .waiting import finds_place
from .world import World

_DETERRED, _AGAIN = int(Purpose.DETERRED), int(Purpose.AGAIN)


def is_deterred(world: World, visit: Visit) -> bool:
    """Whether they turn away: for want of a place, by their own will, without help so far."""
    share = world.levels[visit.terms.deterred]
    if share <= 0.0 or not _may_turn_away(visit) or finds_place(world, visit):
        return False
    return bool(uniform(visit.youth.key, visit.terms.key, visit.nth, _DETERRED) < share)


def _may_turn_away(visit: Visit) -> bool:
    """Not who is urgent, ordered, helped already, or comes from a list or a place."""
    going, youth = visit.going, visit.youth
    return (
        visit.trajectory == MAIN
        and visit.priority >= LEAST_DETERRED
        and youth.legal_frame == LegalFrame.VOLUNTARY
        and not youth.is_helped
        and visit.held is None
        and not (going.is_escalated or going.is_diverted or going.past_limits)
    )


def turn_away(world: World, visit: Visit) -> None:
    """They go without help, and may ask again later."""
    youth, terms = visit.youth, visit.terms
    world.finish(visit, visit.joined, Outcome.DETERRED, Exit.OUT)
    if uniform(youth.key, terms.key, visit.nth, _AGAIN) < terms.again_share:
        youth.again = world.now + terms.again_ticks(youth.key, visit.nth)
        youth.heavier = terms.dearer
