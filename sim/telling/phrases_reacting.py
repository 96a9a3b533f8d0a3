"""The words of `doorstroom explain` for what follows from what happens in a run (rule 28)."""

from __future__ import annotations

REACTING_EN = {
    "reacts": "reacts to the wait that is seen for {name}: {points}{lag}, {when}; {start}",
    "reacts.share": "a share that",
    "reacts.point": "{share} at {weeks} weeks",
    "reacts.lag": ", {days} days later",
    "reacts.start": "{share} at the start, at {weeks} weeks",
}

REACTING_NL = {
    "reacts": "reageert op de zichtbare wachttijd voor {name}: {points}{lag}, {when}; {start}",
    "reacts.share": "een deel dat",
    "reacts.point": "{share} bij {weeks} weken",
    "reacts.lag": ", {days} dagen later",
    "reacts.start": "{share} bij de start, bij {weeks} weken",
}
