"""Measure and write docs/performance.md, .svg and .json: `python -m tools.bench`.

With --big only the runs that take long, which stand in a part of their own; with --pages only the
pages of the last make run; with --write nothing is measured and the page is made anew from the
figures of the last time.
"""

from __future__ import annotations

import argparse
import sys

from .measure import HOUSE
from .page import page
from .pages import pages_of
from .picture import draw
from .plan import RUNS, Kept, measure_all, measure_big, read, write

DOCS = HOUSE / "docs"


def main() -> None:
    """Measure, keep, write and print; exit code 1 where programs do not agree."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench")
    parser.add_argument("--rounds", type=int, default=RUNS)
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--big", action="store_true", help="the nation and the large experiment")
    only.add_argument("--pages", action="store_true", help="the pages of the last make run")
    only.add_argument("--write", action="store_true", help="the page anew from kept figures")
    spec = parser.parse_args()
    before = read()
    if (spec.big or spec.pages or spec.write) and before is None:
        sys.exit("docs/performance.json is not there: first make bench")
    kept = before if before is not None and spec.write else _measured(spec, before)
    write(kept)
    draw(kept, DOCS / "performance.svg")
    written = page(kept)
    (DOCS / "performance.md").write_text(written, encoding="utf-8")
    print(written)
    if kept.wrong:
        sys.exit("the programs do not simulate the same network: " + "; ".join(kept.wrong))


def _measured(spec: argparse.Namespace, before: Kept | None) -> Kept:
    if spec.big and before is not None:
        before.big = measure_big()
        return before
    if spec.pages and before is not None:
        before.pages = pages_of() or before.pages
        return before
    kept = measure_all(spec.rounds)
    if before is not None:
        kept.big, kept.pages = before.big, kept.pages or before.pages
    return kept


if __name__ == "__main__":
    main()
