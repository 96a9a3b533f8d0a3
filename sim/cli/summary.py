"""What `doorstroom check` shows of a scenario, block or part that is right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from ..errors import Problem
    from ..scenario.schema import Block, Part, Scenario
    from ..texts import Texts
    from ..traffic.size import Size

_COUNTED = ("stations", "pools", "gemeenten", "needs", "arrivals")
_OF_PARTS = ("needs", "gemeenten", "arrivals", "pools", "stations", "targets")


@dataclass(frozen=True)
class Summary:
    """Prints what a file holds, in one language; a problem without words in it is in English."""

    texts: Texts
    console: Console

    def of_scenario(self, scenario: Scenario, size: Size) -> None:
        """What a scenario holds, how large a run will be, and its warnings."""
        self._head(scenario.name, scenario.title.in_language(self.texts.lang))
        self._rows(self._of_scenario(scenario, size))
        own = [item for item in scenario.warnings if not _is_of_base(scenario, item)]
        others = len(scenario.warnings) - len(own)
        if own:
            self.console.print(f"[yellow]{self.texts.count('check.warnings', len(own))}[/]")
        for item in own:
            line = escape(item.in_language(self.texts.lang))
            self.console.print(f"  [yellow]![/] {line}", soft_wrap=True)
        if others:
            count = self.texts.count("check.warnings", others)
            told = self.texts("check.warnings.base", warnings=count, base=scenario.extends)
            self.console.print(f"[yellow]{escape(told)}[/]", soft_wrap=True)

    def of_block(self, name: str, block: Block) -> None:
        """What a block holds, its levers, and what is not known without a scenario."""
        kinds = Counter(spec.kind for spec in block.interventions)
        told = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
        rows = [(self.texts("check.section.interventions"), told)]
        for lever, spec in block.levers.items():
            number = {key: self._written(getattr(spec, key)) for key in ("value", "low", "high")}
            unit = f" {spec.unit}" if spec.unit else ""
            rows.append((f"${lever}", self.texts("check.lever", **number) + unit))
        self._head(name, block.title.in_language(self.texts.lang))
        self._rows(rows)
        self.console.print(f"  {self.texts('check.block.later')}")

    def of_part(self, name: str, part: Part) -> None:
        """What a part brings, and what is not known without a root."""
        rows = []
        for section in _OF_PARTS:
            names = getattr(part, section)
            if names:
                told = f"{len(names)}: {', '.join(names)}"
                rows.append((self.texts(f"check.section.{section}"), told))
        for section in ("interventions", "values"):
            if getattr(part, section):
                count = str(len(getattr(part, section)))
                rows.append((self.texts(f"check.section.{section}"), count))
        self._head(name, part.title.in_language(self.texts.lang))
        self._rows(rows)
        self.console.print(f"  {self.texts('check.part.later')}")

    def _head(self, name: str, title: str) -> None:
        self.console.print(f"[green]✓[/] [bold]{escape(name)}[/]: {escape(title)}")

    def _rows(self, rows: list[tuple[str, str]]) -> None:
        table = Table.grid(padding=(0, 2))
        for name, told in rows:
            table.add_row(f"  {escape(name)}", escape(told))
        self.console.print(table)

    def _written(self, number: float) -> str:
        return f"{number:.10g}".replace(".", self.texts.formats.decimal)

    def _of_scenario(self, scenario: Scenario, size: Size) -> list[tuple[str, str]]:
        texts = self.texts
        counts = {
            section: texts.count(f"check.count.{section}", len(getattr(scenario, section)))
            for section in _COUNTED
        }
        outside = sum(item.outside for item in scenario.gemeenten.values())
        if outside:
            gemeenten = counts["gemeenten"]
            counts["gemeenten"] = texts("check.count.outside", gemeenten=gemeenten, n=outside)
        rows = [
            ("check.extends", scenario.extends or ""),
            ("check.period", self._period(scenario)),
            ("check.network", ", ".join(counts.values())),
            ("check.asleep", ", ".join(scenario.asleep)),
            ("check.blocks", ", ".join(use.name for use in scenario.blocks)),
            ("check.section.interventions", str(len(scenario.interventions))),
            ("check.numbers", self._statuses(scenario)),
            ("check.run", self._size(size)),
            ("check.files", ", ".join(scenario.files)),
        ]
        return [(texts(key), told) for key, told in rows if told]

    def _period(self, scenario: Scenario) -> str:
        period = scenario.period
        days = {"start": period.start, "end": period.end, "report_from": period.report_from}
        return self.texts("check.days", **days)

    def _statuses(self, scenario: Scenario) -> str:
        from ..telling.sources import count_by_status
        from ..telling.speech import Speaker

        speaker = Speaker(scenario, self.texts.lang)
        counts = count_by_status(scenario).items()
        return ", ".join(f"{count} {speaker.say(f'status.{status}')}" for status, count in counts)

    def _size(self, size: Size) -> str:
        number = self.texts.formats.number
        return self.texts(
            "check.size",
            clients=number(size.clients),
            visits=number(size.visits),
            memory=number(size.memory_bytes / 1e9, 1),
        )


def _is_of_base(scenario: Scenario, warning: Problem) -> bool:
    """Whether a warning is about a file of what is extended, which this writer cannot mend.

    The files of a scenario stand with those of what it extends before its own.
    """
    if scenario.extends is None or warning.place is None or warning.asked_in:
        return False
    files = list(scenario.files)
    own = next((at for at, file in enumerate(files) if Path(file).stem == scenario.name), 0)
    return warning.place.file in files[:own]
