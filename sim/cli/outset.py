"""What is said before runs begin: how many, how long, and what they take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..running.batch import Outset

_SHORT_SECONDS = 20.0
"""Of runs that take no longer nothing more is said."""
_MINUTE, _HOUR = 60.0, 3600.0


def told_at_the_outset(outset: Outset) -> Iterator[str]:
    """How much is to be run; then how long that takes, unless it is short."""
    runs = f"{outset.least:,}"
    if outset.most > outset.least:
        runs = f"{runs} to {outset.most:,}"
    all_of = "" if outset.scenarios == 1 else f" in all, for {outset.scenarios} scenarios"
    yield f"{runs} run{'s' if outset.most > 1 else ''}{all_of}, {outset.jobs} at a time"
    if outset.kept is not None:
        whole, in_total = (
            ", ".join(sorted(names)) for names in (outset.kept.whole, outset.kept.in_total)
        )
        yield f"kept of each run, with what their verdicts and small cells need: {whole}"
        yield f"for the headlines, in total only: {in_total}"
    expected = outset.expected
    if expected is None or expected.seconds < _SHORT_SECONDS:
        return
    most = "at most " if outset.most > outset.least else ""
    kept = ""
    if outset.free_bytes is not None:
        kept = f", and {_size(expected.disk_bytes)} in the store"
    yield (
        f"if none was made before: {most}about {_time(expected.seconds)}, "
        f"{_size(expected.memory_bytes)} of memory{kept}"
    )
    if outset.free_bytes is not None and expected.disk_bytes > outset.free_bytes:
        yield (
            f"! the disk of the store has {_size(outset.free_bytes)} free: choose another --store, "
            "or keep none with --no-store"
        )


def _time(seconds: float) -> str:
    if seconds < 1.5 * _MINUTE:
        return f"{seconds:.0f} seconds"
    if seconds < 1.5 * _HOUR:
        return f"{seconds / _MINUTE:.0f} minutes"
    return f"{seconds / _HOUR:.1f} hours"


def _size(size: float) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"
