"""One language of a dossier: the material, its names and words, and lines that tell or miss."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..errors import visible
from ..figures.labels import Labels
from ..results.manifest import Manifest
from ..texts import Texts
from .assumptions import assumed_of
from .material import Material
from .numbers import Told


@dataclass(frozen=True)
class Line:
    """A sentence with the points beneath it; `is_gap` where it says what is missing."""

    text: str
    points: tuple[str, ...] = ()
    is_gap: bool = False


@dataclass(frozen=True)
class View:
    """The material in the words of one language, and the numbers of its scenarios."""

    material: Material
    labels: Labels
    numbers: tuple[Told, ...]

    @property
    def manifest(self) -> Manifest:
        """Where the results come from."""
        return self.material.manifest

    @property
    def texts(self) -> Texts:
        """The words of this language."""
        return self.labels.texts

    @property
    def lang(self) -> str:
        """Its code."""
        return self.texts.lang

    @property
    def about(self) -> str:
        """What the results are about: their question, else their scenario."""
        question = self.manifest.question
        asked = question.in_language(self.lang) if question else ""
        return visible(asked or self.labels.scenario(self.manifest.baseline))

    @cached_property
    def assumed(self) -> tuple[Told, ...]:
        """The numbers that rest on no source."""
        return assumed_of(self.numbers)

    def told(self, key: str, **values: object) -> Line:
        """What is known."""
        return Line(self.texts(key, **values))

    def points(self, text: str, points: Iterable[str]) -> Line:
        """What is known, as points of words of files under a heading."""
        return Line(text, tuple(map(visible, points)))

    def gap(self, key: str, **values: object) -> Line:
        """What is not known, or not in these results."""
        return Line(self.texts(key, **values), is_gap=True)

    def count(self, number: float) -> str:
        """A whole number as people write it."""
        return self.texts.formats.number(number)

    def listed(self, words: Sequence[str]) -> str:
        """Words of files as a list, on one line."""
        return self.texts.formats.listed([visible(word) for word in words])
