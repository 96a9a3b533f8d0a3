"""Constructions that came later, put into networks of before: from number 300 on, each its share.

They have dice of their own, so that the first 300 networks stay as they were.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .choices import Dice
from .files import Sections


def with_additions(sections: Sections, random: Random) -> Sections:
    """The same file with some of the constructions below, where they fit."""
    dice = Dice(random)
    for add in ADDITIONS:
        if dice.chance(0.4):
            add(sections, dice)
    return sections


def staff_of_places(sections: Sections, dice: Dice) -> None:
    """A station with places whose staff is counted, and one with staff that takes some of it."""
    fte = dice.item((0.25, 0.5, 1.5))
    _new_pool(sections, dice, "wards", {"places": dice.item((2, 4, 6)), "fte_per_place": fte})
    staff = {"fte": dice.item((0.5, 1, 2)), "clients_per_fte": dice.item((1, 1.5, 3))}
    _new_pool(sections, dice, "movers", {"staff": staff, "productive_after_days": 30})
    made = {
        "id": "moving-staff", "kind": "places", "pool": "movers",
        "fte": {"add": {_date(sections, dice): dice.item((0.3, 0.7))}},
        "staff_from": {"wards": dice.item((0.5, 1))},
    }  # fmt: skip
    sections.setdefault("interventions", []).append(made)


def staff_is_paid(sections: Sections, dice: Dice) -> None:
    """Pools whose staff is counted are paid by FTE; one more station has such staff."""
    staff = {"fte": dice.item((1, 2, 4)), "clients_per_fte": dice.item((1, 1.5))}
    _new_pool(sections, dice, "office", {"staff": staff, "per_fte_year": 90000})
    for spec in sections.get("pools", {}).values():
        if ("staff" in spec or "fte_per_place" in spec) and dice.chance(0.8):
            spec["per_fte_year"] = dice.item((1000, 90000))


def _new_pool(sections: Sections, dice: Dice, name: str, spec: Sections) -> None:
    """A pool in place of the places that some station has, or of the pool that it drew from."""
    station = sections["stations"][dice.item(list(sections["stations"]))]
    for key in ("places", "scope", "closing", "relocate_to", "relocate_order"):
        station.pop(key, None)
    station["pool"] = name
    sections.setdefault("pools", {})[name] = spec


def _date(sections: Sections, dice: Dice) -> object:
    """One of the dates on which things happen already."""
    period = sections["period"]
    return dice.item(sorted({period["start"], period["report_from"]}))


ADDITIONS: tuple[Callable[[Sections, Dice], None], ...] = (staff_of_places, staff_is_paid)
