"""Moments: SimPy events with a place in the order of rule 2 (time, phase, client identity)."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias

from simpy.core import Environment
from simpy.events import NORMAL, Event, Process

Story: TypeAlias = Generator[Event, None, None]


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
