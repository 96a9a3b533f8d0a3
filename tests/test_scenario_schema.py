"""The short and the full way to write things, `about`, and the JSON Schema that editors use."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from sim.scenario.export import json_schema
from sim.scenario.reading import read_file
from sim.scenario.schema import (
    AnyPlaces,
    Arrival,
    Block,
    Change,
    Need,
    Number,
    Pool,
    Routes,
    Staff,
    Station,
    Stay,
    Stays,
    Use,
)
from sim.scenario.spreading import spread

MONDAY = dt.date(2024, 1, 1)


# ---------------------------------------------------------------------------- shorthands


@pytest.mark.parametrize(
    ("model", "short", "full"),
    [
        (Number, 3, {"value": 3}),
        (Number, {MONDAY: 3}, {"path": {MONDAY: 3}}),
        (Change, 3, {"operation": "set", "number": {"value": 3}}),
        (Change, {MONDAY: 3}, {"operation": "set", "number": {"path": {MONDAY: 3}}}),
        (
            Change,
            {"path": {MONDAY: 3}, "shape": "ramp"},
            {"operation": "set", "number": {"path": {MONDAY: 3}, "shape": "ramp"}},
        ),
        (
            Change,
            {"add": {MONDAY: 3}, "shape": "ramp"},
            {"operation": "add", "number": {"path": {MONDAY: 3}, "shape": "ramp"}},
        ),
        (Change, {"factor": 0.9}, {"operation": "factor", "number": {"value": 0.9}}),
        (Routes, {"out": 1}, {"default": {"shares": {"out": 1}}}),
        (Routes, {"rest": "out"}, {"default": {"shares": {}, "rest": "out"}}),
        (
            Routes,
            {"out": {"value": 0.9, "low": 0.8, "high": 1}, "early": 0.1},
            {"default": {"shares": {"out": {"value": 0.9, "low": 0.8, "high": 1}, "early": 0.1}}},
        ),
        (
            Routes,
            {"default": {"out": 1}, "light": {"early": 1}, "gemeenten": {"town": {"moved": 1}}},
            {
                "default": {"shares": {"out": 1}},
                "needs": {"light": {"shares": {"early": 1}}},
                "gemeenten": {"town": {"default": {"shares": {"moved": 1}}}},
            },
        ),
        (
            Stays,
            {"distribution": "fixed", "days": 3},
            {"default": {"distribution": "fixed", "days": 3}},
        ),
        (
            Stays,
            {"light": {"distribution": "fixed", "days": 3}},
            {"needs": {"light": {"distribution": "fixed", "days": 3}}},
        ),
        (Use, "block", {"name": "block"}),
        (Use, {"block": {"delay": "2 weeks"}}, {"name": "block", "delay": "14 days"}),
    ],
)
def test_a_shorthand_means_its_full_form(
    model: type[BaseModel], short: object, full: dict[str, object]
) -> None:
    assert model.model_validate(short) == model.model_validate(full)


@pytest.mark.parametrize(
    ("spec", "result"),
    [
        ("unlimited", None),
        (3, Number(value=3)),
        ({MONDAY: 3}, Number(path={MONDAY: 3})),
        ({"value": 3, "source": "x"}, Number(value=3, source="x")),
        ({"town": 3, "default": "unlimited"}, {"town": Number(value=3), "default": None}),
    ],
)
def test_places_are_one_number_or_by_gemeente(spec: object, result: object) -> None:
    assert TypeAdapter(AnyPlaces).validate_python(spec) == result


def test_staff_is_one_or_by_gemeente() -> None:
    item = Staff(fte=2, clients_per_fte=5)

    assert Pool(staff={"fte": 2, "clients_per_fte": 5}).staff == item
    by_gemeente = Pool(scope="gemeente", staff={"town": {"fte": 2, "clients_per_fte": 5}})
    assert by_gemeente.staff == {"town": item}


def test_one_second_trajectory_needs_no_list() -> None:
    spec = {"station": "other", "share": 0.4}

    assert Station(together=spec) == Station(together=[spec])


def test_an_age_of_one_year_may_be_a_number() -> None:
    assert list(Need(age={17: 1}).age or {}) == ["17-17"]


# ---------------------------------------------------------------------------- rows


def test_the_most_specific_row_is_found() -> None:
    rows = Routes.model_validate(
        {
            "default": {"out": 1},
            "light": {"early": 1},
            "gemeenten": {"town": {"default": {"moved": 1}, "complex": {"back": 0.5, "out": 0.5}}},
        }
    )

    def first(gemeente: str, need: str) -> str:
        row = rows.find(gemeente, need)
        assert row is not None
        return next(iter(row.shares))

    assert first("town", "complex") == "back"  # gemeente and need
    assert first("town", "light") == "moved"  # the default of a gemeente before a need
    assert first("city", "light") == "early"
    assert first("city", "complex") == "out"


# ---------------------------------------------------------------------------- stays


@pytest.mark.parametrize(
    ("spec", "mean"),
    [
        ({"distribution": "exponential", "mean_days": 3}, 3.0),
        # median times exp(sigma^2 / 2) = 100 * exp(0.125)
        ({"distribution": "lognormal", "median_days": 100, "sigma": 0.5}, 113.31484530668263),
        ({"distribution": "lognormal", "mean_days": 100, "sigma": 0.5}, 100.0),
        ({"distribution": "fixed", "days": 7}, 7.0),
        ({"distribution": "uniform", "low_days": 2, "high_days": 6}, 4.0),
        ({"distribution": "gamma", "mean_days": 9, "shape_k": 2}, 9.0),
        # 0.5 x 15 + 0.3 x 60 + 0.2 x (90 + 50)
        (
            {"distribution": "classes", "classes": {30: 0.5, 90: 0.3}, "tail_mean_days": 50},
            53.5,
        ),
    ],
)
def test_the_mean_of_a_stay(spec: dict[str, Any], mean: float) -> None:
    assert Stay.model_validate(spec).mean == pytest.approx(mean)


# ---------------------------------------------------------------------------- about


def test_about_holds_for_every_plain_number_beneath() -> None:
    spec = {
        "places": 20,
        "waiting": {"limit": {"value": 3, "status": "official"}},
        "next": {"out": 0.95, "early": {"value": 0.05, "low": 0.01, "high": 0.06}},
        "cost": {"per_day": 10, "about": {"source": "prices", "status": "press"}},
        "about": {"source": "cbs", "status": "derived", "spread": "10%", "note": "of 2021"},
    }

    station = spread(Station.model_validate(spec))

    known = {"source": "cbs", "status": "derived", "note": "of 2021"}
    assert station.places == Number(value=20, low=18, high=22, **known)
    assert station.waiting.limit == Number(value=3, status="official")
    assert station.next is not None
    row = station.next.default
    assert row is not None
    assert row.shares["out"] == Number(value=0.95, low=0.855, high=1.0, **known)  # capped at 1
    assert row.shares["early"] == Number(value=0.05, low=0.01, high=0.06)
    assert station.cost.per_day == Number(value=10, source="prices", status="press")
    assert station.cost.per_start == Number(value=0)  # not written, so nothing is said of it


def test_about_of_a_path_keeps_the_spread() -> None:
    pool = spread(
        Pool.model_validate({"places": {MONDAY: 3}, "about": {"source": "a", "spread": "5%"}})
    )

    assert pool.places == Number(path={MONDAY: 3}, source="a", spread="5%")


def test_about_of_a_block_reaches_its_interventions() -> None:
    block = spread(
        Block.model_validate(
            {
                "block": 1,
                "title": {"en": "x"},
                "about": {"status": "assumption", "spread": "20%"},
                "interventions": [{"id": "a", "kind": "inflow", "factor": {MONDAY: 0.9}}],
            }
        )
    )

    change = block.interventions[0].changes["factor"]
    assert (change.number.status, change.number.spread) == ("assumption", "20%")


# ---------------------------------------------------------------------------- frozen


def test_what_is_said_cannot_be_changed() -> None:
    arrival = Arrival(need="any", per_year=3, enters="desk")

    with pytest.raises(ValidationError, match="frozen"):
        arrival.need = "other"  # type: ignore[misc]


# ---------------------------------------------------------------------------- JSON Schema


def plain(spec: Any) -> Any:
    """Data as an editor sees it: dates are text."""
    if isinstance(spec, dict):
        return {str(key): plain(value) for key, value in spec.items()}
    if isinstance(spec, list):
        return [plain(value) for value in spec]
    return str(spec) if isinstance(spec, dt.date) else spec


def fits(schema: dict[str, Any], spec: Any, whole: dict[str, Any]) -> bool:
    """Just enough of JSON Schema to try our own."""
    if "$ref" in schema:
        return fits(whole["$defs"][schema["$ref"].split("/")[-1]], spec, whole)
    for key in ("anyOf", "oneOf"):
        if key in schema and not any(fits(item, spec, whole) for item in schema[key]):
            return False
    if not all(fits(item, spec, whole) for item in schema.get("allOf", ())):
        return False
    if "not" in schema and fits(schema["not"], spec, whole):
        return False
    if spec not in schema.get("enum", [spec]) or spec != schema.get("const", spec):
        return False
    kinds = {
        "object": dict,
        "array": list,
        "string": str,
        "number": int | float,
        "integer": int,
        "boolean": bool,
        "null": type(None),
    }
    kind = schema.get("type")
    if kind is None:
        return True
    if not isinstance(spec, kinds[kind]) or (isinstance(spec, bool) and kind != "boolean"):
        return False
    if kind == "array":
        return all(fits(schema.get("items", {}), item, whole) for item in spec)
    if kind == "string":
        return re.search(schema.get("pattern", ""), spec) is not None
    return kind != "object" or fits_object(schema, spec, whole)


def fits_object(schema: dict[str, Any], spec: dict[str, Any], whole: dict[str, Any]) -> bool:
    if not set(schema.get("required", ())) <= set(spec):
        return False
    for key, value in spec.items():
        patterns = schema.get("patternProperties", {}).items()
        rules = [rule for pattern, rule in patterns if re.search(pattern, key)]
        if key in schema.get("properties", {}):
            rules = [schema["properties"][key]]
        if not rules:
            rest = schema.get("additionalProperties", True)
            if rest is False:
                return False
            rules = [rest] if isinstance(rest, dict) else []
        if not all(fits(rule, value, whole) for rule in rules):
            return False
    return True


SHIPPED = sorted(
    path
    for folder in ("scenarios", "experiments")
    for path in (Path(__file__).parents[1] / folder).rglob("*.yaml")
)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_schema_accepts_what_is_shipped(path: Path) -> None:
    schema = json_schema()

    assert fits(schema, plain(read_file(path).data), schema)


@pytest.mark.parametrize(
    ("row", "accepted"),
    [
        ({"out": 0.1, "rest": "home", "about": {"doubt": "g", "toward": "home"}}, True),
        ({"default": {"out": 1}, "about": {"doubt": "g", "toward": "out"}}, True),
        ({"default": {"out": 1, "about": {"spread": "5%"}}}, False),
    ],
)
def test_the_schema_has_about_beside_rows_and_beside_a_row_alone(row: Any, accepted: bool) -> None:
    schema = json_schema()
    part = {"part": 1, "title": {"en": "x"}, "stations": {"a": {"next": row}}}

    assert fits(schema["$defs"]["Part"], part, schema) is accepted


CONSTRUCTIONS = """
doorstroom: 1
title: {en: Every construction}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2025-01-01}
gemeenten: {town: {youth: {value: 1, low: 1, high: 2}, use: 0.9, about: {spread: 5%}}}
needs: {any: {age: {0-3: 0.5, 4-17: {value: 0.5, source: x}}}}
arrivals: {a: {need: any, per_year: {2020-01-01: 3}, enters: desk, season: {7: 0.8}}}
pools:
  one:
    scope: gemeente
    staff: {town: {fte: {path: {2020-01-01: 2}, shape: ramp}, clients_per_fte: 5}}
  two: {places: unlimited}
stations:
  desk: {pool: one, next: {default: {out: 0.5, rest: early}, gemeenten: {town: {any: {out: 1}}}}}
  side:
    scope: gemeente
    places: {town: 3, default: unlimited}
    together: {station: desk, share: 0}
interventions:
  - {id: a, kind: divert, from: desk, to: side, share: {2021-01-01: 1}, when: {wait_over_weeks: 3}}
  - {id: b, kind: places, pool: one, fte: {add: {2022-01-01: 4}, shape: ramp}, from: 2021-01-01}
  - {id: c, kind: inflow, factor: {path: {2021-01-01: 1, 2022-01-01: 2}, shape: ramp}}
  - {id: d, kind: places, pool: one, fte: {path: {2022-01-01: present, 2023-01-01: 2}}}
  - {id: e, kind: places, pool: one, fte: {add_per_1000_youth: {2022-01-01: 2}, shape: ramp}}
  - {id: f, kind: next, station: desk, to: early, taken_from: out, share: {part: {2022-01-01: 1}}}
"""


@pytest.mark.parametrize(
    ("change", "good"),
    [
        (("", ""), True),
        (("youth: {value", "youth: {valeu"), False),
        (("places: unlimited", "places: lots"), False),
        (("kind: divert", "kind: diverts"), False),
        (("2021-01-01: 1}, when", "soon: 1}, when"), False),
        (("spread: 5%", "spread: 0.05"), False),
        (("2020-01-01: 3}, enters", "2020-01-01: present}, enters"), False),
        (("add_per_1000_youth", "part"), False),
        (("{part:", "{add_per_1000_youth:"), False),
        (("{2022-01-01: 4}", "{2022-01-01: $more}"), False),
    ],
)
def test_the_schema_tells_right_from_wrong(
    change: tuple[str, str], good: bool, tmp_path: Path
) -> None:
    text = CONSTRUCTIONS.replace(*change) if change[0] else CONSTRUCTIONS
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    schema = json_schema("scenario")

    assert fits(schema, plain(read_file(tmp_path / "x.yaml").data), schema) is good


BLOCK = """
block: 1
title: {en: A lever}
levers: {more: {value: 1, low: 0, high: 2}}
interventions:
  - {id: a, kind: places, pool: one, fte: {add: {2022-01-01: $more, 2023-01-01: -$more}}}
"""
EXTENSION = """
doorstroom: 1
title: {en: A use}
extends: base
uses: [plain, {policy: {as: a, scale: 0.5, delay: -3 days, gemeenten: [x], levers: {n: 1}}}]
drops: [y]
"""


@pytest.mark.parametrize(
    ("text", "change", "good"),
    [
        (BLOCK, ("", ""), True),
        (BLOCK, ("$more,", "more,"), False),
        (BLOCK, ("value: 1", "value: $more"), False),
        (EXTENSION, ("", ""), True),
        (EXTENSION, ("scale: 0.5", "scale: half"), False),
        (EXTENSION, ("as: a", "named: a"), False),
        (EXTENSION, ("levers: {n: 1}", "levers: {n: one}"), False),
    ],
)
@pytest.mark.parametrize("kind", ["own", "any"])
def test_the_schema_knows_levers_and_uses(
    text: str, change: tuple[str, str], good: bool, kind: str, tmp_path: Path
) -> None:
    (tmp_path / "x.yaml").write_text(text.replace(*change) if change[0] else text, "utf-8")
    own = "block" if text == BLOCK else "scenario"
    schema = json_schema(own if kind == "own" else "any")

    assert fits(schema, plain(read_file(tmp_path / "x.yaml").data), schema) == good
