"""One rule for small cells: nothing about fewer than ten children, also where it would follow."""

import pandas as pd

from sim.results.small_cells import small_cells


def rows(*spec: tuple) -> pd.DataFrame:
    """Rows (indicator, value, station, gemeente, need, period); the end may be left out."""
    rest = ("all", "all", "all", "2021")
    columns = ["indicator", "value", "station", "gemeente", "need", "period"]
    table = pd.DataFrame([(*item, *rest[len(item) - 2 :]) for item in spec], columns=columns)
    table["scenario"] = "now"
    return table


def hidden(*spec: tuple) -> list[bool]:
    return small_cells(rows(*spec), ["value"], ["scenario"]).tolist()


def by_gemeente(name: str, *values: float) -> list[tuple]:
    return [(name, value, "all", f"G{place}") for place, value in enumerate(values)]


def test_a_count_of_one_to_nine_is_hidden_and_none_is_not():
    assert hidden(("escalated", 9.4), ("refused", 0.0), ("starts", 10.0)) == [True, False, False]


def test_what_is_about_few_children_is_hidden_with_them():
    assert hidden(("referrals", 9.0), ("wait_first_help", 12.0)) == [True, True]
    assert hidden(("referrals", 90.0), ("wait_first_help", 12.0)) == [False, False]
    assert hidden(("joined:closed", 4.0), ("weeks_waited:closed", 3.0)) == [True, True]


def test_money_of_few_children_is_hidden_by_form_as_by_station():
    # One station, one form: 4 children are few in both, 40 in neither.
    for few, cared_for in ((True, 4.0), (False, 40.0)):
        closed = ("cared_for", cared_for, "closed"), ("cost", 9e5, "closed")
        form = ("cared_for_of_form:closed", cared_for), ("cost_of_form:closed", 9e5)
        empty = ("cost_unfilled", 1e5, "closed"), ("cost_unfilled_of_form:closed", 1e5)
        assert hidden(*closed, *form, *empty) == [few] * 6


def test_a_form_of_few_does_not_follow_from_the_total():
    forms = {"closed": 4.0, "foster": 30.0, "ambulant": 90.0}
    spec = [(f"cared_for_of_form:{name}", value) for name, value in forms.items()]
    assert hidden(("cared_for", 124.0), *spec) == [False, True, True, False]


def test_money_of_few_does_not_follow_from_the_total():
    # 90 + 25 + 4 children cost 119: less 90 and 25 thousand, the 4 would be told by subtraction.
    children = [("cared_for", 119.0), *by_gemeente("cared_for", 90.0, 4.0, 25.0)]
    money = [("cost", 119e3), *by_gemeente("cost", 90e3, 4e3, 25e3)]
    told = [False, False, True, True]
    assert hidden(*children, *money) == told * 2
    # So by form, and by year: the smallest is few, and the smallest of the others goes with it.
    forms = {"closed": 4.0, "foster": 25.0, "ambulant": 90.0}
    children = [(f"cared_for_of_form:{form}", count) for form, count in forms.items()]
    money = [(f"cost_of_form:{form}", 1e3 * count) for form, count in forms.items()]
    told = [False, True, True, False]
    assert hidden(("cared_for", 119.0), *children, ("cost", 119e3), *money) == told * 2
    years = {"all": 60.0, "2021": 5.0, "2022": 30.0, "2023": 26.0}
    spec = [(name, value, "all", "all", "all", year) for name in ("cared_for", "cost")
            for year, value in years.items()]  # fmt: skip
    assert hidden(*spec)[4:] == [False, True, False, True]


def test_a_deficit_of_few_children_is_hidden():
    # With the budget it tells what they cost.
    few = [("cared_for", 4.0, "all", "Town"), ("budget", 9e5, "all", "Town")]
    assert hidden(*few, ("deficit", 1e5, "all", "Town")) == [True, False, True]


def test_a_share_that_comes_to_few_children_is_hidden():
    # 2% of 400 are 8 children; with one part hidden it would follow from the others, together 1.
    spec = [("referrals", 400.0), ("first_help:refused", 0.02), ("first_help:later", 0.38),
            ("first_help:within_norm", 0.6)]  # fmt: skip
    assert hidden(*spec) == [False, True, True, False]


def test_the_only_small_gemeente_takes_the_next_smallest_along():
    # 120 - 90 - 25 would give the 5.
    spec = [("starts", 120.0), *by_gemeente("starts", 90.0, 5.0, 25.0)]
    assert hidden(*spec) == [False, False, True, True]


def test_two_small_ones_hide_each_other_when_they_are_ten_together():
    spec = [("starts", 104.0), *by_gemeente("starts", 90.0, 6.0, 8.0)]
    assert hidden(*spec) == [False, False, True, True]
    # 3 and 4 are known to be 7 together: a third one goes too.
    spec = [("starts", 117.0), *by_gemeente("starts", 90.0, 3.0, 4.0, 20.0)]
    assert hidden(*spec) == [False, False, True, True, True]


def test_without_others_the_total_is_hidden_too():
    spec = [("starts", 12.0), *by_gemeente("starts", 5.0, 7.0)]
    assert hidden(*spec) == [False, True, True]
    spec = [("escalated", 11.0, "all", "all", "all"), *by_gemeente("escalated", 4.0)]
    assert hidden(*spec) == [True, True]


def test_a_year_does_not_follow_from_the_other_years():
    years = {"all": 60.0, "2021": 6.0, "2022": 30.0, "2023": 24.0}
    spec = [("starts", value, "all", "all", "all", year) for year, value in years.items()]
    assert hidden(*spec) == [False, True, False, True]


def test_few_who_come_back_do_not_follow_from_all_who_come():
    # 95 + 5 = 60 + 40, and each of these is told in a table of its own.
    spec = [("newcomers", 95.0), ("returns", 5.0), ("referrals", 60.0), ("helped_at_gate", 40.0)]
    assert hidden(*spec) == [True, True, False, False]
    # Of 40 referrals who come back 3 are helped at the gate: 43 - 40, and 30 - 27.
    spec = [("newcomers", 87.0), ("returns", 43.0), ("referrals", 100.0), ("helped_at_gate", 30.0),
            ("referrals:newcomers", 60.0), ("referrals:returners", 40.0),
            ("helped_at_gate:newcomers", 27.0), ("helped_at_gate:returners", 3.0)]  # fmt: skip
    assert hidden(*spec) == [False, False, False, False, True, True, True, True]


def test_legal_frames_do_not_hide_newcomers():
    spec = [("referrals", 100.0), ("referrals:voluntary", 80.0), ("referrals:ordered", 14.0),
            ("referrals:closed", 6.0), ("referrals:newcomers", 70.0),
            ("referrals:returners", 30.0)]  # fmt: skip
    assert hidden(*spec) == [False, False, True, True, False, False]


def test_without_a_total_nothing_follows():
    assert hidden(*by_gemeente("starts", 90.0, 5.0, 25.0)) == [False, True, False]


def test_scenarios_do_not_touch_each_other_and_each_column_counts():
    table = rows(("starts", 50.0), ("starts", 60.0))
    table["scenario"], table["other"] = ["now", "new"], [50.0, 3.0]
    assert small_cells(table, ["value", "other"], ["scenario"]).tolist() == [False, True]


def test_places_and_money_without_a_count_stay():
    assert hidden(("places", 4.0, "beds"), ("places_in_use", 3.0, "beds"),
                  ("occupancy", 0.75, "beds"), ("cost_lump", 5.0)) == [
        False, True, True, False,
    ]  # fmt: skip
