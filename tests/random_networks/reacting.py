"""Random networks in which something follows from what happens (rule 28).

They have numbers of their own, so that those of before stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .choices import Dice
from .files import RandomNetwork, Sections

LINES = (
    {0: 0, 4: 1},
    {0: 1, 2: 0},
    {0: 0, 3: 0.4, 20: 0.9},
    {1: 0.1, 8: 0.6, 30: 0.2},
)
Make = Callable[[Random], RandomNetwork]


def attempt_that_reacts(make: Make, number: int, attempt: int) -> RandomNetwork | None:
    """An attempt at the network of this number; None where nothing can be watched in it."""
    random = Random(f"reacting {number} {attempt}")
    return with_reactions(make(random), Dice(random))


def with_reactions(made: RandomNetwork, dice: Dice) -> RandomNetwork | None:
    """The network with shares that follow the wait for one or two of its stations."""
    stations = made.sections["stations"]
    limited = [name for name, spec in stations.items() if is_limited(made.sections, spec)]
    if not limited:
        return None
    interventions = made.sections.setdefault("interventions", [])
    for number in range(dice.whole(1, 3)):
        watched = dice.item(limited)
        waiting = stations[watched].setdefault("waiting", {})
        waiting.setdefault("reference_weeks", dice.item((0, 3, 12)))
        interventions.append({"id": f"r{number}", **_reaction(made.sections, watched, dice)})
        if dice.chance(0.6):
            waiting.setdefault("deterred", _deterred(dice))
            if dice.chance(0.3):
                spec = {"factor": {made.sections["period"]["report_from"]: 0.5}}
                less = {"kind": "waiting", "station": watched, "deterred": spec}
                interventions.append({"id": f"d{number}", **less})
    return made


def _deterred(dice: Dice) -> Sections:
    """Some who would go on the list turn away, and some of them ask again."""
    spec: Sections = {"share": dice.item((0.3, {"by_weeks": dice.item(LINES[2:])}))}
    if dice.chance(0.6):
        spec["again"] = {"share": dice.item((0.5, 0.9)), "mean_days": dice.item((5, 40))}
        if dice.chance(0.5):
            spec["again"]["dearer"] = 1.5
    return spec


def is_limited(sections: Sections, spec: Sections) -> bool:
    """Whether a station has places that may run out."""
    pool = sections.get("pools", {}).get(spec.get("pool"), spec)
    return pool.get("places", "unlimited") != "unlimited" or "staff" in pool


def _reaction(sections: Sections, watched: str, dice: Dice) -> Sections:
    names = [*sections["stations"]]
    share: Sections = {"by_weeks": dice.item(LINES)}
    if dice.chance(0.3):
        share["lag"] = dice.item(("31 days", "9 weeks"))
    if dice.chance(0.2):
        share["from"] = sections["period"]["report_from"]
    if dice.chance(0.5):
        others = [name for name in names if name != watched]
        made: Sections = {"kind": "divert", "from": watched, "to": dice.item(others)}
        made["applies_to"] = dice.item((["new"], ["new", "waiting"], ["new", "running"]))
        return {**made, "share": share}
    made = {"kind": "next", "station": dice.item(names), "to": dice.item((*names, "out"))}
    return {**made, "share": {**share, "of": watched}}
