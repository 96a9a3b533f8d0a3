"""The compiled engine against the SimPy engine: the same visits, observer and clients to the bit.

Every small world (worlds.play) is a test of this too, and so is every random network.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import load, simulate
from sim.clients.cohort import Cohort, build_cohort
from sim.clients.state import State, build_state
from sim.compiling.keeping import STANDS_ON, files_of
from sim.engine.compiled import run as run_compiled
from sim.engine.compiled.sorting import _merge, sorted_by
from sim.errors import InputError
from sim.measuring.conservation import check
from sim.network import Network, build_network
from sim.running import run_scenario
from sim.scenario.schema import Scenario

from . import shipped
from .conftest import AGREED
from .shipped import SEED
from .small_region import write_changed, write_region
from .worlds import assert_same, replayed_by_both

SHIPPED = {path.stem: path for path in shipped.SHIPPED}
SOME = ("groningen", "nobody-reacts", "closed-to-zero", "transformation", "twente")
PLAIN_PYTHON = ("__init__.py", "layout.py", "run.py")
COMPILED = Path(sys.modules[run_compiled.__module__].__file__ or "").parent


def made(scenario: Scenario, *, scale: float = 1.0) -> tuple[Network, Cohort, State]:
    """What an engine is given."""
    network = build_network(scenario, scale=scale)
    cohort = build_cohort(network, seed=SEED, replication=0)
    return network, cohort, build_state(network, scenario.begin, seed=SEED, replication=0)


# ------------------------------------------------------------------- agreement


def test_both_engines_agree_on_the_small_region(tmp_path):
    visits, _ = replayed_by_both(*made(load(write_region(tmp_path))))

    assert len(visits) > 5000


CHANGES = """\
interventions:
  - {id: a, kind: places, station: home, number: {2022-03-01: 40, 2024-01-01: 90},
     closing: relocate, relocate_to: crisis}
  - {id: b, kind: divert, from: help, to: home, share: {2022-06-01: 0.1, 2023-06-01: 0.5},
     applies_to: [new, waiting, running]}
  - {id: c, kind: divert, from: gate, to: help, share: {2022-01-01: 0.5},
     when: {wait_over_weeks: 2}, applies_to: [new, waiting]}
  - {id: d, kind: waiting, station: help, limit: 20, when_full: home, from: 2023-01-01}
"""


def test_both_engines_agree_on_a_region_where_much_changes(tmp_path):
    visits, _ = replayed_by_both(*made(load(write_changed(tmp_path, CHANGES))))

    assert len(visits) > 5000


@pytest.mark.parametrize("name", SOME)
def test_both_engines_agree_on_a_shipped_scenario_and_lose_nobody(name, record_property):
    network, cohort, state = made(load(SHIPPED[name]), scale=0.05)

    visits, observed = replayed_by_both(network, cohort, state)

    assert check(network, visits, observed) == []
    assert len(visits) > 300
    record_property(AGREED, {"shipped scenarios at a twentieth": 1})


@pytest.mark.full
@pytest.mark.parametrize("name", SHIPPED)
def test_at_full_size_both_engines_agree_and_lose_nobody(name, record_property):
    network, cohort, state = made(load(SHIPPED[name]))

    visits, observed = replayed_by_both(network, cohort, state)

    assert check(network, visits, observed) == []
    record_property(AGREED, {"shipped scenarios at full size": 1})


def test_tables_that_a_worker_gets_read_only_give_the_same(tmp_path):
    network, cohort, state = made(load(write_region(tmp_path)))
    visits, _, _ = run_compiled(network, cohort, state)
    for array in arrays_of((network, cohort, state)):
        array.setflags(write=False)

    assert_same(run_compiled(network, cohort, state)[0], visits)


def arrays_of(spec: Any) -> Iterator[np.ndarray]:
    """Every array in frozen dataclasses and tuples."""
    if isinstance(spec, np.ndarray):
        yield spec
    elif isinstance(spec, tuple):
        for item in spec:
            yield from arrays_of(item)
    elif is_dataclass(spec):
        for field in fields(spec):
            yield from arrays_of(getattr(spec, field.name))


def test_a_run_leaves_its_network_as_it_was(tmp_path):
    network, cohort, state = made(load(write_changed(tmp_path, CHANGES)))
    before = [array.copy() for array in arrays_of((network, cohort, state))]
    run_compiled(network, cohort, state)

    for array, was in zip(arrays_of((network, cohort, state)), before, strict=True):
        np.testing.assert_array_equal(array, was)


def test_nobody_at_all_is_a_run_too(tmp_path):
    network, cohort, _ = made(load(write_region(tmp_path)))
    nobody = replace(cohort, clients=cohort.clients.rows(np.zeros(0, np.int64)))

    visits, observed = replayed_by_both(network, nobody, State.empty(network))

    assert len(visits) == len(observed.station) == 0


# ------------------------------------------------------------------- which engine


def test_unless_said_the_compiled_engine_runs_and_the_manifest_says_so(tmp_path):
    region = write_region(tmp_path)
    by_engine = {}
    for spec, engine in (("auto", "compiled"), ("compiled", "compiled"), ("simpy", "simpy")):
        results = run_scenario(region, engine=spec, out=tmp_path / spec, scale=0.2, jobs=1)
        assert results.manifest.engine == engine
        written = json.loads((tmp_path / spec / "manifest.json").read_text(encoding="utf-8"))
        assert written["engine"] == engine
        by_engine[spec] = (tmp_path / spec / "indicators.parquet").read_bytes()

    assert by_engine["auto"] == by_engine["compiled"] == by_engine["simpy"]


def test_an_engine_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="--engine is rust; must be one of auto, compiled, simpy"):
        simulate(write_region(tmp_path), engine="rust")


# ------------------------------------------------------------------- the code itself


def test_the_compiled_engine_uses_nothing_of_the_other_but_the_phases():
    for path in sorted(COMPILED.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level == 2:
                assert node.module == "phases", f"{path.name} imports ..{node.module}"
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                assert (node.module or "").split(".")[0] != "simpy", path.name


def test_the_engine_stands_on_every_file_of_which_it_uses_a_name():
    sim = COMPILED.parent.parent
    before = STANDS_ON[: STANDS_ON.index("engine/compiled") + 1]
    stands_on = {path for entry in before for path in files_of(entry)}
    plain_rules = {
        sim / "rules" / name for name in ("__init__.py", "layout.py", "log.py", "past.py")
    }
    rules = {*(sim / "rules").glob("*.py")} - plain_rules
    engine = {*COMPILED.glob("*.py")} - {COMPILED / name for name in PLAIN_PYTHON}

    assert rules | engine <= stands_on
    for path in rules | engine:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level and node.module:
                used = path.parents[node.level - 1].joinpath(*node.module.split("."))
                file = used.with_suffix(".py")
                assert (file if file.exists() else used / "__init__.py") in stands_on, path


@given(st.lists(st.integers(-5, 5), max_size=40))
def test_sorting_is_stable(keys):
    values = list(range(len(keys)))
    in_order = plain(sorted_by)(np.array(values, np.int64), np.array(keys, np.int64))

    assert in_order.tolist() == sorted(values, key=lambda value: keys[value])


def plain(function: Any) -> Any:
    """A compiled function as Python runs it."""
    names = {**function.py_func.__globals__, "_merge": _merge.py_func}
    return type(function.py_func)(function.py_func.__code__, names)


FIRST_RUN = """\
import sys
from pathlib import Path
from sim.running.engines import engine_named, make_ready
make_ready(engine_named(sys.argv[1]), lambda: print("compiling"))
print("ready")
"""


@pytest.mark.full
def test_the_first_use_says_that_it_compiles_and_the_next_does_not(tmp_path):
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}

    def spec(engine: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", FIRST_RUN, engine],
            env=environment,
            cwd=Path(__file__).parents[1],
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.split()

    assert spec("simpy") == ["ready"]
    assert spec("auto") == ["compiling", "ready"]
    assert spec("compiled") == ["ready"]
