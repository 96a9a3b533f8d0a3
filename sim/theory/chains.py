"""Small Markov chains, solved exactly: the answers that no formula gives."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

Here = TypeVar("Here", bound=Hashable)
Moves = Callable[[Here], Iterable[tuple[float, Here]]]


@dataclass(frozen=True)
class Stationary(Generic[Here]):
    """The long-run chance of each state of a chain."""

    chances: dict[Here, float]

    def mean(self, value: Callable[[Here], float]) -> float:
        """Long-run mean of a value of the state."""
        return sum(chance * value(here) for here, chance in self.chances.items())


def solve(first: Here, moves: Moves[Here]) -> Stationary[Here]:
    """The stationary chances of the chain reached from `first`; `moves` gives (rate, to)."""
    states = _reached(first, moves)
    place = {here: index for index, here in enumerate(states)}
    generator = np.zeros((len(states), len(states)))
    for here in states:
        for rate, there in moves(here):
            generator[place[here], place[there]] += rate
            generator[place[here], place[here]] -= rate
    generator[:, 0] = 1.0
    total = np.zeros(len(states))
    total[0] = 1.0
    chances = np.linalg.solve(generator.T, total)
    return Stationary(dict(zip(states, map(float, chances), strict=True)))


def _reached(first: Here, moves: Moves[Here]) -> list[Here]:
    states = [first]
    seen = {first}
    for here in states:
        for _, there in moves(here):
            if there not in seen:
                seen.add(there)
                states.append(there)
    return states
