"""Dated paths and their changes (rules 3 and 22); the arithmetic stands in each test."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import ScenarioError
from sim.in_force.timelines import DatedChange, Timeline, in_force
from sim.scenario.schema import Change, Number, Period

START = dt.date(2020, 1, 1)
PERIOD = Period(start=START, report_from=START, end=dt.date(2020, 4, 10))  # 100 days: 0 to 99


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def path(points: dict[int, float], shape: str = "step") -> Number:
    return Number(path={day(at): value for at, value in points.items()}, shape=shape)


def changed(
    operation: str,
    number: Number | float,
    *,
    begin: int | None = None,
    until: int | None = None,
    place: str = "x.yaml:1: interventions.it",
) -> DatedChange:
    spec = number if isinstance(number, Number) else Number(value=number)
    return DatedChange(
        Change(operation=operation, number=spec),
        None if begin is None else day(begin),
        None if until is None else day(until),
        place,
    )


def steps(line: Timeline) -> dict[int, float]:
    return dict(zip(line.days, line.values, strict=True))


def test_a_plain_number_never_changes() -> None:
    assert steps(in_force(Number(value=3), [], PERIOD)) == {0: 3.0}


def test_a_path_holds_its_first_value_before_and_its_last_after() -> None:
    assert steps(in_force(path({10: 5, 20: 7}), [], PERIOD)) == {0: 5.0, 20: 7.0}


def test_a_path_from_before_the_start_gives_the_value_at_the_start() -> None:
    assert steps(in_force(path({-100: 5, -50: 6, 20: 7}), [], PERIOD)) == {0: 6.0, 20: 7.0}


def test_a_ramp_is_daily_steps_from_the_value_of_its_first_date() -> None:
    # From 10 on day 2 to 14 on day 6: one a day.
    line = in_force(path({2: 10, 6: 14}, "ramp"), [], PERIOD)

    assert steps(line) == {0: 10.0, 3: 11.0, 4: 12.0, 5: 13.0, 6: 14.0}


def test_a_ramp_from_before_the_start_is_halfway_at_the_start() -> None:
    line = in_force(path({-2: 0, 2: 4}, "ramp"), [], PERIOD)

    assert steps(line) == {0: 2.0, 1: 3.0, 2: 4.0}


def test_an_intervention_does_nothing_before_its_first_date() -> None:
    line = in_force(Number(value=3), [changed("set", path({10: 5, 20: 6}))], PERIOD)

    assert steps(line) == {0: 3.0, 10: 5.0, 20: 6.0}


def test_a_plain_number_of_an_intervention_counts_from_its_day_until_its_end() -> None:
    line = in_force(Number(value=3), [changed("set", 5, begin=10, until=30)], PERIOD)

    assert steps(line) == {0: 3.0, 10: 5.0, 30: 3.0}


def test_a_path_counts_from_the_later_of_its_first_date_and_from() -> None:
    line = in_force(Number(value=3), [changed("set", path({10: 5, 20: 6}), begin=15)], PERIOD)

    assert steps(line) == {0: 3.0, 15: 5.0, 20: 6.0}


def test_the_last_value_set_by_date_counts_whatever_the_order() -> None:
    early, late = changed("set", 5, begin=10), changed("set", 6, begin=20)

    for order in ([early, late], [late, early]):
        assert steps(in_force(Number(value=3), order, PERIOD)) == {0: 3.0, 10: 5.0, 20: 6.0}


def test_when_the_last_set_ends_the_one_before_it_counts_again() -> None:
    changes = [changed("set", 5, begin=10), changed("set", 6, begin=20, until=30)]

    line = in_force(Number(value=3), changes, PERIOD)

    assert steps(line) == {0: 3.0, 10: 5.0, 20: 6.0, 30: 5.0}


def test_a_later_date_of_the_number_itself_overrules_an_earlier_set() -> None:
    line = in_force(path({0: 3, 20: 4}), [changed("set", 5, begin=10)], PERIOD)

    assert steps(line) == {0: 3.0, 10: 5.0, 20: 4.0}


def test_the_first_date_of_the_number_itself_sets_nothing() -> None:
    line = in_force(path({10: 3, 20: 3}), [changed("set", 5, begin=10)], PERIOD)

    assert steps(line) == {0: 3.0, 10: 5.0, 20: 3.0}


def test_each_day_of_a_ramp_sets_a_value() -> None:
    # A ramp of 1 a day from day 10 to 14; another set on day 12 holds for that day only.
    changes = [changed("set", path({10: 0, 14: 4}, "ramp")), changed("set", 9, begin=12)]

    line = in_force(Number(value=3), changes, PERIOD)

    assert steps(line) == {0: 3.0, 10: 0.0, 11: 1.0, 12: 9.0, 13: 3.0, 14: 4.0}


def test_set_first_then_all_factors_then_all_additions() -> None:
    changes = [
        changed("add", 1, begin=10),
        changed("factor", 2, begin=10),
        changed("factor", 3, begin=20),
        changed("set", 5, begin=10),
        changed("add", 4, begin=20, until=30),
    ]

    line = in_force(Number(value=7), changes, PERIOD)

    # day 10: 5 x 2 + 1; day 20: 5 x 2 x 3 + 1 + 4; day 30: 5 x 2 x 3 + 1
    assert steps(line) == {0: 7.0, 10: 11.0, 20: 35.0, 30: 31.0}


def test_an_intervention_from_before_the_start_is_in_force_at_the_start() -> None:
    assert steps(in_force(Number(value=3), [changed("factor", 2, begin=-10)], PERIOD)) == {0: 6.0}


def test_two_sets_on_one_date_are_refused_and_both_named() -> None:
    changes = [
        changed("set", path({5: 1, 10: 5}), place="a.yaml:7: interventions.one"),
        changed("set", 6, begin=10, place="b.yaml:9: interventions.two"),
    ]

    with pytest.raises(ScenarioError) as refused:
        in_force(Number(value=3), changes, PERIOD)

    assert str(refused.value) == (
        "b.yaml:9: interventions.two sets a number on 2020-01-11 that a.yaml:7: interventions.one "
        "sets on that date too; a number is set once a date; drop one, shift a date or use a factor"
    )


def test_a_set_on_a_date_of_the_number_itself_is_refused() -> None:
    with pytest.raises(ScenarioError, match="that its own path sets on that date too"):
        in_force(path({0: 3, 20: 4}), [changed("set", 5, begin=20)], PERIOD)


def test_a_set_that_has_ended_by_then_sets_nothing() -> None:
    changes = [changed("set", path({5: 1, 20: 2}), until=10), changed("set", 6, begin=20)]

    assert steps(in_force(Number(value=3), changes, PERIOD)) == {0: 3.0, 5: 1.0, 10: 3.0, 20: 6.0}


def test_factors_and_additions_may_share_a_date() -> None:
    changes = [changed("factor", 2, begin=10), changed("factor", 2, begin=10)]

    assert in_force(Number(value=3), changes, PERIOD).last == 12.0


def test_a_plain_number_without_a_date_is_refused() -> None:
    with pytest.raises(ScenarioError, match="is a plain number and says no date"):
        in_force(Number(value=3), [changed("set", 5)], PERIOD)


points = st.dictionaries(st.integers(-20, 120), st.integers(0, 9), min_size=1, max_size=4)
changes_said = st.tuples(
    st.sampled_from(["set", "factor", "add"]),
    points,
    st.sampled_from(["step", "ramp"]),
    st.none() | st.integers(0, 99),
)


def value_said(spec: Number, on: int) -> float:
    """A path read point by point, as rule 22 tells it."""
    known = sorted(((date - START).days, value) for date, value in (spec.path or {}).items())
    if on <= known[0][0]:
        return known[0][1]
    if on >= known[-1][0]:
        return known[-1][1]
    before = max(item for item in known if item[0] <= on)
    after = min(item for item in known if item[0] > on)
    if spec.shape == "step":
        return before[1]
    return before[1] + (after[1] - before[1]) * (on - before[0]) / (after[0] - before[0])


@given(st.integers(0, 9), st.lists(changes_said, max_size=4), st.integers(0, 99))
def test_any_day_reads_as_the_rule_tells_it(
    base: int, told: list[tuple[str, dict[int, int], str, int | None]], on: int
) -> None:
    changes = [
        changed(kind, path(dict(sorted(at.items())), shape), until=until)
        for kind, at, shape, until in told
    ]
    try:
        line = in_force(Number(value=base), changes, PERIOD)
    except ScenarioError:
        return  # two sets on one date
    value, since, factor, addition = float(base), -(10**9), 1.0, 0.0
    for (kind, at, shape, until), change in zip(told, changes, strict=True):
        if on < min(at) or (until is not None and on >= until):
            continue
        spec = value_said(change.change.number, on)
        if kind == "factor":
            factor *= spec
        elif kind == "add":
            addition += spec
        else:
            last = max(item for item in at if item <= on)
            set_on = min(on, max(at)) if shape == "ramp" else last
            if set_on >= since:
                value, since = spec, set_on
    assert line.at(on) == pytest.approx(value * factor + addition)


def test_a_timeline_joins_equal_neighbours() -> None:
    assert Timeline.of_steps([0, 1, 2], [1.0, 1.0, 2.0]) == Timeline((0, 2), (1.0, 2.0))


def test_a_timeline_begins_on_day_0_and_increases() -> None:
    with pytest.raises(ValueError, match="the first on day 0"):
        Timeline((1,), (1.0,))
    with pytest.raises(ValueError, match="must increase"):
        Timeline((0, 2, 2), (1.0, 2.0, 3.0))


def test_the_mean_of_a_timeline_over_days() -> None:
    line = Timeline((0, 10, 20), (1.0, 3.0, 6.0))

    # days 5 to 10 at 1, 10 to 20 at 3, 20 to 25 at 6: (5 + 30 + 30) / 20
    assert line.mean(5, 25) == pytest.approx(3.25)
    assert line.mean(30, 30) == 6.0


def test_arithmetic_of_timelines() -> None:
    item, two = Timeline((0, 10), (2.0, 3.0)), Timeline((0, 20), (5.0, 7.0))

    assert steps(item * two) == {0: 10.0, 10: 15.0, 20: 21.0}
    assert steps(item + two) == {0: 7.0, 10: 8.0, 20: 10.0}
    assert steps(item * 2) == {0: 4.0, 10: 6.0}
    assert steps(item.shifted(5)) == {0: 2.0, 15: 3.0}
    assert steps(item.shifted(-12)) == {0: 3.0}
