"""What is in force by layers (rules 14 and 20 to 22), each value worked out in the test.

The world has one gate A in town (1,000 youths) and far (500), with a root, and files that extend
it: each file is a layer.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from sim import load
from sim.draws import TICKS_PER_DAY
from sim.in_force import UNLIMITED, InForce, Log, Logged, Row, Timeline
from sim.in_force.changes import Thing
from sim.network import Network, build_network
from sim.network.model import UNLIMITED as NO_LIMIT
from sim.network.model import Exit
from sim.scenario.schema import Change, PlacesChange

from .random_networks import loaded, network

ROOT = """\
doorstroom: 1
title: {en: Layers}
period: {start: 2020-01-01, report_from: 2020-01-01, end: 2027-01-01}
begin: empty
gemeenten: {town: {youth: 1000}, far: {youth: 500}}
needs: {mild: {}, severe: {}}
arrivals:
  mild: {need: mild, per_year: 300, enters: A}
  severe: {need: severe, per_1000_youth: 10, enters: A}
pools:
  team: {staff: {fte: 10, clients_per_fte: 10}, productive_after_days: 100}
  office: {staff: {fte: 20, clients_per_fte: 1}}
  beds: {places: {2020-01-01: 50, 2024-01-01: 80}}
stations:
  A: {stay: {distribution: fixed, days: 1}, pool: team, next: {B: 0.4, C: 0.2, D: 0, out: 0.4}}
  B: {stay: {distribution: fixed, days: 1}, pool: beds, next: {out: 1}}
  C: {stay: {distribution: fixed, days: 1}, next: {out: 1}}
  D: {stay: {distribution: fixed, days: 1}, pool: office, next: {out: 1}}
interventions:
  - {id: reach-d, kind: next, station: C, to: D, share: {2020-01-01: 0.5}}
"""
START = dt.date(2020, 1, 1)


def day(year: int, month: int = 1) -> int:
    return (dt.date(year, month, 1) - START).days


def world(folder: Path, *layers: str, root: str = ROOT) -> InForce:
    """The root with the interventions of its own layer, and a file for each layer more."""
    first, *more = layers
    (folder / "l0.yaml").write_text(root + first, encoding="utf-8")
    for at, interventions in enumerate(more, start=1):
        text = f"doorstroom: 1\ntitle: {{en: Layer {at}}}\nextends: l{at - 1}\n"
        (folder / f"l{at}.yaml").write_text(text + "interventions:\n" + interventions)
    return InForce(load(folder / f"l{len(more)}.yaml"))


def places(name: str, spec: str, *, pool: str = "beds") -> str:
    return f"  - {{id: {name}, kind: places, pool: {pool}, {spec}}}\n"


def route(name: str, to: str, share: str, giver: str = "") -> str:
    taken = f", taken_from: {giver}" if giver else ""
    return f"  - {{id: {name}, kind: next, station: A, to: {to}, share: {share}{taken}}}\n"


def by_day(line: Timeline) -> dict[int, float]:
    return dict(zip(line.days, line.values, strict=True))


def shares(row: Row, on: int) -> dict[str, float]:
    return {name: round(share, 9) for name, share in row.at(on).items()}


# ---------------------------------------------------------------------------- numbers


def test_a_factor_works_on_what_stands_below_that_day(tmp_path: Path) -> None:
    half = places("half", "number: {factor: {2023-01-01: 0.5}}")

    beds = world(tmp_path, "", half).pool("beds")

    # 50 until 2024 and 80 after it; half of what stands from 2023 on.
    assert by_day(beds.given) == {0: 50, day(2023): 25, day(2024): 40}


def test_a_set_overrules_the_factors_and_paths_below_and_what_is_above_works_on_it(
    tmp_path: Path,
) -> None:
    half = places("half", "number: {factor: {2021-01-01: 0.5}}")
    set_to = places("set", "number: {2023-01-01: 60}")
    more = places("more", "number: {add: {2022-01-01: 3}}")

    beds = world(tmp_path, "", half, set_to, more).pool("beds")

    # 50, half of it, 3 more; then 60 and 3 more, whatever the path below does in 2024.
    assert by_day(beds.given) == {0: 50, day(2021): 25, day(2022): 28, day(2023): 63}


def test_until_falls_back_to_what_is_below(tmp_path: Path) -> None:
    set_to = places("set", "number: 60, from: 2023-01-01, until: 2025-01-01")

    beds = world(tmp_path, "", set_to).pool("beds")

    assert by_day(beds.given) == {0: 50, day(2023): 60, day(2025): 80}


def test_in_one_layer_factors_come_before_additions_and_above_each_other_they_do_not(
    tmp_path: Path,
) -> None:
    more = places("more", "number: {add: {2021-01-01: 10}}")
    half = places("half", "number: {factor: {2021-01-01: 0.5}}")
    together, apart = tmp_path / "together", tmp_path / "apart"
    together.mkdir(), apart.mkdir()

    # One layer: 50 x 0.5 + 10; two: (50 + 10) x 0.5.
    assert world(together, "", more + half).pool("beds").given.at(day(2021)) == 35
    assert world(apart, "", more, half).pool("beds").given.at(day(2021)) == 30


def test_two_sets_on_one_date_clash_in_one_layer_only(tmp_path: Path) -> None:
    one, two = (places(name, f"number: {{2023-01-01: {to}}}") for name, to in (("a", 1), ("b", 2)))

    assert world(tmp_path, "", one, two).pool("beds").given.last == 2


def test_a_block_stands_in_the_layer_of_the_file_that_uses_it(tmp_path: Path) -> None:
    (tmp_path / "blocks").mkdir()
    block = "block: 1\ntitle: {en: Half}\neffect: mechanical\ninterventions:\n"
    half = places("half", "number: {factor: {2021-01-01: 0.5}}")
    (tmp_path / "blocks" / "half.yaml").write_text(block + half)
    in_force = world(tmp_path, "", places("more", "number: {add: {2021-01-01: 10}}"))
    text = "doorstroom: 1\ntitle: {en: Uses}\nextends: l1\nuses: [half]\n"
    (tmp_path / "uses.yaml").write_text(text)

    scenario = load(tmp_path / "uses.yaml")

    layers = {placed.intervention.id: placed.layer for placed in scenario.interventions}
    assert layers == {"reach-d": 0, "more": 1, "half": 2}
    assert in_force.pool("beds").given.at(day(2021)) == 60
    assert InForce(scenario).pool("beds").given.at(day(2021)) == 30


def test_of_words_the_latest_of_the_highest_layer_holds(tmp_path: Path) -> None:
    late = "closing: relocate, relocate_to: C, from: 2024-01-01"
    early = "closing: on_vacancy, from: 2022-01-01, until: 2026-01-01"

    beds = world(tmp_path, "", places("late", late), places("early", early)).pool("beds")

    words = dict(zip(beds.closing.days, beds.closing.values, strict=True))
    assert words == {0: "on_vacancy", day(2026): "relocate"}
    assert beds.relocate_to.at(day(2025)) == "C"


# ---------------------------------------------------------------------------- staff


def test_staff_from_is_settled_in_its_layer(tmp_path: Path) -> None:
    takes = places("takes", "fte: {add: {2021-01-01: 8}}, staff_from: {office: 0.5}", pool="team")
    half = places("half", "fte: {factor: {2022-01-01: 0.5}}", pool="team")
    double = places("double", "fte: {factor: {2022-01-01: 2}}", pool="office")

    in_force = world(tmp_path, "", takes, half + double)

    # 10 + 8, then half of it; 20 - 0.5 x 8, then twice what is left: nothing is given back.
    assert by_day(in_force.staff.fte("team", None)) == {0: 10, day(2021): 18, day(2022): 9}
    assert by_day(in_force.staff.fte("office", None)) == {0: 20, day(2021): 16, day(2022): 32}


def test_what_is_added_compares_within_a_layer(tmp_path: Path) -> None:
    half = places("half", "fte: {factor: {2021-01-01: 0.5}}", pool="team")
    takes = places("takes", "fte: {factor: {2022-01-01: 3}}, staff_from: {office: 1}", pool="team")

    in_force = world(tmp_path, "", half, takes)

    # 5 stand below: three times 5 is 10 more, all from the office.
    assert in_force.staff.fte("office", None).last == 10
    (placed,) = (
        item
        for item in in_force.scenario.interventions
        if isinstance(item.intervention, PlacesChange) and item.intervention.staff_from
    )
    assert by_day(in_force.staff.added_by(placed, None)) == {0: 0, day(2022): 10}


def test_places_wait_for_staff_to_be_productive_and_are_paid_at_once(tmp_path: Path) -> None:
    team = world(tmp_path, "", places("new", "fte: {add: {2021-01-01: 5}}", pool="team")).pool(
        "team"
    )

    assert by_day(team.paid) == {0: 100, day(2021): 150}
    assert by_day(team.given) == {0: 100, day(2021) + 100: 150}


# ---------------------------------------------------------------------------- rows of routes


def test_each_intervention_keeps_its_own_giver_on_its_own_dates(tmp_path: Path) -> None:
    one = route("one", "C", "{add: {2022-01-01: 0.2}}", "out")
    two = route("two", "C", "{add: {2025-01-01: 0.1}}", "B")

    for layers in ((one + two,), ("", one, two)):
        folder = tmp_path / str(len(layers))
        folder.mkdir()
        (row,) = world(folder, *layers).row("A").choices
        assert shares(row, 0) == {"B": 0.4, "C": 0.2, "D": 0, "out": 0.4}
        assert shares(row, day(2022)) == {"B": 0.4, "C": 0.4, "D": 0, "out": 0.2}
        assert shares(row, day(2025)) == {"B": 0.3, "C": 0.5, "D": 0, "out": 0.2}


def test_two_on_one_destination_are_each_answerable_for_what_they_add(tmp_path: Path) -> None:
    set_to = route("one", "C", "{2022-01-01: 0.5}", "out")
    part = route("two", "C", "{factor: {2023-01-01: 0.5}}", "B")

    (row,) = world(tmp_path, "", set_to + part).row("A").choices

    # 0.2 to 0.5 takes 0.3 from out; half of it, 0.25, gives 0.25 to B.
    assert shares(row, day(2022)) == {"B": 0.4, "C": 0.5, "D": 0, "out": 0.1}
    assert shares(row, day(2023)) == {"B": 0.65, "C": 0.25, "D": 0, "out": 0.1}


def test_a_giver_gives_only_what_is_taken_from_it(tmp_path: Path) -> None:
    one = route("one", "C", "{add: {2022-01-01: 0.2}}", "out")
    two = route("two", "C", "{add: {2025-01-01: 0.25}}", "B")

    (row,) = world(tmp_path, one, two).row("A").choices

    # 0.4 - 0.25 is left of B, though C has gained 0.45 together.
    assert shares(row, day(2025)) == {"B": 0.15, "C": 0.65, "D": 0, "out": 0.2}
    assert row.problems == ()


def test_who_gives_more_than_they_have_is_named_with_the_day(tmp_path: Path) -> None:
    one = route("one", "C", "{add: {2022-01-01: 0.2, 2024-01-01: 0.3}}", "B")
    scenario = world(tmp_path, "", one).scenario
    *_, placed = scenario.interventions
    more = Change.model_validate({"add": {dt.date(2022, 1, 1): 0.2, dt.date(2024, 1, 1): 0.5}})
    spec = placed.intervention.model_copy(update={"share": more})
    placed = placed.model_copy(update={"intervention": spec})
    scenario = scenario.model_copy(update={"interventions": (*scenario.interventions[:-1], placed)})

    ((station, group, problem),) = InForce(scenario).row_problems()

    assert (station, group.need, group.gemeente) == ("A", "mild", "far")
    assert (problem.why, problem.destination, problem.day) == ("giver", "B", day(2024))
    assert problem.value == pytest.approx(0.1)  # 0.5 of 0.4
    assert problem.placed == placed


def test_two_destinations_of_one_layer_both_get_their_number(tmp_path: Path) -> None:
    both = route("one", "B", "{2022-01-01: 0.5}") + route("two", "C", "{2022-01-01: 0.3}")

    (row,) = world(tmp_path, "", both).row("A").choices

    # 0.1 and 0.1 more, from out alone: nobody else has a share that is not named.
    assert shares(row, day(2022)) == {"B": 0.5, "C": 0.3, "D": 0, "out": 0.2}


def test_what_has_not_begun_or_is_over_names_nothing(tmp_path: Path) -> None:
    now = route("now", "C", "{2021-01-01: 0.6}")
    later = route("later", "B", "{factor: {2023-01-01: 1}}").replace(
        "}\n", ", until: 2024-01-01}\n"
    )

    (row,) = world(tmp_path, "", now + later).row("A").choices

    # 0.4 more: 0.2 each from B and out, which have as much; from out alone while B is named.
    for on in (day(2021), day(2024)):
        assert shares(row, on) == {"B": 0.2, "C": 0.6, "D": 0, "out": 0.2}
    assert shares(row, day(2023)) == {"B": 0.4, "C": 0.6, "D": 0, "out": 0}


def test_a_layer_works_on_the_row_of_the_layer_below(tmp_path: Path) -> None:
    first = route("first", "C", "{2021-01-01: 0.4}")
    second = route("second", "B", "{factor: {2021-01-01: 1.5}}")

    (row,) = world(tmp_path, "", first, second).row("A").choices

    # Below: B 0.3, C 0.4, out 0.3. Half of B is 0.15 more, four sevenths of it from C.
    assert row.at(day(2021)) == pytest.approx(
        {"B": 0.45, "C": 0.4 - 0.15 * 4 / 7, "D": 0, "out": 0.3 - 0.15 * 3 / 7}
    )


def test_the_root_row_knows_no_interventions(tmp_path: Path) -> None:
    in_force = world(tmp_path, route("own", "C", "{2020-01-01: 0.6}", "B"))

    (root,) = in_force.root_row("A").choices

    assert root is not None
    assert shares(root, day(2025)) == {"B": 0.4, "C": 0.2, "D": 0, "out": 0.4}


def test_the_rows_own_path_counts_in_its_own_layer_only(tmp_path: Path) -> None:
    root = ROOT.replace(
        "next: {B: 0.4, C: 0.2, D: 0, out: 0.4}",
        "next: {B: {2020-01-01: 0.4, 2024-01-01: 0.5}, C: 0.2, D: 0, rest: out}",
    )
    to_b = route("to-b", "B", "{2022-01-01: 0.6}", "out")
    below, above = tmp_path / "below", tmp_path / "above"
    below.mkdir(), above.mkdir()

    (in_root,) = world(below, to_b, root=root).row("A").choices
    (in_layer,) = world(above, "", to_b, root=root).row("A").choices

    assert [in_root.line("B").at(day(year)) for year in (2022, 2024)] == [0.6, 0.5]
    assert [in_layer.line("B").at(day(year)) for year in (2022, 2024)] == [0.6, 0.6]
    assert in_layer.line("out").at(day(2024)) == pytest.approx(0.2)


# ---------------------------------------------------------------------------- arrivals


def rates(in_force: InForce, arrival: str, on: int) -> dict[str, float]:
    return {
        group.gemeente: in_force.rate(group).per_year.at(on)
        for group in in_force.groups
        if group.arrival == arrival
    }


def test_what_is_added_for_a_gemeente_is_added_there(tmp_path: Path) -> None:
    add = "  - {id: more, kind: inflow, needs: [mild], gemeenten: [far], add: {2021-01-01: 50}}\n"

    in_force = world(tmp_path, "", add)

    # 300 a year by youth: 200 and 100.
    assert rates(in_force, "mild", 0) == {"town": 200, "far": 100}
    assert rates(in_force, "mild", day(2021)) == {"town": 200, "far": pytest.approx(150)}


def test_what_is_added_for_all_is_divided_by_youth_as_the_number_is(tmp_path: Path) -> None:
    add = "  - {id: more, kind: inflow, needs: [mild], add: {2021-01-01: 30}}\n"

    assert rates(world(tmp_path, "", add), "mild", day(2021)) == {"town": 220, "far": 110}


def test_of_a_rate_what_is_added_is_per_1000_youth_there(tmp_path: Path) -> None:
    add = "  - {id: more, kind: inflow, needs: [severe], gemeenten: [far], add: {2021-01-01: 4}}\n"

    assert rates(world(tmp_path, "", add), "severe", day(2021)) == {"town": 10, "far": 7}


def test_season_and_growth_count_for_what_is_added_too(tmp_path: Path) -> None:
    root = ROOT.replace("per_year: 300,", "per_year: 300, season: {1: 2.0}, growth_per_year: 0.2,")
    add = "  - {id: more, kind: inflow, needs: [mild], add: {2021-01-01: 30}}\n"
    in_force = world(tmp_path, "", add, root=root)
    town = next(group for group in in_force.groups if group.gemeente == "town")

    rate = in_force.rate(town)

    # Growth is 1 on 1 July 2021 and 1.2 a year of 365.25 days later.
    years = (dt.date(2023, 1, 1) - dt.date(2021, 7, 1)).days / 365.25
    assert rate.on(day(2023)) == pytest.approx(220 / 365.25 * 2 * 1.2**years)
    assert rate.season_mean == pytest.approx((31 * 2 + 334) / 365)
    assert rate.per_day(day(2023)) == pytest.approx(220 / 365.25 * 396 / 365 * 1.2**years)


def test_a_filled_start_knows_the_mean_of_a_season(tmp_path: Path) -> None:
    halves = ", ".join(f"{month}: 0.5" for month in range(1, 13))
    plain = world(tmp_path, "").scenario
    root = ROOT.replace("per_year: 300,", f"per_year: 300, season: {{{halves}}},")
    halved = world(tmp_path, "", root=root).scenario

    started = [build_network(scenario).sources.start_per_day for scenario in (plain, halved)]

    mild = [group.arrival == "mild" for group in InForce(plain).groups]
    assert (started[1] / started[0]).tolist() == [0.5 if item else 1 for item in mild]


# ---------------------------------------------------------------------------- whom it is about


def test_numbers_differ_by_the_groups_that_an_intervention_reaches(tmp_path: Path) -> None:
    whom = "needs: [severe], gemeenten: [far], from: 2021-01-01"
    slow = f"  - {{id: slow, kind: stay, station: C, {whom}, factor: 2}}\n"

    in_force = world(tmp_path, "", slow)

    factor = in_force.stay_factor("C")
    assert {(g.arrival, g.gemeente): factor.of(g).last for g in in_force.groups} == {
        ("mild", "far"): 1,
        ("mild", "town"): 1,
        ("severe", "far"): 2,
        ("severe", "town"): 1,
    }
    assert in_force.pool("C").given == Timeline.constant(UNLIMITED)


# ---------------------------------------------------------------------------- planned and was


def test_with_an_empty_log_what_was_is_what_was_planned(tmp_path: Path) -> None:
    planned = world(tmp_path, "", places("half", "number: {factor: {2023-01-01: 0.5}}"))

    was = InForce(planned.scenario, Log())

    for pool in planned.pools:
        assert was.pool(pool.base).given == planned.pool(pool.base).given
        assert was.pool(pool.base).paid == planned.pool(pool.base).paid
    for station in planned.scenario.stations:
        assert was.stay_factor(station).choices == planned.stay_factor(station).choices


def test_what_a_run_decided_holds_from_its_day_until_it_decides_otherwise(tmp_path: Path) -> None:
    scenario = world(tmp_path, "", places("half", "number: {factor: {2023-01-01: 0.5}}")).scenario
    beds, rate = Thing("pools", "beds", "number"), Thing("stations", "B", "drops_out_per_week")

    was = InForce(scenario, Log((Logged(day(2024), beds, 70), Logged(day(2025), beds, 60),
                                 Logged(day(2022), rate, 0.1))))  # fmt: skip

    assert by_day(was.pool("beds").given) == {
        0: 50, day(2023): 25, day(2024): 70, day(2025): 60
    }  # fmt: skip
    assert by_day(was.waiting("B", "drops_out_per_week").choices[0]) == {0: 0, day(2022): 0.1}
    assert by_day(was.waiting("C", "drops_out_per_week").choices[0]) == {0: 0}


# ---------------------------------------------------------------------------- and the network


@pytest.mark.parametrize("number", range(0, 200, 25))
def test_the_network_holds_what_is_in_force(number: int) -> None:
    _compare(number)


@pytest.mark.full
@pytest.mark.parametrize("number", range(200))
def test_every_network_holds_what_is_in_force(number: int) -> None:
    _compare(number)


def _compare(number: int) -> None:
    """Each array of the network on each day, for each source, beside the room."""
    scenario = loaded(network(number).text)
    in_force, built = InForce(scenario), build_network(scenario)
    calendar = Calendar.of(built)
    for on in calendar.days:
        levels = calendar.at(on)
        for at, pool in enumerate(in_force.pools):
            given = in_force.pool(pool.base, pool.gemeente).given.at(on)
            assert levels[built.places.capacity[at]] == min(given, NO_LIMIT)
        for at, name in enumerate(scenario.stations):
            _compare_station(in_force, built, levels, at, name, on)
        for divert, row in zip(in_force.diverts, built.diverts.share, strict=True):
            assert [divert.share.of(group).at(on) for group in in_force.groups] == [*levels[row]]
    for group in in_force.groups:
        per_year = in_force.rate(group).per_year
        unseasoned = not scenario.arrivals[group.arrival].season
        for on in calendar.days if unseasoned else ():
            now = built.sources.rate[group.index].at(on * TICKS_PER_DAY)
            assert now == pytest.approx(per_year.at(on) / 365.25)


def _compare_station(
    in_force: InForce, built: Network, levels: np.ndarray, at: int, name: str, on: int
) -> None:
    tables, groups = built.tables, in_force.groups
    for table, lines in (
        (tables.stay_factor, in_force.stay_factor(name)),
        (tables.returns_share, in_force.returns_share(name)),
        (tables.limit, in_force.waiting(name, "limit")),
        (tables.priority, in_force.waiting(name, "priority")),
        (tables.longer_stay, in_force.waiting(name, "longer_stay_per_week")),
    ):
        assert [lines.of(group).at(on) for group in groups] == [*levels[table[at]]]
    for group in groups:
        version = built.routes[int(levels[tables.route[at, group.index]])]
        by_name = {
            built.stations[code] if code >= 0 else Exit(code).name.lower(): share
            for code, share in zip(version.destinations, version.share, strict=True)
            if share
        }
        row = in_force.row(name).of(group).at(on)
        assert by_name == {to: share for to, share in row.items() if share}
    for gemeente, label in enumerate(built.gemeenten):
        pool = in_force.membership(name, label).at(on).name
        assert built.pools[int(levels[tables.pool[at, gemeente]])] == pool


@dataclass(frozen=True)
class Calendar:
    """The levels of a network on each day on which one of them changes."""

    built: Network
    days: tuple[int, ...]

    @classmethod
    def of(cls, built: Network) -> Calendar:
        ticks = {0, *built.levels.change_tick.tolist()}
        return cls(built, tuple(sorted(tick // TICKS_PER_DAY for tick in ticks)))

    def at(self, on: int) -> np.ndarray:
        levels = self.built.levels
        begun = levels.change_tick <= on * TICKS_PER_DAY
        now = levels.at_start.copy()
        now[levels.change_level[begun]] = levels.change_value[begun]
        return now
