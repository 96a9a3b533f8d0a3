"""Experiments from file to folder: plans, runs in any order, stopping rules, whole results."""

import json
from pathlib import Path

import pandas as pd
import pyarrow.csv
import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.errors import InputError, OutputError, RunError, ScenarioError
from sim.measuring.conservation import Difference
from sim.report import build_report
from sim.results.manifest_file import digest
from sim.running import plan_of, run_experiment, run_scenario
from sim.running.batch import Watch

from .small_region import write_changed

MORE_PLACES = """\
interventions:
  - {id: more, kind: places, station: home, number: 90, from: 2023-01-01}
"""
EXPERIMENT = """\
experiment: 1
question: {en: "Do more places help?"}
baseline: region
scenarios: [region, changed]
look_back: {scenarios: [changed], until: 2024-07-01}
seed: 4
replications: 3
"""
TABLES = (
    "indicators.csv",
    "indicators.parquet",
    "kept_back.parquet",
    "series.parquet",
    "comparison.csv",
    "comparison.parquet",
    "counters.csv",
    "payback.csv",
    "payback.parquet",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a region, a change of it, and an experiment."""
    write_changed(tmp_path, MORE_PLACES)
    (tmp_path / "trial.yaml").write_text(EXPERIMENT, encoding="utf-8")
    return tmp_path


def changed_to(folder: Path, old: str, new: str) -> Path:
    path = folder / "trial.yaml"
    assert old in EXPERIMENT
    path.write_text(EXPERIMENT.replace(old, new), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# ------------------------------------------------------------------ results


def test_results_do_not_depend_on_the_number_of_jobs(folder: Path):
    path = folder / "trial.yaml"
    item = run_experiment(path, out=folder / "one", jobs=1)
    two = run_experiment(path, out=folder / "two", jobs=2)
    for name in TABLES:
        assert digest(folder / "one" / name) == digest(folder / "two" / name), name
    assert item.indicators.equals(two.indicators)


def test_what_an_experiment_leaves_behind(folder: Path):
    seen: list[tuple[int, int]] = []
    done = run_experiment(
        folder / "trial.yaml", jobs=1, trial=True, watch=Watch(progress=lambda *at: seen.append(at))
    )
    assert done.folder == Path("results/trial")
    assert {path.name for path in done.folder.iterdir()} == {*TABLES, "manifest.json"}
    assert [path.name for path in Path("results").iterdir()] == ["trial"]
    assert seen == [(number, 6) for number in range(1, 7)]
    indicators = pd.read_parquet(done.folder / "indicators.parquet")
    assert list(indicators.columns) == [
        "scenario", "draw", "replication", "indicator", "station", "gemeente", "need", "period",
        "value", "unit",
    ]  # fmt: skip
    runs = indicators[["scenario", "replication"]].drop_duplicates()
    assert list(runs.itertuples(index=False, name=None)) == [
        (name, number) for name in ("region", "changed") for number in range(3)
    ]
    # A sheet for people has the same rows, but for small cells.
    text = pyarrow.csv.read_csv(done.folder / "indicators.csv").to_pandas()
    every = set(indicators.itertuples(index=False, name=None))
    assert set(text.itertuples(index=False, name=None)) < every


def test_the_manifest_says_where_it_comes_from(folder: Path):
    done = run_experiment(folder / "trial.yaml", jobs=1, command="doorstroom experiment trial.yaml")
    assert done.folder is not None
    spec = json.loads((done.folder / "manifest.json").read_text(encoding="utf-8"))
    assert spec["command"] == "doorstroom experiment trial.yaml"
    assert (spec["seed"], spec["replications"], spec["trial"]) == (4, 3, False)
    assert spec["periods"]["headline_back"] == "2022-01-01/2024-06-30"
    assert spec["look_back"]["scenarios"] == ["changed"]
    assert spec["conservation"] == {"checked": 6, "broken": 0}
    assert set(spec["files"]) == {"trial.yaml", "region.yaml", "changed.yaml"}
    assert spec["files"]["trial.yaml"] == digest(folder / "trial.yaml")
    assert spec["outputs"] == {name: digest(done.folder / name) for name in sorted(TABLES)}
    assert spec["stations"]["home"]["scenarios"] == ["region", "changed"]
    assert spec["pools"]["team"] == {
        "profile": None, "staff": True, "limited": True, "stations": ["gate", "help"],
    }  # fmt: skip


def test_scenarios_share_their_children_run_by_run(folder: Path):
    done = run_experiment(folder / "trial.yaml", jobs=1)
    result = done.comparison
    looked_back = result[(result["look"] == "back") & result["headline"]]
    # What happened before 2023 is the same; then home has more places.
    assert set(looked_back["period"]) == {"2022-01-01/2024-06-30"}
    happened = ["starts", "ends", "escalated", "waiting_mean", "cost", "days_away", "joined"]
    first = result[(result["period"] == "2022") & result["indicator"].isin(happened)]
    assert len(first) > 0
    assert (first["difference"] == 0).all()
    joined = result[(result["indicator"] == "joined") & (result["station"] == "beside")]
    assert (joined["difference"] > 0).all()


def test_a_single_scenario_is_compared_with_nothing(folder: Path):
    done = run_scenario(folder / "region.yaml", replications=2, jobs=1, visits=True, out="out")
    assert done.folder is not None
    assert len(done.comparison) == 0
    visits = pd.read_parquet(done.folder / "visits.parquet")
    assert list(visits.columns[:3]) == ["replication", "visit", "client"]
    assert sorted(visits["replication"].unique()) == [0, 1]
    assert not (done.folder / "comparison.csv").exists()
    assert run_scenario(folder / "region.yaml", jobs=1).folder is None


# ------------------------------------------------------------------ stopping rules


def test_runs_go_on_until_the_interval_is_narrow(folder: Path):
    rule = "{min: 2, max: 30, until: {indicator: wait_first_help, half_width: 40%}}"
    done = run_experiment(changed_to(folder, "replications: 3", f"replications: {rule}"), jobs=2)
    runs = done.manifest.replications
    assert done.manifest.stop_rule is not None
    assert done.manifest.stop_rule.model_dump() == {
        "indicator": "wait_first_help", "half_width": "40%", "reached": True,
    }  # fmt: skip
    assert runs in (2, 7, 12)  # batches of five, whatever the machine


def test_runs_stop_at_the_most_that_was_asked(folder: Path):
    rule = "{min: 2, max: 3, until: {indicator: wait_first_help, half_width: 0.0001}}"
    done = run_experiment(changed_to(folder, "replications: 3", f"replications: {rule}"), jobs=1)
    assert done.manifest.replications == 3
    assert done.manifest.stop_rule.reached is False


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("replications: 3", "draws: {count: 4}", "no number of these scenarios has a range"),
        ("replications: 3", "replications: 3\ndraws: {count: 4}", "replications: each draw is one"),
        ("replications: 3", "draws: {count: 4, second_runs: 5}", "must be at most 4"),
        ("replications: 3", "replications: {until: {indicator: waits, half_width: 5%}}",
         "must name an indicator"),
        ("replications: 3",
         "replications: {until: {indicator: wait_first_help, half_width: wide}}",
         "the half-width must be above 0"),
        ("replications: 3", "replications: 3\nmatters: {wait: 1}", "no indicator of this name"),
        ("until: 2024-07-01", "until: 2030-01-01", "does not report the whole of"),
        ("[region, changed]", "[region, changd]", "changed"),
    ],
)  # fmt: skip
def test_what_cannot_be_run_is_refused_before_it_starts(
    folder: Path, old: str, new: str, rule: str
):
    with pytest.raises(ScenarioError, match=rule) as caught:
        plan_of(changed_to(folder, old, new))
    assert "trial.yaml" in str(caught.value) or "matters" in str(caught.value)


def test_an_engine_that_is_not_there_is_refused(folder: Path):
    with pytest.raises(InputError, match="must be one of auto, compiled, simpy"):
        run_scenario(folder / "region.yaml", engine="rust")


# ------------------------------------------------------------------ whole or not at all


def test_a_run_that_loses_a_client_leaves_no_results(folder: Path, monkeypatch: pytest.MonkeyPatch):
    lost = Difference("days waiting", "home", "home", "2024-01-01", 1.0, 2.0)
    monkeypatch.setattr("sim.measuring.conservation.check", lambda *_: [lost])
    with pytest.raises(RunError, match="region, replication 0: clients are not accounted for"):
        run_experiment(folder / "trial.yaml", jobs=1, out="out/mine")
    assert not Path("out").exists()


def test_a_folder_with_something_else_in_it_is_left_alone(folder: Path):
    Path("mine").mkdir()
    Path("mine/notes.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(OutputError, match="holds files that are no results"):
        run_experiment(folder / "trial.yaml", jobs=1, out="mine")
    assert Path("mine/notes.txt").read_text(encoding="utf-8") == "keep"


def test_earlier_results_are_replaced_whole(folder: Path):
    run_experiment(folder / "trial.yaml", jobs=1, out="mine", replications=1)
    build_report(Path("mine"), "nl")
    run_experiment(folder / "trial.yaml", jobs=1, out="mine", replications=1)
    assert {path.name for path in Path("mine").iterdir()} == {*TABLES, "manifest.json"}


def test_results_that_cannot_be_written_leave_the_old_ones(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    run_experiment(folder / "trial.yaml", jobs=1, out="mine", replications=1)
    before = digest(Path("mine/indicators.csv"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sim.running.writing.write_short_csv", full)
    with pytest.raises(OSError, match="No space"):
        run_experiment(folder / "trial.yaml", jobs=1, out="mine", replications=2)
    assert digest(Path("mine/indicators.csv")) == before
    assert not [path for path in Path().iterdir() if path.name.startswith(".mine")]


def test_a_folder_below_a_file_cannot_be_made(folder: Path):
    with pytest.raises(OutputError, match="choose another folder with --out"):
        run_experiment(folder / "trial.yaml", jobs=1, out=folder / "region.yaml" / "results")


# ------------------------------------------------------------------ on the command line


def test_run_on_the_command_line(folder: Path):
    spec = CliRunner().invoke(app, ["run", "region.yaml", "--jobs", "1", "--scale", "0.5"])
    assert spec.exit_code == 0, spec.output
    assert "weeks to first help" in spec.output
    assert "scale 0.5" in spec.output


def test_experiment_on_the_command_line_ends_in_a_page(folder: Path):
    spec = CliRunner().invoke(
        app, ["experiment", "trial.yaml", "--jobs", "1", "--replications", "2", "--out", "mine"]
    )
    assert spec.exit_code == 0, spec.output
    assert "compared with region" in spec.output
    assert Path("mine/report.html").is_file()


def test_a_place_that_is_no_folder_is_exit_code_2(folder: Path):
    spec = CliRunner().invoke(app, ["experiment", "trial.yaml", "--out", "region.yaml"])
    assert spec.exit_code == 2
    assert "is a file; choose a folder with --out" in spec.output


NOBODY = """
doorstroom: 1
title: {en: Nobody comes}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2023-01-01}
gemeenten: {town: {youth: 1000}}
needs: {any: {}}
arrivals: {children: {need: any, per_year: 0.00001, enters: desk}}
stations:
  desk: {places: 2, stay: {distribution: fixed, days: 10}, next: {out: 1}}
"""


def test_a_region_in_which_nobody_comes_is_compared(folder: Path):
    Path("nobody.yaml").write_text(NOBODY, encoding="utf-8")
    Path("none.yaml").write_text("doorstroom: 1\ntitle: {en: x}\nextends: nobody\n", "utf-8")
    Path("trial.yaml").write_text(
        'experiment: 1\nquestion: {en: "And then?"}\nbaseline: nobody\nscenarios: [none]\n'
        "seed: 4\nreplications: 2\n",
        encoding="utf-8",
    )

    spec = CliRunner().invoke(app, ["experiment", "trial.yaml", "--jobs", "1", "--out", "mine"])

    assert spec.exit_code == 0, spec.output
    starts = pd.read_parquet("mine/indicators.parquet").query("indicator == 'starts'")
    assert set(starts["value"]) == {0.0}


def test_headlines_are_of_the_years_that_are_named(folder: Path):
    kept = {"jobs": 1, "store": folder / "store", "replications": 2}
    run_experiment(folder / "trial.yaml", **kept)  # of other years, and kept
    path = changed_to(folder, "replications: 3", "headline: 2023-2024\nreplications: 3")

    done = run_experiment(path, **kept)

    ahead = done.comparison[(done.comparison["look"] == "ahead") & done.comparison["headline"]]
    assert set(ahead["period"]) == {"2023-2024"}
    assert done.manifest.periods.headline == "2023-2024"
    starts = done.comparison[
        (done.comparison["indicator"] == "starts")
        & (done.comparison["look"] == "ahead")
        & (done.comparison[["station", "gemeente", "need"]] == "all").all(axis=1)
    ].set_index("period")["scenario_mean"]
    # Shown in five digits, so each may be half a unit off.
    assert starts["2023-2024"] == pytest.approx(starts["2023"] + starts["2024"], abs=0.1)
