"""What would turn a verdict over, in a sentence each for page one; where it lies stands below."""

from __future__ import annotations

from collections.abc import Iterator

from ..figures.labels import Labels
from ..indicators.naming import topic_in
from ..results.hanging import Hanging, VerdictNote
from .turning import ASKED


def in_short(found: Hanging, labels: Labels) -> tuple[str, ...]:
    """Of verdicts ahead on waiting and cost: by which doubts they turn, and of how many none shows.

    Verdicts on which nearly all draws agree turn over by nothing that was drawn.
    """
    asked = [item for item in found.verdicts if item.look == "ahead" and item.indicator in ASKED]
    texts = labels.texts
    told = [
        texts(
            "turning.short",
            topic=topic_in(texts, item.indicator),
            scenario=labels.scenario(item.scenario),
            doubts=texts.formats.either([*_doubts(item, found, texts.lang)]),
        )
        for item in asked
        if item.turns
    ]
    open_ones = sum(not item.turns and not item.settled for item in asked)
    if open_ones:
        told.append(texts.count("turning.open", open_ones, draws=found.draws))
    if not told and asked:
        told.append(texts("turning.nothing"))
    return tuple(told)


def _doubts(item: VerdictNote, found: Hanging, lang: str) -> Iterator[str]:
    """What the doubts of a verdict are called; the name of one that has no title."""
    titles = {
        part.doubt: part.nl if lang == "nl" else part.en
        for number in found.numbers
        for part in number.parts
    }
    for name in item.named:
        yield titles.get(name, name.replace("_", " "))
