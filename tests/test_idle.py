"""Keys that do nothing in some company are refused there, and each key of the schema is judged."""

import datetime as dt
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from sim import load
from sim.errors import ScenarioError
from sim.scenario.schema import (
    AtEighteen,
    Cost,
    Divert,
    Inflow,
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

ROOT = """\
doorstroom: 1
title: {en: Root}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2025-01-01}
gemeenten: {town: {youth: 1000}}
needs: {light: {}}
arrivals: {walk-in: {need: light, per_year: 100, enters: desk}}
pools:
  beds: {places: 9}
  garden: {places: unlimited}
stations:
  desk: {places: 9, stay: {distribution: fixed, days: 9}, next: {at-once: 0.3, open: 0.2, ward: 0.1, rest: out}}
  at-once: {places: 9}
  open: {stay: {distribution: fixed, days: 9}, next: {lawn: 0.5, rest: out}}
  lawn: {pool: garden, stay: {distribution: fixed, days: 9}}
  ward: {pool: beds, stay: {distribution: fixed, days: 9}}
"""  # noqa: E501
DATE = dt.date(2022, 1, 1)
UNLIMITED = "places here are unlimited, so nobody waits"
THERE = "places there are unlimited, so nobody waits"
NEVER_GO = "places here are unlimited and never go"
ON_VACANCY = "places here close on vacancy"
NO_TIME = "there is no stay, so care takes no time"
NO_LIMIT = "the list has no limit"
NO_NUMBER = "unlimited places have no number to pay or use a part of"

IDLE: list[tuple[type[Spec], str, str, Any, str]] = [
    # model, the thing that says it, key, value, why it does nothing there
    (Pool, "pools.beds", "productive_after_days", 90, "this pool counts places, and no staff"),
    (Pool, "pools.beds", "relocate_to", "desk", ON_VACANCY),
    (Pool, "pools.beds", "relocate_order", "planned_end_last", ON_VACANCY),
    (Pool, "pools.beds", "payer", "zvw", "nothing is paid for this pool"),
    (Pool, "pools.garden", "closing", "relocate", NEVER_GO),
    (Pool, "pools.garden", "per_place_day", 5, NO_NUMBER),
    (Pool, "pools.garden", "efficiency", 0.9, NO_NUMBER),
    (Station, "stations.desk", "relocate_to", "ward", ON_VACANCY),
    (Station, "stations.desk", "relocate_order", "planned_end_last", ON_VACANCY),
    (Station, "stations.open", "closing", "relocate", NEVER_GO),
    (Waiting, "stations.open.waiting", "drops_out_per_week", 0.1, UNLIMITED),
    (Waiting, "stations.open.waiting", "escalates_per_week", 0.1, UNLIMITED),
    (Waiting, "stations.open.waiting", "longer_stay_per_week", 0.1, UNLIMITED),
    (Waiting, "stations.lawn.waiting", "limit", 3, UNLIMITED),
    (Waiting, "stations.lawn.waiting", "when_full", "desk", UNLIMITED),
    (Waiting, "stations.lawn.waiting", "over_capacity", True, UNLIMITED),
    (Waiting, "stations.desk.waiting", "when_full", "ward", NO_LIMIT),
    (Waiting, "stations.desk.waiting", "escalates_to", "ward", "nobody escalates from here"),
    (Waiting, "stations.at-once.waiting", "longer_stay_per_week", 0.1, NO_TIME),
    (Cost, "stations.open.cost", "per_waiting_day", 5, UNLIMITED),
    (Cost, "stations.at-once.cost", "per_day", 5, NO_TIME),
    (Cost, "stations.desk.cost", "payer", "zvw", "nothing is paid at this station"),
    (AtEighteen, "stations.desk.at_18", "end_age", 23, "nobody goes on after 18"),
    (PlacesChange, "pool: beds, number", "relocate_to", "desk", ON_VACANCY),
    (PlacesChange, "pool: beds, number", "relocate_order", "planned_end_last", ON_VACANCY),
    (NextChange, "station: desk, holds_place", "taken_from", "out", "no share goes anywhere by it"),
    (StayChange, "station: at-once", "factor", {DATE: 2}, "there is no stay"),
    (WaitingChange, "station: open", "drops_out_per_week", {DATE: 0.1}, THERE),
    (WaitingChange, "station: open", "limit", {DATE: 3}, THERE),
    (WaitingChange, "station: open", "over_capacity", True, THERE),
    (WaitingChange, "station: desk", "when_full", "ward", NO_LIMIT),
    (WaitingChange, "station: at-once", "longer_stay_per_week", {DATE: 0.1}, NO_TIME),
    (Price, "pool: garden", "per_place_day", {DATE: 5}, "unlimited places have no number to pay"),
    (Price, "station: open", "per_waiting_day", {DATE: 5}, THERE),
    (Price, "station: at-once", "per_day", {DATE: 5}, NO_TIME),
]
ELSEWHERE: dict[type[Spec], str] = {
    # refused by other checks or the schema (tests/cases), or of use whatever stands beside it
    Pool: "title scope staff places fte_per_place profile per_fte_year lists follows about",
    Station: "title description group form helps sleeps away_from_home pool scope places staff "
    "stay next returns waiting together holds_place at_18 cost about",
    Waiting: "priority norm_weeks reference_weeks deterred evidence about",
    Cost: "per_start lump_sum_per_year about",
    AtEighteen: "continues goes_to",
    PlacesChange: "pool station number fte clients_per_fte efficiency moves_to_pool closing "
    "staff_from",
    Divert: "from_ to via share applies_to when",
    Inflow: "arrivals factor add growth_per_year pgb",
    StayChange: "station at_18",
    NextChange: "station to share returns together holds_place",
    Price: "station pool per_start per_fte_year lump_sum_per_year payer",
    WaitingChange: "station escalates_per_week priority norm_weeks deterred",
}
OF_ALL = "id kind title gemeenten needs referrers product_groups until note source about from_"


def refused(folder: Path, spec: Any) -> list[str]:
    file = folder / "root.yaml"
    writer = YAML(typ="safe")
    writer.representer.ignore_aliases = lambda _: True
    with file.open("w", encoding="utf-8") as place:
        writer.dump(spec, place)
    try:
        load(file)
    except ScenarioError as error:
        return [f"{'.'.join(item.keys)}: {item.rule}" for item in error.problems]
    return []


def root_with(where: str, key: str, value: Any) -> tuple[Any, str]:
    """The root with a key, and the keys that lead to it in a message."""
    root = YAML(typ="safe").load(ROOT)
    if ":" in where:
        named, *more = where.split(", ")
        kind = next(model for model, place, name, *_ in IDLE if (place, name) == (where, key))
        spec = {"id": "x", "kind": kind.model_fields["kind"].annotation.__args__[0]}
        spec |= {named.split(": ")[0]: named.split(": ")[1], "from": DATE, key: value}
        spec |= {name: True if name == "holds_place" else {DATE: 8} for name in more}
        root["interventions"] = [spec]
        return root, f"interventions.x.{key}"
    here = root
    for name in where.split("."):
        here = here.setdefault(name, {})
    here[key] = value
    needed = {"closing": "relocate_to", "escalates_per_week": "escalates_to"}.get(key)
    if needed:
        here[needed] = "desk"
    return root, f"{where}.{key}"


@pytest.mark.parametrize("case", IDLE, ids=lambda case: f"{case[1]}.{case[2]}")
def test_a_key_that_does_nothing_is_refused(
    case: tuple[type[Spec], str, str, Any, str], tmp_path: Path
) -> None:
    _, where, key, value, why = case
    root, keys = root_with(where, key, value)

    assert f"{keys}: does nothing: {why}" in refused(tmp_path, root)


BUSY: list[dict[str, Any]] = [
    # what stands beside a key so that it does something
    {"pools": {"beds": {"fte_per_place": 1, "productive_after_days": 90}}},
    {"pools": {"beds": {"closing": "relocate", "relocate_to": "desk"}}},
    {"pools": {"beds": {"per_place_day": 5, "payer": "zvw"}}},
    {"stations": {"desk": {"waiting": {"limit": 3, "when_full": "ward"}}}},
    {"stations": {"desk": {"waiting": {"escalates_per_week": 0.1, "escalates_to": "ward"}}}},
    {"stations": {"desk": {"at_18": {"continues": 0.5, "end_age": 23}}}},
    {"stations": {"desk": {"cost": {"per_day": 5, "payer": "zvw"}}}},
    {"stations": {"at-once": {"holds_place": True, "cost": {"per_day": 5}}}},
    {
        "stations": {"desk": {"waiting": {"when_full": "ward"}}},
        "interventions": [{"id": "x", "kind": "waiting", "station": "desk", "limit": {DATE: 3}}],
    },
    {
        "pools": {"garden": {"per_place_day": 5}},
        "interventions": [{"id": "x", "kind": "places", "pool": "garden", "number": {DATE: 3}}],
    },
    {
        "pools": {"beds": {"relocate_to": "desk"}},
        "interventions": [
            {"id": "x", "kind": "places", "pool": "beds", "closing": "relocate", "from": DATE}
        ],
    },
]


@pytest.mark.parametrize("more", BUSY, ids=str)
def test_a_key_that_does_something_is_let_through(more: dict[str, Any], tmp_path: Path) -> None:
    assert refused(tmp_path, merged(YAML(typ="safe").load(ROOT), more)) == []


def merged(spec: Any, more: Any) -> Any:
    if not isinstance(spec, dict) or not isinstance(more, dict):
        return deepcopy(more)
    return {**spec, **{key: merged(spec.get(key), part) for key, part in more.items()}}


@pytest.mark.parametrize("model", ELSEWHERE, ids=lambda model: model.__name__)
def test_every_key_of_the_schema_is_judged(model: type[Spec]) -> None:
    """A new key says here in what company it does nothing, or that there is none."""
    judged = {key for kind, _, key, *_ in IDLE if kind is model} | {*ELSEWHERE[model].split()}
    of_all = {*OF_ALL.split()} if "kind" in model.model_fields else set()

    assert judged | of_all == {*model.model_fields} | of_all
