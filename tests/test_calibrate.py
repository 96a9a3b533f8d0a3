"""Calibration: what is drawn and run, kept and gone on with, found and refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

import sim
from sim.checks.loading import resolve
from sim.cli import app
from sim.errors import InputError, PlaceRefused, ScenarioError
from sim.indicators.targets import shortened
from sim.inference import Weights, crps
from sim.running import run_targets
from sim.running.one_run import measured_rows
from sim.search import Asked, Calibration, Demands, Watch, calibrate
from sim.search.figures import figures_of
from sim.search.findings import Pinned, never_together, of_figures, of_groups, pulls
from sim.search.keeping import RUNS
from sim.search.region import region_of
from sim.uncertainty.ensemble import (
    differences,
    digests_of,
    read_ensemble,
    written,
)

from . import uncertain_region
from .full_house import LATE, TARGETS
from .full_house import written as full_house
from .known_region import GROUPS, write
from .known_region import TARGETS as TARGETS_OF_REGION

FEW = Demands(wave=48, most=480, least=96, effective=24, effective_before=12, members=12, again=8)


@dataclass
class Told:
    """What a calibration told."""

    lines: list[str] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    made: int = 0

    def watch(self, *, stops_after: int | None = None) -> Watch:
        def count() -> None:
            self.made += 1
            if self.made == stops_after:
                raise KeyboardInterrupt

        return Watch(self.lines.append, lambda name, _: self.begun.append(name), count)


def asked(path: Path, folder: Path, **more: object) -> Asked:
    return replace(Asked(str(path), folder, jobs=1, demands=FEW), **more)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("known"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("calibration") / "out"


@pytest.fixture(scope="module")
def found(path: Path, folder: Path) -> Calibration:
    return calibrate(asked(path, folder), Watch())


# ---------------------------------------------------------------------------- draws and runs


def test_a_draw_with_its_own_groups_is_that_draw(tmp_path: Path) -> None:
    prior = uncertain_region.prior_of(uncertain_region.write(tmp_path))
    groups = tuple(prior.groups)
    own = dict(zip(groups, prior.chance.groups(groups, 3, 1)[0].tolist(), strict=True))

    assert prior.given(3, own).z.tolist() == prior.draw(3).z.tolist()


def test_a_group_that_is_given_moves_its_numbers_alone(tmp_path: Path) -> None:
    prior = uncertain_region.prior_of(uncertain_region.write(tmp_path))

    low, high = (prior.given(7, {"demand": z, "routes": 0.5}).z for z in (0.0, 1.0))

    moved = {item.name: change for item, change in zip(prior.unknowns, high - low, strict=True)}
    # A group has seven tenths of the variance of its numbers.
    expected = {
        item.name: item.sign * 0.7**0.5 if item.group == "demand" else 0.0
        for item in prior.unknowns
    }
    assert moved == pytest.approx(expected)


def test_figures_are_those_of_targets(tmp_path: Path) -> None:
    scenario = sim.load(full_house(tmp_path, TARGETS + LATE))
    figures = figures_of(scenario)
    options = region_of(asked(write(tmp_path), tmp_path)).options

    rows = measured_rows(scenario, options, 0)
    table = run_targets(scenario, replications=1, jobs=1).targets
    known = table[table["reason"] != "not_reported"]

    assert [item.target for item in figures] == known["target"].tolist()
    assert [item.value_in(rows, 1.0) for item in figures] == known["mean"].tolist()


def test_a_shorter_run_of_a_draw_gives_the_same_figures_to_the_bit(path: Path) -> None:
    region = region_of(asked(path, path.parent))
    scenario = region.prior.draw(5).scenario
    short = shortened(scenario)
    values = [
        [item.value_in(measured_rows(spec, region.options, 5), 1.0) for item in region.figures]
        for spec in (scenario, short)
    ]

    assert short.period.end < scenario.period.end
    assert values[0] == values[1]


# ---------------------------------------------------------------------------- what is found


def test_an_ensemble_has_different_draws_of_the_runs(found: Calibration) -> None:
    assert found.ensemble is not None
    numbers = [item.number for item in found.ensemble.draws]

    assert len(set(numbers)) == FEW.members
    assert found.ensemble.groups == GROUPS
    rows = list(found.members)
    assert [found.numbers[row] for row in rows] == numbers
    assert [item.z for item in found.ensemble.draws] == [
        tuple(found.history.runs.z[row, : len(GROUPS)].tolist()) for row in rows
    ]


def test_groups_are_pinned_by_the_figures_that_they_move(found: Calibration) -> None:
    groups = {item.group: item for item in of_groups(found)}

    # Who is in care at one time is arrivals times the mean stay, so both move it alike.
    assert groups["home"].moves == "away"
    assert groups["stays"].part > 0.2
    assert groups["stays"].pinned is Pinned.YES
    assert groups["costs"].part < 0.1


def test_figures_held_out_are_foretold_by_the_others(found: Calibration) -> None:
    rows = {item.target: item for item in of_figures(found)}

    # The last figure is of 2024, so those of 2023 and later are held out.
    assert [name for name, item in rows.items() if item.held_out] == ["late"]
    assert rows["late"].before_holds
    assert rows["late"].crps_before < rows["late"].crps_prior
    assert rows["starts"].crps_before is None
    assert rows["starts"].inside > 0.7
    before, prior = (
        item.before_high - item.before_low if name == "before" else item.prior_high - item.prior_low
        for name, item in (("before", rows["late"]), ("prior", rows["late"]))
    )
    assert before < 0.7 * prior


def test_runs_proposed_by_held_out_figures_do_not_score_them(found: Calibration) -> None:
    waves = np.array([found.waves[wave] for wave in found.history.runs.wave])

    assert found.before is not None
    assert set(waves[found.before.each > 0]) <= {"prior", "before"}
    assert "all" in found.waves
    assert found.weights.each[waves == "all"].sum() > 0


def test_figures_that_cannot_both_hold_are_named(tmp_path: Path) -> None:
    # At one instant twice as many and half as many in care as the middle.
    targets = """\
targets:
  many: {indicator: in_care, station: help, at: 2022-07-01, value: 1380, tolerance: 10%}
  few: {indicator: in_care, station: help, at: 2022-06-01, value: 345, tolerance: 10%}
"""
    demands = replace(FEW, most=96, again=4)
    found = calibrate(asked(write(tmp_path, targets), tmp_path / "out", demands=demands), Watch())

    assert found.ensemble is None
    assert "96 runs" in found.reason
    assert list(never_together(found)) in ([("many", "few")], [])
    assert {item.target for item in pulls(found)} & {"many", "few"}


def test_crps_is_the_mean_distance_less_half_the_mean_difference() -> None:
    values, weights = np.array([3.0, 1.0, 2.0]), np.array([0.25, 0.5, 0.25])

    distance = 0.25 * 1.5 + 0.5 * 0.5 + 0.25 * 0.5
    difference = 2 * (0.25 * 0.5 * 2 + 0.25 * 0.25 * 1 + 0.5 * 0.25 * 1)
    expected = distance - difference / 2
    assert crps(values, Weights(weights), 1.5) == pytest.approx(expected)


# ---------------------------------------------------------------------------- going on


def test_what_is_done_is_not_run_again(path: Path, folder: Path, found: Calibration) -> None:
    told = Told()

    again = calibrate(asked(path, folder), told.watch())

    assert told.made == 0
    assert again.ensemble == found.ensemble


def test_a_calibration_that_was_stopped_goes_on(
    path: Path, tmp_path: Path, found: Calibration
) -> None:
    spec = asked(path, tmp_path / "out")
    for stops_after in (5, 40, 30):  # in the runs of the file's values, and twice in a wave
        with pytest.raises(KeyboardInterrupt):
            calibrate(spec, Told().watch(stops_after=stops_after))
    told = Told()

    again = calibrate(spec, told.watch())

    assert told.made == FEW.again + found.runs - 75
    assert again.ensemble == found.ensemble


@pytest.mark.full
def test_two_at_a_time_find_the_same(path: Path, tmp_path: Path, found: Calibration) -> None:
    demands = replace(FEW, wave=16, most=16)

    two = calibrate(asked(path, tmp_path / "two", demands=demands, jobs=2), Watch())

    assert two.history.runs.values.tolist() == found.history.runs.values[:16].tolist()


def test_runs_of_other_files_are_refused(
    path: Path, folder: Path, tmp_path: Path, found: Calibration
) -> None:
    other = tmp_path / "known.yaml"
    text = path.read_text(encoding="utf-8")
    other.write_text(text.replace("fixed, days: 10", "fixed, days: 11"), encoding="utf-8")

    with pytest.raises(InputError, match="not as they were: --seed, stations; choose another"):
        calibrate(asked(other, folder, seed=7), Watch())


def test_a_title_changes_no_run(
    path: Path, folder: Path, tmp_path: Path, found: Calibration
) -> None:
    other = tmp_path / "known.yaml"
    text = path.read_text(encoding="utf-8")
    other.write_text(text.replace("{en: Known region}", "{en: Another name}"), encoding="utf-8")

    assert calibrate(asked(other, folder), Watch()).ensemble == found.ensemble


def test_a_damaged_file_of_runs_is_told(path: Path, folder: Path, tmp_path: Path) -> None:
    whole = (folder / RUNS).read_bytes()
    (tmp_path / RUNS).write_bytes(whole[: len(whole) // 2])

    with pytest.raises(InputError, match=r"runs.parquet: cannot be read: .*; remove it"):
        calibrate(asked(path, tmp_path), Watch())


def test_a_folder_of_others_is_left_alone(path: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(PlaceRefused, match="holds other things"):
        calibrate(asked(path, tmp_path), Watch())


# ---------------------------------------------------------------------------- bad input


def without(text: str, *starts: str) -> str:
    """A text without the sections that begin so."""
    lines, kept, inside = text.splitlines(), [], False
    for line in lines:
        if line and not line.startswith((" ", "#")):
            inside = line.startswith(starts)
        if not inside:
            kept.append(line)
    return "\n".join(kept) + "\n"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: without(text, "targets"), "has no targets; add known figures"),
        (
            lambda text: text.replace("period: 2022", "period: 2030").replace("at: 202", "at: 203"),
            r"none of its targets \(starts, helped, away, late\) lies in the reported period",
        ),
    ],
)
def test_what_cannot_be_calibrated_says_why(
    tmp_path: Path, change: Callable[[str], str], message: str
) -> None:
    path = write(tmp_path)
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    with pytest.raises(InputError, match=message):
        region_of(asked(path, tmp_path / "out"))


def test_numbers_without_a_group_leave_nothing_to_find(tmp_path: Path) -> None:
    path = write(tmp_path)
    text = path.read_text(encoding="utf-8")
    for name in GROUPS:
        text = text.replace(f", doubt: {name}", "")
    path.write_text(without(text, "doubts"), encoding="utf-8")

    with pytest.raises(InputError, match="no number with a range belongs to a doubt"):
        region_of(asked(path, tmp_path / "out"))


def test_an_extension_is_refused_with_what_it_extends(tmp_path: Path) -> None:
    write(tmp_path)
    path = tmp_path / "more.yaml"
    path.write_text("doorstroom: 1\ntitle: {en: More}\nextends: known\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"extends known, .*; calibrate known"):
        region_of(asked(path, tmp_path / "out"))


def test_a_figure_of_what_never_happens_is_named(tmp_path: Path) -> None:
    targets = 'targets:\n  odd: {indicator: "wait_first_help:closed", period: 2022, value: 3, '
    path = write(tmp_path, targets + "tolerance: 5%}\n")
    demands = replace(FEW, again=2)

    with pytest.raises(InputError, match=r"targets.odd: nothing happens that it counts"):
        calibrate(asked(path, tmp_path / "out", demands=demands), Watch())


def test_a_figure_without_tolerance_is_named(tmp_path: Path) -> None:
    # Nobody waits where places are unlimited: no chance either.
    targets = "targets:\n  none: {indicator: waiting, station: help, at: 2022-07-01, value: 0, "
    path = write(tmp_path, targets + "tolerance: 5%}\n")
    demands = replace(FEW, again=2)

    with pytest.raises(InputError, match=r"targets.none: has no tolerance"):
        calibrate(asked(path, tmp_path / "out", demands=demands), Watch())


# ---------------------------------------------------------------------------- the ensemble's file


def test_an_ensemble_is_read_as_it_was_written(tmp_path: Path, found: Calibration) -> None:
    assert found.ensemble is not None
    path = tmp_path / "known.ensemble.json"
    path.write_text(written(found.ensemble), encoding="utf-8")

    assert read_ensemble(path) == found.ensemble


def test_an_ensemble_says_what_is_not_as_it_was(path: Path, found: Calibration) -> None:
    assert found.ensemble is not None
    root = resolve(path).scenario.root
    older = found.ensemble.model_copy(update={"doorstroom": "0.0.1"})
    other = found.ensemble.model_copy(
        update={"digests": {**found.ensemble.digests, "stations": "0"}}
    )

    assert list(differences(found.ensemble, "known", root)) == []
    assert list(differences(other, "known", root)) == ["not as they were: stations"]
    assert "made by Doorstroom 0.0.1" in next(differences(older, "known", root))
    assert list(differences(older, "polder", root)) == ["it is of known, not of polder"]


def test_words_are_in_no_digest_and_numbers_are(tmp_path: Path) -> None:
    text = write(tmp_path).read_text(encoding="utf-8")

    def digests(old: str, new: str) -> dict[str, str]:
        assert old in text
        path = tmp_path / "changed.yaml"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return digests_of(resolve(path).scenario.root)

    before = digests("Known region", "Known region")
    longer = digests("end: 2026-01-01", "end: 2027-01-01")
    wider = digests("low: 26.6666667", "low: 20")
    assert digests("{en: demand, nl: vraag}", "{en: other, nl: anders}") == before
    assert longer == before
    assert [name for name in before if before[name] != wider[name]] == ["stations"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text[:100], "is no ensemble that can be used"),
        (lambda text: text.replace('"seed": 2026', '"seed": -1'), "seed"),
        (lambda text: text.replace('"ensemble": 1', '"ensemble": 9'), "ensemble"),
        (lambda text: text.replace('"groups": [', '"groups": ["more", '), "for each group"),
        (lambda text: text.replace('{"number": ', '{"numbers": '), "draws"),
    ],
)
def test_a_file_that_is_no_ensemble_is_told(
    tmp_path: Path, found: Calibration, change: Callable[[str], str], message: str
) -> None:
    assert found.ensemble is not None
    path = tmp_path / "known.ensemble.json"
    path.write_text(change(written(found.ensemble)), encoding="utf-8")

    with pytest.raises(InputError, match=message):
        read_ensemble(path)


# ---------------------------------------------------------------------------- the command


def test_the_command_says_why_there_is_no_ensemble_and_keeps_the_runs(
    path: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    options = ["--wave", "16", "--most", "32", "--jobs", "1", "--lang", "nl"]

    result = CliRunner().invoke(app, ["calibrate", str(path), "--out", str(out), *options])

    assert result.exit_code == 1
    assert "no ensemble: 32 runs, worth" in result.stderr
    assert "32 runs van trekkingen" in result.stdout
    assert {item.name for item in out.iterdir()} == {
        RUNS, "groups.csv", "targets.csv", "pulls.csv"
    }  # fmt: skip
    assert not (path.parent / "known.ensemble.json").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--ensemble", "x.json"], "--ensemble is x.json; must end in .ensemble.json"),
        (["--held-out-from", "1-1-2024"], "must be a date; write 2024-01-01"),
        (["--wave", "0"], "--wave is 0"),
    ],
)
def test_wrong_options_are_told(path: Path, options: list[str], message: str) -> None:
    result = CliRunner().invoke(app, ["calibrate", str(path), *options])

    assert result.exit_code == 2
    assert message in result.stderr


def test_a_file_that_is_no_ensemble_is_not_written_over(path: Path, tmp_path: Path) -> None:
    place = tmp_path / "mine.ensemble.json"
    place.write_text('{"ensemble": "of musicians"}', encoding="utf-8")

    result = CliRunner().invoke(app, ["calibrate", str(path), "--ensemble", str(place)])

    assert result.exit_code == 2
    assert "is no ensemble, and is not written over" in result.stderr


def test_figures_from_a_day_on_are_held_out(path: Path, tmp_path: Path) -> None:
    day = dt.date(2022, 7, 1)
    region = region_of(asked(path, tmp_path, held_out_from=day))

    held_out = dict(zip(region.targets, region.held_out.tolist(), strict=True))
    assert held_out == {"starts": True, "helped": True, "away": True, "late": True}


def test_a_target_that_does_not_weigh_moves_no_run(path: Path, tmp_path: Path) -> None:
    # "starts" is known to be four times what the model can give: it would rule out every run.
    shown = TARGETS_OF_REGION.replace(
        "STARTS, tolerance: 8%", "8400, tolerance: 8%, weighs: false, note: n"
    )
    found = calibrate(asked(write(tmp_path, shown), tmp_path / "out"), Watch())
    region = found.region
    assert dict(zip(region.targets, region.weighing.tolist(), strict=True))["starts"] is False
    squares = found.history.aims.squares(found.history.runs.values)
    rest = np.array([name != "starts" for name in region.targets])
    for wave in np.unique(found.history.runs.wave):
        of = found.history.runs.wave == wave
        logs = -0.5 * squares[of][:, rest].sum(axis=1) - found.history.runs.proposed[of]
        expected = np.exp(logs - logs.max())
        share = found.weights.each[of] / found.weights.each[of].sum()
        np.testing.assert_allclose(share, expected / expected.sum(), rtol=1e-9)
    rows = {item.target: item for item in of_figures(found)}
    assert not rows["starts"].weighs
    assert rows["starts"].inside == 0
    assert "starts" not in {name for pull in pulls(found) for name in (pull.target, pull.other)}


def test_a_target_that_does_not_weigh_says_why(tmp_path: Path) -> None:
    shown = TARGETS_OF_REGION.replace("tolerance: 8%", "tolerance: 8%, weighs: false")
    with pytest.raises(ScenarioError, match="a target that does not weigh says why; give a note"):
        resolve(str(write(tmp_path, shown)))
