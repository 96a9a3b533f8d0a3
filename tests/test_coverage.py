"""docs/coverage.md names files that ship and every system; docs/policies.md holds every policy."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from sim.running.manifest import Done, manifest_of
from sim.running.planning import plan_of_scenario
from sim.telling.assumed import effect_of
from tools.docs.collecting import COLUMNS, merged, rows_of
from tools.docs.found import EVERYWHERE, told
from tools.docs.parts import PUBLISHED, ROOT
from tools.docs.policies import ASSUMED, MECHANICAL, Policy, policies, policies_part

from .shipped import POLICIES, REGION

SYSTEMS = 33


@pytest.fixture(scope="module")
def page() -> str:
    return (REGION.parents[1] / "docs" / "coverage.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def shipped_policies() -> dict[str, Policy]:
    return {item.name: item for item in policies()}


def names_in(text: str) -> set[str]:
    """What stands in code style and could be the name of a file."""
    return {name for name in re.findall(r"`([a-z0-9-]+)`", text) if "-" in name}


def stems(paths: list[Path] | tuple[Path, ...]) -> set[str]:
    return {path.stem for path in paths}


# ------------------------------------------------------------------ coverage


def test_every_name_of_the_page_is_a_block_or_scenario(page: str) -> None:
    files = {path.stem for path in REGION.rglob("*.yaml")}

    assert names_in(page) - files == set()


def test_every_block_is_found_on_the_page(page: str) -> None:
    names = {path.stem for path in (REGION / "blocks").rglob("*.yaml")}

    assert [name for name in sorted(names) if f"`{name}`" not in page] == []


def test_each_passage_is_somewhere_or_not_modelled_for_a_reason(page: str) -> None:
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    bare = [row for row in rows if "not modelled" in row and "because" not in row]
    empty = [row for row in rows if row.split(" | ")[-1].strip(" |") == ""]

    assert len(rows) > 100
    assert bare == []
    assert empty == []


def test_all_systems_are_there_and_none_in_part(page: str) -> None:
    table = page[page.index("## The 33 systems") :]
    rows = [line for line in table.splitlines() if line.startswith("| ")][2:]

    assert len(rows) == SYSTEMS
    assert "in part" not in table


# ------------------------------------------------------------------ policies


def test_what_is_put_in_follows_from_the_status_of_numbers(
    shipped_policies: dict[str, Policy],
) -> None:
    kinds = {name: item.kind for name, item in shipped_policies.items()}

    # Staff and places are chosen; that children are not sent on, or come no more, is assumed.
    assert kinds["protection-staff"] == MECHANICAL
    assert kinds["two-million-at-specialists"] == MECHANICAL
    assert kinds["demand-growth"] == MECHANICAL
    assert kinds["normalising"] == ASSUMED
    assert kinds["divorce-team"] == ASSUMED  # by the row of the station that it brings
    assert kinds["fewer-burdens"] == ASSUMED  # by what a worker can do


def test_the_effect_of_a_block_is_told_by_its_numbers_everywhere() -> None:
    told = {item.name: effect_of(item.block) for item in policies()}

    assert told == {item.name: item.kind for item in policies()}


def test_results_say_that_a_block_is_assumed_whose_label_is_mechanical() -> None:
    plan = plan_of_scenario("closed-without-alternatives", seed=1, replications=1)
    done = Done(
        command="", created=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), seconds=0.0, trial=True,
        scale=1.0, seed=1, engine="simpy", jobs=1, replications=1, runs=1, reached=None,
    )  # fmt: skip

    manifest = manifest_of(plan, done)

    blocks = manifest.scenario["closed-without-alternatives"].assumed_blocks
    assert [item.name for item in blocks] == ["closed-without-alternatives"]


def test_where_the_label_of_a_block_is_not_what_its_numbers_say_the_page_tells() -> None:
    rows = [line for line in policies_part().splitlines() if line.startswith("| **")]
    told = {row.split("`")[1] for row in rows if "(the file says " in row}

    differing = {item.name for item in policies() if item.kind != item.block.effect}
    assert told == differing
    assert "basis-team-elsewhere" in told  # its label is mechanical, how far it gets is assumed


def found(**changed: float | str) -> pd.DataFrame:
    """One row, of the wait for youth mental health care with more staff."""
    row: dict[str, float | str] = {
        "experiment": "two-million", "scenario": "two-million-at-specialists",
        "indicator": "weeks_waited", "station": "youth_ggz", "baseline": "groningen",
        "period": "2031-2035", "unit": "weeks", "difference": -2.04, "low": -3.0, "high": -1.0,
        "of": 16, "scale": 1.0,
    }  # fmt: skip
    return pd.DataFrame([row | changed])[COLUMNS]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (-3.0, -1.0, "less, −2.0 (−3.0 to −1.0): agrees"),
        (-3.0, 1.0, "no clear way, −2.0 (−3.0 to 1.0) (expected: less)"),
        (1.0, 3.0, "more, −2.0 (1.0 to 3.0) (expected: less)"),
    ],
)
def test_which_way_it_went_beside_which_way_was_expected(
    shipped_policies: dict[str, Policy], low: float, high: float, expected: str
) -> None:
    item = shipped_policies["two-million-at-specialists"]

    result = told(item.block, item.users, found(low=low, high=high))

    where = "`two-million-at-specialists`: `weeks_waited` at `youth_ggz`"
    assert result == f"{where} {expected}"


def test_money_is_told_of_a_year_and_of_a_few_runs_only_its_direction(
    shipped_policies: dict[str, Policy],
) -> None:
    item = shipped_policies["cut-places"]
    money = {"scenario": "cut-places", "indicator": "cost", "station": "all", "unit": "eur"}
    five_years = {"difference": -10e6, "low": -15e6, "high": -5e6}

    of_many = told(item.block, item.users, found(**money, **five_years))
    of_few = told(item.block, item.users, found(**money, **five_years, of=15))

    range_ = "−€2.0 million a year (−€3.0 million to −€1.0 million)"
    assert of_many == f"`cut-places`: `cost` less, {range_}: agrees"
    assert of_few == "`cut-places`: `cost` less: agrees"


def test_what_is_compared_with_another_baseline_is_told_with_it_and_its_years(
    shipped_policies: dict[str, Policy],
) -> None:
    item = shipped_policies["two-million-at-specialists"]
    elsewhere = found(baseline="without-basis-team", period="2021-2025")
    as_baseline = found(scenario="another", baseline="two-million-at-specialists")

    assert told(item.block, item.users, elsewhere).startswith(
        "`two-million-at-specialists` (beside `without-basis-team`, 2021-2025): `weeks_waited`"
    )
    assert told(item.block, item.users, as_baseline) == (
        "`two-million-at-specialists` is the baseline of `two-million`"
    )
    assert told(item.block, item.users, found(scenario="another")) == "not run yet"


def test_a_wait_that_nothing_tests_has_a_sign_and_no_weeks(
    shipped_policies: dict[str, Policy],
) -> None:
    item = shipped_policies["protection-caseload"]
    row = found(
        scenario="protection-13-without-staff", station="protection", unit="sign", low=1, high=1
    )

    result = told(item.block, item.users, row)

    assert result.endswith("`protection` more: agrees")


def test_of_results_totals_are_kept_and_what_is_wanted(tmp_path: Path) -> None:
    wanted = {("closed-to-zero", "weeks_waited", "protection")}
    table = pd.read_csv(ROOT / PUBLISHED / "comparison.csv", dtype={"period": str})
    # The published table says no weeks of a list that no figure tests; that of the runs does.
    table.loc[table["difference"].isna(), ["difference", "low", "high"]] = [-2.5, -3.0, -2.0]
    table["baseline"] = table["look"].map({"ahead": "groningen", "back": "without"})
    table.to_parquet(tmp_path / "comparison.parquet")
    shutil.copy(ROOT / PUBLISHED / "manifest.json", tmp_path)

    rows = rows_of(tmp_path, wanted)

    of_scenario = rows[rows["scenario"] == "closed-to-zero"]
    kept = {*zip(of_scenario["indicator"], of_scenario["station"], strict=True)}
    assert kept == {*((name, "all") for name in EVERYWHERE), ("weeks_waited", "protection")}
    protection = of_scenario[of_scenario["station"] == "protection"].iloc[0]
    assert protection["unit"] == "sign"
    assert [*protection[["difference", "low", "high"]]] == [-1, -1, -1]
    back = rows[rows["scenario"] == "samen-as-planned-2021"]
    assert {*back["indicator"]} == {*EVERYWHERE}
    assert {*zip(back["period"], back["baseline"], strict=True)} == {("2021-2024", "without")}


def test_new_results_of_an_experiment_stand_in_place_of_the_old() -> None:
    old = pd.concat([found(), found(experiment="another")])

    result = merged(old, found(difference=-1.0))

    assert list(result["experiment"]) == ["another", "two-million"]
    assert list(result["difference"]) == [-2.04, -1.0]


def test_every_policy_is_in_the_page_of_policies() -> None:
    page = (REGION.parents[1] / "docs" / "policies.md").read_text(encoding="utf-8")
    with_blocks = {path.stem for path in POLICIES if "uses:" in path.read_text("utf-8")}

    assert [name for name in sorted(with_blocks) if f"`{name}`" not in page] == []
