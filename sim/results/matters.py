"""The smallest difference that matters, as an experiment says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import ScenarioError
from ..indicators.definitions import INDICATORS, NAMES, base_name

Floats = NDArray[np.float64]

_FAMILY_OF_UNIT = {"weeks": "weeks_waited", "eur": "cost", "share": "share", "days": "days"}
_REST = "number"
_USUAL: dict[str, Any] = {"weeks_waited": 1, "share": "1%"}
_USUAL_RELATIVE = "1%"


@dataclass(frozen=True)
class Matters:
    """The smallest difference that matters, as said in the experiment."""

    spec: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        families = {*_FAMILY_OF_UNIT.values(), _REST}
        for key, value in self.spec.items():
            if key not in families and base_name(key) not in NAMES:
                raise ScenarioError(
                    f"matters.{key} is {value}; there is no indicator of this name; name one of "
                    f"docs/results.md, or one of {', '.join(sorted(families))}"
                )
            _amount(key, value)

    def least(self, indicator: str, unit: str, mean: Floats) -> Floats:
        """In the unit of the indicator, for rows with these baseline means."""
        family = _FAMILY_OF_UNIT.get(unit, _REST)
        spec = self.spec.get(indicator, self.spec.get(base_name(indicator)))
        if spec is None:
            spec = self.spec.get(family, _USUAL.get(family, _USUAL_RELATIVE))
        amount, is_relative = _amount(indicator, spec)
        if not is_relative or unit == "share":
            return np.full(mean.shape, amount)
        return np.asarray(np.abs(mean) * amount, dtype=np.float64)

    def least_of_all(self, unit: str, mean: float) -> float:
        """The smallest that it calls a gain in anything of this unit, for one baseline mean."""
        of_unit = {item.base for item in INDICATORS if item.unit == unit}
        names = ["", *(key for key in self.spec if base_name(key) in of_unit)]
        return min(float(self.least(name, unit, np.array([mean]))[0]) for name in names)


def _amount(key: str, spec: Any) -> tuple[float, bool]:
    """A number, and whether it was said as a percentage."""
    text = str(spec).strip()
    try:
        amount = float(text.removesuffix("%"))
    except ValueError:
        amount = -1.0
    if isinstance(spec, bool) or not 0 <= amount < float("inf"):
        raise ScenarioError(
            f"matters.{key} is {spec}; must be a number of 0 or more, or a percentage such as 1%"
        )
    return (amount / 100, True) if text.endswith("%") else (amount, False)
