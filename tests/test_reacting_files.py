"""Shares that follow a wait (rule 28), in a file: what is refused, and what is told of them."""

from pathlib import Path

import pytest

from sim.checks import load
from sim.clients.state import build_state
from sim.errors import ScenarioError
from sim.in_force import InForce
from sim.network import build_network
from sim.telling.chain import chain_of
from sim.telling.explain import explain
from sim.traffic.flows import Traffic
from sim.traffic.size import estimate

FILE = """\
doorstroom: 1
title: {en: Reacting}
period: {start: 2021-01-01, report_from: 2022-01-01, end: 2025-01-01}
gemeenten: {town: {youth: 1000}}
needs: {light: {}}
arrivals:
  walk-in: {need: light, per_year: 120, enters: desk}
  zoe: {need: light, per_year: 1, enters: free}
stations:
  desk: {places: 9, waiting: {reference_weeks: 10}, next: {help: 0.5, rest: out},
         stay: {distribution: fixed, days: 30}}
  help: {places: 5, waiting: {reference_weeks: 13}, stay: {distribution: fixed, days: 30}}
  free: {stay: {distribution: fixed, days: 30}}
interventions:
"""
MOVES = "{id: moves, kind: divert, from: desk, to: free, share: %s}"
ROUTE = "{id: turns, kind: next, station: desk, %s}"
LINE = "{by_weeks: {0: 0, 8: 0.05, 26: 0.2}}"


def written(folder: Path, *interventions: str, text: str = FILE) -> Path:
    path = folder / "reacting.yaml"
    path.write_text(text + "".join(f"  - {item}\n" for item in interventions))
    return path


REFUSED = {
    "share above 1": (MOVES % "{by_weeks: {0: 0, 8: 2}}", "must be a share from 0 to 1"),
    "one wait": (MOVES % "{by_weeks: {8: 0.1}}", "at two waits or more"),
    "weeks out of order": (MOVES % "{by_weeks: {8: 0.1, 4: 0}}", "4 follows 8"),
    "a wait that is never seen": (MOVES % "{by_weeks: {0: 0, 60: 1}}", "0 to 52 weeks"),
    "a share by date too": (
        MOVES % "{by_weeks: {0: {2022-01-01: 0.1, 2023-01-01: 0.2}, 8: 1}}",
        "one number for as long as it holds",
    ),
    "a lag that is none": (MOVES % "{by_weeks: {0: 0, 8: 1}, lag: soon}", "write 61 days"),
    "an endless lag": (MOVES % "{by_weeks: {0: 0, 8: 1}, lag: 999 weeks}", "at most 3,653 days"),
    "the wait of nothing": (MOVES % "{by_weeks: {0: 0, 8: 1}, of: dusk}", "did you mean desk"),
    "the wait for the way out": (
        ROUTE % "to: out, share: {by_weeks: {0: 0.5, 8: 1}}",
        "follows the wait for out, which is no station",
    ),
    "unlimited places": (
        MOVES % "{by_weeks: {0: 0, 8: 1}, of: free}",
        "with unlimited places nobody waits",
    ),
    "begins before the period": (
        MOVES % "{by_weeks: {0: 0, 8: 1}, from: 2020-01-01}",
        "lies before 2021-01-01",
    ),
    "takes more than there is at the highest": (
        ROUTE % "to: free, taken_from: help, share: {by_weeks: {0: 0, 26: 0.6}, of: help}",
        "gives less than is taken from it by 0.1 at desk on 2021-01-01, for light in town",
    ),
    "the way back": (
        ROUTE % "to: back, share: {by_weeks: {0: 0, 26: 0.6}, of: help}",
        "only for those who escalated",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_share_that_cannot_follow_a_wait_is_refused(tmp_path: Path, case: str) -> None:
    intervention, message = REFUSED[case]
    with pytest.raises(ScenarioError, match=r"reacting\.yaml:\d+: ") as error:
        load(written(tmp_path, intervention))
    assert message in str(error.value)


def test_nobody_says_what_is_seen_at_first(tmp_path: Path) -> None:
    text = FILE.replace("waiting: {reference_weeks: 10}, ", "")
    with pytest.raises(ScenarioError, match=r"it is not said what is seen at first"):
        load(written(tmp_path, MOVES % LINE, text=text))


def test_two_routes_of_one_station_that_follow_a_wait_are_refused(tmp_path: Path) -> None:
    share = "share: {by_weeks: {0: 0.5, 26: 0.6}}, taken_from: out"
    other = ROUTE.replace("turns", "others") % f"to: free, {share.replace('}}', '}, of: help}')}"
    with pytest.raises(ScenarioError, match="turns follows a wait there too"):
        load(written(tmp_path, ROUTE % f"to: help, {share}", other))


# ------------------------------------------------------------------ what is told


def test_explain_tells_that_it_reacts_and_what_it_is_at_the_start(tmp_path: Path) -> None:
    share = "{by_weeks: {0: 0, 8: 0.05, 26: 0.2}, lag: 61 days, from: 2023-01-01}"
    scenario = load(written(tmp_path, MOVES % share))

    told, verteld = (" ".join(explain(scenario, lang=lang)) for lang in ("en", "nl"))

    # 10 weeks lie a ninth of the way from 8 to 26: 5% + 15% / 9.
    assert (
        "a share that reacts to the wait that is seen for desk: 0% at 0 weeks, 5% at 8 weeks and "
        "20% at 26 weeks, 61 days later, from 1 January 2023; 6.67% at the start, at 10 weeks"
    ) in told
    assert "een deel dat reageert op de zichtbare wachttijd voor desk: 0% bij 0 weken" in verteld


def test_explain_tells_of_a_route_that_reacts(tmp_path: Path) -> None:
    route = ROUTE % "to: help, taken_from: out, share: {by_weeks: {0: 0.5, 26: 0.3}}"
    told = " ".join(explain(load(written(tmp_path, route))))

    assert (
        "The share that goes from desk to help reacts to the wait that is seen for help: 50% at 0 "
        "weeks and 30% at 26 weeks, from the start; 40% at the start, at 13 weeks"
    ) in told


def test_the_map_and_the_flows_stand_at_the_start(tmp_path: Path) -> None:
    route = ROUTE % "to: help, taken_from: out, share: {by_weeks: {0: 0.5, 26: 0.3}}"
    chain = chain_of(load(written(tmp_path, route)))

    (way,) = chain.ways
    assert (way.destination, round(way.per_year, 6)) == ("help", 120 * 0.4)
    assert {stop.name: stop.seen_weeks for stop in chain.stops} == {
        "desk": None, "help": 13, "free": None,
    }  # fmt: skip


def test_a_station_that_only_a_long_wait_leads_to_is_reached_and_counts_in_the_size(
    tmp_path: Path,
) -> None:
    text = FILE.replace("  free: {", "  free: {next: {more: 1}, ")
    text = text.replace("interventions:", "  more: {}\ninterventions:")
    low, high = (
        load(written(tmp_path, MOVES % f"{{by_weeks: {{0: 0, 20: 0, 26: {share}}}}}", text=text))
        for share in (0.001, 1)
    )

    assert Traffic(InForce(high)).starts(0)[0].tolist() == [1, 0.5, 0, 0]
    assert estimate(high).visits > 1.2 * estimate(low).visits


# ------------------------------------------------------------------ deterred

DETERS = FILE.replace(
    "waiting: {reference_weeks: 10}", "waiting: {reference_weeks: 10, deterred: %s}"
)


def deterring(folder: Path, deterred: str, *interventions: str) -> Path:
    moves = MOVES % "{2022-01-01: 0}"
    return written(folder, moves, *interventions, text=DETERS % deterred)


@pytest.mark.parametrize(
    ("deterred", "message"),
    [
        ("{share: 1}", "deters everyone on the first day"),
        ("{share: {by_weeks: {0: 0, 8: 1}}}", "deters everyone on the first day"),
        ("{share: {by_weeks: {0: 0, 26: 1}, of: dusk}}", "did you mean desk"),
        ("{share: {by_weeks: {0: 0, 26: 1}, from: 2022-01-01}}", "deters from the beginning"),
        ("{share: {by_weeks: {0: 0, 26: 1}, of: help}, again: {share: 2, mean_days: 3}}", "share"),
    ],
)
def test_a_list_that_cannot_deter_so_is_refused(
    tmp_path: Path, deterred: str, message: str
) -> None:
    with pytest.raises(ScenarioError, match=message):
        load(deterring(tmp_path, deterred))


def test_a_change_of_whom_no_list_deters_is_refused(tmp_path: Path) -> None:
    less = "{id: less, kind: waiting, station: help, deterred: {factor: {2022-01-01: 0.5}}}"
    with pytest.raises(ScenarioError, match="does not say whom its list deters"):
        load(deterring(tmp_path, "{share: 0.1}", less))


def test_a_share_that_changes_leave_above_1_at_some_wait_is_refused(tmp_path: Path) -> None:
    more = "{id: more, kind: waiting, station: desk, deterred: {add: {2022-01-01: 0.5}}}"
    with pytest.raises(ScenarioError, match="a share is at most 1"):
        load(deterring(tmp_path, "{share: {by_weeks: {0: 0, 26: 0.6}}}", more))


def test_known_arrivals_are_raised_by_who_is_deterred_at_first(tmp_path: Path) -> None:
    scenario = load(deterring(tmp_path, "{share: {by_weeks: {0: 0, 20: 0.5}}}"))
    sources = build_network(scenario).sources

    # 10 weeks are halfway: a quarter is deterred of those who come, so a third more come.
    assert sources.rate[0].values.tolist() == pytest.approx([120 / 365.25 / 0.75])
    assert sources.start_per_day[0] == pytest.approx(120 / 365.25 / 0.75)
    assert sources.reference_per_day[0] == pytest.approx(120 / 365.25)
    assert sources.rate[1].values.tolist() == pytest.approx([1 / 365.25])  # enters elsewhere
    told = " ".join(explain(scenario))
    assert "Who would go on the list of desk turns away: a share that reacts to the wait" in told
    assert "Known arrivals there are raised by 33.3%" in told


def test_a_filled_start_deters_at_the_wait_that_is_seen_at_first(tmp_path: Path) -> None:
    text = DETERS.replace("per_year: 120", "per_year: 4000").replace("places: 9", "places: 500")
    moves = MOVES % "{2022-01-01: 0}"
    plain, deters = (
        build_state(build_network(load(written(tmp_path, moves, text=text % spec))), "filled",
                    seed=1, replication=0)
        for spec in ("{share: 0}", "{share: {by_weeks: {0: 0, 20: 0.5}}}")
    )  # fmt: skip

    # Raised by 1 / 0.75, of whom a quarter turns away: 4000 x 30 / 365.25 = 329, as without.
    here = [int((state.stock[:, 1] == 0).sum()) for state in (plain, deters)]
    assert here == [pytest.approx(329, abs=55), pytest.approx(329, abs=55)]
