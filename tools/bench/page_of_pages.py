"""The part of docs/performance.md on the pages of an experiment."""

from __future__ import annotations

from collections.abc import Iterator

from .goals import Goal
from .pages import Pages

MOST_SECONDS = 60.0


def pages_goals(pages: Pages | None) -> Iterator[Goal]:
    """What both pages may take."""
    day = f" ({pages.day})" if pages else ""
    yield Goal(
        f"both pages of an experiment with all figures{day}",
        pages and pages.processor_seconds, most=MOST_SECONDS, unit=" seconds",
    )  # fmt: skip


def pages_lines(pages: Pages | None) -> Iterator[str]:
    """The section."""
    yield "## The pages of an experiment"
    yield ""
    if pages is None:
        yield (
            "Not measured yet: after `make run` `make bench` does, or `python -m tools.bench "
            "--pages` alone."
        )
        return
    shown = (
        f"not measured, since {pages.no_picture}"
        if pages.first_picture is None
        else f"{pages.first_picture:,.0f} milliseconds"
    )
    yield (
        f"`doorstroom report` on the results of `make run`: {pages.scenarios} scenarios over "
        f"{pages.draws:,} draws, a page with all figures in Dutch and in English "
        f"({pages.megabytes:.1f} MB each), and each figure as svg and png besides. On {pages.day}, "
        f"with {pages.beside:.0f} other programs at work. `python -m tools.bench --pages` measures "
        "this alone. The first picture is what Chromium shows first of the page on a phone, from "
        "the moment on that it opens the file; in the middle of five times."
    )
    yield ""
    yield "| what | |"
    yield "| --- | ---: |"
    yield f"| both pages, seconds of the processor | {pages.processor_seconds:.1f} |"
    yield f"| both pages, seconds of the clock | {pages.clock_seconds:.1f} |"
    yield f"| first picture in Chromium | {shown} |"
