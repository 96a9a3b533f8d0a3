"""One typed way to the messages of a language: by key, with named values filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from . import en, en_draws, nl, nl_draws
from .format import DUTCH, ENGLISH, Formats

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@dataclass(frozen=True)
class Texts:
    """The messages and formats of one language; called with a key it gives the finished text."""

    lang: Language
    messages: Mapping[str, str]
    formats: Formats

    def __call__(self, key: str, **values: object) -> str:
        """The message `key` with `values` filled in; KeyError for an unknown key."""
        return self.messages[key].format(**values)

    def has(self, key: str) -> bool:
        """Whether there is a message `key`."""
        return key in self.messages

    def count(self, key: str, number: int, **values: object) -> str:
        """The message for one or for many, `{n}` being the number."""
        form = "one" if number == 1 else "many"
        return self(f"{key}.{form}", n=self.formats.number(number), **values)

    def calling(self, kind: str, titles: Mapping[str, str]) -> Texts:
        """The same with titles for words of a kind that stand in names of indicators."""
        words = {
            f"word.{kind}.{name}": title.replace("{", "{{").replace("}", "}}")
            for name, title in titles.items()
        }
        return replace(self, messages={**self.messages, **words}) if words else self

    def over_draws(self) -> Texts:
        """The same with what is told otherwise of draws than of runs."""
        others = nl_draws.OVER_DRAWS if self.lang == "nl" else en_draws.OVER_DRAWS
        return replace(self, messages={**self.messages, **others})

    def unit(self, unit: str, value: str) -> str:
        """A number or range that is written already, with its unit: 1 week, 0.5 to 3.0 weeks."""
        form = "one" if self.formats.is_one(value) else "many"
        return self(f"unit.{unit}.{form}", value=value)


def texts_in(lang: Language) -> Texts:
    """The texts of a language."""
    if lang == "nl":
        return Texts("nl", nl.MESSAGES, DUTCH)
    return Texts("en", en.MESSAGES, ENGLISH)
