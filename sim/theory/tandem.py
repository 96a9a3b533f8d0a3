"""Two desks without room between them: places that are held, and rings, against a Markov chain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .cases import Case, Level, Quantity, Stations, Stream, exponential, judged_days, scenario_text
from .chains import Stationary, solve
from .measures import MeanNumber, StartsPerDay


class Tandem(NamedTuple):
    """Two desks of one place each; who have finished hold a place until the next is theirs.

    `first` and `second`: i idle, s serving, b blocked. `waiting` are those who wait for the first
    and do not hold the second; when the first finishes while the second is blocked, they swap.
    """

    first: str
    second: str
    waiting: int


class Rates(NamedTuple):
    """Rates a day, the share that comes back to the first desk, and how many may wait there."""

    arriving: float
    first: float
    second: float
    back: float
    limit: int


def tandem_chain(rates: Rates) -> Stationary[Tandem]:
    """The exact chances of the tandem, rings included."""

    def moves(here: Tandem) -> Iterator[tuple[float, Tandem]]:
        yield rates.arriving, _arrived(here, rates.limit)
        if here.first == "s":
            yield rates.first, _first_finished(here)
        if here.second == "s":
            yield rates.second * (1 - rates.back), _left(here)
            if rates.back:
                yield rates.second * rates.back, _wants_back(here, rates.limit)

    return solve(Tandem("i", "i", 0), moves)


def _arrived(here: Tandem, limit: int) -> Tandem:
    if here.first == "i":
        return here._replace(first="s")
    return here if here.waiting >= limit else here._replace(waiting=here.waiting + 1)


def _first_finished(here: Tandem) -> Tandem:
    if here.second == "i":
        return _first_freed(here._replace(second="s"))
    if here.second == "s":
        return here._replace(first="b")
    return here._replace(second="s")  # each holds what the other wants: a ring


def _first_freed(here: Tandem) -> Tandem:
    if here.waiting:
        return here._replace(first="s", waiting=here.waiting - 1)
    return here._replace(first="i")


def _left(here: Tandem) -> Tandem:
    if here.first == "b":
        return _first_freed(here._replace(second="s"))
    return here._replace(second="i")


def _wants_back(here: Tandem, limit: int) -> Tandem:
    if here.first == "i":
        return here._replace(first="s", second="i")
    if here.waiting >= limit:
        return _left(here)  # refused: the limit binds all who join
    if here.first == "b":
        return here._replace(first="s", second="s")
    return here._replace(second="b")


def held_places(rates: Rates, clients: float, seed: int, level: Level) -> Case:
    """Blocked after service, with rings where clients come back to the first desk."""
    days = judged_days(clients, rates.arriving, level)
    name = f"Held places, {rates.arriving:g} arrivals a day" + (", rings" if rates.back else "")
    stream = Stream("customers", rates.arriving, "first")
    return Case(
        name=name,
        source="its Markov chain, solved exactly",
        seed=seed,
        text=scenario_text(name, (stream,), _tandem_stations(rates), days=days),
        quantities=tuple(_tandem_quantities(tandem_chain(rates), rates)),
    )


def _tandem_stations(rates: Rates) -> Stations:
    return {
        "first": {
            "places": 1,
            "stay": exponential(1 / rates.first),
            "holds_place": True,
            "waiting": {"limit": rates.limit},
            "next": {"second": 1},
        },
        "second": {
            "places": 1,
            "stay": exponential(1 / rates.second),
            "holds_place": True,
            "next": {"first": rates.back, "rest": "out"} if rates.back else {"out": 1},
        },
    }


def _tandem_quantities(chain: Stationary[Tandem], rates: Rates) -> Iterator[Quantity]:
    yield Quantity(
        "starts a day at the second",
        chain.mean(lambda here: rates.first * (here.first == "s")),
        StartsPerDay("second"),
    )
    yield Quantity(
        "mean number blocked in the first",
        chain.mean(lambda here: here.first == "b"),
        MeanNumber("first", "blocked"),
    )
    yield Quantity(
        "mean number waiting for the first",
        chain.mean(lambda here: here.waiting + (here.second == "b")),
        MeanNumber("first", "waiting"),
    )
    if rates.back:
        yield Quantity(
            "mean number blocked in the second",
            chain.mean(lambda here: here.second == "b"),
            MeanNumber("second", "blocked"),
        )
