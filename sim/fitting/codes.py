"""The code lists of registrations, as far as the fit asks for them.

Referrers: COD327 of iJw 3.2 and the CBS delivery, which share their numbers. Reasons of ending:
JZ588 of iJw 3.2 and those of Beleidsinformatie Jeugd.
"""

from __future__ import annotations

from collections.abc import Mapping

REFERRERS: Mapping[str, str] = {
    "01": "toegang",
    "02": "huisarts",
    "03": "jeugdarts",
    "04": "gi",
    "05": "medical_specialist",
    "06": "none",
    "07": "unknown",
    "08": "court",
}
UNKNOWN_REFERRER = "unknown"
OWN_DECISION = "01"

PLANNED, EARLY, MOVED, TEMPORARY, UNSAID = "planned", "early", "moved", "temporary", ""
"""How care ended: as planned (also at 18), before time, by what happened outside it (a move, most
often), for a while only, not said."""
CBS_REASONS: Mapping[str, str] = {
    "01": PLANNED,
    "02": EARLY,
    "03": EARLY,
    "04": EARLY,
    "05": MOVED,
}
JW_REASONS: Mapping[str, str] = {
    "02": MOVED,
    "20": TEMPORARY,
    "31": PLANNED,
    "32": EARLY,
    "33": EARLY,
    "34": EARLY,
    "35": MOVED,
    "36": EARLY,
    "37": PLANNED,
    "38": PLANNED,
    "39": PLANNED,
}
UNITS: Mapping[str, str] = {
    "01": "minute",
    "04": "hour",
    "14": "day",
    "16": "half_day",
    "82": "piece",
    "83": "euro",
}
"""In what a volume is delivered (WJ756); other codes are told as they are."""
CREDIT = "C"
"""A claim that takes another back."""
REMOVED_STATUS = "3"
"""A start or end that was sent by mistake."""
REMOVED_ALLOCATION = "13"
"""An allocation that counts as never sent."""
STAYS_OF_CBS = ("35", "36", "37", "38")
"""Forms with a stay, which begin the day after the first night."""
