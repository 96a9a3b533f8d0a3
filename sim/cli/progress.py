"""A bar of runs on stderr, with the time left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from ..running.watching import Watch


@dataclass(frozen=True)
class RunsBar:
    """A bar, and lines above it."""

    progress: Progress
    task: TaskID

    def says(self, line: str) -> None:
        """A line above the bar, as it stands."""
        self.progress.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def begins(self, name: str, count: int) -> None:
        """Begin anew, with so many runs to come."""
        from rich.markup import escape

        self.progress.reset(self.task, description=escape(name), total=count)

    def made(self) -> None:
        """One run more is made."""
        self.progress.advance(self.task)

    def stands(self, done: int, total: int) -> None:
        """So many runs are made, of so many."""
        self.progress.update(self.task, completed=done, total=total)


@contextmanager
def runs_watched() -> Iterator[Watch]:
    """Lines of what is under way, and a bar for the runs of each part."""
    from ..running.watching import Watch

    with runs_bar() as bar:
        yield Watch(bar.says, bar.begins, bar.made)


@contextmanager
def runs_bar() -> Iterator[RunsBar]:
    """A bar that goes when it is done."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("runs"),
        TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield RunsBar(progress, progress.add_task("", total=None))
