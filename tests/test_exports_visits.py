"""Exports of single simulated children: logs worked out by hand, as vidigi and XES want them."""

import csv
import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sim.errors import InputError
from sim.exports import export
from sim.running import run_scenario

from .exported_visits import END_DAY, V, folder_of
from .report_fixture import change_manifest, made_up_manifest

XES = "{http://www.xes-standard.org/}"

ANN_TO_DORA = [
    V("ann", "youth_ggz", 0, 10, 40, next="foster"),
    V("ann", "foster", 40, 40, 100),
    V("bob", "youth_ggz", 5, 40, 70),  # the place that ann leaves
    V("bob", "youth_ggz", 200, 200, None, "in_care", ""),  # comes back
    V("carl", "youth_ggz", 20, None, 30, "dropped_out"),
    V("dora", "youth_ggz", 25, None, 25, "refused", "none"),
]


def vidigi_log(folder: Path, run: int = 0) -> list[tuple[int, float, str, str, str]]:
    """Entity, day, type, event and place of each line."""
    with (folder / f"run-{run}.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [
        (int(row["entity_id"]), float(row["time"]), row["event_type"], row["event"],
         row["resource_id"])
        for row in rows
    ]  # fmt: skip


# ------------------------------------------------------------------ vidigi


def test_the_log_of_four_children(tmp_path: Path) -> None:
    """Ann is entity 0, bob 1 and after his return 2, carl 3, dora 4, who stood on no list."""
    place = export(folder_of(tmp_path / "r", ANN_TO_DORA), "vidigi")
    come, use, leave = "arrival_departure", "resource_use", "resource_use_end"
    assert vidigi_log(place) == [
        (0, 0, come, "arrival", ""),
        (0, 0, "queue", "youth_ggz_wait", ""),
        (1, 5, come, "arrival", ""),
        (1, 5, "queue", "youth_ggz_wait", ""),
        (0, 10, use, "youth_ggz_care", "1"),
        (3, 20, come, "arrival", ""),
        (3, 20, "queue", "youth_ggz_wait", ""),
        (4, 25, come, "arrival", ""),
        (4, 25, come, "depart", ""),
        (3, 30, come, "depart", ""),
        (0, 40, leave, "youth_ggz_leave", "1"),
        (0, 40, use, "foster_care", "1"),
        (1, 40, use, "youth_ggz_care", "1"),
        (1, 70, leave, "youth_ggz_leave", "1"),
        (1, 70, come, "depart", ""),
        (0, 100, leave, "foster_leave", "1"),
        (0, 100, come, "depart", ""),
        (2, 200, come, "arrival", ""),
        (2, 200, use, "youth_ggz_care", "1"),
    ]


def test_who_is_blocked_stands_in_the_place_that_they_keep(tmp_path: Path) -> None:
    """A stay of 40 days, 20 days in the place waiting for the next: one entity, no list."""
    visits = [
        V("ann", "foster", 0, 0, 60, next="small_scale", blocked=20),
        V("ann", "small_scale", 40, 60, 90),
    ]
    place = export(folder_of(tmp_path / "r", visits), "vidigi")
    assert [line[:2] + line[3:] for line in vidigi_log(place)] == [
        (0, 0, "arrival", ""),
        (0, 0, "foster_care", "1"),
        (0, 60, "foster_leave", "1"),
        (0, 60, "small_scale_care", "1"),
        (0, 90, "small_scale_leave", "1"),
        (0, 90, "depart", ""),
    ]


def test_who_is_still_blocked_at_the_end_goes_on_waiting_for_the_next_place(tmp_path: Path) -> None:
    """Both visits are one trajectory, although the first has no end."""
    visits = [
        V("ann", "foster", 0, 0, None, "in_care", "small_scale", blocked=END_DAY - 30),
        V("ann", "small_scale", 30, None, None, "waiting", ""),
    ]
    place = export(folder_of(tmp_path / "r", visits), "vidigi")
    assert {line[0] for line in vidigi_log(place)} == {0}


def test_a_second_trajectory_is_an_entity_of_its_own(tmp_path: Path) -> None:
    visits = [V("ann", "foster", 0, 0, 100), V("ann", "crisis", 0, 5, 50)]
    place = export(folder_of(tmp_path / "r", visits), "vidigi")
    assert [line[:2] for line in vidigi_log(place) if line[3] == "depart"] == [(1, 50), (0, 100)]


def test_who_is_diverted_and_relocated_stays_one_entity(tmp_path: Path) -> None:
    visits = [
        V("ann", "hsj", 0, None, 12, "diverted", "day_care"),
        V("ann", "day_care", 12, 14, 40, "relocated", "foster"),
        V("ann", "foster", 40, 40, 70, "turned_18", "none"),
    ]
    place = export(folder_of(tmp_path / "r", visits), "vidigi")
    events = [line[3] for line in vidigi_log(place)]
    assert events == ["arrival", "hsj_wait", "day_care_wait", "day_care_care", "day_care_leave",
                      "foster_care", "foster_leave", "depart"]  # fmt: skip


def test_places_have_the_lowest_free_number(tmp_path: Path) -> None:
    """Three at one time; the second leaves, and who comes takes place 2."""
    days = {"ann": (0, 90), "bob": (1, 30), "carl": (2, 80), "dora": (40, 60)}
    visits = [V(name, "foster", first, first, last) for name, (first, last) in days.items()]
    place = export(folder_of(tmp_path / "r", visits), "vidigi")
    used = [(line[0], line[4]) for line in vidigi_log(place) if line[2] == "resource_use"]
    assert used == [(0, "1"), (1, "2"), (2, "3"), (3, "2")]
    assert json.loads((place / "resources.json").read_text(encoding="utf-8")) == {"foster": 3}


def test_each_run_has_its_own_log_and_every_event_has_a_position(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "r", ANN_TO_DORA, [V("eve", "foster", 3, 3, 9)])
    place = export(folder, "vidigi", lang="en")
    assert vidigi_log(place, 1)[1] == (0, 3, "resource_use", "foster_care", "1")
    with (place / "positions.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    placed = {row["event"]: row["label"] for row in rows}
    assert placed == {
        "arrival": "Comes in",
        "youth_ggz_wait": "Waits for youth mental health care",
        "youth_ggz_care": "youth mental health care",
        "foster_wait": "Waits for foster care",
        "foster_care": "foster care",
        "depart": "Leaves",
    }
    assert len({(row["x"], row["y"]) for row in rows}) == len(rows)


# ------------------------------------------------------------------ XES


def attributes(element: ElementTree.Element) -> dict[str, str]:
    """Keys and values of the attributes that stand directly in an element."""
    return {item.attrib["key"]: item.attrib["value"] for item in element if "key" in item.attrib}


def xes(folder: Path, run: int = 0) -> ElementTree.Element:
    return ElementTree.parse(folder / f"run-{run}.xes").getroot()


def told(trace: ElementTree.Element) -> list[tuple[str, str, str]]:
    """Activity, transition and moment of each event of a trace."""
    events = [attributes(event) for event in trace.findall(f"{XES}event")]
    return [
        (item["concept:name"], item["lifecycle:transition"], item["time:timestamp"])
        for item in events
    ]


def test_a_trace_for_each_child(tmp_path: Path) -> None:
    place = export(folder_of(tmp_path / "r", ANN_TO_DORA), "xes", lang="en")
    traces = {attributes(t)["concept:name"]: t for t in xes(place).findall(f"{XES}trace")}
    ggz, foster = "youth mental health care", "foster care"
    assert {name: told(trace) for name, trace in traces.items()} == {
        "ann": [
            (ggz, "schedule", "2019-01-01T00:00:00.000+00:00"),
            (ggz, "start", "2019-01-11T00:00:00.000+00:00"),
            (ggz, "complete", "2019-02-10T00:00:00.000+00:00"),
            (foster, "schedule", "2019-02-10T00:00:00.000+00:00"),
            (foster, "start", "2019-02-10T00:00:00.000+00:00"),
            (foster, "complete", "2019-04-11T00:00:00.000+00:00"),
        ],
        "bob": [
            (ggz, "schedule", "2019-01-06T00:00:00.000+00:00"),
            (ggz, "start", "2019-02-10T00:00:00.000+00:00"),
            (ggz, "complete", "2019-03-12T00:00:00.000+00:00"),
            (ggz, "schedule", "2019-07-20T00:00:00.000+00:00"),
            (ggz, "start", "2019-07-20T00:00:00.000+00:00"),
        ],
        "carl": [
            (ggz, "schedule", "2019-01-21T00:00:00.000+00:00"),
            (ggz, "withdraw", "2019-01-31T00:00:00.000+00:00"),
        ],
        "dora": [
            (ggz, "schedule", "2019-01-26T00:00:00.000+00:00"),
            (ggz, "withdraw", "2019-01-26T00:00:00.000+00:00"),
        ],
    }
    outcomes = [attributes(event).get("outcome") for event in traces["carl"].findall(f"{XES}event")]
    assert outcomes == [None, "dropped_out"]
    trajectories = [
        attributes(event)["trajectory"] for event in traces["bob"].findall(f"{XES}event")
    ]
    assert trajectories == ["1", "1", "1", "2", "2"]


@pytest.mark.parametrize("outcome", ["relocated", "diverted", "turned_18"])
def test_care_that_is_cut_is_aborted(tmp_path: Path, outcome: str) -> None:
    place = export(folder_of(tmp_path / "r", [V("ann", "foster", 0, 0, 9.5, outcome)]), "xes")
    (trace,) = xes(place).findall(f"{XES}trace")
    assert told(trace)[-1] == ("pleegzorg", "ate_abort", "2019-01-10T12:00:00.000+00:00")


def test_a_log_is_as_the_standard_says(tmp_path: Path) -> None:
    """Parts in order, keys that are names, prefixes that are declared, global attributes in all."""
    log = xes(export(folder_of(tmp_path / "r", ANN_TO_DORA), "xes"))
    assert log.tag == f"{XES}log"
    assert float(log.attrib["xes.version"]) == 1849.2016
    order = [item.tag.removeprefix(XES) for item in log]
    kinds = ["extension", "global", "classifier", "string", "boolean", "trace"]
    assert [tag for n, tag in enumerate(order) if tag not in order[:n]] == kinds
    prefixes = {item.attrib["prefix"] for item in log.findall(f"{XES}extension")}
    keys = [item.attrib["key"] for item in log.iter() if "key" in item.attrib]
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*(:[\w.-]+)?", key) for key in keys)
    assert {key.partition(":")[0] for key in keys if ":" in key} == prefixes
    for scope, tag in (("trace", "trace"), ("event", "event")):
        (spec,) = [item for item in log.findall(f"{XES}global") if item.attrib["scope"] == scope]
        wanted = set(attributes(spec))
        assert all(wanted <= set(attributes(item)) for item in log.iter(f"{XES}{tag}"))
    assert attributes(log)["synthetic"] == "true"
    assert {item.attrib["keys"] for item in log.findall(f"{XES}classifier")} == {
        "concept:name", "concept:name lifecycle:transition",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["a<b>&\"c'", "]]>", "tab\there", "nul\x00", "\ufffe", "é€"])
def test_names_stay_names_in_xml(tmp_path: Path, name: str) -> None:
    place = export(folder_of(tmp_path / "r", [V(name, "foster", 0, 0, 9)]), "xes")
    (trace,) = xes(place).findall(f"{XES}trace")
    shown = attributes(trace)["concept:name"]
    assert shown.isprintable()
    assert shown == name.replace("\t", "\\t").replace("\x00", "\\x00").replace("\ufffe", "\ufffd")


def test_two_stations_of_one_title_stay_two_activities(tmp_path: Path) -> None:
    stations = made_up_manifest(1).model_dump(mode="json")["stations"]
    for name in ("foster", "hsj"):
        stations[name]["title"] = {"nl": "huis", "en": "house"}
    visits = [V("ann", "foster", 0, 0, 9), V("bob", "hsj", 0, 0, 9)]
    folder = folder_of(tmp_path / "r", visits, stations=stations)
    traces = xes(export(folder, "xes")).findall(f"{XES}trace")
    assert [told(trace)[0][0] for trace in traces] == ["huis (foster)", "huis (hsj)"]


# ------------------------------------------------------------------ any of them


@pytest.mark.parametrize("name", ["vidigi", "xes"])
def test_the_same_visits_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    folder = folder_of(tmp_path / "r", ANN_TO_DORA, ANN_TO_DORA)
    first, second = (export(folder, name, out=tmp_path / place) for place in ("a", "b"))
    made = [{path.name: path.read_bytes() for path in place.iterdir()} for place in (first, second)]
    assert made[0] == made[1]


def test_without_visits_it_says_how_to_get_them(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "r", ANN_TO_DORA)
    (folder / "visits.parquet").unlink()
    change_manifest(folder)
    with pytest.raises(InputError) as error:
        export(folder, "xes")
    assert str(error.value) == (
        f"{folder}: holds no visits, which this format is made of; make them with "
        "`doorstroom run groningen --visits --seed 2026 --out ANOTHER_FOLDER` "
        "(the same seed gives the same children) and export that folder"
    )


@pytest.fixture(scope="module")
def small_run(house: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Two runs of a small region with all kinds of visits, and their visits."""
    folder = tmp_path_factory.mktemp("small") / "r"
    file = str(house / "interop/small.yaml")
    run_scenario(file, out=folder, replications=2, engine="simpy", jobs=1, visits=True)
    return folder, pd.read_parquet(folder / "visits.parquet")


def test_every_visit_of_a_run_has_its_steps(small_run: tuple[Path, Any], tmp_path: Path) -> None:
    folder, visits = small_run
    place = export(folder, "xes", out=tmp_path / "x")
    events = [event for run in (0, 1) for event in xes(place, run).iter(f"{XES}event")]
    steps = Counter(attributes(event)["lifecycle:transition"] for event in events)
    started, ended = visits["started"].notna(), visits["ended"].notna()
    assert steps == {
        "schedule": len(visits),
        "start": started.sum(),
        "complete": (visits["outcome"] == "completed").sum(),
        "withdraw": (ended & ~started).sum(),
        "ate_abort": (ended & started & (visits["outcome"] != "completed")).sum(),
    }


def test_everybody_is_in_one_place_at_a_time(small_run: tuple[Path, Any], tmp_path: Path) -> None:
    """Who comes or comes back enters at the gate, a second and who is there at first do not."""
    folder, visits = small_run
    visits = visits[visits["replication"] == 0]
    lines = vidigi_log(export(folder, "vidigi", out=tmp_path / "v"))
    where: dict[int, str] = {}
    for entity, _, kind, event, _ in lines:
        assert kind != "resource_use" or not where[entity].endswith("_care")
        where[entity] = event
    second, gate = visits["with_visit"].notna(), visits["station"] == "gate"
    at_first = visits["joined"] <= "2020-01-01"
    assert second.sum() > 5
    assert (visits["blocked_days"] > 0).sum() > 5
    assert sum(line[3] == "arrival" for line in lines) == (gate | second | at_first).sum()
