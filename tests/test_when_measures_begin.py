"""When interventions begin: in the manifest, and as marks in figures over time."""

import datetime as dt
import json
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from matplotlib.text import Annotation

from sim import load
from sim.figures import money, waiting
from sim.figures.labels import Labels
from sim.figures.results import Results, read_results
from sim.figures.starts import Starts, mark_starts, starts_of, title_of
from sim.figures.style import LINES, year_axis
from sim.results.manifest_file import MANIFEST, read_manifest
from sim.results.scenario_note import StartNote
from sim.running import manifest
from sim.scenario.schema import Text
from sim.texts import texts_in

from .report_fixture import change_manifest, write_results
from .report_numbers import BASELINE
from .test_triggers import ROOT
from .test_triggers import scenario as with_a_trigger

BLOCK = """\
block: 1
title: {nl: Meer, en: More}
interventions:
  - {id: plan, kind: places, station: desk, number: {path: {2022-01-01: 4, 2023-01-01: 5}}}
  - {id: begins, kind: price, station: desk, per_day: 9, from: 2022-01-01}
  - {id: later, kind: waiting, station: far, over_capacity: true, from: 2022-07-01}
  - {id: closes, kind: places, station: far, number: {path: {2023-02-01: 1}}, closing: on_vacancy}
"""


def test_interventions_of_one_block_and_day_stand_together(tmp_path: Path) -> None:
    (tmp_path / "root.yaml").write_text(ROOT, encoding="utf-8")
    (tmp_path / "blocks").mkdir()
    (tmp_path / "blocks" / "more.yaml").write_text(BLOCK, encoding="utf-8")
    own = """\
doorstroom: 1
title: {en: Own}
extends: root
uses: [more]
interventions:
  - {id: named, title: {en: Named}, kind: inflow, factor: 1.1, from: 2021-06-01}
  - {id: nameless, kind: inflow, growth_per_year: 0.1, from: 2022-01-01}
"""
    (tmp_path / "own.yaml").write_text(own, encoding="utf-8")
    more, named = Text(nl="Meer", en="More"), Text(nl="Named", en="Named")
    # Of `closes` the number begins in 2023; its word says no day of its own.
    assert manifest.starts_of(load(tmp_path / "own.yaml")) == (
        StartNote(title=named, day=dt.date(2021, 6, 1), interventions=1),
        StartNote(title=more, day=dt.date(2022, 1, 1), interventions=2),
        StartNote(title=None, day=dt.date(2022, 1, 1), interventions=1),
        StartNote(title=more, day=dt.date(2022, 7, 1), interventions=1),
        StartNote(title=more, day=dt.date(2023, 2, 1), interventions=1),
    )


def test_what_starts_by_what_is_seen_has_no_day(tmp_path: Path) -> None:
    assert manifest.starts_of(with_a_trigger(tmp_path)) == (
        StartNote(title=Text(nl="More", en="More"), day=None, interventions=2),
    )


# ------------------------------------------------------------------ in figures


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_results(tmp_path_factory.mktemp("results"), replications=2)


@pytest.fixture(scope="module")
def results(folder: Path) -> Results:
    return read_results(folder)


def begins(results: Results, name: str, lang: str = "nl") -> Starts:
    return starts_of(results, name, BASELINE, Labels.of(results.manifest, texts_in(lang)))


def test_what_begins_is_told_with_its_day_or_without(results: Results) -> None:
    july = (dt.date(2026, 7, 1),)
    assert begins(results, "ambulantisation") == Starts(july, "Thuis tenzij: begint juli\xa02026")
    assert begins(results, "ambulantisation", "en").words == "At home: begins July\xa02026"
    assert begins(results, "closed-to-zero") == Starts((), "begint op een signaal, geen datum")
    assert begins(results, "basis-team-everywhere") == Starts()


def test_of_twenty_starts_all_days_are_marked_and_the_first_and_last_told(
    results: Results,
) -> None:
    twenty = begins(results, "transformation")
    assert len(twenty.days) == 20
    assert twenty.words == "stappen jan\xa02025 tot juli\xa02034"


def test_what_the_baseline_has_too_is_not_marked(folder: Path, results: Results) -> None:
    spec = results.manifest.model_dump(mode="json")["scenario"]
    spec[BASELINE]["starts"] = spec["ambulantisation"]["starts"]
    notes = {name: type(results.manifest.scenario[name]).model_validate_json(json.dumps(note))
             for name, note in spec.items()}  # fmt: skip
    manifest = results.manifest.model_copy(update={"scenario": notes})
    here = Results(**{**vars(results), "manifest": manifest})
    assert begins(here, "ambulantisation") == Starts()


@pytest.mark.parametrize("first", [2021, 2024, 2028, 2034])
def test_words_stay_above_their_panel(first: int) -> None:
    canvas, axes = plt.subplots(figsize=(3.3, 2.2))
    canvas.subplots_adjust(left=0.1, right=0.99)
    year_axis(axes, range(2021, 2036))
    title_of(axes, "Title of two lines that is long enough", LINES[0], above_marks=True)
    days = tuple(dt.date(year, 7, 1) for year in range(first, 2035))
    mark_starts(axes, Starts(days, "stappen sep 2025 tot sep 2030 ..."), LINES[0])
    canvas.draw_without_rendering()
    (words,) = (item for item in axes.get_children() if isinstance(item, Annotation))
    box, panel = words.get_window_extent(), axes.get_window_extent()
    assert panel.x0 - 1 <= box.x0
    assert box.x1 <= panel.x1 + 1
    assert panel.y1 < box.y0
    assert box.y1 < axes.title.get_window_extent().y0
    plt.close(canvas)


def test_both_drawings_have_the_marks_and_older_results_none(tmp_path: Path) -> None:
    folder = write_results(tmp_path / "r", replications=2)
    told = "Thuis tenzij: begint juli\xa02026"
    labels = Labels.of(read_results(folder).manifest, texts_in("nl"))
    picture = waiting.draw(read_results(folder), labels)
    assert picture
    assert told in picture.svg.decode()
    assert told in picture.narrow.decode()
    assert told in picture.alt
    assert "Een streepje" in picture.caption
    cost = money.draw_difference(read_results(folder), labels)
    assert cost
    assert told in cost.svg.decode()
    assert "Een streepje" in cost.caption
    spec = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["scenario"]
    for note in spec.values():
        del note["starts"]
    change_manifest(folder, scenario=spec)
    assert all(note.starts == () for note in read_manifest(folder).scenario.values())
    older = waiting.draw(read_results(folder), labels)
    assert older
    assert "begint" not in older.svg.decode() + older.alt + older.caption
