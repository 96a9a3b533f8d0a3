"""Who is told of many runs that are made part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Watch:
    """Who is told: a line of text, a part that begins (what it is, runs), and each run made."""

    says: Callable[[str], None] = lambda _: None
    begins: Callable[[str, int], None] = lambda *_: None
    made: Callable[[], None] = lambda: None
