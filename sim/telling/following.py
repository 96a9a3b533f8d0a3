"""Places that follow demand and the wait, pools of several lists, and labour markets, in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from ..scenario.schema import Follows, Lists, Pool, Scenario
from .difference import says_the_same
from .speech import Speaker


def several_lists(
    speaker: Speaker, pools: Iterable[str], base: Scenario | None = None
) -> Iterator[str]:
    """That some of these pools are several providers, each with a list of its own (rule 8).

    What `base` says too is left out.
    """
    for name, known, pool in _beside(speaker, pools, base):
        before, spec = (None if item is None else item.lists for item in (known, pool))
        if says_the_same(before, spec):
            continue
        was = speaker.say("lists.one") if before is None else speaker.number(before.number)
        if spec is None:
            yield speaker.say("lists.gone", name=speaker.pool(name), before=was)
        else:
            yield speaker.say(
                "lists",
                name=speaker.pool(name),
                number=speaker.number(spec.number),
                instead=speaker.say("lists.instead", before=was) if known is not None else "",
                parts="".join(_of_lists(speaker, spec)),
            )


def _beside(
    speaker: Speaker, pools: Iterable[str], base: Scenario | None
) -> Iterator[tuple[str, Pool | None, Pool]]:
    """Each of these pools that there is, with what it is in `base`."""
    for name in pools:
        pool = speaker.scenario.pools.get(name)
        if pool is not None:
            yield name, None if base is None else base.pools.get(name), pool


def _of_lists(speaker: Speaker, spec: Lists) -> Iterator[str]:
    """How they differ, who chooses which, and who looks for another."""
    for key, deviation in (("sizes", spec.spread.first), ("choice", spec.choice_spread.first)):
        if deviation:
            times = speaker.number(round(math.exp(deviation), 2))
            yield speaker.say(f"lists.{key}", times=times, spread=speaker.number(deviation))
    for gemeente, near in spec.near.items():
        for number, part in near.items():
            share = speaker.number(part.first, is_share=True)
            yield speaker.say("lists.near", gemeente=gemeente, number=number, share=share)
    if any(spec.switch_per_week.values):
        share = speaker.said_number(spec.switch_per_week, is_share=True)
        yield speaker.say("lists.switch", share=share)
    else:
        yield speaker.say("lists.no_switch")


def following(
    speaker: Speaker, pools: Iterable[str], base: Scenario | None = None
) -> Iterator[str]:
    """That the places of some of these pools follow demand and the wait, and how (rule 31).

    What `base` says too is left out.
    """
    for name, known, pool in _beside(speaker, pools, base):
        before, spec = (None if item is None else item.follows for item in (known, pool))
        if spec is None and before is not None:
            yield speaker.say("follows.gone", name=speaker.pool(name))
        elif spec is not None and not says_the_same(before, spec):
            yield _places(speaker, name, spec)


def labour_markets(speaker: Speaker, base: Scenario | None = None) -> Iterator[str]:
    """By how much the staff of a profile may grow; what `base` says too is left out."""
    known, mine = {} if base is None else base.labour, speaker.scenario.labour
    for profile in known:
        if profile not in mine:
            yield speaker.say("labour.gone", profile=profile)
    for profile, spec in mine.items():
        if not says_the_same(known.get(profile), spec):
            most = speaker.number(spec.most_per_year.first, is_share=True)
            yield speaker.say("labour", profile=profile, most=most)


def _places(speaker: Speaker, name: str, spec: Follows) -> str:
    shares = {
        key: speaker.number(getattr(spec, key).first, is_share=True)
        for key in ("per_week", "per_change", "most", "less")
    }
    days = speaker.number(spec.lag)
    return speaker.say(
        "follows",
        name=speaker.pool(name),
        date=speaker.date(spec.from_),
        lag=speaker.say("follows.lag", days=days) if spec.lag else speaker.say("follows.at_once"),
        weeks=speaker.number(spec.weeks.first),
        **shares,
    )
