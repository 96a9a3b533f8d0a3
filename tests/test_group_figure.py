"""Who waits longer or shorter: each group in its row, nothing of few, no weeks of the untested."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sim.figures import groups
from sim.figures.groups import told_of
from sim.figures.labels import Labels
from sim.figures.results import Results, read_results
from sim.figures.style import Picture
from sim.figures.who import WAIT, by_itself, groups_of
from sim.texts import texts_in

from .report_fixture import write_results
from .report_numbers import AHEAD, BASELINE

FRAME_WAITS = (f"{WAIT}:ordered", f"{WAIT}:closed")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return read_results(write_results(tmp_path_factory.mktemp("groups"), looks_back=False))


def drawn(results: Results) -> Picture | None:
    return groups.draw(results, Labels.of(results.manifest, texts_in("nl")))


def words_in(picture: Picture) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", picture.svg.decode())


def test_frames_stand_before_needs_and_gemeenten_by_the_alphabet(results: Results) -> None:
    # Veendam is left out: five are referred there.
    found, panels = told_of(results, Labels.of(results.manifest, texts_in("nl")))
    gemeenten = [group.title for group in found if group.gemeente != "all"]
    assert gemeenten == ["Eemsdelta", "Groningen", "Het Hogeland"]
    assert [group.title for group in found[:5]] == [
        "Iedereen",
        "Opgelegd door rechter of GI",
        "Gesloten machtiging",
        "Wie voor het eerst komt",
        "Wie terugkomt na hulp",
    ]
    assert len(panels) == len(AHEAD) - 1
    assert all(len(panel.dots) == len(found) for panel in panels)


def test_the_title_names_who_waits_longer_and_shorter(results: Results) -> None:
    unsure = tuple(replace(row, verdict="uncertain") for row in results.rows)
    told = tuple(
        replace(row, verdict="worse")
        if (row.scenario, row.indicator, row.gemeente) == ("transformation", WAIT, "Groningen")
        else row
        for row in unsure
    )
    picture = drawn(replace(results, rows=told))
    assert picture is not None
    assert picture.title == "Langer wachten door een beleid: gemeente Groningen"
    assert "De hele transformatie: ▲ langer: Groningen;" in picture.alt
    none = drawn(replace(results, rows=unsure))
    assert none is not None
    assert none.title.startswith("Van geen groep staat vast")


def test_of_waits_that_were_not_tested_only_the_direction_stands(
    results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "wait_is_tested", lambda _, name: name not in FRAME_WAITS)
    picture = drawn(results)
    assert picture is not None
    # Two frames, four policies: eight signs instead of dots.
    signs = [word for word in words_in(picture) if word in ("▲", "▼", "=", "?")]
    assert len(signs) == 8
    monkeypatch.setattr(groups, "wait_is_tested", lambda *_: False)
    assert drawn(results) is None


def test_without_a_comparison_nobody_waits_longer(tmp_path: Path) -> None:
    assert drawn(read_results(write_results(tmp_path, looks_back=False, compared=False))) is None


def test_who_waits_longer_without_any_policy(results: Results) -> None:
    labels = Labels.of(results.manifest, texts_in("nl"))
    groups_here = list(groups_of(results, labels))
    titles, trends = [group.title for group in groups_here], by_itself(results, groups_here)
    found = dict(zip(titles, trends, strict=True))
    # A fifth of a week a year, from 2021 to 2034, the last year that can be followed.
    newcomers, returners = found["Wie voor het eerst komt"], found["Wie terugkomt na hulp"]
    assert newcomers
    assert returners
    assert newcomers.years == ("2021", "2034")
    assert newcomers.change.mean == pytest.approx(2.6, abs=0.05)
    assert returners.change.mean == pytest.approx(-2.6, abs=0.05)
    assert (newcomers.way, returners.way) == ("up", "down")
    assert found["Groningen"] is None  # told over five years only

    picture = groups.draw_by_itself(results, labels)
    assert picture
    assert picture.title == (
        "Langer wachten als niets verandert: Wie voor het eerst komt. Korter wachten als niets"
        " verandert: Wie terugkomt na hulp"
    )
    assert picture.narrow


def test_of_a_group_that_was_small_in_the_first_year_no_change_is_told(results: Results) -> None:
    labels = Labels.of(results.manifest, texts_in("nl"))
    rows = results.indicators
    small = (rows["indicator"] == f"{WAIT}:returners") & (rows["period"] == "2021")
    few = replace(results, indicators=rows[~(small & (rows["scenario"] == BASELINE))])
    every = list(groups_of(few, labels))
    trends = zip(every, by_itself(few, every), strict=True)
    told = {group.indicator for group, goes in trends if goes}
    assert f"{WAIT}:returners" not in told
    assert f"{WAIT}:newcomers" in told
