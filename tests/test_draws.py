"""Draws of uncertain numbers: scales, groups, rows, repairs; values worked out here."""

from collections.abc import Mapping
from math import exp, fsum, log, sqrt
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from typer.testing import CliRunner

from sim.checks.loading import resolve
from sim.cli import app
from sim.errors import Place, Problem, ScenarioError
from sim.scenario.schema import Domain, Scenario
from sim.scenario.walking import numbers_in
from sim.uncertainty import Joint, Prior, Unknown, tallied
from sim.uncertainty.repairing import repaired
from sim.uncertainty.scales import Spread, Values

from .uncertain_region import prior_of, write

Z_95 = NormalDist().inv_cdf(0.95)


@pytest.fixture(scope="module")
def prior(tmp_path_factory: pytest.TempPathFactory) -> Prior:
    return prior_of(write(tmp_path_factory.mktemp("doubt")))


def with_z(prior: Prior, z: Mapping[str, float]) -> Scenario:
    names = [item.name for item in prior.unknowns]
    assert set(z) <= set(names), names
    return prior.applied(np.array([z.get(name, 0.0) for name in names]))


def unknown(prior: Prior, name: str) -> Unknown:
    (result,) = [item for item in prior.unknowns if item.name == name]
    return result


# ---------------------------------------------------------------------------- scales


@pytest.mark.parametrize(("z", "days"), [(Z_95, 400), (-Z_95, 50), (Z_95 / 2, 200), (0, 100)])
def test_what_is_positive_is_drawn_on_a_log_scale_in_two_pieces(
    prior: Prior, z: float, days: float
) -> None:
    home = with_z(prior, {"stations.home.stay.mean_days": z}).stations["home"]

    assert home.stay is not None
    assert home.stay.default is not None
    assert home.stay.default.mean == pytest.approx(days)


def test_a_share_is_drawn_by_its_odds(prior: Prior) -> None:
    # From odds of 1 to 4, halfway to those of 2 to 3 at its 95%, is the root of 1/4 times 2/3.
    odds = sqrt(0.25 * 2 / 3)

    row = with_z(prior, {"stations.help.next.home": Z_95 / 2}).stations["help"].next

    assert row is not None
    assert row.default is not None
    assert row.default.shares["home"].value == pytest.approx(odds / (1 + odds))


def test_growth_is_drawn_on_a_linear_scale_below_0_too(prior: Prior) -> None:
    name = "region.defaults.arrivals.growth_per_year"

    arrivals = with_z(prior, {name: -2 * Z_95}).arrivals

    assert [item.growth_per_year.value for item in arrivals.values()] == pytest.approx([-0.01] * 2)


def test_a_path_moves_as_a_whole_and_places_stay_whole(prior: Prior) -> None:
    path = with_z(prior, {"pools.beds.places": Z_95}).pools["beds"].places.path

    assert list(path.values()) == [60, 30]


def test_a_path_of_factors_begins_where_nothing_changes(tmp_path: Path) -> None:
    more = """\
interventions:
  - {id: fewer, kind: inflow, factor: {path: {2022-01-01: 1.0, 2024-01-01: 0.5}},
     about: {spread: 20%}}
"""
    prior = prior_of(write(tmp_path, more=more))

    (placed,) = with_z(prior, {"region.interventions.fewer.factor": Z_95}).interventions

    (change,) = placed.intervention.changes.values()
    assert list((change.number.path or {}).values()) == pytest.approx([1, 0.6])


def test_what_is_drawn_stays_within_what_the_schema_allows(tmp_path: Path) -> None:
    more = "pool: beds, at_18: {continues: {value: 0.1, low: 0, high: 0.2}}"
    prior = prior_of(write(tmp_path, ("pool: beds", more)))

    shares = [
        with_z(prior, {"stations.home.at_18.continues": z}).stations["home"].at_18.continues.value
        for z in (-2 * Z_95, 40)
    ]

    assert shares == [0, 1]


def test_at_0_the_scenario_is_that_of_the_file(prior: Prior) -> None:
    drawn = with_z(prior, {})

    assert [(keys, number.values) for keys, number in numbers_in(drawn)] == [
        (keys, number.values) for keys, number in numbers_in(prior.scenario)
    ]


# ---------------------------------------------------------------------------- one number, once


def test_a_number_that_a_file_says_once_is_one_number_wherever_it_counts(prior: Prior) -> None:
    drop_out = unknown(prior, "region.defaults.stations.care.waiting.drops_out_per_week")
    places = unknown(prior, "pools.team.places")

    assert [keys[1] for keys in drop_out.keys] == ["help", "home"]
    assert [keys[-1] for keys in places.keys] == ["Town", "Village"]


def test_what_is_set_is_drawn_as_what_stood_there(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "other.yaml").write_text(
        "doorstroom: 1\ntitle: {en: Other}\nextends: region\n"
        "set: {stations.help.next.home: {value: 0.5, low: 0.4, high: 0.6}}\n"
    )
    region, other = prior_of(tmp_path / "region.yaml"), prior_of(tmp_path / "other.yaml")

    z = [
        dict(zip([item.name for item in prior.unknowns], prior.chance.at(3), strict=True))
        for prior in (region, other)
    ]

    assert z[0] == z[1]


def test_the_root_has_the_rows_of_the_draw_and_the_arrivals_of_the_file(prior: Prior) -> None:
    scenario = prior.draw(5).scenario

    for name in ("gate", "help", "home"):
        assert scenario.root.stations[name].next == scenario.stations[name].next
    assert scenario.root.arrivals == prior.scenario.root.arrivals != scenario.arrivals


# ---------------------------------------------------------------------------- rows


def shares_of(scenario: Scenario, station: str, need: str) -> dict[str, float]:
    rows = scenario.stations[station].next
    row = None if rows is None else rows.find("Town", need)
    assert row is not None
    return {name: share.first for name, share in row.shares.items()}


def test_shares_of_a_row_move_by_odds_and_add_to_1(prior: Prior) -> None:
    # help has odds 1 and home 3/7; at their 95% they have the odds of 0.7 and 0.42.
    weights = {"help": 0.5 * (7 / 3) / 1, "home": 0.3 * (42 / 58) / (3 / 7)}
    total = fsum(weights.values()) + 0.2

    row = shares_of(
        with_z(prior, {f"stations.gate.next.light.{name}": Z_95 for name in weights}),
        "gate",
        "light",
    )

    assert row == pytest.approx({name: weight / total for name, weight in weights.items()})


def test_a_row_without_a_rest_adds_to_1_too(prior: Prior) -> None:
    row = shares_of(with_z(prior, {"stations.gate.next.heavy.home": Z_95}), "gate", "heavy")

    assert row == pytest.approx({"help": 0.44, "home": 0.56})


def test_ages_add_to_1(prior: Prior) -> None:
    age = with_z(prior, {"needs.light.age.0-3": -Z_95}).needs["light"].age

    assert age is not None
    assert [share.value for share in age.values()] == pytest.approx([0.16, 0.84])


def test_a_row_with_dates_is_at_most_1_on_the_day_on_which_it_has_most(tmp_path: Path) -> None:
    row = "{help: {path: {2021-01-01: 0.2, 2023-01-01: 0.8}, spread: 20%}, home: 0.1, rest: out}"
    prior = prior_of(write(tmp_path, ("{help: 0.5, home: 0.3, rest: out}", row)))
    # Upwards: 0.2 to 0.24 and 0.8 to 0.96; beside them weigh 0.1 and what the rest has that day.
    late = 0.8 * (0.96 / 0.04) / (0.8 / 0.2)
    most = late + 0.1 + 0.1
    early = 0.2 * (0.24 / 0.76) / (0.2 / 0.8)

    rows = with_z(prior, {"stations.gate.next.light.help": Z_95}).stations["gate"].next

    assert rows is not None
    shares = rows.needs["light"].shares
    assert list((shares["help"].path or {}).values()) == pytest.approx([early / most, late / most])
    assert shares["home"].value == pytest.approx(0.1 / most)


def test_a_share_of_1_gives_to_the_rest(tmp_path: Path) -> None:
    change = "{help: {value: 1, low: 0.8, high: 1}, rest: out}"
    prior = prior_of(write(tmp_path, ("{help: 0.5, home: 0.3, rest: out}", change)))

    row = shares_of(with_z(prior, {"stations.gate.next.light.help": -Z_95}), "gate", "light")

    assert row == pytest.approx({"help": 0.8})


# ---------------------------------------------------------------------------- groups


def test_a_group_moves_what_is_toward_and_all_others_where_the_rest_is(prior: Prior) -> None:
    groups = {item.name: (item.group, item.sign) for item in prior.unknowns}

    assert groups["stations.gate.next.light.home"] == ("routes", 1)
    assert groups["stations.gate.next.light.help"] == (None, 1)
    assert groups["stations.home.next.help"] == ("routes", -1)
    assert groups["arrivals.first.per_year"] == ("demand", 1)
    assert groups["arrivals.second.per_year"] == ("demand", -1)
    assert groups["needs.light.age.0-3"] == ("demand", 1)


def test_numbers_of_a_group_have_seven_tenths_of_their_variance_in_common(prior: Prior) -> None:
    z = prior.chance.of(1, 4096)
    names = [item.name for item in prior.unknowns]
    first, second, alone = (
        z[:, names.index(name)]
        for name in ("arrivals.first.per_year", "arrivals.second.per_year", "pools.beds.places")
    )
    # The mean of squares of n standard normals misses 1 by sqrt(2 / n), a product of two by less.
    error = 4 * sqrt(2 / 4096)

    assert np.mean(first**2) == pytest.approx(1, abs=error)
    assert np.mean(alone**2) == pytest.approx(1, abs=error)
    assert np.mean(first * second) == pytest.approx(-0.7, abs=error)
    assert np.mean(first * alone) == pytest.approx(0, abs=error)


def test_the_variance_of_a_sum_of_one_doubt_is_its_closed_form(tmp_path: Path) -> None:
    streams = "".join(
        f"  more-{at}: {{need: heavy, per_year: 10, enters: gate, growth_per_year:"
        " {value: 0.02, low: 0.0, high: 0.04, doubt: demand}}\n"
        for at in range(10)
    )
    prior = prior_of(write(tmp_path, ("arrivals:\n  first", f"arrivals:\n{streams}  first")))
    sigma = 0.02 / Z_95
    closed_form = 10 * sigma**2 * (1 + 9 * 0.7)
    draws = 1024

    sums = [
        fsum(
            item.growth_per_year.first
            for name, item in prior.applied(z).arrivals.items()
            if name.startswith("more")
        )
        for z in prior.chance.of(1, draws)
    ]

    assert np.mean(sums) == pytest.approx(0.2, abs=4 * sqrt(closed_form / draws))
    assert np.var(sums) == pytest.approx(closed_form, rel=4 * sqrt(2 / draws))


def test_what_groups_have_is_told_by_draw(prior: Prior) -> None:
    # demand moves 5 numbers, of which the growth of both arrivals counts at most places.
    joint = Joint({"region": prior})
    z = joint.z_of_doubts([3, 1])
    assert joint.groups == ("demand", "routes")
    first = prior.chance.groups(("demand", "routes"), 1, 4)
    assert z.tolist() == [first[2].tolist(), first[0].tolist()]
    demand = joint.doubts[0]
    assert (demand.name, demand.is_reversed) == (
        "region.defaults.arrivals.growth_per_year", False,
    )  # fmt: skip
    assert (demand.spread.value, demand.spread.low, demand.spread.high) == (0.01, 0.0, 0.03)


def test_what_groups_have_in_an_ensemble_is_what_it_says(prior: Prior) -> None:
    given = {7: {"demand": 1.5, "routes": -0.5}, 9: {"demand": 0.25, "routes": 2.0}}
    z = Joint({"region": prior}, given).z_of_doubts([7, 9])
    assert z.tolist() == [[1.5, -0.5], [0.25, 2.0]]


def test_a_draw_is_the_same_alone_and_among_others(prior: Prior) -> None:
    many = prior.chance.of(1, 7)

    for number in range(1, 8):
        assert (prior.chance.at(number) == many[number - 1]).all()


def test_another_seed_draws_otherwise(prior: Prior, tmp_path: Path) -> None:
    other = prior_of(write(tmp_path), seed=2)

    assert not np.isclose(prior.chance.at(1), other.chance.at(1)).any()


def test_what_a_block_brings_moves_no_draw_of_what_was_there(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "blocks").mkdir()
    (tmp_path / "blocks" / "policy.yaml").write_text(
        "block: 1\ntitle: {en: Policy}\ndoubts: {effect: {en: effect}}\ninterventions:\n"
        "  - {id: away, kind: divert, from: home, to: help, share: {2023-01-01: 0.3},\n"
        "     about: {spread: 50%, doubt: effect}}\n"
    )
    (tmp_path / "other.yaml").write_text(
        "doorstroom: 1\ntitle: {en: Other}\nextends: region\nuses: [policy]\n"
    )
    region, other = prior_of(tmp_path / "region.yaml"), prior_of(tmp_path / "other.yaml")

    (new,) = [item for item in other.unknowns if item.group == "effect"]

    assert new.name == "policy.interventions.away.share"
    assert (other.chance.at(1)[:-1] == region.chance.at(1)).all()
    # What the group has is told as what its only number has.
    joint = Joint({"region": region, "other": other})
    assert joint.groups == ("demand", "routes", "effect")
    assert joint.z_of_doubts([1])[0, 2] == other.chance.at(1)[-1]


# ---------------------------------------------------------------------------- repairs

TOO_MUCH = """\
interventions:
  - {id: more-home, kind: next, station: gate, to: home, taken_from: help, needs: [light],
     share: {2023-01-01: 0.75}, about: {spread: 20%}}
"""


def test_a_draw_that_is_refused_is_repaired_in_what_the_problem_is_about(tmp_path: Path) -> None:
    prior = prior_of(write(tmp_path, more=TOO_MUCH))

    draws = [draw for draw in prior.draws(64) if draw.repaired_for]

    assert 0 < len(draws) < 64
    for draw in draws:
        (problem,) = draw.repaired_for
        assert str(problem).split("; ")[0].endswith('interventions.more-home.taken_from is "help"')
        as_drawn = prior.chance.at(draw.number)
        for item, before, after in zip(prior.unknowns, as_drawn, draw.z, strict=True):
            is_about = item.is_about(("interventions", "more-home")) or item.is_about(
                ("stations", "gate", "next", "needs", "light")
            )
            tenths = after / before * 10
            assert tenths == pytest.approx(round(tenths))
            assert (0 <= round(tenths) < 10) if is_about else (before == after)


def test_a_tally_tells_how_many_were_repaired_and_why(tmp_path: Path) -> None:
    prior = prior_of(write(tmp_path, more=TOO_MUCH))

    tally = tallied(prior.draws(64))

    (reason,) = tally.reasons
    assert (tally.count, tally.repaired) == (64, len(reason.draws))
    assert [draw for draw in range(1, 65) if prior.draw(draw).repaired_for] == list(reason.draws)


def an_unknown(name: str) -> Unknown:
    return Unknown(name, Place("x.yaml", 3), "log", None, 1.0, (tuple(name.split(".")),))


def test_numbers_come_back_a_tenth_at_a_time() -> None:
    problem = Problem("is too much", keys=("a",), about=(("a",),))
    unknowns = [an_unknown("a.one"), an_unknown("b.one")]

    result = repaired(np.array([2.0, 3.0]), unknowns, lambda z: [problem] if z[0] > 1.25 else [])

    assert result.z.tolist() == pytest.approx([1.2, 3.0])
    assert result.problems == (problem,)


def test_what_cannot_be_repaired_is_an_error_of_the_ranges_with_the_numbers() -> None:
    problem = Problem("is too much", "mend it", place=Place("x.yaml", 9), about=(("a",),))
    unknowns = [an_unknown("a.one"), an_unknown("b.one")]

    with pytest.raises(ScenarioError) as refused:
        repaired(np.array([2.0, 3.0]), unknowns, lambda z: [problem] if z[1] > 1 else [])

    assert str(refused.value) == (
        "x.yaml:9: is too much; so it is in a draw with a.one (x.yaml:3) at the values of the "
        "file; narrow the ranges of what else it hangs on"
    )


# ---------------------------------------------------------------------------- commands


def test_check_draws_and_tells_what_was_repaired(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, more=TOO_MUCH)
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(app, ["check", "region.yaml", "--draws", "16", "--seed", "1"])

    prior = Prior(resolve("region.yaml"), 1)
    repaired_ones = [number for number in range(1, 17) if prior.draw(number).repaired_for]
    words = " ".join(result.stdout.split())
    alone = len(prior.unknowns) - sum(prior.groups.values())
    assert f"{len(prior.unknowns)} numbers with a range, in 2 groups; {alone} in none" in words
    assert f"demand: demand ({prior.groups['demand']})" in words
    assert f"{16 - len(repaired_ones)} of 16 draws hold as they are drawn (seed 1," in words
    assert f"{len(repaired_ones)} draws, first {repaired_ones[0]}: region.yaml:" in words
    assert result.exit_code == 0


def test_check_of_a_file_without_ranges_has_nothing_to_draw() -> None:
    result = CliRunner().invoke(app, ["check", "two-counters", "--draws", "8"])

    assert "no number has a range: nothing to draw" in result.stdout


def test_a_seed_without_draws_is_refused() -> None:
    result = CliRunner().invoke(app, ["check", "two-counters", "--seed", "8"])

    assert (result.exit_code, result.stderr) == (
        2,
        "--seed says more of --draws; add that too\n",
    )


@pytest.mark.parametrize(
    ("lang", "group", "number"),
    [
        ("en", "  - routes (routes): 3 numbers", "moves against demand (demand)"),
        ("nl", "  - routes (routes): 3 getallen", "beweegt tegen vraag (demand) in"),
    ],
)
def test_explain_tells_groups_and_the_group_of_a_number(
    lang: str, group: str, number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path)
    monkeypatch.chdir(tmp_path)

    options = ["--lang", lang, "--sources", "--verbose"]
    lines = CliRunner().invoke(app, ["explain", "region.yaml", *options]).stdout.splitlines()

    assert group in lines
    (line,) = [line for line in lines if line.startswith("  arrivals.second.per_year =")]
    assert line.endswith(number)


# ---------------------------------------------------------------------------- ranges refused


def test_shares_by_date_with_a_range_need_a_rest(tmp_path: Path) -> None:
    row = (
        "{help: {path: {2021-01-01: 0.2, 2023-01-01: 0.8}, spread: 20%},"
        " home: {2021-01-01: 0.8, 2023-01-01: 0.2}}"
    )
    path = write(tmp_path, ("{help: 0.6, home: 0.4}", row))

    with pytest.raises(ScenarioError) as refused:
        prior_of(path)

    assert "stations.gate.next.heavy has shares by date with a range" in str(refused.value)


def test_the_shares_of_the_log_scale_are_those_of_a_two_piece_normal() -> None:
    # The mean of a draw of 100 (50 to 400) in logs: the two halves of a normal have means of
    # sqrt(2 / pi) of their own deviations, half of the draws each.
    down, up = log(2) / Z_95, log(4) / Z_95
    z = np.array([NormalDist().inv_cdf((at + 0.5) / 4000) for at in range(4000)])
    values = Values([Spread(100, 50, 400, Domain(0, 1e6))] * z.size, range(z.size)).at(z)

    mean = np.mean(np.log(values)) - log(100)
    assert mean == pytest.approx((up - down) / 2 * sqrt(2 / np.pi), rel=1e-2)
    assert exp(np.median(np.log(values))) == pytest.approx(100, rel=1e-2)
