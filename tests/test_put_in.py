"""A scenario without what it puts in: the baseline's assumptions, and all else as it was."""

from pathlib import Path

import pytest

from sim import load
from sim.running.put_in import (
    _OF_ARRIVAL,
    _OF_LIST,
    _OF_POOL,
    _OF_STATION,
    put_in_by,
    without_put_in,
)
from sim.running.sent_to import Ways
from sim.scenario.schema import (
    Arrival,
    Divert,
    Inflow,
    Intervention,
    NextChange,
    PlacesChange,
    Pool,
    Price,
    Spec,
    Station,
    StayChange,
    Waiting,
    WaitingChange,
)

FEWER = Path(__file__).parent / "cases" / "verdicts" / "fewer"


def rest_of(name: str):
    return without_put_in(Ways(load(FEWER / f"{name}.yaml"), load(FEWER / "base.yaml")))


@pytest.mark.parametrize(
    "name",
    ["caseload", "drop-out", "eighteen", "inflow", "no-returns", "no-seconds", "norm", "shorter"],
)
def test_a_scenario_that_only_puts_in_is_its_baseline_without_it(name: str):
    rest, base = rest_of(name), load(FEWER / "base.yaml")
    assert rest is not None
    assert rest.interventions == base.interventions
    assert rest.stations == base.stations
    assert rest.pools == base.pools


@pytest.mark.parametrize("name", ["refuse", "gate-out", "close-late", "priority", "relocate-away"])
def test_a_scenario_that_puts_nothing_in_is_not_run_again(name: str):
    assert rest_of(name) is None


def test_a_baseline_puts_in_nothing():
    base = load(FEWER / "base.yaml")
    assert without_put_in(Ways(base, base)) is None


def test_what_a_station_is_called_is_put_in():
    rest = rest_of("renamed")
    assert rest is not None
    assert (rest.stations["home"].form, rest.stations["home"].away_from_home) == ("closed", True)


def test_help_that_sends_home_sooner_is_put_in_a_gate_that_does_is_counted():
    rest = rest_of("sent-home")
    assert rest is not None
    assert rest.interventions == ()


def test_what_is_not_put_in_stays(tmp_path: Path):
    (tmp_path / "base.yaml").write_text((FEWER / "base.yaml").read_text(encoding="utf-8"))
    text = """\
doorstroom: 1
title: {en: both, nl: beide}
extends: base
interventions:
  - {id: team, kind: places, pool: team, fte: 20, clients_per_fte: 15, from: 2022-01-01}
"""
    (tmp_path / "both.yaml").write_text(text)
    rest = without_put_in(Ways(load(tmp_path / "both.yaml"), load(tmp_path / "base.yaml")))
    assert rest is not None
    assert rest.name == "without:both"
    (placed,) = rest.interventions
    assert placed.intervention.fte is not None
    assert placed.intervention.clients_per_fte is None


KEPT = """\
doorstroom: 1
title: {en: kept, nl: gelijk}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2025-01-01}
gemeenten: {town: {youth: 1000}}
needs: {any: {}}
arrivals: {come: {need: any, per_year: 100, enters: desk}}
labour: {hbo: {most_per_year: 0.02}}
pools:
  team:
    staff: {fte: 20, clients_per_fte: 1}
    profile: hbo
    lists: {number: 2, spread: 0.2, choice_spread: 0.3, switch_per_week: 0.01}
    follows: {from: 2021-01-01}
stations:
  desk: {pool: team, stay: {distribution: exponential, mean_days: 90}, next: {out: 1},
         waiting: {deterred: {share: 0.2}, reference_weeks: 5}}
"""


def test_what_clients_do_on_lists_and_what_staff_there_is_are_put_in(tmp_path: Path):
    (tmp_path / "kept.yaml").write_text(KEPT)
    other = KEPT.replace("0.01}", "0.9}").replace("choice_spread: 0.3", "choice_spread: 0.1")
    other = other.replace("year: 0.02", "year: 0.3").replace("share: 0.2}", "share: 0.1}")
    (tmp_path / "other.yaml").write_text(other)
    base = load(tmp_path / "kept.yaml")

    rest = without_put_in(Ways(load(tmp_path / "other.yaml"), base))

    assert rest is not None
    assert rest.pools == base.pools
    assert rest.labour == base.labour
    assert rest.stations == base.stations


def test_how_many_lists_there_are_and_how_places_follow_are_policy(tmp_path: Path):
    (tmp_path / "kept.yaml").write_text(KEPT)
    other = KEPT.replace("number: 2", "number: 4").replace("2021-01-01}", "2021-01-01, weeks: 8}")
    (tmp_path / "other.yaml").write_text(other)

    assert without_put_in(Ways(load(tmp_path / "other.yaml"), load(tmp_path / "kept.yaml"))) is None


def test_a_ceiling_on_money_is_a_policy_and_stays(tmp_path: Path):
    (tmp_path / "base.yaml").write_text("money: {price_level: 2020, ceilings: {}}\n" + KEPT)
    (tmp_path / "ceiling.yaml").write_text(
        "doorstroom: 1\ntitle: {en: Ceiling}\nextends: base\nset:\n"
        "  money.ceilings: {all: {per_year: {2030: 5}, when_reached: stop_intake}}\n"
        "  money.index: {2020: 0.5, 2040: 2}\n"
    )
    scenario = load(tmp_path / "ceiling.yaml")

    rest = without_put_in(Ways(scenario, load(tmp_path / "base.yaml")))

    assert rest is not None
    assert rest.money is not None
    assert scenario.money is not None
    assert rest.money.ceilings == scenario.money.ceilings != {}
    assert rest.money.index != scenario.money.index


# ---------------------------------------------------------------------------- kind by kind

GATE = "stations: {talk: {group: gate, stay: {distribution: fixed, days: 9}, next: {onward: 1}}}"
FOLLOWED = "{by_weeks: {4: 0, 26: 0.5}, of: help}"
D = "2022-01-01"


@pytest.mark.parametrize(
    ("entry", "is_put_in", "sent_to"),
    [
        (f"places, pool: team, fte: {{add_per_1000_youth: {{{D}: 1}}}}", False, set()),
        (f"places, pool: team, clients_per_fte: {{{D}: 9}}", True, set()),
        (f"places, station: home, number: {{path: {{{D}: present, 2024-01-01: 9}}}}", False, set()),
        (f"price, pool: team, per_fte_year: {{{D}: 90000}}", False, set()),
        (f"price, station: help, payer: zvw, from: {D}", True, set()),
        (f"inflow, growth_per_year: {{{D}: 0}}", True, set()),
        (f"inflow, pgb: {{{D}: 0.5}}", True, set()),
        (f"stay, station: home, at_18: {{continues: {{{D}: 1}}}}", True, set()),
        (f"stay, station: home, at_18: {{end_age: {{{D}: 23}}}}", True, set()),
        (f"waiting, station: help, deterred: {{{D}: 0}}", True, set()),
        (f"waiting, station: help, limit: {{{D}: 9}}, when_full: home", False, {"home"}),
        (f"divert, from: help, via: talk, share: {{{D}: 1}}", False, set()),
        (f"divert, from: gate, to: onward, share: {{{D}: 1}}", False, {"help", "home"}),
        (f"divert, from: help, to: home, share: {FOLLOWED}", False, {"home"}),
        # at first nobody goes home by it, where the baseline sends 0.4 of some: more get help
        (
            f"next, station: gate, to: home, taken_from: help, share: {FOLLOWED}",
            False,
            {"help", "home"},
        ),
        (
            f"next, station: gate, to: home, taken_from: help, share: {{part: {{{D}: 0.5}}}}",
            False,
            {"home"},
        ),
        (f"next, station: help, returns: {{share: {{{D}: 0}}}}", True, set()),
    ],
)
def test_each_kind_of_change_is_judged(
    entry: str, is_put_in: bool, sent_to: set[str], tmp_path: Path
):
    base = (FEWER / "base.yaml").read_text(encoding="utf-8")
    more = "norm_weeks: 10, reference_weeks: 4, deterred: {share: 0.2}"
    base = base.replace("norm_weeks: 10", more).replace("cost: {per_day: 40}", "")
    (tmp_path / "base.yaml").write_text(base, encoding="utf-8")
    block = f"block: 1\ntitle: {{en: b}}\n{GATE if 'via' in entry else ''}\n"
    block += f"interventions:\n  - {{id: x, kind: {entry}}}\n"
    (tmp_path / "b.yaml").write_text(block, encoding="utf-8")
    text = "doorstroom: 1\ntitle: {en: one}\nextends: base\nuses: [b]\n"
    (tmp_path / "one.yaml").write_text(text, encoding="utf-8")

    ways = Ways(load(tmp_path / "one.yaml"), load(tmp_path / "base.yaml"))

    assert (without_put_in(ways) is not None, ways.sent_to) == (is_put_in, sent_to)


def test_who_turns_away_is_put_in_where_a_station_says_it(tmp_path: Path):
    base = (FEWER / "base.yaml").read_text(encoding="utf-8")
    text = "doorstroom: 1\ntitle: {en: one}\nextends: base\n"
    text += "set: {stations.help.waiting: {deterred: {share: 0.2}}}\n"
    (tmp_path / "base.yaml").write_text(base, encoding="utf-8")
    (tmp_path / "one.yaml").write_text(text, encoding="utf-8")

    rest = without_put_in(Ways(load(tmp_path / "one.yaml"), load(tmp_path / "base.yaml")))

    assert rest is not None
    assert rest.stations["help"].waiting.deterred is None


TRIGGER = """\
block: 1
title: {en: when lists grow}
starts_when: {station: help, seen_wait_over_weeks: 5}
interventions:
  - {id: larger, kind: places, pool: team, clients_per_fte: {0 days: 9}}
  - {id: more, kind: places, pool: team, fte: {add: {0 days: 2}}}
"""


def test_a_block_that_starts_by_what_is_seen_puts_in_what_any_does(tmp_path: Path):
    """Its places are a policy and stay; its caseload goes; the block starts as it did."""
    ways = triggered_ways(tmp_path)

    rest = without_put_in(ways)

    assert rest is not None
    assert [item.intervention.id for item in rest.interventions] == ["more"]
    assert [use.name for use in rest.blocks] == ["grow"]


def test_what_the_baseline_alone_puts_in_when_it_sees_it_starts_when_it_is_seen(tmp_path: Path):
    ways = triggered_ways(tmp_path)

    rest = without_put_in(Ways(ways.baseline, ways.scenario))

    assert rest is not None
    assert [(item.intervention.id, item.block) for item in rest.interventions] == [
        ("larger", "grow")
    ]
    assert [use.name for use in rest.blocks] == ["grow"]


def triggered_ways(folder: Path) -> Ways:
    base = (FEWER / "base.yaml").read_text(encoding="utf-8")
    base = base.replace("norm_weeks: 10", "norm_weeks: 10, reference_weeks: 4")
    (folder / "base.yaml").write_text(base, encoding="utf-8")
    (folder / "grow.yaml").write_text(TRIGGER, encoding="utf-8")
    text = "doorstroom: 1\ntitle: {en: one}\nextends: base\nuses: [grow]\n"
    (folder / "one.yaml").write_text(text, encoding="utf-8")
    return Ways(load(folder / "one.yaml"), load(folder / "base.yaml"))


POLICY: dict[type[Spec], str] = {
    # what is no assumption: numbers of places and staff, prices, ways, order, words for readers
    PlacesChange: "pool station number fte moves_to_pool closing relocate_to relocate_order "
    "staff_from",
    StayChange: "station",
    NextChange: "station to share taken_from holds_place",
    Inflow: "arrivals",
    WaitingChange: "station priority limit when_full",
    Price: "station pool per_day per_start per_waiting_day per_place_day per_fte_year "
    "lump_sum_per_year",
    Divert: "from_ to via share applies_to when",
}
OF_ALL = "id kind title gemeenten needs referrers product_groups until note source about from_"


@pytest.mark.parametrize("kind", POLICY, ids=lambda kind: kind.__name__)
def test_every_key_of_an_intervention_is_judged(kind: type[Intervention]):
    """A new key is put in or is a policy, and says here which."""
    judged = {*put_in_by(kind.model_construct()), *POLICY[kind].split()}

    assert judged | {*OF_ALL.split()} == {*kind.model_fields} | {*OF_ALL.split()}


OF_THINGS: dict[type[Spec], tuple[tuple[str, ...], str]] = {
    Arrival: (_OF_ARRIVAL, "enters priority about"),
    Station: (
        (*_OF_STATION, "waiting", "staff", "cost"),
        "title description sleeps pool scope places closing relocate_to relocate_order next "
        "holds_place about",
    ),
    Waiting: (
        (*_OF_LIST, "reference_weeks"),
        "escalates_to priority limit when_full evidence about",
    ),
    Pool: (
        (*_OF_POOL, "staff", "fte_per_place", "lists"),
        "title scope places profile closing relocate_to relocate_order per_place_day "
        "per_fte_year follows about",
    ),
}


@pytest.mark.parametrize("model", OF_THINGS, ids=lambda model: model.__name__)
def test_every_key_of_a_station_pool_and_stream_is_judged(model: type[Spec]):
    put_in, policy = OF_THINGS[model]

    assert {*put_in, *policy.split()} == {*model.model_fields}
