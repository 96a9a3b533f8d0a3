"""Peak and payback of the extra cost of a scenario, from cost since the first reported day."""

import pandas as pd
import pytest

from sim.results.pairs import Pairing
from sim.results.payback import payback_table


def cumulative(scenario: str, *runs: tuple[float, ...]) -> list[dict[str, object]]:
    """Cost since 2021 at the end of each year, in each run."""
    return [
        {
            "scenario": scenario, "draw": 0, "replication": run, "indicator": "cost_cumulative",
            "station": "all", "gemeente": "all", "need": "all", "period": str(2021 + year),
            "value": value,
        }
        for run, values in enumerate(runs)
        for year, value in enumerate(values)
    ]  # fmt: skip


def payback(*scenario: tuple[float, ...], until: int | None = None) -> dict[str, object]:
    base = [(100.0, 200.0, 300.0, 400.0)] * len(scenario)
    rows = pd.DataFrame([*cumulative("now", *base), *cumulative("new", *scenario)])
    pairing = Pairing("ahead", "now", ("now", "new"), (), "all", until)
    (row,) = payback_table(rows, [pairing]).to_dict("records")
    return row


def test_first_dearer_and_paid_back_later():
    # 10 more in 2021, 30 in all by 2022, 5 by 2023, and 20 less by 2024.
    row = payback((110.0, 230.0, 305.0, 380.0))
    assert (row["first_year"], row["first"]) == (2021, 10.0)
    assert (row["peak_year"], row["peak"]) == (2022, 30.0)
    assert row["paid_back"] == 2024
    assert (row["last_year"], row["last"]) == (2024, -20.0)
    assert pd.isna(row["peak_low"])


def test_what_is_never_dearer_has_no_peak():
    row = payback((90.0, 180.0, 270.0, 360.0))
    assert pd.isna(row["peak_year"])
    assert pd.isna(row["paid_back"])
    assert row["peak"] == 0.0


def test_what_is_dearer_to_the_end_is_not_paid_back():
    row = payback((110.0, 190.0, 310.0, 420.0))
    assert (row["peak_year"], row["peak"]) == (2024, 20.0)
    assert pd.isna(row["paid_back"])


def test_it_must_stay_paid_back():
    # Below the baseline in 2022, above it again in 2023.
    row = payback((120.0, 190.0, 310.0, 400.0))
    assert (row["peak_year"], row["paid_back"]) == (2021, 2024)


def test_the_interval_is_that_of_the_runs_paired():
    # Peaks of 10 and 20 in 2021: mean 15, deviation 7.0711, t(0.975; 1) = 12.7062.
    row = payback((110.0, 200.0, 300.0, 400.0), (120.0, 200.0, 300.0, 400.0))
    assert row["peak"] == 15.0
    assert row["peak_high"] - row["peak"] == pytest.approx(12.7062 * 7.0711 / 2**0.5, rel=1e-4)


def test_over_draws_the_ends_are_those_of_nine_draws_in_ten():
    # Peaks of 0 to 40 in 2021: of 41 draws 5% lie two steps from either end.
    base = [(100.0, 200.0)] * 41
    drawn = [(100.0 + step, 200.0) for step in range(41)]
    rows = pd.DataFrame([*cumulative("now", *base), *cumulative("new", *drawn)])
    rows["draw"] = rows["replication"] + 1
    pairing = Pairing("ahead", "now", ("now", "new"), (), "all", None)

    (row,) = payback_table(rows, [pairing]).to_dict("records")

    assert (row["peak"], row["peak_low"], row["peak_high"]) == pytest.approx((20, 2, 38))
    assert (row["last_low"], row["last_high"]) == (0, 0)


def test_looking_back_ends_where_the_look_does():
    row = payback((110.0, 230.0, 305.0, 380.0), until=2023)
    assert (row["last_year"], row["last"]) == (2022, 30.0)
