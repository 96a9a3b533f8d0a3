"""Growth of demand and the share of personal budgets that change on a date (rule 4)."""

import datetime as dt
import math
from pathlib import Path

import numpy as np
import pytest

from sim import load
from sim.clients.cohort import build_cohort
from sim.errors import ScenarioError
from sim.in_force import InForce
from sim.network import build_network
from sim.telling.explain import explain
from sim.traffic.size import estimate

ROOT = """\
doorstroom: 1
title: {en: Growth}
period: {start: 2021-01-01, report_from: 2021-01-01, end: 2031-01-01}
begin: empty
gemeenten: {town: {youth: 3000}, far: {youth: 1000}}
needs: {any: {}}
arrivals: {a: {need: any, per_year: 36525, enters: A, growth_per_year: 0.02, pgb: 0.1}}
stations: {A: {stay: {distribution: fixed, days: 1}, next: {out: 1}}}
interventions:
"""
START = dt.date(2021, 1, 1)
IS_1 = (dt.date(2021, 7, 1) - START).days


def day(year: int) -> int:
    return (dt.date(year, 1, 1) - START).days


def world(folder: Path, *interventions: str, root: str = ROOT) -> InForce:
    lines = "".join(f"  - {{id: i{at}, {text}}}\n" for at, text in enumerate(interventions))
    text = root + (lines or "  []\n")
    (folder / "growth.yaml").write_text(text, encoding="utf-8")
    return InForce(load(folder / "growth.yaml"))


def rate_on(in_force: InForce, at: int, gemeente: str = "town") -> float:
    group = next(item for item in in_force.groups if item.gemeente == gemeente)
    return in_force.rate(group).on(at)


def asked_for(in_force: InForce, begin: int, end: int) -> float:
    days = range(begin, end)
    return math.fsum(rate_on(in_force, at, name) for at in days for name in ("town", "far"))


def test_growth_goes_on_from_where_demand_is(tmp_path: Path) -> None:
    faster = "kind: inflow, growth_per_year: {2026-01-01: 0.05}"

    in_force = world(tmp_path, faster)

    until = 75 * 1.02 ** ((day(2026) - IS_1) / 365.25)
    assert rate_on(in_force, day(2026)) == pytest.approx(until, rel=1e-12)
    years = (day(2030) - day(2026)) / 365.25
    assert rate_on(in_force, day(2030)) == pytest.approx(until * 1.05**years, rel=1e-12)


def test_growth_of_some_changes_for_them_alone_until_a_day(tmp_path: Path) -> None:
    none = "kind: inflow, gemeenten: [far], until: 2027-01-01, growth_per_year: {2025-01-01: 0}"

    in_force = world(tmp_path, none)

    plain = 1.02 ** ((day(2029) - IS_1) / 365.25)
    without = 1.02 ** ((day(2029) - IS_1 - (day(2027) - day(2025))) / 365.25)
    assert rate_on(in_force, day(2029), "town") == pytest.approx(75 * plain, rel=1e-12)
    assert rate_on(in_force, day(2029), "far") == pytest.approx(25 * without, rel=1e-12)


def test_growth_with_a_path_of_its_own_is_1_on_its_day(tmp_path: Path) -> None:
    root = ROOT.replace(
        "growth_per_year: 0.02", "growth_per_year: {path: {2021-01-01: 0, 2021-04-01: 0.1}}"
    )

    in_force = world(tmp_path, root=root)

    april = (dt.date(2021, 4, 1) - START).days
    assert rate_on(in_force, IS_1) == pytest.approx(75, rel=1e-12)
    assert rate_on(in_force, 0) == pytest.approx(75 / 1.1 ** ((IS_1 - april) / 365.25), rel=1e-12)


def test_who_comes_follows_the_growth_in_force(tmp_path: Path) -> None:
    in_force = world(tmp_path, "kind: inflow, growth_per_year: {2025-01-01: 0.25}")

    cohort = build_cohort(build_network(in_force.scenario), seed=1, replication=0)

    days = cohort.clients.arrival // 2**20
    in_2029 = int(((days >= day(2029)) & (days < day(2030))).sum())
    rates = [
        rate_on(in_force, at) + rate_on(in_force, at, "far") for at in range(day(2029), day(2030))
    ]
    expected = math.fsum(rates)
    assert abs(in_2029 - expected) < 3.3 * math.sqrt(expected)
    everyone = asked_for(in_force, 0, day(2031))
    assert estimate(in_force.scenario).clients == pytest.approx(everyone, rel=1e-3)


def test_the_same_children_come_before_growth_changes(tmp_path: Path) -> None:
    plain = build_cohort(build_network(world(tmp_path).scenario), seed=1, replication=0)
    faster = world(tmp_path, "kind: inflow, growth_per_year: {2026-01-01: 0.05}")

    more = build_cohort(build_network(faster.scenario), seed=1, replication=0)

    before = [
        np.sort(item.clients.key[item.clients.arrival < day(2026) << 20]) for item in (plain, more)
    ]
    assert np.array_equal(*before)
    assert set(plain.clients.key) < set(more.clients.key)


def test_personal_budgets_by_date(tmp_path: Path) -> None:
    some = "kind: inflow, gemeenten: [far], pgb: {path: {2024-01-01: 0, 2026-01-01: 1}}"

    clients = build_cohort(
        build_network(world(tmp_path, some).scenario), seed=1, replication=0
    ).clients

    far = clients.source == 0  # in order of identity: far, town
    days = clients.arrival // 2**20
    assert not clients.pgb[far & (days >= day(2024)) & (days < day(2026))].any()
    assert clients.pgb[far & (days >= day(2026))].all()
    for rows in (far & (days < day(2024)), ~far):
        count = int(rows.sum())
        assert abs(int(clients.pgb[rows].sum()) - 0.1 * count) < 3.3 * math.sqrt(0.09 * count)


@pytest.mark.parametrize(
    ("intervention", "says"),
    [
        (
            "kind: inflow, growth_per_year: {add: {2024-01-01: -1.5}}",
            "interventions.i0.growth_per_year is -1.48; is what arrivals.a.growth_per_year "
            "becomes, and it must be above -1; mend the change or its dates",
        ),
        (
            "kind: inflow, growth_per_year: {2024-01-01: 5}",
            # 1,095 days of 2%, then 2,557 days of 500%
            "interventions.i0.growth_per_year is 5; makes demand "
            f"{1.02 ** (1095 / 365.25) * 6 ** (2557 / 365.25):,.0f} times that of the start",
        ),
        (
            "kind: inflow, pgb: {factor: {2024-01-01: 11}}",
            "interventions.i0.pgb is 1.1; is what arrivals.a.pgb becomes, and a share is at most "
            "1; mend the change or its dates",
        ),
    ],
)
def test_what_no_demand_has_is_refused(tmp_path: Path, intervention: str, says: str) -> None:
    with pytest.raises(ScenarioError) as error:
        world(tmp_path, intervention)

    assert says in str(error.value)


def test_explain_tells_growth_and_budgets(tmp_path: Path) -> None:
    world(
        tmp_path, "kind: inflow, growth_per_year: {2026-01-01: 0.05}, pgb: {add: {2026-01-01: 0.2}}"
    )

    told = "\n".join(explain(load(tmp_path / "growth.yaml")))

    assert "The growth of demand a year (all arrivals) becomes 5% from 1 January 2026" in told
    assert "The share of arrivals who pay by personal budget (all arrivals) changes by" in told
    assert "from 10% to 30%" in told
