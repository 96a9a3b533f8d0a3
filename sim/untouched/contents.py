"""What each number of a network holds: the same name in two networks for the same content.

Names of stations, pools and clients stand for their numbers, so that a station more in one network
makes nothing else differ. Shapes: N stations, S sources, as in one network.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..network import Network
from ..network.model import Steps
from ..network.seen import UNSEEN

Ints = NDArray[np.int64]
Told = Callable[[float], Hashable]
_NONE = -1


@dataclass
class Labels:
    """A number for each content that was met, of both networks."""

    known: dict[Hashable, int] = field(default_factory=dict)

    def of(self, content: Hashable) -> int:
        """The number of a content."""
        return self.known.setdefault(content, len(self.known))

    def each(self, rows: Ints, contents: Callable[[int], Hashable]) -> Ints:
        """The content of every row in a table; what has no row (below 0) has no content."""
        numbers, where = np.unique(rows, return_inverse=True)
        found = [_NONE if at < 0 else self.of(contents(at)) for at in numbers.tolist()]
        return np.array(found, np.int64)[where].reshape(rows.shape)


class Contents:
    """The contents of the rows and levels of one network."""

    def __init__(self, network: Network, labels: Labels) -> None:
        self.network, self.labels = network, labels
        levels = network.levels
        order = np.argsort(levels.change_level, kind="stable")
        self._ticks, self._values = levels.change_tick[order], levels.change_value[order]
        numbers = np.arange(levels.at_start.size + 1)
        self._begin = np.searchsorted(levels.change_level[order], numbers)
        self._reacting = {int(level): at for at, level in enumerate(network.reactions.level)}

    # ------------------------------------------------------------------ levels

    def values(self, level: int) -> list[float]:
        """Every value that the calendar gives a level."""
        rows = slice(self._begin[level], self._begin[level + 1])
        return [float(self.network.levels.at_start[level]), *self._values[rows].tolist()]

    def reacts(self, level: int) -> bool:
        """Whether a level follows a wait that is seen."""
        return level in self._reacting

    def is_ever(self, levels: Ints) -> NDArray[np.bool_]:
        """Whether levels are ever above 0; what follows a wait may be."""
        numbers, where = np.unique(levels, return_inverse=True)
        found = [self.reacts(at) or max(self.values(at)) > 0.0 for at in numbers.tolist()]
        return np.array(found, np.bool_)[where].reshape(levels.shape)

    def of_level(self, level: int, told: Told = float) -> Hashable:
        """A level on each day, each value once; and what it follows."""
        rows = slice(self._begin[level], self._begin[level + 1])
        steps = [(0, told(float(self.network.levels.at_start[level])))]
        for tick, value in zip(
            self._ticks[rows].tolist(), self._values[rows].tolist(), strict=True
        ):
            if told(value) != steps[-1][1]:
                steps.append((tick, told(value)))
        return (*steps, *self._reaction(level))

    def _reaction(self, level: int) -> Iterable[Hashable]:
        if not self.reacts(level):
            return ()
        spec, at = self.network.reactions, self._reacting[level]
        curve = (spec.points[at].tobytes(), spec.shares[at].tobytes(), int(spec.lag_ticks[at]))
        lines = (self.of_level(int(spec.times[at])), self.of_level(int(spec.plus[at])))
        return (self.network.seen.things[int(spec.seen[at])], curve, lines)

    def levels(self, table: Ints, told: Told = float) -> Ints:
        """The content of every level in a table."""
        return self.labels.each(table, lambda level: self.of_level(level, told))

    # ------------------------------------------------------------------ what values stand for

    def station(self, number: float) -> Hashable:
        """A station by its name; what is below 0 is an exit, or none."""
        return self.network.stations[int(number)] if number >= 0 else int(number)

    def pool(self, number: float) -> Hashable:
        """A pool of the file by its name; one for all lists behind a form."""
        return self.pool_name(int(number))

    def pool_name(self, number: int) -> str:
        """The pool of the file that a pool is a list of."""
        return self.network.lists.names[int(self.network.lists.whole[number])]

    # ------------------------------------------------------------------ rows

    def times(self, rows: Ints) -> Ints:
        """The content of rows of times."""
        return self.labels.each(rows, self._times)

    def _times(self, row: int) -> Hashable:
        spec = self.network.distributions
        tables = (spec.table_shares[row].tobytes(), spec.table_days[row].tobytes())
        numbers = (spec.kind[row], spec.a[row], spec.b[row], spec.tail_days[row])
        return ("times", *(float(number) for number in numbers), *tables)

    def hazards(self, rows: Ints) -> Ints:
        """The content of rows of hazards."""
        return self.labels.each(rows, self.hazard)

    def hazard(self, row: int) -> Hashable:
        """A row of hazards."""
        if row < 0:
            return None
        spec = self.network.hazards
        return ("hazard", spec.ticks[row].tobytes(), spec.per_day[row].tobytes())

    def continues(self, rows: Ints) -> Ints:
        """The content of who goes on after 18, and until what age."""
        tables = self.network.tables
        ages = tables.end_age_rows
        return self.labels.each(
            rows, lambda row: ("18", of_steps(tables.continues_rows[row]), ages[row].tobytes())
        )

    def seen(self, rows: Ints) -> list[Hashable]:
        """What the log names each wait that is seen; None where nobody looks."""
        things = self.network.seen.things
        return [None if row == UNSEEN else things[row] for row in rows.tolist()]


def of_steps(steps: Steps) -> Hashable:
    """The content of a step function."""
    return (steps.ticks.tobytes(), steps.values.tobytes())


def bytes_of(arrays: Sequence[NDArray[np.generic]]) -> Hashable:
    """The content of arrays."""
    return tuple(item.tobytes() for item in arrays)
