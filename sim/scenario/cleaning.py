"""Text of a file as it is kept: one way for accents and spaces, and nothing that cannot be seen."""

from __future__ import annotations

import re
import unicodedata

from ..errors import is_unseen, written_out

_ODD_SPACE = re.compile(r"\s*[^\S ]\s*")
_WITHOUT_MEANING = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphens, joiners and spaces without width, which come along when text is pasted."""


def cleaned(text: str) -> str:
    """The text on one line, with accents as one sign and plain spaces.

    A name that was pasted then is the name that was typed. Control signs and marks of direction
    stay, written out as between double quotes, so that no screen or page obeys them.
    """
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.translate(_WITHOUT_MEANING))
    text = _ODD_SPACE.sub(" ", text).strip()
    return "".join(written_out(sign) if is_unseen(sign) else sign for sign in text)


def is_broken(text: str) -> bool:
    """Whether the text holds half of a sign (a surrogate), which no file can be written with."""
    return not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text)
