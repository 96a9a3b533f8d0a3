"""A scenario in sentences: what is in force when, with sources, and what it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ..errors import Keys
from ..scenario.begin import is_file
from ..scenario.schema import BlockUse, Divert, Placed, Scenario
from .assumed import effect_of
from .ceilings import ceilings
from .difference import Difference, difference
from .diverting import consecutive_diverts
from .doubts import doubts
from .following import following, labour_markets, several_lists
from .nothing import changes_nothing
from .origins import one_number
from .reacting import deterring
from .roots import held
from .sentences import sentences_of
from .sources import count_by_status, numbers_of
from .speech import Speaker
from .uses import block_sentence, how_used, other_way_sentence
from .values import value_sentence


def explain(
    scenario: Scenario,
    base: Scenario | None = None,
    *,
    lang: str = "en",
    stations: bool = False,
    sources: bool = False,
    verbose: bool = False,
    files: bool = True,
) -> list[str]:
    """Sentences about a scenario; with `base`, the one it extends, about what it changes of that.

    `stations` adds the description of each station (with `base`: of those that are new or told
    otherwise), `sources` how many numbers there are of each status, `verbose` each number with its
    source. Without `files` no block or other scenario is told by the name of its file.
    """
    speaker = Speaker(scenario, lang, files)
    told = list(_alone(speaker) if base is None else _beside(speaker, base))
    told += consecutive_diverts(speaker)
    told += deterring(speaker, base)
    told += ceilings(speaker, base)
    if stations:
        told += _stations(speaker, base)
    if sources:
        told += ["", *_sources(speaker)]
        told += [one_number(speaker, *result) for result in numbers_of(scenario)] if verbose else []
    return told


def _alone(speaker: Speaker) -> Iterator[str]:
    scenario = speaker.scenario
    yield speaker.say("root", title=speaker.text(scenario.title, ""), name=scenario.name)
    parts = [
        speaker.say("root.part", title=speaker.text(title, name), name=name)
        for name, title in scenario.root.parts.items()
    ]
    if parts:
        yield speaker.say("root.parts", names=speaker.listed(parts))
    yield _period(speaker)
    if is_file(scenario.begin):
        yield speaker.say("begin.file", name=Path(scenario.begin).name)
    else:
        yield speaker.say(f"begin.{scenario.begin}")
    yield from held(speaker)
    yield from _note(speaker, scenario.interventions)
    for use in scenario.blocks:
        yield from _block(speaker, use, block_sentence(speaker, use))
        yield from _bullets(speaker, _of_block(scenario.interventions, use.name))
    own = _of_block(scenario.interventions, None)
    if own:
        yield speaker.say("history")
        yield from _bullets(speaker, own)


def _beside(speaker: Speaker, base: Scenario) -> Iterator[str]:
    scenario = speaker.scenario
    result = difference(base, scenario)
    yield speaker.say(
        "extends",
        title=speaker.text(scenario.title, scenario.name),
        name=scenario.name,
        base=speaker.text(base.title, base.name),
        base_name=base.name,
    )
    if result.is_nothing:
        yield speaker.say("same")
    elif changes_nothing(base, scenario):
        yield speaker.say("same.in_force", base_name=speaker.other(base))
    if result.period_differs:
        yield _period(speaker)
    yield from _note(speaker, result.interventions)
    woken = [name for name in scenario.stations if name in base.asleep]
    if woken:
        names = speaker.listed([speaker.station(name) for name in woken])
        yield speaker.say("wakes", base_name=speaker.other(base), names=names)
    yield from _left_out(replace(speaker, scenario=base), result)
    for use in result.blocks_new:
        yield from _block(speaker, use, block_sentence(speaker, use))
        yield from _bullets(speaker, _of_block(result.interventions_new, use.name))
    for use in result.blocks_moved:
        yield from _block(speaker, use, _moved(speaker, base, use))
        yield from _bullets(speaker, _of_block(result.interventions_changed, use.name))
    yield from _own(speaker, base, result)


def _left_out(speaker: Speaker, result: Difference) -> Iterator[str]:
    gone = {use.name for use in result.blocks_gone}
    for use in result.blocks_gone:
        title = speaker.text(use.block.title, use.name)
        yield speaker.say("block.gone", title=title, which=speaker.which(use.name))
    lone = [item for item in result.interventions_gone if item.block not in gone]
    if lone:
        names = speaker.listed([item.intervention.id for item in lone])
        yield speaker.say("gone" if speaker.files else "gone.below", names=names)
        yield from _bullets(speaker, lone)


def _own(speaker: Speaker, base: Scenario, result: Difference) -> Iterator[str]:
    own = _of_block(result.interventions_new, None)
    if own:
        yield speaker.say("own")
        yield from _bullets(speaker, own)
    moved = {use.name for use in result.blocks_moved}
    changed = [item for item in result.interventions_changed if item.block not in moved]
    values = [value for value in result.values if not _has_a_sentence(value.keys)]
    if changed or values:
        yield speaker.say("changed", base_name=speaker.other(base))
        yield from _bullets(speaker, changed)
        yield from (f"  - {value_sentence(speaker, value)}" for value in values)
    brought = {
        name for use in (*result.blocks_new, *result.blocks_moved) for name in use.block.pools
    }
    pools = [name for name in speaker.scenario.pools if name not in brought]
    yield from several_lists(speaker, pools, base)
    yield from following(speaker, pools, base)
    yield from labour_markets(speaker, base)


def _has_a_sentence(keys: Keys) -> bool:
    """Whether what changes here is told in a sentence of the whole of which it is a part."""
    match keys:
        case ("money", "ceilings", *_) | ("labour", *_):
            return True
        case ("pools", _, "lists" | "follows", *_) | ("stations", _, "waiting", "deterred", *_):
            return True
        case _:
            return False


def _note(speaker: Speaker, placed: Iterable[Placed]) -> Iterator[str]:
    """What stands behind a change of a number; a divert has nothing there."""
    specs = (item.intervention for item in placed)
    if any(spec.changes and not isinstance(spec, Divert) for spec in specs):
        yield speaker.say("stands.note")


def _period(speaker: Speaker) -> str:
    period = speaker.scenario.period
    dates = {name: speaker.date(date) for name, date in period}
    return speaker.say("period", **dates)


def _of_block(placed: Iterable[Placed], name: str | None) -> list[Placed]:
    return [item for item in placed if item.block == name]


def _bullets(speaker: Speaker, placed: Iterable[Placed]) -> Iterator[str]:
    for item in placed:
        for sentence in sentences_of(speaker, item):
            yield f"  - {item.intervention.id}: {sentence}"


def _moved(speaker: Speaker, base: Scenario, use: BlockUse) -> str:
    """That a block is used otherwise than below: on other dates only, or in another way."""
    before = next(item for item in base.blocks if item.name == use.name)
    only_dates = before.use.model_copy(update={"delay": use.delay_days}) == use.use
    if only_dates:
        return block_sentence(speaker, use, moved=True)
    return other_way_sentence(speaker, use)


def _block(speaker: Speaker, use: BlockUse, sentence: str) -> Iterator[str]:
    block = use.block
    yield sentence
    yield from (f"  {item}" for item in how_used(speaker, use))
    yield "  " + _document(speaker, use) + " " + speaker.say(f"effect.{effect_of(block)}")
    if block.expects is not None:
        yield "  " + speaker.say("expects", text=speaker.text(block.expects, ""))
    if block.leaves_open is not None:
        yield "  " + speaker.say("leaves_open", text=speaker.text(block.leaves_open, ""))
    new = [speaker.station(name) for name in block.stations]
    new += [speaker.pool(name) for name in block.pools]
    if new:  # a pool without a title is called as its station, and not twice
        yield "  " + speaker.say("brings", names=speaker.listed(list(dict.fromkeys(new))))
    yield from (f"  {item}" for item in several_lists(speaker, block.pools))
    yield from (f"  {item}" for item in following(speaker, block.pools))


def _document(speaker: Speaker, use: BlockUse) -> str:
    origin = use.block.from_document
    if origin is None:
        return speaker.say("document.none")
    source = speaker.scenario.sources.get(origin.source)
    title = origin.source if source is None else source.title
    if origin.section is not None:
        title = speaker.say("section", title=title, section=origin.section)
    return speaker.say("document", document=title)


# ---------------------------------------------------------------------------- stations


def _stations(speaker: Speaker, base: Scenario | None) -> Iterator[str]:
    """What each station is, as its file tells it."""
    known = {} if base is None else {name: item.description for name, item in base.stations.items()}
    told = [
        speaker.say("station.told", station=speaker.station(name), name=name, text=text)
        for name, station in speaker.scenario.stations.items()
        if station.description != known.get(name)
        and (text := speaker.text(station.description, ""))
    ]
    if told:
        yield speaker.say("stations")
        yield from (f"  - {item}" for item in told)


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
    yield speaker.say("sources.counted")
    yield from doubts(speaker)


__all__ = ["explain"]
