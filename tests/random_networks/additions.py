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
        if dice.chance(0.7 if add is several_lists else 0.4):
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


def by_a_gate(sections: Sections, dice: Dice) -> None:
    """A gate that clients of one station or two go by first, and a divert beside it (rule 15)."""
    stations = sections["stations"]
    names = list(stations)
    onward = dice.item((0.4, 0.8, 1))
    gate: Sections = {
        "group": "gate",
        "next": {"onward": onward, "rest": dice.item(("out", *names))},
    }
    if dice.chance(0.7):
        gate["stay"] = {"distribution": "exponential", "mean_days": dice.item((5, 40))}
    if dice.chance(0.6):
        gate["places"] = dice.item((1, 2, 4))
        gate["waiting"] = {"drops_out_per_week": dice.item((0, 0.1))}
    gate["holds_place"] = dice.chance(0.2)
    for number, name in enumerate(dice.some(names)[:2]):
        made: Sections = {
            "id": f"by-gate{number}",
            "kind": "divert",
            "from": name,
            "via": "analysis",
        }
        made["applies_to"] = dice.item((["new"], ["new", "waiting"], ["waiting"]))
        if dice.chance(0.2):
            made["when"] = dice.item(("full", {"wait_over_weeks": 4}))
        made["share"] = {_date(sections, dice): dice.item((0.3, 0.7, 1))}
        _add(sections, made)
        if dice.chance(0.5):
            to = dice.item([other for other in names if other != name])
            beside = {"id": f"beside{number}", "kind": "divert", "from": name, "to": to}
            _add(sections, {**beside, "share": {_date(sections, dice): dice.item((0.2, 0.5))}})
    stations["analysis"] = gate


def past_a_gate(sections: Sections, dice: Dice) -> None:
    """A gate where some arrive, and that some of them pass by (rule 15)."""
    stations = sections["stations"]
    names = list(stations)
    first, second = dice.item(names), dice.item(names)
    row = (
        {first: 0.5, "rest": "out"} if first == second else {first: 0.4, second: 0.3, "rest": "out"}
    )
    stay = {"distribution": "exponential", "mean_days": dice.item((5, 40))}
    stations["letters"] = {
        "group": "gate", "places": dice.item((1, 3)), "stay": stay, "next": row,
        "waiting": {"drops_out_per_week": 0.05},
    }  # fmt: skip
    for spec in sections["arrivals"].values():
        if dice.chance(0.6):
            spec["enters"] = "letters"
    made: Sections = {"id": "past-gate", "kind": "divert", "from": "letters", "to": "onward"}
    made["applies_to"] = dice.item((["new"], ["new", "waiting"]))
    _add(sections, {**made, "share": {_date(sections, dice): dice.item((0.3, 0.7, 1))}})


def part_of_a_row(sections: Sections, dice: Dice) -> None:
    """A part of what goes to one destination goes to another; growth and budgets that change."""
    names = list(sections["stations"])
    station, giver = dice.item(names), dice.item((*names, "out"))
    to = dice.item([name for name in (*names, "early") if name != giver])
    _add(sections, {
        "id": "part", "kind": "next", "station": station, "to": to, "taken_from": giver,
        "share": {"part": {_date(sections, dice): dice.item((0.2, 0.6))}},
    })  # fmt: skip
    _add(sections, {
        "id": "growth", "kind": "inflow",
        "growth_per_year": {_date(sections, dice): dice.item((-0.2, 0.3))},
        "pgb": {_date(sections, dice): dice.item((0, 0.5, 1))},
    })  # fmt: skip


def another_law(sections: Sections, dice: Dice) -> None:
    """Who goes on after 18, until what age and under which law change on a day."""
    station = dice.item(list(sections["stations"]))
    at_18 = {"end_age": dice.item((18.5, 20, 25)), "goes_to": dice.item(("wlz", "zvw"))}
    sections["stations"][station].setdefault("at_18", {"continues": 0.5, "end_age": 19})
    made = {"id": "another-law", "kind": "stay", "station": station, "at_18": at_18}
    _add(sections, {**made, "from": _date(sections, dice)})


def _add(sections: Sections, made: Sections) -> None:
    sections.setdefault("interventions", []).append(made)


def several_lists(sections: Sections, dice: Dice) -> None:
    """A pool of several lists, for one station or two, with clients who go to another list."""
    spec: Sections = {"places": dice.item((10, 15, 20, 31))}
    lists: Sections = {"number": dice.item((2, 3, 4)), "switch_per_week": dice.item((0.2, 1, 0))}
    if dice.chance(0.8):
        lists |= {"spread": dice.item((0.2, 0.5)), "choice_spread": dice.item((0.3, 1))}
    if dice.chance(0.8):
        gemeente = dice.item(list(sections["gemeenten"]))
        lists["near"] = {gemeente: {1: 0.3, 2: 0.5}}
    if dice.chance(0.3):
        spec |= {"closing": "relocate", "relocate_to": dice.item(list(sections["stations"]))}
    _new_pool(sections, dice, "desks", {**spec, "lists": lists})
    if dice.chance(0.5):
        _new_pool(sections, dice, "desks", {**spec, "lists": lists})
    if dice.chance(0.5):
        number = {_date(sections, dice): dice.item((10, 14, 22))}
        made = {"id": "other-places", "kind": "places", "pool": "desks", "number": number}
        sections.setdefault("interventions", []).append(made)
    for name, arrival in sections["arrivals"].items():
        if name == "stream-0" or dice.chance(0.5):
            _many_come(sections, arrival)


def _many_come(sections: Sections, arrival: Sections) -> None:
    """So many come to the stations of the lists that they wait."""
    here = [name for name, spec in sections["stations"].items() if spec.get("pool") == "desks"]
    arrival["enters"] = here[0]
    sections["stations"][here[0]]["stay"] = {"distribution": "exponential", "mean_days": 60}
    arrival.pop("per_1000_youth", None)
    arrival["per_year"] = 60


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


ADDITIONS: tuple[Callable[[Sections, Dice], None], ...] = (
    staff_of_places,
    staff_is_paid,
    by_a_gate,
    past_a_gate,
    part_of_a_row,
    another_law,
    several_lists,
)
