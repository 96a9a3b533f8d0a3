"""The one rule for small cells: nothing is told about fewer than ten children.

First the cells that count fewer than ten, are about fewer than ten (`Indicator.behind`), or are a
share of ten and more that comes to fewer than ten. Then those from which these would follow: of
parts that add up to a total that is told, at least two are kept back, together ten children or
more; the smallest first. Where that cannot be, the total is kept back too. Days and money that add
up follow from each other as counts do; their children are those behind them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..indicators.definition import ITSELF, Indicator
from ..indicators.definitions import definition_of
from ..indicators.waits import SUMS

if TYPE_CHECKING:
    import pandas as pd

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Key = tuple[str, ...]

FEW = 10
"""Of fewer children than this nothing is told."""
ALL = "all"
PARTS = ("station", "gemeente", "need")
WHOLE = "1"
OF_FORM = "_of_form"
"""How the names of what is told by form end."""
_LEAST_HIDDEN = 2
_YEAR = re.compile(r"\d{4}$")
_YEARS = re.compile(r"(\d{4})-(\d{4})$")


def is_few(children: float | None) -> bool:
    """Whether so many are too few to be told; that there is nobody is told."""
    return children is not None and 0 < children < FEW


def small_cells(rows: pd.DataFrame, values: Sequence[str], run: Sequence[str]) -> Flags:
    """Which rows are kept back; `values` are columns of means, `run` tells tables apart."""
    if rows.empty:
        return np.zeros(0, dtype=np.bool_)
    cells = _Cells(rows, list(run))
    hidden = np.zeros(len(rows), dtype=np.bool_)
    amounts = [rows[name].to_numpy(dtype=np.float64) for name in values]
    for amount in amounts:
        hidden |= cells.is_small(amount)
    counts = [cells.children(amount) for amount in amounts]
    return with_what_follows(hidden, counts, cells.groups())


def with_what_follows(hidden: Flags, counts: Sequence[Floats], groups: Sequence[AddingUp]) -> Flags:
    """What is hidden, and all from which that would follow; `counts` are of children, by row."""
    result = hidden.copy()
    wholes = [spec for spec in groups if spec.part.any()]
    while True:
        before = int(result.sum())
        for spec in wholes:
            for count in counts:
                result |= _followed(spec, count, result)
        if int(result.sum()) == before:
            return result


# ------------------------------------------------------------------ what is small by itself


class _Cells:
    """The rows of a table, with their definitions and the row that counts their children."""

    def __init__(self, rows: pd.DataFrame, run: list[str]) -> None:
        import pandas as pd

        self.rows, self.run = rows, run
        codes, names = pd.factorize(rows["indicator"].astype(str))
        self.name_of, self.names = codes, [str(name) for name in names]
        self.definitions = [definition_of(name) for name in self.names]
        self.counts_itself = self._by_name(lambda item, _: item.behind == ITSELF)
        self.is_share = self._by_name(
            lambda item, _: item.unit == "share" and not item.may_exceed_one
        )
        self.behind = self._behind()
        self.is_about = (self.behind >= 0) & ~self.counts_itself & ~self.is_share

    def _by_name(self, test: Callable[[Indicator, str], bool]) -> Flags:
        """A test of each name and its definition, along the rows; False where there is none."""
        result = [
            item is not None and test(item, name)
            for item, name in zip(self.definitions, self.names, strict=True)
        ]
        return np.array(result, dtype=np.bool_)[self.name_of]

    def place_of(self, columns: Sequence[str]) -> Ints:
        """A number for each different combination of these columns."""
        if not columns:
            return np.zeros(len(self.rows), dtype=np.int64)
        numbers = self.rows.groupby(list(columns), sort=False, observed=True).ngroup()
        return np.asarray(numbers, dtype=np.int64)

    def _behind(self) -> Ints:
        """The row that counts the children behind each; -1 where there is none."""
        cell = self.place_of([*self.run, *PARTS, "period"])
        width = len(self.names) + 1
        number = {name: place for place, name in enumerate(self.names)}
        counting = [
            number.get((item.count_behind(name) if item else None) or "", -1)
            for item, name in zip(self.definitions, self.names, strict=True)
        ]
        wanted = np.array(counting, dtype=np.int64)[self.name_of]
        keys = cell * width + self.name_of
        order = np.argsort(keys)
        place = np.searchsorted(keys[order], cell * width + wanted)
        row = order[np.minimum(place, len(order) - 1)]
        known = (wanted >= 0) & (keys[row] == cell * width + wanted)
        return np.where(known, row, -1).astype(np.int64)

    def _children_behind(self, amount: Floats) -> Floats:
        return np.where(self.behind >= 0, amount[self.behind], np.nan)

    def _counted(self, amount: Floats) -> Floats:
        """How many children a count or a share comes to; NaN of others."""
        count = np.where(self.counts_itself, amount, np.nan)
        return np.where(self.is_share, amount * self._children_behind(amount), count)

    def children(self, amount: Floats) -> Floats:
        """How many children a cell counts or is about; NaN where nobody knows."""
        return np.where(self.is_about, self._children_behind(amount), self._counted(amount))

    def is_small(self, amount: Floats) -> Flags:
        """Counts or shares that come to fewer than ten, and what is about fewer than ten."""
        count, behind = self._counted(amount), self._children_behind(amount)
        with np.errstate(invalid="ignore"):
            about_few = (behind > 0) & (behind < FEW) & (amount != 0)
            few: Flags = ((count > 0) & (count < FEW)) | about_few
        return few

    # -------------------------------------------------------------- what adds up

    def groups(self) -> list[AddingUp]:
        """Every way in which rows add up to one that is told."""
        adds_up = self._by_name(lambda item, _: item.adds_up and item.behind is not None)
        result = [self._margin(axis, adds_up) for axis in PARTS]
        in_time = self._by_name(lambda item, _: item.in_time and item.behind is not None)
        result += self._years(in_time)
        by_form = self._by_name(lambda item, _: item.base.endswith(OF_FORM))
        result += [self._variants(~by_form), self._variants(by_form)]
        return [*result, *(self._sum(whole, parts) for whole, parts in SUMS)]

    def _margin(self, axis: str, adds_up: Flags) -> AddingUp:
        others = [name for name in PARTS if name != axis]
        group = self.place_of([*self.run, "indicator", *others, "period"])
        is_total = (self.rows[axis].astype(str) == ALL).to_numpy()
        part = adds_up & ~is_total
        return AddingUp(group, part, adds_up & is_total, np.zeros_like(part))

    def _years(self, adds_up: Flags) -> list[AddingUp]:
        """Years within each span of years and within the whole reported period."""
        periods = self.rows["period"].astype(str)
        group = self.place_of([*self.run, "indicator", *PARTS])
        is_year = periods.str.match(_YEAR).to_numpy(dtype=np.bool_)
        year = np.where(is_year, periods.where(is_year, "0").str[:4].astype(int), 0)
        result = []
        for span in dict.fromkeys(periods):
            years = _YEARS.match(span)
            if years is None and span != ALL:
                continue
            first, last = (int(item) for item in years.groups()) if years else (0, 9999)
            inside = adds_up & is_year & (year >= first) & (year <= last)
            whole = adds_up & (periods == span).to_numpy()
            result.append(AddingUp(group, inside, whole, np.zeros_like(whole)))
        return result

    def _sum(self, whole: str | None, parts: Sequence[str]) -> AddingUp:
        """Names that are a total of each cell and its parts; without a name it is known anyway."""
        part = self._by_name(lambda _, name: name in parts)
        total = self._by_name(lambda _, name: name == whole)
        of_all = part if whole is None else np.zeros_like(part)
        return AddingUp(self.place_of([*self.run, *PARTS, "period"]), part, total, of_all)

    def _variants(self, of: Flags) -> AddingUp:
        """Names that add up to another name, or to all: fates, classes, legal frames, forms.

        Parts are some `of` these, so that two ways of adding up to one total stay apart.
        """
        wholes = [
            _whole_of(item, name) for item, name in zip(self.definitions, self.names, strict=True)
        ]
        numbers = {name: place for place, name in enumerate(dict.fromkeys((*wholes, *self.names)))}
        whole = np.array([numbers[item] for item in wholes])[self.name_of]
        is_part = np.array([item != "" for item in wholes])[self.name_of]
        is_part &= of & (self.counts_itself | self.is_share | self.is_about)
        own = np.array([numbers[item] for item in self.names])[self.name_of]
        cell = self.place_of([*self.run, *PARTS, "period"])
        group = cell * (len(numbers) + 1) + np.where(is_part, whole, own)
        of_all = is_part & self._by_name(lambda item, _: item.part_of == WHOLE)
        return AddingUp(np.unique(group, return_inverse=True)[1], is_part, ~is_part, of_all)


def _whole_of(item: Indicator | None, name: str) -> str:
    """What a name adds up to with others; for parts of all the name without its varying word."""
    if item is None or not item.part_of:
        return ""
    if item.part_of != WHOLE:
        return item.part_of
    words = name.split(":")
    varying = len(words) - 1 if item.base == "stay_share" else 1
    return ":".join((*words[:varying], "*", *words[varying + 1 :]))


# ------------------------------------------------------------------ what follows from others


@dataclass(frozen=True)
class AddingUp:
    """Rows of a table: parts that add up to a total within each group; flags along the rows.

    `of_all`: the parts are shares of all, a total that is known without being told.
    """

    group: Ints
    part: Flags
    total: Flags
    of_all: Flags


def _followed(spec: AddingUp, count: Floats, hidden: Flags) -> Flags:
    """What must be kept back as well, so that what is hidden does not follow from a total."""
    told = np.zeros(int(spec.group.max()) + 1, dtype=np.bool_)
    told[spec.group[(spec.total & ~hidden) | spec.of_all]] = True
    with np.errstate(invalid="ignore"):
        rows = np.flatnonzero(spec.part & (count > 0) & told[spec.group])
    if not hidden[rows].any():
        return np.zeros_like(hidden)
    rows = rows[np.lexsort((count[rows], ~hidden[rows], spec.group[rows]))]
    group = spec.group[rows]
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    of_start = np.repeat(np.arange(starts.size), np.diff(np.append(starts, rows.size)))
    sums = np.cumsum(count[rows])
    before = sums - count[rows] - (sums[starts] - count[rows][starts])[of_start]
    rank = np.arange(rows.size) - starts[of_start]
    concerned = hidden[rows][starts][of_start]
    more = concerned & ~hidden[rows] & ((rank < _LEAST_HIDDEN) | (before < FEW))
    result = np.zeros_like(hidden)
    result[rows[more]] = True
    _keep_totals_back(spec, count, hidden | result, result)
    return result


def _keep_totals_back(spec: AddingUp, count: Floats, hidden: Flags, result: Flags) -> None:
    """Totals from which what is hidden still follows, since it is too little together."""
    size = int(spec.group.max()) + 1
    kept = spec.part & hidden & (count > 0)
    number = np.bincount(spec.group[kept], minlength=size)
    together = np.bincount(spec.group[kept], weights=count[kept], minlength=size)
    follows = (number > 0) & ((number < _LEAST_HIDDEN) | (together < FEW))
    result |= spec.total & follows[spec.group] & ~hidden
