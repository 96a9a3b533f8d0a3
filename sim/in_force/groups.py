"""Groups of clients: one arrival in one gemeente, whom no intervention tells apart."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from ..scenario.schema import Inflow, Intervention, Scenario

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Value = TypeVar("Value")
Other = TypeVar("Other")


@dataclass(frozen=True)
class Group:
    """Clients of one arrival in one gemeente; `index` is their place in order of identity."""

    index: int
    arrival: str
    gemeente: str
    need: str
    referrer: str
    product_group: str | None


def groups_of(scenario: Scenario) -> tuple[Group, ...]:
    """Every arrival in every gemeente that it comes from, in order of identity (rule 4)."""
    inside = tuple(name for name, item in scenario.gemeenten.items() if not item.outside)
    pairs = [
        (arrival, gemeente)
        for arrival, spec in scenario.arrivals.items()
        for gemeente in (inside if spec.gemeenten is None else spec.gemeenten)
    ]
    pairs.sort(key=lambda pair: (pair[0].encode(), pair[1].encode()))
    result = []
    for index, (arrival, gemeente) in enumerate(pairs):
        spec = scenario.arrivals[arrival]
        product_group = scenario.needs[spec.need].product_group
        result.append(Group(index, arrival, gemeente, spec.need, spec.referrer, product_group))
    return tuple(result)


@dataclass(frozen=True, eq=False)
class PerGroup(Generic[Value]):
    """What may differ by group: a few `choices`, and which of them each group has."""

    choices: tuple[Value, ...]
    choice: Ints

    def of(self, group: Group) -> Value:
        """What holds for one group."""
        return self.choices[int(self.choice[group.index])]

    def each(self, numbers: Iterable[int]) -> Ints:
        """A number for each choice, spread out over the groups."""
        return np.array(list(numbers), np.int64)[self.choice]

    def mapped(self, function: Callable[[Value], Other]) -> PerGroup[Other]:
        """Each choice put through `function`."""
        return PerGroup(tuple(function(value) for value in self.choices), self.choice)

    def beside(self, other: PerGroup[Other]) -> PerGroup[tuple[Value, Other]]:
        """The two of each group together."""
        if len(self.choices) == len(other.choices) == 1:
            return PerGroup(((self.choices[0], other.choices[0]),), self.choice)
        choice = numbered([self.choice, other.choice], self.choice.size)
        first = np.unique(choice, return_index=True)[1].tolist()
        pairs = zip(self.choice[first].tolist(), other.choice[first].tolist(), strict=True)
        choices = tuple((self.choices[item], other.choices[its]) for item, its in pairs)
        return PerGroup(choices, choice)


def numbered(keys: Sequence[NDArray[Any]], count: int) -> Ints:
    """The same number for groups that are equal in all `keys`, counted from the first group on."""
    code = np.zeros(count, np.int64)
    for key in keys:
        _, code = np.unique(code * (int(key.max(initial=0)) + 1) + key, return_inverse=True)
        code = code.reshape(-1)
    _, first, inverse = np.unique(code, return_index=True, return_inverse=True)
    rank = np.empty(first.size, np.int64)
    rank[np.argsort(first)] = np.arange(first.size)
    return rank[inverse.reshape(-1)]


class Groups:
    """The groups of a scenario, and whom of them an intervention or a row is about."""

    def __init__(self, scenario: Scenario) -> None:
        self.all = groups_of(scenario)
        self.everyone = np.zeros(len(self.all), np.int64)
        self.need = self.codes([group.need for group in self.all])
        self.arrival = self.codes([group.arrival for group in self.all])
        self._gemeenten = {group.gemeente: 0 for group in self.all}
        self._gemeenten = {name: at for at, name in enumerate(self._gemeenten, start=1)}
        self._gemeente = np.array([self._gemeenten[group.gemeente] for group in self.all], np.int64)
        self._reach: dict[Hashable, Flags] = {}

    @staticmethod
    def codes(names: Sequence[str]) -> Ints:
        """A number for each name, counted from the first on."""
        known: dict[str, int] = {}
        return np.array([known.setdefault(name, len(known)) for name in names], np.int64)

    @cached_property
    def _values(self) -> dict[str, NDArray[np.object_]]:
        names = ("arrival", "gemeente", "need", "referrer", "product_group")
        return {
            name: np.array([getattr(group, name) for group in self.all], object) for name in names
        }

    def gemeenten_among(self, names: Iterable[str]) -> Ints:
        """A number for the gemeente of each group that is among these, 0 for the others."""
        number = np.zeros(len(self._gemeenten) + 1, np.int64)
        for name in names:
            number[self._gemeenten.get(name, 0)] = self._gemeenten.get(name, 0)
        return number[self._gemeente]

    def reach(self, spec: Intervention) -> Flags:
        """Whom an intervention is about, as its selectors say."""
        key = selectors_of(spec)
        if key not in self._reach:
            result = np.ones(len(self.all), np.bool_)
            for name, chosen in key:
                known = set(chosen)
                values = self._values[name]
                result &= np.fromiter((value in known for value in values), np.bool_, values.size)
            self._reach[key] = result
        return self._reach[key]

    def same(self, value: Value) -> PerGroup[Value]:
        """The same for everyone."""
        return PerGroup((value,), self.everyone)

    def by_arrival(self, make: Callable[[Group], Value]) -> PerGroup[Value]:
        """What `make` gives for the first group of each arrival, which holds for all of it."""
        first = np.unique(self.arrival, return_index=True)[1].tolist()
        return PerGroup(tuple(make(self.all[at]) for at in first), self.arrival)

    def meeting(
        self, base: PerGroup[Value], specs: Sequence[Intervention]
    ) -> PerGroup[tuple[Value, tuple[int, ...]]]:
        """What each group has at first, and the places in `specs` of those that it meets."""
        if not specs:
            return base.mapped(lambda value: (value, ()))
        by_selectors = {selectors_of(spec): spec for spec in specs}
        reach = [self.reach(spec) for spec in by_selectors.values()]
        choice = numbered([base.choice, *reach], len(self.all))
        choices = []
        for group in np.unique(choice, return_index=True)[1].tolist():
            met = {key for key, flags in zip(by_selectors, reach, strict=True) if flags[group]}
            places = tuple(at for at, spec in enumerate(specs) if selectors_of(spec) in met)
            choices.append((base.choices[base.choice[group]], places))
        return PerGroup(tuple(choices), choice)


def selectors_of(spec: Intervention) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What an intervention says of whom it is about: the field of a group, and the names."""
    pairs = (
        ("gemeente", spec.gemeenten),
        ("need", spec.needs),
        ("referrer", spec.referrers),
        ("product_group", spec.product_groups),
        ("arrival", spec.arrivals if isinstance(spec, Inflow) else None),
    )
    return tuple((name, names) for name, names in pairs if names is not None)
