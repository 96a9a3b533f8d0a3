"""Experiments over the draws of an ensemble: which are taken, and what is refused."""

from pathlib import Path

import pytest

from sim.checks.loading import resolve
from sim.errors import ScenarioError
from sim.results.manifest_file import digest
from sim.running import plan_of, run_experiment
from sim.running.all_draws import drawn
from sim.running.tasks import SECOND, tasks_of
from sim.uncertainty import Prior
from sim.uncertainty.ensemble import Ensemble, Member, digests_of, written

from .test_experiment_draws import EXPERIMENT, MORE
from .test_experiment_draws import written as write_region

SEED = 4
Z = {7: 1.0, 3: -1.5, 20: 0.5, 11: 0.0}
"""What the one group has in each draw, in the order of the file."""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An experiment over two draws of an ensemble of four."""
    monkeypatch.chdir(tmp_path)
    path = write_region(tmp_path, more=MORE)
    ensemble = Ensemble(
        doorstroom="0.1.0",
        scenario="region",
        digests=digests_of(resolve(tmp_path / "region.yaml").scenario.root),
        seed=SEED,
        scale=1.0,
        runs=1000,
        effective=200.0,
        groups=("demand",),
        draws=tuple(Member(number=number, z=(z,)) for number, z in Z.items()),
    )
    (tmp_path / "region.ensemble.json").write_text(written(ensemble), encoding="utf-8")
    return asked(path, "{ensemble: region, count: 2, second_runs: 1}")


def asked(path: Path, draws: str) -> Path:
    text = EXPERIMENT.replace("{count: 5, second_runs: 2}", draws)
    path.write_text(text, encoding="utf-8")
    return path


def test_draws_are_taken_evenly_and_each_run_has_the_number_of_its_draw(file: Path):
    plan = plan_of(file)
    # The first and the third of four, by number.
    tasks = [(task.draw, task.replication) for task in tasks_of(plan, range(2))]
    assert tasks == [(7, 7)] * 2 + [(7, SECOND + 7)] * 2 + [(20, 20)] * 2
    assert plan.files["region.ensemble.json"] == digest(file.parent / "region.ensemble.json")


def test_a_draw_is_the_one_that_the_ensemble_was_made_of(file: Path):
    plan = plan_of(file)
    alone = Prior(resolve(file.parent / "region.yaml"), SEED).given(20, {"demand": Z[20]})
    scenarios = drawn(plan, 20).scenarios
    assert scenarios["region"].arrivals == alone.scenario.arrivals
    assert scenarios["region"].stations == alone.scenario.stations
    assert scenarios["changed"].arrivals == alone.scenario.arrivals


def test_results_say_whose_ensemble_it_was(file: Path):
    done = run_experiment(file, out=file.parent / "out", jobs=1, scale=0.3)
    assert done.manifest.draws is not None
    assert (done.manifest.draws.ensemble, done.manifest.draws.count) == ("region", 2)
    assert sorted(done.indicators["draw"].unique()) == [7, 20]
    assert done.second["draw"].unique().tolist() == [7]
    assert done.draws["draw"].tolist() == [7, 20]


def test_an_ensemble_of_other_files_is_refused_unless_that_is_accepted(file: Path):
    region = file.parent / "region.yaml"
    text = region.read_text(encoding="utf-8")
    region.write_text(text.replace("mean_days: 250", "mean_days: 251"), encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"trial\.yaml:6: draws\.ensemble is .*stations"):
        plan_of(file)
    plan = plan_of(asked(file, "{ensemble: region, count: 2, accept_differences: true}"))
    assert any("this is accepted" in str(note) for note in plan.notes)


def test_an_ensemble_fits_with_the_chance_of_its_own_seed(file: Path):
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"seed: {SEED}", f"seed: {SEED + 1}"), encoding="utf-8")
    rule = f"its seed is {SEED}, that of the experiment {SEED + 1}"
    with pytest.raises(ScenarioError, match=rule):
        plan_of(file)


@pytest.mark.parametrize(
    ("draws", "rule"),
    [
        ("{ensemble: region, count: 5}", "draws.count is 5; must be at most 4"),
        ("{ensemble: changed, count: 2}", "there is no changed.ensemble.json; make it with"),
        ("{ensemble: regoin, count: 2}", "did you mean region"),
        ("{count: 2, accept_differences: true}", "and there is none; name it"),
    ],
)
def test_what_an_ensemble_cannot_give_is_told_at_its_line(file: Path, draws: str, rule: str):
    with pytest.raises(ScenarioError) as refused:
        plan_of(asked(file, draws))
    assert rule in str(refused.value)
