"""What is in force in scenarios that several ask about: worked out once for each."""

from __future__ import annotations

from ..scenario.schema import Scenario
from .room import InForce


class InForces:
    """What is planned in each scenario that was asked for, by which object it is."""

    def __init__(self) -> None:
        self._known: dict[int, InForce] = {}

    def of(self, scenario: Scenario) -> InForce:
        """What is in force in a scenario; it is kept, and with it the scenario."""
        if id(scenario) not in self._known:
            self._known[id(scenario)] = InForce(scenario)
        return self._known[id(scenario)]

    def take(self, scenario: Scenario) -> InForce:
        """The same for who asks last: it is kept no longer."""
        return self._known.pop(id(scenario), None) or InForce(scenario)
