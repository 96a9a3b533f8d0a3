"""What reacts to a wait, in words, with its value at the start."""

from __future__ import annotations

from collections.abc import Iterator

from ..in_force import raised
from ..scenario.schema import ByWeeks, Scenario, Selected
from .difference import says_the_same
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
        known = before.waiting.deterred if before is not None else None
        if spec is None and known is not None:
            yield speaker.say("deterred.gone", name=speaker.station(name))
        if spec is None or says_the_same(known, spec):
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
