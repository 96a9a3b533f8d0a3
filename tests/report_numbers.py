"""Invented numbers for a results folder: indicators, series and their comparison.

Drawn with a fixed seed; only their shape is like a real run.
"""

from typing import Any

import numpy as np
import pandas as pd

BASELINE = "groningen"
AHEAD = [BASELINE, "basis-team-everywhere", "ambulantisation", "closed-to-zero", "transformation"]
BACK = ["without-basis-team", "samen-as-planned-2021"]
YEARS = [str(year) for year in range(2021, 2036)]
END_STATE, LOOKED_BACK = "2031-2035", "2021-2024"
GEMEENTEN = ["Eemsdelta", "Groningen", "Het Hogeland", "Veendam"]
STATIONS: dict[str, tuple[str, str, str | None, float | None, str, float, float]] = {
    "light_ambulant": (
        "lichte ambulante hulp (begeleiding basis, lichte behandeling)",
        "light ambulant help",
        "ambulant",
        None,
        "derived",
        3100,
        0.30,
    ),
    "basis_team": ("Basis jeugdhulp", "basis team", "local_team", None, "untested", 800, 0.4),
    "additional_ambulant": (
        "aanvullende jeugdhulp",
        "additional ambulant help",
        "ambulant",
        None,
        "derived",
        2900,
        0.45,
    ),
    "youth_ggz": ("jeugd-ggz", "youth mental health care", "ambulant", 14, "calibrated", 2100, 0.5),
    "hsj": (
        "hoogspecialistische jeugdhulp, ambulant",
        "highly specialist help, ambulant",
        "ambulant",
        None,
        "untested",
        400,
        0.4,
    ),
    "day_care": ("dagbehandeling", "day care", "day_care", None, "untested", 700, 0.2),
    "foster": ("pleegzorg", "foster care", "foster", None, "untested", 610, 0.35),
    "residential": (
        "verblijf in een open groep",
        "open residential care",
        "residential",
        None,
        "derived",
        480,
        0.38,
    ),
    "closed": (
        "gesloten jeugdhulp (Jeugdhulp Plus)",
        "closed care",
        "closed",
        1,
        "untested",
        18,
        0.6,
    ),
    "small_scale": (
        "kleinschalige voorziening",
        "small-scale home",
        "residential",
        None,
        "untested",
        24,
        0.5,
    ),
    "crisis": ("crisishulp", "crisis help", "crisis", None, "untested", 6, 0.05),
}
EVENTS = {
    "within_norm": 0.52,
    "later": 0.27,
    "dropped_out": 0.09,
    "escalated": 0.02,
    "refused": 0.004,
    "turned_18": 0.016,
    "waiting": 0.08,
}
# difference from the baseline at the end: weeks, cost in millions, share of days away, drop-outs
EFFECT = {
    "groningen": (0.0, 0.0, 1.0, 0.0),
    "basis-team-everywhere": (-3.1, 4.2, 1.0, -0.02),
    "ambulantisation": (-1.6, -6.0, 0.75, 0.03),
    "closed-to-zero": (0.1, 0.2, 0.98, 0.0),
    "transformation": (2.4, -3.1, 0.74, 0.01),
    "without-basis-team": (1.9, -2.0, 1.0, 0.0),
    "samen-as-planned-2021": (-0.3, 1.5, 1.0, 0.0),
}
BETTER = {"first_help:within_norm": "more"}
HEADLINE = {
    "wait_first_help": ("weeks", ["first_help:dropped_out", "first_help:escalated"], 1.0),
    "wait_first_help:ordered": ("weeks", ["first_help:escalated"], 1.0),
    "wait_first_help:closed": ("weeks", ["first_help:escalated"], 1.0),
    "over_norm_first_help": ("share", ["first_help:escalated"], 0.01),
    "first_help:within_norm": ("share", [], 0.01),
    "first_help:dropped_out": ("share", ["wait_first_help"], 0.01),
    "first_help:escalated": ("share", ["first_help:dropped_out"], 0.01),
    "escalated": ("number", [], 10.0),
    "days_away": ("days", ["wait_first_help:ordered", "escalated"], 1000.0),
    "closed_days:place": ("days", ["wait_first_help:closed"], 500.0),
    "repeat_share": ("share", ["wait_first_help"], 0.01),
    "cost": ("eur", ["wait_first_help", "first_help:dropped_out"], 10e6),
}
UNITS = {
    "joined": "number",
    "referrals": "number",
    "deficit": "eur",
    "weeks_waited": "weeks",
    **{f"wait_first_help:{comer}": "weeks" for comer in ("newcomers", "returners")},
}


class Maker:
    """Collects invented rows; every scenario shares the noise of a replication."""

    def __init__(self, scenarios: list[str], replications: int) -> None:
        self.scenarios, self.replications = scenarios, replications
        self.rows: list[tuple[Any, ...]] = []
        self.random = np.random.default_rng(7)

    def add(
        self,
        indicator: str,
        period: str,
        values: dict[str, float],
        noise: float,
        *,
        station: str = "all",
        gemeente: str = "all",
        need: str = "all",
    ) -> None:
        shared = self.random.normal(0, noise, self.replications)
        unit = UNITS.get(indicator) or HEADLINE.get(indicator, ("share",))[0]
        for scenario in self.scenarios:
            if scenario in BACK and not _looked_at(period):
                continue
            own = self.random.normal(0, noise / 6, self.replications)
            for run in range(self.replications):
                value = values[scenario] + shared[run] + own[run] * (scenario != BASELINE)
                self.rows.append(
                    (
                        scenario,
                        0,
                        run,
                        indicator,
                        station,
                        gemeente,
                        need,
                        period,
                        float(value),
                        unit,
                    )
                )


def _looked_at(period: str) -> bool:
    return period == LOOKED_BACK or (period in YEARS and period <= "2024")


def _grows(scenario: str, period: str) -> float:
    """How much of the effect is there in a year: 0 in 2021, 1 in the last five years."""
    if scenario in BACK:
        return min(1.0, (int(period) - 2020) / 4) if period in YEARS else 1.0
    return 1.0 if "-" in period or period == "all" else min(1.0, (int(period) - 2021) / 10)


def add_indicators(maker: Maker) -> None:
    def effect(part: int, period: str, base: float, *, times: bool = False) -> dict[str, float]:
        out = {}
        for name in maker.scenarios:
            grown, size = _grows(name, period), EFFECT[name][part]
            out[name] = base * (1 + (size - 1) * grown) if times else base + size * grown
        return out

    for period in [*YEARS, END_STATE, LOOKED_BACK, "all"]:
        span = {END_STATE: 5, LOOKED_BACK: 4, "all": 15}.get(period, 1)
        if period != "2035":
            for frame, base in (("", 11.0), (":ordered", 8.0), (":closed", 5.0)):
                maker.add(f"wait_first_help{frame}", period, effect(0, period, base), 0.3)
        for event, share in EVENTS.items():
            values = (
                effect(3, period, share)
                if event in ("dropped_out", "escalated")
                else dict.fromkeys(maker.scenarios, share)
            )
            maker.add(f"first_help:{event}", period, values, 0.0005)
        maker.add("over_norm_first_help", period, effect(3, period, 0.38), 0.004)
        maker.add("repeat_share", period, effect(3, period, 0.23), 0.002)
        for frame, referred in (("", 10500.0), (":ordered", 900.0), (":closed", 30.0)):
            number = dict.fromkeys(maker.scenarios, referred * span)
            maker.add(f"referrals{frame}", period, number, referred / 100)
        maker.add("escalated", period, dict.fromkeys(maker.scenarios, 220.0 * span), 9)
        maker.add("days_away", period, effect(2, period, 420e3 * span, times=True), 2500)
        maker.add("closed_days:place", period, effect(2, period, 6500.0 * span, times=True), 150)
        millions = effect(1, period, 205.0)
        maker.add("cost", period, {n: 1e6 * v * span for n, v in millions.items()}, 6e5 * span)


def add_places(maker: Maker) -> None:
    for station, (*_, over) in STATIONS.items():
        for period in (END_STATE, LOOKED_BACK):
            shift = {name: EFFECT[name][0] for name in maker.scenarios}
            maker.add(
                "weeks_waited",
                period,
                {n: 30 * over + s for n, s in shift.items()},
                0.4,
                station=station,
            )
            maker.add(
                "weeks_waited:closed",
                period,
                {n: 9 + s for n, s in shift.items()},
                0.4,
                station=station,
            )
            maker.add(
                "over_norm",
                period,
                {n: over + 0.03 * s for n, s in shift.items()},
                0.01,
                station=station,
            )
            joined = dict.fromkeys(maker.scenarios, 4.0 if station == "crisis" else 900.0)
            maker.add("joined", period, joined, 1, station=station)
            maker.add("joined:closed", period, joined, 1, station=station)
    for group, names in (("gemeente", GEMEENTEN), ("need", ["complex", "light"])):
        for name in names:
            values = {n: 11 + EFFECT[n][0] * (name != "light") for n in maker.scenarios}
            place = {group: name}
            maker.add("wait_first_help", END_STATE, values, 0.4, **place)
            few = 5.0 if name == "Veendam" else 4000.0
            maker.add("referrals", END_STATE, dict.fromkeys(maker.scenarios, few), 1, **place)
    _add_comers(maker)
    for year in ("2024", "2025"):
        costs = {n: 3.1e6 + 1e6 * EFFECT[n][1] for n in maker.scenarios}
        maker.add("deficit", year, costs, 3e5, gemeente="Groningen")


def _add_comers(maker: Maker) -> None:
    """If nothing changes newcomers wait a fifth of a week longer each year, returners shorter."""
    for comer, a_year, effect in (("newcomers", 0.2, 0), ("returners", -0.2, 1)):
        for period in [*YEARS[:-1], END_STATE]:
            years = 12 if period == END_STATE else int(period) - 2021
            waits = {n: 11 + a_year * years - 2 * effect * (n == AHEAD[1]) for n in maker.scenarios}
            maker.add(f"wait_first_help:{comer}", period, waits, 0.02)


def compared_rows(table: pd.DataFrame, *, looks_back: bool) -> list[dict[str, Any]]:
    keys = ["indicator", "station", "gemeente", "need", "period"]
    wide = table.pivot_table(
        index=keys, columns=["scenario", "replication"], values="value", sort=False
    )
    runs = {name: wide[name].to_numpy() for name in wide.columns.unique(0)}
    looks = [("ahead", name) for name in AHEAD[1:]]
    rows = [
        _row(look, name, key, runs[BASELINE][at], runs[name][at])
        for look, name in [*looks, *((("back", name) for name in BACK) if looks_back else ())]
        for at, key in enumerate(wide.index)
        if look == "ahead" or _looked_at(key[-1])
    ]
    verdicts = {
        (r["look"], r["scenario"], r["indicator"], r["period"]): r["verdict"]
        for r in rows
        if r["station"] == r["gemeente"] == r["need"] == "all"
    }
    for row in rows:
        for counter in HEADLINE.get(row["indicator"], ("", [], 0))[1]:
            key = (row["look"], row["scenario"], counter, row["period"])
            if row["verdict"] == "better" and verdicts.get(key) == "worse":
                row.update(
                    verdict="mixed", counter=counter, counter_part="all", counter_verdict="worse"
                )
                break
    return rows


def _row(
    look: str, scenario: str, key: tuple[str, ...], before: np.ndarray, after: np.ndarray
) -> dict[str, Any]:
    """The comparison of one number, of its runs in the baseline and in the scenario."""
    indicator, station, gemeente, need, period = key
    pairs = after - before
    half = 2.26 * pairs.std(ddof=1) / len(pairs) ** 0.5 if len(pairs) > 1 else float("nan")
    difference, low, high = pairs.mean(), pairs.mean() - half, pairs.mean() + half
    p_value = 0.5 if abs(difference) < half else 1e-6
    matters = HEADLINE.get(indicator, ("", [], 0.5))[2]
    total = (station, gemeente, need) == ("all", "all", "all")
    spot = END_STATE if look == "ahead" else LOOKED_BACK
    if np.isnan(half):
        verdict = "uncertain"
    elif max(abs(low), abs(high)) <= matters:
        verdict = "no_difference_that_matters"
    elif low > 0 or high < 0:
        verdict = "better" if (low > 0) == (BETTER.get(indicator) == "more") else "worse"
    else:
        verdict = "uncertain"
    numbers = {
        "difference": difference,
        "low": low,
        "high": high,
        "baseline_mean": before.mean(),
        "scenario_mean": after.mean(),
        "matters": matters,
        "p_value": p_value,
    }
    return {
        "scenario": scenario,
        "baseline": BASELINE,
        "look": look,
        "indicator": indicator,
        "station": station,
        "gemeente": gemeente,
        "need": need,
        "period": period,
        "headline": total and period == spot and indicator in HEADLINE,
        "replications": len(pairs),
        "verdict": verdict,
        "counter": "",
        "counter_part": "",
        "counter_verdict": "",
        "evidence": "runs",
        "better_when": BETTER.get(indicator, "less"),
        **{name: float(value) for name, value in numbers.items()},
    }


def series_of(scenarios: list[str], replications: int) -> pd.DataFrame:
    months = pd.date_range("2021-01-01", "2035-12-01", freq="MS")
    ramp = np.linspace(0, 1, len(months))
    random = np.random.default_rng(11)
    parts = []

    def add(scenario: str, run: int, indicator: str, station: str, values: np.ndarray) -> None:
        parts.append(
            pd.DataFrame(
                {
                    "scenario": scenario,
                    "draw": 0,
                    "replication": run,
                    "month": months.date,
                    "indicator": indicator,
                    "station": station,
                    "gemeente": "all",
                    "value": values,
                }
            )
        )

    for scenario in scenarios:
        size = 1 + 0.06 * EFFECT[scenario][0] / 3
        closes = scenario in ("closed-to-zero", "transformation")
        places = (
            np.clip(np.round(36 - 36 * np.clip((ramp - 0.33) / 0.27, 0, 1)), 0, None)
            if closes
            else np.full(len(months), 36.0)
        )
        small = 24 + (np.round(32 * np.clip((ramp - 0.3) / 0.2, 0, 1)) if closes else 0 * ramp)
        for run in range(replications):
            noise = random.normal(0, 1, len(months))
            for station, (*_, in_care, _) in STATIONS.items():
                grown = in_care * (1 + 0.1 * ramp + (size - 1) * ramp) + noise * in_care**0.5 / 3
                add(scenario, run, "in_care", station, np.round(np.clip(grown, 0, None)))
            for pool, limit in (("closed_north", places), ("small_north", small)):
                add(scenario, run, "places", pool, limit)
                add(scenario, run, "places_in_use", pool, np.round(limit * 0.88 + noise))
    return pd.concat(parts, ignore_index=True)
