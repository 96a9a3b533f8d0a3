"""Codes of Dutch registrations: iJw 3.2 (message lists), and what CBS asks of providers.

Facts from the published code lists: COD327 (referrer), COD260 (yes or no), COD467 (status), JZ002
(why an allocation changes), JZ020 (category of product), JZ588 (why help ended) and WJ756 (unit) of
iJw, and the lists of the Informatieprotocol Beleidsinformatie Jeugd.
"""

from __future__ import annotations

from ..results.manifest import StationNote
from .visits import Visit

YES, NO = "1", "2"
FIRST_DELIVERY = "1"
DAYS = "14"
"""The unit of a day and night."""
UNKNOWN_SEX = "0"
SHORTENED, OTHER_DOMAIN = "05", "06"
_REFERRERS = {"toegang": "01", "huisarts": "02", "jeugdarts": "03", "gi": "04",
              "medical_specialist": "05", "none": "06", "court": "08"}  # fmt: skip
BY_GEMEENTE = _REFERRERS["toegang"]
_UNKNOWN_REFERRER = "07"
_CATEGORIES = {"local_team": "31", "day_care": "41", "foster": "44", "family_type": "44",
               "residential": "43", "closed": "43", "crisis": "46"}  # fmt: skip
_AMBULANT, _STAY, _PROTECTION = "45", "43", "48"
_FORMS = {"local_team": "31", "ambulant": "32", "day_care": "33", "own_network": "34",
          "foster": "35", "family_type": "36", "closed": "37", "residential": "38"}  # fmt: skip
STAYS = tuple(_FORMS[name] for name in ("foster", "family_type", "closed", "residential"))
_PLANNED = ("31", "01")
_EARLY = ("34", "02")
_MOVED = ("35", "05")
_ELSEWHERE = ("38", "05")


def referrer(name: str) -> str:
    """The code of a referrer by its name in the scenario; 07 for any other name."""
    return _REFERRERS.get(name, _UNKNOWN_REFERRER)


def product_category(note: StationNote) -> str:
    """The category of the product that a station gives (JZ020)."""
    if note.group == "protection":
        return _PROTECTION
    by_place = _STAY if note.away_from_home else _AMBULANT
    return _CATEGORIES.get(note.form or "", by_place)


def form_of_help(note: StationNote) -> str:
    """The form of help as CBS counts it; crisis help is told apart by its own column."""
    by_place = _FORMS["residential"] if note.away_from_home else _FORMS["ambulant"]
    return _FORMS.get(note.form or "", by_place)


def ending(visit: Visit) -> tuple[str, str]:
    """Why help ended, in the codes of iJw (JZ588) and of CBS.

    Who turns 18 has ended as planned, as both lists say; who goes on to other help too.
    """
    if visit.outcome in ("relocated", "diverted"):
        return _ELSEWHERE
    if visit.outcome == "completed":
        return {"early": _EARLY, "moved": _MOVED}.get(visit.next, _PLANNED)
    return _PLANNED


def withdrawn(visit: Visit) -> str:
    """Why an allocation ends without help (JZ002)."""
    return OTHER_DOMAIN if visit.outcome == "turned_18" else SHORTENED
