"""What an experiment may ask: names of files, periods, numbers; refused with a line or taken."""

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.cli.outset import told_at_the_outset
from sim.cli.runs import progress_bar
from sim.errors import InputError, ScenarioError
from sim.running import plan_of, run_scenario
from sim.running.batch import Outset
from sim.running.engines import EngineKind
from sim.running.expected import Expected, expected_of
from sim.running.planning import plan_of_scenario
from sim.running.tasks import Options
from sim.scenario.finding import scenario_name

from .small_region import REGION, write_region

EXPERIMENT = """\
experiment: 1
question: {en: "Do more places help?"}
baseline: region
scenarios: [region, SCENARIO]
seed: 4
replications: 3
"""
CHANGED = """\
doorstroom: 1
title: {en: Changed}
extends: region
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a region, in which we are."""
    monkeypatch.chdir(tmp_path)
    write("region.yaml", REGION)
    return tmp_path


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def asking_for(scenario: str, more: str = "") -> Path:
    return write("trial.yaml", EXPERIMENT.replace("SCENARIO", scenario) + more)


def said_of(path: Path) -> str:
    with pytest.raises(ScenarioError) as refused:
        plan_of(path)
    return str(refused.value)


def test_all_runs_are_counted_together(capsys: pytest.CaptureFixture[str]) -> None:
    # 3 runs of each of 2 scenarios.
    with progress_bar("trial") as watch:
        watch.begins(Outset(scenarios=2, least=6, most=6, jobs=1))

    assert "6 runs in all, for 2 scenarios, 1 at a time" in capsys.readouterr().err


# ------------------------------------------------------------------ names


def test_dots_in_names_belong_to_them() -> None:
    for name in ("uptake-0.5", "uptake-0.8", "region.v2"):
        write(f"{name}.yaml", CHANGED)

    plan = plan_of(asking_for("uptake-0.5, uptake-0.8, region.v2.yaml"))

    assert list(plan.scenarios) == ["region", "uptake-0.5", "uptake-0.8", "region.v2"]
    assert plan.ahead == tuple(plan.scenarios)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("groningen", "groningen"),
        ("uptake-0.5", "uptake-0.5"),
        ("base.v2.yaml", "base.v2"),
        ("some/where/base.v2.yml", "base.v2"),
        ("some.where/uptake-0.5", "uptake-0.5"),
    ],
)
def test_the_name_of_what_is_asked(asked: str, name: str) -> None:
    assert scenario_name(asked) == name


def test_the_results_of_a_dotted_experiment_are_under_its_whole_name() -> None:
    path = asking_for("region").rename("trial.v2.yaml")

    assert plan_of(path).name == plan_of("trial.v2").name == "trial.v2"


def test_two_files_of_one_name_are_refused() -> None:
    write("one/changed.yaml", CHANGED)
    write("two/changed.yaml", CHANGED)
    write("one/region.yaml", REGION)
    write("two/region.yaml", REGION)

    assert said_of(asking_for("one/changed.yaml, two/changed.yaml")) == (
        'trial.yaml:4: scenarios.2 is "two/changed.yaml"; this experiment also compares '
        "one/changed.yaml, which has the same name; rename one of the two files"
    )


def test_one_file_asked_for_twice_is_one_scenario() -> None:
    write("changed.yaml", CHANGED)

    assert plan_of(asking_for("changed, changed.yaml, ./changed.yaml")).ahead == (
        "region",
        "changed",
    )


def test_an_experiment_may_have_the_name_of_its_baseline() -> None:
    write("scenarios/delta.yaml", REGION)
    write("experiments/delta.yaml", EXPERIMENT.replace("region", "delta").replace("SCENARIO", ""))

    plan = plan_of("delta")

    assert (plan.name, plan.baseline) == ("delta", "delta")
    assert plan.scenarios["delta"].title.in_language("en") == "Small region"


def test_an_experiment_asked_for_as_a_scenario_is_still_told() -> None:
    asking_for("region")

    result = CliRunner().invoke(app, ["run", "trial"])

    assert result.exit_code == 2
    assert "trial.yaml:1: is an experiment, where a scenario is asked" in result.stderr


def test_a_name_that_is_no_name_is_refused() -> None:
    asking_for("region").rename("...yaml")

    assert "is no name" in said_of(Path("...yaml"))


# ------------------------------------------------------------------ periods


def test_other_days_than_the_baseline_are_refused() -> None:
    write("shorter.yaml", CHANGED + "set: {period.end: 2024-01-01}\n")

    assert said_of(asking_for("shorter")) == (
        'trial.yaml:4: scenarios.1 is "shorter"; it runs from 2021-01-01, reports from 2022-01-01 '
        "and ends 2024-01-01, where its baseline region has 2021-01-01, 2022-01-01 and 2026-01-01; "
        "give both the same period"
    )


@pytest.mark.parametrize("change", ["period.start: 2020-01-01", "period.report_from: 2023-01-01"])
def test_another_begin_is_refused_too(change: str) -> None:
    write("other.yaml", CHANGED + f"set: {{{change}}}\n")

    assert "give both the same period" in said_of(asking_for("other"))


def test_who_only_looks_back_may_end_later() -> None:
    write("longer.yaml", CHANGED + "set: {period.end: 2030-01-01}\n")
    back = "look_back: {scenarios: [longer], until: 2023-01-01}\n"

    # Those who joined until then are followed for a year.
    assert plan_of(asking_for("region", back)).scenarios["longer"].period.end.year < 2026


def test_who_looks_back_from_another_begin_is_refused() -> None:
    write("earlier.yaml", CHANGED + "set: {period.start: 2020-01-01}\n")
    back = "look_back: {scenarios: [earlier], until: 2023-01-01}\n"

    assert said_of(asking_for("region", back)).startswith(
        'trial.yaml:7: look_back.scenarios.0 is "earlier"; it runs from 2020-01-01'
    )


def test_looking_back_until_before_anything_is_reported_is_refused() -> None:
    back = "look_back: {scenarios: [region], until: 2022-01-01}\n"

    assert said_of(asking_for("region", back)) == (
        'trial.yaml:7: look_back.until is "2022-01-01"; must be after 2022-01-01, when region '
        "begins to report"
    )


# ------------------------------------------------------------------ numbers


def test_an_unknown_difference_that_matters_is_told_with_its_line() -> None:
    said = said_of(asking_for("region", "matters: {days: 1,\n  kosten: 1%}\n"))

    assert said.startswith("trial.yaml:8: matters.kosten is 1%; there is no indicator")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("replications: 10001", "trial.yaml:6: replications is 10001; must be at most 10,000"),
        (
            "replications: {max: 10001, until: {indicator: cost, half_width: 5%}}",
            "trial.yaml:6: replications.max is 10001; must be at most 10,000",
        ),
        (
            "replications: {min: 9, max: 3, until: {indicator: cost, half_width: 5%}}",
            'trial.yaml:6: replications is "half_width 5%, min 9, max 3"; the half-width must be '
            "above 0, and max at least min",
        ),
    ],
)
def test_numbers_of_runs_that_cannot_be(rule: str, said: str) -> None:
    path = asking_for("region")
    path.write_text(path.read_text("utf-8").replace("replications: 3", rule), encoding="utf-8")

    assert said_of(path) == said


def test_too_many_runs_are_refused_on_the_command_line_too() -> None:
    with pytest.raises(InputError, match="--replications is 10001; must be at most 10,000"):
        run_scenario("region", replications=10_001)


@pytest.mark.parametrize("seed", [-1, 2**63, 2**64])
def test_a_seed_that_is_no_key_is_wrong_input(seed: int) -> None:
    assert CliRunner().invoke(app, ["run", "region", "--seed", str(seed)]).exit_code == 2
    with pytest.raises(InputError, match="must be from 0 to"):
        run_scenario("region", seed=seed)


def test_the_largest_seed_runs() -> None:
    assert len(run_scenario("region", seed=2**63 - 1, scale=0.1, jobs=1).indicators) > 0


# ------------------------------------------------------------------ the past


def test_a_set_that_changes_the_past_is_noted() -> None:
    write("dearer.yaml", CHANGED + "set: {stations.home.places: 90, stations.crisis.places: 5}\n")

    plan = plan_of(asking_for("dearer"))

    assert [str(note) for note in plan.notes] == [
        "trial.yaml: dearer differs from its baseline region from the start, also in the past, in "
        "stations.home.places, stations.crisis.places; what is to change later is an intervention "
        "with a date"
    ]
    assert plan.scenarios["dearer"].warnings[-1:] == plan.notes


@pytest.mark.parametrize(
    "change",
    [
        "set: {stations.home.places: {path: {2021-01-01: 70, 2025-01-01: 90}}}",
        "interventions: [{id: x, kind: places, station: home, number: 90, from: 2024-01-01}]",
        "set: {pools.team.follows: {from: 2024-01-01, most: 0}}",
    ],
)
def test_what_changes_on_a_date_is_not(change: str) -> None:
    write("later.yaml", CHANGED + change + "\n")

    assert plan_of(asking_for("later")).notes == ()


def test_what_changes_in_name_only_changes_nothing() -> None:
    write("named.yaml", CHANGED + "set: {stations.home.title: {en: At home}}\n")

    (note,) = plan_of(asking_for("named")).notes

    assert str(note).startswith("trial.yaml: named changes nothing of what region has in force: ")


@pytest.mark.full
def test_the_shipped_experiment_rewrites_no_past() -> None:
    assert plan_of("policy-comparison").notes == ()


# ------------------------------------------------------------------ what it takes


def test_long_runs_are_told_with_what_they_take() -> None:
    expected = Expected(seconds=720.0, memory_bytes=3.14e9, disk_bytes=9.2e7)
    outset = Outset(scenarios=7, least=896, most=896, jobs=2, expected=expected)
    first = "896 runs in all, for 7 scenarios, 2 at a time"
    takes = "if none was made before: about 12 minutes, 3.1 GB of memory"

    assert [*told_at_the_outset(outset)] == [first, takes]
    kept = [*told_at_the_outset(replace(outset, free_bytes=10**9))]
    assert kept == [first, f"{takes}, and 92 MB in the store"]
    full = [*told_at_the_outset(replace(outset, free_bytes=5 * 10**7))]
    assert full[2].startswith("! the disk of the store has 50 MB free: choose another --store")
    short = replace(outset, expected=replace(expected, seconds=5.0))
    assert [*told_at_the_outset(short)] == [first]


def test_more_runs_take_more_and_more_at_a_time_take_less_time(tmp_path: Path) -> None:
    plan = plan_of_scenario(write_region(tmp_path), seed=1, replications=1)
    options = Options(1, 1.0, EngineKind.compiled)
    alone, many = expected_of(plan, options, 1, 1), expected_of(plan, options, 10, 1)
    at_once = expected_of(plan, options, 10, 2)

    assert many.seconds == pytest.approx(10 * alone.seconds)
    assert many.disk_bytes == pytest.approx(10 * alone.disk_bytes)
    assert at_once.seconds == pytest.approx(many.seconds / 2)
    assert at_once.memory_bytes > many.memory_bytes > alone.memory_bytes
    slow = expected_of(plan, replace(options, engine=EngineKind.simpy), 1, 1)
    assert slow.seconds > alone.seconds


# ------------------------------------------------------------------ headline


@pytest.mark.parametrize("years", ["2026-2024", "2024", "2024-2024", "later"])
def test_headlines_are_of_several_years_in_order(years: str) -> None:
    assert said_of(asking_for("region", f'headline: "{years}"\n')) == (
        f'trial.yaml:7: headline is "{years}"; must be several years, the first one first; '
        "write headline: 2026-2030"
    )


def test_headlines_of_years_that_are_not_reported_are_refused() -> None:
    assert said_of(asking_for("region", "headline: 2019-2020\n")).startswith(
        'trial.yaml:7: headline is "2019-2020"; lies partly outside what region reports'
    )
