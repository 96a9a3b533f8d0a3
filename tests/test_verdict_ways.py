"""Ways of helping fewer children or of winning unfairly: through files and runs none is better."""

from pathlib import Path

import pandas as pd
import pytest

from sim.running import run_experiment
from sim.running.planning import plan_of

CASES = Path(__file__).parent / "cases" / "verdicts"
FEWER = CASES / "fewer" / "fewer.yaml"
WAYS = [name for name in plan_of(FEWER).ahead if name != "base"]

UNFAIR = CASES / "unfair" / "unfair.yaml"
UNFAIR_WAYS = [name for name in plan_of(UNFAIR).ahead if name != "base"]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """The comparison of all ways at once."""
    return run_experiment(FEWER, out=tmp_path_factory.mktemp("fewer") / "results").comparison


@pytest.fixture(scope="module")
def unfair(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """The comparison of all unfair ways at once."""
    return run_experiment(UNFAIR, out=tmp_path_factory.mktemp("unfair") / "results").comparison


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """A gate that sends half away, and no place no help."""
    folder = tmp_path_factory.mktemp("game") / "results"
    return run_experiment(CASES / "game.yaml", out=folder).comparison


@pytest.mark.full
@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_helping_fewer_children_is_better(rows: pd.DataFrame, way: str):
    here = rows[rows["scenario"] == way]
    better = here[here["verdict"] == "better"]
    assert len(here)
    assert better[["indicator", "station", "gemeente", "need", "period"]].to_numpy().tolist() == []


@pytest.mark.full
@pytest.mark.parametrize("way", UNFAIR_WAYS)
def test_no_unfair_way_is_better(unfair: pd.DataFrame, way: str):
    here = unfair[unfair["scenario"] == way]
    better = here[here["verdict"] == "better"]
    assert len(here)
    assert better[["indicator", "station", "gemeente", "need", "period"]].to_numpy().tolist() == []


@pytest.mark.full
@pytest.mark.parametrize("way", ["g-gate", "g-refuse"])
def test_the_gate_that_sends_away_and_the_list_that_refuses(game: pd.DataFrame, way: str):
    here = game[game["scenario"] == way]
    assert (here["verdict"] == "mixed").any()
    assert not (here["verdict"] == "better").any()
