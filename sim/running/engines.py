"""The engine of a run: a name at the door, one of these behind it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from ..clients.cohort import Clients, Cohort
from ..clients.state import State
from ..errors import InputError
from ..network import Network
from ..visits import Observed, Visits


class Engine(Protocol):
    """What makes a run; raises RunError when it makes more than `most_visits`."""

    def __call__(
        self, network: Network, cohort: Cohort, state: State, *, most_visits: int
    ) -> tuple[Visits, Observed, Clients]:
        """Run from the start to the end of the network's period."""
        ...


AUTO = "auto"


class EngineKind(StrEnum):
    """The engines there are; they give the same visits, to the bit."""

    compiled = "compiled"
    simpy = "simpy"

    @property
    def run(self) -> Engine:
        """The engine itself, imported when it is asked for."""
        if self is EngineKind.compiled:
            from ..engine.compiled import run as run_compiled

            return run_compiled
        from ..engine import run

        return run


def engine_named(name: str) -> EngineKind:
    """The engine that a user means by a name; "auto" is the compiled one."""
    if name == AUTO:
        return EngineKind.compiled
    if name not in EngineKind.__members__:
        known = ", ".join([AUTO, *EngineKind])
        raise InputError(f"--engine is {name}; must be one of {known}")
    return EngineKind(name)


def make_ready(engine: EngineKind, say: Callable[[], None] = lambda: None) -> None:
    """Have the engine's code at hand; `say` is called first if it must be compiled (half a minute).

    A run does so too, and says nothing.
    """
    if engine is EngineKind.compiled:
        from ..engine.compiled import prepare

        prepare(say)
