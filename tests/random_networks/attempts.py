"""Which attempt at a random network is the first that the checks of a scenario let through.

To look for it takes most of the time of a test: two in three attempts are refused. So it is kept,
and looked for only where the checks do not let through what is kept. test_random_networks.py looks
whether what is kept is still the first; where networks are made in another way, its message says
what belongs here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sim.errors import ScenarioError
from sim.network import build_network

from .files import RandomNetwork, loaded
from .idle import left_out

Attempt = Callable[[int, int], RandomNetwork | None]
"""An attempt at a network, by number of the network and of the attempt; None where it fails."""
MOST = 3000
"""Attempts."""

KEPT = {
    "plain": """
        0 1 0 2 2 1 0 1 3 1 7 3 0 1 5 0 0 3 0 0 0 0 0 6 4 3 0 0 1 3 1 0 0 0 4 5 0 4 0 2
        2 3 1 0 4 5 0 3 2 2 1 0 0 2 0 0 0 4 0 2 3 1 0 2 4 7 3 0 4 1 0 0 1 0 3 1 1 2 0 0
        0 1 6 0 1 0 0 1 1 2 0 0 0 1 2 1 0 0 6 4 3 0 1 2 1 2 1 11 0 3 2 1 4 1 0 0 1 1 0 0
        6 3 1 2 2 0 1 0 0 3 1 0 1 0 1 0 0 1 0 0 1 1 0 0 0 4 2 1 3 2 4 2 2 0 2 1 1 3 6 1
        3 2 4 4 5 1 2 2 1 0 0 0 2 0 2 3 2 4 0 0 0 3 0 2 1 3 2 1 1 7 2 1 5 0 4 4 0 5 2 1
        2 9 4 0 0 4 2 0 4 4 2 2 3 0 0 2 0 5 0 1 0 3 1 0 6 1 1 0 4 1 6 1 1 7 1 2 0 7 2 5
        8 3 4 3 0 1 0 0 5 0 4 2 1 0 0 1 0 0 1 1 3 0 2 1 0 3 3 3 4 0 2 0 1 5 0 5 4 1 0 13
        2 2 0 0 0 4 0 4 0 0 2 3 5 4 2 9 0 0 0 12 2 1 7 4 2 13 4 0 5 1 6 8 6 4 0 0 7 7 8
        1 12 0 5 1 10 14 2 0 2 3 0 0 2 17 0 6 12 3 3 5 2 1 6 1 3 0 0 0 6 7 1 3 15 9 5 10
        2 1 10 7
    """,
    "reacting": """
        0 0 0 1 0 0 3 1 2 1 5 6 0 5 6 0 3 1 2 1 1 6 11 2 0 1 0 1 11 0 0 0 4 0 1 0 1 1 4
        1
    """,
    "following": """
        3 4 1 5 5 25 5 1 3 11 0 5 6 4 6 3 2 5 11 17 11 4 4 1 16 1 0 10 1 2 0 9 3 4 2 6
        16 4 11 13 21 28 0 9 5 10 18 31
    """,
    "ceilings": """
        0 3 12 6 0 0 7 0 9 0 6 2 0 0 3 1 6 1 2 1 1 0 0 3 3 2 2 0 1 0 1 6 12 0 2 14 1 0
        0 0 8 2 2 3 6 2
    """,
    "layered": """
        6 0 3 3 3 3 0 4 2 1 0 7 0 0 0 2 5 0 0 0 3 1 0 2 1 11 1 0 3 2 2 2 1 0 4 1 3 8 2 0
    """,
}
"""By kind of network: the attempt, for each number in order."""


def first_valid(kind: str, number: int, attempt: Attempt) -> RandomNetwork:
    """The network of this kind and number."""
    tries = (attempt(number, item) for item in _attempts(kind, number))
    return next(made for made in tries if made is not None and is_valid(made))


def _attempts(kind: str, number: int) -> Iterator[int]:
    """The attempt that is kept, and then all in order."""
    yield from kept(kind)[number : number + 1]
    yield from range(MOST)


def kept(kind: str) -> list[int]:
    """The attempts that are kept of a kind."""
    return [int(item) for item in KEPT[kind].split()]


def first_of(number: int, attempt: Attempt) -> int:
    """Which attempt is the first, looked for."""
    tries = ((item, attempt(number, item)) for item in range(MOST))
    return next(item for item, made in tries if made is not None and is_valid(made))


def is_valid(made: RandomNetwork) -> bool:
    """Whether the checks let it through, once what does nothing in it is left out of it."""
    while True:
        try:
            build_network(loaded(made.files))
        except ScenarioError as error:
            if not left_out(made, error.problems):
                return False
        else:
            return True
