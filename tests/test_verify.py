"""The command `verify`: estimates, judgement and what is shown."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.engine.compiled import run as compiled_run
from sim.errors import RunError
from sim.running.executors import Lost
from sim.theory import Case, Level, Quantity, cases_of, judge
from sim.theory.cases import Stream, exponential, scenario_text
from sim.theory.judging import interval
from sim.theory.measures import (
    LeftUnserved,
    MeanNumber,
    MeanWait,
    NumberAbove,
    Record,
    StartsPerDay,
    WaitsLonger,
)
from sim.theory.running import Replicated, run_cases

from .small_region import write_region

NEVER = np.inf


def seen(*visits: tuple[float, float, float, float]) -> Record:
    """Visits to one desk as (joined, started, ended, blocked), judged from day 10 to day 20."""
    joined, started, ended, blocked = (np.array(part, dtype=float) for part in zip(*visits))  # noqa: B905
    nothing = np.zeros(len(visits), dtype=np.int64)
    return Record(
        ("desk",), nothing, nothing, nothing, joined, started, ended, blocked, 10.0, 19.0, 20.0
    )


THREE = seen(
    (8, 8, 12, 0),  # joined before the window; in care for its first two days
    (11, 12, 17, 1),  # waited 1 day, in care 5, blocked in the last of them
    (12, NEVER, 15, 0),  # left after 3 days on the list
)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (MeanWait("desk"), (1 + 3) / 2),
        (WaitsLonger("desk", 1.0), 1 / 2),
        (LeftUnserved("desk"), 1 / 2),
        (MeanNumber("desk", "waiting"), (1 + 3) / 10),
        (MeanNumber("desk", "in_care"), (2 + 5) / 10),
        (MeanNumber("desk", "blocked"), 1 / 10),
        (MeanNumber("desk"), (2 + 6 + 3) / 10),
        (NumberAbove("desk", 0), (2 + 5) / 10),
        (StartsPerDay("desk"), 1 / 10),
    ],
)
def test_measures(measure, expected):
    assert measure(THREE) == pytest.approx(expected)


def test_who_still_waits_at_the_end_is_not_forgotten():
    with pytest.raises(ValueError, match="still wait"):
        MeanWait("desk")(seen((11, NEVER, NEVER, 0)))


def test_interval_is_students():
    # Five values with mean 3 and standard deviation sqrt(2.5); t(4) at 97.5% is 2.776.
    low, high = interval([1.0, 2.0, 3.0, 4.0, 5.0], 0.95)

    assert (low + high) / 2 == pytest.approx(3.0)
    assert (high - low) / 2 == pytest.approx(2.776 * np.sqrt(2.5 / 5), abs=1e-3)


def case_of(expected: float) -> Case:
    text = scenario_text(
        "short",
        (Stream("customers", 10.0, "desk"),),
        {"desk": {"places": 1, "stay": exponential(0.05), "next": {"out": 1}}},
        days=400,
    )
    wait = Quantity("mean wait (days)", expected, MeanWait("desk"))
    return Case("short", "Gross et al. 2008", 577215, text, (wait,))


def test_judgement():
    runs = [[0.9], [1.0], [1.1], [1.0]]
    (right,) = judge(case_of(1.0), runs, questions=1, half_width=0.5)
    (wrong,) = judge(case_of(2.0), runs, questions=1, half_width=0.5)
    (wide,) = judge(case_of(1.0), runs, questions=1, half_width=0.01)

    assert right.holds
    assert not wrong.agrees
    assert wrong.is_sharp
    assert wide.agrees
    assert not wide.is_sharp


def test_more_questions_ask_for_more_certainty():
    runs = [[0.9], [1.0], [1.1], [1.0]]
    item, many = (judge(case_of(1.0), runs, questions=n, half_width=1)[0] for n in (1, 100))

    assert item.wide_interval == item.interval
    assert many.wide_interval[0] < item.wide_interval[0]


def verified(monkeypatch, case: Case) -> tuple[int, str]:
    monkeypatch.setattr("sim.theory.cases_of", lambda level: (case,))
    result = CliRunner().invoke(app, ["verify", "--quick", "--jobs", "1"], env={"COLUMNS": "160"})
    return result.exit_code, result.output


def test_verify_shows_what_agrees(monkeypatch):
    # M/M/1 with load 0.5 and stays of 0.05 days: 0.05 x 0.5 / (1 - 0.5)
    code, output = verified(monkeypatch, case_of(0.05 * 0.5 / (1 - 0.5)))

    assert code == 0
    assert "mean wait (days)" in output
    assert "agrees" in output
    assert "1 of 1 agree" in output


def test_verify_fails_when_theory_says_otherwise(monkeypatch):
    code, output = verified(monkeypatch, case_of(0.08))

    assert code == 1
    assert "differs" in output
    assert "0 of 1 agree" in output


def test_verify_refuses_to_be_quick_and_thorough():
    result = CliRunner().invoke(app, ["verify", "--quick", "--thorough"])

    assert result.exit_code == 2
    assert "opposite" in result.output


def test_thorough_asks_for_more_than_the_standard():
    standard = {case.name for case in cases_of(Level.STANDARD)}
    thorough = {case.name for case in cases_of(Level.THOROUGH)}

    assert standard < thorough
    assert "M/M/1, load 0.97" in thorough


# ------------------------------------------------------------------ the two engines


def test_both_engines_on_a_file_of_your_own(tmp_path):
    result = CliRunner().invoke(
        app, ["verify", "--engines", str(write_region(tmp_path)), "--scale", "0.2"]
    )

    assert result.exit_code == 0, result.output
    assert "both engines give the same" in result.stdout
    assert "to the bit" in result.stdout


def test_an_engine_that_differs_is_told_by_visit_and_client(tmp_path, monkeypatch):
    def wrong(network, cohort, state):
        visits, observed, clients = compiled_run(network, cohort, state)
        later = visits.started.copy()
        row = int(np.flatnonzero(later > 0)[3])
        later[row] += 1
        return replace(visits, started=later), observed, clients

    monkeypatch.setattr("sim.engine.agreement.compiled_run", wrong)
    result = CliRunner().invoke(
        app, ["verify", "--engines", str(write_region(tmp_path)), "--scale", "0.2"]
    )

    assert result.exit_code == 1
    assert "the engines differ in run 0" in result.stdout
    assert "started is" in result.stdout
    assert "other engine" in result.stdout


def test_engines_and_theory_are_asked_apart():
    result = CliRunner().invoke(app, ["verify", "--engines", "two-counters", "--quick"])

    assert result.exit_code == 2


# ------------------------------------------------------------------ over the cores


@pytest.mark.full
def test_the_estimates_do_not_depend_on_the_processes():
    cases = [replace(case_of(1.0), seed=seed) for seed in (1, 2)]

    alone, beside = (list(run_cases(cases, jobs=jobs, replications=3)) for jobs in (1, 2))

    assert alone == beside
    assert alone[0] != alone[1]
    assert [len(runs) for runs in alone] == [3, 3]


def test_a_replication_that_is_lost_ends_it_with_a_message(monkeypatch):
    lost = Lost((0, 0), "its process was ended by signal 9")
    monkeypatch.setattr(Replicated, "outcomes", lambda _: iter([lost]))

    with pytest.raises(RunError, match="short: a replication was lost: its process was ended"):
        list(run_cases([case_of(1.0)], replications=1))
