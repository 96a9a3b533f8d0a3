"""The part of docs/performance.md on reading, checking and building files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .goals import Goal
from .reading import MANY_CHANGES, MANY_STATIONS, SHIPPED, Reading

MOST_SECONDS = {SHIPPED: 0.5, MANY_CHANGES: 3.0, MANY_STATIONS: 10.0}


def reading_goals(readings: Sequence[Reading]) -> Iterator[Goal]:
    """The slowest file of each kind."""
    for kind, most in MOST_SECONDS.items():
        seconds = [item.seconds for item in readings if item.kind == kind]
        what = "the slowest shipped scenario" if kind == SHIPPED else f"a file with {kind}"
        yield Goal(
            f"{what}, read, checked and built", max(seconds, default=None), most=most,
            unit=" seconds",
        )  # fmt: skip


def reading_lines(readings: Sequence[Reading]) -> Iterator[str]:
    """The section."""
    yield "## Reading a file"
    yield ""
    if not readings:
        yield "Not measured yet: `make bench` does."
        return
    yield (
        "Every scenario that shipped then, and two files made to be slow: seconds of the processor "
        "to read and check them and to build the network, the best of a few."
    )
    yield ""
    yield "| file | read and checked | built | together |"
    yield "| --- | ---: | ---: | ---: |"
    for item in readings:
        yield f"| {item.name} | {item.read:.2f} | {item.build:.2f} | {item.seconds:.2f} |"
