"""What reacts to a wait, in words, with its value at the start; places that follow, and lists."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from ..in_force import raised
from ..scenario.schema import ByWeeks, Follows, Lists, Scenario, Selected
from .speech import Speaker


def reacts(speaker: Speaker, spec: Selected, share: ByWeeks, default: str) -> str:
    """That a share reacts to the wait that is seen: where, how, how late, and what it is at first.

    `default` is the station whose wait it is where the share names none.
    """
    return _follows(speaker, default, share, _when(speaker, spec, share))


def _follows(speaker: Speaker, default: str, share: ByWeeks, when: str) -> str:
    station = share.of or default
    points = [
        speaker.say(
            "reacts.point",
            share=speaker.number(number.first, is_share=True),
            weeks=speaker.number(weeks),
        )
        for weeks, number in share.by_weeks.items()
    ]
    return speaker.say(
        "reacts",
        name=speaker.station(station),
        points=speaker.listed(points),
        lag=speaker.say("reacts.lag", days=speaker.number(share.lag)) if share.lag else "",
        when=when,
        start=_at_first(speaker, station, share),
    )


def _when(speaker: Speaker, spec: Selected, share: ByWeeks) -> str:
    dates = [date for date in (spec.begin, share.from_) if date is not None]
    since = speaker.say("only_from", date=speaker.date(max(dates))) if dates else ""
    return (since or speaker.say("always")) + speaker.until(spec)


def _at_first(speaker: Speaker, station: str, share: ByWeeks) -> str:
    """What it is at the wait that is seen at first."""
    reactions = speaker.in_force.reactions
    weeks = reactions.reference_weeks(station)
    value = next(item for item in reactions.all if item.spec is share).at(weeks)
    shown = speaker.number(round(value, 4), is_share=True)
    return speaker.say("reacts.start", share=shown, weeks=speaker.number(weeks))


def deterring(speaker: Speaker, base: Scenario | None) -> Iterator[str]:
    """Whom lists deter, and by how much known arrivals are raised; what `base` says is left out."""
    for name, station in speaker.scenario.stations.items():
        spec = station.waiting.deterred
        before = base.stations.get(name) if base is not None else None
        if spec is None or (before is not None and before.waiting.deterred == spec):
            continue
        if isinstance(spec.share, ByWeeks):
            follows = _follows(speaker, name, spec.share, speaker.say("always"))
            share = f"{speaker.say('reacts.share')} {follows}"
        else:
            share = speaker.said_number(spec.share, is_share=True)
        yield speaker.say("deterred", name=speaker.station(name), share=share)
        yield from _raised(speaker, name)


def _raised(speaker: Speaker, name: str) -> Iterator[str]:
    arrivals, in_force = speaker.scenario.arrivals, speaker.in_force
    here = [group for group in in_force.groups if arrivals[group.arrival].enters == name]
    more = max((raised(in_force, group) for group in here), default=1.0) - 1.0
    if more > 0:
        yield speaker.say("deterred.raised", share=speaker.number(round(more, 4), is_share=True))


# ------------------------------------------------------------------ places


def several_lists(speaker: Speaker, pools: Iterable[str]) -> Iterator[str]:
    """That some of these pools are several providers, each with a list of its own (rule 8)."""
    for name in pools:
        pool = speaker.scenario.pools.get(name)
        if pool is not None and pool.lists is not None:
            parts = "".join(_of_lists(speaker, pool.lists))
            number = speaker.number(pool.lists.number)
            yield speaker.say("lists", name=speaker.pool(name), number=number, parts=parts)


def _of_lists(speaker: Speaker, spec: Lists) -> Iterator[str]:
    """How they differ, who chooses which, and who looks for another."""
    for key, deviation in (("sizes", spec.spread.first), ("choice", spec.choice_spread.first)):
        if deviation:
            times = speaker.number(round(math.exp(deviation), 2))
            yield speaker.say(f"lists.{key}", times=times)
    for gemeente, near in spec.near.items():
        for number, part in near.items():
            share = speaker.number(part.first, is_share=True)
            yield speaker.say("lists.near", gemeente=gemeente, number=number, share=share)
    if any(spec.switch_per_week.values):
        share = speaker.said_number(spec.switch_per_week, is_share=True)
        yield speaker.say("lists.switch", share=share)
    else:
        yield speaker.say("lists.no_switch")


def following(speaker: Speaker, pools: Iterable[str]) -> Iterator[str]:
    """That the places of some of these pools follow demand and the wait, and how (rule 31)."""
    for name in pools:
        pool = speaker.scenario.pools.get(name)
        if pool is not None and pool.follows is not None:
            yield _places(speaker, name, pool.follows)


def labour_markets(speaker: Speaker) -> Iterator[str]:
    """By how much the staff of a profile may grow."""
    for profile, spec in speaker.scenario.labour.items():
        most = speaker.number(spec.most_per_year.first, is_share=True)
        yield speaker.say("labour", profile=profile, most=most)


def _places(speaker: Speaker, name: str, spec: Follows) -> str:
    shares = {
        key: speaker.number(getattr(spec, key).first, is_share=True)
        for key in ("per_week", "per_change", "most", "less")
    }
    return speaker.say(
        "follows",
        name=speaker.pool(name),
        date=speaker.date(spec.from_),
        lag=speaker.number(spec.lag),
        weeks=speaker.number(spec.weeks.first),
        **shares,
    )
