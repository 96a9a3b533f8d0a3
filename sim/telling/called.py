"""What a number or word of a scenario is called, by where it stands."""

from __future__ import annotations

from ..errors import Keys
from .speech import Speaker

_STAFF = {"fte": "places.fte", "clients_per_fte": "places.clients_per_fte"}
_PRICES = ("per_day", "per_start", "per_waiting_day", "per_place_day", "per_fte_year")
_WORDS = ("legal_frame", "closing", "relocate_order", "scope", "group", "evidence", "distribution")
_STATIONS = ("enters", "relocate_to", "escalates_to", "when_full", "station", "rest")


def called(speaker: Speaker, keys: Keys) -> str:
    """What stands at these keys, in words; empty where there are none for it."""
    match keys:
        case ("gemeenten", name, field):
            return _said(speaker, f"value.{field}", name=name)
        case ("needs", name, "age", age):
            return speaker.say("value.age", name=speaker.need(name), age=age)
        case ("needs", name, field, *_):
            return _said(speaker, f"value.{field}", name=speaker.need(name))
        case ("money", "budgets", name, year):
            return speaker.say("value.budgets", name=name, year=year)
        case ("money", field, *year):
            return _said(speaker, f"value.{field}", year=".".join(year))
        case ("arrivals", name, *field):
            return _of_arrival(speaker, speaker.arrivals([name]), field)
        case ("pools" | "stations" as section, name, *field):
            return _of_place(speaker, section, name, field)
        case _:
            return ""


def word(speaker: Speaker, keys: Keys, value: str) -> str:
    """A word that stands at these keys, as people say it."""
    field = next((key for key in reversed(keys) if not key.isdecimal()), "")
    if field in _STATIONS:
        return speaker.station(value)
    match field:
        case "need" | "needs":
            return speaker.need(value)
        case "referrer":
            return speaker.referrer(value)
        case "pool":
            return speaker.pool(value)
        case "payer":
            return speaker.payer(value)
        case "goes_to":
            return speaker.say(f"law.{value}")
        case _ if field in _WORDS:
            return _said(speaker, f"word.{field}.{value}") or value
        case _:
            return value


def _said(speaker: Speaker, key: str, **named: object) -> str:
    return speaker.say(key, **named) if speaker.has(key) else ""


def _of_arrival(speaker: Speaker, name: str, field: list[str]) -> str:
    match field:
        case ["season", month]:
            return speaker.say("value.season", month=month, name=name)
        case ["priority"]:
            return speaker.say("value.arrival.priority", name=name)
        case ["pgb" | "growth_per_year" as key]:
            return speaker.say(f"inflow.{key}", name=name)
        case [key, *_]:
            return _said(speaker, f"value.{key}", name=name)
        case _:
            return ""


def _of_place(speaker: Speaker, section: str, name: str, field: list[str]) -> str:
    """What is called alike of a pool and of a station with places of its own, and the rest."""
    title = speaker.pool(name) if section == "pools" else speaker.station(name)
    match field:
        case ["staff", *gemeente, ("fte" | "clients_per_fte") as key]:
            return speaker.say(_STAFF[key], name=title) + _only(speaker, gemeenten=gemeente)
        case ["places", *gemeente]:
            return speaker.say("places.number", name=title) + _only(speaker, gemeenten=gemeente)
        case ["efficiency"]:
            return speaker.say("places.efficiency", name=title)
        case [key] | ["cost", key] if key in _PRICES:
            return speaker.say(f"price.{key}", name=title)
        case ["cost", "payer"]:
            return speaker.say("value.payer", name=title)
        case ["stay" | "next" | "returns" as rows, *where]:
            return _of_row(speaker, title, rows, where)
        case ["waiting" | "at_18" | "together" | "cost" as part, *where]:
            return _of_part(speaker, name, part, where)
        case [key, *_]:
            return _said(speaker, f"value.{key}", name=title)
        case _:
            return ""


def _of_part(speaker: Speaker, station: str, part: str, field: list[str]) -> str:
    name = speaker.station(station)
    match part, field:
        case "together", [at, "share"]:
            return speaker.say("next.together.share", name=name, to=_second(speaker, station, at))
        case "together", [_, key, *_]:
            return speaker.say(f"value.together.{key}", name=name)
        case "at_18", ["continues" | "end_age" as key]:
            return speaker.say(f"stay.at_18.{key}", name=name)
        case _, [*_, key]:
            kind = "price" if part == "cost" else part
            return _said(speaker, f"{kind}.{key}", name=name) or _said(
                speaker, f"value.{key}", name=name
            )
        case _:
            return ""


def _second(speaker: Speaker, station: str, at: str) -> str:
    """What starts beside it, as the place in the list tells."""
    seconds = speaker.scenario.stations[station].together
    return speaker.station(seconds[int(at)].station) if int(at) < len(seconds) else at


# ------------------------------------------------------------------ rows


def _of_row(speaker: Speaker, title: str, rows: str, where: list[str]) -> str:
    """A number of a stay, a route or a return, and of whose row it is."""
    gemeenten, needs, field = _narrowed(where)
    what = _of_field(speaker, title, rows, field)
    return what and what + _only(speaker, gemeenten=gemeenten, needs=needs)


def _narrowed(where: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The gemeente and the need whose row it is, and what stands in that row."""
    gemeenten: list[str] = []
    needs: list[str] = []
    if where[:1] == ["gemeenten"]:
        gemeenten, where = where[1:2], where[2:]
    if where[:1] == ["needs"]:
        needs, where = where[1:2], where[2:]
    elif where[:1] == ["default"]:
        where = where[1:]
    return gemeenten, needs, where


def _of_field(speaker: Speaker, title: str, rows: str, field: list[str]) -> str:
    match rows, field:
        case "next", ["shares", to]:
            return speaker.say("next.share", name=title, to=speaker.station(to))
        case "next", ["rest"]:
            return speaker.say("value.rest", name=title)
        case "returns", ["share"]:
            return speaker.say("next.returns.share", name=title)
        case "returns", ["after", key, *_]:
            return speaker.say("value.returns.after", name=title, field=key)
        case "stay", ["classes", days]:
            return speaker.say("value.stay.classes", name=title, days=days)
        case _, [*_, key]:
            return _said(speaker, f"value.{rows}.{key}", name=title)
        case _:
            return ""


def _only(
    speaker: Speaker, *, gemeenten: list[str] | None = None, needs: list[str] | None = None
) -> str:
    """Whom it is about, where it is not about everybody."""
    parts = []
    if needs:
        names = speaker.listed([speaker.need(item) for item in needs])
        parts.append(speaker.say("only.needs", names=names))
    if gemeenten and gemeenten != ["default"]:
        parts.append(speaker.say("only.gemeenten", names=speaker.listed(gemeenten)))
    return speaker.say("only", who=", ".join(parts)) if parts else ""
