"""Numbers of places of which a part follows demand and the wait (rule 31)."""

from __future__ import annotations

from dataclasses import dataclass

from .timelines import Timeline

FOLLOWS = "follows"
"""What the number of a pool is multiplied with, as a run made it."""


@dataclass(frozen=True)
class Followed:
    """A number of places or FTE on each day: `times` the factor of following, and `plus`."""

    times: Timeline
    plus: Timeline

    def at(self, factor: Timeline) -> Timeline:
        """The number with this factor."""
        return self.times * factor + self.plus
