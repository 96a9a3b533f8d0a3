"""The chain that moves: who waits and who is in care at each station, year after year."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..figures.labels import Labels
from ..figures.measures import wait_is_tested
from ..figures.references import policies
from ..figures.results import Results
from ..results.small_cells import FEW
from ..texts import capital
from .templating import rendered

NAME = "chain-moves"
WAITING, IN_CARE = "waiting_mean", "in_care_mean"
PARTS = ("gate", "home", "away", "beside")
_KEPT_LENGTH = 0.1
"""Of a bar whose number is told to nobody: the same for all, so that it tells nothing."""
_ON_A_LINE, _SMALL_ON_A_LINE = 36, 47
"""Letters of a heading and of a note on a line of the drawing."""
_LINE, _SMALL_LINE, _PART, _ROW = 18, 16, 40, 49
"""Heights in the drawing."""
_STILL_PERCENT = 8
"""Of the time the first year stands still, and the last."""

Numbers = tuple[float | None, ...]


@dataclass(frozen=True)
class Bar:
    """A number of one scenario over the years, each year as a part of the most of its row.

    `kept` are the years that are told to nobody. `told` is the first and the last number, empty
    where the numbers are not tested.
    """

    lengths: tuple[float, ...]
    kept: tuple[int, ...]
    told: str


@dataclass(frozen=True)
class Row:
    """A station; who waits and who is in care there, a bar per scenario, and its place."""

    label: str
    waiting: tuple[Bar, ...]
    in_care: tuple[Bar, ...]
    y: int


@dataclass(frozen=True)
class Part:
    """Stations that stand together in the chain, below a heading."""

    label: str
    rows: tuple[Row, ...]
    y: int


@dataclass(frozen=True)
class Moving:
    """The drawing, and what stands below it on the page."""

    svg: str
    caption: str


def draw_moving(results: Results, labels: Labels) -> Moving | None:
    """Draw present policy beside one policy, or a scenario alone; None without years or lists."""
    chain = _Chain(results, labels)
    parts = chain.parts()
    if len(chain.years) < 2 or not any(row.waiting for part in parts for row in part.rows):
        return None
    return Moving(_drawn(chain, parts), chain.caption())


def beside(results: Results) -> str | None:
    """The policy whose lists differ most from the baseline's in the last year, all together.

    None where those of no policy differ.
    """
    year = results.manifest.periods.years[-1]

    def apart(policy: str) -> float:
        numbers = (
            [results.means.get((name, WAITING, station, "all", "all", year))
             for name in (results.baseline, policy)]
            for station in results.manifest.stations
        )  # fmt: skip
        return sum(abs(after - before) for before, after in numbers
                   if before is not None and after is not None)  # fmt: skip

    policy = max(policies(results), key=apart, default=None)
    return policy if policy and apart(policy) else None


@dataclass(frozen=True)
class _Chain:
    """What is drawn of a results folder, in one language."""

    results: Results
    labels: Labels

    @cached_property
    def years(self) -> tuple[str, ...]:
        return self.results.manifest.periods.years

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The baseline and the policy beside it."""
        other = beside(self.results)
        return (self.results.baseline, *([other] if other else []))

    # -------------------------------------------------------------- numbers

    def parts(self) -> tuple[Part, ...]:
        """The stations by their part of the chain, those of which anything is told."""
        found: dict[str, list[tuple[str, tuple[Bar, ...], tuple[Bar, ...]]]] = {}
        for name, note in self.results.manifest.stations.items():
            waiting = self._bars(name, WAITING, is_tested=note.tested)
            in_care = self._bars(name, IN_CARE, is_tested=True) if note.group != "gate" else ()
            if waiting or in_care:
                away = "away" if note.away_from_home else "home"
                part = {"gate": "gate", "protection": "beside"}.get(note.group, away)
                found.setdefault(part, []).append((name, waiting, in_care))
        result, y = [], 0
        for part in (part for part in PARTS if part in found):
            at, y = y, y + _PART
            rows = []
            for name, waiting, in_care in found[part]:
                label = textwrap.shorten(capital(self.labels.short_station(name)), 40)
                rows.append(Row(label, waiting, in_care, y))
                y += _ROW
            result.append(Part(capital(self.labels.texts(f"map.part.{part}")), tuple(rows), at))
        return tuple(result)

    def _bars(self, station: str, indicator: str, *, is_tested: bool) -> tuple[Bar, ...]:
        """A bar per scenario; none where nobody is ever there, or all is told to nobody."""
        by_scenario = [self._numbers(name, station, indicator) for name in self.shown]
        most = max((number or 0.0 for numbers in by_scenario for number in numbers), default=0.0)
        if most < FEW:
            return ()
        return tuple(self._bar(numbers, most, is_tested=is_tested) for numbers in by_scenario)

    def _numbers(self, scenario: str, station: str, indicator: str) -> Numbers:
        """The mean of each year; None where it is told to nobody, 0 where there is none."""
        cells = [(scenario, indicator, station, "all", "all", year) for year in self.years]
        return tuple(
            None if cell in self.results.kept else self.results.means.get(cell, 0.0)
            for cell in cells
        )

    def _bar(self, numbers: Numbers, most: float, *, is_tested: bool) -> Bar:
        lengths = tuple(
            _KEPT_LENGTH if number is None else round(number / most, 3) for number in numbers
        )
        kept = tuple(at for at, number in enumerate(numbers) if number is None)
        return Bar(lengths, kept, self._ends(numbers[0], numbers[-1]) if is_tested else "")

    def _ends(self, first: float | None, last: float | None) -> str:
        texts = self.labels.texts
        if first is last is None:
            return texts("amount.kept_back")
        return texts("moving.ends", first=self._written(first), last=self._written(last))

    def _written(self, number: float | None) -> str:
        texts = self.labels.texts
        return texts("direction.missing") if number is None else texts.formats.number(number)

    # -------------------------------------------------------------- words

    def title(self) -> str:
        """How many wait in the first and the last year; the topic where waits are not tested."""
        texts = self.labels.texts
        numbers = [self._numbers(name, "all", WAITING) for name in self.shown]
        ends = [item for first, *_, last in numbers for item in (first, last)]
        if not wait_is_tested(self.results, "wait_first_help") or None in ends or not any(ends):
            return texts("moving.topic")
        values = {
            "first": self._written(ends[0]),
            "last": self._written(ends[1]),
            "first_year": self.years[0],
            "last_year": self.years[-1],
        }
        if len(self.shown) == 1:
            return texts("moving.title_alone", **values)
        policy = self.scenario(self.shown[1])
        return texts("moving.title", **values, policy=policy, other=self._written(ends[3]))

    def scenario(self, name: str) -> str:
        """The title of a scenario between marks; with the condition that its effect stands on."""
        title = f"“{self.labels.scenario(name)}”"
        assumed = self.results.manifest.scenario[name].assumed_blocks
        return self.labels.texts("lead.if", title=title) if assumed else title

    def notes(self, parts: Sequence[Part]) -> Iterator[str]:
        """What a reader needs to read the bars."""
        texts = self.labels.texts
        yield texts("moving.topic") + "."
        yield texts("moving.scale", first=self.years[0], last=self.years[-1])
        rows = [row for part in parts for row in part.rows]
        if any(not bar.told for row in rows for bar in row.waiting):
            yield f"{texts('mark.untested.sign')} {texts('moving.untested')}"
        if any(bar.kept for row in rows for bar in (*row.waiting, *row.in_care)):
            yield texts("moving.kept")
        yield self.labels.frame.source

    def caption(self) -> str:
        """Why this policy stands here, and that these are means."""
        texts, names = self.labels.texts, [self.labels.scenario(name) for name in self.shown]
        if len(names) == 1:
            return texts("moving.means")
        why = texts("moving.caption", baseline=names[0], policy=names[1], year=self.years[-1])
        return f"{why} {texts('moving.means')}"

    def alt(self, parts: Sequence[Part]) -> str:
        """All numbers that stand in the drawing, station by station."""
        texts = self.labels.texts
        rows = [self._alt_row(row) for part in parts for row in part.rows]
        return texts("moving.alt", first=self.years[0], last=self.years[-1], rows=" ".join(rows))

    def _alt_row(self, row: Row) -> str:
        texts = self.labels.texts
        told = []
        for what, bars in (("waiting", row.waiting), ("in_care", row.in_care)):
            for name, bar in zip(self.shown, bars, strict=False):
                number = bar.told or texts("mark.untested")
                told.append(f"{texts(f'moving.{what}')}, {self.labels.scenario(name)}: {number}")
        return f"{row.label}: {'; '.join(told)}."


def _drawn(chain: _Chain, parts: Sequence[Part]) -> str:
    from ..figures import settings  # noqa: F401  before anything imports Matplotlib
    from ..figures.style import line_of

    texts, frame = chain.labels.texts, chain.labels.frame
    title = f"[{frame.trial}]  {chain.title()}" if frame.trial else chain.title()
    notes = [line for note in chain.notes(parts) for line in _lines(note, _SMALL_ON_A_LINE)]
    ahead = chain.results.ahead
    key = [(_lines(chain.scenario(name), 40, 2), line_of(ahead.index(name)).colour)
           for name in chain.shown]  # fmt: skip
    last = parts[-1].rows[-1]
    return rendered(
        "chain_moves.svg.j2",
        t=texts,
        lang=texts.lang,
        alt=chain.alt(parts),
        title=_lines(title, _ON_A_LINE),
        notes=notes,
        key=key,
        parts=parts,
        years=chain.years,
        times=_times(len(chain.years)),
        height_of_parts=last.y + _ROW,
        line=_LINE,
        small=_SMALL_LINE,
    )


def _times(count: int) -> tuple[float, ...]:
    """When each year is there, in percent of the time: between still ends, all as long."""
    step = (100 - 2 * _STILL_PERCENT) / (count - 1)
    return tuple(round(_STILL_PERCENT + at * step, 2) for at in range(count))


def _lines(text: str, letters: int, most: int | None = None) -> list[str]:
    return textwrap.wrap(text, letters, max_lines=most, placeholder=" …", break_on_hyphens=False)
