"""What comes first at one instant (rule 2): on this both engines stand."""

from __future__ import annotations

from enum import IntEnum

from ..draws import TICKS_PER_DAY

PHASE = 2**44
CLIENT = 2**8

LOOK_AHEAD = 182 * TICKS_PER_DAY
"""A timer further off is set anew then: most have a place by that time, and what they do not need
any more would stay among the events for years."""


TRIES = 2**16
"""What the purpose of a draw grows by with each try of one kind: purposes themselves are small."""


class Phase(IntEnum):
    """What comes first at one instant; with the client it makes the rank of an event.

    Places are given out after all others, and rings are sought last. The SimPy engine does these
    two when it has no event left at an instant (settling.py); the compiled one has events for them.
    """

    CUT = -1 * PHASE
    SEEING = 0 * PHASE
    CALENDAR = 1 * PHASE
    REACTING = 2 * PHASE
    WAIT_OVER = 3 * PHASE
    END_OF_STAY = 4 * PHASE
    TURNING_18 = 5 * PHASE
    ESCALATION = 6 * PHASE
    DROP_OUT = 7 * PHASE
    SWITCH = 8 * PHASE
    JOINING = 9 * PHASE
    LOOKING = 10 * PHASE
    PLACES = 11 * PHASE
    RINGS = 12 * PHASE


def rank_of(phase: int, client: int = 0, trajectory: int = 0) -> int:
    """The place of an event of this client's trajectory in this phase among those of an instant."""
    return phase + client * CLIENT + trajectory
