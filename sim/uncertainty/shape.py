"""The parts of a scenario in which something is drawn, made anew with other numbers in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ..scenario.schema import Number, Scenario, Spec, Station
from .numbers import copied, with_values
from .rows import RowOfShares

Drawn = Sequence[float]
"""All values of a draw."""


class Part(Protocol):
    """Something in which numbers are drawn."""

    def with_values(self, values: Drawn) -> Any:
        """The same with these values in it."""


@dataclass(frozen=True)
class NumberPart:
    """A number; its value, or those of its path, stand in a draw from `first` to before `end`."""

    number: Number
    first: int
    end: int

    def of(self, values: Drawn) -> Drawn:
        """What is drawn for it."""
        return values[self.first : self.end]

    def with_values(self, values: Drawn) -> Number:
        """The number with the values drawn for it."""
        return with_values(self.number, self.of(values))


@dataclass(frozen=True)
class ModelPart:
    """A model, of which some fields are drawn."""

    model: Spec
    fields: Mapping[str, Part]

    def with_values(self, values: Drawn) -> Spec:
        """The model with those fields anew."""
        drawn = {name: part.with_values(values) for name, part in self.fields.items()}
        return copied(self.model, drawn)


@dataclass(frozen=True)
class MappingPart:
    """A mapping, of which some values are drawn."""

    mapping: Mapping[Any, Any]
    parts: Mapping[Any, Part]

    def with_values(self, values: Drawn) -> dict[Any, Any]:
        """The mapping with those values anew."""
        drawn = {key: part.with_values(values) for key, part in self.parts.items()}
        return {**self.mapping, **drawn}


@dataclass(frozen=True)
class ListPart:
    """A list, of which some items are drawn."""

    items: tuple[Any, ...]
    parts: Mapping[int, Part]

    def with_values(self, values: Drawn) -> tuple[Any, ...]:
        """The list with those items anew."""
        return tuple(
            self.parts[at].with_values(values) if at in self.parts else item
            for at, item in enumerate(self.items)
        )


@dataclass(frozen=True)
class RowPart:
    """Shares that add up to 1: what is drawn for one takes from the others."""

    row: RowOfShares
    numbers: Mapping[Any, NumberPart]

    def with_values(self, values: Drawn) -> dict[Any, Number]:
        """The shares as drawn, brought back to 1."""
        return self.row.drawn({name: part.of(values) for name, part in self.numbers.items()})


@dataclass(frozen=True)
class ScenarioPart:
    """A scenario, and the rows of its root that are drawn with it (rule 14).

    A row that is still that of the root is drawn once; `root_rows` has a part of their own for the
    others, and None for those.
    """

    scenario: Scenario
    fields: Mapping[str, Part]
    root_rows: Mapping[str, Part | None]

    def with_values(self, values: Drawn) -> Scenario:
        """The scenario as drawn; arrivals and youths of its root are the centre (rule 4)."""
        drawn = copied(
            self.scenario, {name: part.with_values(values) for name, part in self.fields.items()}
        )
        root = self.scenario.root
        stations: dict[str, Station] = dict(root.stations)
        for name, part in self.root_rows.items():
            rows = drawn.stations[name].next if part is None else part.with_values(values)
            stations[name] = copied(stations[name], {"next": rows})
        return copied(drawn, {"root": copied(root, {"stations": stations})})
