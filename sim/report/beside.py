"""Two experiments on one page: what each was asked and found, and what they do not share.

Every range and word is that of its own experiment. Nothing is said of the one against the other,
since children, draws and input need not be the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..errors import visible
from ..figures.labels import Labels
from ..figures.results import Results
from ..results.hanging import HANGING
from ..texts import Texts
from .amounts import Amounts
from .answers import Teller
from .footing import APART, Footing, footings, unlike
from .lead import Lead
from .matrix import FLOWS, HEADS, Cell, Line, Matrix, MatrixMaker
from .notes import trial_reasons
from .page import marks_in, question_of
from .table import Table
from .templating import rendered, style


@dataclass(frozen=True)
class Experiment:
    """One of the two, in one language."""

    name: str
    results: Results
    labels: Labels

    @property
    def question(self) -> str:
        """What was asked in it."""
        return question_of(self.results, self.labels)

    @property
    def trial(self) -> str | None:
        """Why it is a trial, if it is one."""
        return trial_reasons(self.results.manifest, self.labels)

    @cached_property
    def _parts(self) -> tuple[Results, Labels, Amounts, Teller]:
        amounts = Amounts(self.results.manifest, self.labels.texts)
        return self.results, self.labels, amounts, Teller(self.results, self.labels, amounts)

    @property
    def line(self) -> str:
        """Its own answer in a few short sentences."""
        return Lead(*self._parts).line()

    @cached_property
    def matrix(self) -> Matrix:
        """Its baseline and policies with their ranges and words."""
        return MatrixMaker(*self._parts).matrix("ahead")

    @property
    def lacks(self) -> list[str]:
        """What other results may tell and these cannot."""
        results = self.results
        missing = {
            "comparison": not results.rows,
            "kept": results.manifest.kept is not None,
            "draws": results.manifest.draws is None,
            "targets": results.targets.empty,
            "turning": not (results.folder / HANGING).exists(),
        }
        return [
            self.labels.texts(f"beside.lacks.{what}") for what, is_so in missing.items() if is_so
        ]


def page_beside(first: Results, second: Results, texts: Texts, other_page: str | None) -> str:
    """The finished page of one language, self-contained; `other_page` is that of the other."""
    pair = [
        Experiment(name, item, Labels.of(item.manifest, texts))
        for name, item in zip(_names(first, second), (first, second), strict=True)
    ]
    found = footings(first, second, texts)
    apart = {item.key for item in found if not item.is_same}
    how = "apart" if apart & set(APART) else "with_care" if apart else "alike"
    return rendered(
        "beside.html.j2",
        t=texts,
        lang=texts.lang,
        style=style(),
        other_page=other_page,
        pair=pair,
        marks=marks_in(texts),
        how=texts(f"beside.how.{how}"),
        unlike=unlike(first, second, found, texts),
        footing=_footing_table(found, pair, texts),
        tables=[*_tables(pair, texts)],
    )


def _names(first: Results, second: Results) -> tuple[str, str]:
    """What each is called: its folder, as it was asked for where both are called the same."""
    one, other = (visible(item.folder.resolve().name) for item in (first, second))
    return (
        (one, other) if one != other else (visible(str(first.folder)), visible(str(second.folder)))
    )


def _footing_table(found: Sequence[Footing], pair: Sequence[Experiment], texts: Texts) -> Table:
    rows = tuple(
        (
            texts(f"beside.{item.key}.name"),
            *item.told,
            texts("beside.same" if item.is_same else "beside.other"),
        )
        for item in found
    )
    head = (texts("beside.what"), *(item.name for item in pair), texts("beside.alike"))
    return Table(texts("beside.each"), head, rows, kind="pair")


def _tables(pair: Sequence[Experiment], texts: Texts) -> Iterator[Table]:
    """The two baselines, and each policy that stands in both by one name."""
    first, second = (item.matrix for item in pair)
    by_name = {line.name: line for line in second.lines[1:]}
    both = [(first.lines[0], second.lines[0])]
    both += [(line, by_name[line.name]) for line in first.lines[1:] if line.name in by_name]
    missing = texts("direction.missing")
    head = (texts("beside.measure"), *(item.name for item in pair))
    for one, other in both:
        told = [_by_key(first, one, texts), _by_key(second, other, texts)]
        rows = tuple(
            (texts(f"matrix.{key}"), *(cells.get(key, missing) for cells in told))
            for key in HEADS
            if any(key in cells for cells in told)
        )
        yield Table(" / ".join(dict.fromkeys((one.title, other.title))), head, rows, kind="pair")


def _by_key(matrix: Matrix, line: Line, texts: Texts) -> dict[str, str]:
    """What each cell of a line tells, by the key of its column; none that tells nothing."""
    missing = texts("direction.missing")
    cells = zip(matrix.keys, line.cells, strict=True)
    return {key: _written(cell, texts) for key, cell in cells if cell.amount != missing}


def _written(cell: Cell, texts: Texts) -> str:
    told = "; ".join(part for part in (cell.amount, cell.word, *cell.also) if part)
    mark = f" ({texts(f'mark.{cell.mark}')})" if cell.mark not in ("", FLOWS) else ""
    return f"{told}{mark}"
