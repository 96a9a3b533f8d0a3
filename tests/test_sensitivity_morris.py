"""Morris: a function of which the answer is known, and runs of a small region."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.errors import InputError
from sim.results.manifest_file import read_manifest
from sim.sensitivity.screening import Way, refuse_without_salib

from .test_experiment_draws import written

HOW = "make install brings what the extra [research] needs"
pytest.importorskip("SALib", reason=HOW)


def test_what_moves_a_straight_function_is_its_slopes_over_the_range():
    # From 5% to 95% is 0.9 of a probability, so slopes of 3 and -2 move 2.7 and 1.8.
    way = Way.drawn(("up", "down", "idle"), 8, seed=3)
    found = way.analysed(3 * way.p[:, 0] - 2 * way.p[:, 1])
    assert found["mu"] == pytest.approx([2.7, -1.8, 0])
    assert found["mu_star"] == pytest.approx([2.7, 1.8, 0])
    assert found["sigma"] == pytest.approx([0, 0, 0], abs=1e-9)


def test_what_hangs_on_another_has_a_spread():
    way = Way.drawn(("first", "second"), 20, seed=3)
    found = way.analysed(way.p[:, 0] * way.p[:, 1])
    assert (found["sigma"] > 0.1).all()


def test_one_group_moves_at_a_time_and_a_trajectory_keeps_its_children():
    way = Way.drawn(("first", "second"), 3, seed=3)
    points = list(way.points(("first", "second", "other")))
    assert [point.number for point in points] == [1, 1, 1, 2, 2, 2, 3, 3, 3]
    for before, after in pairwise(points):
        moved = [name for name in before.groups if before.groups[name] != after.groups[name]]
        assert after.number != before.number or len(moved) == 1
    assert {point.groups["other"] for point in points} == {0.0}


def test_morris_runs_an_experiment_and_says_before_how_many_runs(tmp_path: Path):
    path = written(tmp_path)
    out = tmp_path / "out"
    asked = ["sensitivity", str(path), "--out", str(out), "--trajectories", "2", "--scale", "0.2"]
    result = CliRunner().invoke(app, [*asked, "--jobs", "1"])
    assert result.exit_code == 0, result.output
    # Two trajectories of two points, each of two scenarios.
    assert "2 trajectories of 2 points, each of 2 scenarios: 8 runs, 1 at a time" in result.output
    rows = pd.read_csv(out / "morris.csv")
    wait = rows[(rows["indicator"] == "wait_first_help") & (rows["of"] == "level")]
    assert wait["doubt"].tolist() == ["demand"]
    assert wait["mean"].iloc[0] > 0
    assert np.isfinite(rows["size"]).all()
    assert read_manifest(out).kind == "sensitivity"
    assert "demand (" in result.stdout


def test_an_unknown_group_is_refused_before_anything_is_run(tmp_path: Path):
    path = written(tmp_path)
    result = CliRunner().invoke(app, ["sensitivity", str(path), "--group", "demnd"])
    assert result.exit_code == 2
    assert "did you mean demand?" in result.output


def test_without_salib_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sim.sensitivity.screening.find_spec", lambda _: None)
    with pytest.raises(InputError, match=r"needs the package SALib; .*doorstroom\[research\]"):
        refuse_without_salib()
