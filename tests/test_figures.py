"""Figures: what they hide, what they say, and the same bytes every time."""

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure as Canvas

from sim.errors import InputError
from sim.figures import care, draw_all, norm, places
from sim.figures.labels import Labels, years_in
from sim.figures.measures import (
    TOLD,
    before_until,
    of_hundred,
    stations_with_a_list,
)
from sim.figures.results import read_results
from sim.figures.style import LINES, Picture
from sim.results.kept_back import CELL, kept_back
from sim.texts import texts_in

from .report_fixture import change_manifest, write_results
from .report_numbers import END_STATE, LOOKED_BACK, STATIONS
from .report_numbers import EVENTS as EVENT_SHARES

NAMES = ["of-hundred", "wait-first-help", "over-norm", "in-care", "places", "cost"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_results(tmp_path_factory.mktemp("results"))


@pytest.fixture(scope="module")
def pictures(folder: Path) -> dict[str, Picture]:
    drawn = draw_all(read_results(folder), texts_in("nl"))
    return {picture.name: picture for picture in drawn}


def words_in(picture: Picture) -> list[str]:
    """The texts of a drawing, in order."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", picture.svg.decode())


# ------------------------------------------------------------------ reading


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("manifest.json", None, "manifest.json: is not there"),
        ("manifest.json", "{", "manifest.json: is not JSON"),
        ("manifest.json", '{"doorstroom": "0.1.0"}', "was written by an older Doorstroom"),
        ("indicators.parquet", None, "indicators.parquet is not there"),
        ("series.parquet", "no table", "series.parquet is not as Doorstroom wrote it"),
        ("comparison.parquet", "no table", "comparison.parquet is not as Doorstroom wrote it"),
    ],
)
def test_a_broken_folder_is_refused_by_name(
    tmp_path: Path, name: str, content: str | None, fault: str
) -> None:
    folder = write_results(tmp_path, replications=2, looks_back=False)
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(fault)):
        read_results(folder)


def test_a_file_instead_of_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a folder"):
        read_results(tmp_path / "nothing")


# ------------------------------------------------------------------ measures


def test_of_a_hundred_each_is_told_as_it_is(folder: Path) -> None:
    results = read_results(folder)
    numbers = of_hundred(results, "groningen", END_STATE)
    assert numbers is not None
    assert sum(numbers.values()) == pytest.approx(100)
    assert set(numbers) == set(TOLD)


def test_what_is_told_to_nobody_is_told_together(folder: Path) -> None:
    # Of 1,000 referred 4 are refused; that would follow from the rest, so that 16 who turned 18 go
    # with them.
    results = read_results(folder)
    table = pd.DataFrame(
        [("groningen", name, "all", "all", "all", END_STATE, share) for name, share in
         (("referrals", 1000.0), *((f"first_help:{e}", s) for e, s in EVENT_SHARES.items()))],
        columns=[*CELL, "value"],
    )  # fmt: skip
    kept = kept_back(table)
    told = table[~kept.of(table)]
    numbers = of_hundred(replace(results, indicators=told, kept=kept), "groningen", END_STATE)
    assert numbers is not None
    assert numbers["refused"] == numbers["turned_18"] == 0
    assert numbers["other"] == pytest.approx(2.0)
    assert numbers["later"] == pytest.approx(27.0)


def test_of_fewer_than_a_hundred_nothing_is_told(folder: Path) -> None:
    results = read_results(folder)
    results.means["groningen", "referrals", "all", "all", "all", END_STATE] = 99.0
    assert of_hundred(results, "groningen", END_STATE) is None


def test_a_list_that_few_join_is_left_out(folder: Path) -> None:
    names = stations_with_a_list(read_results(folder), END_STATE)
    assert names == [name for name in STATIONS if name != "crisis"]  # joined by 4


def test_periods_are_told_in_words_and_years(folder: Path) -> None:
    manifest = read_results(folder).manifest
    labels = Labels(manifest, texts_in("en"))
    spans = [END_STATE, "all", "2021", "2021-01-01/2024-06-30"]
    assert [labels.period(span).replace("\xa0", " ") for span in spans] == [
        "2031 to 2035",
        "2021 to 2035",
        "2021",
        "1 January 2021 to 30 June 2024",
    ]
    assert [years_in(span, manifest) for span in spans[:3]] == [5, 15, 1]
    assert years_in(LOOKED_BACK, manifest) == 4


def test_looking_back_ends_where_it_was_said_to(folder: Path) -> None:
    years = pd.DataFrame({"mean": [1.0, 2.0, 3.0]}, index=[2023, 2024, 2025])
    assert before_until(read_results(folder), years).index.tolist() == [2023, 2024]


# ------------------------------------------------------------------ pictures


def test_all_figures_are_drawn_with_their_words(pictures: dict[str, Picture]) -> None:
    assert list(pictures) == [*NAMES, "cost-difference", "group-trend", "group-waits"]
    for picture in pictures.values():
        assert picture.png.startswith(b"\x89PNG")
        assert picture.title.split()[0] in " ".join(words_in(picture))
        assert picture.caption.endswith(".")
        assert len(picture.alt) > 100


def test_every_figure_says_that_it_is_a_simulation_and_which(pictures: dict[str, Picture]) -> None:
    for picture in pictures.values():
        assert "Simulatie, geen meting" in " ".join(words_in(picture))
        assert "startgetal 2026 · 1 maart 2026" in " ".join(words_in(picture)).replace("\xa0", " ")


def test_the_same_results_give_the_same_bytes(folder: Path, pictures: dict[str, Picture]) -> None:
    again = draw_all(read_results(folder), texts_in("nl"))
    assert {picture.name: picture for picture in again} == pictures


@pytest.mark.parametrize("settings", ["text.usetex: True\nfont.size: 30\n", "no text: \xff\n"])
def test_settings_in_the_folder_change_nothing(
    tmp_path: Path, house: Path, pictures: dict[str, Picture], folder: Path, settings: str
) -> None:
    (tmp_path / "matplotlibrc").write_bytes(settings.encode("latin-1"))
    program = (
        "import hashlib, sys; from sim.figures import settings; from sim.figures.norm import draw\n"
        "from sim.figures.labels import Labels; from sim.texts import texts_in\n"
        "from sim.figures.results import read_results; from pathlib import Path\n"
        "results = read_results(Path(sys.argv[1]))\n"
        "drawn = draw(results, Labels.of(results.manifest, texts_in('nl')))\n"
        "print(hashlib.sha256(drawn.svg).hexdigest())"
    )
    again = subprocess.run(
        [sys.executable, "-c", program, folder.resolve()],
        cwd=tmp_path, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(house)},
    )  # fmt: skip
    assert again.stdout.strip() == hashlib.sha256(pictures["over-norm"].svg).hexdigest()


def test_no_type_is_smaller_than_eleven_points(pictures: dict[str, Picture]) -> None:
    sizes = [
        float(size)
        for picture in pictures.values()
        for size in re.findall(
            r"font-size: ?([\d.]+)px|font: ?(?:\w+ )*([\d.]+)px", picture.svg.decode()
        )
        for size in size
        if size
    ]
    assert min(sizes) >= 11


def test_a_phone_has_drawings_of_its_own_in_the_same_type(pictures: dict[str, Picture]) -> None:
    narrow = {name: picture.narrow.decode() for name, picture in pictures.items() if picture.narrow}
    assert set(narrow) == {*pictures}
    for drawn in narrow.values():
        assert 'width="259.2pt"' in drawn  # 3.6 inches
        assert "Simulatie, geen meting" in drawn
        assert min(float(size) for size in re.findall(r"font-size:([\d.]+)px", drawn)) >= 11


def test_whole_children_stand_in_the_bars(pictures: dict[str, Picture]) -> None:
    words = words_in(pictures["of-hundred"])
    assert "Basisteam in alle gemeenten" in words
    assert {"52", "27", "9"} <= set(words)
    assert "9 afgehaakt" in pictures["of-hundred"].alt


def test_where_there_is_no_norm_the_figure_says_so(pictures: dict[str, Picture]) -> None:
    words = words_in(pictures["over-norm"])
    assert "(norm 14 weken)" in words  # youth mental health only
    assert words.count("(14 weken, geen norm)") == 3


def test_an_untested_wait_shows_its_direction_only(pictures: dict[str, Picture]) -> None:
    picture = pictures["over-norm"]
    assert "pleegzorg" in words_in(picture)
    (foster,) = re.findall(r"pleegzorg: ([^.]*)\.", picture.alt)
    assert "▲ langer" in foster
    assert "%" not in foster


def test_without_any_tested_wait_the_axis_has_no_weeks(tmp_path: Path) -> None:
    from sim.figures import waiting

    folder = write_results(tmp_path, replications=3, looks_back=False)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    stations = {n: {**s, "evidence": "untested"} for n, s in manifest["stations"].items()}
    change_manifest(folder, stations=stations)
    results = read_results(folder)
    labels = Labels(results.manifest, texts_in("en"))
    wait, over = waiting.draw(results, labels), norm.draw(results, labels)
    assert wait is not None
    assert over is not None
    assert [word for word in words_in(wait) if word.isdigit() and len(word) < 4] == []
    assert "shorter ← wait → longer" in words_in(wait)
    assert "%" not in " ".join(words_in(over))


def test_scenarios_that_change_no_closed_places_are_named_not_drawn(
    pictures: dict[str, Picture],
) -> None:
    alt = pictures["places"].alt
    assert "Gesloten plekken naar nul, gesloten jeugdhulp: 36 plekken in het begin, 0" in alt
    assert "niet apart getekend: Basisteam in alle gemeenten en Ambulantisering." in alt


def test_nothing_is_painted_between_none_in_use_and_ten() -> None:
    months = [2030.0, 2030.5, 2031.0, 2031.5]
    use = pd.DataFrame({"mean": 0.0, "low": 0.0, "high": 0.0}, index=months)
    use.loc[2030.0] = [15.0, 8.0, 20.0]
    axes = Canvas().add_subplot()
    panel = places.Panel("closed-to-zero", "closed", LINES[1], use, use)

    places.paint_panel(axes, panel, texts_in("en"))

    (band,) = [item for item in axes.collections if len(item.get_paths())]
    corners = band.get_paths()[0].vertices
    assert (corners[:, 0].max(), corners[:, 1].min()) == (2030.0, 10.0)


def test_a_dot_that_is_kept_back_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, known = "transformation", norm.mean_of
    monkeypatch.setattr(
        norm, "mean_of", lambda *spec, **more: None if spec[1] == kept else known(*spec, **more)
    )
    results = read_results(folder)

    picture = norm.draw(results, Labels(results.manifest, texts_in("nl")))

    assert picture is not None
    assert "Waar een stip ontbreekt gaat het om minder dan 10 jeugdigen" in picture.caption
    assert "De hele transformatie niet getoond" in picture.alt


def test_every_scenario_is_told_apart_without_colour() -> None:
    drawn = [(line.dashes, line.marker) for line in LINES]
    assert len({marker for _, marker in drawn}) == len(LINES)
    assert not {"^", "v", "<", ">", "o"} & {marker for _, marker in drawn}


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> list[Picture]:
    """Figures of a trial in which a title from a file tries to break them."""
    folder = write_results(tmp_path_factory.mktemp("trial"), replications=2, looks_back=False)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    scenario = manifest["scenario"]
    scenario["transformation"]["title"] = {"nl": "<b>$\\frac{1$ & 儿童\n" + "long " * 40}
    change_manifest(folder, scenario=scenario)
    return draw_all(read_results(folder), texts_in("nl"))


def test_a_trial_is_marked_in_every_figure(trial: list[Picture]) -> None:
    assert all("[PROEFRUN]" in " ".join(words_in(picture)) for picture in trial)


def test_titles_from_files_cannot_break_a_drawing(trial: list[Picture]) -> None:
    assert any("&lt;b&gt;$\\frac{1$ &amp;" in picture.svg.decode() for picture in trial)


def test_a_single_run_without_comparison_is_drawn(tmp_path: Path) -> None:
    folder = write_results(tmp_path, looks_back=False, compared=False)
    change_manifest(folder, scenarios=["groningen"])
    drawn = draw_all(read_results(folder), texts_in("nl"))
    assert [picture.name for picture in drawn] == [*NAMES, "group-trend"]


def test_a_form_of_which_only_a_fragment_is_told_is_named_and_not_drawn(folder: Path) -> None:
    results = read_results(folder)
    month = pd.to_datetime(results.series["month"])
    is_few = (results.series["station"] == "foster") & (month.dt.year > month.dt.year.min())
    few = replace(results, series=results.series.assign(
        value=results.series["value"].where(~is_few)
    ))  # fmt: skip
    (picture,) = care.draw(few, Labels.of(few.manifest, texts_in("nl")))
    assert "pleegzorg" not in words_in(picture)
    assert picture.caption.endswith("Om die reden niet getekend: pleegzorg en crisishulp.")
