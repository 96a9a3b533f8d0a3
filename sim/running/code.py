"""By which code and libraries runs are made."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

_NOT_OF_A_RUN = frozenset(
    {"cli", "exports", "figures", "fitting", "inference", "report", "search",
     "sensitivity", "telling", "texts", "theory"}
)  # fmt: skip

_LIBRARIES = ("numpy", "scipy", "numba", "simpy")
"""Libraries whose sums a run does: another version may differ in the last digit."""


def made_by() -> dict[str, str]:
    """What the numbers of a run may depend on beside its files, by names that tell what differs."""
    return {
        "Doorstroom": version("doorstroom"),
        "its code": code_digest(),
        **{name: version(name) for name in _LIBRARIES},
        "processor": platform.machine(),
    }


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
