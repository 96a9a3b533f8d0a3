"""What reacts to a wait, in words, with its value at the start."""

from __future__ import annotations

from ..scenario.schema import ByWeeks, Selected
from .speech import Speaker


def reacts(speaker: Speaker, spec: Selected, share: ByWeeks, default: str) -> str:
    """That a share reacts to the wait that is seen: where, how, how late, and what it is at first.

    `default` is the station whose wait it is where the share names none.
    """
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
        when=_when(speaker, spec, share),
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
