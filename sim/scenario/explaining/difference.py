"""What differs between a scenario and the one it extends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..reading import Keys
from ..schema import BlockUse, Number, Placed, Scenario
from ..walking import parts_of

_SECTIONS = ("money", "gemeenten", "needs", "arrivals", "pools", "stations")


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
            use
            for name, use in after.items()
            if name in before and before[name].delay_days != use.delay_days
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
            was, now = ({name: said[name] for name in shared} for said in (was, now))
        old = dict(_leaves(was, (section,)))
        new = dict(_leaves(now, (section,)))
        for keys in dict.fromkeys([*old, *new]):
            one, two = old.get(keys), new.get(keys)
            if "description" not in keys and _plain(one) != _plain(two):
                yield Value(keys, one, two)


def _leaves(said: Any, keys: Keys) -> Iterator[tuple[Keys, Any]]:
    if isinstance(said, Number):
        yield keys, said
        return
    inside = False
    for key, part in parts_of(said):
        inside = True
        yield from _leaves(part, (*keys, key))
    if not inside and said is not None and not isinstance(said, dict | tuple):
        yield keys, said


def _plain(said: Any) -> Any:
    """A number without what is known about it: a new source is no difference."""
    if isinstance(said, Number):
        return (said.value, said.path, said.shape)
    return said
