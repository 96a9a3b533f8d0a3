"""What a run did by itself, in Dutch."""

from __future__ import annotations

REACTIONS: dict[str, str] = {
    "reactions.heading": "Wat reageerde",
    "reactions.about": "Wat een run vanzelf doet, waar een scenario dat zegt: gemiddelden over de"
    " runs. Wat op een wachttijd reageert, rust op aannames over hoeveel.",
    "reactions.policy": "Beleid",
    "reactions.started.caption": "Beleid dat begint door de zichtbare wachttijd, en wanneer.",
    "reactions.started.runs": "Begon in",
    "reactions.started.first": "Vroegst",
    "reactions.started.last": "Laatst",
    "reactions.started.of": "{n} van {runs}",
    "reactions.started.never": "in geen run",
    "reactions.started.before": "uiterlijk {date}",
    "reactions.started.note": "In runs waarin beleid niet begon, telt er niets van mee.",
    "reactions.ceilings.caption": "Plafonds op geld, {period}, in euro’s van het jaar zelf.",
    "reactions.ceilings.ceiling": "Plafond",
    "reactions.ceilings.spent": "Telde mee, per jaar",
    "reactions.ceilings.overrun": "Overschrijding, per jaar",
    "reactions.ceilings.most": "In het duurste jaar",
    "reactions.ceilings.months": "Maanden met een stop, per jaar",
    "reactions.ceilings.goes_on": "stopt niet",
    "reactions.ceilings.note": "Een overschrijding is wat een jaar meer kostte dan het plafond."
    " Maanden met een stop zijn maanden aan het begin waarvan niemand kon beginnen, in welke"
    " gemeente ook.",
    "reactions.follows.caption": "Plekken die vraag en wachttijd volgden, en hoeveel erbij kwamen.",
    "reactions.follows.places": "Plekken van",
    "reactions.follows.cell": "{more} ({part})",
    "reactions.follows.note": "Gemiddeld over het jaar; tussen haakjes als deel van de plekken die"
    " gepland waren.",
    "reactions.follows.apart": "Plekken die volgden in {year} in elk scenario, als deel van wat"
    " daar gepland was.",
    "reactions.lists.apart": "Zag af van hulp door de wachttijd, in elk scenario, {period}.",
    "reactions.lists.caption": "Wachtlijsten die reageren, {period}.",
    "reactions.lists.deterred": "Zag af van hulp door de wachttijd",
    "reactions.lists.switched": "Ging naar een andere wachtlijst",
    "reactions.lists.seen": "Zichtbare wachttijd",
    "reactions.lists.note": "Een andere wachtlijst is er een voor dezelfde hulp: geen einde en geen"
    " nieuwe wachttijd. Weken staan er alleen waar de wachttijd getoetst of afgeleid is.",
}
