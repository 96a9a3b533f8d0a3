"""The formulas of sim.theory against printed tables, and against chains solved in another way."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.theory import formulas
from sim.theory.cases import Level
from sim.theory.catalogue import cases_of
from sim.theory.chains import solve
from sim.theory.tandem import Rates, tandem_chain


@pytest.mark.parametrize(
    ("places", "offered", "refused"),
    # Erlang B tables as printed in every traffic handbook: offered traffic at 1% and 5% refused.
    [(1, 0.0101, 0.01), (2, 0.153, 0.01), (5, 1.36, 0.01), (10, 4.46, 0.01), (10, 6.22, 0.05)],
)
def test_erlang_b_agrees_with_the_printed_table(places, offered, refused):
    assert formulas.erlang_b(places, offered) == pytest.approx(refused, rel=0.01)


def test_eye_clinic_with_three_doctors():
    # Gross et al. 2008, section 2.3, the eye clinic: six patients an hour, 20 minutes each,
    # three doctors; 8/9 patient waits and 26/9 are there.
    clinic = formulas.ManyPlaces(places=3, arrivals_per_day=6, stay_days=1 / 3)

    assert clinic.mean_wait_days * 6 == pytest.approx(8 / 9)
    assert clinic.mean_number == pytest.approx(26 / 9)


def test_one_place_is_m_m_1():
    queue = formulas.ManyPlaces(places=1, arrivals_per_day=0.9, stay_days=1.0)

    assert queue.waits == pytest.approx(0.9)
    assert queue.mean_wait_days == pytest.approx(0.9 / (1 - 0.9))
    assert queue.waits_longer(5.0) == pytest.approx(0.9 * math.exp(-0.1 * 5.0))


def test_call_centre_with_and_without_patience():
    # Gans, Koole and Mandelbaum 2003, Telephone call centers, table 1: 48 calls a minute of a
    # minute each, 50 agents; patience 2 minutes or none. 3.1% hang up; 3.7 against 20.8 seconds.
    a_minute = 1 / (24 * 60)
    with_patience = formulas.erlang_a(50, 48 / a_minute, a_minute, 2 * a_minute)
    without = formulas.ManyPlaces(50, 48 / a_minute, a_minute)

    assert with_patience.abandons == pytest.approx(0.031, abs=0.0005)
    assert with_patience.mean_wait_days * 86400 == pytest.approx(3.7, abs=0.05)
    assert without.mean_wait_days * 86400 == pytest.approx(20.8, abs=0.05)


def test_overloaded_erlang_a_agrees_with_a_chain_solved_as_equations():
    places, arriving, served, leaving = 3, 3.6, 1.0, 0.5

    def moves(number):
        if number < 200:
            yield arriving, number + 1
        if number:
            yield min(number, places) * served + max(number - places, 0) * leaving, number - 1

    chain = solve(0, moves)
    result = formulas.erlang_a(places, arriving, 1 / served, 1 / leaving)

    waiting = chain.mean(lambda number: max(number - places, 0))
    assert result.mean_wait_days == pytest.approx(waiting / arriving)
    assert result.abandons == pytest.approx(leaving * waiting / arriving)
    assert result.waits == pytest.approx(chain.mean(lambda number: number >= places))


def test_pollaczek_khinchine_knows_exponential_and_fixed_stays():
    exponential = formulas.pollaczek_khinchine(0.8, 1.0, 2.0)
    fixed = formulas.pollaczek_khinchine(0.8, 1.0, 1.0)

    assert exponential == pytest.approx(0.8 / (1 - 0.8))
    assert fixed == pytest.approx(exponential / 2)


def test_square_of_a_lognormal():
    mean, sigma = 3.0, 0.7
    normal = np.random.default_rng(7).standard_normal(1_000_000)
    drawn = mean * np.exp(sigma * normal - sigma**2 / 2)

    assert formulas.lognormal_square(mean, sigma) == pytest.approx((drawn**2).mean(), rel=0.01)


def test_poisson_above():
    # P(N <= 1) = (1 + 2) exp(-2)
    assert formulas.poisson_above(2.0, 1) == pytest.approx(1 - 3 * math.exp(-2))


def test_cobham_agrees_with_the_chain_of_two_classes_at_two_desks():
    desks, rates, served, room = 2, (0.5, 0.9), 1.0, 45

    def moves(state):
        busy, *waiting = state
        for kind, rate in enumerate(rates):
            if busy < desks:
                yield rate, (busy + 1, *waiting)
            elif waiting[kind] < room:
                yield rate, (busy, *(n + (k == kind) for k, n in enumerate(waiting)))
        if busy and any(waiting):
            kind = 0 if waiting[0] else 1
            yield busy * served, (busy, *(n - (k == kind) for k, n in enumerate(waiting)))
        elif busy:
            yield busy * served, (busy - 1, *waiting)

    chain = solve((0, 0, 0), moves)

    for kind, wait in enumerate(formulas.cobham_many(desks, rates, 1 / served)):
        waiting = chain.mean(lambda state, kind=kind: state[1 + kind])
        assert wait == pytest.approx(waiting / rates[kind], rel=1e-4)


def test_cobham_single_with_one_class_is_pollaczek_khinchine():
    item = formulas.Class(arrivals_per_day=0.7, mean_days=1.0, square_days=2.6)

    assert formulas.cobham_single([item]) == [formulas.pollaczek_khinchine(0.7, 1.0, 2.6)]


def test_cobham_keeps_the_mean_amount_of_work_waiting():
    # Kleinrock's conservation law: sum of load x wait does not depend on the order of priority.
    classes = [formulas.Class(0.3, 1.0, 1.5), formulas.Class(0.2, 1.2, 3.0)]
    total = sum(
        item.arrivals_per_day * item.mean_days * wait
        for item, wait in zip(classes, formulas.cobham_single(classes), strict=True)
    )
    turned = sum(
        item.arrivals_per_day * item.mean_days * wait
        for item, wait in zip(classes[::-1], formulas.cobham_single(classes[::-1]), strict=True)
    )

    assert total == pytest.approx(turned)


def test_jackson_rates_hold_the_traffic_equations():
    # b = 1 + 0.5 a; a = 2 + 0.25 b: a = 2.25 / 0.875
    a, b = formulas.jackson_rates([2.0, 1.0], [[0.0, 0.5], [0.25, 0.0]])

    assert a == pytest.approx(2.25 / 0.875)
    assert b == pytest.approx(1 + 0.5 * a)


def test_saturated_tandem_of_equal_desks_passes_two_thirds():
    # Hunt 1956: two desks without room between them serve at most 2/3 of one desk.
    chain = tandem_chain(Rates(arriving=1e6, first=1.0, second=1.0, back=0.0, limit=2))

    assert chain.mean(lambda here: here.first == "s") == pytest.approx(2 / 3, rel=1e-4)


def test_tandem_with_a_fast_second_desk_is_one_desk_with_a_limit():
    # M/M/1/3 with load 1: four equally likely numbers.
    chain = tandem_chain(Rates(arriving=1.0, first=1.0, second=1e7, back=0.0, limit=2))

    assert chain.mean(lambda here: here.first == "i") == pytest.approx(1 / 4, rel=1e-4)


@pytest.mark.parametrize("level", Level)
def test_every_case_has_a_name_and_a_seed_of_its_own(level):
    cases = cases_of(level)

    assert len({case.name for case in cases}) == len(cases)
    assert len({case.seed for case in cases}) == len(cases)
