"""Cases with one station: waiting, leaving the list, priorities, no waiting at all."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from .cases import (
    Case,
    Level,
    Quantity,
    Stream,
    exponential,
    judged_days,
    lognormal,
    scenario_text,
)
from .chains import solve
from .formulas import (
    Class,
    ManyPlaces,
    cobham_many,
    cobham_single,
    erlang_a,
    lognormal_square,
    poisson_above,
    pollaczek_khinchine,
)
from .measures import LeftUnserved, MeanNumber, MeanWait, NumberAbove, WaitsLonger

STAY_DAYS = 0.05
MOST_CLIENTS = 400_000
POINTS = (0.2, 0.5, 1.0)
GSTH = "Gross et al. 2008, Fundamentals of Queueing Theory, section"


def _one_desk(
    name: str,
    desk: Mapping[str, Any],
    per_day: float,
    *,
    days: float,
    source: str,
    seed: int,
    quantities: tuple[Quantity, ...],
    periods: int = 1,
) -> Case:
    """Customers of one kind, who come to one desk and leave from it."""
    stream = Stream("customers", per_day, "desk")
    stations = {"desk": {**desk, "next": {"out": 1}}}
    text = scenario_text(name, (stream,), stations, days=days)
    return Case(name, source, seed, text, quantities, periods)


def many_places(places: int, load: float, clients: float, seed: int, level: Level) -> Case:
    """M/M/c: mean wait, who waits, and three points of the distribution of the wait."""
    theory = ManyPlaces(places, places * load / STAY_DAYS, STAY_DAYS)
    name = f"M/M/{places}, load {load}"
    desk = {"places": places, "stay": exponential(STAY_DAYS)}
    periods = math.ceil(clients / MOST_CLIENTS)
    days = judged_days(clients / periods, theory.arrivals_per_day, level)
    points = [share * theory.wait_of_those_who_wait_days for share in POINTS]
    return _one_desk(
        name,
        desk,
        theory.arrivals_per_day,
        days=days,
        source=f"{GSTH} 2.3 (Erlang C)",
        seed=seed,
        quantities=(
            Quantity("mean wait (days)", theory.mean_wait_days, MeanWait("desk")),
            Quantity("share who wait", theory.waits, WaitsLonger("desk", 0.0)),
            *(
                Quantity(
                    f"share who wait over {point:.4f} days",
                    theory.waits_longer(point),
                    WaitsLonger("desk", point),
                )
                for point in points
            ),
        ),
        periods=periods,
    )


def general_stay(load: float, sigma: float, clients: float, seed: int, level: Level) -> Case:
    """M/G/1 with lognormal stays."""
    per_day = load / STAY_DAYS
    name = f"M/G/1, load {load}, lognormal sigma {sigma}"
    desk = {"places": 1, "stay": lognormal(STAY_DAYS, sigma)}
    wait = pollaczek_khinchine(per_day, STAY_DAYS, lognormal_square(STAY_DAYS, sigma))
    return _one_desk(
        name,
        desk,
        per_day,
        days=judged_days(clients, per_day, level),
        source=f"{GSTH} 5.1 (Pollaczek-Khinchine)",
        seed=seed,
        quantities=(
            Quantity("mean wait (days)", wait, MeanWait("desk")),
            Quantity("share who wait", load, WaitsLonger("desk", 0.0)),
        ),
    )


def unlimited(begin: str, clients: float, seed: int, level: Level) -> Case:
    """M/G/infinity with lognormal stays: the number in care is Poisson."""
    per_day, mean_days, sigma = 2.0, 20.0, 0.9
    occupancy = per_day * mean_days
    name = f"M/G/infinity, begin: {begin}"
    care = {"stay": lognormal(mean_days, sigma), "next": {"out": 1}}
    days = judged_days(clients, per_day, level)
    return Case(
        name=name,
        source=f"{GSTH} 5.2 (the number in care is Poisson)",
        seed=seed,
        text=scenario_text(
            name, (Stream("customers", per_day, "care"),), {"care": care}, days=days, begin=begin
        ),
        quantities=(
            Quantity("mean number in care", occupancy, MeanNumber("care", "in_care")),
            *(
                Quantity(
                    f"share of time over {number} in care",
                    poisson_above(occupancy, number),
                    NumberAbove("care", number),
                )
                for number in (36, 44)
            ),
        ),
    )


def impatient(places: int, load: float, clients: float, seed: int, level: Level) -> Case:
    """Erlang-A: who waits too long leaves the list, at a constant hazard."""
    per_day, patience_days = places * load / STAY_DAYS, 2 * STAY_DAYS
    theory = erlang_a(places, per_day, STAY_DAYS, patience_days)
    name = f"Erlang-A, {places} places, load {load}"
    desk = {
        "places": places,
        "stay": exponential(STAY_DAYS),
        "waiting": {"drops_out_per_week": 7 / patience_days},
    }
    return _one_desk(
        name,
        desk,
        per_day,
        days=judged_days(clients, per_day, level),
        source="Mandelbaum and Zeltyn 2007, the Palm/Erlang-A queue",
        seed=seed,
        quantities=(
            Quantity("mean wait (days)", theory.mean_wait_days, MeanWait("desk")),
            Quantity("share who wait", theory.waits, WaitsLonger("desk", 0.0)),
            Quantity("share who drop out", theory.abandons, LeftUnserved("desk")),
        ),
    )


def deterring(load: float, share: float, clients: float, seed: int, level: Level) -> Case:
    """Who finds no place free turns away in part: a birth-death chain.

    The known arrivals have none of those who turned away, so 1 / (1 - share) as many come.
    """
    places = 3
    known_per_day = places * load / STAY_DAYS * (1 - share)
    per_day = known_per_day / (1 - share)
    chain = solve(0, lambda here: _steps_of_deterring(here, places, per_day, share))
    joining = per_day * chain.mean(lambda here: 1.0 if here < places else 1 - share)
    name = f"Deterred, {places} places, load {load}, {share:.0%} turn away"
    desk = {
        "places": places,
        "stay": exponential(STAY_DAYS),
        "waiting": {"deterred": {"share": share}},
    }
    return _one_desk(
        name,
        desk,
        known_per_day,
        days=judged_days(clients, per_day, level),
        source="a birth-death chain, solved",
        seed=seed,
        quantities=(
            Quantity("mean in care", joining * STAY_DAYS, MeanNumber("desk", "in_care")),
            Quantity(
                "mean waiting",
                chain.mean(lambda here: float(max(here - places, 0))),
                MeanNumber("desk", "waiting"),
            ),
            Quantity("share who turn away", 1 - joining / per_day, LeftUnserved("desk")),
        ),
    )


_MOST_PRESENT = 400


def _steps_of_deterring(
    here: int, places: int, per_day: float, share: float
) -> Iterator[tuple[float, int]]:
    if here < _MOST_PRESENT:
        yield (per_day if here < places else per_day * (1 - share)), here + 1
    if here:
        yield min(here, places) / STAY_DAYS, here - 1


def one_desk_three_classes(clients: float, seed: int, level: Level) -> Case:
    """Cobham, M/G/1: three priorities, each with stays of its own."""
    streams = tuple(
        Stream(name, per_day, "desk", priority)
        for priority, (name, per_day) in enumerate(
            {"urgent": 4.0, "usual": 6.0, "later": 8.0}.items()
        )
    )
    stays = {
        "urgent": {"distribution": "fixed", "days": 0.06},
        "usual": lognormal(0.05, 0.8),
        "later": exponential(0.04),
    }
    waits = cobham_single(
        [
            Class(4.0, 0.06, 0.06**2),
            Class(6.0, 0.05, lognormal_square(0.05, 0.8)),
            Class(8.0, 0.04, 2 * 0.04**2),
        ]
    )
    return _cobham(
        "Cobham, M/G/1, three priorities", streams, {"places": 1, "stay": stays}, waits,
        judged_days(clients, 18.0, level), seed,
    )  # fmt: skip


def many_desks_two_classes(clients: float, seed: int, level: Level) -> Case:
    """Cobham, M/M/c: two priorities at four desks, load 0.9."""
    places, rates = 4, (24.0, 48.0)
    streams = tuple(
        Stream(name, rate, "desk", priority)
        for priority, (name, rate) in enumerate(zip(("urgent", "usual"), rates, strict=True))
    )
    waits = cobham_many(places, rates, STAY_DAYS)
    desk = {"places": places, "stay": exponential(STAY_DAYS)}
    days = judged_days(clients, sum(rates), level)
    return _cobham("Cobham, M/M/4, two priorities", streams, desk, waits, days, seed)


def _cobham(
    name: str,
    streams: tuple[Stream, ...],
    desk: dict[str, object],
    waits: list[float],
    days: float,
    seed: int,
) -> Case:
    return Case(
        name=name,
        source="Cobham 1954; Gross et al. 2008, section 3.3",
        seed=seed,
        text=scenario_text(name, streams, {"desk": {**desk, "next": {"out": 1}}}, days=days),
        quantities=tuple(
            Quantity(f"mean wait of {stream.name} (days)", wait, MeanWait("desk", stream.priority))
            for stream, wait in zip(streams, waits, strict=True)
        ),
    )
