"""What the benchmark is told with: goals, files that take long, and times of reading; no clock."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from sim import load
from tools.bench import reading, registration
from tools.bench.goals import Goal
from tools.bench.large_files import many_changes, many_stations, write
from tools.bench.page_of_pages import pages_goals, pages_lines
from tools.bench.pages import Pages, pages_of
from tools.bench.reading import MANY_CHANGES, MANY_STATIONS, SHIPPED, Reading, readings

from . import shipped


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        (Goal("speed", 10.0, least=10.0), "reached"),
        (Goal("speed", 9.9, least=10.0), "missed"),
        (Goal("speed", 5.0, least=10.0, floor=5.0), "missed, above the least"),
        (Goal("speed", 4.9, least=10.0, floor=5.0), "missed"),
        (Goal("memory", 400.0, most=400.0), "reached"),
        (Goal("memory", 400.1, most=400.0), "missed"),
        (Goal("memory", None, most=400.0), "–"),
    ],
)
def test_a_bound_itself_is_reached(goal: Goal, verdict: str) -> None:
    assert goal.verdict == verdict


def test_a_goal_tells_result_bound_and_verdict() -> None:
    item = Goal("memory", 1234.5, most=400.0, unit=" MB", floor=300.0)

    assert item.row() == "| memory | 1,234.50 MB | at most 400 MB (at least 300) | missed |"


def test_a_chain_of_stations_can_be_read(tmp_path: Path) -> None:
    write(many_stations(5), tmp_path / "chain.yaml")

    scenario = load(tmp_path / "chain.yaml")

    assert list(scenario.stations) == ["s0000", "s0001", "s0002", "s0003", "s0004"]
    assert scenario.stations["s0003"].places.value == 50 + 3


def test_every_change_moves_daily_for_some_gemeenten(tmp_path: Path) -> None:
    spec = many_changes(7, stations=4, gemeenten=3)
    write(spec, tmp_path / "changes.yaml")

    scenario = load(tmp_path / "changes.yaml")

    changes = spec["interventions"]
    assert [item["id"] for item in changes] == [f"c{at:03}" for at in range(7)]
    assert all(1 <= len(item["gemeenten"]) <= 3 for item in changes)
    dates = [dt.date(year, 1, 1) for year in (2020, 2022, 2024, 2026)]
    assert list(changes[0]["factor"]["path"]) == dates
    assert len(scenario.interventions) == len(changes)


def test_a_file_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("first", "second"):
        write(many_changes(7, stations=4, gemeenten=3), tmp_path / name)

    assert (tmp_path / "first").read_text() == (tmp_path / "second").read_text()


@pytest.mark.full
def test_every_shipped_file_is_read_and_both_that_take_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sizes = {}

    def in_a_process(module: str, path: str) -> dict[str, float]:
        sizes[path] = Path(path).stat().st_size
        return {"read": 2.0, "build": 0.5}

    monkeypatch.setattr(reading, "in_a_process", in_a_process)
    names = sorted(path.stem for path in (*shipped.SHIPPED, *shipped.POLICIES))

    result = list(readings())

    assert [item.name for item in result] == [*names, MANY_CHANGES, MANY_STATIONS]
    assert [item.kind for item in result[: len(names)]] == [SHIPPED] * len(names)
    assert all(sizes.values())
    assert Reading("one", SHIPPED, 2.0, 0.5).seconds == 2.5


def test_a_registration_for_the_benchmark_can_be_fitted(tmp_path: Path) -> None:
    registration.write_registration(tmp_path, 4000)

    registration.main(str(tmp_path))

    part = (tmp_path / "out" / "part.yaml").read_text(encoding="utf-8")
    assert all(f"stations.station{at}.stay" in part for at in range(12))


def test_pages_are_told_with_and_without_chromium() -> None:
    told = {"day": "2026-11-29", "beside": 3.2, "scenarios": 8, "draws": 64, "megabytes": 1.04}
    pages = Pages(**told, processor_seconds=61.0, clock_seconds=99.0, first_picture=420.0,
                  no_picture="")  # fmt: skip
    (goal,) = pages_goals(pages)
    assert goal.verdict == "missed"
    assert "| first picture in Chromium | 420 milliseconds |" in [*pages_lines(pages)]
    without = replace(pages, first_picture=None, no_picture="Chromium is not there")
    assert "not measured, since Chromium is not there" in "\n".join(pages_lines(without))
    (goal,) = pages_goals(None)
    assert goal.verdict == "–"
    assert "make run" in "\n".join(pages_lines(None))


def test_without_results_no_page_is_measured(tmp_path: Path) -> None:
    assert pages_of(tmp_path) is None
