"""The engine against queueing theory, on published seeds, at one level for the whole set."""

from __future__ import annotations

import pytest

from sim.theory import Case, Level, cases_of, judge, questions_in, run_cases


def deviations(case: Case, level: Level, jobs: int = 1) -> list[str]:
    """What does not hold in one case, as readable lines."""
    (runs,) = run_cases([case], jobs=jobs)
    questions = questions_in(cases_of(level))
    judged = judge(case, runs, questions=questions, half_width=level.half_width)
    return [
        f"{item.quantity.name}: expected {item.quantity.expected:.6g}, found {item.result:.6g} "
        f"(half-width {item.half_width:.1%})"
        for item in judged
        if not item.holds
    ]


@pytest.mark.parametrize("case", cases_of(Level.QUICK), ids=lambda case: case.name)
def test_engine_agrees_with_theory(case):
    assert deviations(case, Level.QUICK) == []


@pytest.mark.full
@pytest.mark.parametrize("case", cases_of(Level.THOROUGH), ids=lambda case: case.name)
def test_engine_agrees_with_theory_within_five_percent(case):
    assert deviations(case, Level.THOROUGH) == []
