"""Cases with more stations: a Jackson network, and refusals that go on to another station."""

from __future__ import annotations

from typing import Any

from .cases import (
    Case,
    Level,
    Quantity,
    Stations,
    Stream,
    exponential,
    judged_days,
    lognormal,
    scenario_text,
)
from .formulas import ManyPlaces, erlang_b, jackson_rates
from .measures import LeftUnserved, MeanNumber, RefusedOfAll

STAY_DAYS = 0.05
NAMES = ("a", "b", "c")
PLACES = (1, 2, 3)
LOADS = (0.8, 0.75, 0.9)
ENTERING_PER_DAY = (6.0, 4.0, 2.0)
ROUTES = ((0.0, 0.5, 0.3), (0.2, 0.0, 0.4), (0.1, 0.3, 0.0))


def jackson(clients: float, seed: int, level: Level) -> Case:
    """Three stations that send clients on and back, each an M/M/c of its own."""
    alone = _alone()
    streams = tuple(
        Stream(f"to {name}", rate, name) for name, rate in zip(NAMES, ENTERING_PER_DAY, strict=True)
    )
    title = "Jackson, three stations with feedback"
    days = judged_days(clients, sum(ENTERING_PER_DAY), level)
    return Case(
        name=title,
        source="Jackson 1957; Gross et al. 2008, section 4.2",
        seed=seed,
        text=scenario_text(title, streams, _jackson_stations(alone), days=days),
        quantities=tuple(
            Quantity(f"mean number at {name}", queue.mean_number, MeanNumber(name))
            for name, queue in alone.items()
        ),
    )


def _alone() -> dict[str, ManyPlaces]:
    """Each station as if it stood alone, its stay chosen to give its load."""
    rates = jackson_rates(ENTERING_PER_DAY, ROUTES)
    return {
        name: ManyPlaces(places, rate, load * places / rate)
        for name, places, load, rate in zip(NAMES, PLACES, LOADS, rates, strict=True)
    }


def _jackson_stations(alone: dict[str, ManyPlaces]) -> Stations:
    return {
        name: {
            "places": queue.places,
            "stay": exponential(queue.stay_days),
            "next": {
                **{to: share for to, share in zip(NAMES, row, strict=True) if share},
                "rest": "out",
            },
        }
        for (name, queue), row in zip(alone.items(), ROUTES, strict=True)
    }


def loss_chain(clients: float, seed: int, level: Level) -> Case:
    """Nobody waits: who finds the first station full tries the second, once.

    Together they are one Erlang-B group, whatever the distribution of the stay.
    """
    first, second, offered = 8, 4, 10.0
    per_day = offered / STAY_DAYS
    stations = {
        "first": _without_list(first, limit=0, when_full="second"),
        "second": _without_list(second, limit=0),
    }
    name = "Erlang-B chain, lognormal stays"
    days = judged_days(clients, per_day, level)
    at_first, at_both = erlang_b(first, offered), erlang_b(first + second, offered)
    return Case(
        name=name,
        source="Sevastyanov 1957 (insensitivity); Gross et al. 2008, section 2.5",
        seed=seed,
        text=scenario_text(name, (Stream("customers", per_day, "first"),), stations, days=days),
        quantities=(
            Quantity("share the first refuses", at_first, LeftUnserved("first")),
            Quantity("share the second refuses", at_both / at_first, LeftUnserved("second")),
            Quantity("share refused by both", at_both, RefusedOfAll("first", ("first", "second"))),
        ),
    )


def _without_list(places: int, **waiting: Any) -> dict[str, Any]:
    return {
        "places": places,
        "stay": lognormal(STAY_DAYS, 1.0),
        "waiting": waiting,
        "next": {"out": 1},
    }
