"""Flows, loads and the size of a run, before any run."""

import math
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from sim.clients import state
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

from .one_line_stations import DESK, HEAD, STAY, Load, loading


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    return loading(tmp_path, monkeypatch)


def test_a_load_that_only_drop_out_can_carry_is_not_warned_of(load: Load) -> None:
    # 2 arrivals a day x 2 days = 4 places asked; the court's clients never drop out, but are free
    station = f"desk: {{places: 2, {STAY}, waiting: {{drops_out_per_week: 0.1}}}}"

    assert load(station).warnings == ()


def test_a_load_without_any_way_off_the_list_is(load: Load) -> None:
    # 2 arrivals a day x 2 days / 2 places = 2 times
    (warning,) = load(f"desk: {{places: 2, {STAY}}}").warnings

    assert "asked for more than its places all through, 2.0" in str(warning)


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
