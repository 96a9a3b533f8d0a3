"""Targets that cannot be, or cannot be tested."""

from pathlib import Path

import pytest

import sim
from sim.errors import InputError, ScenarioError
from sim.running import run_targets

from .full_house import DAY, LATE, REGION, one_target, written


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        (
            f"indicator: in_kare, {DAY}, value: 3, tolerance: 5%",
            't.indicator is "in_kare"; no indicator of that name exists; did you mean in_care?',
        ),
        (
            f'indicator: "youths:in_kin", {DAY}, value: 3, tolerance: 5%',
            "youths has no row of this name; did you mean youths:in_kind?",
        ),
        (
            "indicator: stay_share:all, period: 2021, values: {0-3: 0.1}, tolerance: 6%",
            't.values.0-3 is "0-3"; stay_share has no row of this name; did you mean 0-3m?',
        ),
        (
            f"indicator: in_care, station: desks, {DAY}, value: 3, tolerance: 5%",
            't.station is "desks"; no station of that name exists; did you mean desk?',
        ),
        (
            "indicator: places, pool: desk, period: 2021, value: 3, tolerance: 5%",
            't.pool is "desk"; no pool or station of that name exists; did you mean desks?',
        ),
        (
            f"indicator: in_care, gemeenten: [Twon], {DAY}, value: 3, tolerance: 5%",
            't.gemeenten.0 is "Twon"; no gemeente of that name exists; did you mean Town?',
        ),
        (
            f"indicator: in_care, gemeenten: [Far], {DAY}, value: 3, tolerance: 5%",
            "lies outside the region, of which nothing is measured",
        ),
        (
            "indicator: referrals, need: an, period: 2021, value: 3, tolerance: 5%",
            't.need is "an"; no need of that name exists; did you mean any?',
        ),
        (
            "indicator: cost, period: 2021-H3, value: 3, tolerance: 5%",
            't.period is "2021-H3"; is no period of a target; write a year (2021)',
        ),
        (
            "indicator: cost, period: 2024-2021, value: 3, tolerance: 5%",
            't.period is "2024-2021"; is no period of a target',
        ),
        (
            "indicator: cost, period: 2017, value: 3, tolerance: 5%",
            't.period is "2017"; begins before 2018-01-01',
        ),
        (
            "indicator: in_care, at: 2017-01-01, value: 3, tolerance: 5%",
            "t.at is 2017-01-01; begins before 2018-01-01",
        ),
        (
            "indicator: in_care, period: 2021, value: 3, tolerance: 5%",
            't.period is "2021"; in_care is not measured so; it is measured on a date',
        ),
        (
            "indicator: occupancy, station: desk, period: 2021, value: 0.3, tolerance: 5%",
            "has no rows per station in a year (period: 2021); its rows are per pool",
        ),
        (
            "indicator: cost_per_youth, gemeenten: [Town, Village], period: 2021, value: 3,"
            " tolerance: 5%",
            "cost_per_youth of several gemeenten does not add up",
        ),
        (
            "indicator: repeat_share, period: 2021, value: 23.7, tolerance: 2%",
            "t.value is 23.7; is a share, from 0 to 1; write 23% as 0.23",
        ),
        (f"indicator: in_care, {DAY}, tolerance: 5%", "a target has value or values"),
        (f"indicator: in_care, {DAY}, value: 3", "a target says how close is close enough"),
        (f"indicator: in_care, {DAY}, value: 3, low: 1", "a target says how close"),
        (
            f"indicator: in_care, {DAY}, value: 3, low: 4, high: 5",
            "t.value is 3; must lie from low (4) to high (5)",
        ),
        ("indicator: in_care, value: 3, tolerance: 5%", "a target has a date or a period"),
        (
            f"indicator: in_care, station: desk, pool: desks, {DAY}, value: 3, tolerance: 5%",
            "names a station and a pool; leave one out",
        ),
        (
            f"indicator: in_care, referrer: gi, {DAY}, value: 3, tolerance: 5%",
            "t.referrer is no known key; name it in the indicator, as stay_share:huisarts",
        ),
    ],
)
def test_a_target_that_cannot_be_is_refused_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spec: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    one_target(tmp_path, spec)
    with pytest.raises(ScenarioError) as refused:
        sim.load("x")
    line = REGION.count("\n") + 1
    assert str(refused.value).startswith(f"x.yaml:{line}: targets.t")
    assert message in str(refused.value)


def test_a_target_after_the_end_is_a_warning(tmp_path: Path) -> None:
    scenario = sim.load(written(tmp_path, LATE))
    spec = "targets.late.at is 2040-01-01; cannot be tested: reported is 2021-01-01 to 2032-01-01"
    assert [spec in str(item) for item in scenario.warnings].count(True) == 1


def test_a_scenario_without_targets_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bare.yaml"
    path.write_text(REGION.removesuffix("targets:\n"), encoding="utf-8")
    with pytest.raises(InputError, match="bare: has no targets"):
        run_targets(path)
