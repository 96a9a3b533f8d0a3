"""How much memory is free here: of the machine, and of the container that this process is in."""

from __future__ import annotations

from pathlib import Path

from .control_groups import groups_of, number_in

_FILES = (("memory.max", "memory.current"), ("memory.limit_in_bytes", "memory.usage_in_bytes"))
"""Limit and use of a control group: of version 2 and of version 1."""


def free_bytes(root: Path = Path("/")) -> int:
    """Bytes that may still be taken: the least of what the machine and each control group have."""
    import psutil

    machine = int(psutil.virtual_memory().available)
    return max(0, int(min([machine, *(_left_in(folder) for folder in groups_of("memory", root))])))


def _left_in(folder: Path) -> float:
    """What a group may still take; without end where it has no limit.

    What it holds of files can be let go of, and counts as free.
    """
    for limit, use in _FILES:
        most, taken = number_in(folder / limit), number_in(folder / use)
        if most is not None and taken is not None:
            return most - max(0.0, taken - _of_files(folder / "memory.stat"))
    return float("inf")


def _of_files(stat: Path) -> float:
    """Bytes of files that a group keeps and does not use just now."""
    try:
        lines = [line.split() for line in stat.read_text("utf-8").splitlines()]
    except (OSError, UnicodeDecodeError):
        return 0.0
    numbers = {line[0]: line[1] for line in lines if len(line) == 2}
    return float(numbers.get("total_inactive_file", numbers.get("inactive_file", "0")))
