"""What a run begins with: a filled start, nobody, or the state that a file says (rule 23)."""

from __future__ import annotations

from pathlib import Path

from ..network import Network
from ..scenario.begin import is_file
from ..scenario.schema import FILLED
from .state import State, build_state
from .today.beginning import state_from_file
from .today.told import Told


def state_of(network: Network, begin: str, *, seed: int, replication: int) -> State:
    """The state that a scenario begins with; raises ScenarioError for a file that does not fit."""
    if not is_file(begin):
        return build_state(network, begin, seed=seed, replication=replication)
    return told_of(network, begin, seed=seed, replication=replication)[0]


def told_of(
    network: Network, begin: str, *, seed: int = 0, replication: int = 0
) -> tuple[State, Told]:
    """The state that a file says, and what was filled in."""
    drawn = {"seed": seed, "replication": replication}
    return state_from_file(
        network, Path(begin), **drawn, filled=lambda: build_state(network, FILLED, **drawn)
    )
