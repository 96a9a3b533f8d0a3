"""Ceilings on money (rule 32), in a file: what is refused, what is told, and what is measured."""

from __future__ import annotations

from dataclasses import replace
from math import isnan
from pathlib import Path

import pytest

from sim.checks import load
from sim.errors import ScenarioError
from sim.in_force import Log, Logged
from sim.in_force.ceilings import accounts_of
from sim.in_force.changes import Thing
from sim.indicators.naming import name_in
from sim.measuring import measure
from sim.network import build_network
from sim.telling.chain import chain_of
from sim.telling.explain import explain
from sim.texts import texts_in

from .hand_made import HandMade, V, hand_made

FILE = """\
doorstroom: 1
title: {{en: Ceilings}}
period: {{start: 2021-01-01, report_from: 2022-01-01, end: 2031-01-01}}
money: {{price_level: 2021, ceilings: {{care_at_home: {ceiling}}}}}
gemeenten: {{town: {{youth: 3000}}, hill: {{youth: 1000}}, far: {{youth: 100, outside: true}}}}
needs: {{light: {{}}}}
arrivals:
  walk-in: {{need: light, gemeenten: [town], per_year: 120, enters: desk}}
  wander: {{need: light, per_year: 12, enters: aside}}
pools:
  beds: {{title: {{nl: bedden, en: beds}}, places: 9}}
stations:
  desk: {{pool: beds, stay: {{distribution: fixed, days: 30}}, cost: {{per_day: 100}}}}
  aside: {{places: 9, stay: {{distribution: fixed, days: 30}}}}
"""
CEILING = "per_year: {2023: 40000}, when_reached: stop_intake"


def written(folder: Path, ceiling: str = f"{{{CEILING}}}") -> Path:
    path = folder / "ceilings.yaml"
    path.write_text(FILE.format(ceiling=ceiling))
    return path


REFUSED = {
    "another key": (f"{{{CEILING}, euros: 3}}", "is no known key"),
    "no amount": ("{when_reached: go_on}", "has no per_year"),
    "an amount of no year": (
        "{per_year: 4.0e6, when_reached: go_on}",
        "says from which year on there is a ceiling of how many euros; write {2027: 4e+06}",
    ),
    "a date for a year": (
        "{per_year: {2027-01-01: 5}, when_reached: go_on}",
        "says from which year on",
    ),
    "no years": ("{per_year: {}, when_reached: go_on}", "says from which year on"),
    "a path within a year": (
        "{per_year: {2027: {2027-01-01: 5, 2027-07-01: 6}}, when_reached: go_on}",
        "the ceiling of a year is one number",
    ),
    "nothing to spend": ("{per_year: {2027: 0}, when_reached: go_on}", "must be above 0"),
    "less than nothing": ("{per_year: {2027: -5}, when_reached: go_on}", "must be 0 or more"),
    "nothing said of when": ("{per_year: {2027: 5}}", "has no when_reached"),
    "another answer": (
        "{per_year: {2027: 5}, when_reached: stop}",
        "must be go_on or stop_intake",
    ),
    "another payer": (f"{{{CEILING}, payer: council}}", "must be gemeente or zvw"),
    "a gemeente that is not there": (
        f"{{{CEILING}, gemeenten: [tawn]}}",
        "no gemeente of that name exists; did you mean town",
    ),
    "a gemeente outside": (f"{{{CEILING}, gemeenten: [far]}}", "lies outside the region"),
    "nobody": (f"{{{CEILING}, gemeenten: []}}", "names nobody"),
    "a pool that is not there": (
        f"{{{CEILING}, pools: [bed]}}",
        "no pool or station of that name exists; did you mean beds",
    ),
    "a station that draws from a pool": (
        f"{{{CEILING}, pools: [desk]}}",
        "draws from the pool beds, with other stations or without; write beds",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_ceiling_is_refused(tmp_path: Path, case: str) -> None:
    ceiling, message = REFUSED[case]
    with pytest.raises(ScenarioError, match=r"ceilings\.yaml:4: ") as error:
        load(written(tmp_path, ceiling))
    assert message in str(error.value)


def test_a_name_has_no_colon(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text().replace("care_at_home:", "'care: at home':"))
    with pytest.raises(ScenarioError, match="has no colon"):
        load(path)


def test_a_ceiling_below_what_running_care_costs_is_warned_of(tmp_path: Path) -> None:
    # 120 a year for 30 days would be 9.86 in care, and there are 9 places: 9 x 30 x 100 euros to
    # come on 1 January 2023. Three of four youths of the region live in town.
    fits = load(written(tmp_path, "{per_year: {2023: 36001}, when_reached: go_on}"))
    small = load(written(tmp_path, "{per_year: {2023: 35990}, when_reached: go_on}"))

    assert not fits.warnings
    assert "gives town 26,992 in 2023" in str(small.warnings[0])
    assert "that runs on 2023-01-01 costs as planned: about 27,000" in str(small.warnings[0])


def test_what_is_wrong_with_a_ceiling_that_is_set_has_its_own_keys(tmp_path: Path) -> None:
    written(tmp_path, "{per_year: {2023: 90000}, when_reached: go_on}")
    path = tmp_path / "small.yaml"
    path.write_text(
        "doorstroom: 1\ntitle: {en: Small}\nextends: ceilings\nset:\n"
        "  money.ceilings:\n    small: {per_year: {2023: 5}, when_reached: go_on}\n"
    )

    assert "small.yaml:6: money.ceilings.small.per_year: gives town 4 in 2023" in str(
        load(path).warnings[0]
    )


def test_what_does_nothing_is_warned_of(tmp_path: Path) -> None:
    late = load(written(tmp_path, "{per_year: {2031: 5}, when_reached: go_on}"))
    free = load(written(tmp_path, f"{{{CEILING}, pools: [aside]}}"))
    other = load(written(tmp_path, f"{{{CEILING}, payer: zvw}}"))

    assert "the period ends before 2031" in str(late.warnings[0])
    for idle in (free, other):
        assert "does nothing: no care there is paid" in str(idle.warnings[0])


# ------------------------------------------------------------------ what is told


def test_explain_tells_a_ceiling_and_what_happens(tmp_path: Path) -> None:
    more = f"{{{CEILING}, pools: [beds], gemeenten: [town]}}"
    scenario = load(written(tmp_path, more.replace("40000}", "40000, 2025: 50000}")))

    told, verteld = (" ".join(explain(scenario, lang=lang)) for lang in ("en", "nl"))

    assert (
        "Ceiling care at home: the gemeente town may spend at most €40,000 from 2023 on and at "
        "most €50,000 from 2025 on a year (in euros of that year) on care at beds. On the first of "
        "each month it is added up what has been spent"
    ) in told
    assert "nobody starts there until 1 January, and all keep their place" in told
    assert (
        "de gemeente town mag vanaf 2023 hoogstens € 40.000 en vanaf 2025 hoogstens € 50.000 per "
        "jaar (euro’s van dat jaar) uitgeven aan hulp bij bedden. Op de eerste van elke maand "
        "wordt opgeteld wat is uitgegeven"
    ) in verteld
    assert "op last van de rechter, wie spoed heeft en wie al geholpen wordt, gaat door" in verteld


def test_explain_tells_only_what_another_file_changes_of_it(tmp_path: Path) -> None:
    base = written(tmp_path)
    head = "doorstroom: 1\ntitle: {en: Higher}\nextends: ceilings\nset: "
    higher, none = tmp_path / "higher.yaml", tmp_path / "none.yaml"
    higher.write_text(head + "{money.ceilings.care_at_home.per_year.2023: 90000}\n")
    none.write_text(head + "{money.ceilings: {}}\n")

    rose = " ".join(explain(load(higher), load(base)))
    gone = " ".join(explain(load(none), load(base)))

    assert (
        "the gemeenten of the region together may spend at most €90,000 from 2023 on a year (in "
        "euros of that year) on care; each gemeente has its part by youths."
    ) in rose
    assert "There is no ceiling care at home any more." in gone
    assert not any("same" in text for text in (rose, gone))


def test_a_ceiling_is_told_by_its_title(tmp_path: Path) -> None:
    scenario = load(
        written(tmp_path, f"{{title: {{nl: hulp thuis, en: help at home}}, {CEILING}}}")
    )

    assert "Ceiling help at home: " in " ".join(explain(scenario))
    assert "hulp thuis" in " ".join(explain(scenario, lang="nl"))


def test_names_of_indicators_have_the_title_of_a_ceiling() -> None:
    texts = texts_in("en").calling("ceiling", {"home": "help {at} home"})

    assert name_in(texts, "overrun:home") == "Overrun of the ceiling help {at} home"
    assert name_in(texts, "overrun:other_one") == "Overrun of the ceiling other one"


def test_the_map_says_who_may_be_stopped(tmp_path: Path) -> None:
    stops = chain_of(load(written(tmp_path))).stops
    goes_on = chain_of(load(written(tmp_path, f"{{{CEILING}}}".replace("stop_intake", "go_on"))))

    assert {stop.name: stop.may_stop for stop in stops} == {"desk": True, "aside": False}
    assert not any(stop.may_stop for stop in goes_on.stops)


def test_a_smaller_run_and_a_part_of_a_year_have_their_part(tmp_path: Path) -> None:
    path = written(tmp_path, "{per_year: {2021: 40000}, when_reached: go_on}")
    path.write_text(path.read_text().replace("start: 2021-01-01", "start: 2021-07-02"))

    accounts = build_network(load(path), scale=0.5).accounts

    # Half of the region; town has three of four youths; 183 of 365 days are left.
    assert accounts.amount[0, :2] == pytest.approx([15000 * 183 / 365, 15000])
    assert accounts.amount[1, :2] == pytest.approx([5000 * 183 / 365, 5000])


# ------------------------------------------------------------------ what is measured

LIGHT = "{per_year: {2021: 3000}, when_reached: stop_intake}"
BEDS = "{per_year: {2022: 6000}, pools: [beds], gemeenten: [Town], when_reached: go_on}"
CEILINGS = f"ceilings: {{light: {LIGHT}, beds: {BEDS}}}, budgets:"


def measured(folder: Path, *visits: V) -> HandMade:
    return hand_made(folder, *visits, old="budgets:", new=CEILINGS)


def test_the_amount_goes_by_youth_to_who_pays(tmp_path: Path) -> None:
    accounts = accounts_of(measured(tmp_path).scenario)

    assert [(item.name, item.gemeente, item.amount(2021)) for item in accounts] == [
        ("light", "Town", 2000),
        ("light", "Village", 1000),
        ("beds", "Town", float("inf")),
    ]
    assert accounts[2].amount(2022) == accounts[2].amount(2030) == 6000


def test_overrun_is_what_care_cost_above_the_ceiling_in_euros_of_the_year(tmp_path: Path) -> None:
    run = measured(
        tmp_path,
        V("ann", "help", 0, 7, 407),
        V("bob@Village", "help", 300, 350, None),
        V("cas", "locked_place", 265, 265, 565),
    )

    # 2021: ann 358 days at 10 and a start at 100, cas 100 days at 50, at half a euro each; waiting
    # and the empty place are no care.
    town = (358 * 10 + 100 + 100 * 50) / 2
    village = (15 * 10 + 100) / 2
    assert run.value("ceiling_spent:light", "2021", gemeente="Town") == pytest.approx(town)
    assert run.value("ceiling_spent:light", "2021") == pytest.approx(town + village)
    assert run.value("overrun:light", "2021", gemeente="Town") == pytest.approx(town - 2000)
    assert run.value("overrun:light", "2021", gemeente="Village") == 0
    assert run.value("overrun:light", "2021") == pytest.approx(town - 2000)
    # 2022: of the beds only, from that year on.
    assert run.value("ceiling_spent:beds", "2022") == pytest.approx(200 * 50)
    assert run.value("overrun:beds", "2022") == pytest.approx(200 * 50 - 6000)
    assert isnan(run.value("overrun:beds", "2021"))


def test_a_relocation_pays_no_start_and_others_pay_for_themselves(tmp_path: Path) -> None:
    run = measured(
        tmp_path,
        V("ann", "home", 0, 0, 5, "relocated", "help"),
        V("ann", "help", 5, 5, 8),
        V("far@Far", "help", 5, 5, 8),
    )

    assert run.value("ceiling_spent:light", "2021") == pytest.approx(3 * 10 / 2)


def test_months_of_a_stop_are_those_that_begin_with_one(tmp_path: Path) -> None:
    run = measured(tmp_path)
    # 1 October 2021 is day 639 of the run, 1 November 670, 1 January 2022 731.
    changes = (("Town", 639, 1), ("Village", 670, 1), ("Town", 731, 0), ("Village", 731, 0))
    log = Log(
        tuple(
            Logged(day, Thing("ceilings", "light", "reached", gemeente), value)
            for gemeente, day, value in changes
        )
    )
    table = measure(replace(run.lens, log=log), draw=0, replication=0).frame()

    mine = table[table.indicator == "stopped_months:light"].set_index(["gemeente", "period"]).value
    months = {(name, year): mine[name, year] for name, year in mine.index}
    for period in ("2021", "all"):
        assert (months["Town", period], months["Village", period]) == (3, 2)
        assert months["all", period] == 3
    assert months["Town", "2022"] == 0
    assert not (table.indicator == "stopped_months:beds").any()
