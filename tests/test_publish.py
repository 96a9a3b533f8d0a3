"""The small copy of results that everybody can look at, and the short tables in it."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.errors import InputError, OutputError
from sim.results.hanging import HANGING, as_bytes, read_hanging
from sim.results.kept_back import CELL, KeptBack
from sim.results.manifest_file import digest, read_manifest, sealed
from sim.results.over_draws import DRAW_COLUMNS
from sim.results.publication import LARGEST_BYTES, likeness, publish
from sim.results.shortening import CSV_COLUMNS, for_a_sheet, for_readers
from sim.results.store import write_short_csv

from .drawn_results import smallest_hanging
from .report_fixture import made_up_manifest

NOTHING = KeptBack(pd.DataFrame(columns=list(CELL)))
"""Nothing is kept back but what a table keeps back by itself."""
PUBLISHED = Path(__file__).parents[1] / "results" / "published"


TABLES = ("comparison.csv", "indicators.csv")
PAGES = ("report.html", "report.en.html", "figures/cost.nl.png", "figures/cost.nl.svg")


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A results folder as an experiment leaves it, of one input file."""
    monkeypatch.chdir(tmp_path)
    Path("region.yaml").write_text("doorstroom: 1\n", encoding="utf-8")
    folder = Path("results/mine")
    (folder / "figures").mkdir(parents=True)
    for name in (*TABLES, *PAGES):
        (folder / name).write_text(name, encoding="utf-8")
    write_manifest(folder)
    return folder


def write_manifest(folder: Path, tables: tuple[str, ...] = TABLES, **spec: Any) -> None:
    """The manifest of what stands there, and of what `spec` says otherwise."""
    told = {
        "files": {"region.yaml": digest(Path("region.yaml"))},
        "outputs": {name: digest(folder / name) for name in tables},
        "pages": {name: digest(folder / name) for name in PAGES if (folder / name).is_file()},
    }
    manifest = made_up_manifest(**{"seed": 1, "versions": {"numpy": "2.0"}, **told, **spec})
    (folder / "manifest.json").write_bytes(sealed(manifest))


def with_targets(folder: Path) -> None:
    (folder / "targets.csv").write_text("targets", encoding="utf-8")
    write_manifest(folder, (*TABLES, "targets.csv"))


# ------------------------------------------------------------------ the copy


def test_what_is_published(results: Path):
    with_targets(results)
    folder = publish(results)
    assert folder == Path("results/published/mine")
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")} == {
        "report.html", "report.en.html", "comparison.csv", "targets.csv", "manifest.json",
        "figures/cost.nl.png",
    }  # fmt: skip
    assert (folder / "comparison.csv").read_bytes() == (results / "comparison.csv").read_bytes()


def test_registered_forecasts_are_carried_along(results: Path):
    names = ("forecast-region.yaml", "known-region.csv")
    for name in names:
        (results / name).write_text(name, encoding="utf-8")
    kept = {name: digest(results / name) for name in names}
    write_manifest(results, pages={**read_manifest(results).pages, **kept})
    copy = publish(results)
    assert [(copy / name).read_text() for name in names] == [*names]


def test_an_analysis_of_what_turns_verdicts_over_is_carried_along(results: Path):
    manifest = read_manifest(results)
    (results / HANGING).write_bytes(as_bytes(smallest_hanging(manifest)))
    pages = {**manifest.pages, HANGING: digest(results / HANGING)}
    write_manifest(results, pages=pages)
    copy = publish(results)
    assert read_hanging(copy, read_manifest(copy)) is not None


def test_an_analysis_of_other_results_is_not_published(results: Path):
    manifest = read_manifest(results)
    other = smallest_hanging(manifest).model_copy(update={"of": {"draws.parquet": "0" * 64}})
    (results / HANGING).write_bytes(as_bytes(other))
    write_manifest(results, pages={**manifest.pages, HANGING: digest(results / HANGING)})
    with pytest.raises(InputError, match="was made of other results"):
        publish(results)


def test_publishing_again_replaces_the_copy_whole(results: Path):
    with_targets(results)
    publish(results)
    write_manifest(results)
    assert not (publish(results) / "targets.csv").exists()


@pytest.mark.parametrize(
    ("spec", "reason"),
    [
        ({"trial": True}, "made as a trial"),
        ({"scale": 0.05}, "made at scale 0.05 instead of 1"),
        ({"replications": 3}, "made with 3 runs a scenario"),
        ({"files": {"region.yaml": "0" * 64}}, "region.yaml has changed since"),
        ({"files": {"gone.yaml": "0" * 64}}, "gone.yaml, an input, is not there"),
        (
            {"outputs": {"comparison.csv": "0" * 64}},
            r"comparison\.csv is not as Doorstroom wrote it",
        ),
        ({"kind": "run", "experiment": None}, "not made by an experiment"),
    ],
)
def test_what_is_not_published(results: Path, spec: dict[str, Any], reason: str):
    write_manifest(results, **spec)
    with pytest.raises(InputError, match=reason):
        publish(results)
    assert not Path("results/published").exists()


def test_results_without_pages_are_not_published(results: Path):
    (results / "report.html").unlink()
    write_manifest(results)
    with pytest.raises(InputError, match=r"report\.html: not there; make the page first"):
        publish(results)


def test_a_copy_that_is_too_large_is_refused(results: Path):
    (results / "report.html").write_bytes(b" " * (LARGEST_BYTES + 1))
    write_manifest(results)
    with pytest.raises(OutputError, match=r"the largest file is report\.html, 6\.0 MB"):
        publish(results)


def test_a_folder_without_results_is_refused(results: Path):
    with pytest.raises(InputError, match="name a folder that a run or experiment made"):
        publish(Path("results"))


def test_a_page_that_is_not_ours_is_not_published(results: Path):
    (results / "report.html").write_text("forged", encoding="utf-8")
    with pytest.raises(InputError, match=r"report\.html is not as Doorstroom wrote it"):
        publish(results)


def test_a_copy_takes_the_place_of_a_copy_only(results: Path):
    publish(results)
    copy = Path("results/published/mine")
    (copy / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"notes\.txt is not of Doorstroom.*with --into"):
        publish(results)
    assert (copy / "notes.txt").read_text(encoding="utf-8") == "mine"
    with pytest.raises(OutputError, match="holds results themselves"):
        publish(results, Path("results"))
    assert (results / "indicators.csv").is_file()


def test_results_with_a_link_are_not_published(results: Path):
    (results / "comparison.csv").rename("comparison.csv")
    (results / "comparison.csv").symlink_to(Path("comparison.csv").resolve())
    with pytest.raises(InputError, match=r"comparison\.csv is a link"):
        publish(results)


# ------------------------------------------------------------------ the same or not


def test_the_same_bytes_are_the_published_ones(results: Path):
    with pytest.raises(InputError, match="no published copy"):
        likeness(results)
    publish(results)
    result = likeness(results)
    assert result is not None
    assert result.is_same


def test_a_difference_is_told_with_its_causes(results: Path):
    publish(results)
    (results / "comparison.csv").write_text("other", encoding="utf-8")
    Path("region.yaml").write_text("doorstroom: 1 # other\n", encoding="utf-8")
    write_manifest(results, seed=2, versions={"numpy": "2.1"})
    result = likeness(results)
    assert result is not None
    assert not result.is_same
    assert result.reasons == (
        "other inputs: region.yaml",
        "seed: 2 here, 1 there",
        "other versions: numpy 2.1 here, 2.0 there",
    )


def test_the_command_publishes_and_compares(results: Path):
    def spec(*arguments: str, code: int = 0) -> str:
        done = CliRunner().invoke(app, ["publish", str(results), *arguments])
        assert done.exit_code == code, done.output
        return done.output

    assert "holds no published copy" in spec("--check", code=2)
    assert spec().strip() == "published: results/published/mine"
    assert "is the published one, byte for byte" in spec("--check")
    (results / "comparison.csv").write_text("other", encoding="utf-8")
    assert "is NOT the published one" in spec("--check", code=1)
    assert CliRunner().invoke(app, ["publish", "results"]).exit_code == 2


@pytest.mark.parametrize("folder", sorted(PUBLISHED.glob("*/")), ids=lambda folder: folder.name)
def test_what_stands_here_is_of_the_inputs_that_stand_here(house: Path, folder: Path):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    changed = [name for name, known in manifest["files"].items() if digest(house / name) != known]
    assert changed == [], "make run, then make publish"
    assert digest(folder / "comparison.csv") == manifest["outputs"]["comparison.csv"]
    assert sum(path.stat().st_size for path in folder.rglob("*.*")) < LARGEST_BYTES


# ------------------------------------------------------------------ short tables


def compared(**spec: object) -> dict[str, object]:
    """A row of a comparison that a reader is told."""
    row: dict[str, object] = dict.fromkeys(CSV_COLUMNS, "")
    parts = dict.fromkeys(("station", "gemeente", "need"), "all")
    return {
        **row, **parts, "look": "ahead", "scenario": "other", "indicator": "starts",
        "period": "2031-2035", "unit": "number", "headline": False, "replications": 10,
        "baseline": "now", "baseline_mean": 100.0, "scenario_mean": 120.0, "difference": 20.0,
        "low": 19.0,
        "high": 21.0, "p_value": 0.01, "verdict": "more", "relative": 0.2, "matters": 1.0, **spec,
    }  # fmt: skip


def told(*rows: dict[str, object]) -> list[bool]:
    """Which of these rows a reader of comparison.csv is told; `verdict` numbers them."""
    numbered = [{**row, "verdict": str(number)} for number, row in enumerate(rows)]
    kept = set(for_readers(pd.DataFrame(numbered), NOTHING)["verdict"])
    return [str(number) in kept for number in range(len(rows))]


def test_rows_that_nobody_reads_are_left_out():
    same = {"difference": 0.0, "p_value": 1.0, "scenario_mean": 100.0}
    rows = [
        compared(),
        compared(**same),
        compared(**same, headline=True),
        compared(period="2024-H1"),
        compared(period="2024-10-01"),
        compared(period="2021-01-01/2024-06-30"),
        compared(period="2024"),
    ]
    assert told(*rows) == [True, False, True, False, False, True, True]


def test_cells_under_ten_children_are_left_out():
    rows = [
        compared(station="a", scenario_mean=9.0),
        compared(station="b", scenario_mean=0.0),
        compared(station="c", indicator="places", baseline_mean=4.0, scenario_mean=8.0),
        compared(station="d", indicator="cost", unit="eur", baseline_mean=5.0, scenario_mean=9.0),
        # Of nine who joined no share is told; of thirty a half is.
        compared(station="e", indicator="joined", baseline_mean=9.0),
        compared(station="e", indicator="over_norm", unit="share", baseline_mean=0.5),
        compared(station="f", indicator="joined", baseline_mean=30.0),
        compared(station="f", indicator="over_norm", unit="share", baseline_mean=0.5),
        compared(need="g", indicator="referrals", baseline_mean=9.0),
        compared(need="g", indicator="first_help:later", unit="share", baseline_mean=0.5),
    ]
    assert told(*rows) == [False, True, True, True, False, False, True, True, False, False]


def test_of_a_headline_about_few_children_the_verdict_is_told_without_amounts():
    row = compared(indicator="escalated", baseline_mean=6.0, headline=True)
    (result,) = for_readers(pd.DataFrame([row]), NOTHING).to_dict("records")
    assert result["verdict"] == "more"
    assert pd.isna([result[name] for name in ("baseline_mean", "scenario_mean", "low")]).all()


def test_a_sheet_tells_of_no_small_cells():
    rows = pd.DataFrame([tidy(value=30.0), tidy(value=9.0, indicator="refused")])
    result = for_a_sheet(rows, NOTHING)
    assert result is not None
    assert result["value"].tolist() == [30.0]


def test_of_an_untested_list_the_direction_is_told_without_weeks():
    weeks = {"indicator": "weeks_waited", "unit": "weeks"}
    rows = [compared(station="a", **weeks), compared(station="b", **weeks), compared(station="a")]

    result = for_readers(pd.DataFrame(rows), NOTHING, ["a"])

    assert result["verdict"].tolist() == ["more"] * 3
    amounts = ["baseline_mean", "scenario_mean", "difference", "low", "high"]
    assert result[amounts].isna().all(axis=1).tolist() == [True, False, False]
    assert result[amounts].isna().any(axis=1).tolist() == [True, False, False]


def test_columns_of_a_test_are_left_out_over_draws():
    row = {**compared(), "holds_in": 60, "of": 64, "counter_in": ""}

    columns = list(for_readers(pd.DataFrame([row]), NOTHING).columns)

    rest = [name for name in CSV_COLUMNS if name not in ("p_value", "corrected")]
    assert columns == [*rest, *DRAW_COLUMNS]


def test_columns_that_follow_from_others_are_left_out():
    assert list(for_readers(pd.DataFrame([compared()]), NOTHING).columns) == CSV_COLUMNS


def test_numbers_in_a_csv_have_five_digits_and_tails_three(tmp_path: Path):
    values = [1234567.89, -0.000123456, 0.5, float("nan")]
    write_short_csv(tmp_path, "t", pd.DataFrame({"x": values, "p_value": values}))
    assert (tmp_path / "t.csv").read_bytes() == (
        b"x,p_value\n1234600,1230000\n-0.00012346,-0.000123\n0.5,0.5\n,\n"
    )


def tidy(**spec: object) -> dict[str, object]:
    parts = dict.fromkeys(("station", "gemeente", "need"), "all")
    run = {"scenario": "now", "draw": 0, "replication": 0}
    return {**run, **parts, "indicator": "starts", "period": "2024", "value": 10.0, **spec}


def test_a_sheet_holds_all_rows_or_the_most_telling_ones():
    rows = pd.DataFrame(
        [
            tidy(value=0.0),
            tidy(value=10.0, station="home", period="2031-2035"),
            tidy(value=20.0, station="home"),
            tidy(value=30.0, station="home", gemeente="Town", period="2031-2035"),
            tidy(value=40.0, indicator="incidence:started:4", period="2031-2035"),
            tidy(value=50.0, period="all"),
        ]
    )

    def kept(most: int) -> list[float] | None:
        result = for_a_sheet(rows, NOTHING, most=most)
        return None if result is None else result["value"].tolist()

    # A line of headings takes one of the lines of a sheet.
    assert kept(7) == [0, 10, 20, 30, 40, 50]
    assert kept(6) == [0, 10, 50]
    assert kept(3) == [0, 50]
    assert kept(2) == [50]
    assert kept(1) is None
