"""Runs of which some indicators are kept: what is asked for, and never less than verdicts need."""

import re
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.errors import InputError
from sim.figures.labels import Labels
from sim.figures.results import read_results
from sim.indicators.definitions import INDICATORS, base_name
from sim.indicators.kept import Kept
from sim.report import build_report
from sim.report.notes import read_first
from sim.results.manifest_file import read_manifest
from sim.running import run_experiment
from sim.running.batch import Watch
from sim.texts import texts_in

from .small_region import MORE_PLACES, REGION

EXPERIMENT = """\
experiment: 1
question: {en: "Do more places help?", nl: "Helpen meer plaatsen?"}
baseline: region
scenarios: [changed]
seed: 4
replications: 2
"""
TARGET = """\
targets:
  care: {indicator: in_care, at: 2023-01-01, value: 500, tolerance: 90%}
needs:"""
RUNS = 4
TABLES = ("indicators", "comparison", "kept_back")
ASKED = ("stay_mean",)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("kept")
    region = REGION.replace("needs:", TARGET, 1).replace("end: 2026", "end: 2024")
    for name, text in (("region", region), ("changed", MORE_PLACES), ("trial", EXPERIMENT)):
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    return place / "trial.yaml"


def run(file: Path, out: str, store: str, keep: tuple[str, ...] | None) -> tuple[Path, int]:
    """The folder of results, and how many runs came from the store."""
    said: list[str] = []
    place = file.parent
    done = run_experiment(file, out=place / out, jobs=1, keep=keep, store=place / store,
                          watch=Watch(says=said.append))  # fmt: skip
    assert done.folder is not None
    taken = [text for text in said if "made before" in text]
    return done.folder, int(taken[0].split()[0]) if taken else 0


@pytest.fixture(scope="module")
def whole(file: Path) -> Path:
    folder, taken = run(file, "whole", "store", None)
    assert taken == 0
    return folder


@pytest.fixture(scope="module")
def part(file: Path, whole: Path) -> Path:
    """Taken from the runs that were kept whole."""
    folder, taken = run(file, "part", "store", ASKED)
    assert taken == RUNS
    return folder


def table(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_parquet(folder / f"{name}.parquet")


def test_what_verdicts_and_small_cells_need_is_kept_too():
    kept = Kept.of(["weeks_waited"])
    # What it is of and its counters, with what these ask in turn; not a headline beside them.
    assert {
        "weeks_waited",
        "joined",
        "dropped_out",
        "without_help",
        "cost",
        "returns",
    } <= kept.whole
    assert {"days_away", "closed_days", "over_norm_first_help"} <= kept.in_total
    assert not {"stay_mean", "youths", "incidence", "fte", "seen_wait"} & {*kept.names}
    for names in (kept.whole, kept.whole | kept.in_total):
        behind = {item.count_behind(item.pattern) for item in INDICATORS if item.base in names}
        assert {base_name(name) for name in behind if name} <= names


@pytest.mark.parametrize(
    ("asked", "beside"),
    [("providers", "providers_losing"), ("fte", "fte_to_be_had")],
)
def test_what_is_told_of_two_numbers_is_kept_of_both(asked: str, beside: str):
    # Of providers alone the page would say that none of them loses youths.
    assert Kept.of([asked]).whole == Kept.of([beside]).whole == {asked, beside}


def test_an_unknown_name_is_refused_with_the_near_one(file: Path):
    with pytest.raises(InputError, match=r"--keep names stay_men.*did you mean stay_mean\?"):
        run_experiment(file, keep=["stay_men"])
    with pytest.raises(InputError, match=r"--keep names cost:zvw.*did you mean cost"):
        run_experiment(file, keep=["cost:zvw"])


def test_a_part_has_the_rows_of_the_whole(whole: Path, part: Path):
    kept = Kept.of([*ASKED, "in_care"])  # the target of the region is of those in care
    for name in ("indicators", "comparison"):
        every = table(whole, name)
        base = every["indicator"].map(base_name)
        in_total = (every[["station", "gemeente", "need"]] == "all").all(axis=1)
        chosen = base.isin(kept.whole) | (base.isin(kept.in_total) & in_total)
        assert {"stay_mean", "wait_first_help"} < set(every[chosen]["indicator"])
        assert 0 < chosen.sum() < len(every) / 2
        pd.testing.assert_frame_equal(table(part, name), every[chosen].reset_index(drop=True))
    months = table(part, "series")["indicator"].unique()
    assert set(table(whole, "series")["indicator"]) > set(months) == {"in_care"}


def test_what_is_kept_in_part_is_not_taken_for_the_whole(file: Path, whole: Path, part: Path):
    by_itself, taken = run(file, "by-itself", "other", ASKED)
    assert taken == 0
    _, taken = run(file, "again", "other", ASKED)
    assert taken == RUNS
    other, taken = run(file, "other-part", "other", ("ends",))
    assert taken == 0
    assert "ends" in set(table(other, "indicators")["indicator"])
    after, taken = run(file, "after", "other", None)
    assert taken == 0
    for name in TABLES:
        pd.testing.assert_frame_equal(table(by_itself, name), table(part, name))
        pd.testing.assert_frame_equal(table(after, name), table(whole, name))


def test_shards_of_the_same_names_come_together(file: Path, part: Path):
    place = file.parent
    asked = ["experiment", str(file), "--jobs", "1", "--store", str(place / "parts")]
    for shard in ("1/2", "2/2"):
        made = CliRunner().invoke(app, [*asked, "--shard", shard, "--keep", *ASKED])
        assert made.exit_code == 0, made.output
    out = place / "together"
    done = CliRunner().invoke(app, [*asked, "--only-stored", "--keep", *ASKED, "--out", str(out)])
    assert done.exit_code == 0, done.output
    for name in TABLES:
        pd.testing.assert_frame_equal(table(out, name), table(part, name))
    whole = CliRunner().invoke(app, [*asked, "--only-stored", "--out", str(place / "none")])
    assert whole.exit_code == 1
    assert f"{RUNS} of {RUNS} runs are not in the store" in whole.output


def test_the_page_says_what_was_not_kept(part: Path, whole: Path):
    build_report(part, "nl")
    told = (part / "report.html").read_text(encoding="utf-8")
    said = re.search("Niet bewaard en hier dus niet te zien: ([^<]*)", told)
    assert said is not None
    assert "Gewachte weken op een lijst" in said[1]
    assert "In zorg op één dag" not in said[1]  # a known figure is of these
    # Nobody looked at waits by need, gemeente and list, so it is not said that none became longer.
    assert "niemand aantoonbaar" not in told
    assert "Geen groep of lijst" not in told
    assert "hun wachttijden zijn niet bewaard" in told
    first = read_first(read_results(whole), Labels.of(read_manifest(whole), texts_in("nl")))
    assert not [line for line in first if "bewaard" in line]
