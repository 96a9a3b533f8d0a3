"""Random networks in which places follow demand and the wait for them (rule 31).

They have numbers of their own, so that those of before stay as they are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random

from .choices import Dice
from .files import RandomNetwork, Sections

Make = Callable[[Random], RandomNetwork]


def following_network(
    number: int, make: Make, is_valid: Callable[[RandomNetwork], bool]
) -> RandomNetwork:
    """The network of this number: the first that the checks of a scenario let through."""
    attempts = (
        _with_following(make(random), Dice(random))
        for random in (Random(f"following {number} {attempt}") for attempt in range(3000))
    )
    return next(item for item in attempts if item is not None and is_valid(item))


def _with_following(made: RandomNetwork, dice: Dice) -> RandomNetwork | None:
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
