"""Every scenario beside its baseline, and what may be said of each difference.

A gain is better only when it is shown to be more than what matters, for all claims of an experiment
together, when every counter-indicator is shown to stay within its margin, and when it does not
hang on what the scenario puts in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..indicators.guards import PUT_IN
from .cell_counters import CellCounters
from .compared import Compared
from .counters import (
    COUNTER_COLUMNS,
    FAILS,
    MISSING,
    PASSING,
    SHOWN,
    Asked,
    Counter,
    counter_table,
    counters_between,
)
from .evidence import LEVEL, holm
from .margins import Margins
from .matters import Matters
from .over_draws import (
    BY_DRAW,
    DRAW_COLUMNS,
    counted_over_draws,
    headlines_by_draw,
    judge_over_draws,
)
from .pairs import KEY, Pairing, cut_to_possible, p_values, pairs_of
from .totals import Totals
from .verdicts import Harm, RunsOnly, Verdict, Word, verdict

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

COLUMNS = [
    "look", "scenario", "baseline", *KEY, "headline", "replications",
    "baseline_mean", "baseline_low", "baseline_high",
    "scenario_mean", "scenario_low", "scenario_high",
    "difference", "low", "high", "relative", "matters", "better_when",
    "p_value", "holm_p", "corrected", "evidence", "verdict",
    "counter", "counter_part", "counter_size", "counter_verdict",
]  # fmt: skip


@dataclass(frozen=True)
class Tables:
    """Tidy tables of the runs of one scenario, which may be a derived one."""

    indicators: pd.DataFrame
    fates: pd.DataFrame

    def of(self, scenario: str) -> Tables:
        """Those of one scenario, from tables that hold several."""
        every = self.indicators, self.fates
        return Tables(*(table[table["scenario"] == scenario] for table in every))


@dataclass(frozen=True)
class Rules:
    """What an experiment says of differences, and its derived scenarios.

    `without_put_in` gives, for a scenario that puts something in, the name of the scenario in which
    that is left out (running/put_in.py); its runs are in the same tables. `over_draws`: each run is
    another draw of what is not known. `sent_to` are the
    stations to which a scenario sends more clients than its baseline (running/sent_to.py).
    """

    matters: Matters = field(default_factory=Matters)
    margins: Margins = field(default_factory=Margins)
    without_put_in: Mapping[str, str] = field(default_factory=dict)
    over_draws: bool = False
    sent_to: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """A row per difference, and a row per counter-indicator (docs/results.md).

    `by_draw` has the headlines draw by draw; no rows over runs.
    """

    rows: pd.DataFrame
    counters: pd.DataFrame
    by_draw: pd.DataFrame


def compare(
    tables_of: Callable[[str], Tables], pairings: Sequence[Pairing], rules: Rules
) -> Comparison:
    """All scenarios of all pairings with their baselines, as docs/results.md says.

    Tables are asked for scenario by scenario: those of all runs at once may not fit in memory.
    """
    import pandas as pd

    every = [
        _compared(tables_of, pairing, scenario, rules)
        for pairing in pairings
        for scenario in pairing.scenarios
        if scenario != pairing.baseline
    ]
    every = [item for item in every if len(item.pairs.rows)]
    if not every:
        empty = (pd.DataFrame(columns=names) for names in (COLUMNS, COUNTER_COLUMNS, BY_DRAW))
        return Comparison(*empty)
    if rules.over_draws:
        for item in every:
            judge_over_draws(item)
    else:
        _correct(every)
        for item in every:
            _judge(item)
            cut_to_possible(item.pairs.rows)
    rows = pd.concat([item.pairs.rows for item in every], ignore_index=True)
    columns = [*COLUMNS, *DRAW_COLUMNS] if rules.over_draws else COLUMNS
    by_draw = [headlines_by_draw(item) for item in every if rules.over_draws]
    return Comparison(
        rows[columns],
        _counter_tables(every, over_draws=rules.over_draws),
        pd.concat(by_draw or [pd.DataFrame(columns=BY_DRAW)], ignore_index=True),
    )


def _counter_tables(every: Sequence[Compared], *, over_draws: bool) -> pd.DataFrame:
    import pandas as pd

    tables = []
    for item in every:
        look, scenario, baseline = item.pairs.rows[["look", "scenario", "baseline"]].iloc[0]
        table = counter_table(look, scenario, baseline, item.counters)
        tables.append(counted_over_draws(table, item.counters) if over_draws else table)
    return pd.concat(tables, ignore_index=True)


def _compared(
    tables_of: Callable[[str], Tables], pairing: Pairing, scenario: str, rules: Rules
) -> Compared:
    """One scenario beside its baseline, and beside it the same without what it puts in."""
    both = tables_of(pairing.baseline), tables_of(scenario)
    base, other = (tables.indicators for tables in both)
    pairs = pairs_of(base, other, pairing, scenario, rules.matters)
    runs = tuple(sorted({*base["replication"].unique()} & {*other["replication"].unique()}))
    totals = [Totals.of(tables.fates, tables.indicators, runs) for tables in both]
    sent_to = rules.sent_to.get(scenario, frozenset())
    asked = Asked(pairing.spans, rules.margins, sent_to, pairing.until_year)
    counters = counters_between(totals[0], totals[1], asked)
    derived = rules.without_put_in.get(scenario)
    rest = None if derived is None else _compared(tables_of, pairing, derived, rules)
    return Compared(pairs, counters, rest)


# ------------------------------------------------------------------ p-values, over all claims


def _correct(every: Sequence[Compared]) -> None:
    """P-values by row, and after Holm's correction over the headline rows of all scenarios.

    A gain must be shown with and without what is put in; the larger of the two p-values tests
    that both hold, which needs no correction of its own.
    """
    claims: dict[str, list[Floats]] = {name: [] for name in ("p_better", "p_worse", "p_both")}
    for item in every:
        rows = item.pairs.rows
        rows["p_better"], rows["p_worse"] = p_values(item.pairs)
        rows["p_both"] = np.maximum(rows["p_better"], _p_of_rest(item))
        rows["p_value"] = np.minimum(rows["p_better"], rows["p_worse"])
        for name, values in claims.items():
            values.append(rows.loc[rows["headline"], name].to_numpy(dtype=np.float64))
    for name, values in claims.items():
        corrected = np.split(holm(np.concatenate(values)), np.cumsum([len(v) for v in values])[:-1])
        for item, of_item in zip(every, corrected, strict=True):
            headline = item.pairs.rows["headline"]
            item.pairs.rows.loc[headline, name] = of_item
    for item in every:
        rows = item.pairs.rows
        rows["corrected"] = rows["headline"]
        rows["holm_p"] = np.where(
            rows["headline"], np.minimum(rows["p_better"], rows["p_worse"]), np.nan
        )


def _p_of_rest(item: Compared) -> Floats:
    """P of the same gain without what is put in: 1 where it has no such row, or less than half.

    What is printed is the whole gain, and of that most must have been found.
    """
    rows = item.pairs.rows
    if item.rest is None:
        return np.zeros(len(rows))
    rest = item.rest.pairs
    if not len(rest.rows):
        return np.ones(len(rows))
    gains = rest.side * rest.rows["difference"].to_numpy(dtype=np.float64)
    found = list(zip(p_values(rest)[0].tolist(), gains.tolist(), strict=True))
    known = dict(zip(_keys(rest.rows), found, strict=True))
    whole = item.pairs.side * rows["difference"].to_numpy(dtype=np.float64)
    parts = [known.get(key, (1.0, 0.0)) for key in _keys(rows)]
    return np.array(
        [p if 2 * gain >= of else 1.0 for (p, gain), of in zip(parts, whole, strict=True)]
    )


def _keys(rows: pd.DataFrame) -> list[tuple[str, ...]]:
    return list(zip(*(rows[name] for name in KEY), strict=True))


# ------------------------------------------------------------------ verdicts


def _judge(item: Compared) -> None:
    """The verdict of every row, with the counter that decided."""
    rows = item.pairs.rows
    guards = _failing(counter for counter in item.counters if counter.guard not in PUT_IN)
    put_in = _put_in(item.counters)
    is_masked = item.rest is not None and any(
        counter.verdict not in PASSING for counter in item.rest.counters
        if counter.guard not in PUT_IN
    )  # fmt: skip
    in_cell = CellCounters(item.pairs)
    inside = _inside(rows)
    p_better, p_worse, p_both = (
        rows[name].to_numpy(dtype=np.float64) for name in ("p_better", "p_worse", "p_both")
    )
    verdicts: list[Verdict] = []
    for at in range(len(rows)):
        evidence = RunsOnly(
            p_better[at], p_worse[at], bool(inside[at]), is_masked or p_both[at] >= LEVEL, put_in
        )
        harms = [*guards, *in_cell.of(at)] if p_better[at] < LEVEL else []
        verdicts.append(verdict(harms, evidence))
    words = np.array([str(item.word) for item in verdicts], dtype=object)
    rows["verdict"] = _of_neither_side(rows, words)
    _write_decisive(rows, verdicts)


def _write_decisive(rows: pd.DataFrame, verdicts: Sequence[Verdict]) -> None:
    """The counter that decided each verdict, with its group and size; empty where none did."""
    harms = [item.counter for item in verdicts]
    rows["counter"] = ["" if harm is None else harm.name for harm in harms]
    rows["counter_part"] = ["" if harm is None else harm.part for harm in harms]
    rows["counter_size"] = [
        np.nan if harm is None or harm.size is None else harm.size for harm in harms
    ]
    rows["counter_verdict"] = ["" if harm is None else _told(harm) for harm in harms]


def _told(harm: Harm) -> str:
    if harm.size is None:
        return MISSING
    return SHOWN if harm.shown else FAILS


def _failing(counters: Iterable[Counter]) -> list[Harm]:
    """Those that do not pass; a sum of some only where none of these fails by itself."""
    failing = [item for item in counters if item.verdict not in PASSING]
    single = [item.as_harm for item in failing if not item.guard.sums]
    return single or [item.as_harm for item in failing]


def _put_in(counters: Sequence[Counter]) -> Harm | None:
    """Children who do not come, or get other help, where more than the margin is not excluded."""
    failing = _failing(item for item in counters if item.guard in PUT_IN)
    return max(failing, key=lambda harm: harm.excess, default=None)


def _inside(rows: pd.DataFrame) -> Flags:
    """Whether the interval lies within what matters."""
    low, high, matters = (rows[name].to_numpy(np.float64) for name in ("low", "high", "matters"))
    with np.errstate(invalid="ignore"):
        return np.asarray((low >= -matters) & (high <= matters))


def _of_neither_side(rows: pd.DataFrame, words: NDArray[np.object_]) -> NDArray[np.object_]:
    """A number without a good side is more or less, where it differs by more than matters."""
    neither = (rows["better_when"] == "").to_numpy()
    apart = neither & (rows["p_value"] < LEVEL).to_numpy() & ~_inside(rows)
    words[neither] = np.where(_inside(rows), Word.NO_DIFFERENCE, Word.UNCERTAIN)[neither]
    words[apart] = np.where(rows["difference"] > 0, "more", "less")[apart]
    return words
