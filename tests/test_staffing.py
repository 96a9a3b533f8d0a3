"""Staff that a scenario asks for beside what there is to be had, and providers who lose youths."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim import load
from sim.cli.outcome_of_flags import staffing_marks
from sim.figures.labels import Labels
from sim.figures.results import read_results
from sim.measuring import measure, periods_of
from sim.measuring.lens import Lens
from sim.network import build_network
from sim.report.amounts import Amounts
from sim.report.answers import Teller
from sim.report.matrix import MatrixMaker
from sim.report.staffing import StaffTables
from sim.results.manifest import Manifest
from sim.results.staffing import cannot_be_staffed, staffing
from sim.texts import texts_in

from .hand_made import HandMade, V, hand_made, visits_of
from .report_fixture import made_up_manifest, write_results

MARKET = ("needs:", "labour: {hbo: {most_per_year: 0.1}}\nneeds:")
LOSES_STAFF = "{path: {2020-01-01: 10, 2021-07-01: 5}}"
FOLLOWS = "profile: hbo, follows: {from: 2022-01-01}"


def test_a_market_grows_from_the_first_day_on_each_new_year(tmp_path: Path):
    run = hand_made(tmp_path, V("ann", "help", 0, 0, 9), replaced=[MARKET])
    # 10 FTE each in Town and Village; Far is outside. A tenth more from 1 January 2022 on.
    assert run.value("fte:hbo", "2022") == 20
    assert run.value("fte_to_be_had:hbo", "2021") == 20
    assert run.value("fte_to_be_had:hbo", "2022") == pytest.approx(22)
    assert run.value("fte_to_be_had:hbo", "all") == pytest.approx(21)


def test_what_is_planned_is_there_and_what_went_is_to_be_had(tmp_path: Path):
    more = "interventions: [{id: more, kind: places, pool: team, fte: {2022-07-02: 15}}]\nneeds:"
    grows = hand_made(
        tmp_path, V("ann", "help", 0, 0, 9), replaced=[MARKET, ("\nneeds:", f"\n{more}")]
    )
    # 182 of the 365 days of 2022 have 22 FTE to be had, the 183 others the 30 that are planned.
    planned = (182 * 22 + 183 * 30) / 365
    assert grows.value("fte_to_be_had:hbo", "2022") == pytest.approx(planned)
    falls = hand_made(
        tmp_path, V("ann", "help", 0, 0, 9), replaced=[MARKET, ("fte: 10", f"fte: {LOSES_STAFF}")]
    )
    assert falls.value("fte:hbo", "2022") == 10
    assert falls.value("fte_to_be_had:hbo", "2022") == pytest.approx(22)


def test_from_the_day_that_places_follow_it_grows_from_what_there_is(tmp_path: Path):
    follows = [MARKET, ("fte: 10", f"fte: {LOSES_STAFF}"), ("profile: hbo", FOLLOWS)]
    run = hand_made(tmp_path, V("ann", "help", 0, 0, 9), replaced=follows)
    # The ten FTE that went in 2021 are gone by 2022.
    assert run.value("fte_to_be_had:hbo", "2021") == 20
    assert run.value("fte_to_be_had:hbo", "2022") == 10


def test_what_a_file_on_top_adds_is_not_there_by_itself(tmp_path: Path):
    run = hand_made(tmp_path, V("ann", "help", 0, 0, 9), replaced=[MARKET], scale=0.5)
    path = tmp_path / "more.yaml"
    path.write_text(
        "doorstroom: 1\ntitle: {en: More}\nextends: by-hand\ninterventions:\n"
        "  - {id: more, kind: places, pool: team, fte: {add: {2022-01-01: 5}}}\n",
        encoding="utf-8",
    )
    scenario = load(path)
    network = build_network(scenario, scale=0.5)
    lens = Lens.of(scenario, network, run.visits, periods_of(scenario))
    rows = measure(lens, draw=0, replication=0).frame()
    rows = rows[(rows["period"] == "2022") & (rows["station"] == "all")]
    told = dict(zip(rows["indicator"], rows["value"], strict=False))
    assert told["fte:hbo"] == pytest.approx(15)
    assert told["fte_to_be_had:hbo"] == pytest.approx(11)


def test_without_a_market_it_is_not_known(tmp_path: Path):
    run = hand_made(tmp_path, V("ann", "help", 0, 0, 9))
    assert run.value("fte:hbo", "2022") == 20
    assert np.isnan(run.value("fte_to_be_had:hbo", "2022"))


# ------------------------------------------------------------------ providers


def of_two_providers(folder: Path, in_2021: tuple[int, int], in_2023: tuple[int, int]) -> HandMade:
    """A run in which each of two lists has so many youths in care in these whole years."""
    lists = "beds: {places: 40, lists: {number: 2, spread: 0}, per_place_day: 50}"
    longer = [("beds: {places: 2, per_place_day: 50}", lists), ("end: 2023", "end: 2024")]
    at = [(of, 0) for of in np.repeat((0, 1), in_2021)] + [
        (of, 730) for of in np.repeat((0, 1), in_2023)
    ]
    spec = [V(f"c{row}", "locked_place", day, day, day + 365) for row, (_, day) in enumerate(at)]
    run = hand_made(folder, *spec, replaced=longer)
    visits = visits_of(run.network, tuple(spec))
    pool = np.array([of for of, _ in at], dtype=visits.pool.dtype) + visits.pool
    return replace(run, visits=replace(visits, pool=pool))


def test_a_provider_who_loses_youths_in_two_years_is_counted_by_how_many(tmp_path: Path):
    # Of ten 7 are left: more than 20% went and no more than 30%. Of nine nothing may be told.
    run = of_two_providers(tmp_path, (10, 9), (7, 0))
    for period in ("2023", "all"):
        assert run.value("providers", period, station="beds") == 1
        assert run.value("providers_losing:10", period, station="beds") == 1
        assert run.value("providers_losing:20", period, station="beds") == 1
        assert run.value("providers_losing:30", period, station="beds") == 0
    assert np.isnan(run.value("providers_losing:20", "2022", station="beds"))


def test_what_one_provider_loses_another_does_not_make_up_for(tmp_path: Path):
    # Together they keep their thirty.
    run = of_two_providers(tmp_path, (20, 10), (10, 20))
    assert run.value("places_in_use", "2023", station="beds") == 30
    assert run.value("providers_losing:20", "2023", station="beds") == 1
    assert run.value("providers", "2023", station="beds") == 2


def test_one_list_is_no_provider(tmp_path: Path):
    run = hand_made(tmp_path, V("ann", "locked_place", 0, 0, 365))
    assert not run.table["indicator"].str.startswith("providers").any()


# ------------------------------------------------------------------ as it is told


@pytest.fixture(scope="module")
def manifest() -> Manifest:
    return made_up_manifest()


def rows_of(*spec: tuple[str, str, str, str, float]) -> pd.DataFrame:
    """Indicators of scenario, name, station, period and value, of no gemeente or need apart."""
    columns = ["scenario", "indicator", "station", "period", "value"]
    return pd.DataFrame(spec, columns=columns).assign(gemeente="all", need="all")


def staff(scenario: str, year: str, asked: float, there: float | None) -> list[tuple]:
    known = [] if there is None else [(scenario, "fte_to_be_had:hbo", "all", year, there)]
    of_pool = (scenario, "fte:hbo", "youth_ggz", year, asked)
    return [(scenario, "fte:hbo", "all", year, asked), of_pool, *known]


def told(indicators: pd.DataFrame, manifest: Manifest) -> StaffTables:
    return StaffTables(indicators, manifest, Labels.of(manifest, texts_in("nl")))


def test_who_asks_for_more_than_a_tenth_above_what_there_is_cannot_be_staffed(manifest: Manifest):
    # Means over two runs: 1,100 of 1,000 is a tenth, 1,121 of 1,010 is 11% more, the most in 2031.
    rows = [
        *staff("ambulantisation", "2030", 1050, 990),
        *staff("ambulantisation", "2030", 1150, 1010),
        *staff("ambulantisation", "2031", 1121, 1010),
        *staff("ambulantisation", "2032", 1120, 1015),
        *staff("groningen", "2031", 1111, 1010),
    ]
    found = cannot_be_staffed(staffing(rows_of(*rows), manifest))
    assert list(found) == ["ambulantisation"]
    assert found["ambulantisation"].year == "2031"
    page = told(rows_of(*rows), manifest)
    assert page.mark("groningen") == ""
    mark = "niet te bemensen: vraagt in 2031 1.121 fte hbo, er zijn er 1.010 te vinden"
    assert page.mark("ambulantisation") == mark
    assert page.lines()[0] == (
        "“Ambulantisering” is niet te bemensen: in 2031 vraagt het 1.121 fte hbo en zijn er 1.010"
        " te vinden."
    )
    by_year = {row[0]: row[1:] for row in page.tables()[0].rows}
    assert by_year["2030"] == ("1.100 / 1.000", "–")
    assert by_year["2031"] == ("1.121 / 1.010", "1.111 / 1.010")


def test_the_mark_stands_beside_the_name_in_matrix_and_terminal(tmp_path: Path):
    results = read_results(write_results(tmp_path))
    more = rows_of(
        *staff("ambulantisation", "2031", 112, 100), *staff("groningen", "2031", 90, 100)
    )
    with_staff = replace(results, indicators=pd.concat([results.indicators, more]))
    labels = Labels.of(results.manifest, texts_in("nl"))
    amounts = Amounts(results.manifest, labels.texts)
    teller = Teller(with_staff, labels, amounts)
    lines = MatrixMaker(with_staff, labels, amounts, teller).matrix("ahead").lines
    about = {line.title: line.about for line in lines}
    assert about["Ambulantisering"] == (
        "niet te bemensen: vraagt in 2031 112 fte hbo, er zijn er 100 te vinden"
    )
    assert about["Groningen: huidig beleid"] == "4 gemeenten; niets verandert"
    marks = staffing_marks(with_staff, texts_in("nl"))
    assert marks == {"ambulantisation": "[red]niet te bemensen[/]"}


def test_of_who_only_looks_back_later_years_do_not_count(manifest: Manifest):
    rows = [
        *staff("without-basis-team", "2024", 100, 95),
        *staff("without-basis-team", "2025", 150, 95),
    ]
    assert {row.year for row in staffing(rows_of(*rows), manifest)} == {"2024"}


def test_where_nothing_is_to_be_had_nobody_can_be_asked_for(manifest: Manifest):
    rows = rows_of(*staff("groningen", "2030", 0.5, 0.0), *staff("transformation", "2030", 0, 0))
    assert list(cannot_be_staffed(staffing(rows, manifest))) == ["groningen"]


def test_what_is_not_known_is_said(manifest: Manifest):
    page = told(rows_of(*staff("groningen", "2030", 1200, None)), manifest)
    assert page.lines()[0] == "Hoeveel personeel er te vinden is, is niet bekend van: hbo."
    # Of the eleven pools that were made up only youth_ggz says what staff works there.
    assert "pleegzorg" in page.lines()[1]
    assert "jeugd-ggz" not in page.lines()[1]
    assert page.tables()[0].rows[9] == ("2030", "1.200 / niet bekend")
    [line] = told(rows_of(), manifest).lines()
    assert line.startswith("Hoeveel personeel nodig is, is niet bekend")
    few = manifest.model_copy(update={"kept": ("fte",)})
    [line] = told(rows_of(), few).lines()
    assert line.endswith("is van deze runs niet bewaard.")


def test_providers_who_lose_their_youths_are_counted_and_not_named(manifest: Manifest):
    rows = [
        (scenario, name, "youth_ggz", period, value)
        for scenario, period, lost in (
            ("groningen", "all", 0),
            ("ambulantisation", "all", 1),
            ("without-basis-team", "2021-2024", 3),
            ("without-basis-team", "all", 9),
        )
        for name, value in (
            ("providers", 12),
            ("providers_losing:10", lost + 2),
            ("providers_losing:20", lost),
            ("providers_losing:30", 0),
        )
    ]
    page = told(rows_of(*rows, *staff("groningen", "2030", 1000, 1000)), manifest)
    assert page.lines()[-2:] == [
        "“Ambulantisering”: 1 van de 12 aanbieders van jeugd-ggz verliest in twee jaar meer dan 20%"
        " van zijn jeugdigen.",
        "“Zonder Basis jeugdhulp”: 3 van de 12 aanbieders van jeugd-ggz verliezen in twee jaar meer"
        " dan 20% van hun jeugdigen.",
    ]
    assert [row[2:] for row in page.tables()[-1].rows] == [
        ("12", "2", "0", "0"),
        ("12", "3", "1", "0"),
        ("12", "5", "3", "0"),
    ]


@pytest.mark.parametrize(("providers", "said"), [(12, "Geen aanbieder"), (0, "Of aanbieders")])
def test_who_is_too_small_to_be_told_of_has_not_lost_nothing(
    manifest: Manifest, providers: float, said: str
):
    names = ("providers_losing:10", "providers_losing:20", "providers_losing:30")
    rows = [("groningen", name, "youth_ggz", "all", 0) for name in names]
    many = ("groningen", "providers", "youth_ggz", "all", providers)
    assert told(rows_of(many, *rows), manifest).lines()[-1].startswith(said)
