"""`doorstroom sensitivity` of results over draws: what hangs on what, where verdicts turn over."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as student
from typer.testing import CliRunner

from sim.cli import app
from sim.errors import InputError
from sim.results.manifest_file import read_manifest, write_manifest
from sim.results.store import write_table
from sim.sensitivity import Analysis, analysed, read_evidence
from sim.sensitivity.writing import lines_of, write_analysis

from .drawn_results import DRAWS, POLICY, WAIT, Drawn, by_growth, normal_points
from .report_numbers import BASELINE

Z_95 = 1.6448536


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return by_growth().write(tmp_path_factory.mktemp("drawn") / "mine")


@pytest.fixture(scope="module")
def found(folder: Path) -> Analysis:
    return analysed(read_evidence(folder))


def test_the_wait_hangs_on_growth_and_staff_as_it_was_made(found: Analysis):
    # Variances 9 of growth, 2.25 of staff and 0.25 of chance: 11.5 together.
    parts = {part.doubt: part for part in found.parts if part.of == "level"}
    assert list(parts) == ["growth", "staff", "unexplained"]
    assert parts["growth"].first == pytest.approx(9 / 11.5, abs=0.05)
    assert parts["staff"].total == pytest.approx(2.25 / 11.5, abs=0.05)
    assert parts["unexplained"].first == pytest.approx(0.25 / 11.5, abs=0.02)


def test_a_bar_goes_from_5_to_95_percent_with_all_others_at_their_middle(found: Analysis):
    bar = next(bar for bar in found.bars if bar.of == "level")
    assert bar.doubt == "growth"
    ends = (14 - 3 * Z_95, 14, 14 + 3 * Z_95)
    assert (bar.at_low, bar.at_middle, bar.at_high) == pytest.approx(ends, abs=0.35)
    assert bar.error == pytest.approx(0.5, abs=0.1)


def test_a_verdict_turns_over_where_the_gain_is_what_matters(found: Analysis):
    # 2 - 1.5 z is 1 at z = 2/3, where growth is 1.5% + 2/3 of (3.5% - 1.5%) / 1.645.
    (row,) = found.turnings
    assert (row.doubt, row.by, row.below, row.above) == (
        "growth", "difference", "gain", "no_difference",
    )  # fmt: skip
    assert row.z == pytest.approx(2 / 3, abs=0.06)
    assert row.z_low < row.z < row.z_high
    assert row.value == pytest.approx(0.015 + 2 / 3 * 0.02 / Z_95, abs=0.001)
    evidence = found.evidence
    above = evidence.z[:, 0] > row.z
    gains = evidence.claims[0].gains
    assert (row.counted, row.counted_above, row.draws_above) == (
        "gain", int(gains[above].sum()), int(above.sum()),
    )  # fmt: skip


def test_a_verdict_that_hangs_on_its_guards_turns_over_where_draws_do(tmp_path: Path):
    drawn = by_growth()
    drawn.gain = np.full(128, 3.0) + 0.01 * drawn.z[:, 2]
    drawn.better = drawn.z[:, 1] < 0.5
    rows = analysed(read_evidence(drawn.write(tmp_path / "mine"))).turnings
    (row,) = [row for row in rows if row.by == "draws"]
    assert (row.doubt, row.below, row.above) == ("staff", "better", "not_better")
    assert row.z == pytest.approx(0.5, abs=0.1)
    assert (row.counted_above, row.counted_below) == (0, int(drawn.better.sum()))


def test_two_groups_together_are_told_as_a_box(tmp_path: Path):
    drawn = by_growth(256)
    drawn.better = ~((drawn.z[:, 0] > 0.2) & (drawn.z[:, 1] < 0.1))
    found = analysed(read_evidence(drawn.write(tmp_path / "mine")))
    (pair,) = found.pairs
    assert pair.wanted == "not_better"
    growth, staff = pair.bounds
    assert (growth.doubt, staff.doubt) == ("growth", "staff")
    assert (growth.z_low, staff.z_high) == pytest.approx((0.2, 0.1), abs=0.1)
    assert pair.hits + pair.hits_outside == int((~drawn.better).sum())
    text = "\n".join(lines_of(found, "en"))
    assert f"not better in {pair.hits} of {pair.inside} draws with growth of demand above" in text
    assert "and ‘staff’ among the" in text


def test_so_few_draws_of_so_many_groups_name_none(tmp_path: Path):
    # The gain is chance alone: of 60 groups the one that goes with it best looks as if it counted.
    groups = tuple(f"group-{n}" for n in range(60))
    z, chance = normal_points(64, 60), np.random.default_rng(3).standard_normal((2, 64))
    gain = 1 + chance[0]
    drawn = Drawn(z, 14 + chance[1], gain, gain > 1, groups)
    found = analysed(read_evidence(drawn.write(tmp_path / "mine")))
    best = max(abs(np.corrcoef(z[:, at], gain)[0, 1]) for at in range(60))
    assert best > 0.246  # "significant" at 5% where it is the only one that is tried
    assert (found.turnings, found.pairs) == ((), ())
    assert {part.doubt for part in found.parts} == {"unexplained"}
    assert [row.doubt for row in found.worths] == ["everything"]
    told = "\n".join(lines_of(found, "en"))
    assert "64 draws are too few to tell which doubt turns it over" in told
    # One verdict on waiting: two tests of its difference and one of when it is better, by 60.
    least = student.isf(0.025 / (3 * 60) / 2, 62) ** 2
    part = f"{100 * least / (least + 62):.0f}%"
    assert f"for a difference in waiting or cost where it brings about {part} of it" in told


def test_a_group_that_it_hangs_on_and_that_does_not_turn_it_over_is_named(tmp_path: Path):
    drawn = by_growth()
    chance = np.random.default_rng(7).standard_normal(128)
    drawn.gain = 0.6 + 0.2 * drawn.z[:, 0] + 0.3 * chance
    drawn.better = drawn.gain > 1
    found = analysed(read_evidence(drawn.write(tmp_path / "mine")))
    assert found.turnings == ()
    told = "\n".join(lines_of(found, "en"))
    assert "It hangs on growth of demand, and does not turn over by that alone" in told


def test_what_nearly_all_draws_agree_on_is_settled(tmp_path: Path):
    drawn = by_growth()
    drawn.gain = np.where(np.arange(128) < 4, 0.5, 3.0) + 0.01 * drawn.z[:, 0]
    drawn.better = drawn.gain > 1
    told = "\n".join(lines_of(analysed(read_evidence(drawn.write(tmp_path / "mine"))), "en"))
    counts = "youths wait shorter for first help in 124 and no difference that matters in 4 of 128"
    assert f"{counts} draws. No doubt that is drawn turns that over." in told


def test_only_what_would_change_the_choice_is_worth_knowing(found: Analysis):
    losses = {row.doubt: row for row in found.worths}
    assert losses["everything"].best_now == POLICY
    assert set(losses) == {"everything", "growth"}
    assert 0 < losses["growth"].loss <= losses["everything"].loss


def test_it_is_told_in_both_languages_by_a_number_where_there_is_one(found: Analysis):
    english, dutch = ("\n".join(lines_of(found, lang)) for lang in ("en", "nl"))
    value = f"{100 * found.turnings[0].value:.1f}"
    assert f"It turns over with growth of demand above {value}%" in english
    assert f"Dat slaat om bij groei van de vraag boven {value.replace('.', ',')}%" in dutch
    assert "growth of demand 7" in english
    assert "128 trekkingen van 3 groepen van twijfel" in dutch


def test_a_group_of_several_numbers_is_told_by_its_middle(tmp_path: Path):
    drawn = by_growth()
    drawn.gain = 2 - 1.5 * drawn.z[:, 1]
    drawn.better = drawn.gain > 1
    found = analysed(read_evidence(drawn.write(tmp_path / "mine")))
    (row,) = found.turnings
    above = int((found.evidence.z[:, 1] > row.z).sum())
    # Of a group of 3 numbers the middle of one is at sqrt(0.7) of what the group has.
    value = 100 * 1.25 ** (0.7**0.5 * row.z / Z_95)
    assert row.value == pytest.approx(value, rel=1e-6)
    line = (
        f"‘staff’ among the {round(20 * above / 128)} highest of every 20 draws "
        f"(a number of it is then {value:.0f}, in the middle of its range 100)"
    )
    assert line in "\n".join(lines_of(found, "en"))


def test_groups_that_go_together_in_an_ensemble_are_named(tmp_path: Path):
    drawn = by_growth(spec={"draws": {**DRAWS, "ensemble": "groningen"}})
    drawn.z[:, 2] = 0.9 * drawn.z[:, 1] + 0.3 * drawn.z[:, 2]
    found = analysed(read_evidence(drawn.write(tmp_path / "mine")))
    text = "\n".join(lines_of(found, "en"))
    assert "from the ensemble of groningen" in text
    assert "staff and idle go together in these draws (correlation 0.9)" in text


def test_draws_of_an_ensemble_count_by_their_own_spread(tmp_path: Path):
    # Growth that known figures pin to half its range and to one side of it.
    drawn = by_growth(spec={"draws": {**DRAWS, "ensemble": "groningen"}})
    pinned = 1 + 0.5 * drawn.z[:, 0]
    drawn.wait = drawn.wait - 3 * drawn.z[:, 0] + 3 * pinned
    drawn.z[:, 0] = pinned
    found = analysed(read_evidence(drawn.write(tmp_path / "mine")))
    parts = {part.doubt: part for part in found.parts if part.of == "level"}
    # Variances 2.25 of growth, 2.25 of staff and 0.25 of chance.
    assert parts["growth"].first == pytest.approx(2.25 / 4.75, abs=0.06)
    bar = next(b for b in found.bars if b.of == "level" and b.doubt == "growth")
    low, high = np.quantile(pinned, (0.05, 0.95))
    assert bar.at_high - bar.at_low == pytest.approx(3 * (high - low), abs=0.3)


def test_what_is_told_to_nobody_is_analysed_for_nobody(tmp_path: Path):
    evidence = read_evidence(by_growth(kept_back=[WAIT]).write(tmp_path / "mine"))
    assert (evidence.outputs, evidence.claims, evidence.choices) == ((), (), ())


def test_it_leaves_tables_sentences_and_a_figure_in_a_folder_of_its_own(
    found: Analysis, tmp_path: Path
):
    write_analysis(found, tmp_path / "out")
    write_analysis(found, tmp_path / "out")  # what was made so may be replaced
    manifest = read_manifest(tmp_path / "out")
    assert manifest.kind == "sensitivity"
    names = {path.name for path in (tmp_path / "out").iterdir()} - {"manifest.json"}
    assert names == set(manifest.outputs)
    assert names == {
        "variance.csv", "tornado.csv", "tipping.csv", "boxes.csv", "knowing.csv",
        *(f"sensitivity.{lang}.md" for lang in ("nl", "en")),
        *(f"tornado.{lang}.{kind}" for lang in ("nl", "en") for kind in ("svg", "png")),
    }  # fmt: skip
    drawn = (tmp_path / "out" / "tornado.en.svg").read_text(encoding="utf-8")
    for text in ("What moves the outcome most", "Doorstroom 0.1.0 · seed 2026 · 1", "growth of"):
        assert text in drawn
    table = pd.read_csv(tmp_path / "out" / "tipping.csv")
    assert table["z"].tolist() == pytest.approx([found.turnings[0].z], rel=1e-4)


def test_the_command_tells_and_writes(folder: Path, tmp_path: Path):
    asked = ["sensitivity", str(folder), "--out", str(tmp_path / "out"), "--group", "staff"]
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == 0, result.output
    assert re.search(r"hangs on: staff (1[7-9]|2[0-2])%", result.stdout)  # 2.25 of 11.5
    parts = pd.read_csv(tmp_path / "out" / "variance.csv")
    assert set(parts["doubt"]) == {"staff", "unexplained"}


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        ({"draws": None}, "was not made by an experiment over draws"),
        ({"kind": "incomplete"}, "was not made by an experiment over draws"),
        ({"draws": {**DRAWS, "count": 24}}, "has 24 draws; at least 64 are needed"),
        ({"draws": {**DRAWS, "groups": 0}}, "no number with a range belongs to a doubt"),
    ],
)
def test_results_that_tell_too_little_are_refused(tmp_path: Path, spec, told):
    drawn = by_growth(spec=spec)
    with pytest.raises(InputError, match=told):
        read_evidence(drawn.write(tmp_path / "mine"))


def resealed(folder: Path, table: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Path:
    """The folder with another table, of which the manifest says that it is right."""
    changed = change(pd.read_parquet(folder / f"{table}.parquet"))
    write_table(folder, table, changed)
    manifest = read_manifest(folder)
    (folder / "manifest.json").unlink()
    write_manifest(folder, manifest)
    return folder


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table[table["draw"] <= 2],
        lambda table: table[table["doubt"] != "staff"],
        lambda table: pd.concat([table, table.head(1)]),
        lambda table: table.assign(z=table["z"].where(table["draw"] != 7)),
    ],
    ids=["two draws", "a group that is missing", "a group twice", "no number"],
)
def test_draws_that_are_not_whole_are_refused(tmp_path: Path, change):
    folder = resealed(by_growth().write(tmp_path / "mine"), "draws", change)
    with pytest.raises(InputError, match=r"draws\.parquet: does not have every group") as caught:
        read_evidence(folder)
    assert "\n" not in str(caught.value)


def test_a_copy_for_readers_is_refused_in_one_sentence(tmp_path: Path):
    folder = by_growth().write(tmp_path / "mine")
    for path in folder.glob("*.parquet"):
        path.unlink()
    with pytest.raises(InputError, match="is a copy for readers, without the tables") as caught:
        read_evidence(folder)
    assert "\n" not in str(caught.value)


def test_a_verdict_without_its_draws_is_refused(tmp_path: Path):
    folder = by_growth().write(tmp_path / "mine")
    resealed(folder, "headlines", lambda table: table[table["draw"] != 5])
    told = r"headlines\.parquet: lacks draws of ambulantisation, wait_first_help; run it again"
    with pytest.raises(InputError, match=told):
        read_evidence(folder)


def test_a_number_that_is_missing_in_a_draw_is_looked_at_in_none(tmp_path: Path):
    folder = by_growth().write(tmp_path / "mine")
    for table, column in (("indicators", "value"), ("headlines", "difference")):
        resealed(folder, table, lambda rows, column=column: without_a_draw(rows, column))
    found = analysed(read_evidence(folder))
    assert (found.evidence.outputs, found.turnings, found.worths) == ((), (), ())
    assert len(list(lines_of(found, "nl"))) == 4


def without_a_draw(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    return rows.assign(**{column: rows[column].where(rows["draw"] != 3)})


def test_scenarios_that_are_equal_have_nothing_to_choose(tmp_path: Path):
    drawn = by_growth()
    drawn.gain, drawn.better = np.zeros(128), np.zeros(128, np.bool_)
    found = analysed(read_evidence(drawn.write(tmp_path / "mine")))
    assert (found.turnings, found.worths) == ((), ())
    told = "\n".join(lines_of(found, "en"))
    assert "no difference that matters in 128 of 128 draws. No doubt that is drawn turns" in told


def test_of_one_scenario_what_its_numbers_hang_on_is_told(tmp_path: Path):
    folder = by_growth().write(tmp_path / "mine")
    resealed(folder, "comparison", lambda table: table.head(0))
    manifest = read_manifest(folder).model_copy(update={"scenarios": (BASELINE,)})
    (folder / "manifest.json").unlink()
    write_manifest(folder, manifest)
    found = analysed(read_evidence(folder))
    assert (found.evidence.claims, found.worths) == ((), ())
    assert "hangs on: growth of demand" in "\n".join(lines_of(found, "en"))


def test_a_table_that_was_changed_is_refused(tmp_path: Path):
    place = by_growth().write(tmp_path / "mine")
    (place / "draws.parquet").write_bytes(b"else")
    with pytest.raises(InputError, match=r"draws\.parquet is not as Doorstroom wrote it"):
        read_evidence(place)


def test_an_unknown_group_is_told_with_what_was_meant(folder: Path):
    with pytest.raises(InputError, match=r"--group is grwoth; .* did you mean growth\?"):
        analysed(read_evidence(folder), ["grwoth"])


def test_options_of_runs_are_refused_where_nothing_is_run(folder: Path):
    result = CliRunner().invoke(app, ["sensitivity", str(folder), "--trajectories", "5"])
    assert result.exit_code == 2
    assert "of which nothing is run" in result.output


def test_a_claim_that_never_differs_has_no_box(tmp_path: Path):
    z = normal_points(128, 3)
    drawn = Drawn(z, 14 + z[:, 0], np.full(128, 5.0), np.ones(128, np.bool_))
    found = analysed(read_evidence(drawn.write(tmp_path / "mine")))
    assert (found.turnings, found.pairs) == ((), ())
