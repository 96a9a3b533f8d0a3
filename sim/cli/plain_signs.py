"""Signs that an output has no place for, written in signs that it has.

A console or file may be in cp1252 or ASCII, where Python would stop at the first check mark.
"""

from __future__ import annotations

import codecs
import io
import unicodedata
from typing import TextIO

PLAIN = "doorstroom_plain"

_SIGNS = str.maketrans(
    {
        "✓": "v", "✗": "x", "×": "x", "–": "-", "—": "-", "−": "-", "…": "...", "→": "->",
        "≤": "<=", "≥": ">=", "€": "EUR", "·": "-", "•": "-", "‘": "'", "’": "'", "“": '"',
        "”": '"', "█": "#", "━": "-", "─": "-", "│": "|",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """Text in ASCII: a sign alike, a letter without its accent, else a question mark."""
    bare = unicodedata.normalize("NFKD", text.translate(_SIGNS))
    return "".join(
        sign if sign.isascii() else "?" for sign in bare if not unicodedata.combining(sign)
    )


def speak_plainly(*streams: TextIO) -> None:
    """Have these streams write plain signs for those that they cannot write."""
    codecs.register_error(PLAIN, _replaced)
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=PLAIN)


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain(error.object[error.start : error.end]), error.end
