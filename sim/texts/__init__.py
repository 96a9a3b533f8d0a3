"""All words that people read on a page or in a figure, in Dutch and in English."""

from __future__ import annotations

from .catalogue import LANGUAGES, Language, Texts, texts_in
from .format import capital

__all__ = ["LANGUAGES", "Language", "Texts", "capital", "texts_in"]
