"""The chain that moves: which policy, how long each bar is, what nobody is told, how it stops."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

from sim.figures.labels import Labels
from sim.figures.results import Results, read_results
from sim.report import build_report
from sim.report.moving import beside, draw_moving
from sim.results.kept_back import KEPT_BACK, kept_back
from sim.results.small_cells import ALL
from sim.scenario.schema import Text
from sim.texts import texts_in

from .report_fixture import change_manifest, without_months, write_results
from .report_numbers import AHEAD, BASELINE, YEARS

POLICY, SMALLER = "basis-team-everywhere", "ambulantisation"
GROWS = {BASELINE: 10, POLICY: 5, SMALLER: 12}
"""Youths more on the list of youth mental health care each year, of 100 in 2021."""
LAST = len(YEARS) - 1


def waiting(scenario: str, year: int) -> dict[str, float]:
    """Who waits: of two lists so few that they are told to nobody, 11 together."""
    lists = {"youth_ggz": 100.0 + GROWS.get(scenario, 10) * year, "hsj": 30.0 + year,
             "closed": 4.0, "foster": 7.0}  # fmt: skip
    return {**lists, ALL: sum(lists.values())}


def in_care(_: str, year: int) -> dict[str, float]:
    """Closed care goes from 40 to nobody by way of a year with 5, who are told to nobody."""
    return {"youth_ggz": 2000.0, "closed": 40.0 if year < 7 else 5.0 if year == 7 else 0.0}


def rows_of(indicator: str, numbers: Callable[[str, int], dict[str, float]]) -> pd.DataFrame:
    return pd.DataFrame([
        {"scenario": scenario, "draw": 0, "replication": run, "indicator": indicator,
         "station": station, "gemeente": ALL, "need": ALL, "period": year, "unit": "number",
         # Of the two runs one has a child more and the other one less, unless there is none.
         "value": value + (2 * run - 1 if value else 0)}
        for scenario in AHEAD for at, year in enumerate(YEARS)
        for station, value in numbers(scenario, at).items() for run in (0, 1)
    ])  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A results folder that also tells who waits and who is in care."""
    folder = write_results(tmp_path_factory.mktemp("moving"), replications=2, looks_back=False)
    made = [rows_of("waiting_mean", waiting), rows_of("in_care_mean", in_care)]
    table = pd.concat([pd.read_parquet(folder / "indicators.parquet"), *made], ignore_index=True)
    table.to_parquet(folder / "indicators.parquet")
    kept_back(table).table.to_parquet(folder / f"{KEPT_BACK}.parquet")
    change_manifest(folder, scenarios=AHEAD, replications=10)
    return without_months(folder)


@pytest.fixture(scope="module")
def results(folder: Path) -> Results:
    return read_results(folder)


def drawn(results: Results, lang: str = "nl") -> str:
    moving = draw_moving(results, Labels.of(results.manifest, texts_in(lang)))  # type: ignore[arg-type]
    assert moving is not None
    return moving.svg


@pytest.fixture(scope="module")
def svg(results: Results) -> str:
    return drawn(results)


def bars(svg: str) -> list[dict[str, float]]:
    """The lengths and shades of each bar, by year."""
    rules = re.findall(r"\.chain-moves \.b\d+\{(--n0:[^}]*)\}", svg)
    return [{name: float(value) for name, value in re.findall(r"--(\w+):([\d.]+)", rule)}
            for rule in rules]  # fmt: skip


def texts_of(svg: str) -> list[str]:
    return [
        str(item.text) for item in ElementTree.fromstring(svg).iter() if item.tag[-5:] == "}text"
    ]


def test_the_policy_is_the_one_whose_lists_differ_most_in_the_last_year(results: Results) -> None:
    # 100 + 14 x 10 = 240 on the list; 170 with one policy, 268 with the other.
    assert beside(results) == POLICY
    means = {key: 400.0 if key[0] == SMALLER else value for key, value in results.means.items()}
    other = replace(results)
    other.__dict__["means"] = means
    assert beside(other) == SMALLER
    # Of lists that are all alike it is not said that those of some policy differ most.
    other.__dict__["means"] = dict.fromkeys(means, 100.0)
    assert beside(other) is None


def test_a_bar_is_a_part_of_the_most_of_its_row(svg: str) -> None:
    baseline, policy = bars(svg)[:2]
    assert [baseline["n0"], baseline[f"n{LAST}"]] == [round(100 / 240, 3), 1]
    assert [policy["n0"], policy[f"n{LAST}"]] == [round(100 / 240, 3), round(170 / 240, 3)]
    assert policy["n7"] == round(135 / 240, 3)
    assert {"100→240", "100→170", "2.000→2.000"} <= set(texts_of(svg))


def test_the_title_tells_where_all_lists_go_together(svg: str) -> None:
    title = re.search('aria-label="([^"]*)"', svg)
    # 100 + 30 + 4 + 7 = 141 in 2021; 14 years later 140 more and 14 more, or 70 and 14 more.
    assert title is not None
    assert "van 141 wachtenden in 2021 naar 295 in 2035 als niets verandert" in title[1]
    assert "met “Basisteam in alle gemeenten” naar 225" in title[1]


def test_an_untested_list_has_no_numbers(svg: str) -> None:
    texts = texts_of(svg)
    at = texts.index("Hoogspecialistische jeugdhulp")
    assert texts[at + 1 : at + 3] == ["○", "○"]
    assert "30→44" not in svg
    assert "Hoogspecialistische jeugdhulp: wacht, Groningen: huidig beleid: niet getoetst" in svg


def test_of_few_nothing_can_be_read(svg: str) -> None:
    texts = texts_of(svg)
    assert not any("Pleegzorg" in text for text in texts)  # 7 wait, and nobody is told in care
    at = texts.index("Gesloten jeugdhulp")
    assert texts[at + 1 : at + 3] == ["40→0", "40→0"]  # in care only: 4 wait
    for bar in bars(svg)[-2:]:
        assert [bar[f"n{year}"] for year in (6, 7, 8)] == [1, 0.1, 0]  # 5 of 40 would be 0.125
        assert [name for name in bar if name.startswith("o")] == ["o7"]


def test_it_stands_still_unless_motion_is_welcome_and_can_be_stopped(svg: str) -> None:
    style = svg.split("<style>")[1].split("</style>")[0]
    still, moves = style.split("@media screen and (prefers-reduced-motion:no-preference){")
    assert "animation" not in still
    assert f"scaleX(var(--n{LAST}))" in still.split("@keyframes")[0]
    assert ".chain-moves:has(:checked) *{animation-play-state:paused}" in moves
    assert "<script" not in svg
    label = svg.split("<label")[1].split("</label>")[0]
    assert '<input type="checkbox"/>Zet stil' in label


def test_nothing_of_its_style_reaches_the_page_around_it(svg: str) -> None:
    style = re.sub("@keyframes.*", "", svg.split("<style>")[1].split("</style>")[0])
    selectors = re.findall(r"^([^@{}\n]+)\{", style, re.MULTILINE)
    assert len(selectors) > 10
    assert all(selector.startswith(".chain-moves") for selector in selectors)
    assert set(re.findall(r"@keyframes (\w+)", svg)) == {"chain"}
    assert " id=" not in svg


def test_a_title_from_a_file_is_text(results: Results) -> None:
    manifest = results.manifest
    evil = Text(nl='<script>&"</script>', en="evil")
    note = manifest.scenario[POLICY].model_copy(update={"title": evil})
    scenario = {**manifest.scenario, POLICY: note}
    other = replace(results, manifest=manifest.model_copy(update={"scenario": scenario}))
    svg = drawn(other)
    assert "<script" not in svg
    assert any('<script>&"</script>' in text for text in texts_of(svg))


def test_a_scenario_alone_has_bars_of_its_own(results: Results) -> None:
    manifest = results.manifest.model_copy(update={"scenarios": (BASELINE,)})
    svg = drawn(replace(results, manifest=manifest, rows=()), "en")
    assert len(bars(svg)) == 4  # two lists that are told, and two places in care
    assert "Together the lists go from 141 waiting in 2021 to 295 in 2035" in svg
    assert "if nothing changes" not in svg


@pytest.mark.parametrize("told", [[], ["in_care_mean"]])
def test_results_that_tell_nothing_of_lists_have_no_such_drawing(
    results: Results, told: list[str]
) -> None:
    table = results.indicators
    other = replace(results, indicators=table[table["indicator"].isin(told)])
    assert draw_moving(other, Labels.of(results.manifest, texts_in("nl"))) is None


def test_it_stands_closed_on_the_page_and_in_a_file_of_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.report.draw_all", lambda *_: [])
    build_report(folder, "en")
    alone = (folder / "figures" / "chain-moves.en.svg").read_text(encoding="utf-8")
    html = (folder / "report.en.html").read_text(encoding="utf-8")
    around = html.split(alone)
    assert len(around) == 2
    assert around[0].rstrip().endswith("</summary>\n<figure>")
    assert around[0].rfind("<details>") > around[0].rfind("</details>")
