"""Who waits longer or shorter: each group in its row, nothing of few, no weeks of the untested."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sim.figures import groups
from sim.figures.groups import WAIT, told_of
from sim.figures.labels import Labels
from sim.figures.results import Results, read_results
from sim.figures.style import Picture
from sim.texts import texts_in

from .report_fixture import write_results
from .report_numbers import AHEAD


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
    assert [group.title for group in found[:3]] == [
        "Iedereen",
        "Opgelegd door rechter of GI",
        "Gesloten machtiging",
    ]
    assert len(panels) == len(AHEAD) - 1
    assert all(len(panel.rows) == len(found) for panel in panels)


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
    assert picture.title == "Langer wachten door een beleid: Groningen"
    assert "De hele transformatie: ▲ langer: Groningen;" in picture.alt
    none = drawn(replace(results, rows=unsure))
    assert none is not None
    assert none.title.startswith("Van geen groep staat vast")


def test_of_waits_that_were_not_tested_only_the_direction_stands(
    results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "wait_is_tested", lambda _, name: name == WAIT)
    picture = drawn(results)
    assert picture is not None
    # Two frames, four policies: eight signs instead of dots.
    signs = [word for word in words_in(picture) if word in ("▲", "▼", "=", "?")]
    assert len(signs) == 8
    monkeypatch.setattr(groups, "wait_is_tested", lambda *_: False)
    assert drawn(results) is None


def test_without_a_comparison_nobody_waits_longer(tmp_path: Path) -> None:
    assert drawn(read_results(write_results(tmp_path, looks_back=False, compared=False))) is None
