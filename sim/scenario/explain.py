"""A scenario in sentences: what is in force when, with sources, and what it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .effects import ZERO, Effects, Kind
from .explaining.difference import Difference, Value, difference
from .explaining.sentences import sentences_of
from .explaining.sources import count_by_status, numbers_of, status_of
from .explaining.speech import Speaker
from .flows import joined_instead, reached
from .reading import Keys, brief
from .schema import BlockUse, Divert, Number, Placed, Scenario

_HIDDEN = frozenset({"needs", "default", "shares"})
_SHARES = frozenset({"share", "continues", "pgb", "shares", "season", "age"})


def explain(
    scenario: Scenario,
    base: Scenario | None = None,
    *,
    lang: str = "en",
    stations: bool = False,
    sources: bool = False,
    verbose: bool = False,
) -> list[str]:
    """Sentences about a scenario; with `base`, the one it extends, about what it changes of that.

    `stations` adds the description of each station (with `base`: of those that are new or told
    otherwise), `sources` how many numbers there are of each status, `verbose` each number with its
    source.
    """
    speaker = Speaker(scenario, lang)
    told = list(_alone(speaker) if base is None else _beside(speaker, base))
    told += _consecutive_diverts(speaker)
    if stations:
        told += _stations(speaker, base)
    if sources:
        told += ["", *_sources(speaker)]
        told += [_one_source(speaker, *found) for found in numbers_of(scenario)] if verbose else []
    return told


def _alone(speaker: Speaker) -> Iterator[str]:
    scenario = speaker.scenario
    yield speaker.say("root", title=speaker.text(scenario.title, ""), name=scenario.name)
    yield _period(speaker)
    yield speaker.say(f"begin.{scenario.begin}")
    for use in scenario.blocks:
        yield from _block(speaker, use, "block")
        yield from _bullets(speaker, _of_block(scenario.interventions, use.name))
    own = _of_block(scenario.interventions, None)
    if own:
        yield speaker.say("history")
        yield from _bullets(speaker, own)


def _beside(speaker: Speaker, base: Scenario) -> Iterator[str]:
    scenario = speaker.scenario
    found = difference(base, scenario)
    yield speaker.say(
        "extends",
        title=speaker.text(scenario.title, scenario.name),
        name=scenario.name,
        base=speaker.text(base.title, base.name),
        base_name=base.name,
    )
    if found.is_nothing:
        yield speaker.say("same")
    if found.period_differs:
        yield _period(speaker)
    yield from _left_out(Speaker(base, speaker.lang), found)
    for use in found.blocks_new:
        yield from _block(speaker, use, "block.delayed" if use.delay_days else "block")
        yield from _bullets(speaker, _of_block(found.interventions_new, use.name))
    for use in found.blocks_moved:
        yield from _block(speaker, use, "block.moved")
        yield from _bullets(speaker, _of_block(found.interventions_changed, use.name))
    yield from _own(speaker, base, found)


def _left_out(speaker: Speaker, found: Difference) -> Iterator[str]:
    gone = {use.name for use in found.blocks_gone}
    for use in found.blocks_gone:
        title = speaker.text(use.block.title, use.name)
        yield speaker.say("block.gone", title=title, name=use.name)
    lone = [one for one in found.interventions_gone if one.block not in gone]
    if lone:
        yield speaker.say("gone", names=speaker.listed([one.intervention.id for one in lone]))
        yield from _bullets(speaker, lone)


def _own(speaker: Speaker, base: Scenario, found: Difference) -> Iterator[str]:
    own = _of_block(found.interventions_new, None)
    if own:
        yield speaker.say("own")
        yield from _bullets(speaker, own)
    moved = {use.name for use in found.blocks_moved}
    changed = [one for one in found.interventions_changed if one.block not in moved]
    if changed or found.values:
        yield speaker.say("changed", base_name=base.name)
        yield from _bullets(speaker, changed)
        yield from (f"  - {_value(speaker, one)}" for one in found.values)


def _period(speaker: Speaker) -> str:
    period = speaker.scenario.period
    dates = {name: speaker.date(date) for name, date in period}
    return speaker.say("period", **dates)


def _of_block(placed: Iterable[Placed], name: str | None) -> list[Placed]:
    return [one for one in placed if one.block == name]


def _bullets(speaker: Speaker, placed: Iterable[Placed]) -> Iterator[str]:
    for one in placed:
        for sentence in sentences_of(speaker, one.intervention):
            yield f"  - {one.intervention.id}: {sentence}"


def _block(speaker: Speaker, use: BlockUse, key: str) -> Iterator[str]:
    block = use.block
    title = speaker.text(block.title, use.name)
    yield speaker.say(key, title=title, name=use.name, days=use.delay_days)
    yield "  " + _document(speaker, use) + " " + speaker.say(f"effect.{block.effect}")
    if block.expects is not None:
        yield "  " + speaker.say("expects", text=speaker.text(block.expects, ""))
    new = [speaker.station(name) for name in block.stations]
    new += [speaker.pool(name) for name in block.pools]
    if new:
        yield "  " + speaker.say("brings", names=speaker.listed(new))


def _document(speaker: Speaker, use: BlockUse) -> str:
    origin = use.block.from_document
    if origin is None:
        return speaker.say("document.none")
    source = speaker.scenario.sources.get(origin.source)
    title = origin.source if source is None else source.title
    if origin.section is not None:
        title = speaker.say("section", title=title, section=origin.section)
    return speaker.say("document", document=title)


def _value(speaker: Speaker, value: Value) -> str:
    what = ".".join(key for key in value.keys if key not in _HIDDEN)
    old, new = (_spoken(speaker, value.keys, said) for said in (value.old, value.new))
    if value.old is None:
        return speaker.say("value.new", what=what, new=new)
    if value.new is None:
        return speaker.say("value.gone", what=what, old=old)
    return speaker.say("value", what=what, old=old, new=new)


def _spoken(speaker: Speaker, keys: Keys, said: object) -> str:
    if isinstance(said, Number):
        return speaker.said_number(said, is_share=bool(_SHARES & set(keys[-2:])))
    if isinstance(said, bool):
        return speaker.say("yes" if said else "no")
    return brief(said).strip('"')


# ---------------------------------------------------------------------------- diverts


def _consecutive_diverts(speaker: Speaker) -> Iterator[str]:
    """What diverts from one station come to together, where there is more than one."""
    effects = Effects(speaker.scenario)
    for name in speaker.scenario.stations:
        kinds = [one for one in effects.kinds if len(_diverts(effects, name, one)) > 1]
        kinds = [one for one in kinds if name in reached(effects, one)]
        said: dict[Together, list[Kind]] = {}
        for kind in kinds:
            said.setdefault(_together(speaker, effects, name, kind), []).append(kind)
        for (shares, row), alike in said.items():
            yield _diverts_sentence(speaker, name, shares, dict(row), _who(speaker, alike, effects))


def _diverts(effects: Effects, name: str, kind: Kind) -> list[tuple[Divert, float]]:
    """The diverts that still move someone at the end of the period, in order."""
    found = []
    for placed in effects.concerning(kind):
        said = placed.intervention
        if isinstance(said, Divert) and said.from_ == name and said.when == "always":
            share = effects.line(ZERO, ("interventions", said.id, "share"), kind).last
            if share > 0 and "new" in said.applies_to:
                found.append((said, share))
    return found


Together = tuple[tuple[float, ...], tuple[tuple[str, float], ...]]


def _together(speaker: Speaker, effects: Effects, name: str, kind: Kind) -> Together:
    period = speaker.scenario.period
    row = joined_instead(effects, name, kind, (period.end - period.start).days - 1)
    shares = tuple(round(share, 6) for _, share in _diverts(effects, name, kind))
    return shares, tuple((to, round(share, 6)) for to, share in row.items())


def _diverts_sentence(
    speaker: Speaker, name: str, shares: tuple[float, ...], row: dict[str, float], who: str
) -> str:
    station, stay = speaker.station(name), row.pop(name, 0.0)
    parts = [
        speaker.say("diverts.part", count=_of_100(speaker, part), to=speaker.station(to))
        for to, part in row.items()
    ]
    return speaker.say(
        "diverts",
        name=station,
        who=who,
        moved=_of_100(speaker, 1 - stay),
        parts=speaker.listed(parts),
        stay=_of_100(speaker, stay),
        shares=speaker.listed([speaker.number(one, is_share=True) for one in shares]),
    )


def _of_100(speaker: Speaker, share: float) -> str:
    return speaker.number(round(100 * share, 1))


def _who(speaker: Speaker, alike: list[Kind], effects: Effects) -> str:
    """Which clients are meant, when not all of them."""
    if len(alike) == len(effects.kinds):
        return ""
    needs = sorted({speaker.need(one.need) for one in alike})
    gemeenten = sorted({one.gemeente for one in alike})
    every_need = len(needs) == len({one.need for one in effects.kinds})
    every_gemeente = len(gemeenten) == len({one.gemeente for one in effects.kinds})
    parts = [] if every_need else [speaker.say("only.needs", names=speaker.listed(needs))]
    if not every_gemeente:
        parts.append(speaker.say("only.gemeenten", names=speaker.listed(gemeenten)))
    return speaker.say("only", who=", ".join(parts)) if parts else ""


# ---------------------------------------------------------------------------- stations


def _stations(speaker: Speaker, base: Scenario | None) -> Iterator[str]:
    """What each station is, as its file tells it."""
    known = {} if base is None else {name: one.description for name, one in base.stations.items()}
    told = [
        speaker.say("station.told", station=speaker.station(name), name=name, text=text)
        for name, station in speaker.scenario.stations.items()
        if station.description != known.get(name)
        and (text := speaker.text(station.description, ""))
    ]
    if told:
        yield speaker.say("stations")
        yield from (f"  - {one}" for one in told)


# ---------------------------------------------------------------------------- sources


def _sources(speaker: Speaker) -> Iterator[str]:
    counts = count_by_status(speaker.scenario)
    parts = [
        speaker.say(
            "sources.part", count=speaker.number(count), status=speaker.say(f"status.{status}")
        )
        for status, count in counts.items()
    ]
    total = sum(counts.values())
    yield speaker.say("sources", total=speaker.number(total), parts=speaker.listed(parts))
    ranged = sum(number.has_range for _, number in numbers_of(speaker.scenario))
    yield speaker.say("sources.ranges", count=speaker.number(ranged))


def _one_source(speaker: Speaker, keys: Keys, number: Number) -> str:
    what = ".".join(key for key in keys if key not in _HIDDEN)
    spoken = speaker.said_number(number)
    if number.low is not None and number.high is not None:
        low, high = speaker.number(number.low), speaker.number(number.high)
        spoken += f" ({speaker.formats.range(low, high)})"
    elif number.spread is not None:
        spoken += f" (±{number.spread})"
    about = [speaker.say(f"status.{status_of(number)}"), number.source, number.note]
    return f"  {what} = {spoken}: {'; '.join(part for part in about if part)}"


__all__ = ["explain"]
