"""How much worse a counter-indicator may become: fixed, and never wider than what is a gain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import ScenarioError
from ..indicators.guards import GUARDS, PUT_IN, Guard
from .matters import Matters


@dataclass(frozen=True)
class Margins:
    """The margins of an experiment, by name of a guard; it may only make them smaller.

    What it calls a gain it calls a harm too: where less matters than a margin, that is the margin.
    """

    spec: Mapping[str, Any] = field(default_factory=dict)
    matters: Matters = field(default_factory=Matters)

    def __post_init__(self) -> None:
        fixed = {guard.name: guard for guard in (*GUARDS, *PUT_IN)}
        for name, value in self.spec.items():
            if name not in fixed:
                raise ScenarioError(
                    f"margins.{name} is {value}; there is no counter-indicator of this name; name "
                    f"one of {', '.join(fixed)}"
                )
            most = fixed[name].margin
            amount = _number(value)
            if amount is None or not 0 <= amount <= most:
                raise ScenarioError(
                    f"margins.{name} is {value}; must be a number from 0 to {most:g}; an "
                    "experiment may make a margin smaller, never wider"
                )

    def of(self, guard: Guard) -> float:
        """The margin of a guard."""
        return _number(self.spec.get(guard.name, guard.margin)) or 0.0

    def least_of(self, guard: Guard, *, weeks: float, cost: float) -> float:
        """The margin where the baseline has these mean weeks, and this cost (0: not known)."""
        margin = self.of(guard)
        match guard.unit:
            case "weeks":
                return min(margin, self.matters.least_of_all("weeks", weeks))
            case "per_1000":
                return min(margin, 1000 * self.matters.least_of_all("share", 1.0))
        return min(margin, self.matters.least_of_all("eur", cost) / cost) if cost else margin


def _number(spec: Any) -> float | None:
    """A number, or a percentage as a part; None for what is neither."""
    text = str(spec).strip()
    try:
        amount = float(text.removesuffix("%"))
    except ValueError:
        return None
    if isinstance(spec, bool):
        return None
    return amount / 100 if text.endswith("%") else amount
