"""Random networks in which what care may cost in a year has a ceiling (rule 32).

They have numbers of their own, so that those of before stay as they are; from FIRST_THAT_GOES_ON
on one ceiling of each is only told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random

from .additions import with_additions
from .choices import Dice
from .files import RandomNetwork, Sections
from .following import with_following
from .reacting import with_reactions

Make = Callable[[Random], RandomNetwork]
FIRST_THAT_GOES_ON = 30
PAYERS = ("gemeente", "gemeente", "gemeente", "zvw")


def attempt_with_ceilings(make: Make, number: int, attempt: int) -> RandomNetwork:
    """An attempt at the network of this number."""
    random = Random(f"ceilings {number} {attempt}")
    made = _with_ceilings(make(random), random)
    if number >= FIRST_THAT_GOES_ON:
        made.sections["money"]["ceilings"]["ceiling0"]["when_reached"] = "go_on"
    return made


def _with_ceilings(made: RandomNetwork, random: Random) -> RandomNetwork:
    """The network with prices and ceilings; some with later constructions, or what follows."""
    dice = Dice(random)
    if dice.chance(0.5):
        with_additions(made.sections, random)
    for add in (with_reactions, with_following):
        if dice.chance(0.4):
            made = add(made, dice) or made
    sections = made.sections
    _put_prices(sections, dice)
    own = [name for name, spec in sections["stations"].items() if "pool" not in spec]
    year, pools = sections["period"]["start"].year, (*sections.get("pools", {}), *own)
    sections["money"] = {
        "price_level": year,
        "index": {year: 1, year + 2: 1.2},
        "ceilings": {
            f"ceiling{number}": _ceiling(sections, pools, dice)
            for number in range(dice.whole(1, 3))
        },
    }
    return made


def _put_prices(sections: Sections, dice: Dice) -> None:
    """Prices of care; staff that is paid by FTE has no price of places or days beside it."""
    stations, pools = sections["stations"], sections.get("pools", {})
    by_fte = {name for name, spec in pools.items() if "per_fte_year" in spec}
    for spec in stations.values():
        spec["cost"] = _cost(dice)
        if spec.get("pool") in by_fte:
            spec["cost"]["per_day"] = 0
    for name, spec in pools.items():
        if name not in by_fte and dice.chance(0.4):
            spec["per_place_day"] = dice.item((20, 150))
    interventions = sections.setdefault("interventions", [])
    start = sections["period"]["start"]
    for number in range(dice.whole(0, 2)):
        change = {"kind": "price", "station": dice.item(tuple(stations)), **_dearer(start, dice)}
        interventions.append({"id": f"dearer{number}", **change})


def _cost(dice: Dice) -> Sections:
    return {
        "per_day": dice.item((0, 40, 120.5)),
        "per_start": dice.item((0, 0, 300)),
        "payer": dice.item(PAYERS),
    }


def _dearer(start: dt.date, dice: Dice) -> Sections:
    later = start + dt.timedelta(days=dice.whole(20, 300))
    if dice.chance(0.3):
        return {"from": later, "payer": dice.item(PAYERS)}
    path = {later: 50, later + dt.timedelta(days=40): 90}
    return {"per_day": dice.item((path, {"path": path, "shape": "ramp"}, {"factor": {later: 2}}))}


def _ceiling(sections: Sections, pools: tuple[str, ...], dice: Dice) -> Sections:
    year = sections["period"]["start"].year
    amount = dice.item((2000, 10_000, 60_000, 300_000))
    spec: Sections = {
        "payer": dice.item(PAYERS),
        "per_year": {year + dice.item((0, 0, 1)): amount},
        "when_reached": dice.item(("stop_intake", "stop_intake", "stop_intake", "go_on")),
    }
    inside = [name for name, item in sections["gemeenten"].items() if not item.get("outside")]
    if dice.chance(0.5) and inside:
        spec["gemeenten"] = inside[: dice.whole(1, len(inside))]
    if dice.chance(0.4):
        spec["pools"] = list(pools[: dice.whole(1, len(pools))])
    return spec
