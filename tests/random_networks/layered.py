"""Random networks of two layers, with a block that starts by what a run sees (rules 22 and 30).

The layer on top says what works on what stands below it: `present`, and places or FTE per 1,000
youth, in a block that may be used in part and later. They have numbers of their own, so that those
of before stay as they are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from random import Random

from .choices import Dice
from .files import RandomNetwork, Sections
from .reacting import is_limited

Make = Callable[[Random], RandomNetwork]
SHARES = (0, 0.3, 0.7)


def attempt_with_layers(make: Make, number: int, attempt: int) -> RandomNetwork | None:
    """An attempt at the network of this number; None where it has no places to change."""
    random = Random(f"layered {number} {attempt}")
    made, dice = make(random), Dice(random)
    sections = made.sections
    stations = [name for name, spec in sections["stations"].items() if is_limited(sections, spec)]
    if not stations:
        return None
    on_what_stands = _on_what_stands(sections, stations, dice)
    by_a_run = _by_a_run(sections, stations, dice)
    extension = {
        "doorstroom": 1,
        "title": {"en": "a layer above"},
        "extends": "random",
        "uses": [_use(sections, dice), "by-a-run"],
    }
    blocks = {"on-what-stands": on_what_stands, "by-a-run": by_a_run}
    return replace(made, extension=extension, blocks=blocks)


def _use(sections: Sections, dice: Dice) -> Sections | str:
    """How the block that works on what stands is used: as it is, or in part and later."""
    options: Sections = {}
    if dice.chance(0.4):
        options["scale"] = dice.item((0.5, 1.5))
    if dice.chance(0.3):
        options["delay"] = dice.item(("40 days", "9 weeks"))
    return {"on-what-stands": options} if options else "on-what-stands"


# ------------------------------------------------------------------ what works on what stands


def _on_what_stands(sections: Sections, stations: list[str], dice: Dice) -> Sections:
    """Paths that begin at what stands, and places or FTE by youth."""
    interventions = []
    for number in range(dice.whole(2, 4)):
        make = dice.item((_places, _places, _rate, _route, _who_goes_on, _who_pays))
        made = make(sections, dice.item(stations), dice)
        interventions.append({"id": f"present-{number}", **made})
    for number in range(dice.whole(1, 2)):
        made = _by_youth(sections, dice.item(stations), dice)
        interventions.append({"id": f"by-youth-{number}", **made})
    return {"block": 1, "title": {"en": "on what stands"}, "interventions": interventions}


def _path(sections: Sections, dice: Dice, values: tuple[float, ...]) -> Sections:
    """From what stands on one day to another number on a later one, in a step or a ramp."""
    begin, end = sections["period"]["start"], sections["period"]["end"]
    first = begin + dt.timedelta(dice.whole(0, 150))
    last = min(first + dt.timedelta(dice.whole(1, 200)), end - dt.timedelta(100))
    path = {first: "present", max(last, first + dt.timedelta(1)): dice.item(values)}
    return {"path": path, "shape": dice.item(("step", "ramp"))}


def _place_of(sections: Sections, station: str) -> tuple[Sections, Sections]:
    """How the places of a station are named, and what the file says of them."""
    spec = sections["stations"][station]
    if "pool" in spec:
        return {"pool": spec["pool"]}, sections["pools"][spec["pool"]]
    return {"station": station}, spec


def _places(sections: Sections, station: str, dice: Dice) -> Sections:
    named, spec = _place_of(sections, station)
    key = dice.item(("fte", "clients_per_fte")) if "staff" in spec else "number"
    return {"kind": "places", **named, key: _path(sections, dice, (1, 2, 4))}


def _rate(sections: Sections, station: str, dice: Dice) -> Sections:
    key = dice.item(("drops_out_per_week", "longer_stay_per_week"))
    sections["stations"][station].setdefault("waiting", {}).setdefault(key, 0.1)
    return {"kind": "waiting", "station": station, key: _path(sections, dice, (0, 0.05, 0.5))}


def _route(sections: Sections, station: str, dice: Dice) -> Sections:
    to = dice.item((*sections["stations"], "out", "early"))
    return {"kind": "next", "station": station, "to": to, "share": _path(sections, dice, SHARES)}


def _who_goes_on(sections: Sections, station: str, dice: Dice) -> Sections:
    sections["stations"][station].setdefault("at_18", {"continues": 0.5, "end_age": 20})
    at_18 = {"continues": _path(sections, dice, (0, 1))}
    return {"kind": "stay", "station": station, "at_18": at_18}


def _who_pays(sections: Sections, station: str, dice: Dice) -> Sections:
    return {"kind": "inflow", "pgb": _path(sections, dice, SHARES)}


def _by_youth(sections: Sections, station: str, dice: Dice) -> Sections:
    named, spec = _place_of(sections, station)
    first = sections["period"]["start"] + dt.timedelta(dice.whole(0, 200))
    added: Sections = {"add_per_1000_youth": {first: dice.item((0.7, 2, 5))}}
    if dice.chance(0.3):
        added["shape"] = "ramp"
        added["add_per_1000_youth"][first + dt.timedelta(60)] = dice.item((0, 1, 8))
    return {"kind": "places", **named, "fte" if "staff" in spec else "number": added}


# ------------------------------------------------------------------ what starts by a run


def _by_a_run(sections: Sections, stations: list[str], dice: Dice) -> Sections:
    """A block that starts once the list of a station has been long."""
    watched = dice.item(stations)
    waiting = sections["stations"][watched].setdefault("waiting", {})
    waiting.setdefault("reference_weeks", dice.item((0, 3, 12)))
    when: Sections = {
        "station": watched,
        "seen_wait_over_weeks": dice.item((0.5, 2, 6)),
        "reviews": dice.item((1, 2, 3)),
    }
    if dice.chance(0.4):
        when["not_before"] = sections["period"]["start"] + dt.timedelta(dice.whole(1, 250))
    others = [name for name in sections["stations"] if name != watched]
    whom = dice.item((["new"], ["new", "waiting"], ["new", "waiting", "running"]))
    share = {"0 days": dice.item((0.3, 1)), "80 days": dice.item((0, 0.5))}
    moves = {"kind": "divert", "from": watched, "to": dice.item(others), "share": share}
    interventions = [{"id": "moves", **moves, "applies_to": whom}]
    named, spec = _place_of(sections, watched)
    more = {"add": {"0 days": dice.item((1, 3)), "9 weeks": dice.item((0, 2))}}
    key = "fte" if "staff" in spec else "number"
    interventions.append({"id": "more", "kind": "places", **named, key: more})
    if dice.chance(0.5):
        shorter = {"kind": "stay", "station": watched, "factor": {"30 days": 0.5}}
        interventions.append({"id": "shorter", **shorter, "until": "300 days"})
    return {
        "block": 1,
        "title": {"en": "by a run"},
        "starts_when": when,
        "interventions": interventions,
    }
