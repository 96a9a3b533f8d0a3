"""Money without a client by hand: who pays what a year, for how long (rule 27).

The region has Town (1,000 youths) and Village (500), and Far (500) outside; 2021 and 2022 are
reported. Nobody is helped: what is paid is the lump sum.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim import load
from sim.in_force import InForce
from sim.network import build_network
from sim.telling.explain import explain

from .hand_made import HandMade, V, hand_made, visits_of

DAY = 1 / 365.25


def paying(folder: Path, *spec: str, visits: tuple[V, ...] = ()) -> HandMade:
    """The world in which empty beds cost nothing, with these prices."""
    free = "id: free, kind: price, pool: beds, per_place_day: 0, from: 2020-01-01"
    lines = "\n".join(f"  - {{{item}}}" for item in (free, *spec))
    return hand_made(folder, *visits, old="needs:", new=f"interventions:\n{lines}\nneeds:")


def lump(spec: str, *, of: str = "station: help", more: str = "", name: str = "fund") -> str:
    """An intervention on the lump sum of a place."""
    return f"id: {name}, kind: price, {of}, lump_sum_per_year: {spec}{more}"


def test_it_is_paid_by_day_and_stands_in_every_total(tmp_path: Path) -> None:
    run = paying(tmp_path, lump("{add: {2021-01-01: 36525}}", more=", gemeenten: [Town]"))

    year = 36525 * 365 * DAY
    for indicator in ("cost", "cost_lump", "cost:gemeente"):
        assert run.value(indicator, "2021") == pytest.approx(year)
        assert run.value(indicator, "2021", gemeente="Town") == pytest.approx(year)
        assert run.value(indicator, "2021", gemeente="Village") == 0
    assert run.value("cost", station="help") == pytest.approx(2 * year)
    assert run.value("cost_lump", station="help") == pytest.approx(2 * year)
    assert run.value("cost_lump", station="home") == 0
    assert run.value("cost", station="help", gemeente="Town") == pytest.approx(2 * year)
    # Prices of 2021 are half those of 2022; the budget of Town in 2021 is 1,000.
    assert run.value("cost_nominal", "2021") == pytest.approx(year / 2)
    assert run.value("deficit", "2021", gemeente="Town") == pytest.approx(year / 2 - 1000)
    assert run.value("cost_cumulative", "2022") == pytest.approx(2 * year)
    assert run.value("cost_per_youth", gemeente="Town") == pytest.approx(year / 1000)


def test_without_gemeenten_the_region_pays_by_youth(tmp_path: Path) -> None:
    run = paying(tmp_path, lump("{2021-01-01: 36525}"))

    year = 36525 * 365 * DAY
    assert run.value("cost", "2021") == pytest.approx(year)
    assert run.value("cost", "2021", gemeente="Town") == pytest.approx(year * 2 / 3)
    assert run.value("cost", "2021", gemeente="Village") == pytest.approx(year / 3)


def test_a_gemeente_outside_pays_where_it_is_named(tmp_path: Path) -> None:
    run = paying(tmp_path, lump("{2021-01-01: 36525}", more=", gemeenten: [Town, Far]"))

    # 1,000 : 500, and the part of Far is in no total.
    assert run.value("cost", "2021") == pytest.approx(36525 * 365 * DAY * 2 / 3)
    assert run.value("cost", "2021", gemeente="Village") == 0


def test_a_leap_year_has_a_day_more(tmp_path: Path) -> None:
    text = "period: {start: 2020-01-01, report_from: 2021-01-01"
    more = """interventions:
  - {id: fund, kind: price, station: help, lump_sum_per_year: 36525, from: 2020-01-01}
"""
    run = hand_made(tmp_path, old=text, new=more + text.replace("from: 2021", "from: 2020"))

    assert run.value("cost_lump", "2020") == pytest.approx(366 * 100)
    assert run.value("cost_lump", "2021") == pytest.approx(365 * 100)


def test_values_factors_and_additions(tmp_path: Path) -> None:
    run = paying(
        tmp_path,
        lump("{2021-01-01: 36525, 2022-01-01: 73050}"),
        lump("{factor: {2021-07-02: 1.5}}", name="more"),
        lump("{add: {2021-12-31: 3652.5}}", more=", gemeenten: [Village]", name="extra"),
        lump("{factor: {2022-01-01: 0.5}}", more=", gemeenten: [Village]", name="half"),
    )

    # 100 a day, 150 from day 182 on, 300 in 2022, of which a third is of Village; Village halves
    # its part in 2022 and pays 10 a day more from the last day of 2021 on.
    town = (182 * 100 + 183 * 150) * 2 / 3, 365 * 300 * 2 / 3
    village = (182 * 100 + 183 * 150) / 3 + 10, 365 * (300 / 3 / 2 + 10)
    for year, here, there in zip(("2021", "2022"), town, village, strict=True):
        assert run.value("cost", year, gemeente="Town") == pytest.approx(here)
        assert run.value("cost", year, gemeente="Village") == pytest.approx(there)
        assert run.value("cost", year) == pytest.approx(here + there)


def test_a_ramp_goes_day_by_day_and_ends(tmp_path: Path) -> None:
    ramp = "{add: {path: {2021-01-01: 0, 2021-01-11: 3652.5}, shape: ramp}}"
    run = paying(tmp_path, lump(ramp, more=", until: 2021-01-21"))

    assert run.value("cost") == pytest.approx(sum(range(10)) + 10 * 10)


def test_its_payer_is_its_own(tmp_path: Path) -> None:
    run = paying(
        tmp_path,
        lump("{2021-01-01: 36525}", of="station: home", more=", payer: state"),
        lump("{add: {2022-01-01: 3652.5}}", of="station: home", name="own"),
        "id: else, kind: price, station: home, payer: wlz, from: 2021-01-06",
        visits=(V("ann", "home", 0, 0, 10),),
    )

    # Ann's first five days at 20 are paid by zvw, the payer of home, the others by wlz.
    assert run.value("cost:state") == pytest.approx(730 * 100)
    assert run.value("cost:state", "2021") == pytest.approx(365 * 100)
    assert run.value("cost:wlz") == pytest.approx(5 * 20)
    # What says no payer is paid by that of the station, whoever pays its care later.
    assert run.value("cost:zvw") == pytest.approx(5 * 20 + 365 * 10)
    assert run.value("cost_lump") == pytest.approx(730 * 100 + 365 * 10)


def test_of_a_pool_it_stands_under_the_first_station(tmp_path: Path) -> None:
    run = paying(
        tmp_path,
        lump("{2021-01-01: 36525}", of="pool: team", more=", gemeenten: [Village]"),
        lump("{2021-01-01: 73050}", of="pool: beds", name="other"),
    )

    assert run.value("cost", station="help", gemeente="Village") == pytest.approx(730 * 100)
    assert run.value("cost", station="locked_place") == pytest.approx(730 * 200)
    # It is no price of a place: the beds themselves are free.
    assert np.isnan(run.value("cost_places", station="beds"))


def test_scale_shrinks_it(tmp_path: Path) -> None:
    whole = paying(tmp_path, lump("{2021-01-01: 36525}"))
    network = build_network(whole.scenario, scale=0.25)

    part = HandMade(whole.scenario, network, visits_of(network, ()))
    assert part.value("cost", "2021") == pytest.approx(0.25 * 365 * 100)


# ------------------------------------------------------------------ in the station itself

OWN = "cost: {per_day: 20, payer: zvw"


def test_a_station_may_have_one_of_its_own(tmp_path: Path) -> None:
    more = """
  - {id: less, kind: price, station: home, lump_sum_per_year: {factor: {2022-01-01: 0.9}}}
  - {id: free, kind: price, pool: beds, per_place_day: 0, from: 2020-01-01}"""
    new = f"{OWN}, lump_sum_per_year: {{2020-01-01: 1, 2021-01-01: 36525}}"
    path = tmp_path / "by-hand.yaml"
    hand_made(tmp_path, old=OWN, new=new)
    path.write_text(path.read_text("utf-8") + f"interventions:{more}\n", encoding="utf-8")
    network = build_network(load(path))
    run = HandMade(load(path), network, visits_of(network, ()))

    assert run.value("cost:zvw", "2021") == pytest.approx(365 * 100)
    assert run.value("cost:zvw", "2022") == pytest.approx(365 * 90)
    assert run.value("cost:zvw", "2022", gemeente="Village") == pytest.approx(365 * 90 / 3)
    assert run.value("cost:gemeente") == 0


def test_an_extension_may_set_it(tmp_path: Path) -> None:
    hand_made(tmp_path)
    path = tmp_path / "more.yaml"
    text = "doorstroom: 1\ntitle: {en: More}\nextends: by-hand\n"
    path.write_text(text + "set: {stations.home.cost.lump_sum_per_year: 480000}\n", "utf-8")
    scenario = load(path)

    result = {
        (lump_sum.gemeente, lump_sum.payer): lump_sum.per_year(scenario.period)
        for lump_sum in InForce(scenario).lump_sums
    }
    assert {key: line.values for key, line in result.items()} == {
        ("Town", "zvw"): (pytest.approx(320000),),
        ("Village", "zvw"): (pytest.approx(160000),),
    }


# ------------------------------------------------------------------ told


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "en",
            "  - fund: The lump sum a year for help, in euros, paid by state, changes by +500,000 "
            "from 1 January 2021 (only in Town); from €0 to €500,000 a year.",
        ),
        (
            "nl",
            "  - fund: Het vaste bedrag per jaar voor help, in euro’s, betaald door state, "
            "verandert met +500.000 vanaf 1 januari 2021 (alleen in Town); "
            "van € 0 naar € 500.000 per jaar.",
        ),
    ],
)
def test_explain_tells_who_pays(lang: str, told: str, tmp_path: Path) -> None:
    more = ", payer: state, gemeenten: [Town]"
    run = paying(tmp_path, lump("{add: {2021-01-01: 500000}}", more=more))

    assert [item for item in explain(run.scenario, lang=lang) if "fund" in item] == [told]
