"""Indicators are defined once: what a definition names exists, and all rooms read the same."""

from pathlib import Path

import numpy as np
import pytest

from sim.indicators.definition import ITSELF, Better, Indicator, Kind, Margin
from sim.indicators.definitions import (
    COUNTERS,
    HEADLINES,
    INDICATORS,
    definition_of,
    indicator_of,
)
from sim.measuring.periods import Span
from sim.measuring.table import Table
from sim.texts import LANGUAGES, texts_in
from tools.docs.filling import filled

from .hand_made import V, hand_made


def test_each_pattern_is_defined_once():
    patterns = [item.pattern for item in INDICATORS]
    assert len(set(patterns)) == len(patterns)


@pytest.mark.parametrize("name", COUNTERS)
def test_a_counter_exists_and_has_a_good_side(name: str):
    counter = next((item for item in INDICATORS if item.pattern == name), definition_of(name))
    assert counter is not None
    assert counter.better is not Better.NEITHER


def test_what_stands_beside_or_behind_exists():
    patterns = {item.pattern for item in INDICATORS}
    named = {name for item in INDICATORS for name in (*item.companions, item.behind, item.part_of)}
    named |= {item.margin.per_1000 for item in INDICATORS if item.margin}
    missing = {name for name in named - {None, "", "1", ITSELF} if definition_of(name) is None}
    assert missing - patterns == set()


def test_no_indicator_guards_itself():
    assert [item.pattern for item in INDICATORS if item.pattern in item.counters] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_headline_has_words_for_what_became_of_it(lang):
    texts = texts_in(lang)
    keys = [
        f"{definition_of(name).words}.{word}"
        for name in HEADLINES
        for word in ("name", "topic", "less", "more")
    ]
    assert [key for key in keys if not texts.has(key)] == []


def test_words_are_carried_over_to_what_stands_behind():
    waits = definition_of("weeks_waited:closed")
    assert waits.count_behind("weeks_waited:closed") == "joined:closed"
    assert definition_of("joined").count_behind("joined") == "joined"
    assert definition_of("cost_lump").count_behind("cost_lump") is None
    crisis = definition_of("escalated:ordered")
    assert crisis.counters_of("escalated:ordered")[0] == "without_help:ordered"
    assert crisis.margin_per("escalated:ordered") == "referrals:ordered"


def test_a_name_belongs_to_one_definition(tmp_path: Path):
    scenario = hand_made(tmp_path).scenario
    assert definition_of("first_help:later:closed").pattern == "first_help:{fate}:{frame}"
    assert definition_of("stay_share:all:0-3m").pattern == "stay_share:all:{class}"
    assert definition_of("stay_share:anyone:0-3m").pattern == "stay_share:{referrer}:{class}"
    assert indicator_of("stay_share:anyone:0-3m", scenario) is None
    assert definition_of("first_help:elsewhere") is None


def test_margins_in_the_unit_of_the_indicator():
    assert Margin(5.0, per_1000="referrals").least(300.0, 8_000.0) == 40.0
    assert Margin(0.01, relative=True).least(-2_000.0) == 20.0
    assert Margin(1.0).least(14.0) == 1.0


def test_what_is_possible():
    share = Indicator(pattern="part", unit="share")
    assert share.possible == (0.0, 1.0)
    assert Indicator(pattern="part", unit="share", may_exceed_one=True).possible[1] > 1.5
    assert Indicator(pattern="left", unit="eur", may_be_negative=True).possible[0] < 0


def test_rows_of_years_and_spans():
    item = Indicator(pattern="cost", unit="eur", year=". S", detail="SG")
    assert item.rows(Kind.YEAR) == item.rows(Kind.SPAN) == (".", "S", "SG")
    assert Indicator(pattern="cost", unit="eur", year=".", span="").rows(Kind.SPAN) == ()


def test_the_page_repeats_the_definitions(house: Path):
    page = (house / "docs/results.md").read_text(encoding="utf-8")
    assert page == filled("docs/results.md")


# ------------------------------------------------------------------ what measuring takes from them


def test_the_unit_of_a_row_is_that_of_its_definition():
    table = Table()
    table.add("cost:zvw", np.array([3.0]), [Span("2021", 0, 1)])
    (row,) = table.tidy().frame().to_dict("records")
    assert (row["indicator"], row["unit"], row["value"]) == ("cost:zvw", "eur", 3.0)


def test_what_is_not_defined_is_not_measured():
    with pytest.raises(ValueError, match="cost:nobody is no indicator; define it"):
        Table().add("cost:nobody", np.array([3.0]), [Span("2021", 0, 1)])


def test_every_row_of_a_run_is_defined_with_its_unit_and_rows(tmp_path: Path):
    run = hand_made(tmp_path, V("ann", "help", 0, 5, 10), V("bob@Village", "home", 0, 5, 10))
    pairs = set(zip(run.table["indicator"], run.table["unit"], strict=True))
    assert {(name, definition_of(name).unit) for name, _ in pairs} == pairs
