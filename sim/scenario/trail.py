"""Where every part of a resolved scenario was written, for messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from ..errors import Keys, Place
from .reading import Document

FULL_FORM = frozenset({"needs", "default", "shares", "number", "value", "path"})
"""Keys of the full form that a file may leave out."""


@dataclass
class Trail:
    """Which file, and which keys in it, say each part; later marks go over earlier ones.

    `dropped` has, by its name, what a line under `drops` took away: that line, and what it drops.
    """

    marks: dict[Keys, tuple[Document, Keys]] = field(default_factory=dict)
    sets: dict[Keys, tuple[Document, Keys, int]] = field(default_factory=dict)
    dropped: dict[str, tuple[Place, str]] = field(default_factory=dict)
    uses: dict[Keys, str] = field(default_factory=dict)
    """The line that uses a block in another way than it is written, by what comes of it."""

    def mark(
        self, keys: Keys, document: Document, written: Keys | None = None, *, asked_in: str = ""
    ) -> None:
        """Say that `keys` stand in `document`, under `written` when that differs."""
        self.marks[keys] = (document, keys if written is None else written)
        self.uses.pop(keys, None)
        if asked_in:
            self.uses[keys] = asked_in

    def asked_in(self, keys: Keys) -> str:
        """The line of the use that these keys come from; nothing where they are as written."""
        for length in range(len(keys), -1, -1):
            if keys[:length] in self.marks:
                return self.uses.get(keys[:length], "")
        return ""

    def mark_anew(self, keys: Keys, document: Document, written: Keys) -> None:
        """Say so of `keys` and all beneath, whatever was said of that before."""
        for known in [item for item in self.marks if item[: len(keys)] == keys]:
            del self.marks[known]
        self.marks[keys] = (document, written)

    def copied(self) -> Trail:
        """The same, to go on from."""
        return Trail(dict(self.marks), dict(self.sets), dict(self.dropped), dict(self.uses))

    def mark_set(self, keys: Keys, document: Document, written: Keys, *, least: int = 2) -> None:
        """Say that `keys` were replaced by a line elsewhere.

        That line is also the place of sections above them that are at least so many keys deep.
        """
        self.sets[keys] = (document, written, least)

    def place(self, keys: Keys) -> Place:
        """The file and line of what is said about `keys`, or of the nearest section above it.

        A section in which something is `set` is where that is: it is what was changed last.
        """
        found = self.found(keys)
        return Place("scenario") if found is None else found[0].place(found[1])

    def found(self, keys: Keys) -> tuple[Document, Keys] | None:
        """The file that says what there is about `keys`, and under which keys it does."""
        short = _in_short(keys)
        for spec, (document, written, least) in reversed(self.sets.items()):
            if _belong_together(_in_short(spec), short, least):
                beneath = keys[len(spec) :] if keys[: len(spec)] == spec else ()
                return document, (*written, *beneath)
        for length in range(len(keys), -1, -1):
            if keys[:length] in self.marks:
                document, written = self.marks[keys[:length]]
                return document, (*written, *keys[length:])
        return None

    def written(self, keys: Keys) -> Keys:
        """The keys as a reader of the file knows them; what is `set` stands as it is said there."""
        for spec in reversed(self.sets):
            if keys[: len(spec)] == spec:
                return keys
        for length in range(len(keys), -1, -1):
            if keys[:length] in self.marks:
                document, written = self.marks[keys[:length]]
                result = document.written((*written, *keys[length:]))
                return (*keys[:length], *result[len(written) :])
        return keys


@lru_cache(maxsize=1 << 14)
def _in_short(keys: Keys) -> Keys:
    """The keys without the parts of the full form, which a file may leave out or not."""
    return tuple(key for key in keys if key not in FULL_FORM)


def _belong_together(item: Keys, other: Keys, least: int) -> bool:
    """Whether one lies at or beneath the other; both in short."""
    shared = min(len(item), len(other))
    return shared >= least and item[:shared] == other[:shared]
