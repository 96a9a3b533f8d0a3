"""Places that follow (rule 31), in a file: what is refused, and what is told of them."""

import math
import re
from pathlib import Path

import numpy as np
import pytest

from sim.checks import load
from sim.draws import TICKS_PER_DAY
from sim.errors import ScenarioError
from sim.measuring import indicators
from sim.running.simulation import simulate
from sim.telling.chain import chain_of
from sim.telling.explain import explain
from sim.traffic.size import estimate

FILE = """\
doorstroom: 1
title: {{en: Following}}
period: {{start: 2021-01-01, report_from: 2022-01-01, end: 2031-01-01}}
gemeenten: {{town: {{youth: 1000}}}}
needs: {{light: {{}}}}
arrivals:
  walk-in: {{need: light, per_year: 120, enters: desk}}
  wander: {{need: light, per_year: 12, enters: aside}}
pools:
  beds: {beds}
  other: {{places: 9}}
stations:
  desk: {{pool: beds, stay: {{distribution: fixed, days: 30}}}}
  aside: {{pool: other, stay: {{distribution: fixed, days: 30}}}}
{more}
"""
FOLLOWS = "follows: {from: 2023-01-01}"
BEDS = "{places: 9, %s}"
MARKET = "labour: {hbo: {most_per_year: 0.015}}"


def written(folder: Path, beds: str = BEDS % FOLLOWS, more: str = "") -> Path:
    path = folder / "following.yaml"
    path.write_text(FILE.format(beds=beds, more=more))
    return path


def closing(spec: str) -> str:
    return f"interventions:\n  - {{id: shut, kind: places, pool: beds, {spec}}}\n"


REFUSED = {
    "unlimited places": (f"{{{FOLLOWS}}}", "", "its places are unlimited"),
    "no date": (BEDS % "follows: {weeks: 14}", "", "has no from"),
    "a date before the period": (
        BEDS % "follows: {from: 2020-01-01}",
        "",
        "lies before 2021-01-01",
    ),
    "an aim that is never seen": (
        BEDS % "follows: {from: 2023-01-01, weeks: 60}",
        "",
        "must be at most 52",
    ),
    "more than half a year": (
        BEDS % "follows: {from: 2023-01-01, most: 0.6}",
        "",
        "must be at most 0.5",
    ),
    "shrinks by less than nothing": (
        BEDS % "follows: {from: 2023-01-01, less: -0.1}",
        "",
        "must be from 0 to 0.5",
    ),
    "a number by date": (
        BEDS % "follows: {from: 2023-01-01, weeks: {2023-01-01: 14, 2024-01-01: 10}}",
        "",
        "one number for the whole period",
    ),
    "a lag that is none": (BEDS % "follows: {from: 2023-01-01, lag: soon}", "", "write 61 days"),
    "clients are relocated": (
        BEDS % f"closing: relocate, relocate_to: aside, {FOLLOWS}",
        "",
        "would be relocated",
    ),
    "a market of nobody": (BEDS % f"profile: mbo, {FOLLOWS}", MARKET, "did you mean mbo"),
    "a market of unknown staff": (
        BEDS % f"profile: hbo, {FOLLOWS}",
        MARKET,
        "it is not known what staff it has",
    ),
    "a market above half a year": (
        BEDS % f"profile: hbo, fte_per_place: 0.5, {FOLLOWS}",
        MARKET.replace("0.015", "0.8"),
        "must be at most 0.5",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_places_that_cannot_follow_are_refused(tmp_path: Path, case: str) -> None:
    beds, more, message = REFUSED[case]
    with pytest.raises(ScenarioError, match=r"following\.yaml:\d+: ") as error:
        load(written(tmp_path, beds, more))
    assert message in str(error.value)


def test_a_pool_that_nobody_draws_from_cannot_follow(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text().replace("desk: {pool: beds, ", "desk: {"))
    with pytest.raises(ScenarioError, match="no station draws from it at first"):
        load(path)


def test_one_number_is_set_beside_a_lag_that_was_read_before(tmp_path: Path) -> None:
    written(tmp_path, BEDS % "follows: {from: 2023-01-01, lag: 8 weeks}")
    other = tmp_path / "other.yaml"
    text = "doorstroom: 1\ntitle: {en: Other}\nextends: following\nset: {pools.beds.follows.%s}\n"

    other.write_text(text % "most: 0")
    follows = load(other).pools["beds"].follows
    assert follows is not None
    assert (follows.most.first, follows.lag) == (0, 56)

    other.write_text(text % "lag: 56")
    with pytest.raises(ScenarioError, match="lag is 56; must be a number of days or weeks"):
        load(other)


def test_what_does_nothing_is_warned_of(tmp_path: Path) -> None:
    late = load(written(tmp_path, BEDS % "follows: {from: 2030-01-02}"))
    idle = load(written(tmp_path, BEDS % "profile: hbo, fte_per_place: 0.5", MARKET))

    assert "no 1 January comes after it" in str(late.warnings[0])
    assert "no pool with this profile follows" in str(idle.warnings[0])


def test_places_that_are_set_may_be_closed_with_relocation(tmp_path: Path) -> None:
    shut = closing("number: {2027-01-01: 1}, closing: relocate, relocate_to: aside")
    path = written(tmp_path)
    (tmp_path / "shut.yaml").write_text(
        "doorstroom: 1\ntitle: {en: Shut}\nextends: following\n"
        + shut.replace("closing: relocate", "from: 2027-01-01, closing: relocate")
    )

    follows = load(path.with_name("shut.yaml"))
    path.write_text(path.read_text().replace(f"9, {FOLLOWS}", "9"))
    fixed = load(path.with_name("shut.yaml"))

    # More may have come by then, and each who is relocated makes a visit more.
    assert estimate(follows).visits > estimate(fixed).visits


def test_the_places_that_following_brought_are_told_by_year(tmp_path: Path) -> None:
    spec = BEDS % "follows: {from: 2023-01-01, weeks: 2, per_week: 0.05, most: 0.2, less: 0.2}"
    made = simulate(load(written(tmp_path, spec)), seed=1, replication=0)
    rows = indicators(made)
    rows = rows[(rows["indicator"] == "places_followed") & (rows["period"].str.len() == 4)]

    decided = made.observed.log(made.network).entries
    factors = {item.day: item.value for item in decided if item.thing.field == "follows"}
    first, counts = made.network.start, np.zeros(made.network.end // TICKS_PER_DAY)
    for day, factor in factors.items():
        counts[day:] = math.floor(9 * factor + 1e-9) - 9
    years = (first + np.arange(counts.size)).astype("datetime64[Y]").astype(str)
    expected = {year: counts[years == year].mean() for year in np.unique(years)[1:]}
    assert dict(zip(rows["period"], rows["value"], strict=True)) == pytest.approx(expected)
    assert len({*expected.values()}) > 2


def test_explain_tells_that_places_react_and_how(tmp_path: Path) -> None:
    beds = BEDS % f"title: {{nl: bedden, en: beds}}, profile: hbo, fte_per_place: 0.5, {FOLLOWS}"
    scenario = load(written(tmp_path, beds, MARKET))

    told, verteld = (" ".join(explain(scenario, lang=lang)) for lang in ("en", "nl"))

    assert (
        "The places of beds follow demand and the wait from 1 January 2023 on: it is decided on "
        "each 1 January, and counts 365 days later. They grow as demand did in that year, by 0.2% "
        "more for each week that the wait is above 14 weeks, and by 1% more for each week that it "
        "is longer than a year before; a year adds at most 5% and takes away at most 3%. It is "
        "told here as if nothing follows (F = 1)"
    ) in told
    assert "staff with the profile hbo grows by 1.5% a year at most" in told
    assert "De plekken van bedden volgen vanaf 1 januari 2023 de vraag en het wachten" in verteld
    assert "personeel met het profiel hbo hoogstens met 1,5% per jaar" in verteld


def test_explain_tells_what_another_file_changes_of_following_and_staff(tmp_path: Path) -> None:
    written(tmp_path, BEDS % f"profile: hbo, fte_per_place: 0.5, {FOLLOWS}", MARKET)
    (tmp_path / "scarce.yaml").write_text(
        "doorstroom: 1\ntitle: {en: Scarce}\nextends: following\n"
        "set: {labour.hbo.most_per_year: 0.01, pools.beds.follows.less: 0}\n"
    )

    base = load(tmp_path / "following.yaml")

    told = " ".join(explain(load(tmp_path / "scarce.yaml"), base, lang="en"))

    assert "staff with the profile hbo grows by 1% a year at most" in told
    assert "a year adds at most 5% and takes away at most 0%." in told
    assert not re.search(r"(labour|pools)\.", told)


@pytest.mark.parametrize(
    ("key", "value", "en", "nl"),
    [
        (
            "follows",
            "{from: 2024-01-01, lag: 0 days}",
            "The places of beds follow demand and the wait from 1 January 2024 on: it is decided "
            "on each 1 January, and counts at once. They grow as demand did in that year, by 0.2% "
            "more for each week that the wait is above 14 weeks",
            "De plekken van beds volgen vanaf 1 januari 2024 de vraag en het wachten: elk jaar op "
            "1 januari wordt besloten, en meteen telt het.",
        ),
        (
            "lists",
            "{number: 3, choice_spread: 0.3}",
            # exp(0.3) = 1.35
            "Behind beds stand 3 providers at most, from the start and in place of one, each with "
            "places and a waiting list of its own; for their size two in three are chosen at most "
            "1.35 times as often or as seldom as the middle one (choice spread 0.3); nobody goes "
            "to another list.",
            "Achter beds staan, vanaf het begin en in plaats van één, hoogstens 3 aanbieders, elk "
            "met eigen plekken en een eigen wachtlijst; naar hun grootte worden twee van de drie "
            "hoogstens 1,35 keer zo vaak of zo weinig gekozen als de middelste (spreiding van de "
            "keuze 0,3); niemand gaat naar een andere lijst.",
        ),
    ],
)
def test_explain_tells_in_sentences_what_another_file_gives_a_pool(
    tmp_path: Path, key: str, value: str, en: str, nl: str
) -> None:
    plain = load(written(tmp_path, BEDS % "profile: hbo"))
    other = tmp_path / "other.yaml"
    other.write_text(
        "doorstroom: 1\ntitle: {en: Other}\nextends: following\n"
        f"set: {{pools.beds.{key}: {value}}}\n"
    )
    scenario = load(other)

    told, verteld = (" ".join(explain(scenario, plain, lang=lang)) for lang in ("en", "nl"))
    back = " ".join(explain(plain, scenario))

    assert en in told
    assert nl in verteld
    assert "pools." not in told + verteld + back
    assert "wait no longer." in back or "one provider with one waiting list, in place of 3." in back


def test_the_map_stands_at_the_plan_and_says_so(tmp_path: Path) -> None:
    chain = chain_of(load(written(tmp_path)))

    assert {stop.name: (stop.places, stop.follows) for stop in chain.stops} == {
        "desk": (9, True),
        "aside": (9, False),
    }
