"""The control groups of Linux in which this process is, as in a container."""

from __future__ import annotations

from pathlib import Path


def groups_of(kind: str, root: Path = Path("/")) -> list[Path]:
    """The folders of the groups that limit this kind, each with those that it lies in."""
    try:
        lines = (root / "proc/self/cgroup").read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    result = []
    for line in lines:
        _, controllers, place = [*line.split(":", 2), "", ""][:3]
        if controllers and kind not in controllers.split(","):
            continue
        top = root / "sys/fs/cgroup" / controllers
        inner = top / place.strip("/")
        result += [item for item in (inner, *inner.parents) if item == top or top in item.parents]
    return result


def number_in(file: Path) -> float | None:
    """The number in a file of a group; None where there is none, or no limit."""
    try:
        text = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return float(text) if text.isdecimal() else None
