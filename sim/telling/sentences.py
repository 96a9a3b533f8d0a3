"""One intervention as one sentence or a few."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from ..scenario.schema import (
    ByWeeks,
    Change,
    Divert,
    Inflow,
    NextChange,
    Placed,
    PlacesChange,
    Price,
    Selected,
    StayChange,
    WaitingChange,
    WaitOver,
)
from .amounts import SHARES, stands
from .reacting import reacts
from .speech import Speaker, is_ramp

_KIND_OF = {
    "PlacesChange": "places",
    "Inflow": "inflow",
    "StayChange": "stay",
    "NextChange": "next",
    "Price": "price",
    "WaitingChange": "waiting",
}


def sentences_of(speaker: Speaker, placed: Placed) -> Iterator[str]:
    """What an intervention does, when, for whom, and what stands before and after."""
    spec = placed.intervention
    for sentence, standing in _spoken(speaker, placed):
        text = sentence[0].upper() + sentence[1:] + speaker.only(spec)
        yield text + _source(speaker, spec) + standing + "."


def _spoken(speaker: Speaker, placed: Placed) -> Iterator[tuple[str, str]]:
    """Each sentence, and with a change of a number what stands before and after."""
    spec = placed.intervention
    if isinstance(spec, Divert):
        yield _divert(speaker, spec), ""
        return
    if isinstance(spec, NextChange) and isinstance(spec.share, ByWeeks):
        what = speaker.say("next.share", name=_name(speaker, spec), to=_to(speaker, spec))
        follows = reacts(speaker, spec, spec.share, spec.to or "")
        yield f"{what} {follows}" + _taken(speaker, spec), ""
    for field, change in spec.changes.items():
        sentence = _change(speaker, spec, field, change)
        yield sentence, stands(speaker, placed, _key(spec, field), field, change)
    for sentence in (*_followed(speaker, spec), *_staff(speaker, spec), *_switches(speaker, spec)):
        yield sentence, ""


def _key(spec: Selected, field: str) -> str:
    """The phrase for what changes."""
    return f"{_KIND_OF[type(spec).__name__]}.{field}" + (".paid" if _pays(spec) else "")


def _change(speaker: Speaker, spec: Selected, field: str, change: Change) -> str:
    to = _to(speaker, spec)
    values = speaker.values(spec, change, is_share=field in SHARES)
    if isinstance(spec, NextChange) and change.operation == "part":
        name, giver = _name(speaker, spec), speaker.station(spec.taken_from)
        return speaker.say("part", name=name, giver=giver, to=to, values=values)
    what = speaker.say(_key(spec, field), name=_name(speaker, spec), to=to)
    form = change.operation + (".scaled" if change.scale != 1 else "")
    share = speaker.number(change.scale, is_share=True)
    form += ".ramp" if is_ramp(change.number) else ""
    spoken = speaker.say(form, what=what, values=values, share=share)
    if isinstance(spec, NextChange) and field == "share":
        return spoken + _taken(speaker, spec)
    return spoken


def _taken(speaker: Speaker, spec: NextChange) -> str:
    """At the cost of which destination."""
    if spec.taken_from == "proportional":
        return speaker.say("taken.proportional")
    key = "taken.from.out" if spec.taken_from == "out" else "taken.from"
    return speaker.say(key, giver=speaker.station(spec.taken_from))


def _name(speaker: Speaker, spec: Selected) -> str:
    if isinstance(spec, Inflow):
        return speaker.arrivals(spec.arrivals) if spec.arrivals else speaker.say("inflow.all")
    if isinstance(spec, PlacesChange | Price) and spec.pool is not None:
        return speaker.pool(spec.pool)
    return speaker.station(str(getattr(spec, "station", "")))


def _to(speaker: Speaker, spec: Selected) -> str:
    if isinstance(spec, NextChange):
        second = spec.together.station if spec.together is not None else ""
        return speaker.station(spec.to or second)
    return speaker.payer(str(spec.payer)) if isinstance(spec, Price) and _pays(spec) else ""


def _pays(spec: Selected) -> bool:
    """Whether it says who pays a lump sum, which is told with that sum."""
    return isinstance(spec, Price) and None not in (spec.lump_sum_per_year, spec.payer)


def _divert(speaker: Speaker, spec: Divert) -> str:
    name = speaker.station(spec.from_)
    to = speaker.station(next(iter(spec.stations), ""))
    if isinstance(spec.share, ByWeeks):
        share = speaker.say("reacts.share") + " " + reacts(speaker, spec, spec.share, spec.from_)
    else:
        share = speaker.values(spec, spec.share, is_share=True)
    when = ""
    if isinstance(spec.when, WaitOver):
        when = speaker.say("divert.over", weeks=speaker.number(spec.when.wait_over_weeks))
    elif spec.when == "full":
        when = speaker.say("divert.full", name=name)
    key = "divert.past" if spec.is_onward else "divert" if spec.via is None else "divert.via"
    spoken = speaker.say(key, share=share, name=name, to=to, when=when)
    whom = sorted(set(spec.applies_to))
    return spoken + (speaker.say(f"divert.{'_'.join(whom)}") if whom != ["new"] else "")


def _switches(speaker: Speaker, spec: Selected) -> Iterator[str]:
    """What an intervention changes that is no number."""
    name = _name(speaker, spec)
    for field in ("closing", "relocate_to", "moves_to_pool", "when_full", "payer"):
        value = getattr(spec, field, None)
        if field == "closing" and _closes_so_anyway(speaker, spec):
            continue
        if value is not None and not (field == "payer" and _pays(spec)):
            key = f"switch.{field}" + (f".{value}" if field == "closing" else "")
            to = _destination(speaker, field, value)
            yield f"{speaker.say(key, name=name, to=to)} {speaker.when(spec)}"
    if isinstance(spec, StayChange) and spec.at_18 is not None and spec.at_18.goes_to is not None:
        law = speaker.say(f"law.{spec.at_18.goes_to}")
        yield f"{speaker.say('switch.goes_to', name=name, law=law)} {speaker.when(spec)}"
    for field in ("over_capacity", "holds_place"):
        value = getattr(spec, field, None)
        if value is not None and isinstance(spec, WaitingChange | NextChange):
            key = f"switch.{field}.{'yes' if value else 'no'}"
            yield f"{speaker.say(key, name=name)} {speaker.when(spec)}"


def _closes_so_anyway(speaker: Speaker, spec: Selected) -> bool:
    """Whether places close so throughout whatever this says, and it says more than that."""
    if not isinstance(spec, PlacesChange) or not spec.changes:
        return False
    scenario, here = speaker.scenario, (spec.pool, spec.station)
    place = scenario.pools.get(spec.pool or "") or scenario.stations.get(spec.station or "")
    changes = (item.intervention for item in scenario.interventions)
    ways = {
        item.closing
        for item in changes
        if isinstance(item, PlacesChange) and (item.pool, item.station) == here
    }
    return place is not None and ways - {None} == {place.closing}


def _destination(speaker: Speaker, field: str, name: str) -> str:
    if field == "payer":
        return speaker.payer(name)
    return speaker.pool(name) if field == "moves_to_pool" else speaker.station(name)


def _followed(speaker: Speaker, spec: Selected) -> Iterator[str]:
    """That what is planned is not what stays, of places that follow demand and the wait."""
    if not isinstance(spec, PlacesChange) or not spec.changes:
        return
    pool = speaker.scenario.pools.get(spec.pool or "")
    follows = None if pool is None else pool.follows
    if follows is None or (spec.until is not None and spec.until <= follows.from_):
        return
    if follows.most.first or follows.less.first:
        date = speaker.date(max(follows.from_, speaker.scenario.period.start))
        yield speaker.say("follows.on", name=_name(speaker, spec), date=date)


def _staff(speaker: Speaker, spec: Selected) -> Iterator[str]:
    """Where added staff comes from."""
    if not isinstance(spec, PlacesChange) or spec.staff_from is None:
        return
    parts = [
        speaker.say(
            "staff.part",
            share=speaker.number(share.first, is_share=True),
            giver=speaker.pool(giver),
        )
        for giver, share in spec.staff_from.items()
    ]
    new = 1 - fsum(share.first for share in spec.staff_from.values())
    rest = speaker.say("staff.rest", share=speaker.number(new, is_share=True))
    yield speaker.say(
        "staff",
        name=_name(speaker, spec),
        parts=speaker.listed(parts),
        until=speaker.until(spec),
        rest=rest if new > 1e-9 else "",
    )


def _source(speaker: Speaker, spec: Selected) -> str:
    about = spec.about.source if spec.about is not None else None
    key = spec.source or about
    if key is None:
        return ""
    source = speaker.scenario.sources.get(key)
    if source is None:
        return speaker.say("source", source=key)
    year = f", {source.year}" if source.year is not None else ""
    return speaker.say("source", source=source.title + year)
