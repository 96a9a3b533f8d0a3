"""Moments: SimPy events with a place in the order of rule 2 (time, phase, client identity)."""

from __future__ import annotations

from collections.abc import Generator
from enum import IntEnum
from typing import TypeAlias

from simpy.core import Environment
from simpy.events import NORMAL, Event, Process

Story: TypeAlias = Generator[Event, None, None]

_PHASE = 2**44
_CLIENT = 2**8


class Phase(IntEnum):
    """What comes first at one instant: SimPy takes it, with the client, as an event's priority.

    Places are given out after all of these, and rings are sought last (see settling.py).
    """

    CUT = -1 * _PHASE
    CALENDAR = 1 * _PHASE
    WAIT_OVER = 2 * _PHASE
    END_OF_STAY = 3 * _PHASE
    TURNING_18 = 4 * _PHASE
    ESCALATION = 5 * _PHASE
    DROP_OUT = 6 * _PHASE
    JOINING = 7 * _PHASE
    LOOKING = 8 * _PHASE


def rank_of(phase: int, client: int = 0, trajectory: int = 0) -> int:
    """The priority of an event of this client's trajectory in this phase."""
    return phase + client * _CLIENT + trajectory


class Moment(Event):
    """An event that can be planned for a tick, in a phase, after it was made."""

    __slots__ = ()

    def plan(self, at: int, rank: int) -> None:
        """Let it happen at tick `at`, in the order of `rank`."""
        self._ok = True
        self._value = None
        env = self.env
        env.schedule(self, rank, at - env.now)  # type: ignore[arg-type]

    def happen(self) -> None:
        """Let it happen now, before all phases that still wait at this instant."""
        self._ok = True
        self._value = None
        self.env.schedule(self, NORMAL)


class PlannedProcess(Process):
    """A SimPy process whose story begins at a moment to come.

    A plain Process begins through an event of its own at the instant it is made: one event more for
    each of some hundred thousand clients.
    """

    def __init__(self, story: Story, begins: Moment) -> None:
        self.env = begins.env
        self.callbacks = []
        self._generator = story
        self._target = begins
        begins.callbacks.append(self._resume)


def at_moment(env: Environment, at: int, rank: int) -> Moment:
    """A moment planned at tick `at`, in the order of `rank`."""
    moment = Moment(env)
    moment.plan(at, rank)
    return moment
