"""How a scenario uses a block, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from ..scenario.schema import BlockUse, Lever, StartsWhen
from .speech import Speaker


def block_sentence(speaker: Speaker, use: BlockUse, *, moved: bool = False) -> str:
    """That a block is used, or (`moved`) comes on other dates, and how much later or earlier."""
    key = "block.moved" if moved else "block"
    if use.delay_days < 0:
        key += ".earlier"
    elif use.delay_days and not moved:
        key += ".delayed"
    return _named(speaker, key, use)


def other_way_sentence(speaker: Speaker, use: BlockUse) -> str:
    """That a block is used in another way than in the scenario below."""
    return _named(speaker, "block.other", use)


def _named(speaker: Speaker, key: str, use: BlockUse) -> str:
    title = speaker.text(use.block.title, use.name)
    return speaker.say(key, title=title, which=speaker.which(use.name), days=abs(use.delay_days))


def how_used(speaker: Speaker, item: BlockUse) -> Iterator[str]:
    """What this use says beside the name of the block: its name, aim, size, choices, and gaps."""
    use, spec = item.use, item.block.starts_when
    if spec is not None:
        yield _if(speaker, item, spec)
    if use.as_ is not None and speaker.files:
        yield speaker.say("use.as", block=use.file)
    if use.gemeenten is not None:
        yield speaker.say("use.gemeenten", names=speaker.listed(list(use.gemeenten)))
    if use.scale != 1:
        yield speaker.say("use.scale", share=speaker.number(use.scale, is_share=True))
    for name, lever in item.block.levers.items():
        yield _lever(speaker, name, lever, use.levers.get(name))
    if use.drops:
        yield speaker.say("use.drops", names=speaker.listed(list(use.drops)))


def _if(speaker: Speaker, item: BlockUse, spec: StartsWhen) -> str:
    """What must be seen for a block to start, and from what day on it is told here."""
    bound = spec.not_before
    return speaker.say(
        "use.if" if item.begins is not None else "use.if.never",
        name=speaker.station(spec.station),
        weeks=speaker.number(spec.seen_wait_over_weeks),
        reviews=speaker.number(spec.reviews),
        bound="" if bound is None else speaker.say("use.if.bound", date=speaker.date(bound)),
        date="" if item.begins is None else speaker.date(item.begins),
    )


def _lever(speaker: Speaker, name: str, lever: Lever, chosen: float | None) -> str:
    value = lever.value if chosen is None else chosen
    unit = f" {lever.unit}" if lever.unit else ""
    return speaker.say(
        "use.usual" if chosen is None else "use.lever",
        title=speaker.text(lever.title, name),
        value=speaker.number(value) + unit,
        usual=speaker.number(lever.value),
        low=speaker.number(lever.low),
        high=speaker.number(lever.high),
    )
