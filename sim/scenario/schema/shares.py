"""Which shares add up to 1 together, so that one that grows takes from the others."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from .interventions import PlacesChange
from .region import Need
from .rows import Route, Stay


@dataclass(frozen=True)
class SharesOfOne:
    """The field that holds them, and who gets what they leave of 1; None: they leave nothing."""

    field: str
    rest: str | None


def shares_of_one(spec: BaseModel) -> SharesOfOne | None:
    """The shares of a row of routes, of ages, of classes of a stay, or of who gives staff."""
    match spec:
        case Route():
            return SharesOfOne("shares", spec.rest)
        case Need(age=dict()):
            return SharesOfOne("age", None)
        case Stay(classes=dict()):
            return SharesOfOne("classes", "beyond the last class")
        case PlacesChange(staff_from=dict()):
            return SharesOfOne("staff_from", "new staff")
        case _:
            return None
