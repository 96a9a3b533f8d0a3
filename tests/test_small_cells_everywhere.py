"""Nothing about fewer than ten children in any file of results, by itself or by subtraction."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from sim.figures.results import Results, read_results
from sim.indicators.definition import ITSELF, Indicator
from sim.indicators.definitions import definition_of
from sim.report import build_report
from sim.running import run_experiment

from .small_region import MORE_PLACES, REGION

Cell = tuple[str, ...]
"""Scenario, indicator, station, gemeente, need and period."""
CELL = ["scenario", "indicator", "station", "gemeente", "need", "period"]
AXES = {"station": 2, "gemeente": 3, "need": 4}
DIGITS = 1e-4
"""Part of a number that is lost where it is written with five figures."""
HAMLET = "Hamlet"
PRICED = {
    "    returns: {share: 0.2, mean_days: 300}": "    cost: {per_day: 30}",
    "    holds_place: true": "    away_from_home: true\n    cost: {per_day: 200}",
}
"""Keys of stations, each with what is said beside it: what help costs, and where it is."""
TARGETS = f"""\
targets:
  all: {{indicator: starts, period: 2023, value: 500, tolerance: 90%}}
  town: {{indicator: starts, gemeenten: [Town], period: 2023, value: 400, tolerance: 90%}}
  hamlet: {{indicator: starts, gemeenten: [{HAMLET}], period: 2023, value: 3, tolerance: 90%}}
  others: {{indicator: starts, gemeenten: [Town, Village], period: 2023, value: 500,
           tolerance: 90%}}
needs:"""
EXPERIMENT = """\
experiment: 1
question: {en: "Do more places help?", nl: "Helpen meer plaatsen?"}
baseline: region
scenarios: [region, changed]
look_back: {scenarios: [changed], until: 2024-07-01}
seed: 4
replications: 2
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of a region in which a hamlet of 130 youths has some three arrivals a year."""
    place = tmp_path_factory.mktemp("small")
    region = REGION.replace(
        "Village: {youth: 8000}", f"Village: {{youth: 8000}}, {HAMLET}: {{youth: 130}}"
    )
    region = region.replace(
        "clients_per_fte: 5}}}",
        f"clients_per_fte: 5}}, {HAMLET}: {{fte: 1, clients_per_fte: 5}}}}}}",
    )
    for key, beside in PRICED.items():
        region = region.replace(key, f"{key}\n{beside}", 1)
    region = region.replace("needs:", TARGETS, 1)
    for name, text in (("region", region), ("changed", MORE_PLACES), ("trial", EXPERIMENT)):
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    run_experiment(place / "trial.yaml", out=place / "out", jobs=1, engine="simpy")
    build_report(place / "out", "nl")
    return place / "out"


@pytest.fixture(scope="module")
def truth(folder: Path) -> dict[Cell, float]:
    """Every number of the simulation, as the mean of the runs."""
    table = pd.read_parquet(folder / "indicators.parquet")
    means = table.groupby(CELL)["value"].mean()
    return dict(zip(means.index.tolist(), means.tolist(), strict=True))


@pytest.fixture(scope="module")
def shown(folder: Path) -> Results:
    """What figures and pages have to tell."""
    return read_results(folder)


# ------------------------------------------------------------------ what a reader is told


def cells_of(table: pd.DataFrame, value: str, scenario: str = "scenario") -> dict[Cell, float]:
    rows = table[table[value].notna()]
    keys = zip(*(rows[name] for name in (scenario, *CELL[1:])), strict=True)
    return dict(zip(keys, rows[value].tolist(), strict=True))


def told_by_csv(folder: Path) -> dict[Cell, float]:
    sheet = pd.read_csv(folder / "indicators.csv", dtype={"period": str})
    compared = pd.read_csv(folder / "comparison.csv", dtype={"period": str})
    targets = pd.read_csv(folder / "targets.csv", dtype={"period": str})
    targets["gemeente"] = targets["gemeenten"]
    by_run = sheet.groupby(CELL)["value"].mean().reset_index()
    return {
        **cells_of(by_run, "value"),
        **cells_of(compared, "scenario_mean"),
        **cells_of(compared.assign(baseline="region"), "baseline_mean", "baseline"),
        **cells_of(targets, "mean"),
    }


def told_by_pages(shown: Results) -> dict[Cell, float]:
    rows = pd.DataFrame([vars(row) for row in shown.rows])
    months = shown.series.rename(columns={"month": "period"}).assign(need="all")
    months["period"] = "end of " + months["period"].astype(str)
    by_run = months.groupby(CELL)["value"].mean().reset_index()
    return {
        **{tuple(key): value for key, value in shown.means.items()},
        **cells_of(rows, "scenario_mean"),
        **cells_of(rows, "baseline_mean", "baseline"),
        **cells_of(by_run, "value"),
    }


def children_in(cell: Cell, value: float, truth: dict[Cell, float]) -> Iterator[float]:
    """How many children a cell counts and is about."""
    definition = definition_of(cell[1])
    behind = definition.count_behind(cell[1]) if definition else None
    if definition is None or behind is None:
        return
    if definition.behind == ITSELF:
        yield value
        return
    about = truth.get((cell[0], behind, *cell[2:]), 0.0)
    if value:
        yield about
    if definition.unit == "share" and not definition.may_exceed_one:
        yield value * about


def counts_children(cell: Cell) -> bool:
    definition = definition_of(cell[1])
    return definition is not None and definition.behind == ITSELF


def small(number: float) -> bool:
    return 1e-9 < number < 10 * (1 - DIGITS)


# ------------------------------------------------------------------ what follows from it


def sums_in(truth: dict[Cell, float]) -> Iterator[tuple[Cell, list[Cell]]]:
    """Every number that is the sum of others: of parts, of years, of legal frames."""
    words = {name: names_of(name, truth) for name in AXES}
    for cell, value in truth.items():
        definition = definition_of(cell[1])
        if definition is None or definition.behind is None:
            continue
        for parts in ways_to_add_up(cell, definition, truth, words):
            if parts and abs(sum(truth[part] for part in parts) - value) < 1e-6 * max(1.0, value):
                yield cell, parts


def ways_to_add_up(
    cell: Cell, definition: Indicator, truth: dict[Cell, float], words: dict[str, list[str]]
) -> Iterator[list[Cell]]:
    if definition.adds_up:
        for name, at in AXES.items():
            if cell[at] == "all":
                parts = [(*cell[:at], word, *cell[at + 1 :]) for word in words[name]]
                yield [part for part in parts if part in truth]
    if definition.in_time:
        years = [str(year) for year in years_of(cell[5])]
        yield [part for year in years if (part := (*cell[:5], year)) in truth]
    frames = [f"{cell[1]}:{frame}" for frame in ("voluntary", "ordered", "closed")]
    yield [part for frame in frames if (part := (cell[0], frame, *cell[2:])) in truth]


def names_of(axis: str, truth: dict[Cell, float]) -> list[str]:
    return sorted({cell[AXES[axis]] for cell in truth} - {"all"})


def years_of(period: str) -> range:
    if period == "all":
        return range(2022, 2026)
    span = re.fullmatch(r"(\d{4})-(\d{4})", period)
    return range(int(span[1]), int(span[2]) + 1) if span else range(0)


def that_follow(told: dict[Cell, float], truth: dict[Cell, float]) -> dict[str, float]:
    """Small numbers that somebody who can subtract finds, again and again with what was found."""
    known, found = dict(told), {}
    equations = list(sums_in(truth))
    for _ in range(5):
        before = len(known)
        for total, parts in equations:
            missing = [cell for cell in (total, *parts) if cell not in known]
            if len(missing) == 1:
                known[missing[0]] = truth[missing[0]]
            if total in known and missing and counts_children(total):
                rest = known[total] - sum(known[part] for part in parts if part in known)
                if small(rest) and rest > DIGITS * known[total]:
                    found[f"{total} less what is told of {parts}"] = rest
        if len(known) == before:
            break
    return {**found, **that_are_small({cell: known[cell] for cell in known}, truth)}


def that_are_small(told: dict[Cell, float], truth: dict[Cell, float]) -> dict[str, float]:
    return {
        str(cell): number
        for cell, value in told.items()
        for number in children_in(cell, value, truth)
        if small(number)
    }


# ------------------------------------------------------------------ the attack


def test_there_are_small_cells_to_find(truth: dict[Cell, float], folder: Path) -> None:
    of_hamlet = {cell: value for cell, value in truth.items() if cell[3] == HAMLET}
    assert 0 < of_hamlet["region", "starts", "all", HAMLET, "all", "2023"] < 10
    assert of_hamlet["region", "cost", "all", HAMLET, "all", "2023"] > 0
    assert len(that_are_small(of_hamlet, truth)) > 100
    every = that_follow({c: v for c, v in truth.items() if c[3] != HAMLET}, truth)
    assert any("less what is told" in name for name in every) or any(HAMLET in n for n in every)


def test_no_csv_tells_of_few_children(truth: dict[Cell, float], folder: Path) -> None:
    told = told_by_csv(folder)
    assert len(told) > 1000
    assert that_are_small(told, truth) == {}
    assert that_follow(told, truth) == {}


def test_no_page_and_no_figure_has_few_children_to_tell(
    truth: dict[Cell, float], shown: Results
) -> None:
    told = told_by_pages(shown)
    assert len(told) > 1000
    assert that_are_small(told, truth) == {}
    assert that_follow(told, truth) == {}


def test_nothing_follows_from_the_pages_and_the_csv_together(
    truth: dict[Cell, float], shown: Results, folder: Path
) -> None:
    told = {**told_by_pages(shown), **told_by_csv(folder)}
    assert that_follow(told, truth) == {}


def test_the_counters_tell_of_no_group_of_few(folder: Path) -> None:
    table = pd.read_csv(folder / "counters.csv")
    told = table[table["referrals"].notna()]
    assert not ((told["referrals"] > 0) & (told["referrals"] < 10)).any()
    keys = ["look", "scenario", "counter", "period"]
    for key, rows in told.groupby(keys):
        for kind in ("gemeente", "need", "legal_frame"):
            parts = rows[rows["group"] == kind]
            asked = table[(table[keys] == list(key)).all(axis=1) & (table["group"] == kind)]
            total = rows.loc[rows["group"] == "all", "referrals"]
            if len(parts) < len(asked) and len(total):
                assert not small(float(total.iloc[0]) - parts["referrals"].sum()), (key, kind)


def test_the_page_and_the_drawings_say_nothing_of_the_hamlet(folder: Path) -> None:
    page = (folder / "report.html").read_text(encoding="utf-8")
    page = re.sub(r'src="data:[^"]*"', "", page)
    numbers = re.findall(rf"{HAMLET}[^<]*\d", page.split('id="scenarios"')[0])
    assert numbers == []
    drawings = [path.read_text(encoding="utf-8") for path in folder.glob("figures/*.svg")]
    assert drawings
    assert not [drawing for drawing in drawings if HAMLET in drawing]


def test_a_target_of_the_hamlet_or_of_all_others_is_not_told(folder: Path) -> None:
    table = pd.read_csv(folder / "targets.csv").set_index("target")
    assert pd.isna(table.loc["hamlet", "mean"])
    told = table["mean"].dropna()
    for total, parts in product(("all",), ("others",)):
        assert not ({total, parts} <= set(told.index) and small(told[total] - told[parts]))
