"""How much each pool is asked for beside the places that it has, year by year, before any run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from ..in_force import InForce
from ..traffic.equations import cells_of
from ..traffic.flows import Traffic

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Load:
    """A pool by its name, those of all gemeenten together; arrays have a number for each year.

    `asked` are the clients in care at once if nobody waited, `places` what is planned, and
    `care_price` what a day in care costs there, in euros of the price level.
    """

    name: str
    stations: tuple[str, ...]
    asked: Floats
    places: Floats
    care_price: Floats

    @property
    def shares(self) -> Floats:
        """What is asked over the places: above 1 a list can only grow, whoever it is."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(self.asked / self.places)


def middle_of(year: int, in_force: InForce) -> int:
    """The day since the start that stands for a year."""
    return (dt.date(year, 7, 1) - in_force.scenario.period.start).days


def loads_of(in_force: InForce, traffic: Traffic, years: Sequence[int]) -> dict[str, Load]:
    """The load of every pool whose places are limited and that anybody asks for."""
    days = [middle_of(year, in_force) for year in years]
    by_day = [_of_day(in_force, traffic, day) for day in days]
    result = {}
    for base in dict.fromkeys(pool.base for pool in in_force.pools):
        here = [by_station.get(base, {}) for by_station in by_day]
        stations = tuple(dict.fromkeys(name for some in here for name in some))
        places = [_places(in_force, base, day) for day in days]
        if stations and max(places) < inf:
            asked = [sum(clients for clients, _ in some.values()) for some in here]
            paid = [sum(price for _, price in some.values()) for some in here]
            price = np.divide(paid, asked, out=np.zeros(len(days)), where=np.array(asked) > 0)
            result[base] = Load(base, stations, np.array(asked), np.array(places), price)
    return result


def _places(in_force: InForce, base: str, day: int) -> float:
    return sum(
        in_force.pool(base, pool.gemeente).given.at(day)
        for pool in in_force.pools
        if pool.base == base
    )


def _of_day(
    in_force: InForce, traffic: Traffic, day: int
) -> dict[str, dict[str, tuple[float, float]]]:
    """By pool and station the clients at once, and what a day of all of them costs."""
    at_once = traffic.at_once(day)
    result: dict[str, dict[str, tuple[float, float]]] = {}
    for number, name in enumerate(in_force.scenario.stations):
        prices = in_force.price(name, "per_day")
        for at in np.flatnonzero(at_once[:, number] > 0).tolist():
            group, clients = in_force.groups[at], float(at_once[at, number])
            pool = in_force.membership(name, group.gemeente).at(day)
            here = result.setdefault(pool.base, {})
            before, paid = here.get(name, (0.0, 0.0))
            here[name] = before + clients, paid + clients * prices.of(group).at(day)
    return result


def upstream_first(
    in_force: InForce, traffic: Traffic, day: int, loads: Sequence[Load]
) -> list[str]:
    """The names of pools, those first from which more go on to others than come from them."""
    joins, onward = _joining_and_onward(traffic, day)
    # Of who is at a station, how often they come to each station from there on.
    visits = np.linalg.pinv(np.eye(joins.size) - onward)
    place = {name: at for at, name in enumerate(in_force.scenario.stations)}
    of_pool = {load.name: [place[name] for name in load.stations] for load in loads}

    def goes_on(giver: str, getter: str) -> float:
        rows = of_pool[giver]
        return float((joins[rows] @ visits[np.ix_(rows, of_pool[getter])]).sum())

    def behind(name: str) -> int:
        others = (item for item in of_pool if item != name)
        return sum(goes_on(other, name) > goes_on(name, other) for other in others)

    return sorted(of_pool, key=behind)


def _joining_and_onward(traffic: Traffic, day: int) -> tuple[Floats, Floats]:
    """Who joins each station a day, and which part of them goes on to each station."""
    strands = traffic.strands
    weights = np.bincount(
        strands.of_group, weights=traffic.arrivals_per_day(day), minlength=len(strands)
    )
    size = len(strands.stations)
    joins, moves = np.zeros(size), np.zeros((size, size))
    for flows in traffic.flows(day):
        for at, strand in enumerate(flows.strands.tolist()):
            joins += weights[strand] * flows.starts[at]
            for matrix in (flows.moves[at], flows.beside[at]):
                for line, column, share in cells_of(matrix):
                    moves[line, column] += weights[strand] * share
    return joins, np.divide(
        moves, joins[:, None], out=np.zeros_like(moves), where=joins[:, None] > 0
    )
