"""Random networks: small scenario files that use every feature of the model in odd combinations.

`network(number)` makes the same file each time; `networks` is the same as a Hypothesis strategy,
with choices that Hypothesis may shrink. Both are files that `sim.load` takes. `played` replays one.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from random import Random

from hypothesis import assume
from hypothesis import strategies as st

from .additions import with_additions
from .arrivals import arrivals, gemeente, need
from .attempts import Attempt, first_valid, is_valid
from .ceilings import attempt_with_ceilings
from .choices import Dice, Region
from .files import Identity, RandomNetwork, Sections, loaded
from .following import attempt_that_follows
from .interventions import intervention
from .layered import attempt_with_layers
from .places import pool
from .playing import Played, identities, played
from .reacting import attempt_that_reacts
from .stations import station

__all__ = [
    "ATTEMPTS",
    "FIRST_WITH_ADDITIONS",
    "NETWORKS",
    "Identity",
    "Played",
    "RandomNetwork",
    "Sections",
    "following",
    "identities",
    "loaded",
    "network",
    "networks",
    "played",
    "random_network",
    "reacting",
    "with_ceilings",
    "with_layers",
]

NETWORKS = 360
"""How many the tests look at."""
FIRST_WITH_ADDITIONS = 300
"""From this number on networks have constructions that came later."""
START = dt.date(2021, 1, 1)
STATIONS = ("advice", "team", "clinic", "home", "crisis", "ward", "coach")
POOLS = ("staff", "beds", "rooms")
GEMEENTEN = ("Town", "Village", "Harbour", "Hill", "Elsewhere")
NEEDS = ("light", "mind", "heavy")


def network(number: int) -> RandomNetwork:
    """The network of this number: the first that the checks of a scenario let through."""
    return first_valid("plain", number, ATTEMPTS["plain"])


def reacting(number: int) -> RandomNetwork:
    """The same for networks in which something follows from what happens (rule 28)."""
    return first_valid("reacting", number, ATTEMPTS["reacting"])


def following(number: int) -> RandomNetwork:
    """The same for networks in which places follow (rule 31)."""
    return first_valid("following", number, ATTEMPTS["following"])


def with_ceilings(number: int) -> RandomNetwork:
    """The same for networks in which what care may cost has a ceiling (rule 32)."""
    return first_valid("ceilings", number, ATTEMPTS["ceilings"])


def with_layers(number: int) -> RandomNetwork:
    """The same for networks of two layers, with a block that a run may start (rules 22 and 30)."""
    return first_valid("layered", number, ATTEMPTS["layered"])


@st.composite
def networks(draw: st.DrawFn) -> RandomNetwork:
    """Random networks that the checks let through, for Hypothesis."""
    made = random_network(draw(st.randoms(use_true_random=False)))
    assume(is_valid(made))
    return made


def random_network(random: Random) -> RandomNetwork:
    """A scenario file that is right but for what checks of the whole find, and how to run it."""
    dice = Dice(random)
    region = Region(
        dice,
        days=dice.whole(365, 1461),
        stations=STATIONS[: dice.whole(3, len(STATIONS))],
        pools=POOLS[: dice.whole(0, len(POOLS))],
        gemeenten=GEMEENTEN[: dice.item((1, 1, 2, 2, 3, 5))],
        needs=NEEDS[: dice.whole(1, len(NEEDS))],
    )
    days = sorted({dice.whole(1, region.days - 1) for _ in range(dice.whole(1, 3))})
    region.dates = tuple(START + dt.timedelta(days=day) for day in days)
    end = START + dt.timedelta(days=region.days)
    region.sections = {
        "doorstroom": 1,
        "title": {"en": "random network"},
        "period": {"start": START, "report_from": dice.item((START, region.dates[0])), "end": end},
        "begin": dice.item(("empty", "filled")),
        "gemeenten": {name: gemeente(region, name) for name in region.gemeenten},
        "needs": {name: need(region) for name in region.needs},
        "arrivals": arrivals(region),
        "pools": {name: pool(region) for name in region.pools},
        "stations": {name: station(region, name) for name in region.stations},
    }
    if not region.pools:
        del region.sections["pools"]
    made = [item for _ in range(dice.whole(0, 12)) for item in intervention(region)]
    if made:
        ids = ({"id": f"i{number}", **spec} for number, spec in enumerate(made, 1))
        region.sections["interventions"] = list(ids)
    return RandomNetwork(
        region.sections,
        by_whole_days=dice.chance(0.4),
        scale=dice.item((1.0, 1.0, 1.0, 0.5, 1.5)),
        seed=dice.whole(0, 99),
    )


def _attempt(number: int, attempt: int) -> RandomNetwork:
    made = random_network(Random(f"{number} {attempt}"))
    if number >= FIRST_WITH_ADDITIONS:
        with_additions(made.sections, Random(f"added {number} {attempt}"))
    return made


ATTEMPTS: dict[str, Attempt] = {
    "plain": _attempt,
    "reacting": partial(attempt_that_reacts, random_network),
    "following": partial(attempt_that_follows, random_network),
    "ceilings": partial(attempt_with_ceilings, random_network),
    "layered": partial(attempt_with_layers, random_network),
}
"""By kind of network how it is tried to make one."""
