"""When a divert works: always, when the list is full, or after a wait."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Tag

from .base import Spec, refusal
from .domains import WeeksSaid


class WaitOver(Spec):
    """Condition of a divert: the first on the list has waited longer than this."""

    wait_over_weeks: WeeksSaid


def _known(spec: Any) -> Any:
    if isinstance(spec, dict | WaitOver) or spec in ("always", "full"):
        return spec
    raise refusal("must be always, full or {wait_over_weeks: ...}", value=spec)


def _word_or_wait(spec: Any) -> str:
    return "wait" if isinstance(spec, dict | WaitOver) else "word"


Condition = Annotated[
    Annotated[
        Annotated[Literal["always", "full"], Tag("word")] | Annotated[WaitOver, Tag("wait")],
        Discriminator(_word_or_wait),
    ],
    BeforeValidator(_known),
]
