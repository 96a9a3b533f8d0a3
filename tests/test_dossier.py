"""The dossier of results: nothing left out in silence, nothing written over, standards kept."""

import csv
import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from sim import run_experiment
from sim.cli import app
from sim.dossier import write_dossier, writing
from sim.dossier.checked import Checked, State
from sim.dossier.material import read_material
from sim.errors import InputError, PlaceRefused

REGION = """\
doorstroom: 1
title: {en: Town, nl: Stad}
period: {start: 2021-01-01, report_from: 2022-01-01, end: 2024-01-01}
sources: {count: {title: A count, year: 2021}}
doubts: {demand: {en: demand, nl: vraag}}
gemeenten: {town: {youth: {value: 1000, source: count}}, village: {youth: 500}}
needs: {any: {}}
arrivals:
  first: {need: any, enters: desk,
    per_year: {value: 90, low: 80, high: 120, status: assumption, doubt: demand, note: "=a guess"}}
stations:
  desk: {places: {value: 3, status: assumption}, next: {out: 1},
    stay: {distribution: exponential, mean_days: {value: 9, status: research, source: count}}}
targets:
  served: {title: {en: served, nl: geholpen}, indicator: starts, station: desk, period: 2022,
    value: 90, tolerance: 50%, source: count}
"""
MORE = """\
doorstroom: 1
title: {en: More, nl: Meer}
extends: region
interventions: [{id: more, kind: places, station: desk, number: {2023-01-01: 5}}]
"""
EXPERIMENT = """\
experiment: 1
question: {en: Does it help?, nl: Helpt het?}
baseline: region
scenarios: [more]
seed: 7
replications: 2
"""


COMMAND = "doorstroom experiment experiment.yaml --out results"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a region, an experiment and its results, in which we are."""
    folder = tmp_path_factory.mktemp("dossier")
    for name, text in (("region", REGION), ("more", MORE), ("experiment", EXPERIMENT)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        spec: Any = {"engine": "simpy", "jobs": 1, "trial": True, "command": COMMAND}
        run_experiment("experiment.yaml", out="results", **spec)
        yield folder


@pytest.fixture(scope="module")
def dossier(here: Path) -> Path:
    return write_dossier(here / "results")


def page(folder: Path, name: str = "dossier.en.html") -> str:
    """What is read on a page, without its marks."""
    html = (folder / name).read_text(encoding="utf-8")
    body = html.partition("<body>")[2]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def listed(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


# ------------------------------------------------------------------ the folder


def test_the_folder_holds_pages_register_record_crate_and_copies(dossier: Path) -> None:
    names = {path.relative_to(dossier).as_posix() for path in dossier.rglob("*") if path.is_file()}
    results = {"manifest.json", "comparison.csv", "payback.csv", "targets.csv"}
    assert dossier.name == "results-dossier"
    assert names == {
        "dossier.html", "dossier.en.html", "assumptions.csv", "algoritmeregister.json",
        "ro-crate-metadata.json", "inputs/region.yaml", "inputs/more.yaml",
        "inputs/experiment.yaml", *(f"results/{name}" for name in results),
    }  # fmt: skip
    assert (dossier / "inputs/region.yaml").read_text(encoding="utf-8") == REGION


def test_the_same_results_give_the_same_bytes(here: Path, dossier: Path) -> None:
    again = write_dossier(here / "results", here / "again")
    for path in dossier.rglob("*.*"):
        assert (again / path.relative_to(dossier)).read_bytes() == path.read_bytes()


def test_nothing_is_replaced_and_nothing_lies_in_the_results(here: Path) -> None:
    (here / "mine").mkdir()
    (here / "mine" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(PlaceRefused, match="nothing is replaced"):
        write_dossier(here / "results", here / "mine")
    with pytest.raises(PlaceRefused, match="lies in the folder of results"):
        write_dossier(here / "results", here / "results" / "dossier")
    assert [path.name for path in (here / "mine").iterdir()] == ["letter.txt"]


def test_results_with_a_changed_table_have_no_dossier(here: Path) -> None:
    changed = here / "changed"
    shutil.copytree(here / "results", changed)
    with (changed / "targets.csv").open("a", encoding="utf-8") as stream:
        stream.write("one,more\n")
    done = CliRunner().invoke(app, ["dossier", "changed"])
    assert done.exit_code == 2
    assert "targets.csv is not as Doorstroom wrote it; run it again" in done.output
    assert not (here / "changed-dossier").exists()


def test_a_copy_for_readers_has_a_dossier_too(here: Path, dossier: Path) -> None:
    copy = here / "copy"
    shutil.copytree(here / "results", copy, ignore=shutil.ignore_patterns("*.parquet"))
    text = page(write_dossier(copy))
    assert "Not here: " in text
    assert "indicators.parquet" in text
    known = re.compile(r"Known figures and the model .*? What was verified")
    assert known.search(text).group() == known.search(page(dossier)).group()


def test_what_is_no_run_has_no_dossier(here: Path) -> None:
    with pytest.raises(InputError, match="is not there"):
        write_dossier(here)


# ------------------------------------------------------------------ what is told


def test_the_checklist_has_its_20_items_in_both_languages(dossier: Path) -> None:
    """3, 5, 4, 3, 4 and 1 in the six sections of Monks and others (2019)."""
    sizes = {"1": 3, "2": 5, "3": 4, "4": 3, "5": 4, "6": 1}
    expected = [f"{at}.{n}" for at, size in sizes.items() for n in range(1, size + 1)]
    for name in ("dossier.html", "dossier.en.html"):
        html = (dossier / name).read_text(encoding="utf-8")
        items = re.findall(r"<h4>(\S+) .*?</h4>\s*<p>(.*?)</p>", html)
        assert [number for number, text in items if text] == expected
        assert len(expected) == 20


def test_gaps_are_named_on_top(dossier: Path) -> None:
    top = page(dossier).partition("STRESS-DES")[0]
    assert "3.1 Data sources : a public address of: A count." in top
    assert "3.3 Input parameters : no number was varied" in top
    assert "2.1 Diagram of the base model : the chain was not drawn" in top
    assert "3.4 Assumptions : 4 of these numbers have no range." in top
    assert "4.3 Estimation approach : This is a trial" in top
    assert "6.1 Where the model is shared : a public address of the code" in top


def test_the_register_has_every_number_without_a_source_once(dossier: Path) -> None:
    rows = {row["number"]: row for row in listed(dossier / "assumptions.csv")}
    told = {name: (row["value"], row["low"], row["high"], row["status"], row["group_title_nl"])
            for name, row in rows.items()}  # fmt: skip
    assert told == {
        "gemeenten.village.youth": ("500", "", "", "none", ""),
        "arrivals.first.per_year": ("90", "80", "120", "assumption", "vraag"),
        "stations.desk.places": ("3", "", "", "assumption", ""),
        "stations.desk.next.out": ("1", "", "", "none", ""),
        "more.interventions.more": ("2023-01-01: 5", "", "", "none", ""),
    }
    assert rows["arrivals.first.per_year"]["note"] == "'=a guess"
    assert rows["arrivals.first.per_year"]["written_at"] == "region.yaml:10"
    assert rows["stations.desk.places"]["scenarios"] == "region more"
    assert rows["more.interventions.more"]["scenarios"] == "more"


def test_the_log_tells_version_seed_and_digests(dossier: Path) -> None:
    log = page(dossier).partition("What was verified")[2]
    assert "Input files 3 of 3 have the digest of the manifest." in log
    assert "Seed 7 " in log
    assert "Runs 2 runs per scenario, scale 1" in log
    assert "doorstroom verify tests the program" in log


def test_known_figures_stand_beside_the_model(here: Path, dossier: Path) -> None:
    known = page(dossier, "dossier.html").partition("Bekende cijfers en het model")[2]
    table = pd.read_parquet(here / "results" / "indicators.parquet")
    is_it = (table["indicator"] == "starts") & (table["station"] == "desk")
    is_all = (table[["gemeente", "need"]] == "all").all(axis=1) & (table["period"] == "2022")
    mean = table[is_it & is_all & (table["scenario"] == "region")]["value"].mean()
    shown = f"{mean:.1f}".replace(".", ",")
    assert f"geholpen (Begonnen trajecten, aantal per jaar; 2022) 90 ± 50% {shown} (" in known


def test_an_input_that_has_changed_is_told_and_its_numbers_are_not(here: Path) -> None:
    path = here / "region.yaml"
    path.write_text(f"{REGION}# later\n", encoding="utf-8")
    try:
        folder = write_dossier(here / "results", here / "later")
    finally:
        path.write_text(REGION, encoding="utf-8")
    text = page(folder)
    assert "Changed since: region.yaml." in text
    assert "3.4 Assumptions : the numbers of Town and More: their files are not here" in text
    assert "4.1 Initialisation : how the chain is filled at the start" in text
    assert listed(folder / "assumptions.csv") == []
    assert not (folder / "inputs" / "region.yaml").exists()


def test_rows_of_real_children_are_never_copied(here: Path) -> None:
    """A state file is an input like any other, with a digest; only that is told."""
    material = read_material(here / "results")
    path = here / "state.csv"
    path.write_text("station,since\n", encoding="utf-8")
    state = Checked("state.csv", "0" * 64, State.SAME, path)
    log = replace(material.log, inputs=(*material.log.inputs, state))
    (here / "private").mkdir()
    writing.write_files(replace(material, log=log), here / "private")
    assert list((here / "private").rglob("state.csv")) == []
    graph = json.loads((here / "private" / "ro-crate-metadata.json").read_bytes())["@graph"]
    (entity,) = (item for item in graph if item.get("name") == "state.csv")
    assert entity["@type"] == "CreativeWork"


# ------------------------------------------------------------------ standards

REQUIRED = {"name", "description_short", "organization", "status", "contact_email",
            "publication_category", "lang"}  # fmt: skip
LENGTHS = {"name": 100, "description_short": 350, "goal": 2500, "human_intervention": 2500,
           "risks": 2500, "source_data": 2500, "methods_and_models": 5000,
           "tags": 2500}  # fmt: skip
OPEN = {"organization", "contact_email", "publication_category", "proportionality", "lawful_basis",
        "lawful_basis_grouping", "impacttoetsen", "impacttoetsen_grouping", "begin_date",
        "end_date", "website", "url", "process_index_url", "source_data_grouping", "provider",
        "publiccode", "source_id", "lars"}  # fmt: skip
"""What standard 1.0 of the Algoritmeregister asks, and what results cannot know."""


def test_the_record_has_the_fields_of_standard_1_0(dossier: Path) -> None:
    spec = json.loads((dossier / "algoritmeregister.json").read_bytes())
    record, left = spec["record"], {item["field"]: item for item in spec["open"]}
    assert set(record) == {*LENGTHS, "category", "status", "lang", "standard_version"}
    assert set(left) == OPEN
    assert {name for name, item in left.items() if item["required"]} == REQUIRED & OPEN
    assert set(record) | OPEN >= REQUIRED
    assert all(0 < len(record[name]) <= most for name, most in LENGTHS.items())
    assert record["category"] == ["Zorg en gezondheid"]
    assert (record["status"], record["lang"]) == ("In ontwikkeling", "nld")
    assert record["standard_version"] == "1.0"
    assert all(item["why"] for item in left.values())


def test_the_crate_keeps_to_process_run_crate_0_5(dossier: Path) -> None:
    spec = json.loads((dossier / "ro-crate-metadata.json").read_bytes())
    graph = {item["@id"]: item for item in spec["@graph"]}
    assert "https://w3id.org/ro/crate/1.1/context" in spec["@context"]
    assert len(graph) == len(spec["@graph"])
    about = graph["ro-crate-metadata.json"]
    assert about["@type"] == "CreativeWork"
    assert about["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    root = graph[about["about"]["@id"]]
    assert root["@type"] == "Dataset"
    assert root["name"]
    assert root["description"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", root["datePublished"])
    profile = graph[root["conformsTo"]["@id"]]
    assert profile["@id"] == "https://w3id.org/ro/wfrun/process/0.5"
    assert profile["@type"] == "CreativeWork"
    (action,) = (item for item in graph.values() if item["@type"] == "CreateAction")
    assert root["mentions"] == {"@id": action["@id"]}
    assert graph[action["instrument"]["@id"]]["@type"] == "SoftwareApplication"
    assert action["description"] == COMMAND
    assert action["startTime"] <= action["endTime"]
    files = {place for place, item in graph.items() if item["@type"] == "File"}
    assert {item["@id"] for item in root["hasPart"]} == files
    assert all((dossier / place).is_file() for place in files)
    there = {path.relative_to(dossier).as_posix() for path in dossier.rglob("*.*")}
    assert files == there - {"ro-crate-metadata.json"}
    named = {item["@id"] for key in ("object", "result") for item in action[key]}
    assert named <= set(graph)
    assert {"inputs/region.yaml", "results/comparison.csv"} <= named


@pytest.fixture
def project(house: Path) -> dict[str, Any]:
    return tomllib.loads((house / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_publiccode_has_what_it_must(house: Path, project: dict[str, Any]) -> None:
    spec = YAML(typ="safe").load((house / "publiccode.yml").read_text(encoding="utf-8"))
    keys = "publiccodeYmlVersion name url platforms categories developmentStatus softwareType"
    assert {*keys.split(), "description", "legal", "maintenance", "localisation"} <= set(spec)
    assert spec["softwareVersion"] == project["version"]
    assert spec["legal"]["license"] == project["license"]
    assert spec["developmentStatus"] in ("concept", "development", "beta", "stable", "obsolete")
    assert spec["maintenance"]["type"] == "community"
    assert spec["maintenance"]["contacts"][0]["name"]
    assert spec["localisation"] == {"localisationReady": True, "availableLanguages": ["nl", "en"]}
    for text in spec["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert 5 <= len(text["features"]) <= 20


def test_codemeta_says_what_the_project_says(house: Path, project: dict[str, Any]) -> None:
    spec = json.loads((house / "codemeta.json").read_bytes())
    assert spec["@context"] == "https://w3id.org/codemeta/3.0"
    assert spec["@type"] == "SoftwareSourceCode"
    assert spec["name"].lower() == spec["identifier"] == project["name"]
    assert spec["version"] == spec["softwareVersion"] == project["version"]
    assert spec["license"] == f"https://spdx.org/licenses/{project['license']}"
    assert spec["description"] == project["description"]
    assert spec["keywords"] == project["keywords"]
    assert spec["programmingLanguage"]["version"] == project["requires-python"]
