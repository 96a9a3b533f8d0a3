"""Money by hand: prices in force, places nobody uses, who pays, euros of the year (rule 27)."""

from pathlib import Path

import numpy as np
import pytest

from .hand_made import V, hand_made

NO_BEDS = "beds: {places: 2, per_place_day: 50}"
FREE_BEDS = "beds: {places: 2}"


def free_beds(folder: Path, *visits: V):
    """The world in which empty places cost nothing."""
    return hand_made(folder, *visits, old=NO_BEDS, new=FREE_BEDS)


def with_interventions(folder: Path, spec: str, *visits: V):
    """The world with free beds and prices that change."""
    text = f"interventions:\n{spec}\nneeds:"
    return hand_made(folder, *visits, old="needs:", new=text)


# ------------------------------------------------------------------ prices of visits


def test_care_days_starts_and_waiting_days(tmp_path: Path):
    run = free_beds(tmp_path, V("ann", "help", 0, 7, 27))
    assert run.value("cost") == pytest.approx(7 * 1 + 100 + 20 * 10)
    assert run.value("cost", "2022") == 0


def test_only_days_of_the_period_cost_and_only_starts_in_it(tmp_path: Path):
    run = free_beds(tmp_path, V("ann", "help", -30, -10, 375), V("bob", "help", 700, None, None))
    assert run.value("cost", "2021") == pytest.approx(365 * 10)
    assert run.value("cost", "2022") == pytest.approx(10 * 10 + 30 * 1)
    assert run.value("cost_cumulative", "2022") == pytest.approx(365 * 10 + 10 * 10 + 30)


def test_blocked_days_are_care_days_and_a_relocation_pays_no_start(tmp_path: Path):
    run = free_beds(
        tmp_path,
        V("ann", "home", 0, 0, 30, next="help", blocked=10),
        V("ann", "help", 20, 30, 40),
        V("bob", "home", 0, 0, 5, "relocated", "help"),
        V("bob", "help", 5, 5, 8),
    )
    assert run.value("cost", station="home") == pytest.approx((30 + 5) * 20)
    assert run.value("cost", station="help") == pytest.approx(10 * 1 + 100 + 13 * 10)


def test_who_drops_out_or_goes_pays_no_start(tmp_path: Path):
    run = free_beds(tmp_path, V("ann", "help", 0, None, 21, "dropped_out"))
    assert run.value("cost") == 21


def test_payers_gemeenten_and_personal_budgets(tmp_path: Path):
    run = free_beds(
        tmp_path,
        V("ann@Village", "home", 0, 0, 10),
        V("bob:budget", "help", 0, 0, 10),
        V("cat@Far", "home", 0, 0, 10),
    )
    assert run.value("cost:zvw") == 200
    assert run.value("cost:gemeente") == 200
    assert run.value("cost:zvw", gemeente="Village") == 200
    assert run.value("cost", gemeente="Town") == 200
    assert run.value("cost", station="home", gemeente="Village") == 200
    assert run.value("cost_pgb") == 200
    assert run.value("cost_pgb", gemeente="Village") == 0
    assert np.isnan(run.value("cost:wlz"))


def test_a_price_that_changes_within_a_stay(tmp_path: Path):
    spec = "  - {id: p, kind: price, station: home, per_day: {add: 5}, from: 2021-01-11}"
    run = with_interventions(tmp_path, spec, V("ann", "home", 0, 0, 30))
    assert run.value("cost:zvw") == pytest.approx(10 * 20 + 20 * 25)


def test_a_price_for_one_need_only(tmp_path: Path):
    spec = "  - {id: p, kind: price, station: home, needs: [heavy], per_day: 7, from: 2021-01-01}"
    visits = V("ann", "home", 0, 0, 10), V("bob:heavy", "home", 0, 0, 10)
    run = with_interventions(tmp_path, spec, *visits)
    assert run.value("cost", station="home") == pytest.approx(10 * 20 + 10 * 7)


def test_a_ramp_of_prices_is_daily_steps(tmp_path: Path):
    spec = """  - {id: p, kind: price, station: home,
     per_day: {path: {2021-01-01: 0, 2021-01-11: 100}, shape: ramp}}"""
    run = with_interventions(tmp_path, spec, V("ann", "home", 0, 0, 10))
    assert run.value("cost", station="home") == pytest.approx(10 * sum(range(10)))


def test_another_payer_from_a_date(tmp_path: Path):
    spec = "  - {id: p, kind: price, station: home, payer: wlz, from: 2021-01-11}"
    run = with_interventions(tmp_path, spec, V("ann", "home", 0, 0, 30))
    assert run.value("cost:zvw") == pytest.approx(10 * 20)
    assert run.value("cost:wlz") == pytest.approx(20 * 20)


# ------------------------------------------------------------------ places


def test_places_are_paid_whether_filled_or_not(tmp_path: Path):
    # Two beds at 50 a day for two years; ann (Town) 60 days and far (outside) 40 in 2021.
    run = hand_made(
        tmp_path,
        V("ann", "locked_place", 0, 0, 60),
        V("far@Far:locked", "locked_place", 0, 0, 40),
    )
    unfilled = (2 * 365 - 100) * 50
    assert run.value("cost", "2021", gemeente="Town") == pytest.approx(60 * 50 + 0.6 * unfilled)
    assert run.value("cost_unfilled", "2021") == pytest.approx(0.6 * unfilled)
    assert run.value("cost", "2021", station="locked_place") == run.value("cost", "2021")
    assert run.value("cost_places", "2021", station="beds") == run.value("cost", "2021")
    assert run.value("cost_places", "2021", station="beds", gemeente="Village") == 0
    # Nobody came in 2022: by youth, 1,000 : 500 : 500 of which the last are outside.
    assert run.value("cost", "2022", gemeente="Town") == pytest.approx(2 * 365 * 50 / 2)
    assert run.value("cost", "2022") == pytest.approx(2 * 365 * 50 * 3 / 4)


def test_more_clients_than_places_are_paid_as_well(tmp_path: Path):
    run = hand_made(tmp_path, *(V(f"c{number}", "locked_place", 0, 0, 365) for number in range(3)))
    assert run.value("cost", "2021") == pytest.approx(3 * 365 * 50)
    assert run.value("cost_unfilled", "2021") == 0


def test_places_that_close_are_paid_until_then(tmp_path: Path):
    spec = "  - {id: c, kind: places, pool: beds, number: 1, from: 2021-01-11}"
    run = with_interventions(tmp_path, spec, V("ann", "locked_place", 0, 0, 20))
    # Ten days with one empty place; from then on his is the only one, empty when he has left.
    days = 20 + 10 + (365 - 20)
    assert run.value("cost", "2021") == pytest.approx(days * 50)


def test_a_pool_of_a_gemeente_is_paid_by_that_gemeente(tmp_path: Path):
    run = hand_made(
        tmp_path,
        V("ann", "help", 0, 0, 10),
        old="profile: hbo}\n  beds: {places: 2, per_place_day: 50}",
        new="profile: hbo, per_place_day: 2}\n  beds: {places: 2}",
    )
    # 40 places each at 2 a day; ann's 10 days are among them, and her own prices come on top.
    assert run.value("cost", "2021", gemeente="Village") == pytest.approx(40 * 365 * 2)
    assert run.value("cost", "2021", gemeente="Town") == pytest.approx(40 * 365 * 2 + 200)
    assert run.value("cost_unfilled", "2021", gemeente="Town") == pytest.approx((40 * 365 - 10) * 2)
    # The places alone, without ann's own prices: the same in both gemeenten.
    assert run.value("cost_places", "2021", station="team", gemeente="Town") == 40 * 365 * 2
    assert run.value("cost_places", "2021", station="team") == pytest.approx(2 * 40 * 365 * 2)


# ------------------------------------------------------------------ euros of the year


def test_nominal_money_budget_and_deficit(tmp_path: Path):
    run = free_beds(tmp_path, V("ann", "help", 0, 0, 400), V("bob", "home", 0, 0, 10))
    # 2021: help 100 + 3650, home 200 (paid by zvw), at half the price level of 2022.
    assert run.value("cost_nominal", "2021") == pytest.approx(0.5 * (3750 + 200))
    assert run.value("cost_nominal") == pytest.approx(0.5 * 3950 + 350)
    assert run.value("deficit", "2021", gemeente="Town") == pytest.approx(0.5 * 3750 - 1000)
    assert np.isnan(run.value("deficit", "2022", gemeente="Town"))  # no budget said
    assert np.isnan(run.value("deficit", "2021"))  # Village has none


def test_cost_a_year_per_inhabitant_and_the_gap(tmp_path: Path):
    run = free_beds(tmp_path, V("ann", "help", 0, 0, 90))
    # That of a year times its youths is the cost of the year: 100 and 90 days at 10.
    assert run.value("cost_per_youth", "2021") * 1500 == pytest.approx(run.value("cost", "2021"))
    assert run.value("cost_per_youth", "2021", gemeente="Town") == pytest.approx(1000 / 1000)
    assert run.value("gap_cost_per_youth", "2021") == pytest.approx(1)
    assert run.value("cost_per_youth") == pytest.approx(1000 / 1500 / 2)
