"""The answer on one screen: a row per scenario, a column per question, a mark in each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..figures.labels import Labels
from ..figures.measures import wait_is_tested
from ..figures.references import reacts, without_reactions
from ..figures.results import Results, Row
from ..figures.trend import level, trend
from ..results.targets import Verdict, lines_of, named_in
from ..texts import capital
from .amounts import Amounts
from .answers import (
    COST,
    DECIDED,
    MIXED,
    REFUSED,
    UNFOUNDED,
    WAIT,
    Teller,
    is_nothing,
)
from .matrix_amounts import IN_TIME, MatrixAmounts
from .often import Often, often
from .payback import paybacks
from .staffing import StaffTables
from .table import baseline_of
from .worse_off import Groups

COLUMNS = (WAIT, IN_TIME, COST)
FLOWS, PUT_IN, UNTESTED = "flows", "put_in", "untested"
MARKS = (FLOWS, PUT_IN, UNTESTED)
HEADS = ("wait", "in_time", "cost", "peak", "worse", "sure")
_SAME = "no_difference_that_matters"
OF_A_DIFFERENCE = ("peak", "worse")
_NAMED = 4
"""So many names at most stand in a cell; of more only how many there are."""


@dataclass(frozen=True)
class Cell:
    """A range or a name, its word, and where it comes from (one of MARKS, or nothing)."""

    label: str
    amount: str
    word: str = ""
    mark: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A scenario and what it does; `about` says what it is where it is no policy."""

    name: str
    title: str
    about: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """The rows of one look, the baseline first."""

    caption: str
    head: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """What each cell of a line is about; of a scenario alone nothing tells a difference."""
        if len(self.head) > len(HEADS):
            return HEADS
        return tuple(key for key in HEADS if key not in OF_A_DIFFERENCE)

    @property
    def marks(self) -> tuple[str, ...]:
        """Those that stand in it."""
        used = {cell.mark for line in self.lines for cell in line.cells}
        return tuple(mark for mark in MARKS if mark in used)


@dataclass(frozen=True)
class MatrixMaker:
    """Makes the matrices of one results folder in one language."""

    results: Results
    labels: Labels
    amounts: Amounts
    teller: Teller

    def matrix(self, look: str) -> Matrix:
        """The scenarios of a look beside their baseline."""
        texts, period = self.labels.texts, self.labels.period(self.results.period(look))
        names = self.results.ahead[1:] if look == "ahead" else self.results.back
        apart = without_reactions(self.results) if look == "ahead" else ()
        ordered = (*apart, *(name for name in names if name not in apart))
        base = baseline_of(self.results, look)
        lines = [self._baseline(look, base)]
        lines += [self._scenario(look, name, is_apart=name in apart) for name in ordered]
        if len(lines) == 1:
            return self._alone(lines[0], period)
        caption = texts("matrix.caption", period=period, baseline=self.labels.scenario(base))
        return Matrix(caption, (texts("cost.scenario"), *self._heads), tuple(lines))

    def _alone(self, line: Line, period: str) -> Matrix:
        """One scenario, without the columns that tell a difference."""
        kept = [at for at, key in enumerate(HEADS) if key not in OF_A_DIFFERENCE]
        heads = (self.labels.texts("cost.scenario"), *(self._heads[at] for at in kept))
        cells = tuple(line.cells[at] for at in kept)
        return Matrix(f"{period}.", heads, (replace(line, about="", cells=cells),))

    @cached_property
    def _heads(self) -> tuple[str, ...]:
        return self._named("matrix")

    @cached_property
    def _short(self) -> tuple[str, ...]:
        """The same in a word or two, for a narrow screen."""
        return self._named("matrix.short")

    def _named(self, keys: str) -> tuple[str, ...]:
        texts, draws = self.labels.texts, self.results.manifest.draws
        sure = texts(f"{keys}.sure_of", of=draws.count) if draws else texts(f"{keys}.sure")
        return (*(texts(f"{keys}.{key}") for key in HEADS[:-1]), sure)

    @cached_property
    def _written(self) -> MatrixAmounts:
        return MatrixAmounts(self.amounts)

    @cached_property
    def _groups(self) -> Groups:
        return Groups(self.results, self.labels, self.teller)

    @cached_property
    def _paybacks(self) -> dict[tuple[str, str], str]:
        return paybacks(self.results, self.labels)

    @cached_property
    def _staff(self) -> StaffTables:
        return StaffTables(self.results.indicators, self.results.manifest, self.labels)

    # -------------------------------------------------------------- the baseline

    def _baseline(self, look: str, name: str) -> Line:
        texts, labels = self.labels.texts, self._short
        about = texts("matrix.nothing_reacts" if reacts(self.results, name) else "matrix.nothing")
        inside = [note for note in self.results.manifest.gemeenten.values() if not note.outside]
        if len(inside) > 1:
            about = f"{texts('matrix.region', n=texts.formats.number(len(inside)))}; {about}"
        is_ahead = look == "ahead"
        told = [self._level(look, name, *item) for item in zip(COLUMNS, labels, strict=False)]
        rest = [Cell(label, texts("direction.missing")) for label in labels[3:5]]
        cells = (*told, *rest, self._known(labels[5]))
        return self._line(name, about if is_ahead else "", cells)

    def _level(self, look: str, scenario: str, indicator: str, label: str) -> Cell:
        """The level; ahead with that of the year from which the baseline is followed."""
        texts, period = self.labels.texts, self.results.period(look)
        if indicator == WAIT and not wait_is_tested(self.results, WAIT):
            return Cell(label, texts("matrix.untested"), mark=UNTESTED)
        middle = level(self.results, scenario, indicator, period)
        if middle is None:
            return Cell(label, texts("direction.missing"))
        amount = self._written.spread(indicator, middle, period)
        return Cell(label, amount, self._from(indicator) if look == "ahead" else "", FLOWS)

    def _from(self, indicator: str) -> str:
        """What it was in the year that it is followed from, of the baseline ahead."""
        before = trend(self.results, indicator)
        if before is None:
            return ""
        was = self._written.level(indicator, before.first.mean, before.first_year)
        return self.labels.texts("matrix.was", was=was, year=before.first_year)

    def _known(self, label: str) -> Cell:
        """How many known figures the baseline comes to."""
        texts, table = self.labels.texts, self.results.targets
        if table.empty:
            return Cell(label, texts("direction.missing"))
        codes = [
            line.code for line in lines_of(table, named_in(self.labels.manifest, texts.lang), texts)
        ]
        inside, missed = (codes.count(verdict) for verdict in (Verdict.INSIDE, Verdict.MISSED))
        return Cell(label, texts("matrix.known", inside=inside, of=len(codes), missed=missed))

    # -------------------------------------------------------------- the others

    def _scenario(self, look: str, name: str, *, is_apart: bool) -> Line:
        texts, labels = self.labels.texts, self._short
        rows = {row.indicator: row for row in self.teller.headlines(look, name)}
        chosen = [rows.get(indicator) for indicator in COLUMNS]
        told = [self._difference(row, labels[at]) for at, row in enumerate(chosen)]
        cells = (
            *told,
            self._peak(look, name, labels[3]),
            self._worse(look, name, [row for row in chosen if row], labels[4]),
            self._sure(rows, labels[5]),
        )
        about = texts("matrix.nothing_apart") if is_apart else ""
        return self._line(name, about, cells)

    def _line(self, name: str, about: str, cells: tuple[Cell, ...]) -> Line:
        """A row with what is said under the name: what it is, and whether it can be staffed."""
        said = "; ".join(item for item in (about, self._staff.mark(name)) if item)
        return Line(name, self.labels.scenario(name), said, cells)

    def _difference(self, row: Row | None, label: str) -> Cell:
        texts = self.labels.texts
        if row is None:
            return Cell(label, texts("direction.missing"))
        if row.kept_back:
            return Cell(label, texts("amount.kept_back"))
        if not self.teller.shows_size(row):
            return Cell(label, texts("matrix.untested"), self.word(row), UNTESTED)
        amount, mark = self._written.difference(row), self._mark(row)
        is_unfounded = row.verdict in UNFOUNDED
        why = (capital(self.teller.counter(row)),) if is_unfounded else ()
        return Cell(label, amount, self.word(row), mark, why)

    def word(self, row: Row) -> str:
        """The verdict in a word or two; why a gain is no gain stands beside who is worse off."""
        texts = self.labels.texts
        if row.low is None:
            return texts("answer.one_run")
        if row.verdict not in (*DECIDED, *REFUSED):
            if row.verdict == _SAME and not is_nothing(row):
                return texts("matrix.word.same")
            key = f"verdict.{'changes_nothing' if is_nothing(row) else row.verdict}"
            return texts(key) if texts.has(key) else row.verdict
        way = self._way(row.indicator, "less" if row.difference < 0 else "more")
        if row.verdict in REFUSED:
            return texts("matrix.word.refused", way=way)
        key = f"matrix.word.{row.verdict}"
        return texts(key, way=way) if texts.has(key) else way

    def _mark(self, row: Row) -> str:
        is_put_in = row.verdict == "put_in" or row.evidence == "file"
        return PUT_IN if is_put_in or self.teller.is_assumed(row.scenario) else FLOWS

    def _peak(self, look: str, name: str, label: str) -> Cell:
        told = self._paybacks.get((look, name))
        if told is None:
            return Cell(label, self.labels.texts("direction.missing"))
        mark = PUT_IN if self.teller.is_assumed(name) else FLOWS
        return Cell(label, told, mark=mark)

    def _worse(self, look: str, name: str, rows: Sequence[Row], label: str) -> Cell:
        """Who waits longer, what else goes worse, and what forbids to call a gain better."""
        texts = self.labels.texts
        if not self.results.rows:
            return Cell(label, texts("direction.missing"))
        longer = self._groups.longer(look, name)
        refused = [row for row in rows if row.verdict == MIXED]
        counters = (self._counter(row) for row in (*refused, *self._groups.shown(look, name)))
        also = tuple(dict.fromkeys([*self._groups.worse(look, name, COLUMNS), *counters]))
        nobody = texts("matrix.nobody" if self._groups.are_kept else "matrix.not_kept")
        amount = self._names(longer.by_kind) or ("" if also else nobody)
        mark = PUT_IN if self.teller.is_assumed(name) else FLOWS
        return Cell(label, amount, mark=UNTESTED if longer.has_untested else mark, also=also)

    def _counter(self, row: Row) -> str:
        """What forbids to call a gain better, in a few words."""
        what = self.teller.counted(row)
        if what is None:
            return capital(self.teller.counter(row))
        texts = self.labels.texts
        return capital(texts(f"matrix.counter.{row.counter_verdict}", **what))

    def _names(self, by_kind: dict[str, tuple[str, ...]]) -> str:
        texts = self.labels.texts
        named = [
            texts("gemeente.named", name=name) if kind == "gemeenten" else name
            for kind, names in by_kind.items()
            for name in names
        ]
        if len(named) <= _NAMED:
            return "; ".join(named)
        counts = [
            texts.count(f"matrix.{kind}", len(names)) for kind, names in by_kind.items() if names
        ]
        return texts.formats.listed(counts)

    def _sure(self, rows: dict[str, Row], label: str) -> Cell:
        """In how many draws wait and cost are less, and in how many more."""
        texts, manifest = self.labels.texts, self.results.manifest
        counts = {
            name: count
            for name in (WAIT, COST)
            if name in rows and (count := often(self.results, rows[name]))
        }
        if counts:
            sides = texts.formats.listed([*self._sides(counts)]) or texts("matrix.no_side")
            return Cell(label, sides)
        if manifest.draws is None:
            return Cell(label, texts.count("matrix.runs_only", manifest.replications))
        return Cell(label, texts("direction.missing"))

    def _sides(self, counts: dict[str, Often]) -> Iterator[str]:
        for name, count in counts.items():
            for way, number in (("less", count.less), ("more", count.more)):
                if number:
                    yield self.labels.texts("matrix.side", way=self._way(name, way), n=number)

    def _way(self, indicator: str, way: str) -> str:
        return self.labels.texts(f"way.{indicator}.{way}")
