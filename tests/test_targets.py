"""The model beside known figures: what is counted, what is said of it, and what is refused."""

import csv
import dataclasses
import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import sim
from sim.cli import app
from sim.errors import InputError, ScenarioError
from sim.figures.results import read_results
from sim.indicators.definitions import INDICATORS, Indicator, Kind, indicator_of
from sim.indicators.targets import days_of, needed_until, shortened
from sim.measuring import periods_of
from sim.report.page import page
from sim.results.targets import Named, lines_of, notes_of, target_table
from sim.running import run_scenario, run_targets
from sim.scenario.schema import Target
from sim.texts import texts_in

from .hand_made import HandMade, V, hand_made
from .report_fixture import change_manifest, write_results

# A region without chance in what its targets count: every place is taken from the first weeks on,
# each stay lasts a year, and who comes next begins in the same instant.
# On any day: 20 at the desk, 30 in the team, 10 with a personal budget, 50 at the gate; and 40 with
# a guard, who comes with the desk and stays two years: these 20 and the 20 of the year before.
REGION = """\
doorstroom: 1
title: {en: Full house, nl: Vol huis}
period: {start: 2018-01-01, report_from: 2021-01-01, end: 2032-01-01}
money: {price_level: 2022, index: {2021: 0.5, 2022: 1.0}}
sources: {count: {title: A count}}
gemeenten: {Town: {youth: 1000}, Village: {youth: 500}, Far: {youth: 500, outside: true}}
needs: {any: {age: {4-5: 1}}, other: {}}
arrivals:
  to-desk: {need: any, per_year: 600, enters: desk, gemeenten: [Town], referrer: court}
  to-team: {need: any, per_year: 600, enters: team, gemeenten: [Village]}
  to-own: {need: any, per_year: 600, enters: own, gemeenten: [Town], pgb: 1}
  to-gate: {need: any, per_year: 600, enters: gate, gemeenten: [Town]}
pools:
  desks: {places: 20}
stations:
  desk: {pool: desks, stay: {distribution: fixed, days: 365}, cost: {per_day: 10},
         together: {station: guard, share: 1}}
  team: {places: 30, form: local_team, stay: {distribution: fixed, days: 365}}
  own: {places: 10, stay: {distribution: fixed, days: 365}}
  guard: {group: protection, stay: {distribution: fixed, days: 730}}
  gate: {group: gate, places: 50, stay: {distribution: fixed, days: 365}, next: {out: 1}}
targets:
"""
DAY = "at: 2022-04-01"
TARGETS = f"""\
  open: {{title: {{en: open at the desk, nl: open bij de balie}}, counts: trajectories,
         source: count, indicator: in_care, station: desk, gemeenten: [Town], {DAY},
         value: 20, tolerance: 5%}}
  everyone: {{indicator: in_care, {DAY}, value: 60, tolerance: 5%}}
  protected: {{indicator: "youths:jeugdzorg", {DAY}, value: 80, tolerance: 5%}}
  in-kind: {{indicator: "youths:in_kind", {DAY}, value: 20, tolerance: 5%}}
  pgb: {{indicator: "youths:pgb", gemeenten: [Town, Village], {DAY}, value: 10, tolerance: 5%}}
  busy: {{indicator: occupancy, pool: desks, period: 2021-2024, value: 0.5, low: 0.4, high: 0.6}}
  town-cost: {{indicator: cost, station: desk, gemeenten: [Town], period: 2022, value: 73000,
              tolerance: 1%}}
  paid: {{indicator: cost_nominal, period: 2021, value: 36500, tolerance: 1%}}
  lengths: {{indicator: "stay_share:court", period: 2022, values: {{6-12m: 1.0, 4y+: 0.5}},
            tolerance: 6%}}
  wait: {{indicator: weeks_waited, station: desk, period: 2021, value: 52, tolerance: 5%}}
"""
LATE = '  late: {indicator: "youths:pgb", at: 2040-01-01, value: 1, tolerance: 5%}\n'

runner = CliRunner()


def written(folder: Path, targets: str = TARGETS) -> Path:
    path = folder / "full-house.yaml"
    path.write_text(REGION + targets, encoding="utf-8")
    return path


def one_target(folder: Path, spec: str, *, head: str = REGION) -> Path:
    path = folder / "x.yaml"
    path.write_text(f"{head}  t: {{{spec}}}\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    path = written(tmp_path_factory.mktemp("targets"), TARGETS + LATE)
    return run_targets(path, replications=3, jobs=1).targets.set_index("target")


# ------------------------------------------------------------------ what is counted


@pytest.mark.parametrize(
    ("target", "mean", "verdict"),
    [
        ("open", 20, "inside"),
        ("everyone", 20 + 30 + 10, "inside"),  # gate and guard give no help
        ("protected", 20 + 30 + 10 + 20, "inside"),  # at the desk and with a guard counts once
        ("in-kind", 20, "inside"),  # not the team, not the personal budget, not gate or guard
        ("pgb", 10, "inside"),
        ("busy", 1.0, "missed"),
        ("town-cost", 20 * 365 * 10, "inside"),
        ("paid", 20 * 365 * 10 * 0.5, "inside"),
    ],
)
def test_a_target_is_counted_as_it_says(
    measured: pd.DataFrame, target: str, mean: float, verdict: str
) -> None:
    row = measured.loc[target]
    assert (row["mean"], row["mean_low"], row["mean_high"]) == pytest.approx((mean, mean, mean))
    assert (row["verdict"], row["replications"]) == (verdict, 3)


def test_several_figures_of_a_target_are_judged_each(measured: pd.DataFrame) -> None:
    lengths = measured.loc["lengths"].set_index("part")
    assert lengths["mean"].to_dict() == {"6-12m": 1.0, "4y+": 0.0}  # each stay is 365 days
    assert lengths["verdict"].to_dict() == {"6-12m": "inside", "4y+": "missed"}
    assert lengths[["low", "high"]].loc["4y+"].tolist() == pytest.approx([0.44, 0.56])


def test_what_lies_outside_the_period_is_said(measured: pd.DataFrame) -> None:
    late = measured.loc["late"]
    assert (late["verdict"], late["reason"]) == ("not_measured", "not_reported")
    assert late["replications"] == 0


def test_a_year_that_is_reported_in_part_is_not_measured(tmp_path: Path) -> None:
    head = REGION.replace("report_from: 2021-01-01", "report_from: 2021-07-01")
    path = one_target(
        tmp_path, "indicator: cost, period: 2021, value: 7300, tolerance: 5%", head=head
    )
    assert run_targets(path, replications=1).targets["reason"].tolist() == ["not_reported"]


def test_what_never_happens_is_not_measured(tmp_path: Path) -> None:
    spec = 'indicator: "wait_first_help:closed", period: 2021, value: 3, tolerance: 6%'
    row = run_targets(one_target(tmp_path, spec), replications=1).targets.iloc[0]
    assert (row["verdict"], row["reason"]) == ("not_measured", "no_value")


def test_in_kind_counts_a_youth_once_and_only_bought_help(tmp_path: Path) -> None:
    run = hand_made(
        tmp_path,
        V("ann", "help", 0, 5, 100),
        V("ann", "home", 0, 5, 100),  # the same youth: once
        V("bob", "gate", 0, 5, 100),  # a gate is no help
        V("cas", "guard", 0, 5, 100),  # protection is no help
        V("dee", "crisis", 0, 5, 100),  # the local team, here
        V("eva", "crisis", 0, 5, 100),
        V("eva", "home", 0, 50, 100),  # beside the local team: bought
        V("fay@Town:budget", "help", 0, 5, 100),  # personal budget
        V("gus@Far", "help", 0, 5, 100),  # outside the region
        old="  crisis: {stay",
        new="  crisis: {form: local_team, stay",
    )
    assert run.value("youths:in_kind", "2021-H1") == 2  # ann and eva
    assert run.value("youths:in_kind", "2021-H1", gemeente="Village") == 0
    assert run.value("youths:jeugdhulp", "2021-H1") == 4  # dee and fay as well


# ------------------------------------------------------------------ how sure it is


ROW = ["scenario", "draw", "replication", "indicator", "station", "gemeente", "need", "period",
       "value", "unit"]  # fmt: skip


def judged(folder: Path, *values: float, scale: float = 1.0, known: int = 100) -> pd.Series:
    """The target of 100 ± 10%, or of another figure, beside runs with these values."""
    spec = f"indicator: in_care, {DAY}, value: {known}, tolerance: 10%"
    scenario = sim.load(one_target(folder, spec))
    rows = [
        ("x", 0, run, "in_care", "all", "all", "all", "2022-04-01", value, "number")
        for run, value in enumerate(values)
    ]
    return target_table(scenario, pd.DataFrame(rows, columns=ROW), scale=scale).iloc[0]


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ((99, 101), "not sure"),  # 100 ± 12.7: the 97.5% point of t with one degree of freedom
        ((99, 100, 101), "inside"),  # 100 ± 4.303 / sqrt(3) = 2.5
        ((109.9,), "not sure"),
        ((110.1,), "missed"),
        ((120, 121, 122), "missed"),
        ((95, 105, 118), "not sure"),  # 106 ± 28.6
    ],
)
def test_a_verdict_needs_an_interval(
    tmp_path: Path, values: tuple[float, ...], verdict: str
) -> None:
    table = judged(tmp_path, *values).to_frame().T
    assert lines_of(table, {}, texts_in("en"))[0].verdict == verdict


def test_the_interval_is_a_t_interval(tmp_path: Path) -> None:
    row = judged(tmp_path, 99, 100, 101)
    half = 4.302653 * 1 / 3**0.5  # t(2) at 0.975, standard deviation 1
    assert (row["mean_low"], row["mean_high"]) == pytest.approx((100 - half, 100 + half))


def test_counts_of_a_trial_are_scaled_up_and_shares_are_not(tmp_path: Path) -> None:
    assert judged(tmp_path, 5, scale=0.05)["mean"] == 100
    path = written(tmp_path)
    rows = run_targets(path, replications=1, scale=2).targets.set_index("target")
    assert rows.loc["open", "mean"] == 20  # forty places, divided by two
    assert rows.loc["busy", "mean"] == 1


# ------------------------------------------------------------------ how long a run is


def test_a_run_goes_no_further_than_targets_need(tmp_path: Path) -> None:
    days = sim.load(one_target(tmp_path, f"indicator: in_care, {DAY}, value: 6, tolerance: 5%"))
    assert needed_until(days) == dt.date(2022, 4, 2)
    wait = sim.load(written(tmp_path))
    assert needed_until(wait) == dt.date(2025, 1, 1)  # 2021-2024; the wait of 2021 until 2024-01-02


def test_a_shorter_run_gives_the_same_numbers(tmp_path: Path) -> None:
    scenario = sim.load(written(tmp_path))
    short = run_targets(scenario, replications=2, jobs=1).targets
    full = run_scenario(scenario, replications=2, jobs=1).targets
    assert shortened(scenario).period.end < scenario.period.end
    pd.testing.assert_frame_equal(short, full, check_exact=True)


def test_two_at_a_time_give_the_same_numbers(tmp_path: Path) -> None:
    path = written(tmp_path)
    item, two = (run_targets(path, replications=2, jobs=jobs).targets for jobs in (1, 2))
    pd.testing.assert_frame_equal(item, two, check_exact=True)


def test_periods_of_targets_are_periods_of_the_scenario(tmp_path: Path) -> None:
    periods = periods_of(sim.load(written(tmp_path)))
    assert [span.name for span in periods.spans] == ["all", "2027-2031", "2021-2024"]
    assert [item.name for item in periods.fine] == ["2022", "all", "2027-2031", "2021-2024"]
    assert "2022-04-01" in [date.name for date in periods.dates]


@pytest.mark.parametrize(
    ("period", "first", "end"),
    [
        ("2021", (2021, 1, 1), (2022, 1, 1)),
        ("2021-H1", (2021, 1, 1), (2021, 7, 1)),
        ("2021-H2", (2021, 7, 1), (2022, 1, 1)),
        ("2021-2024", (2021, 1, 1), (2025, 1, 1)),
    ],
)
def test_days_of_a_period(period: str, first: tuple[int, ...], end: tuple[int, ...]) -> None:
    target = Target(indicator="cost", period=period, value=1.0, tolerance="5%")
    assert days_of(target) == (dt.date(*first), dt.date(*end))


# ------------------------------------------------------------------ the catalogue


def rows_in(run: HandMade, item: Indicator) -> set[tuple[Kind, str]]:
    """For which kinds of periods and parts a table has rows of an entry."""
    periods = run.lens.periods
    names = {Kind.HALF: periods.halves, Kind.YEAR: periods.years, Kind.SPAN: periods.spans}
    kinds = {span.name: kind for kind, spans in names.items() for span in spans}
    table = run.table
    mine = [name for name in set(table["indicator"]) if indicator_of(name, run.scenario) is item]
    of_pool = "P" in f"{item.year}{item.detail}"
    result = set()
    for row in table[table["indicator"].isin(mine)].itertuples():
        letters = (("P" if of_pool else "S", row.station), ("G", row.gemeente), ("N", row.need))
        parts = "".join(letter for letter, name in letters if name != "all") or "."
        result.add((kinds.get(row.period, Kind.DATE), parts))
    return result


def test_the_catalogue_says_which_rows_there_are(tmp_path: Path) -> None:
    targets = """\
targets:
  a: {indicator: cost, station: help, gemeenten: [Town], period: 2021, value: 1, tolerance: 5%}
  b: {indicator: starts, station: help, gemeenten: [Town], period: 2022, value: 1, tolerance: 5%}
  c: {indicator: in_care, at: 2021-03-01, value: 1, tolerance: 5%}
needs:"""
    visits = [V(f"ann{day}", "help", day, day + 5, day + 50) for day in range(0, 300, 20)]
    visits += [V(f"bob{day}@Village:heavy", "home", day, day + 5, day + 50) for day in (1, 40)]
    visits += [V("cas@Town:locked", "locked_place", 0, 1, 60)]
    run = hand_made(tmp_path, *visits, old="needs:", new=targets)
    unknown = {
        name for name in set(run.table["indicator"]) if indicator_of(name, run.scenario) is None
    }
    assert unknown == set()
    wrong = {}
    for item in INDICATORS:
        result = rows_in(run, item)
        spec = {(kind, parts) for kind in Kind for parts in item.rows(kind)}
        if result - spec or (result and spec - result and item.base not in ("budget", "deficit")):
            wrong[item.pattern] = result ^ spec  # one gemeente has a budget, so there is no total
    assert wrong == {}


def test_units_and_what_adds_up_are_those_of_the_table(tmp_path: Path) -> None:
    run = hand_made(tmp_path, V("ann", "help", 0, 5, 10), V("bob@Village", "home", 0, 5, 10))
    first = run.table.drop_duplicates("indicator")
    wrong = [
        row.indicator
        for row in first.itertuples()
        if getattr(indicator_of(row.indicator, run.scenario), "unit", None) != row.unit
    ]
    assert wrong == []
    wide = run.table[(run.table[["station", "need"]] == "all").all(axis=1)]
    total = wide[wide["gemeente"] == "all"].set_index(["indicator", "period"])["value"]
    parts = wide[wide["gemeente"] != "all"].groupby(["indicator", "period"])["value"].sum()
    for (name, period), value in parts.items():
        item = indicator_of(name, run.scenario)
        assert item is not None
        if item.adds_up and (name, period) in total.index:
            assert value == pytest.approx(total[name, period]), name


# ------------------------------------------------------------------ what is refused


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


# ------------------------------------------------------------------ words


def test_a_target_in_words(measured: pd.DataFrame) -> None:
    table = measured.reset_index()
    named = {"open": Named("open at the desk", "trajectories", "A count")}
    lines = {line.title: line for line in lines_of(table, named, texts_in("en"))}
    desk = lines["open at the desk"]
    assert desk.about.replace("\N{NO-BREAK SPACE}", " ") == "trajectories; 1 April 2022"
    assert (desk.known, desk.model, desk.interval) == ("20 ± 5%", "20", "20")
    assert lines["busy"].known == "50% (40% to 60%)"
    assert lines["busy"].model_with_interval == "100.0% (100.0%)"
    assert lines["town cost"].interval == "€73\N{NO-BREAK SPACE}thousand"
    assert (lines["lengths"].known, lines["lengths"].verdict) == ("50% ± 6 points", "1 of 2 missed")
    assert lines["lengths"].about == "2022; worst of 2: 4 years or longer"
    assert lines["late"].verdict == "not measured: not within the reported period"
    assert lines["in kind"].about.startswith("Youths with help bought in kind; 1")


@pytest.mark.parametrize("known", [100, 6])
def test_fewer_than_ten_children_are_never_told(tmp_path: Path, known: int) -> None:
    row = judged(tmp_path, 3, 4, known=known)
    (line,) = lines_of(row.to_frame().T, {}, texts_in("nl"))
    assert (line.model_with_interval, line.verdict) == ("niet getoond", "gemist")
    assert pd.isna(row[["mean", "mean_low", "mean_high"]].astype(float)).all()


def test_what_gives_fewer_than_ten_children_is_not_told(tmp_path: Path) -> None:
    # All 104 less the 100 of Town are the 4 of Village.
    town = f"indicator: in_care, gemeenten: [Town], {DAY}, value: 100, tolerance: 10%"
    scenario = sim.load(one_target(tmp_path, town))
    rows = [("x", 0, 0, "in_care", "all", gemeente, "all", "2022-04-01", value, "number")
            for gemeente, value in (("all", 104.0), ("Town", 100.0), ("Village", 4.0))]  # fmt: skip
    assert pd.isna(target_table(scenario, pd.DataFrame(rows, columns=ROW)).iloc[0]["mean"])


def test_a_share_of_fewer_than_ten_children_is_not_told(tmp_path: Path) -> None:
    spec = "indicator: repeat_share, period: 2021, value: 0.5, tolerance: 10%"
    scenario = sim.load(one_target(tmp_path, spec))
    rows = [("x", 0, 0, name, "all", "all", "all", "2021", value, "share")
            for name, value in (("repeat_share", 0.5), ("starts", 9.0))]  # fmt: skip
    row = target_table(scenario, pd.DataFrame(rows, columns=ROW)).iloc[0]
    assert pd.isna(row["mean"])
    table = row.to_frame().T
    assert lines_of(table, {}, texts_in("en"))[0].model == "not shown"
    assert any(note.startswith("Not shown: ") for note in notes_of(table, 1.0, texts_in("en")))


# ------------------------------------------------------------------ the command


def test_the_command_shows_every_target_and_ends_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    path = written(tmp_path, TARGETS + LATE)
    result = runner.invoke(
        app,
        ["targets", str(path), "--replications", "2", "--jobs", "1", "--out", str(tmp_path / "o")],
    )
    assert result.exit_code == 0
    spec = " ".join(result.stdout.split())
    for words in (
        "open at the desk",
        "[1] A count",
        "town cost",
        "missed",
        "not measured",
        "Of 11",
    ):
        assert words in spec
    with (tmp_path / "o" / "targets.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["target"] for row in rows if row["verdict"] == "missed"] == ["busy", "lengths"]
    manifest = json.loads((tmp_path / "o" / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["kind"], set(manifest["outputs"])) == (
        "targets",
        {"targets.csv", "targets.parquet"},
    )
    assert manifest["targets"]["open"]["title"] == {
        "nl": "open bij de balie",
        "en": "open at the desk",
    }


def test_the_command_in_dutch_and_in_markdown(tmp_path: Path) -> None:
    path = written(tmp_path)
    asked = ["targets", str(path), "--replications", "1", "--lang", "nl", "--markdown"]
    result = runner.invoke(app, asked)
    lines = result.stdout.splitlines()
    assert lines[0] == "| Bekend cijfer | Bekend | Model (één run) | Oordeel | Bron |"
    assert lines[1] == "| --- | --- | --- | --- | --- |"
    assert lines[2] == (
        "| **open bij de balie** (trajectories; 1 april 2022) | 20 ± 5% | 20 | niet zeker "
        "| A count |"
    )
    assert sum(line.startswith("| **") for line in lines) == 10


@pytest.mark.parametrize("asked", [["nowhere"], ["two-counters"], ["two-counters", "--lang", "de"]])
def test_wrong_input_ends_with_2(asked: list[str]) -> None:
    assert runner.invoke(app, ["targets", *asked]).exit_code == 2


# ------------------------------------------------------------------ in results and on the page


def test_a_run_writes_its_targets(tmp_path: Path) -> None:
    results = run_scenario(written(tmp_path), replications=2, jobs=1, out=tmp_path / "out")
    told = pd.read_csv(tmp_path / "out" / "targets.csv").set_index("target")
    assert told.loc["open", "mean"] == 20
    assert told["verdict"].tolist() == results.targets["verdict"].tolist()
    for lang, heading in (("nl", "Wat het model nabootst en wat niet"), ("en", "and what not")):
        shown = page(read_results(tmp_path / "out"), texts_in(lang), [])
        assert heading in shown


def test_a_run_that_measures_none_writes_none(tmp_path: Path) -> None:
    run_scenario(written(tmp_path, LATE), scale=0.5, out=tmp_path / "out")
    assert not (tmp_path / "out" / "targets.csv").exists()


def test_a_page_without_targets_does_not_name_them(tmp_path: Path) -> None:
    shown = page(read_results(write_results(tmp_path)), texts_in("en"), [])
    assert 'id="targets"' not in shown


def test_a_table_without_a_column_is_told(tmp_path: Path) -> None:
    folder = write_results(tmp_path)
    pd.DataFrame({"scenario": ["groningen"]}).to_parquet(folder / "targets.parquet")
    change_manifest(folder)
    with pytest.raises(InputError, match=r"targets\.parquet: target is no column of it"):
        read_results(folder)


def test_entries_are_plain(tmp_path: Path) -> None:
    """No entry is said twice."""
    patterns = [item.pattern for item in INDICATORS]
    assert len(set(patterns)) == len(patterns)
    assert all(dataclasses.asdict(item)["unit"] for item in INDICATORS)
