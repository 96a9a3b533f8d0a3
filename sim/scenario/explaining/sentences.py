"""One intervention as one sentence or a few."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from ..schema import (
    Change,
    Divert,
    Inflow,
    NextChange,
    PlacesChange,
    Price,
    Selected,
    WaitingChange,
    WaitOver,
)
from .speech import Speaker, is_ramp

_KIND_OF = {
    "PlacesChange": "places",
    "Inflow": "inflow",
    "StayChange": "stay",
    "NextChange": "next",
    "Price": "price",
    "WaitingChange": "waiting",
}
_SHARES = ("share", "returns.share", "together.share", "at_18.continues")


def sentences_of(speaker: Speaker, said: Selected) -> Iterator[str]:
    """What an intervention does, when and for whom."""
    spoken = (
        [_divert(speaker, said)]
        if isinstance(said, Divert)
        else [
            *(_change(speaker, said, field, change) for field, change in said.changes.items()),
            *_staff(speaker, said),
            *_switches(speaker, said),
        ]
    )
    for sentence in spoken:
        text = sentence[0].upper() + sentence[1:] + speaker.only(said)
        yield text + _source(speaker, said) + "."


def _change(speaker: Speaker, said: Selected, field: str, change: Change) -> str:
    to = _to(speaker, said)
    key = f"{_KIND_OF[type(said).__name__]}.{field}" + (".paid" if _pays(said) else "")
    what = speaker.say(key, name=_name(speaker, said), to=to)
    values = speaker.values(said, change, is_share=field in _SHARES)
    form = change.operation + (".ramp" if is_ramp(change.number) else "")
    spoken = speaker.say(form, what=what, values=values)
    if isinstance(said, NextChange) and field == "share":
        if said.taken_from == "proportional":
            return spoken + speaker.say("taken.proportional")
        return spoken + speaker.say("taken.from", giver=speaker.station(said.taken_from))
    return spoken


def _name(speaker: Speaker, said: Selected) -> str:
    if isinstance(said, Inflow):
        return ", ".join(said.arrivals) if said.arrivals else speaker.say("inflow.all")
    if isinstance(said, PlacesChange | Price) and said.pool is not None:
        return speaker.pool(said.pool)
    return speaker.station(str(getattr(said, "station", "")))


def _to(speaker: Speaker, said: Selected) -> str:
    if isinstance(said, NextChange):
        second = said.together.station if said.together is not None else ""
        return speaker.station(said.to or second)
    return str(said.payer) if isinstance(said, Price) and _pays(said) else ""


def _pays(said: Selected) -> bool:
    """Whether it says who pays a lump sum, which is told with that sum."""
    return isinstance(said, Price) and None not in (said.lump_sum_per_year, said.payer)


def _divert(speaker: Speaker, said: Divert) -> str:
    name, to = speaker.station(said.from_), speaker.station(said.to)
    share = speaker.values(said, said.share, is_share=True)
    when = ""
    if isinstance(said.when, WaitOver):
        when = speaker.say("divert.over", weeks=speaker.number(said.when.wait_over_weeks))
    elif said.when == "full":
        when = speaker.say("divert.full", name=name)
    spoken = speaker.say("divert", share=share, name=name, to=to, when=when)
    whom = sorted(set(said.applies_to))
    return spoken + (speaker.say(f"divert.{'_'.join(whom)}") if whom != ["new"] else "")


def _switches(speaker: Speaker, said: Selected) -> Iterator[str]:
    """What an intervention changes that is no number."""
    name = _name(speaker, said)
    for field in ("closing", "relocate_to", "moves_to_pool", "when_full", "payer"):
        value = getattr(said, field, None)
        if value is not None and not (field == "payer" and _pays(said)):
            key = f"switch.{field}" + (f".{value}" if field == "closing" else "")
            to = value if field == "payer" else _destination(speaker, field, value)
            yield f"{speaker.say(key, name=name, to=to)} {speaker.when(said)}"
    for field in ("over_capacity", "holds_place"):
        value = getattr(said, field, None)
        if value is not None and isinstance(said, WaitingChange | NextChange):
            key = f"switch.{field}.{'yes' if value else 'no'}"
            yield f"{speaker.say(key, name=name)} {speaker.when(said)}"


def _destination(speaker: Speaker, field: str, name: str) -> str:
    return speaker.pool(name) if field == "moves_to_pool" else speaker.station(name)


def _staff(speaker: Speaker, said: Selected) -> Iterator[str]:
    """Where added staff comes from."""
    if not isinstance(said, PlacesChange) or said.staff_from is None:
        return
    parts = [
        speaker.say(
            "staff.part",
            share=speaker.number(share.first, is_share=True),
            giver=speaker.pool(giver),
        )
        for giver, share in said.staff_from.items()
    ]
    new = 1 - fsum(share.first for share in said.staff_from.values())
    rest = speaker.say("staff.rest", share=speaker.number(new, is_share=True))
    yield speaker.say(
        "staff",
        name=_name(speaker, said),
        parts=speaker.listed(parts),
        until=speaker.until(said),
        rest=rest if new > 1e-9 else "",
    )


def _source(speaker: Speaker, said: Selected) -> str:
    about = said.about.source if said.about is not None else None
    key = said.source or about
    if key is None:
        return ""
    source = speaker.scenario.sources.get(key)
    if source is None:
        return speaker.say("source", source=key)
    year = f", {source.year}" if source.year is not None else ""
    return speaker.say("source", source=source.title + year)
