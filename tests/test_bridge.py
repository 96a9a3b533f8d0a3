"""The bridge of cost: what goes, what comes and empty places, which together are the difference."""

import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sim.figures import bridge
from sim.figures.bridge_parts import Bridge, bridges_of
from sim.figures.labels import Labels
from sim.figures.results import Results, Row, read_results
from sim.results.kept_back import CELL, KeptBack
from sim.texts import texts_in

from .report_fixture import write_results

TEAMS, PERIOD = "basis-team-everywhere", "2031-2035"
MILLION = 1e6


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Results in which no money stands by form."""
    return read_results(write_results(tmp_path_factory.mktemp("bridge"), looks_back=False))


def row(indicator: str, difference: float, **spec: Any) -> Row:
    """What a policy changes over the five years of the end state; amounts in millions."""
    numbers = {name: value * MILLION for name, value in spec.items() if isinstance(value, float)}
    words = {name: value for name, value in spec.items() if isinstance(value, str)}
    empty: dict[str, Any] = {item.name: "" for item in fields(Row)[:21]}
    key = {"scenario": TEAMS, "look": "ahead", "indicator": indicator, "period": PERIOD}
    every = dict.fromkeys(("station", "gemeente", "need"), "all")
    known = {"headline": False, "baseline_mean": 500.0 * MILLION, "low": None, "high": None}
    change = {"difference": difference * MILLION, "verdict": "uncertain"}
    return Row(**{**empty, **key, **every, **known, **change, **numbers, **words})


CHANGED = (
    row("cost", 20.0, baseline_mean=1000.0, low=5.0, high=40.0),
    row("cost_unfilled", 5.0),
    row("cost_of_form:ambulant", -40.0, verdict="less"),
    row("cost_of_form:local_team", 60.0, verdict="more"),
    row("cost_unfilled_of_form:local_team", 5.0),
    row("cost_of_form:closed", -1.0),
    row("cost_of_form:foster", 1.0),
)


def changed(plain: Results, *rows: Row) -> Results:
    return replace(plain, rows=rows or CHANGED)


def told(results: Results, lang: str = "nl") -> Bridge:
    texts = texts_in("nl" if lang == "nl" else "en")
    (found,) = bridges_of(results, Labels.of(results.manifest, texts))
    return found


def written(found: Bridge) -> list[tuple[str, float]]:
    """The parts in millions a year."""
    return [(part.label, round(part.difference / MILLION, 6)) for part in found.parts]


def test_what_goes_stands_before_what_comes_and_empty_places_by_themselves(plain: Results) -> None:
    # A year is a fifth of each; of the 60 for teams 5 are for places that nobody used; closed and
    # foster care, of 1 each, are below a twentieth of the largest, 55.
    found = told(changed(plain))
    assert written(found) == [
        ("ambulante hulp", -8.0),
        ("lokaal team", 11.0),
        ("lege plekken", 1.0),
    ]
    assert (found.before, found.difference) == (200 * MILLION, 4 * MILLION)
    assert (found.low, found.high) == (1 * MILLION, 8 * MILLION)


def test_the_parts_add_up_to_the_whole(plain: Results) -> None:
    rows = (*CHANGED[:-1], row("cost_of_form:foster", -2.0))
    rows = (replace(rows[0], difference=17 * MILLION), *rows[1:])
    found = told(changed(plain, *rows), "en")
    assert written(found)[1] == ("other forms", -0.6)  # 17 - (-40 + 55 + 5), of five years
    assert sum(part.difference for part in found.parts) == pytest.approx(found.difference)


def test_what_is_told_to_nobody_is_no_part_and_does_not_follow_from_the_rest(
    plain: Results,
) -> None:
    # One station of closed care is about fewer than ten: its form stands in the rest, with the
    # smallest of the others.
    rows = (
        row("cost", -20.0, baseline_mean=1000.0, low=-30.0, high=-10.0),
        row("cost_of_form:ambulant", -40.0),
        row("cost_of_form:local_team", 30.0),
        row("cost_of_form:closed", -10.0),
    )
    few = [(TEAMS, "cost", "closed", "all", "all", PERIOD)]
    kept = KeptBack(pd.DataFrame(few, columns=list(CELL)))
    found = told(replace(changed(plain, *rows), kept=kept))
    assert written(found) == [("ambulante hulp", -8.0), ("overige vormen", 4.0)]


def test_without_money_by_form_there_is_no_bridge(plain: Results) -> None:
    assert bridge.draw(plain, Labels.of(plain.manifest, texts_in("nl"))) is None


def test_the_title_says_where_most_goes_and_comes(plain: Results) -> None:
    results = changed(plain)
    picture = bridge.draw(results, Labels.of(results.manifest, texts_in("nl")))
    assert picture is not None
    assert picture.title.replace("\xa0", " ") == (
        "“Basisteam in alle gemeenten”: € 8,0 mln per jaar minder voor ambulante hulp."
        " “Basisteam in alle gemeenten”: € 11,0 mln per jaar meer voor lokaal team"
    )
    words = re.findall(r"<text[^>]*>([^<]*)</text>", picture.svg.decode())
    assert {"−8,0", "+11,0", "+1,0", "+4,0", "van 200,0 naar 204,0", "(+1,0 tot +8,0)"} <= set(
        words
    )


def test_a_way_that_is_not_sure_is_no_finding(plain: Results) -> None:
    results = changed(plain, *(replace(item, verdict="uncertain") for item in CHANGED))
    picture = bridge.draw(results, Labels.of(results.manifest, texts_in("en")))
    assert picture is not None
    assert picture.title == "Cost by form of help, million euros per year, 2031 to 2035"


def test_names_from_files_are_drawn_as_text(plain: Results, tmp_path: Path) -> None:
    title = "<script>alert(1)</script> \u202e=1+1 “\U0001f600”"
    note = plain.manifest.scenario[TEAMS]
    named = note.model_copy(update={"title": note.title.model_copy(update={"nl": title})})
    scenario = {**plain.manifest.scenario, TEAMS: named}
    manifest = plain.manifest.model_copy(update={"scenario": scenario})
    results = replace(changed(plain), manifest=manifest)
    picture = bridge.draw(results, Labels.of(manifest, texts_in("nl")))
    assert picture is not None
    assert b"<script" not in picture.svg
    assert "&lt;script&gt;" in picture.svg.decode()
