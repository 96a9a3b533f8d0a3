"""What draws tell beside the verdicts: which policy is the best how often, and what is chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..figures.labels import Labels
from ..figures.measures import wait_is_tested
from ..figures.results import Results
from ..indicators.naming import name_in
from ..results.chance import MUCH
from .amounts import Amounts
from .answers import COST, WAIT
from .table import Table

if TYPE_CHECKING:
    import pandas as pd

_MISSING = "–"


def about_chance(results: Results, labels: Labels) -> str:
    """Which part of the ranges of wait and cost is chance, at most; says so where much is."""
    texts, told = labels.texts, results.chance["indicator"].isin([WAIT, COST])
    rows = results.chance[told]
    if rows.empty:
        return texts("first.chance_unknown")
    names = [name_in(texts, name) for name in (WAIT, COST) if name in set(rows["indicator"])]
    most = float(rows["part"].max())
    share = texts.formats.percent(most)
    line = texts("first.chance", share=share, names=texts.formats.listed(names))
    return f"{line} {texts('first.chance_much')}" if most > MUCH else line


def draw_tables(results: Results, labels: Labels, amounts: Amounts) -> list[Table]:
    """How often each policy is the best, and what part of each difference is chance."""
    tables = [
        _best(results.regret[results.regret["look"] == look], results, labels, amounts)
        for look in dict.fromkeys(results.regret["look"])
    ]
    return [*tables, *_chance(results, labels)]


def _best(rows: pd.DataFrame, results: Results, labels: Labels, amounts: Amounts) -> Table:
    texts = labels.texts
    names = [name for name in (WAIT, COST) if name in set(rows["indicator"])]
    head = [texts("best.scenario")]
    for name in names:
        head += [texts("best.of", name=name_in(texts, name)), texts("best.regret")]
    by_cell = rows.set_index(["scenario", "indicator"])
    cells = []
    for scenario in dict.fromkeys(rows["scenario"]):
        line = [labels.scenario(scenario)]
        for name in names:
            row = by_cell.loc[(scenario, name)]
            of = {"n": row["best_in"], "of": row["draws"]}
            line.append(texts("draws.held", **of))
            is_told = name != WAIT or wait_is_tested(results, WAIT)
            value = float(row["regret"])
            line.append(amounts.level(name, value, row["period"]) if is_told else _MISSING)
        cells.append(tuple(line))
    caption = texts("best.caption", period=labels.period(str(rows["period"].iloc[0])))
    return Table(caption, tuple(head), tuple(cells), (texts("best.note"),), kind="numbers")


def _chance(results: Results, labels: Labels) -> list[Table]:
    texts, rows = labels.texts, results.chance
    names = [name for name in (WAIT, COST) if name in set(rows["indicator"])]
    if not names:
        return []
    by_cell = rows.set_index(["look", "scenario", "indicator"])["part"]
    cells = []
    for look, scenario in dict.fromkeys(zip(rows["look"], rows["scenario"], strict=True)):
        parts = [by_cell.get((look, scenario, name)) for name in names]
        told = (_MISSING if part is None else texts.formats.percent(float(part)) for part in parts)
        cells.append((labels.scenario(scenario), *told))
    head = (texts("best.scenario"), *(name_in(texts, name) for name in names))
    return [Table(texts("chance.caption"), head, tuple(cells), kind="numbers")]
