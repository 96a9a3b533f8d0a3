"""Staff that moves from one pool to another, day by day (rule 21).

Places are FTE times clients per FTE, so every number is worked out here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sim import load
from sim.network import Network, build_network
from sim.telling.explain import explain

from .hand_made import hand_made
from .worlds import date

SCENARIO = """\
doorstroom: 1
title: {{en: Staff}}
period: {{start: 2021-01-01, report_from: 2021-01-01, end: 2023-01-01}}
gemeenten: {{town: {{youth: 1000}}, city: {{youth: 3000}}}}
needs: {{any: {{}}}}
arrivals: {{all: {{need: any, per_year: 100, enters: desk}}}}
pools:
  team: {{scope: gemeente, staff: {{default: {{fte: 10, clients_per_fte: 5}}}},
         productive_after_days: 10}}
  club: {{scope: gemeente, staff: {{default: {{fte: 4, clients_per_fte: 1}}}}}}
  light: {{staff: {{fte: 20, clients_per_fte: 2}}}}
  heavy: {{staff: {{fte: 8, clients_per_fte: 1}}, productive_after_days: 20}}
stations:
  desk: {{pool: team, stay: {{distribution: fixed, days: 1}},
         next: {{help: 0.2, meet: 0.2, bed: 0.2, own: 0.2, rest: out}}}}
  meet: {{pool: club, stay: {{distribution: fixed, days: 1}}}}
  help: {{pool: light, stay: {{distribution: fixed, days: 1}}}}
  bed: {{pool: heavy, stay: {{distribution: fixed, days: 1}}}}
  own: {{staff: {{fte: 6, clients_per_fte: 1}}, stay: {{distribution: fixed, days: 1}}}}
interventions:
{spec}
"""


def with_staff(folder: Path, *spec: str, scale: float = 1.0) -> Network:
    """The network of the region above with these interventions."""
    path = folder / "staff.yaml"
    lines = "\n".join(f"  - {{{item}}}" for item in spec)
    path.write_text(SCENARIO.format(spec=lines), encoding="utf-8")
    return build_network(load(path), scale=scale)


def places(network: Network, pool: str, *days: int, paid: bool = False) -> list[int]:
    """Places given out on these days, or paid for."""
    index = network.pools.index(pool)
    ticks, values = (network.paid_places if paid else network.capacity)(index)
    starts = [int(tick) >> 20 for tick in ticks]
    return [
        next(
            int(value)
            for start, value in zip(starts[::-1], values[::-1].tolist(), strict=True)
            if start <= day
        )
        for day in days
    ]


def adds(
    fte: str, staff_from: str, *, of: str = "pool: team", more: str = "", name: str = "more"
) -> str:
    """An intervention on FTE that takes staff from other pools."""
    return f"id: {name}, kind: places, {of}, fte: {fte}, staff_from: {staff_from}{more}"


def test_the_giver_loses_at_once_and_the_taker_gains_after_training(tmp_path: Path) -> None:
    network = with_staff(
        tmp_path,
        adds(
            f"{{add: {{{date(100)}: 4, {date(200)}: 10}}}}",
            "{light: 0.5}",
            more=f", gemeenten: [town], until: {date(300)}",
        ),
    )

    # Half of 4 and then half of 10 comes from 20 FTE with 2 clients each.
    assert places(network, "light", 99, 100, 199, 200, 299, 300) == [40, 36, 36, 30, 30, 40]
    # 10 FTE with 5 clients each, 4 more ten days later; until takes them away at once.
    assert places(network, "team@town", 109, 110, 209, 210, 299, 300) == [50, 70, 70, 100, 100, 50]
    assert places(network, "team@town", 99, 100, 200, 300, paid=True) == [50, 70, 100, 50]
    assert places(network, "team@city", 0, 110, 210) == [50, 50, 50]


def test_what_a_giver_gets_back_is_trained_again(tmp_path: Path) -> None:
    network = with_staff(
        tmp_path,
        adds(f"{{add: {{{date(100)}: 3}}}}", "{heavy: 1}", of="station: own",
             more=f", until: {date(200)}"),
    )  # fmt: skip

    assert places(network, "heavy", 99, 100, 200, 219, 220) == [8, 5, 5, 5, 8]
    assert places(network, "heavy", 99, 100, 200, paid=True) == [8, 5, 8]
    assert places(network, "own", 99, 100, 199, 200) == [6, 9, 9, 6]


def test_a_ramp_takes_day_by_day(tmp_path: Path) -> None:
    ramp = f"{{add: {{path: {{{date(100)}: 0, {date(110)}: 10}}, shape: ramp}}}}"
    network = with_staff(tmp_path, adds(ramp, "{light: 0.5}", of="station: own"))

    # On day 103 half of 3 FTE: 20 - 1.5 = 18.5 with 2 clients each; a whole step from 110 on.
    assert places(network, "light", 100, 101, 103, 109, 110, 111) == [40, 39, 37, 31, 30, 30]
    assert places(network, "own", 100, 101, 103, 109, 110, 111) == [6, 7, 9, 15, 16, 16]


def test_a_pool_of_the_region_gives_for_every_gemeente_together(tmp_path: Path) -> None:
    network = with_staff(tmp_path, adds(f"{{add: {{{date(9)}: 3}}}}", "{light: 0.5, heavy: 0.25}"))

    # Three FTE in town and three in city: 3 of 20 and 1.5 of 8.
    assert places(network, "light", 8, 9) == [40, 34]
    assert places(network, "heavy", 8, 9) == [8, 6]
    assert places(network, "team@city", 18, 19) == [50, 65]


@pytest.mark.parametrize(
    ("named", "town", "city"), [("", 4 - 2, 4 - 2), (", gemeenten: [city]", 4, 4 - 2)]
)
def test_a_pool_of_each_gemeente_gives_for_its_own(
    named: str, town: int, city: int, tmp_path: Path
) -> None:
    network = with_staff(tmp_path, adds(f"{{add: {{{date(9)}: 4}}}}", "{club: 0.5}", more=named))

    assert places(network, "club@town", 8, 9) == [4, town]
    assert places(network, "club@city", 8, 9) == [4, city]


def test_two_take_from_one_pool(tmp_path: Path) -> None:
    network = with_staff(
        tmp_path,
        adds(f"{{add: {{{date(9)}: 2}}}}", "{light: 0.5}"),
        adds(f"{{add: {{{date(20)}: 8}}}}", "{light: 1}", of="station: own", name="again"),
    )

    # 2 x 2 FTE x 0.5 from day 9, then 8 more: 20 - 2 - 8 = 10.
    assert places(network, "light", 8, 9, 19, 20) == [40, 36, 36, 20]


def test_two_pools_take_from_each_other(tmp_path: Path) -> None:
    network = with_staff(
        tmp_path,
        adds(f"{{add: {{{date(9)}: 4}}}}", "{own: 0.5}", of="pool: light"),
        adds(f"{{factor: {{{date(9)}: 2}}}}", "{light: 0.5}", of="station: own", name="again"),
    )

    # light 20 + 4 - half of what own adds, own 2 x 6 - half of what light adds.
    assert places(network, "light", 8, 9) == [40, (20 + 4 - 3) * 2]
    assert places(network, "own", 8, 9) == [6, 12 - 2]


@pytest.mark.parametrize(
    ("fte", "added"),
    [("{factor: {DAY: 1.5}}", 3), ("{DAY: 10}", 4), ("{set: {DAY: 8.5}}", 2.5)],
    ids=["factor", "set", "half"],
)
def test_a_factor_or_a_value_takes_from_what_it_raises(
    fte: str, added: float, tmp_path: Path
) -> None:
    spec = adds(fte.replace("DAY", date(9)), "{heavy: 1}", of="station: own")
    network = with_staff(tmp_path, spec)

    assert places(network, "heavy", 8, 9) == [8, int(8 - added)]
    assert places(network, "own", 8, 9) == [6, int(6 + added)]


def test_a_rise_is_measured_against_what_is_in_force_without_it(tmp_path: Path) -> None:
    network = with_staff(
        tmp_path,
        adds(f"{{factor: {{{date(9)}: 1.5}}}}", "{light: 1}", of="station: own"),
        f"id: other, kind: places, station: own, fte: {{{date(20)}: 10}}",
    )

    # 1.5 x 6 is 3 more than 6; from day 20 1.5 x 10 is 5 more than 10, and those 10 are new.
    assert places(network, "light", 9, 19, 20) == [34, 34, 30]
    assert places(network, "own", 9, 19, 20) == [9, 9, 15]


def test_two_factors_take_together_what_they_add_together(tmp_path: Path) -> None:
    twice = f"{{factor: {{{date(9)}: 2}}}}"
    network = with_staff(
        tmp_path,
        adds(twice, "{light: 1}", of="station: own", name="one"),
        adds(twice, "{light: 0.5, heavy: 0.5}", of="station: own", name="two"),
    )

    # 6 becomes 12 by the first (6 from light) and 24 by the second (6 each from light and heavy).
    assert places(network, "own", 9) == [24]
    assert places(network, "light", 9) == [(20 - 6 - 6) * 2]
    assert places(network, "heavy", 9) == [8 - 6]


def test_all_the_staff_may_go(tmp_path: Path) -> None:
    network = with_staff(
        tmp_path,
        adds(f"{{add: {{{date(9)}: 8}}}}", "{heavy: 1}", of="station: own",
             more=f", until: {date(30)}"),
    )  # fmt: skip

    assert places(network, "heavy", 8, 9, 49, 50) == [8, 0, 0, 8]


def test_scale_rounds_the_places_of_both(tmp_path: Path) -> None:
    spec = adds(f"{{add: {{{date(9)}: 10}}}}", "{light: 0.5}", of="station: own")
    network = with_staff(tmp_path, spec, scale=0.1)

    # A tenth of 40 and of (20 - 5) x 2, a tenth of 6 (at least one) and of 16.
    assert places(network, "light", 8, 9) == [4, 3]
    assert places(network, "own", 8, 9) == [1, 2]


def test_the_staff_of_both_is_counted(tmp_path: Path) -> None:
    run = hand_made(
        tmp_path,
        old="pools:\n",
        new="""interventions:
  - {id: more, kind: places, pool: office, fte: {add: {2022-07-02: 4}}, staff_from: {team: 0.5}}
pools:
  office: {scope: gemeente, staff: {default: {fte: 1, clients_per_fte: 1}}, profile: wo,
           productive_after_days: 90}
""",
    )

    # Town and Village, without Far: 2 x 10 FTE of the team, less 2 x 2 in 183 of 365 days.
    assert run.value("fte:hbo", "2021") == pytest.approx(20)
    assert run.value("fte:hbo", "2022") == pytest.approx(20 - 4 * 183 / 365)
    assert run.value("fte:hbo", "2022", station="team") == run.value("fte:hbo", "2022")
    # Two of the office, then 2 x 4 more, in training too.
    assert run.value("fte:wo", "2021") == pytest.approx(2)
    assert run.value("fte:wo", "2022") == pytest.approx(2 + 8 * 183 / 365)


# ------------------------------------------------------------------ told


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "en",
            "  - more: The FTE added to team comes on the same day for 50% from light and for 30% "
            "from heavy, until 1 January 2022; the other 20% is new (only in town).",
        ),
        (
            "nl",
            "  - more: De fte die er bij team bijkomen, komen op dezelfde dag voor 50% van light "
            "en voor 30% van heavy, tot 1 januari 2022; de andere 20% is nieuw (alleen in town).",
        ),
    ],
)
def test_explain_tells_where_staff_comes_from(lang: str, told: str, tmp_path: Path) -> None:
    more = ", gemeenten: [town], until: 2022-01-01"
    with_staff(tmp_path, adds(f"{{add: {{{date(9)}: 2}}}}", "{light: 0.5, heavy: 0.3}", more=more))

    assert told in explain(load(tmp_path / "staff.yaml"), lang=lang)


def test_what_is_all_taken_has_nothing_new(tmp_path: Path) -> None:
    with_staff(tmp_path, adds(f"{{add: {{{date(9)}: 2}}}}", "{light: 1}"))

    spec = explain(load(tmp_path / "staff.yaml"))
    assert spec[-1] == "  - more: The FTE added to team comes on the same day for 100% from light."
