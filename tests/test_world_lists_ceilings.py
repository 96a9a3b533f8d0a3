"""Rules 8 and 32 together in small worlds: several lists behind one form, and a ceiling on money.

1 February 2021 is day 31, 1 January 2022 day 365.
"""

from __future__ import annotations

from .test_world_lists import PER_DAY, STAY, five, lists, of, played
from .worlds import Comes, World

PRICES = "waiting: {}, cost: {per_day: 100}"
EAST = "{per_year: {2021: %d}, gemeenten: [east], when_reached: stop_intake}"


def stopped(*comes: Comes, switch: float = 0) -> World:
    """Five of the east fill their list for 100 days at 100, and by that the ceiling of the east."""
    text = lists(switch=switch).replace("waiting: {}", PRICES)
    money = f"money: {{price_level: 2021, ceilings: {{care: {EAST % (5 * STAY * 100)}}}}}"
    return played(f"{text}\n    {money}", *five("east"), *comes)


def waiting(count: int, day: float) -> list[Comes]:
    return [Comes(f"w{number}", "desk", day, gemeente="east") for number in range(count)]


def test_every_list_passes_over_whom_a_ceiling_stops():
    urgent = Comes("urgent", "desk", 110, priority=0, gemeente="east")
    world = stopped(*waiting(6, 40), Comes("ann", "desk", 41, gemeente="west"), urgent)

    assert of(world, "w0") == [(40, 365, None, "in_care", None, "help#1")]
    assert of(world, "ann") == [(41, 41, 41 + STAY, "completed", "out", "help#2")]
    # Six wait on the first list, and nobody on it will get one of its five places.
    assert of(world, "urgent") == [(110, 110, 110 + STAY, "completed", "out", "help#1")]


def test_who_is_stopped_finds_no_free_place_on_another_list():
    world = stopped(*waiting(1, 40), switch=7 * PER_DAY)

    # The second list has five, and looks the same from where nobody stands before him.
    assert of(world, "w0") == [(40, 365, None, "in_care", None, "help#1")]


def test_who_is_stopped_goes_to_a_shorter_list_and_waits_there():
    world = stopped(*waiting(2, 40), switch=7 * PER_DAY)

    (first,) = of(world, "w0")
    left, there = of(world, "w1")
    assert first[1] == there[1] == 365
    assert (left[3], left[5], there[5]) == ("switched", "help#1", "help#2")
