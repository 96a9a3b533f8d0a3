"""The caseload at which a pool pays for itself: by hand, in a run, and what is refused."""

from pathlib import Path

import pandas as pd
import pytest

from sim.errors import ScenarioError
from sim.report import build_report
from sim.running import plan_of, run_experiment
from sim.running.balancing import breakeven_table

REGION = """\
doorstroom: 1
title: {en: Bought help}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2024-01-01}
gemeenten: {Town: {youth: 1000}, Village: {youth: 500}, Far: {youth: 500, outside: true}}
needs: {any: {}}
arrivals: {walk-in: {need: any, per_year: 100, enters: bought}}
pools: {office: {places: 3, per_place_day: 10}}
stations:
  bought: {stay: {distribution: exponential, mean_days: 100}, next: {desk: 0.1, rest: out},
           cost: {per_day: 20}}
  desk: {pool: office, stay: {distribution: exponential, mean_days: 5}, next: {out: 1}}
"""
BLOCK = """\
block: 1
title: {en: A team of our own}
effect: mechanical
pools:
  team: {scope: gemeente, staff: {default: {fte: 4, clients_per_fte: 5}}, per_place_day: PRICE}
stations:
  team_help: {pool: team, stay: {distribution: exponential, mean_days: 100}, next: {out: 1}}
interventions:
  - {id: own-first, kind: divert, from: bought, to: team_help, share: {2021-01-01: 0.5}}
"""
TEAM = """\
doorstroom: 1
title: {en: With a team}
extends: bought-help
uses: [own-team]
"""
ASKED = "{id: caseload, title: {en: The team}, scenario: team, pool: team, years: [2021, 2022]}"
EXPERIMENT = f"""\
experiment: 1
question: {{en: "Does a team pay for itself?"}}
baseline: bought-help
scenarios: [bought-help, team]
seed: 3
replications: 1
breakeven:
  - {ASKED}
"""


@pytest.fixture
def trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An experiment that asks for the caseload of a team that one of two scenarios has."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bought-help.yaml").write_text(REGION, encoding="utf-8")
    (tmp_path / "team.yaml").write_text(TEAM, encoding="utf-8")
    return write_trial(tmp_path, price=8)


def write_trial(folder: Path, *, price: float, asked: str = ASKED) -> Path:
    (folder / "own-team.yaml").write_text(BLOCK.replace("PRICE", repr(price)), encoding="utf-8")
    path = folder / "trial.yaml"
    path.write_text(EXPERIMENT.replace(ASKED, asked), encoding="utf-8")
    return path


def rows_of(
    scenario: str, costs: list[float], places: list[float], lumps: list[float] | None = None
) -> list[dict[str, object]]:
    """Total cost, cost of the team's places and lump sums by replication, all of it in 2021."""
    spec = [("cost", "all", costs), ("cost_places", "team", places)]
    spec += [("cost_lump", "all", lumps)] if lumps else []
    return [
        {
            "scenario": scenario, "draw": 0, "replication": run, "indicator": name,
            "station": station, "gemeente": "all", "need": "all", "period": period,
            "value": value if period == "2021" else 0.0, "unit": "eur",
        }
        for name, station, values in spec
        for run, value in enumerate(values)
        for period in ("2021", "2022", "2023")
    ]  # fmt: skip


def test_by_hand(trial: Path):
    # The team costs 600 in places and saves 300, 240 and 270 elsewhere: 300, 360 and 330 too much.
    # So a place may cost 1 - 300/600 = 0.50, 0.40 and 0.45 of its price.
    indicators = pd.DataFrame(
        rows_of("bought-help", [1000.0, 1000.0, 1000.0], [])
        + rows_of("team", [1300.0, 1360.0, 1330.0], [600.0, 600.0, 600.0])
    )
    result = breakeven_table(plan_of(trial), indicators).iloc[0]
    assert (result["with"], result["without"]) == ("team", "bought-help")
    assert (result["clients_per_fte"], result["replications"]) == (5, 3)
    assert result["cost_difference"] == pytest.approx(330)
    assert result["cost_of_places"] == 600
    assert result["factor"] == pytest.approx(0.45)
    # Student's t for two degrees of freedom is 4.3027; the standard error is 0.05 / sqrt(3).
    half = 4.3027 * 0.05 / 3**0.5
    assert result["factor_low"] == pytest.approx(0.45 - half, rel=1e-4)
    assert result["breakeven"] == pytest.approx(5 / 0.45)
    assert result["breakeven_low"] == pytest.approx(5 / (0.45 + half), rel=1e-4)
    assert result["breakeven_high"] == pytest.approx(5 / (0.45 - half), rel=1e-4)


def test_work_without_a_client_is_left_out(trial: Path):
    # As by hand, with lump sums of 50 in one scenario and 450 in the other on top.
    indicators = pd.DataFrame(
        rows_of("bought-help", [1050.0, 1050.0], [], [50.0, 50.0])
        + rows_of("team", [1750.0, 1810.0], [600.0, 600.0], [450.0, 450.0])
    )
    result = breakeven_table(plan_of(trial), indicators).iloc[0]
    assert (result["lump_sums"], result["cost_difference"]) == (400, pytest.approx(330))
    assert result["factor"] == pytest.approx(0.45)


def test_dearer_even_when_its_places_are_free(trial: Path):
    indicators = pd.DataFrame(
        rows_of("bought-help", [1000.0, 1000.0], [])
        + rows_of("team", [1700.0, 1710.0], [600.0, 600.0])
    )
    result = breakeven_table(plan_of(trial), indicators).iloc[0]
    assert result["factor"] == pytest.approx(1 - 705 / 600)
    assert pd.isna(result["breakeven"])


# ------------------------------------------------------------------ over draws


def by_draw(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """The same with one run a draw: its number is that of its draw, from 1 on."""
    runs = [int(str(row["replication"])) + 1 for row in rows]
    return [{**row, "draw": run, "replication": run} for row, run in zip(rows, runs, strict=True)]


def caseload_rows(gemeente: str, each: list[float]) -> list[dict[str, object]]:
    """Clients per FTE of the team by run, in 2021."""
    return [
        {
            "scenario": "team", "draw": 0, "replication": run, "indicator": "clients_per_fte",
            "station": "team", "gemeente": gemeente, "need": "all", "period": "2021",
            "value": value, "unit": "number",
        }
        for run, value in enumerate(each)
    ]  # fmt: skip


def over_draws(trial: Path) -> Path:
    """The experiment over draws; a ranged number is there to be drawn."""
    text = trial.read_text(encoding="utf-8").replace("replications: 1", "draws: {count: 5}")
    trial.write_text(text, encoding="utf-8")
    region = REGION.replace("{per_day: 20}", "{per_day: {value: 20, low: 15, high: 30}}")
    (trial.parent / "bought-help.yaml").write_text(region, encoding="utf-8")
    return trial


def test_by_hand_over_draws(trial: Path):
    # Places of 600, in Town 400 of them; 300 more, 360, 660 and 240 more, and none in the last.
    # So a place may cost 0.5, 0.4, -0.1 and 0.6 of its price. An FTE helps 6 in Town and 3 in
    # Village, so 5 by what places cost; the same in all draws but the fourth, with 8.
    rows = rows_of("bought-help", [1000.0] * 5, [])
    rows += rows_of("team", [1300.0, 1360.0, 1660.0, 1240.0, 1000.0], [600.0] * 4 + [0.0])
    town, village = (
        [{**row, "gemeente": name, "value": row["value"] * part} for row in rows  # type: ignore[operator]
         if row["indicator"] == "cost_places" and row["scenario"] == "team"]
        for name, part in (("Town", 2 / 3), ("Village", 1 / 3))
    )  # fmt: skip
    rows += [*town, *village, *caseload_rows("all", [1.0] * 5)]
    rows += [*caseload_rows("Town", [6, 6, 6, 8, 6]), *caseload_rows("Village", [3, 3, 3, 8, 3])]

    result = breakeven_table(plan_of(over_draws(trial)), pd.DataFrame(by_draw(rows))).iloc[0]
    assert (result["replications"], result["answered_in"]) == (5, 4)
    assert result["clients_per_fte"] == pytest.approx(5)
    assert result["cost_difference"] == pytest.approx((300 + 360) / 2)
    assert result["factor"] == pytest.approx(0.45)
    # The draws say 5/0.5 = 10, 5/0.4 = 12.5, no number at all, and 8/0.6 = 13.3. The middle lies
    # between 12.5 and 13.3: halfway in FTE per client. 5% lies 0.15 of the way from 10 to 12.5.
    assert result["breakeven"] == pytest.approx(1 / ((0.4 / 5 + 0.6 / 8) / 2))
    assert result["breakeven_low"] == pytest.approx(1 / (0.5 / 5 - 0.15 * (0.5 / 5 - 0.4 / 5)))
    assert pd.isna(result["breakeven_high"])


def test_each_draw_has_its_own_prices(trial: Path):
    done = run_experiment(over_draws(trial), out="drawn", jobs=1)
    rows = done.indicators
    rows = rows[(rows["need"] == "all") & rows["period"].isin(["2021", "2022"])]

    def summed(scenario: str, indicator: str, station: str) -> pd.Series:
        chosen = rows[
            (rows["scenario"] == scenario) & (rows["indicator"] == indicator)
            & (rows["station"] == station) & (rows["gemeente"] == "all")
        ]  # fmt: skip
        return chosen.groupby("draw")["value"].sum()

    apart = summed("team", "cost", "all") - summed("bought-help", "cost", "all")
    factor = 1 - apart / summed("team", "cost_places", "team")
    result = done.breakeven.iloc[0]
    assert result["factor"] == pytest.approx(factor.median())
    assert result["factor_low"] == pytest.approx(factor.quantile(0.05))
    assert factor.std() > 0.05  # by the price of what is bought
    assert result["breakeven"] == pytest.approx(5 / factor.median())
    assert result["answered_in"] == 5
    assert not [note for note in done.manifest.scenario["team"].warnings if "breakeven" in note]
    page = build_report(Path("drawn"), "en")
    english = next(path for path in page if path.name == "report.en.html")
    assert "Range over draws: nine in ten lie within" in english.read_text(encoding="utf-8")


# ------------------------------------------------------------------ what is refused


def test_at_that_price_both_cost_the_same(trial: Path):
    first = run_experiment(trial, out="first", jobs=1)
    factor = float(first.breakeven["factor"].iloc[0])
    assert 0 < factor < 1
    again = run_experiment(write_trial(trial.parent, price=8 * factor), out="again", jobs=1)
    rows = again.indicators
    total = rows[(rows["indicator"] == "cost") & rows["period"].isin(["2021", "2022"])]
    total = total[(total[["station", "gemeente", "need"]] == "all").all(axis=1)]
    costs = total.groupby("scenario")["value"].sum()
    assert costs["team"] == pytest.approx(costs["bought-help"], rel=1e-9)
    assert again.breakeven["breakeven"].iloc[0] == pytest.approx(5)
    assert (Path("again") / "breakeven.csv").is_file()


@pytest.mark.parametrize(
    ("asked", "spec"),
    [
        (ASKED.replace("scenario: team", "scenario: bought-help"), "trial.yaml:8: "
         "breakeven.caseload.scenario is \"bought-help\"; is not compared with the baseline here"),
        (ASKED.replace("pool: team", "pool: tem"), "no pool of this name; did you mean team?"),
        (ASKED.replace("pool: team", "pool: office"), "must be given in FTE"),
        (ASKED.replace("pool: team", "pool: office, gemeenten: [Town]"), "are of the region"),
        (ASKED.replace("years", "gemeenten: [Far], years"), "there is no gemeente of this name"),
        (ASKED.replace("[2021, 2022]", "[2020, 2021]"), "breakeven.caseload.years is \"2020\"; "
         "is not reported as a whole"),
        (ASKED.replace("[2021, 2022]", "[2022, 2021]"), "must be years in order"),
        (ASKED.replace("years", "look: back, years"), "does not look back"),
        (f"{ASKED}\n  - {ASKED}", "another one has this id"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused(trial: Path, asked: str, spec: str):
    with pytest.raises(ScenarioError) as caught:
        plan_of(write_trial(trial.parent, price=8, asked=asked))
    assert spec in str(caught.value)
    assert "trial.yaml:" in str(caught.value)


def test_a_caseload_that_changes_meanwhile_is_refused(trial: Path):
    changed = TEAM + (
        "interventions:\n"
        "  - {id: more, kind: places, pool: team, clients_per_fte: {2022-01-01: 6}}\n"
    )
    (trial.parent / "team.yaml").write_text(changed, encoding="utf-8")
    with pytest.raises(ScenarioError, match="one number of clients per FTE in both"):
        plan_of(trial)
