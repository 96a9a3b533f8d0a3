"""How much memory is free here: of the machine, and of the container that this process is in."""

from __future__ import annotations

from pathlib import Path

_FILES = (("memory.max", "memory.current"), ("memory.limit_in_bytes", "memory.usage_in_bytes"))
"""Limit and use of a control group: of version 2 and of version 1."""


def free_bytes(root: Path = Path("/")) -> int:
    """Bytes that may still be taken: the least of what the machine and each control group have."""
    import psutil

    machine = int(psutil.virtual_memory().available)
    return max(0, int(min([machine, *(_left_in(folder) for folder in _groups(root))])))


def _groups(root: Path) -> list[Path]:
    """The folders of the control groups of this process, each with those that it lies in."""
    try:
        lines = (root / "proc/self/cgroup").read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    result = []
    for line in lines:
        _, controllers, place = [*line.split(":", 2), "", ""][:3]
        if controllers and "memory" not in controllers.split(","):
            continue
        top = root / "sys/fs/cgroup" / controllers
        inner = top / place.strip("/")
        result += [item for item in (inner, *inner.parents) if item == top or top in item.parents]
    return result


def _left_in(folder: Path) -> float:
    """What a group may still take; without end where it has no limit.

    What it holds of files can be let go of, and counts as free.
    """
    for limit, use in _FILES:
        most, taken = _number_in(folder / limit), _number_in(folder / use)
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


def _number_in(file: Path) -> float | None:
    try:
        text = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return float(text) if text.isdecimal() else None
