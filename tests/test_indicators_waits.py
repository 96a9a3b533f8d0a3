"""Waits by hand: Aalen-Johansen, means within 52 weeks, norms, referrals (rule 24)."""

from pathlib import Path

import numpy as np
import pytest

from sim.measuring.incidence import HORIZON_WEEKS, WEEK, Cut, Waits, incidence

from .hand_made import V, hand_made


def weeks(*numbers: float) -> np.ndarray:
    return np.array([round(number * WEEK) for number in numbers], dtype=np.int64)


def one_group(waits: Waits, events: int = 2):
    return grouped(waits, np.zeros(waits.row.size, dtype=np.int32), 1, events)


def grouped(waits: Waits, group: np.ndarray, groups: int, events: int):
    return incidence(waits, Cut.none(waits.row.size), group, groups, events)


# ------------------------------------------------------------------ the estimator


def test_aalen_johansen_by_hand():
    # Four join. One starts after 1 week (1/4), one drops out after 2 (3/4 x 1/3 = 1/4), one is last
    # seen after 3, the last one starts after 5: 1/2 of all are then at risk, and he is alone.
    waits = Waits.of(weeks(5, 2, 3, 1), np.array([1, 2, 0, 1]), weeks(60, 60, 3, 60))
    result = one_group(waits)
    started, dropped_out = result.by_event[0]
    assert started.tolist() == pytest.approx([0.25, 0.75, 0.75, 0.75])
    assert dropped_out.tolist() == pytest.approx([0.25] * 4)
    assert result.still[0].tolist() == pytest.approx([0.5, 0, 0, 0])
    # One week at 1, one at 3/4, three at 1/2.
    assert result.weeks[0] == pytest.approx(1 + 0.75 + 3 * 0.5)


def test_without_an_end_of_the_run_it_is_plain_shares_and_a_plain_mean():
    time = weeks(0, 3, 60, 13, 20)
    waits = Waits.of(time, np.array([1, 2, 1, 1, 2]), weeks(*[100] * 5))
    result = one_group(waits)
    assert result.by_event[0, 0].tolist() == pytest.approx([1 / 5, 2 / 5, 2 / 5, 2 / 5])
    assert result.by_event[0, 1].tolist() == pytest.approx([1 / 5, 1 / 5, 2 / 5, 2 / 5])
    assert result.weeks[0] == pytest.approx((0 + 3 + 52 + 13 + 20) / 5)


def test_dropping_out_is_an_event_and_no_censoring():
    # One minus Kaplan-Meier would say that all start; half of them never do.
    waits = Waits.of(weeks(1, 2), np.array([2, 1]), weeks(60, 60))
    assert one_group(waits).by_event[0, 0, -1] == pytest.approx(0.5)


def test_the_mean_goes_on_under_the_curve_after_the_last_was_seen():
    # Of ten, nine start at once and can be followed long; the last is seen for 3 weeks only. A
    # tenth still waits by the curve until 52 weeks, so the area is 5.2 weeks.
    waits = Waits.of(weeks(*[0] * 9, 3), np.array([1] * 9 + [0]), weeks(*[60] * 9, 3))
    result = one_group(waits)
    assert result.still[0].tolist() == pytest.approx([0.1] * 4)
    assert result.weeks[0] == pytest.approx(0.1 * 52)


def test_groups_do_not_touch_each_other():
    time, event = weeks(5, 2, 3, 1, 8), np.array([1, 2, 1, 1, 2])
    group = np.array([1, 0, 1, -1, 0], dtype=np.int32)
    follow = weeks(*[60] * 5)
    waits = Waits.of(time, event, follow)
    together = grouped(waits, group[waits.row], 3, 2)
    for number in (0, 1):
        own = group == number
        alone = one_group(Waits.of(time[own], event[own], follow[own]))
        assert together.by_event[number].tolist() == alone.by_event[0].tolist()
        assert together.weeks[number] == pytest.approx(alone.weeks[0])
    assert together.count.tolist() == [2, 2, 0]
    assert np.isnan(together.by_event[2]).all()


def test_a_horizon_needs_half_of_the_joiners_to_be_followed_that_long():
    waits = Waits.of(weeks(1, 1, 1, 1), np.ones(4, np.int64), weeks(60, 20, 14, 3))
    shown = ~np.isnan(one_group(waits).by_event[0, 0])
    assert dict(zip(HORIZON_WEEKS, shown, strict=True)) == {4: True, 14: True, 26: False, 52: False}
    assert np.isnan(one_group(waits).weeks[0])


# ------------------------------------------------------------------ per station


def test_waits_count_from_the_rank_time_and_belong_to_the_date_of_joining(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "help", 10, 24, 100),
        V("bob", "help", 20, 27, 100, rank=-1),  # moved here with 3 weeks of waiting
        V("cat", "help", -1, 27, 100),  # joined in the warm-up
        V("dan@Far", "help", 10, 300, 310),  # from outside
    )
    assert run.value("joined", station="help") == 2
    assert run.value("weeks_waited", "2021", station="help") == pytest.approx((2 + 4) / 2)
    assert run.value("joined", "2022", station="help") == 0
    assert np.isnan(run.value("weeks_waited", "2022", station="help"))


def test_the_mean_wait_counts_who_left_and_stops_at_52_weeks(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "help", 0, 7, 100),
        V("bob", "help", 0, None, 21, "dropped_out"),
        V("cat", "help", 0, None, None),
    )
    assert run.value("weeks_waited", station="help") == pytest.approx((1 + 3 + 52) / 3)
    assert run.value("incidence:started:4", station="help") == pytest.approx(1 / 3)
    assert run.value("incidence:dropped_out:4", station="help") == pytest.approx(1 / 3)
    assert run.value("incidence:waiting:52", station="help") == pytest.approx(1 / 3)


def test_share_over_the_norm_keeps_apart_who_left_and_leaves_out_the_last_to_join(tmp_path: Path):
    # The norm of help is 10 weeks, 70 days; day 730 is the end.
    run = hand_made(
        tmp_path,
        V("ann", "help", 0, 70, 100),  # on the day itself is within
        V("bob", "help", 0, 71, 100),
        V("cat", "help", 0, None, 69, "dropped_out"),
        V("dan", "help", 0, None, 71, "dropped_out"),
        V("eve", "help", 661, None, None),  # followed for 69 days
    )
    assert run.value("over_norm", station="help") == pytest.approx(2 / 4)
    assert run.value("left_before_norm", station="help") == pytest.approx(1 / 4)


def test_without_a_norm_it_is_14_weeks_and_an_intervention_may_set_one(tmp_path: Path):
    visits = V("ann", "crisis", 0, 90, 100), V("bob", "crisis", 400, 490, 500)
    run = hand_made(tmp_path, *visits)
    assert run.value("over_norm", station="crisis") == 0
    later = """interventions:
  - {id: norm, kind: waiting, station: crisis, norm_weeks: 2, from: 2022-01-01}
needs:"""
    run = hand_made(tmp_path, *visits, old="needs:", new=later)
    assert run.value("over_norm", "2021", station="crisis") == 0
    assert run.value("over_norm", "2022", station="crisis") == 1


def test_waits_by_legal_frame(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "help", 0, 7, 100),
        V("bob:ordered", "help", 0, 14, 100),
        V("cat:locked", "help", 0, 35, 100),
    )
    for frame, expected in (("voluntary", 1), ("ordered", 2), ("closed", 5)):
        assert run.value(f"weeks_waited:{frame}", station="help") == pytest.approx(expected)


# ------------------------------------------------------------------ referrals


@pytest.fixture
def referred(tmp_path: Path):
    """Ten who are referred on day 0, each with a fate of his own."""
    return hand_made(
        tmp_path,
        # helped within 70 days; the days at the gate and for the decision count
        V("within", "gate", 0, 0, 0, next="decision"),
        V("within", "decision", 0, 10, 20, next="help"),
        V("within", "help", 20, 70, 200),
        # helped later
        V("later", "gate", 0, 0, 0, next="help"),
        V("later", "help", 0, 71, 200),
        # diverted, then helped: it goes on counting
        V("moved", "gate", 0, 0, 0, next="help"),
        V("moved", "help", 0, None, 30, "diverted", "crisis"),
        V("moved", "crisis", 30, 35, 40, rank=0),
        # refused, and helped where he then tries
        V("tried", "gate", 0, 0, 0, next="help"),
        V("tried", "help", 0, None, 0, "refused", "crisis"),
        V("tried", "crisis", 0, 7, 40),
        V("dropped", "gate", 0, 0, 0, next="help"),
        V("dropped", "help", 0, None, 50, "dropped_out"),
        # an escalation is an end by itself, also when crisis helps at once
        V("crisis", "gate", 0, 0, 0, next="help"),
        V("crisis", "help", 0, None, 60, "escalated", "crisis"),
        V("crisis", "crisis", 60, 60, 80),
        V("refused", "gate", 0, 0, 0, next="help"),
        V("refused", "help", 0, None, 0, "refused"),
        V("grown", "gate", 0, None, 100, "turned_18", "none"),
        V("waiting", "gate", 0, 0, 0, next="help"),
        V("waiting", "help", 0, None, None),
        # left out: helped by the gate itself, from outside, there at the start
        V("done", "gate", 0, 0, 0),
        V("far@Far", "help", 0, None, None),
        V("old", "help", -100, 5, 10, arrival=-100),
    )


def test_what_becomes_of_who_is_referred(referred):
    fates = {
        name: referred.value(f"first_help:{name}")
        for name in (
            "within_norm", "later", "dropped_out", "escalated", "refused", "turned_18",
            "sent_away", "waiting",
        )
    }  # fmt: skip
    assert referred.value("referrals") == 9
    expected = {"within_norm": 3, "later": 1, "dropped_out": 1, "escalated": 1, "refused": 1,
                "turned_18": 1, "sent_away": 0, "waiting": 1}  # fmt: skip
    assert fates == {name: pytest.approx(count / 9) for name, count in expected.items()}


def test_who_is_sent_away_is_without_help_and_who_is_helped_at_the_gate_is_not(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "gate", 0, 0, 0),  # helped by a gate that says so
        V("bob", "gate", 0, 0, 0, next="decision"),
        V("bob", "decision", 0, 0, 14),  # sent away by one that does not
        V("cat:ordered", "gate", 0, 0, 0, next="moved"),  # elsewhere is no help of this gate
        V("dan@Village", "gate", 0, 0, 0, next="help"),
        V("dan@Village", "help", 0, 7, 20),
    )
    assert run.value("newcomers") == 4
    assert run.value("helped_at_gate") == run.value("helped_at_gate:voluntary") == 1
    assert run.value("referrals") == 3
    assert run.value("first_help:sent_away") == pytest.approx(2 / 3)
    assert run.value("without_help") == pytest.approx(2)
    assert run.value("without_help", gemeente="Village") == pytest.approx(0)
    assert run.value("without_help", need="heavy") == pytest.approx(1)
    assert run.value("without_help:ordered") == run.value("referrals:ordered") == 1
    assert run.value("first_help:sent_away:ordered") == 1
    # Bob left after 2 weeks, Cat at once, Dan was helped after 1 week.
    assert run.value("wait_first_help") == pytest.approx((2 + 0 + 1) / 3)


def test_everyone_who_comes_is_referred_or_was_helped_at_the_gate(referred):
    came = referred.value("newcomers") + referred.value("returns")
    assert came == referred.value("referrals") + referred.value("helped_at_gate") == 10
    # Of the nine referred: dropped, crisis, refused, grown and waiting.
    assert referred.value("without_help") == pytest.approx(5)


def test_waits_of_newcomers_and_of_those_who_come_back(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "help", 0, 14, 100),
        V("ann", "help", 300, 349, 400, arrival=0),  # comes back, and waits 7 weeks
        V("bob", "help", 0, 28, 100),
        V("bob", "gate", 320, 320, 320, arrival=0),  # comes back, and the gate is enough
        V("cat", "gate", 0, 0, 0),
        V("old", "help", -100, 5, 10, arrival=-100),  # there at the start: neither
        V("old", "help", 200, 207, 300, arrival=-100),
    )
    assert run.value("referrals:newcomers") == 2
    assert run.value("wait_first_help:newcomers") == pytest.approx((2 + 4) / 2)
    assert run.value("referrals:returners") == 2
    assert run.value("wait_first_help:returners") == pytest.approx((7 + 1) / 2)
    assert run.value("helped_at_gate:newcomers") == run.value("helped_at_gate:returners") == 1
    # Both parts of all who come, year by year.
    assert run.value("wait_first_help:returners", "2021") == pytest.approx((7 + 1) / 2)
    assert run.value("newcomers") == run.value("returns") == 3


def test_who_waits_longer_by_need_and_legal_frame(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann:ordered", "help", 0, 14, 100),
        V("bob:heavy", "help", 0, 35, 100),
        V("cat", "help", 0, 7, 100),
    )
    assert run.value("wait_first_help:ordered", need="heavy") == pytest.approx(2)
    assert run.value("wait_first_help:voluntary", need="heavy") == pytest.approx(5)
    assert run.value("wait_first_help:voluntary", need="light") == pytest.approx(1)
    assert run.value("referrals:ordered", need="heavy") == 1
    assert np.isnan(run.value("wait_first_help:ordered", need="light"))


def test_weeks_to_first_help(referred):
    days = 70 + 71 + 35 + 7 + 50 + 60 + 0 + 100 + 364
    assert referred.value("wait_first_help") == pytest.approx(days / 7 / 9)
    assert referred.value("wait_first_help", gemeente="Town") == pytest.approx(days / 7 / 9)
    assert referred.value("incidence_first_help:started:14") == pytest.approx(4 / 9)


def test_share_of_referrals_over_the_norm(referred):
    # Norms: 10 weeks where help was joined first; 14 for grown, who never joined help: he left
    # after 100 days, so he still waited on day 98. Waiting then: later, waiting, grown.
    assert referred.value("over_norm_first_help") == pytest.approx(3 / 9)
    # Gone by then: dropped (50), crisis (60), refused (0).
    assert referred.value("left_before_norm_first_help") == pytest.approx(3 / 9)


def test_a_return_is_a_new_referral(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "gate", 0, 0, 0, next="help"),
        V("ann", "help", 0, 7, 20),
        V("ann", "gate", 100, 100, 100, next="help"),
        V("ann", "help", 100, 121, 150),
    )
    assert run.value("referrals") == 2
    assert run.value("wait_first_help") == pytest.approx((1 + 3) / 2)
