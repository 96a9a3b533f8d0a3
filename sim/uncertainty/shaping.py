"""Where a scenario has numbers with a range: its parts that are drawn, and what moves each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from ..errors import Keys, Problem, ScenarioError
from ..scenario.schema import (
    NUMBERED,
    Change,
    Domain,
    Number,
    Period,
    Placed,
    Scenario,
    SharesOfOne,
    Spec,
    shares_of_one,
)
from ..scenario.spreading import bounds_of, domain_of
from ..scenario.trail import Trail
from .rows import RowOfShares
from .scales import Spread, spreads_of
from .shape import ListPart, MappingPart, ModelPart, NumberPart, Part, RowPart, ScenarioPart
from .unknowns import Collected

AnyPart = TypeVar("AnyPart", bound=Part)

_OF_WAYS = frozenset({"next", "waiting"})
_NO_DOMAIN = Domain(-float("inf"), float("inf"))


class Shaping:
    """Goes through a scenario once, and notes every value that is drawn."""

    def __init__(self, scenario: Scenario, trail: Trail) -> None:
        self._period: Period = scenario.period
        self._trail = trail
        self.unknowns = Collected(trail)
        self.spreads: list[Spread] = []
        self.moved_by: list[int] = []
        self.of_ways: list[bool] = []
        """Whether a value is a share of a way, or a rate of leaving a list."""
        self.problems: list[Problem] = []
        self.part = self._scenario(scenario)
        if self.problems:
            raise ScenarioError(self.problems)

    def _scenario(self, scenario: Scenario) -> ScenarioPart:
        fields = {
            name: self._any(getattr(scenario, name), _NO_DOMAIN, (name,)) for name in NUMBERED
        }
        placed = {
            at: _of_model(item, {"intervention": self._placed(item)})
            for at, item in enumerate(scenario.interventions)
        }
        fields["interventions"] = _of_list(scenario.interventions, placed)
        return ScenarioPart(scenario, _only(fields), dict(self._root_rows(scenario)))

    def _placed(self, placed: Placed) -> Part | None:
        return self._model(placed.intervention, ("interventions", placed.intervention.id))

    def _root_rows(self, scenario: Scenario) -> Iterator[tuple[str, Part | None]]:
        """The rows of the root in which something is drawn; None: the same as those now."""
        for name, station in scenario.root.stations.items():
            now = scenario.stations.get(name)
            if now is not None and now.next is station.next:
                yield name, None
            elif part := self._any(station.next, _NO_DOMAIN, ("stations", name, "next")):
                yield name, part

    # ------------------------------------------------------------------ of one kind each

    def _any(self, spec: Any, domain: Domain, keys: Keys) -> Part | None:
        match spec:
            case Number():
                return self._number(spec, domain, keys)
            case Spec():
                return self._model(spec, keys)
            case dict():
                return self._mapping(spec, domain, keys)
            case tuple():
                items = enumerate(spec)
                parts = {at: self._any(item, domain, (*keys, str(at))) for at, item in items}
                return _of_list(spec, parts)
            case _:
                return None

    def _mapping(self, spec: Mapping[Any, Any], domain: Domain, keys: Keys) -> Part | None:
        return _of_mapping(
            spec, {key: self._any(part, domain, (*keys, str(key))) for key, part in spec.items()}
        )

    def _model(self, spec: Spec, keys: Keys) -> Part | None:
        row = shares_of_one(spec)
        parts: dict[str, Part | None] = {}
        for name, field in type(spec).model_fields.items():
            value, here = getattr(spec, name), (*keys, field.alias or name)
            if name not in spec.model_fields_set or name == "about":
                continue
            if row is not None and name == row.field:
                parts[name] = self._row(value, row, domain_of(field), here)
            elif isinstance(value, Change):
                parts[name] = self._change(value, bounds_of(field, value), here)
            else:
                parts[name] = self._any(value, domain_of(field), here)
        return _of_model(spec, parts)

    def _row(
        self, shares: Mapping[Any, Number], row: SharesOfOne, domain: Domain, keys: Keys
    ) -> Part | None:
        parts = _only(
            {
                name: self._number(share, domain, (*keys, str(name)))
                for name, share in shares.items()
            }
        )
        if not parts:
            return None
        if row.rest is None and any(share.path is not None for share in shares.values()):
            rule = "has shares by date with a range, and nothing gets what a draw leaves of 1"
            place, written = self._trail.place(keys), self._trail.written(keys)
            way_out = "name who does: rest: out"
            self.problems.append(Problem(rule, way_out, place=place, keys=written))
        return RowPart(RowOfShares(shares, row.rest is not None, self._period), parts)

    def _change(self, change: Change, domain: Domain, keys: Keys) -> Part | None:
        is_factor = change.operation == "factor"
        number = self._number(change.number, domain, (*keys, "number"), is_factor=is_factor)
        return _of_model(change, {"number": number})

    def _number(
        self, number: Number, domain: Domain, keys: Keys, *, is_factor: bool = False
    ) -> NumberPart | None:
        if not number.has_range:
            return None
        spreads = spreads_of(number, domain, is_factor=is_factor)
        if all(spread.low == spread.high for spread in spreads):
            return None
        first = len(self.spreads)
        index = self.unknowns.index_of(keys, number, spreads[0].scale)
        self.spreads += spreads
        self.moved_by += [index] * len(spreads)
        is_of_way = keys[0] == "interventions" or not _OF_WAYS.isdisjoint(keys)
        self.of_ways += [is_of_way] * len(spreads)
        return NumberPart(number, first, len(self.spreads))


def _of_model(model: Spec, fields: Mapping[str, Part | None]) -> Part | None:
    drawn = _only(fields)
    return ModelPart(model, drawn) if drawn else None


def _of_mapping(mapping: Mapping[Any, Any], parts: Mapping[Any, Part | None]) -> Part | None:
    drawn = _only(parts)
    return MappingPart(mapping, drawn) if drawn else None


def _of_list(items: tuple[Any, ...], parts: Mapping[int, Part | None]) -> Part | None:
    drawn = _only(parts)
    return ListPart(items, drawn) if drawn else None


def _only(parts: Mapping[Any, AnyPart | None]) -> dict[Any, AnyPart]:
    """The parts in which something is drawn."""
    return {key: part for key, part in parts.items() if part is not None}
