"""By which code runs are made."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_NOT_OF_A_RUN = frozenset(
    {"cli", "exports", "figures", "fitting", "inference", "report", "search",
     "sensitivity", "telling", "texts", "theory"}
)  # fmt: skip


@cache
def code_digest() -> str:
    """A digest of all sources that a run goes through."""
    root = Path(__file__).parents[1]
    result = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        place = path.relative_to(root)
        if place.parts[0] not in _NOT_OF_A_RUN:
            result.update(f"{place.as_posix()}\n".encode())
            result.update(path.read_bytes())
    return result.hexdigest()[:16]
