"""What the checks let through and what not, where test_bad_input.py has no room for both sides."""

import datetime as dt
import math
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

import sim
from sim.clients import state
from sim.draws import TICKS_PER_DAY
from sim.errors import ScenarioError
from sim.in_force import InForce
from sim.network import build_network
from sim.scenario.schema import Scenario
from sim.traffic.flows import YEARS_BEFORE, Traffic
from sim.traffic.size import (
    BYTES_OF_ALL,
    BYTES_PER_CELL,
    BYTES_PER_STRIP,
    BYTES_PER_VISIT,
    BYTES_PER_WALKED,
    estimate,
    refuse_too_large,
)

HEAD = """
doorstroom: 1
title: {en: A world}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2025-01-01}
gemeenten: {town: {youth: 600}, city: {youth: 400}, away: {youth: 500, outside: true}}
needs: {light: {product_group: soft}, heavy: {}}
arrivals:
  walk-in: {need: light, per_1000_youth: 365.25, enters: desk}
  sent: {need: heavy, per_year: 365.25, referrer: court, enters: desk}
"""
STAY = "stay: {distribution: exponential, mean_days: 2}"


Load = Callable[..., Scenario]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Load a world: stations (and more), a line each."""
    monkeypatch.chdir(tmp_path)

    def from_text(*lines: str, head: str = HEAD) -> Scenario:
        text = head + "stations:\n"
        for line in lines:
            text += f"{line}\n" if line.startswith("interventions") else f"  {line}\n"
        (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
        return sim.load("x")

    return from_text


def refusal(load: Load, *lines: str) -> str:
    with pytest.raises(ScenarioError) as refused:
        load(*lines)
    return str(refused.value)


DESK = f"desk: {{places: 9, {STAY}}}"
OTHER = f"other: {{places: 9, {STAY}}}"


# ---------------------------------------------------------------------------- reach


@pytest.mark.parametrize(
    ("desk", "interventions"),
    [
        (f"desk: {{{STAY}, next: {{other: 0.5, rest: out}}}}", ()),
        (f"desk: {{{STAY}, next: {{out: 0.5, rest: other}}}}", ()),
        (f"desk: {{{STAY}, next: {{out: {{2020-01-01: 1, 2023-01-01: 0.5}}, rest: other}}}}", ()),
        (f"desk: {{{STAY}, together: {{station: other, share: 0.1}}}}", ()),
        (
            f"desk: {{{STAY}, waiting: {{escalates_per_week: 0.1, escalates_to: other}}}}",
            (),
        ),
        (f"desk: {{{STAY}, places: 9, waiting: {{limit: 3, when_full: other}}}}", ()),
        (f"desk: {{{STAY}, places: 9, closing: relocate, relocate_to: other}}", ()),
        (DESK, ("{id: a, kind: divert, from: desk, to: other, share: {2023-01-01: 0.1}}",)),
        (DESK, ("{id: a, kind: next, station: desk, to: other, share: {2023-01-01: 0.1}}",)),
        (DESK, ("{id: a, kind: waiting, station: desk, when_full: other, from: 2023-01-01}",)),
        (
            DESK,
            (
                "{id: a, kind: places, station: desk, closing: relocate, relocate_to: other, "
                "number: {2023-01-01: 3}}",
            ),
        ),
    ],
)
def test_every_way_to_a_station_counts(load: Load, desk: str, interventions: list[str]) -> None:
    scenario = load(desk, OTHER, *_as_section(["- " + placed for placed in interventions]))

    traffic = Traffic(InForce(scenario))
    assert all(traffic.reached(group) == {"desk", "other"} for group in traffic.in_force.groups)


def test_a_relocation_is_a_way_from_its_own_station_only(load: Load) -> None:
    closing = (
        "{id: a, kind: places, station: third, closing: relocate, relocate_to: other, "
        "number: {2023-01-01: 3}}"
    )
    third = OTHER.replace("other", "third")
    spec = refusal(load, DESK, OTHER, third, "interventions:", f"- {closing}")
    assert "stations.third" in spec
    assert "stations.other" in spec


def _as_section(items: list[str]) -> list[str]:
    """Interventions after the stations, out-dented to a section of their own."""
    return ["interventions:", *items] if items else []


@pytest.mark.parametrize(
    "desk",
    [
        f"desk: {{{STAY}, next: {{other: 0, out: 1}}}}",
        f"desk: {{{STAY}, next: {{out: 1, rest: other}}}}",
        f"desk: {{{STAY}, together: {{station: other, share: 0}}}}",
        f"desk: {{{STAY}, places: 9, waiting: {{escalates_to: other}}}}",
    ],
)
def test_a_way_that_nobody_takes_does_not_count(load: Load, desk: str) -> None:
    assert "stations.other: nobody reaches this station" in refusal(load, desk, OTHER)


def test_what_an_extension_no_longer_reaches_is_only_warned_of(load: Load, tmp_path: Path) -> None:
    load(f"desk: {{{STAY}, next: {{other: 0.5, rest: out}}}}", OTHER)
    (tmp_path / "y.yaml").write_text(
        "doorstroom: 1\ntitle: {en: y}\nextends: x\nset: {stations.desk.next: {out: 1}}\n",
        encoding="utf-8",
    )

    (warning,) = sim.load("y").warnings
    assert str(warning) == "x.yaml:12: stations.other: nobody reaches it any more in y"


# ---------------------------------------------------------------------------- closing


CLOSE = "- {id: close, kind: places, station: desk, number: {2023-01-01: 0}}"
LIST = "id: list, kind: divert, from: desk, to: other, applies_to: [new, waiting]"


def test_a_pool_may_close_when_its_list_goes_elsewhere(load: Load) -> None:
    section = _as_section([CLOSE, f"- {{{LIST}, share: {{2023-01-01: 1}}}}"])

    assert load(DESK, OTHER, *section).warnings == ()


@pytest.mark.parametrize(
    "divert",
    [
        LIST + ", share: {2023-01-01: 0.9}",
        LIST.replace("[new, waiting]", "[new]") + ", share: {2023-01-01: 1}",
        LIST + ", share: {2023-01-01: 1}, when: full",
        LIST + ", share: {2023-01-01: 1}, until: 2024-01-01",
        LIST + ", share: {2023-01-01: 1}, needs: [light]",
        LIST + ", share: {2023-01-01: 1}, gemeenten: [town]",
    ],
)
def test_part_of_a_list_elsewhere_is_not_enough(load: Load, divert: str) -> None:
    spec = refusal(load, DESK, OTHER, *_as_section([CLOSE, f"- {{{divert}}}"]))

    assert "interventions.close.number: stations.desk ends without places" in spec


def test_diverts_may_share_the_list(load: Load) -> None:
    parts = [
        f"- {{{LIST.replace('list', need)}, share: {{2023-01-01: 1}}, needs: [{need}]}}"
        for need in ("light", "heavy")
    ]

    assert load(DESK, OTHER, *_as_section([CLOSE, *parts])).warnings == ()


def test_a_pool_may_be_closed_for_a_while(load: Load) -> None:
    assert load(DESK.replace("places: 9", "places: {2020-01-01: 9, 2022-01-01: 0, 2023-01-01: 9}"))


def test_a_path_of_the_pool_itself_may_close_it_too(load: Load) -> None:
    spec = refusal(load, DESK.replace("places: 9", "places: {2020-01-01: 9, 2022-01-01: 0}"))

    assert spec.startswith("x.yaml:11: stations.desk.places: stations.desk ends without places")


def test_less_than_one_place_is_none(load: Load) -> None:
    # 0.4 FTE x 2 clients per FTE = 0.8 places
    staff = "{fte: {2020-01-01: 9, 2022-01-01: 0.4}, clients_per_fte: 2}"
    station = f"desk: {{staff: {staff}, {STAY}}}"

    assert "ends without places" in refusal(load, station)


MOVES = "- {id: move, kind: places, station: other, moves_to_pool: rooms, from: 2022-01-01}"
FEWER = (
    "- {id: fewer, kind: places, pool: beds, number: {2023-01-01: 3}, closing: relocate, "
    "relocate_to: other}"
)
BEDS = f"desk: {{pool: beds, {STAY}, next: {{other: 1}}}}", f"other: {{pool: beds, {STAY}}}"


def test_who_has_moved_to_another_pool_may_take_up_who_loses_a_bed(load: Load) -> None:
    head = HEAD + "pools: {beds: {places: 9}, rooms: {places: 9}}\n"

    assert load(*BEDS, *_as_section([MOVES, FEWER]), head=head).warnings == ()


def test_who_stays_in_the_pool_may_not(load: Load) -> None:
    head = HEAD + "pools: {beds: {places: 9}}\n"
    with pytest.raises(ScenarioError, match=r"fewer\.relocate_to is \"other\"; draws its places"):
        load(*BEDS, *_as_section([FEWER]), head=head)


# ---------------------------------------------------------------------------- loads


def test_a_load_that_only_drop_out_can_carry_is_not_warned_of(load: Load) -> None:
    # 2 arrivals a day x 2 days = 4 places asked; the court's clients never drop out, but are free
    station = f"desk: {{places: 2, {STAY}, waiting: {{drops_out_per_week: 0.1}}}}"

    assert load(station).warnings == ()


def test_a_load_without_any_way_off_the_list_is(load: Load) -> None:
    # 2 arrivals a day x 2 days / 2 places = 2 times
    (warning,) = load(f"desk: {{places: 2, {STAY}}}").warnings

    assert "asked for more than its places all through, 2.0" in str(warning)


# ---------------------------------------------------------------------------- fitting interventions


@pytest.mark.parametrize(
    ("station", "intervention", "spec"),
    [
        (
            DESK,
            "kind: places, station: desk, number: {2023-01-01: 3}, gemeenten: [town]",
            "gemeenten: desk is a pool of the region, without places by gemeente",
        ),
        (
            f"desk: {{{STAY}}}",
            "kind: places, station: desk, number: {add: {2023-01-01: 3}}",
            "number: unlimited places have no add; set a number",
        ),
        (
            DESK,
            "kind: waiting, station: desk, limit: {add: {2023-01-01: 3}}",
            "limit: desk has no limit, so there is nothing to add; set a value",
        ),
        (
            DESK,
            "kind: waiting, station: desk, escalates_per_week: {2023-01-01: 0.1}",
            "escalates_per_week: desk says not where its clients escalate to",
        ),
        (
            DESK,
            "kind: next, station: desk, returns: {share: {2023-01-01: 0.1}}",
            "returns: desk has no returns, so no delay is known",
        ),
        (
            DESK,
            "kind: next, station: desk, together: {station: desk, share: {2023-01-01: 0.1}}",
            'together.station is "desk"; desk starts no second trajectory there',
        ),
        (
            DESK,
            "kind: next, station: desk, to: early, share: {2023-01-01: 0.1}, taken_from: moved",
            'taken_from is "moved"; gives less than is taken from it by 0.1 at desk on 2023-01-01, '
            "for heavy in city; its row is out; take less, or from another destination",
        ),
        (
            DESK,
            "kind: next, station: desk, to: early",
            'to is "early"; `to` and `share` come together; give both',
        ),
        (
            DESK,
            "kind: places, station: desk, closing: relocate, from: 2023-01-01",
            'closing is "relocate"; closing by relocation says where the clients go',
        ),
        (
            DESK,
            "kind: stay, station: desk, factor: {2023-01-01: -1}",
            "factor.2023-01-01 is -1; a factor must be 0 or more",
        ),
        (
            DESK,
            "kind: places, station: desk, number: {add: {2023-01-01: -12}}",
            "number is -3; is what stations.desk.places becomes, and it must be 0 or more",
        ),
        (
            DESK,
            "kind: inflow, add: {2023-01-01: 3}",
            "add: adds to arrivals per year and per 1,000 youth at once",
        ),
    ],
)
def test_an_intervention_must_fit_what_it_changes(
    load: Load, station: str, intervention: str, spec: str
) -> None:
    assert f"interventions.a.{spec}" in refusal(
        load, station, *_as_section([f"- {{id: a, {intervention}}}"])
    )


def test_shares_raised_together_above_1(load: Load) -> None:
    desk = f"desk: {{{STAY}, next: {{early: 0.3, moved: 0.3, rest: out}}}}"
    raised = [
        f"- {{id: {to}, kind: next, station: desk, to: {to}, share: {{2023-01-01: 0.6}}}}"
        for to in ("early", "moved")
    ]

    assert refusal(load, desk, *_as_section(raised)) == (
        "x.yaml:14: interventions.moved.share: the other destinations have 0.2 less than early, "
        "moved gain at desk on 2023-01-01, for heavy in city; lower a share, or say in taken_from "
        "who gives it"
    )


# ---------------------------------------------------------------------------- rows that change


GOES_ON = f"desk: {{{STAY}, next: {{other: 1}}}}"


def row_by(scenario: Scenario, date: str) -> dict[str, float]:
    """The shares after desk on a date, as a run has them."""
    network = build_network(scenario)
    day = (dt.date.fromisoformat(date) - scenario.period.start).days
    level = int(network.tables.route[0, 0])
    changes = network.levels
    version = changes.at_start[level]
    for tick, changed, value in zip(
        changes.change_tick, changes.change_level, changes.change_value, strict=True
    ):
        if changed == level and tick <= day * TICKS_PER_DAY:
            version = value
    row = network.routes[int(version)]
    names = {-1: "out", -2: "early", -3: "moved"}
    places = (names.get(to) or network.stations[to] for to in row.destinations)
    return {to: round(share, 9) for to, share in zip(places, row.share, strict=True)}


def test_what_the_only_destination_loses_goes_out(load: Load) -> None:
    change = "- {id: a, kind: next, station: desk, to: other, share: {2021-01-01: 0.6}}"
    scenario = load(GOES_ON, OTHER, *_as_section([change]))

    assert row_by(scenario, "2022-01-01") == {"other": 0.6, "out": 0.4}


@pytest.mark.parametrize(
    ("desk", "change", "row"),
    [
        (f"desk: {{{STAY}}}", "share: {2021-01-01: 0.6}, taken_from: other", (0.6, 0.4)),
        (
            f"desk: {{{STAY}, next: {{other: 0.5, rest: out}}}}",
            "share: {2021-01-01: 0.6}",
            (0.6, 0.4),
        ),
        (
            f"desk: {{{STAY}, next: {{other: {{2020-01-01: 0, 2021-06-01: 0.5}}, rest: out}}}}",
            "share: {2021-06-02: 0.6}",
            (0.6, 0.4),
        ),
    ],
)
def test_what_out_loses_goes_where_something_goes(
    load: Load, desk: str, change: str, row: tuple[float, float]
) -> None:
    divert = "- {id: b, kind: divert, from: desk, to: other, share: {2021-01-01: 0.1}}"
    changes = [f"- {{id: a, kind: next, station: desk, to: out, {change}}}", divert]
    scenario = load(desk, OTHER, *_as_section(changes))

    assert row_by(scenario, "2022-01-01") == {"out": row[0], "other": row[1]}


def test_what_out_loses_while_nobody_goes_elsewhere_is_refused(load: Load) -> None:
    desk = f"desk: {{{STAY}, next: {{other: {{2020-01-01: 0.5, 2021-06-01: 0}}, rest: out}}}}"
    change = "- {id: a, kind: next, station: desk, to: out, share: {factor: {2021-01-01: 0.9}}}"
    spec = refusal(load, desk, OTHER, *_as_section([change]))

    # From 2021-06-01 on nobody goes elsewhere, and the tenth that goes out no more has no place.
    assert "interventions.a.share is 0.1; what out loses at desk on 2021-06-01, for" in spec
    assert "is taken up by no other destination of the row; say where it goes" in spec


def test_the_path_of_one_share_leaves_the_change_of_another_alone(load: Load) -> None:
    desk = (
        f"desk: {{{STAY}, next: {{early: 0.2, other: {{2020-01-01: 0.1, 2022-01-01: 0.3}}, "
        "rest: out}}"
    )
    for date in ("2021-01-01", "2022-01-01"):
        change = f"- {{id: a, kind: next, station: desk, to: early, share: {{{date}: 0.5}}}}"
        scenario = load(desk, OTHER, *_as_section([change]))

        # 0.3 more for early, from other and out in proportion to their 0.3 and 0.5
        assert row_by(scenario, "2023-01-01") == {"early": 0.5, "other": 0.1875, "out": 0.3125}


def test_a_share_set_on_a_day_that_the_rest_changes_by_itself(load: Load) -> None:
    desk = f"desk: {{{STAY}, next: {{other: {{2020-01-01: 0.1, 2022-01-01: 0.3}}, rest: out}}}}"
    change = "- {id: a, kind: next, station: desk, to: out, share: {2022-01-01: 0.5}}"
    spec = refusal(load, desk, OTHER, *_as_section([change]))

    assert "interventions.a sets a number on 2022-01-01 that its own path sets on that date" in spec


def test_what_is_taken_from_a_rest_may_be_all_that_is_left(load: Load) -> None:
    desk = f"desk: {{{STAY}, next: {{other: {{2020-01-01: 0.6, 2022-01-01: 0.7}}, rest: out}}}}"
    change = (
        "- {id: a, kind: next, station: desk, to: early, share: {2023-01-01: 0.3}, taken_from: out}"
    )
    scenario = load(desk, OTHER, *_as_section([change]))

    assert row_by(scenario, "2024-01-01") == {"other": 0.7, "out": 0.0, "early": 0.3}


def test_returns_may_change_for_those_who_have_them(load: Load) -> None:
    desk = f"desk: {{{STAY}, returns: {{heavy: {{share: 0.1, mean_days: 9}}}}}}"
    change = "id: a, kind: next, station: desk, returns: {share: {2021-01-01: 0.2}}"

    assert load(desk, *_as_section([f"- {{{change}, needs: [heavy]}}"]))
    assert "desk has no returns for light in city" in refusal(
        load, desk, *_as_section([f"- {{{change}}}"])
    )


# ---------------------------------------------------------------------------- protection, gates


def test_protection_is_never_an_entrance(load: Load) -> None:
    spec = refusal(load, f"desk: {{group: protection, {STAY}}}")

    assert 'arrivals.walk-in.enters is "desk"; protection always runs beside help' in spec


def test_protection_is_never_on_a_route(load: Load) -> None:
    other = OTHER.replace("{", "{group: protection, ", 1)
    spec = refusal(load, f"desk: {{{STAY}, next: {{other: 0.5, rest: out}}}}", other)

    assert "stations.desk.next: leads to other; protection always runs beside help" in spec


def test_a_station_with_routes_may_also_be_a_second(load: Load) -> None:
    other = f"other: {{places: 9, {STAY}, next: {{desk: 0.1, rest: out}}}}"

    assert load(f"desk: {{{STAY}, together: {{station: other, share: 0.1}}}}", other)


def test_a_loop_of_gates_by_a_full_divert(load: Load) -> None:
    divert = "- {id: a, kind: divert, from: other, to: desk, share: {2023-01-01: 1}}"
    spec = refusal(load, "desk: {next: {other: 1}}", OTHER, *_as_section([divert]))

    assert "leads back to itself for ever: desk -> desk" in spec


# ---------------------------------------------------------------------------- flows and size


def test_flows_by_hand(load: Load) -> None:
    scenario = load(
        f"desk: {{{STAY}, next: {{other: 0.5, rest: out}}, returns: {{share: 0.2, mean_days: 9}},"
        " together: {station: side, share: 0.25}}",
        f"other: {{{STAY}, next: {{desk: 0.4, rest: out}}}}",
        f"side: {{{STAY}}}",
        "interventions:",
        "- {id: a, kind: divert, from: other, to: side, share: {2020-01-01: 0.3}}",
        "- {id: b, kind: divert, from: other, to: desk, share: {2020-01-01: 0.2}}",
    )
    traffic = Traffic(InForce(scenario))
    (at,) = [
        group.index
        for group in traffic.in_force.groups
        if (group.arrival, group.gemeente) == ("sent", "town")
    ]

    starts = dict(zip(scenario.stations, traffic.starts_per_day(0)[at], strict=True))

    # 1 a day, 600 of 1,000 youth in town: 0.6. Of who goes to other, 30% goes aside, 20% of the
    # rest (14%) back to the desk, 56% stays; then desk d, other o:
    # d = 0.6 + 0.14 * 0.5 d + 0.2 * 0.5 d + 0.4 o, o = 0.56 * 0.5 d
    desk = 0.6 / (1 - 0.07 - 0.1 - 0.4 * 0.28)
    assert starts["desk"] == pytest.approx(desk)
    assert starts["other"] == pytest.approx(0.28 * desk)
    assert starts["side"] == pytest.approx(0.15 * desk + 0.25 * desk)


def test_a_mean_stay_is_cut_at_18(load: Load) -> None:
    head = HEAD.replace("heavy: {}", "heavy: {age: {16-17: 1}}")
    years = "stay: {distribution: exponential, mean_days: 365.25}"
    scenario = load(f"desk: {{{years}}}", head=head)
    traffic = Traffic(InForce(scenario))
    of_group, groups = traffic.strands.of_group, traffic.in_force.groups
    heavy, light = (
        of_group[next(group.index for group in groups if group.need == need)]
        for need in ("heavy", "light")
    )
    stays = traffic.mean_stays("desk", 0)

    # A year is left on average at 17: the mean of the shorter is 1 - exp(-1) of a year.
    assert stays.of(heavy) == pytest.approx(365.25 * 0.6321205588)
    assert stays.of(light) == pytest.approx(365.25)


def test_the_size_of_a_run(load: Load) -> None:
    size = estimate(load(DESK), scale=0.5)

    # 2 clients a day over the 1,827 days of 2020 to 2024, each one visit, and 4 at the start; and
    # six deviations of chance
    assert size.clients == pytest.approx(1827)
    assert size.visits == pytest.approx(1829 + 6 * math.sqrt(1829))
    # at half scale 1 client a day over the 25 years before; a visit takes six times as much
    assert size.walked == pytest.approx(25 * 365.25)
    # 1 station with 1 pool, for 2 arrivals in 2 gemeenten; rates never rise above the first
    assert (size.cells, size.strips) == (1 * (4 + 1), 4 * 0.5 + 4)
    of_tables = BYTES_PER_CELL * size.cells + BYTES_PER_STRIP * size.strips
    assert size.memory_bytes == BYTES_OF_ALL + BYTES_PER_VISIT * size.visits + of_tables


def test_an_empty_start_walks_nobody_in(load: Load) -> None:
    head = HEAD + "begin: empty\n"

    assert estimate(load(DESK, head=head)).walked == 0


def growing(load: Load, growth_per_year: float, *, per_year: float = 365.25) -> Scenario:
    """Only `sent` with this growth, from the day on which it is 1."""
    head = HEAD.replace(
        "2020-01-01, report_from: 2021-01-01", "2021-07-01, report_from: 2022-01-01"
    )
    head = head.replace("  walk-in: {need: light, per_1000_youth: 365.25, enters: desk}\n", "")
    spec = f"per_year: {per_year}, growth_per_year: {growth_per_year}"
    return load(DESK, head=head.replace("per_year: 365.25", spec))


def test_the_clients_of_the_years_before_are_counted_with_growth_taken_back(load: Load) -> None:
    scenario = growing(load, -0.2)
    network = build_network(scenario)

    # 365.25 a year at the start: the sum over 25 years of 0.8 ** -t is (0.8 ** -25 - 1) / -ln 0.8
    expected = 365.25 * (0.8**-25 - 1) / -math.log(0.8)
    assert estimate(scenario).walked == pytest.approx(expected)
    walked = len(state._clients_before(network, seed=1, replication=0))
    assert walked == pytest.approx(expected, abs=4 * math.sqrt(expected))
    assert state.YEARS_BEFORE == YEARS_BEFORE


def test_a_start_that_does_not_fit_is_refused(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = growing(load, -0.2, per_year=1e6)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=8e9))

    with pytest.raises(ScenarioError) as refused:
        refuse_too_large(scenario)

    # 1,000,000 x (0.8 ** -25 - 1) / -ln 0.8 clients of 160 bytes, beside 0.3 GB for all
    walked = 1e6 * (0.8**-25 - 1) / -math.log(0.8)
    strips = 2 * (1 + 1)
    of_tables = BYTES_PER_CELL * 3 + BYTES_PER_STRIP * strips
    needs = (BYTES_OF_ALL + BYTES_PER_WALKED * walked + of_tables) / 1e9
    assert str(refused.value) == (
        f"x.yaml: the filled start walks in about {walked:,.0f} clients of the 25 years before it, "
        f"with growth_per_year taken back, and needs up to {needs:,.1f} GB of memory; 8.0 GB is "
        "free here; begin: empty, or a growth_per_year nearer to 0, or use --scale or fewer --jobs"
    )


def test_growth_that_nobody_can_follow_is_refused_without_a_traceback(load: Load) -> None:
    for growth in (-0.9999999999999999, 1e300):
        with pytest.raises(ScenarioError, match=r"arrivals\.sent\.growth_per_year is"):
            growing(load, growth)


def test_a_steep_fall_is_no_matter_from_an_empty_start(load: Load) -> None:
    head = HEAD.replace("referrer: court", "referrer: court, growth_per_year: -0.3")

    assert load(DESK, head=head + "begin: empty\n")
