"""Names: every one that is used exists, and none is a word of the language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..indicators.definitions import pools_of
from ..scenario.reading import Keys
from ..scenario.schema import (
    EXITS,
    ONWARD,
    RESERVED,
    About,
    Block,
    ByWeeks,
    Divert,
    Inflow,
    NextChange,
    Number,
    Origin,
    PlacesChange,
    Pool,
    Price,
    Rows,
    Scenario,
    Selected,
    Station,
    Target,
)
from ..scenario.triggers import triggered
from ..scenario.walking import models_in
from .findings import Findings

Use = tuple[Keys, str, str]
"""Where a name is used, the name, and what it should be."""

_FORBIDDEN = {*RESERVED, "all", "about", "proportional"}


def check_names(findings: Findings) -> None:
    """Refuse unknown names and names that are words of the language."""
    known = _known(findings.scenario)
    for keys, name, what in uses_of(findings.scenario):
        if name in known[what]:
            continue
        if name in findings.scenario.asleep:
            if findings.faults.problems:
                continue
            way_out = "let something reach it, or leave this out"
            findings.error(keys, name, "sleeps: nothing reaches it", way_out)
            continue
        findings.unknown(keys, name, what, known[what])
    _check_reserved(findings)
    _check_sources(findings)


def _known(scenario: Scenario) -> dict[str, list[str]]:
    groups = [need.product_group for need in scenario.needs.values()]
    stations = list(scenario.stations)
    return {
        "station": stations,
        "destination": [*stations, *EXITS, "back", ONWARD],
        "station or onward": [*stations, ONWARD],
        "pool": list(scenario.pools),
        "pool or station": list(pools_of(scenario)),
        "pool of staff": [*scenario.pools, *_with_own_places(scenario)],
        "gemeente": list(scenario.gemeenten),
        "gemeente or default": [*scenario.gemeenten, "default"],
        "need": list(scenario.needs),
        "arrival": list(scenario.arrivals),
        "referrer": list(dict.fromkeys(arrival.referrer for arrival in scenario.arrivals.values())),
        "product group": list(dict.fromkeys(group for group in groups if group)),
    }


def _with_own_places(scenario: Scenario) -> list[str]:
    return [name for name, station in scenario.stations.items() if station.pool is None]


def uses_of(scenario: Scenario) -> Iterator[Use]:
    """Every name that is used of another thing, and what it should be."""
    for name, arrival in scenario.arrivals.items():
        keys: Keys = ("arrivals", name)
        yield (*keys, "need"), arrival.need, "need"
        yield (*keys, "enters"), arrival.enters, "station"
        yield from _listed((*keys, "gemeenten"), arrival.gemeenten, "gemeente")
    for name, pool in scenario.pools.items():
        yield from _of_places(("pools", name), pool)
    for name, station in scenario.stations.items():
        yield from _of_station(("stations", name), station)
    for name, target in scenario.targets.items():
        yield from _of_target(("targets", name), target)
    if scenario.money is not None:
        for gemeente in scenario.money.budgets:
            yield ("money", "budgets", gemeente), gemeente, "gemeente"
    for use in triggered(scenario):
        keys = ("blocks", use.name, "starts_when")
        yield from _optional(keys, use.block.starts_when, "station", "station")
    for placed in scenario.interventions:
        spec = placed.intervention
        yield from _of_intervention(("interventions", spec.id), spec)


def _listed(keys: Keys, names: Iterable[str] | None, what: str) -> Iterator[Use]:
    for at, name in enumerate(names or ()):
        yield (*keys, str(at)), name, what


def _optional(keys: Keys, spec: Any, field: str, what: str) -> Iterator[Use]:
    name = getattr(spec, field)
    if name is not None:
        yield (*keys, field.rstrip("_")), name, what


def _of_places(keys: Keys, spec: Pool | Station) -> Iterator[Use]:
    yield from _optional(keys, spec, "relocate_to", "station")
    for field in ("places", "staff"):
        by_gemeente = getattr(spec, field)
        if isinstance(by_gemeente, dict):
            for name in by_gemeente:
                yield (*keys, field, name), name, "gemeente or default"


def _of_station(keys: Keys, station: Station) -> Iterator[Use]:
    yield from _optional(keys, station, "pool", "pool")
    yield from _of_places(keys, station)
    for field in ("stay", "next", "returns"):
        rows = getattr(station, field)
        if rows is not None:
            yield from _of_rows((*keys, field), rows)
    waiting = (*keys, "waiting")
    yield from _optional(waiting, station.waiting, "escalates_to", "station")
    yield from _optional(waiting, station.waiting, "when_full", "station")
    if station.waiting.deterred is not None:
        yield from _whose_wait((*waiting, "deterred"), station.waiting.deterred.share)
    for at, second in enumerate(station.together):
        here = (*keys, "together", str(at))
        yield (*here, "station"), second.station, "station"
        yield from _listed((*here, "needs"), second.needs, "need")


def _of_rows(keys: Keys, rows: Rows[Any]) -> Iterator[Use]:
    for need in rows.needs:
        yield (*keys, "needs", need), need, "need"
    every: list[tuple[Keys, Any]] = [(("default",), rows.default)]
    every += [(("needs", need), row) for need, row in rows.needs.items()]
    for place, row in every:
        for destination in getattr(row, "shares", ()):
            yield (*keys, *place, "shares", destination), destination, "destination"
        if getattr(row, "rest", None) is not None:
            yield (*keys, *place, "rest"), row.rest, "destination"
    for gemeente, local in rows.gemeenten.items():
        yield (*keys, "gemeenten", gemeente), gemeente, "gemeente"
        yield from _of_rows((*keys, "gemeenten", gemeente), local)


def _of_target(keys: Keys, target: Target) -> Iterator[Use]:
    yield from _optional(keys, target, "station", "station")
    yield from _optional(keys, target, "need", "need")
    yield from _optional(keys, target, "pool", "pool or station")
    yield from _listed((*keys, "gemeenten"), target.gemeenten, "gemeente")


def _of_intervention(keys: Keys, spec: Selected) -> Iterator[Use]:
    yield from _listed((*keys, "gemeenten"), spec.gemeenten, "gemeente")
    yield from _listed((*keys, "needs"), spec.needs, "need")
    yield from _listed((*keys, "referrers"), spec.referrers, "referrer")
    yield from _listed((*keys, "product_groups"), spec.product_groups, "product group")
    match spec:
        case PlacesChange():
            yield from _optional(keys, spec, "moves_to_pool", "pool")
            yield from _optional(keys, spec, "relocate_to", "station")
            yield from _optional(keys, spec, "pool", "pool")
            for name in spec.staff_from or ():
                yield (*keys, "staff_from", name), name, "pool of staff"
        case Price():
            yield from _optional(keys, spec, "pool", "pool")
        case Divert():
            yield (*keys, "from"), spec.from_, "station"
            yield from _optional(keys, spec, "to", "station or onward")
            yield from _optional(keys, spec, "via", "station")
            yield from _whose_wait(keys, spec.share)
        case Inflow():
            yield from _listed((*keys, "arrivals"), spec.arrivals, "arrival")
        case NextChange():
            yield from _of_next(keys, spec)
        case _:
            pass
    for field in ("station", "when_full"):
        if getattr(spec, field, None) is not None:
            yield (*keys, field), getattr(spec, field), "station"


def _of_next(keys: Keys, spec: NextChange) -> Iterator[Use]:
    yield from _optional(keys, spec, "to", "destination")
    yield from _whose_wait(keys, spec.share)
    if spec.taken_from != "proportional":
        yield (*keys, "taken_from"), spec.taken_from, "destination"
    if spec.together is not None:
        yield (*keys, "together", "station"), spec.together.station, "station"


def _whose_wait(keys: Keys, share: object) -> Iterator[Use]:
    if isinstance(share, ByWeeks):
        yield from _optional((*keys, "share"), share, "of", "station")


def _check_reserved(findings: Findings) -> None:
    for section in ("needs", "gemeenten", "stations", "pools"):
        for name in getattr(findings.scenario, section):
            if name in _FORBIDDEN or "@" in name or not name.strip():
                words = ", ".join(sorted(_FORBIDDEN))
                findings.error(
                    (section, name),
                    name,
                    f"a name may not be one of {words}, be blank or hold @",
                    "take another name",
                )


def _check_sources(findings: Findings) -> None:
    scenario = findings.scenario
    for section, spec in scenario:
        if section in ("root", "files", "blocks", "sources", "interventions"):
            continue
        _check_sources_in(findings, spec, (section,))
    for placed in scenario.interventions:
        spec = placed.intervention
        _check_sources_in(findings, spec, ("interventions", spec.id))
    for use in scenario.blocks:
        _check_source_of_block(findings, use.name, use.block)


def _check_sources_in(findings: Findings, spec: Any, keys: Keys) -> None:
    known = findings.scenario.sources
    for result, model in models_in(spec, keys):
        if not isinstance(model, Number | About | Target | Selected):
            continue
        if model.source is None or model.source in known:
            continue
        here = (*result, "source")
        if findings.trail.written(here)[-1] == "source":
            findings.unknown(here, model.source, "source", known)


def _check_source_of_block(findings: Findings, name: str, block: Block) -> None:
    known = findings.scenario.sources
    origin: Origin | None = block.from_document
    if origin is not None and origin.source not in known:
        keys = ("blocks", name, "from_document", "source")
        findings.unknown(keys, origin.source, "source", known)
