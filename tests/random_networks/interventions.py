"""Interventions: one, or those that only make sense together."""

from __future__ import annotations

from collections.abc import Sequence

from .choices import Region, path
from .files import Sections
from .places import PLACES, closing
from .stations import RATES

SHARES = (0, 0.1, 0.25, 0.5, 0.8, 1)


def intervention(region: Region) -> list[Sections]:
    """One intervention, or those that only make sense together."""
    often = (_places, _divert)
    kinds = (*often, *often, *often, _closes, _moves, _moves, _next, _next, _lists, _lists)
    made = region.dice.item((*kinds, _inflow, _stays, _price))(region)
    return made if isinstance(made, list) else [made]


def _during(region: Region, *, needs_from: bool = False) -> Sections:
    """From and until; a change without a date of its own needs a first day."""
    spec: Sections = {"from": region.date()} if needs_from or region.dice.chance(0.3) else {}
    later = [date for date in region.dates if date > spec.get("from", region.dates[-1])]
    if later and region.dice.chance(0.5):
        spec["until"] = later[0]
    return spec


def _for_whom(region: Region) -> Sections:
    spec: Sections = {}
    dice = region.dice
    region.maybe(spec, 0.2, "gemeenten", lambda: dice.some(region.gemeenten))
    region.maybe(spec, 0.2, "needs", lambda: dice.some(region.needs))
    return spec


def _change(region: Region, values: Sequence[float]) -> Sections:
    """A number set, or multiplied, by date."""
    if region.dice.chance(0.3):
        spec: Sections = {"factor": path(region, (0.5, 0.9, 1.5))}
    else:
        spec = {"path": path(region, values)}
    region.maybe(spec, 0.2, "shape", lambda: "ramp")
    return spec


def _with_places(region: Region) -> list[tuple[str, str, Sections]]:
    """Pools and stations that have limited places of their own."""
    pools = region.sections.get("pools", {})
    result = [("pool", name, spec) for name, spec in pools.items()]
    stations = region.sections["stations"].items()
    return result + [("station", name, spec) for name, spec in stations if "places" in spec]


def _places(region: Region) -> Sections | list[Sections]:
    """More or fewer places of one pool, at times with relocation."""
    result = _with_places(region)
    if not result:
        return []
    key, name, pool = region.dice.item(result)
    made: Sections = {"kind": "places", key: name}
    if "staff" in pool:
        counted = region.dice.item(("fte", "clients_per_fte"))
        made[counted] = _change(region, (0.5, 1, 2))
    elif pool["places"] == "unlimited":
        made["number"] = path(region, PLACES)
    else:
        made["number"] = _change(region, (0, 0, 1, 1, 2))
    if key == "pool" and region.dice.chance(0.2):
        made["efficiency"] = path(region, (0.4, 1.2))
    if "scope" in pool:
        region.maybe(made, 0.4, "gemeenten", lambda: region.dice.some(region.gemeenten))
    return {**made, **closing(region, 0.8), **_during(region)}


def _closes(region: Region) -> Sections | list[Sections]:
    """A pool that loses all its places for good, and where its lists go."""
    result = [place for place in _with_places(region) if "staff" not in place[2]]
    if not result:
        return []
    key, name, _ = region.dice.item(result)
    date = region.date()
    stations = region.sections["stations"].items()
    here = [item for item, spec in stations if name in (item, spec.get("pool"))]
    closed = {"kind": "places", key: name, "number": {date: 0}, **closing(region, 0.8)}
    whom = region.dice.item((["new", "waiting"], ["waiting"], ["new", "waiting", "running"]))
    return [
        closed,
        *(
            {
                "kind": "divert",
                "from": item,
                "to": region.other(item),
                "share": {date: 1},
                "applies_to": whom,
            }
            for item in here
        ),
    ]


def _moves(region: Region) -> Sections | list[Sections]:
    """A station that draws from another pool from a date on."""
    if not region.pools:
        return []
    made = {"kind": "places", "station": region.dice.item(region.stations)}
    made["moves_to_pool"] = region.dice.item(region.pools)
    region.maybe(made, 0.4, "gemeenten", lambda: region.dice.some(region.gemeenten))
    return {**made, **_during(region, needs_from=True)}


def _divert(region: Region) -> Sections:
    dice = region.dice
    origin = dice.item(region.stations)
    whom = dice.some(("new", "waiting", "waiting", "running", "running"))
    made: Sections = {
        "kind": "divert",
        "from": origin,
        "to": region.other(origin),
        "share": {"path": path(region, SHARES)},
        "applies_to": list(dict.fromkeys(whom)),
    }
    region.maybe(made["share"], 0.3, "shape", lambda: "ramp")
    conditions = ("full", {"wait_over_weeks": 1}, {"wait_over_weeks": 6.5})
    if "running" not in whom:
        region.maybe(made, 0.5, "when", lambda: dice.item(conditions))
    return {**made, **_for_whom(region)}


def _inflow(region: Region) -> Sections:
    if region.dice.chance(0.6):
        change: Sections = {"factor": path(region, (0, 0.5, 2))}
    else:
        change = {"arrivals": ["stream-0"], "add": path(region, (2, 10))}
    return {"kind": "inflow", **change, **_for_whom(region), **_during(region)}


def _stays(region: Region) -> Sections:
    station = region.dice.item(region.stations)
    made: Sections = {"kind": "stay", "station": station}
    made["factor"] = {"path": path(region, (0.5, 1, 2))}
    region.maybe(made["factor"], 0.4, "shape", lambda: "ramp")
    region.maybe(made, 0.4, "at_18", lambda: {"continues": path(region, (0, 0.5, 1))})
    return {**made, **_for_whom(region), **_during(region)}


def _next(region: Region) -> Sections:
    dice = region.dice
    station = dice.item(region.stations)
    spec = region.sections["stations"][station]
    made: Sections = {"kind": "next", "station": station}
    match dice.item(("to", "to", "hold", "returns", "together")):
        case "to":
            made["to"] = dice.item((region.other(station), "out", "early"))
            made["share"] = path(region, (0, 0.2, 0.5))
        case "returns" if "returns" in spec:
            made["returns"] = {"share": path(region, SHARES)}
        case "together" if "together" in spec:
            second = dice.item(spec["together"])["station"]
            made["together"] = {"station": second, "share": path(region, SHARES)}
        case _:
            made["holds_place"] = dice.chance(0.7)
            return {**made, **_for_whom(region), **_during(region, needs_from=True)}
    return {**made, **_for_whom(region), **_during(region)}


def _lists(region: Region) -> Sections:
    """Other rates, limits or urgency on the list of a station."""
    dice = region.dice
    station = dice.item(region.stations)
    made: Sections = {"kind": "waiting", "station": station}
    rates = ["drops_out_per_week", "longer_stay_per_week"]
    if "escalates_to" in region.sections["stations"][station].get("waiting", {}):
        rates.append("escalates_per_week")
    region.maybe(made, 0.5, dice.item(rates), lambda: path(region, (0, *RATES)))
    region.maybe(made, 0.4, "limit", lambda: path(region, (0, 1, 4)))
    region.maybe(made, 0.2, "priority", lambda: path(region, (0, 1, 3)))
    region.maybe(made, 0.3, "when_full", lambda: region.other(station))
    region.maybe(made, 0.4, "over_capacity", lambda: dice.chance(0.8))
    if len(made) == 2:
        made["over_capacity"] = True
    is_switched = "when_full" in made or "over_capacity" in made
    return {**made, **_for_whom(region), **_during(region, needs_from=is_switched)}


def _price(region: Region) -> Sections:
    price = {"per_start": path(region, (100, 300))}
    return {"kind": "price", "station": region.dice.item(region.stations), **price}
