"""What a scenario of its own holds: demand, stations with their places, and money."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping

from .chain import Chain, Stop, chain_of
from .following import following, labour_markets, several_lists
from .speech import Speaker


def held(speaker: Speaker) -> Iterator[str]:
    """Sentences about the first day, with what is otherwise on the last."""
    period = speaker.scenario.period
    last = period.end - dt.timedelta(days=1)
    first_chain, last_chain = (chain_of(speaker.scenario, day) for day in (period.start, last))
    yield from _demand(speaker, period.start, last)
    yield from _stations(speaker, first_chain, last_chain)
    yield from _staff(speaker, period.start)
    yield from several_lists(speaker, speaker.scenario.root.pools)
    yield from following(speaker, speaker.scenario.root.pools)
    yield from labour_markets(speaker)
    yield from _money(speaker)


def _demand(speaker: Speaker, first: dt.date, last: dt.date) -> Iterator[str]:
    scenario = speaker.scenario
    begins, ends = (_by_need(speaker, day) for day in (first, last))
    inside = [item for item in scenario.gemeenten.values() if not item.outside]
    many = speaker.say("root.gemeenten", count=len(inside))
    yield speaker.say(
        "root.demand",
        date=speaker.date(first),
        count=_whole(speaker, sum(begins.values())),
        youth=_whole(speaker, sum(item.youth.first for item in inside)),
        gemeenten=many if len(inside) != 1 else speaker.say("root.one_gemeente"),
    )
    for need, count in begins.items():
        told = speaker.say("root.need", need=speaker.need(need), count=_whole(speaker, count))
        yield f"  - {told}{_later(speaker, count, ends[need], last)}"


def _by_need(speaker: Speaker, date: dt.date) -> Mapping[str, float]:
    """Arrivals a year on a day at the mean of the seasons, by need in the order of the file."""
    in_force, result = speaker.in_force, defaultdict[str, float](float)
    day = (date - speaker.scenario.period.start).days
    for need in speaker.scenario.needs:
        result[need] = 0.0
    for group in in_force.groups:
        rate = in_force.rate(group)
        result[group.need] += rate.per_year.at(day) * rate.growth(day)
    return result


def _stations(speaker: Speaker, first: Chain, last: Chain) -> Iterator[str]:
    stops, later = first.stops, {stop.name: stop for stop in last.stops}
    many = (
        speaker.say("root.many", count=len(stops)) if len(stops) != 1 else speaker.say("root.one")
    )
    yield speaker.say("root.stations", many=many, date=speaker.date(first.at))
    for stop in stops:
        then = later[stop.name]
        places = _places(speaker, stop, first)
        if then.places is not None and then.places != stop.places:
            count, date = _whole(speaker, then.places), speaker.date(last.at)
            places += speaker.say("root.places_later", count=count, date=date)
        told = speaker.say(
            "root.station",
            name=speaker.station(stop.name),
            places=places,
            count=_whole(speaker, stop.starts_per_year),
            later=_later(speaker, stop.starts_per_year, then.starts_per_year, last.at),
        )
        yield f"  - {told}"


def _places(speaker: Speaker, stop: Stop, chain: Chain) -> str:
    if stop.places is None:
        return speaker.say("root.no_list")
    count = _whole(speaker, stop.places)
    others = [item.name for item in chain.stops if item.pool == stop.pool and item != stop]
    if stop.by_gemeente:
        return speaker.say("root.by_gemeente", count=count)
    if others:
        names = speaker.listed([speaker.station(name) for name in others])
        return speaker.say("root.pool", count=count, names=names)
    return speaker.say("root.place" if stop.places == 1 else "root.places", count=count)


def _staff(speaker: Speaker, first: dt.date) -> Iterator[str]:
    """The FTE of each gemeente inside the region, where a pool is of each."""
    in_force, by_pool = speaker.in_force, defaultdict[str, list[str]](list)
    for item in in_force.pools:
        if item.gemeente is None or speaker.scenario.gemeenten[item.gemeente].outside:
            continue
        fte = in_force.pool(item.base, item.gemeente).fte
        if fte is not None:
            by_pool[item.base].append(f"{item.gemeente} {speaker.number(round(fte.first, 2))}")
    for name, each in by_pool.items():
        told = speaker.listed(each)
        yield speaker.say(
            "root.staff", name=speaker.pool(name), date=speaker.date(first), each=told
        )


def _later(speaker: Speaker, first: float, last: float, date: dt.date) -> str:
    """The number on the last day, where it is another."""
    if round(first) == round(last):
        return ""
    return speaker.say("root.later", count=_whole(speaker, last), date=speaker.date(date))


def _money(speaker: Speaker) -> Iterator[str]:
    scenario = speaker.scenario
    priced = [name for name, item in scenario.stations.items() if _has_price(item.cost)]
    if scenario.money is None or not priced:
        yield speaker.say("root.no_money")
        return
    yield speaker.say("root.money", year=scenario.money.price_level, count=len(priced))
    budgets = [
        speaker.say("root.one_budget", gemeente=name, amount=speaker.euros(spec.first), year=year)
        for name, by_year in scenario.money.budgets.items()
        for year, spec in by_year.items()
    ]
    if budgets:
        yield speaker.say("root.budget", budgets=speaker.listed(budgets))


def _has_price(cost: object) -> bool:
    fields = ("per_day", "per_start", "per_waiting_day", "per_place_day", "lump_sum_per_year")
    numbers = (getattr(cost, field, None) for field in fields)
    return any(number is not None and any(number.values) for number in numbers)


def _whole(speaker: Speaker, value: float) -> str:
    return speaker.number(round(value))
