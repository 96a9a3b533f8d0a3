"""The cases of each level, with their published seeds and how many clients a replication has.

The numbers of clients come from the variance of each estimate: to halve a half-width takes four
times the clients, and with load rho the clients needed grow as (1 - rho) to the power -2.
"""

from __future__ import annotations

from .cases import Case, Level
from .networks import jackson, loss_chain
from .single import (
    deterring,
    general_stay,
    impatient,
    many_desks_two_classes,
    many_places,
    one_desk_three_classes,
    unlimited,
)
from .tandem import Rates, held_places

REPLICATIONS = 20

MANY_PLACES = (
    (1, 0.5, 10_000, 314159),
    (1, 0.8, 45_000, 265358),
    (1, 0.9, 150_000, 979323),
    (3, 0.5, 25_000, 846264),
    (3, 0.8, 110_000, 338327),
    (3, 0.9, 240_000, 950288),
    (10, 0.5, 240_000, 419716),
    (10, 0.8, 130_000, 939937),
    (10, 0.9, 280_000, 510582),
)
VERY_BUSY = (
    (1, 0.95, 500_000, 97494),
    (1, 0.97, 1_400_000, 459230),
    (3, 0.97, 1_500_000, 781640),
    (10, 0.97, 1_600_000, 628620),
)


def cases_of(level: Level) -> tuple[Case, ...]:
    """All cases of a level, in the order in which they are shown."""
    rows = (*MANY_PLACES, *(VERY_BUSY if level is Level.THOROUGH else ()))
    queues = [many_places(c, load, clients, seed, level) for c, load, clients, seed in rows]
    return (*queues, *_single(level), *_networks(level))


def _single(level: Level) -> list[Case]:
    return [
        general_stay(0.8, 0.9, 70_000, 899862, level),
        unlimited("empty", 60_000, 803482, level),
        unlimited("filled", 60_000, 534211, level),
        impatient(3, 0.9, 20_000, 706798, level),
        impatient(10, 1.2, 20_000, 214808, level),
        deterring(1.1, 0.2, 240_000, 8214808, level),
        one_desk_three_classes(120_000, 651328, level),
        many_desks_two_classes(140_000, 230664, level),
    ]


def _networks(level: Level) -> list[Case]:
    return [
        jackson(120_000, 709384, level),
        loss_chain(100_000, 460955, level),
        held_places(Rates(16.0, 20.0, 20.0, 0.0, 3), 30_000, 58223, level),
        held_places(Rates(100.0, 20.0, 25.0, 0.0, 3), 60_000, 172535, level),
        held_places(Rates(12.0, 20.0, 20.0, 0.3, 4), 60_000, 940812, level),
    ]
