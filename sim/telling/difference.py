"""What differs between a scenario and the one it extends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..scenario.reading import Keys
from ..scenario.schema import BlockUse, Number, Placed, Scenario
from ..scenario.walking import parts_of

_SECTIONS = ("money", "gemeenten", "needs", "arrivals", "pools", "labour", "stations")


@dataclass(frozen=True)
class Value:
    """A value that differs; None where it is not said."""

    keys: Keys
    old: Any
    new: Any


@dataclass(frozen=True)
class Difference:
    """All that a scenario changes of its base."""

    blocks_new: tuple[BlockUse, ...]
    blocks_gone: tuple[BlockUse, ...]
    blocks_moved: tuple[BlockUse, ...]
    interventions_new: tuple[Placed, ...]
    interventions_gone: tuple[Placed, ...]
    interventions_changed: tuple[Placed, ...]
    values: tuple[Value, ...]
    period_differs: bool

    @property
    def is_nothing(self) -> bool:
        """Whether both are the same."""
        return not any(getattr(self, name) for name in self.__dataclass_fields__)

    @property
    def interventions(self) -> tuple[Placed, ...]:
        """All that are new, gone or changed."""
        return (*self.interventions_gone, *self.interventions_new, *self.interventions_changed)


def difference(base: Scenario, scenario: Scenario) -> Difference:
    """What `scenario` changes of `base`."""
    before = {use.name: use for use in base.blocks}
    after = {use.name: use for use in scenario.blocks}
    old = {placed.intervention.id: placed for placed in base.interventions}
    new = {placed.intervention.id: placed for placed in scenario.interventions}
    both = [name for name in new if name in old]
    return Difference(
        blocks_new=tuple(use for name, use in after.items() if name not in before),
        blocks_gone=tuple(use for name, use in before.items() if name not in after),
        blocks_moved=tuple(
            use for name, use in after.items() if name in before and before[name].use != use.use
        ),
        interventions_new=tuple(placed for name, placed in new.items() if name not in old),
        interventions_gone=tuple(placed for name, placed in old.items() if name not in new),
        interventions_changed=tuple(
            new[name] for name in both if new[name].intervention != old[name].intervention
        ),
        values=tuple(_values(base, scenario)),
        period_differs=base.period != scenario.period,
    )


def _values(base: Scenario, scenario: Scenario) -> Iterator[Value]:
    """Values that differ, without the stations and pools that a block brought or took along.

    Descriptions of stations stay out: they change nothing of what is simulated.
    """
    for section in _SECTIONS:
        was, now = getattr(base, section), getattr(scenario, section)
        if isinstance(was, dict) and isinstance(now, dict):
            shared = [name for name in now if name in was]
            was, now = ({name: spec[name] for name in shared} for spec in (was, now))
        old = dict(_leaves(was, (section,)))
        new = dict(_leaves(now, (section,)))
        for keys in dict.fromkeys([*old, *new]):
            item, two = old.get(keys), new.get(keys)
            if "description" not in keys and _plain(item) != _plain(two):
                yield Value(keys, item, two)


def _leaves(spec: Any, keys: Keys) -> Iterator[tuple[Keys, Any]]:
    if isinstance(spec, Number):
        yield keys, spec
        return
    inside = False
    for key, part in parts_of(spec):
        inside = True
        yield from _leaves(part, (*keys, key))
    if not inside and spec is not None and not isinstance(spec, dict | tuple):
        yield keys, spec


def says_the_same(old: Any, new: Any) -> bool:
    """Whether two parts of a scenario are the same for what is simulated."""
    was, now = dict(_leaves(old, ())), dict(_leaves(new, ()))
    return {keys: _plain(item) for keys, item in was.items()} == {
        keys: _plain(item) for keys, item in now.items()
    }


def _plain(spec: Any) -> Any:
    """A number without what is known about it: a new source is no difference."""
    if isinstance(spec, Number):
        return (spec.value, spec.path, spec.shape)
    return spec
