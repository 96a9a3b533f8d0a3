"""A problem as an object, and its words: what is told, what is left out, what is written out."""

import pickle

import pytest

from sim.errors import Place, Problem, ScenarioError

HERE = Place("x.yaml", 14)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (
            Problem("must be 0 or more", place=HERE, keys=("desk", "places"), value=-2),
            "x.yaml:14: desk.places is -2; must be 0 or more",
        ),
        (
            Problem("is no known key", "remove it", place=HERE, keys=("desk", "x")),
            "x.yaml:14: desk.x is no known key; remove it",
        ),
        (
            Problem("add up to 0.9", place=HERE, keys=("desk", "next"), value={"out": 0.9}),
            "x.yaml:14: desk.next: add up to 0.9",
        ),
        (
            Problem("must be a number", place=HERE, keys=("desk", "places"), value=[1]),
            "x.yaml:14: desk.places is a list; must be a number",
        ),
        (Problem("is empty", "begin", place=Place("x.yaml")), "x.yaml: is empty; begin"),
        (Problem("is empty", place=HERE, asked_in="e.yaml"), "e.yaml: x.yaml:14: is empty"),
        (Problem("a run is too large"), "a run is too large"),
    ],
)
def test_a_problem_in_words(problem: Problem, line: str) -> None:
    assert str(problem) == line


def test_what_cannot_be_seen_is_written_out() -> None:
    unseen = "\x1b[31m a\nb \u202e \ud83d \x07"

    line = str(Problem("no such name", place=Place("y\tz"), keys=("a\nb",), value=unseen))

    assert line == (r'y\tz: a\nb is "\x1b[31m a\nb \u202e \ud83d \x07"; no such name')


def test_twenty_problems_are_shown_and_the_others_counted() -> None:
    error = ScenarioError([Problem(f"problem {number}") for number in range(1000)])

    lines = str(error).splitlines()

    assert lines[:20] == [f"problem {number}" for number in range(20)]
    assert lines[20:] == ["and 980 more problems; mend these first"]
    assert len(error.lines) == 1000


def test_an_error_survives_the_way_back_from_another_process() -> None:
    error = ScenarioError(Problem("is empty", place=HERE, keys=("a",)))

    assert pickle.loads(pickle.dumps(error)).problems == error.problems


def test_a_long_name_is_shown_short() -> None:
    line = str(Problem("is no known key", place=HERE, keys=("x" * 5000,)))

    assert len(line) < 100
