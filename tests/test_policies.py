"""Policies that advisors asked for, each in at most twelve lines on the region that ships.

What each means is worked out here from what stands in the region.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from math import floor
from pathlib import Path

import pytest

from sim import load
from sim.in_force import Group, InForce, Log, Logged
from sim.in_force.changes import Thing
from sim.scenario.schema import Number
from sim.traffic.flows import Traffic

POLICIES = Path(__file__).parent / "policies"
MOST_LINES = 12


def in_force(name: str | Path) -> InForce:
    return InForce(load(POLICIES / name))


def with_choice(name: str, block: str, old: str, new: str, folder: Path) -> InForce:
    """A policy of which one choice is another: its file and its block in a folder of its own."""
    (folder / "blocks").mkdir()
    (folder / "blocks" / f"{block}.yaml").write_bytes(
        (POLICIES / "blocks" / f"{block}.yaml").read_bytes()
    )
    text = (POLICIES / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return in_force(folder / name)


def day(of: InForce, year: int, month: int = 1) -> int:
    return (dt.date(year, month, 1) - of.scenario.period.start).days


@pytest.fixture(scope="module")
def now() -> InForce:
    """Present policy."""
    return InForce(load("groningen"))


def group_of(of: InForce, need: str, gemeente: str = "Groningen") -> Group:
    return next(item for item in of.groups if (item.need, item.gemeente) == (need, gemeente))


@pytest.mark.parametrize("path", sorted(POLICIES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_policy_has_at_most_twelve_lines(path: Path) -> None:
    scenario = load(path)

    used = [POLICIES / "blocks" / f"{use.use.file}.yaml" for use in scenario.blocks]
    for file in (path, *used):
        lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
        assert len(lines) <= MOST_LINES, file


def test_analysis_first(now: InForce) -> None:
    policy = in_force("p01-analysis-first.yaml")

    before, after = (starts_at(of, 2027) for of in (now, policy))

    # All who came to highly specialist help come by the analysis, and nine in ten go on. Who is
    # sent on from that help to other help may come back to it in the same referral.
    assert after("hsj") == pytest.approx(0.9 * after("shared_analysis"))
    assert after("shared_analysis") == pytest.approx(before("hsj"), rel=0.05)
    assert starts_at(policy, 2025)("shared_analysis") == 0


def test_near_home_without_a_decision(now: InForce) -> None:
    policy = in_force("p02-no-decision.yaml")
    scenario = policy.scenario

    before, after = (starts_at(of, 2027, need="light") for of in (now, policy))

    assert after("decision") == 0 < before("decision")
    row = now.row("decision").of(group_of(now, "light")).at(day(now, 2027))
    onward = sum(share for to, share in row.items() if to in scenario.stations)
    for name in ("light_ambulant", "additional_ambulant", "day_care"):
        more = after(name) - before(name)
        # Only as much more as the decision sent away before.
        assert more == pytest.approx(before(name) * (1 / onward - 1), abs=1e-9), name


def test_other_caseloads_with_the_same_staff(now: InForce) -> None:
    policy = in_force("p03-caseload.yaml")

    before, after = day(now, 2025, 12), day(now, 2026)
    for name, gemeente, clients in (("gi_staff", None, 13), ("wij", "Groningen", 10)):
        pool, usual = policy.pool(name, gemeente), now.pool(name, gemeente)
        assert pool.fte is not None
        assert usual.fte is not None
        # What it costs: the same FTE at the same price, and nothing by client or place.
        for item in (pool, usual):
            staff, price = item.fte, item.per_fte_year.at(after)
            assert staff is not None
            assert staff.at(after) * price == usual.fte.at(before) * usual.per_fte_year.at(before)
            assert price > 0 == item.per_place_day.at(after)
        assert pool.given.at(before) == usual.given.at(before)
        efficiency = usual.efficiency.at(after)
        assert pool.given.at(after) == floor(pool.fte.at(after) * clients * efficiency + 1e-9)
    assert policy.scenario.warnings == now.scenario.warnings  # it saves nothing
    for station in ("protection", "access", "basis_team"):
        for need in ("light", "complex"):
            assert policy.price(station, "per_day").of(group_of(policy, need)).at(after) == 0


def test_staff_of_groups_moves_to_help_at_home(now: InForce) -> None:
    policy = in_force("p04-staff-to-home.yaml")

    before, after = day(now, 2026) - 1, day(now, 2026)
    home, usual = policy.pool("intensive_home").given, now.pool("intensive_home").given
    assert home.at(before) == usual.at(before) == 250
    assert home.at(after) == 250 + 40 * 2
    groups, stands = policy.pool("residential"), now.pool("residential")
    assert groups.given.at(before) == stands.given.at(before)
    efficiency, places = stands.efficiency.at(after), stands.pool.spec.places
    assert isinstance(places, Number)
    # 40 FTE are 32 places, of which so many could be used.
    assert groups.given.at(after) == floor((places.first - 32) * efficiency + 1e-9)


@pytest.mark.parametrize("practices", [0.5, 0.85, 1.0])
def test_ojg_in_a_part_of_the_practices(now: InForce, practices: float, tmp_path: Path) -> None:
    choice = f"practices: {practices}}}"
    policy = with_choice("p05-ojg.yaml", "ojg", "practices: 1}", choice, tmp_path)

    for need in ("light", "dyslexia"):
        stands, share = (
            of.row("huisarts").of(group_of(of, need)).at(day(of, 2027))["ojg"]
            for of in (now, policy)
        )
        assert share == pytest.approx(stands * practices / 0.85)


def test_closed_from_what_stands_to_zero_by_a_date(now: InForce, tmp_path: Path) -> None:
    stands = now.pool("closed_north").given.at(day(now, 2027))
    delayed = "[{closing: {delay: -1096 days}}]"

    policy = with_choice("p06-closed.yaml", "closing", delayed, "[closing]", tmp_path)

    line = policy.pool("closed_north").given
    assert [line.at(day(now, year)) for year in (2026, 2027, 2030)] == [
        now.pool("closed_north").given.at(day(now, 2026)), stands, 0,
    ]  # fmt: skip
    half = (dt.date(2028, 7, 2) - dt.date(2027, 1, 1)).days
    assert line.at(day(now, 2027) + half) == floor(stands * (1 - half / 1096))


def test_closed_from_what_stands_to_zero_three_years_earlier(now: InForce) -> None:
    stands = now.pool("closed_north").given.at(day(now, 2024))

    line = in_force("p06-closed.yaml").pool("closed_north").given

    # 2027 and 2030 are 1,096 days apart, and so are 2024 and 2027.
    assert [line.at(day(now, year)) for year in (2024, 2027, 2030)] == [stands, 0, 0]
    half = (dt.date(2025, 7, 2) - dt.date(2024, 1, 1)).days
    assert line.at(day(now, 2024) + half) == floor(stands * (1 - half / 1096))


@pytest.mark.parametrize("price", [1.1, 1.4, 2.0])
def test_small_scale_within_a_fixed_budget(now: InForce, price: float, tmp_path: Path) -> None:
    policy = with_choice(
        "p07-fixed-budget.yaml", "dearer", "price: 2}", f"price: {price}}}", tmp_path
    )

    at = day(now, 2027)
    pool, usual = policy.pool("small_north"), now.pool("small_north")
    assert pool.per_place_day.at(at) == pytest.approx(price * usual.per_place_day.at(at))
    assert pool.given.at(at) == floor(usual.given.at(at) / price + 1e-9)
    spent, budget = (item.given.at(at) * item.per_place_day.at(at) for item in (pool, usual))
    assert budget - pool.per_place_day.at(at) < spent <= budget + 1e-6  # to less than one place


def test_two_gemeenten_keep_buying_and_what_is_bought_follows(now: InForce) -> None:
    policy = in_force("p08-hybrid.yaml")

    at = day(now, 2027)
    (divert,) = (item for item in policy.diverts if item.spec.id == "guidance")
    for gemeente in (name for name, item in now.scenario.gemeenten.items() if not item.outside):
        keeps, group = gemeente in ("Stadskanaal", "Pekela"), group_of(policy, "light", gemeente)
        assert divert.share.of(group).at(at) == (0 if keeps else 0.8)
        more = policy.staff.fte("wij", gemeente).at(at) - now.staff.fte("wij", gemeente).at(at)
        youth = now.scenario.gemeenten[gemeente].youth.first
        assert more == pytest.approx(0 if keeps else 4 * youth / 1000)
    # Less is asked, so a run may decide that 3% less is bought; decided on 1 January, a year later.
    for pool in ("light_ambulant", "additional_ambulant"):
        less = Logged(day(now, 2028), Thing("pools", pool, "follows"), 0.97)
        was = InForce(policy.scenario, Log((less,))).pool(pool).fte
        planned = now.pool(pool).fte
        assert was is not None
        assert planned is not None
        assert was.at(at) == planned.at(at)
        assert was.at(day(now, 2030)) == pytest.approx(0.97 * planned.at(day(now, 2030)))


def test_help_until_23_by_form(now: InForce) -> None:
    policy = in_force("p09-until-23.yaml")

    group, at = group_of(now, "complex"), day(now, 2026)
    for name, share, age, law in (("foster", 0.8, 23, "wmo"), ("residential", 0.25, 23, "wlz")):
        line = policy.end_age(name).of(group)
        assert (line.at(at - 1), line.at(at)) == (21, age)
        assert policy.continues(name).of(group).at(at) == share
        assert policy.goes_to(name).of(group).at(at) == law
    assert policy.end_age("hsj").of(group) == now.end_age("hsj").of(group)


def test_growth_from_2026_on(now: InForce) -> None:
    policy = in_force("p10-growth.yaml")

    at, later = day(now, 2026), day(now, 2035)
    for group, usual in zip(policy.groups, now.groups, strict=True):
        before, after = now.rate(usual).per_day, policy.rate(group).per_day
        assert after(at) == pytest.approx(before(at), rel=1e-9)
        assert after(later) == pytest.approx(after(at), rel=1e-9)
    group = group_of(now, "light")
    assert now.rate(group).per_day(later) > 1.05 * now.rate(group).per_day(at)


def test_the_team_of_the_city_with_less_staff(now: InForce) -> None:
    policy = in_force("p11-team-of-the-city.yaml")

    at = day(now, 2027)
    stands = {name: now.staff.fte("wij", name).at(at) for name in ("Groningen", "Pekela")}
    fte = {name: policy.staff.fte("wij", name).at(at) for name in stands}
    assert fte == pytest.approx({**stands, "Groningen": 0.8 * stands["Groningen"]})


def test_a_team_of_half_the_size_a_year_later(now: InForce) -> None:
    policy = in_force("p12-pekela.yaml")

    youth = policy.scenario.gemeenten["Pekela"].youth.first / 1000
    stands = now.staff.fte("wij", "Pekela")
    fte = policy.staff.fte("wij", "Pekela")
    before, after = day(now, 2027) - 1, day(now, 2027)
    assert fte.at(before) == stands.at(before)
    assert fte.at(after) == pytest.approx(stands.at(after) + 0.5 * 10 * youth)
    assert policy.staff.fte("wij", "Veendam") == now.staff.fte("wij", "Veendam")
    row, below = (
        of.row("access").of(group_of(of, "light", "Pekela")).at(after) for of in (policy, now)
    )
    # Half of 60% of what went to a decision.
    assert row["decision"] == pytest.approx(below["decision"] * (1 - 0.3))
    assert row["basis_team"] == pytest.approx(below.get("basis_team", 0) + 0.3 * below["decision"])
    (divert,) = (item for item in policy.diverts if item.spec.id == "pekela-guidance")
    assert divert.share.of(group_of(policy, "light", "Pekela")).at(after) == pytest.approx(0.4)
    assert divert.share.of(group_of(policy, "light", "Veendam")).at(after) == 0


def test_what_differs_at_a_team_elsewhere(now: InForce) -> None:
    policy = in_force("p12-pekela.yaml")

    before, after, trained = day(now, 2027) - 1, day(now, 2027), day(now, 2028)
    own, usual = (group_of(of, "light", "Pekela") for of in (policy, now))
    for line, stood, factor in (
        (policy.stay_factor("basis_team"), now.stay_factor("basis_team"), 0.9),
        (policy.returns_share("basis_team"), now.returns_share("basis_team"), 0.8),
        (policy.together("basis_team", 0), now.together("basis_team", 0), 0.5),
    ):
        assert line.of(own).at(before) == stood.of(usual).at(before) > 0
        assert line.of(own).at(after) == pytest.approx(factor * stood.of(usual).at(after))
    pool = policy.pool("wij", "Pekela")
    assert pool.fte is not None
    assert pool.given.at(trained) == floor(6 * pool.fte.at(trained) * pool.efficiency.at(trained))
    on, row = (
        of.row("basis_team").of(item).at(after) for of, item in ((policy, own), (now, usual))
    )
    assert on["youth_ggz"] == pytest.approx(0.75 * row["youth_ggz"])
    assert on["out"] == pytest.approx(row["out"] + 0.25 * row["youth_ggz"])
    (fund,) = (item for item in policy.lump_sums if item.gemeente == "Pekela")
    assert fund.per_year(policy.scenario.period).at(after) == 90000
    for group, other in zip(policy.groups, now.groups, strict=True):
        fewer = (
            group.gemeente == "Pekela"
            and now.scenario.arrivals[other.arrival].referrer == "huisarts"
        )
        come, came = policy.rate(group).per_day(after), now.rate(other).per_day(after)
        assert come == pytest.approx(came * (0.95 if fewer else 1))


def starts_at(of: InForce, year: int, *, need: str = "") -> Callable[[str], float]:
    """Starts a day at a station if nobody waited, of clients with a need (all unless said)."""
    traffic, at = Traffic(of), day(of, year)
    starts = traffic.starts(at)
    groups = [group for group in of.groups if need in ("", group.need)]
    stations = list(of.scenario.stations)

    def starting(name: str) -> float:
        column = stations.index(name) if name in stations else -1
        if column < 0:
            return 0.0
        of_group = traffic.strands.of_group
        rates = ((group, of.rate(group).per_day(at)) for group in groups)
        return float(sum(rate * starts[of_group[group.index], column] for group, rate in rates))

    return starting
