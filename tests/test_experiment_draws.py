"""Experiments over draws: what is run, that scenarios share their draws, and what is written."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.checks.loading import resolve
from sim.errors import InputError, Problem, RunError, ScenarioError
from sim.report import build_report
from sim.results.manifest_file import digest
from sim.running import plan_of, run_experiment
from sim.running.all_draws import drawn
from sim.running.outcome import Results
from sim.running.simulation import simulate
from sim.running.tasks import SECOND
from sim.sensitivity import read_evidence
from sim.uncertainty import Joint, Prior

from .small_region import EXTENDED, REGION

RANGES = (
    ("title: {en: Small region}", "title: {en: Small region}\ndoubts: {demand: {en: demand}}"),
    ("per_1000_youth: 18,", "per_1000_youth: {value: 18, low: 14, high: 23, doubt: demand},"),
    ("places: 70", "places: {value: 70, low: 55, high: 90}"),
)
MORE = (
    "interventions: [{id: more, kind: places, station: home, number: {add: 30}, from: 2022-01-01}]"
)
EXPERIMENT = """\
experiment: 1
question: {en: "Do more places help?"}
baseline: region
scenarios: [region, changed]
seed: 4
draws: {count: 5, second_runs: 2}
"""
TABLES = ("indicators", "second_runs", "series", "comparison", "chance", "regret", "kept_back",
          "draws", "doubts", "headlines")  # fmt: skip


def written(folder: Path, *, more: str = MORE) -> Path:
    text = REGION
    for old, new in RANGES:
        assert old in text
        text = text.replace(old, new)
    (folder / "region.yaml").write_text(text, encoding="utf-8")
    (folder / "changed.yaml").write_text(EXTENDED.format(more=more), encoding="utf-8")
    path = folder / "trial.yaml"
    path.write_text(EXPERIMENT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("drawn"))


@pytest.fixture(scope="module")
def done(file: Path) -> Results:
    return run_experiment(file, out=file.parent / "one", jobs=1, scale=0.3)


def runs_in(table: pd.DataFrame) -> list[tuple[object, ...]]:
    columns = ["scenario", "draw", "replication"]
    return list(table[columns].drop_duplicates().itertuples(index=False, name=None))


def test_each_draw_is_a_paired_run_and_the_first_are_run_twice(done: Results):
    scenarios = ("region", "changed")
    assert runs_in(done.indicators) == [(n, d, d) for n in scenarios for d in range(1, 6)]
    assert runs_in(done.second) == [(n, d, SECOND + d) for n in scenarios for d in (1, 2)]
    assert done.comparison["of"].unique().tolist() == [5]
    assert done.chance[["draws", "second_runs"]].drop_duplicates().values.tolist() == [[5, 2]]


def test_a_run_of_a_draw_is_that_of_a_scenario_with_its_numbers(file: Path, done: Results):
    scenario = Prior(resolve(file.parent / "region.yaml"), 4).draw(3).scenario
    assert scenario.stations["home"].places != resolve(file.parent / "region.yaml").scenario
    alone = simulate(scenario, seed=4, replication=3, scale=0.3).indicators()
    rows = done.indicators
    mine = rows[(rows["scenario"] == "region") & (rows["draw"] == 3)]
    assert mine["value"].to_numpy().tolist() == alone["value"].to_numpy().tolist()


def test_scenarios_share_what_is_drawn(file: Path):
    plan = plan_of(file)
    for draw in (1, 2):
        ours, theirs = (drawn(plan, draw).scenarios[name] for name in ("changed", "region"))
        assert ours.stations["home"].places == theirs.stations["home"].places
        assert ours.arrivals == theirs.arrivals


@pytest.mark.full
def test_results_do_not_depend_on_the_number_of_jobs(file: Path, done: Results):
    run_experiment(file, out=file.parent / "two", jobs=2, scale=0.3)
    for name in TABLES:
        tables = [file.parent / place / f"{name}.parquet" for place in ("one", "two")]
        assert digest(tables[0]) == digest(tables[1]), name


def test_what_each_group_has_in_each_draw_is_kept(file: Path, done: Results):
    unknowns = Prior(resolve(file.parent / "region.yaml"), 4).unknowns
    demand = [item.group for item in unknowns].index("demand")
    # The group moves one number, so its z is that of the number, as it was drawn.
    chance = Prior(resolve(file.parent / "region.yaml"), 4).chance
    z = [float(chance.at(draw)[demand]) for draw in range(1, 6)]
    assert done.draws["draw"].tolist() == [1, 2, 3, 4, 5]
    assert done.draws["doubt"].unique().tolist() == ["demand"]
    assert done.draws["z"].tolist() == z
    doubt = done.doubts.iloc[0]
    assert (doubt["numbers"], doubt["title_en"], doubt["scale"]) == (1, "demand", "log")
    assert (doubt["value"], doubt["low"], doubt["high"]) == (18, 14, 23)


def test_results_can_be_asked_what_they_hang_on(done: Results, monkeypatch: pytest.MonkeyPatch):
    assert done.folder is not None
    with pytest.raises(InputError, match="has 5 draws; at least 64 are needed"):
        read_evidence(done.folder)
    monkeypatch.setattr("sim.sensitivity.reading.LEAST_DRAWS", 5)
    evidence = read_evidence(done.folder)
    assert evidence.z[:, 0].tolist() == done.draws["z"].tolist()
    rows = done.comparison[done.comparison["headline"]]
    differences = dict(zip(rows["indicator"], rows["difference"], strict=True))
    assert evidence.claims
    for claim in evidence.claims:
        mean = claim.output.values.mean()
        assert mean == pytest.approx(differences[claim.output.indicator], abs=1e-9)


def test_headlines_are_kept_draw_by_draw(done: Results):
    rows = done.comparison[done.comparison["headline"]]
    for row in rows.itertuples():
        mine = done.headlines[
            (done.headlines["scenario"] == row.scenario)
            & (done.headlines["indicator"] == row.indicator)
        ]
        assert mine["draw"].tolist() == [1, 2, 3, 4, 5]
        assert mine["difference"].mean() == pytest.approx(row.difference, abs=1e-9)
        if row.verdict in ("nearly_always", "mostly"):
            assert mine["better"].sum() == row.holds_in


def test_the_manifest_and_the_page_tell_of_draws(done: Results):
    draws = done.manifest.draws
    assert draws is not None
    assert draws.model_dump() == {
        "ensemble": None, "count": 5, "second_runs": 2, "repaired": 0, "numbers": 2, "groups": 1,
    }  # fmt: skip
    assert done.manifest.replications == 5
    assert done.folder is not None
    pages = {path.name: path for path in build_report(done.folder)}
    dutch, english = (
        pages[n].read_text(encoding="utf-8") for n in ("report.html", "report.en.html")
    )
    assert "5 draws of 2 numbers with a range" in english
    assert "5 trekkingen van 2 getallen met een marge" in dutch
    assert "Difference (90% of draws)" in english
    assert "best in" in english


def test_other_counts_may_be_asked_for(file: Path):
    fewer = plan_of(file, draws=3)
    assert fewer.drawing is not None
    # Of five draws two are run twice: of three at least as large a part.
    assert (list(fewer.drawing.numbers), fewer.drawing.second_runs) == ([1, 2, 3], 2)
    more = plan_of(file, draws=20)
    assert more.drawing is not None
    assert more.drawing.second_runs == 8
    centre = plan_of(file, replications=7)
    assert (centre.drawing, centre.replications) == (None, 7)


def test_a_draw_that_cannot_be_mended_costs_its_own_runs(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    draw_of = Joint.draw

    def refuse_the_second(self: Joint, number: int):
        if number == 2:
            raise ScenarioError(Problem("home.places cannot be drawn", "narrow its range"))
        return draw_of(self, number)

    monkeypatch.setattr(Joint, "draw", refuse_the_second)
    with pytest.raises(RunError, match=r"region, draw 2: home\.places cannot be drawn") as caught:
        run_experiment(file, out=tmp_path / "out", jobs=1, scale=0.3)
    assert "4 runs could not be made; the 10 that were made are kept in" in str(caught.value)


def test_what_is_repaired_in_one_scenario_is_repaired_in_all(tmp_path: Path):
    # 30 places fewer than are drawn: with few places drawn the change alone is refused.
    fewer = "{id: fewer, kind: places, station: home, number: {add: -62}, from: 2023-01-01}"
    plan = plan_of(written(tmp_path, more=f"interventions: [{fewer}]"))
    repaired = [d for d in range(1, 17) if drawn(plan, d).repaired_for]
    assert repaired
    for draw in repaired:
        scenarios = drawn(plan, draw).scenarios
        places = [scenarios[name].stations["home"].places for name in ("region", "changed")]
        assert places[0] == places[1]
        alone = Prior(resolve(tmp_path / "region.yaml"), 4).draw(draw).scenario
        assert places[0] != alone.stations["home"].places


def test_what_is_called_better_holds_in_runs_of_other_chance(tmp_path: Path):
    # Every draw twice: what the first runs call better must mostly be so in the second runs, in
    # which all chance is another. With 12 draws "mostly" asks 10; 8 of the second must agree.
    path = written(tmp_path)
    text = EXPERIMENT.replace("count: 5, second_runs: 2", "count: 12, second_runs: 12")
    path.write_text(text, encoding="utf-8")
    result = run_experiment(path, out=tmp_path / "out", jobs=1, scale=0.5)
    rows = result.comparison[result.comparison["headline"]]
    told = rows[rows["verdict"].isin(["nearly_always", "mostly", "mixed"])]
    assert len(told)
    second = result.second
    total = second[(second[["station", "gemeente", "need"]] == "all").all(axis=1)]
    for row in told.itertuples():
        some = total[(total["indicator"] == row.indicator) & (total["period"] == row.period)]
        wide = some.pivot_table(index="draw", columns="scenario", values="value")
        sign = 1.0 if row.better_when == "more" else -1.0
        gain = sign * (wide["changed"] - wide["region"]).to_numpy(dtype=np.float64)
        assert (gain > row.matters).sum() >= 8, row.indicator
