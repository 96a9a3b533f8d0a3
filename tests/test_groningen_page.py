"""The main job as it ships, small: from the experiment file to a page in two languages."""

from pathlib import Path

from typer.testing import CliRunner

from sim.cli import app


def test_the_main_job_ends_in_a_page(house: Path, tmp_path: Path) -> None:
    out = tmp_path / "small"
    experiment = house / "experiments/policy-comparison.yaml"
    options = ["--scale", "0.02", "--draws", "2", "--trial", "--jobs", "1"]
    done = CliRunner().invoke(app, ["experiment", str(experiment), "--out", str(out), *options])
    assert done.exit_code == 0, done.output
    for page in ("report.html", "report.en.html"):
        assert "<h2" in (out / page).read_text(encoding="utf-8")
    assert len(list((out / "figures").glob("*.svg"))) >= 14
