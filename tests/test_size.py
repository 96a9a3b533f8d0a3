"""The size of a run: what it may take, what there is, and what ends it when it takes more."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.clients.cohort import build_cohort
from sim.clients.state import build_state
from sim.draws import TICKS_PER_DAY
from sim.engine import run as run_simpy
from sim.engine.compiled import run as run_compiled
from sim.errors import RunError
from sim.in_force import InForce
from sim.network import build_network
from sim.running.cores import available_cores
from sim.traffic.memory import free_bytes
from sim.traffic.relocations import most_relocated
from sim.traffic.size import estimate

ROUND = """
doorstroom: 1
title: {en: Round and round}
period: {start: 2020-01-01, report_from: 2020-01-01, end: 2022-01-01}
begin: empty
gemeenten: {town: {youth: 1000}}
needs: {any: {}}
arrivals: {children: {need: any, per_year: 3652.5, enters: desk}}
stations:
  desk: {stay: {distribution: fixed, days: 10}, next: {desk: 1, out: 0}}
"""


@pytest.mark.parametrize("engine", [run_simpy, run_compiled])
def test_a_run_that_makes_more_visits_than_there_is_room_for_ends(
    engine: Callable[..., object], tmp_path: Path
) -> None:
    (tmp_path / "round.yaml").write_text(ROUND.replace("desk: 1, out: 0", "desk: 0.9, out: 0.1"))
    network = build_network(sim.load(tmp_path / "round.yaml"))
    made = (
        network,
        build_cohort(network, seed=1, replication=0),
        build_state(network, "empty", seed=1, replication=0),
    )
    visits, _, _ = run_compiled(*made)

    engine(*made, most_visits=len(visits))
    with pytest.raises(RunError) as ended:
        engine(*made, most_visits=len(visits) // 2)

    half = len(visits) // 2
    day = network.start + np.timedelta64(int(visits.joined[half]) // TICKS_PER_DAY, "D")
    assert str(ended.value).startswith(
        f"round: the run has made more than {half:,} visits by {day}, which is all that there is "
        "memory for, and its period lasts until 2022-01-01; shorten the period, use --scale"
    )


RELOCATED = """
doorstroom: 1
title: {en: Moved to and fro}
period: {start: 2020-01-01, report_from: 2020-01-01, end: 2022-01-01}
begin: empty
gemeenten: {town: {youth: 1000}}
needs: {any: {}}
arrivals: {children: {need: any, per_year: 50, enters: a}}
stations:
  a: {places: 100, stay: {distribution: fixed, days: 3000}, closing: relocate, relocate_to: b}
  b: {places: 100, stay: {distribution: fixed, days: 3000}, closing: relocate, relocate_to: a}
interventions:
"""


def closed_in_turn(months: int) -> str:
    """Stations that close and open again in turn, so that all move each month."""
    lines = [
        f"  - {{id: {name}{at}, kind: places, station: {name}, number: {{{day}: {places}}}}}"
        for at in range(months)
        for day in [f"{2021 + at // 12}-{1 + at % 12:02}-01"]
        for name, places in (("a", (1, 100)[at % 2]), ("b", (100, 1)[at % 2]))
    ]
    return RELOCATED + "\n".join(lines)


def test_relocations_are_within_the_bound(tmp_path: Path) -> None:
    (tmp_path / "moved.yaml").write_text(closed_in_turn(12))
    scenario = sim.load(tmp_path / "moved.yaml")

    run = sim.simulate(scenario, engine="simpy")

    # Some 50 children come by 2021, each then moves twelve times: far more than the arrivals.
    assert len(run.visits) > 400
    assert len(run.visits) <= estimate(scenario).visits
    assert estimate(scenario).visits < 20 * len(run.visits)


def test_a_ramp_downwards_relocates_each_place_once(tmp_path: Path) -> None:
    ramp = "{path: {2020-01-01: 100, 2021-01-01: 1}, shape: ramp}"
    (tmp_path / "ramp.yaml").write_text(RELOCATED.replace("interventions:", "").replace(
        "a: {places: 100", f"a: {{places: {ramp}"))  # fmt: skip

    in_force = InForce(sim.load(tmp_path / "ramp.yaml"))

    # 99 places go, one at a time on at most 366 days, each day with a place for rounding.
    assert 99 <= most_relocated(in_force, 1e9) <= 99 + 366 + 1


def group(root: Path, name: str, **files: str) -> None:
    folder = root / "sys/fs/cgroup" / name
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        (folder / file.replace("_", ".", 1)).write_text(text, encoding="utf-8")


def test_a_container_has_what_its_group_and_those_around_it_leave(tmp_path: Path) -> None:
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/cgroup").write_text("0::/outer/inner\n", encoding="utf-8")
    group(tmp_path, "outer/inner", memory_max="max", memory_current="700")
    group(tmp_path, "outer", memory_max="1000", memory_current="800")
    (tmp_path / "sys/fs/cgroup/outer/memory.stat").write_text("anon 500\ninactive_file 300\n")

    # 1,000 less the 800 taken, of which 300 are files that can be let go of
    assert free_bytes(tmp_path) == 500


def test_a_container_of_the_first_version_counts_too(tmp_path: Path) -> None:
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/cgroup").write_text("5:cpu:/a\n4:memory:/a\n", encoding="utf-8")
    group(tmp_path, "memory/a", memory_limit_in_bytes="900", memory_usage_in_bytes="100")

    assert free_bytes(tmp_path) == 800


def test_without_a_container_the_machine_counts(tmp_path: Path) -> None:
    assert free_bytes(tmp_path) > 0


@pytest.mark.parametrize(
    ("files", "cores"),
    [
        ({"c/cpu.max": "150000 100000\n"}, 2),  # a core and a half
        ({"c/cpu.max": "max 100000\n", "cpu.max": "50000 100000\n"}, 1),
        ({}, None),
    ],
)
def test_a_container_may_have_fewer_cores_than_its_machine(
    files: dict[str, str], cores: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(64)), raising=False)
    for name, content in {"proc/self/cgroup": "0::/c\n"}.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    for name, content in files.items():
        path = tmp_path / "sys/fs/cgroup" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    assert available_cores(tmp_path) == (cores or 64)
