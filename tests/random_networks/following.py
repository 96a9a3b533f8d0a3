"""Random networks in which places follow demand and the wait for them (rule 31).

They have numbers of their own, so that those of before stay as they are; from FIRST_WITH_LISTS on
some of these pools are several lists (rule 8).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random

from .choices import Dice
from .files import RandomNetwork, Sections

FIRST_WITH_LISTS = 24
Make = Callable[[Random], RandomNetwork]


def attempt_that_follows(make: Make, number: int, attempt: int) -> RandomNetwork | None:
    """An attempt at the network of this number; None where no pool can follow in it."""
    random = Random(f"following {number} {attempt}")
    made = with_following(make(random), Dice(random))
    if made is not None and number >= FIRST_WITH_LISTS:
        _divide_over_lists(made.sections, Dice(Random(f"lists that follow {number} {attempt}")))
    return made


def with_following(made: RandomNetwork, dice: Dice) -> RandomNetwork | None:
    """The network with one or more pools that follow, over two years at least."""
    pools = made.sections.get("pools", {})
    used = {spec.get("pool") for spec in made.sections["stations"].values()}
    limited = [
        name
        for name, spec in pools.items()
        if name in used and (spec.get("places", "unlimited") != "unlimited" or "staff" in spec)
    ]
    period = made.sections["period"]
    if not limited or (period["end"] - period["start"]).days < 800:
        return None
    for name in limited:
        pools[name]["follows"] = _follows(period["start"], dice)
        for key in ("closing", "relocate_to", "relocate_order"):
            pools[name].pop(key, None)
        if "staff" in pools[name] and dice.chance(0.6):
            pools[name]["profile"] = "hbo"
            made.sections["labour"] = {"hbo": {"most_per_year": dice.item((0.02, 0.1, 0.3))}}
    return made


def _divide_over_lists(sections: Sections, dice: Dice) -> None:
    """Pools that follow have several lists, and many come to the first of them."""
    stations = sections["stations"]
    for name, spec in sections["pools"].items():
        if "follows" not in spec or not dice.chance(0.8):
            continue
        spec.pop("efficiency", None)
        if "staff" in spec:
            spec["staff"] = {"fte": dice.item((9, 14.5, 21)), "clients_per_fte": 1.4}
        else:
            spec["places"] = dice.item((10, 15, 20, 31))
        spec["lists"] = {
            "number": dice.item((2, 3, 4)),
            "spread": dice.item((0, 0.2, 0.5)),
            "choice_spread": dice.item((0.3, 1)),
            "switch_per_week": dice.item((0, 0.2, 1)),
        }
        if spec.get("scope") != "gemeente" and dice.chance(0.5):
            spec["lists"]["near"] = {dice.item(list(sections["gemeenten"])): {1: 0.3, 2: 0.5}}
        here = [key for key, station in stations.items() if station.get("pool") == name]
        stations[here[0]]["stay"] = {"distribution": "exponential", "mean_days": 60}
        for arrival in sections["arrivals"].values():
            if dice.chance(0.6):
                arrival.pop("per_1000_youth", None)
                arrival |= {"enters": here[0], "per_year": dice.item((40, 80))}


def _follows(start: dt.date, dice: Dice) -> Sections:
    return {
        "from": start + dt.timedelta(days=dice.item((0, 200, 400))),
        "weeks": dice.item((0, 1, 4, 14)),
        "per_week": dice.item((0, 0.02, 0.2)),
        "per_change": dice.item((0, 0.01, 0.1)),
        "most": dice.item((0.1, 0.5)),
        "less": dice.item((0.1, 0.5)),
        "lag": dice.item(("0 days", "20 days", "9 weeks")),
    }
