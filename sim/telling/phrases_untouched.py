"""The words of `doorstroom explain --untouched`: what a change cannot reach."""

from __future__ import annotations

EN_UNTOUCHED = {
    "untouched": "What the change cannot reach (who comes, when, how long they wait and stay; not "
    "what it costs):",
    "untouched.until": "until {date} every visit is as in {base}",
    "untouched.comes": "who asks for help for the first time, and when",
    "untouched.comes.but": "who asks for help for the first time, and when, but for {streams}",
    "untouched.begins": "It begins at: {names}.",
    "untouched.nowhere": "Nowhere does a visit differ.",
    "untouched.all": "From there it may reach every station, gemeente and need, if only because "
    "who waits stands before or behind others on lists that they share. How far it does, a run "
    "tells.",
    "untouched.stations": "to the last visit, at: {names}",
    "untouched.gemeenten": "to the last visit, who lives in: {names}",
    "untouched.needs": "to the last visit, who comes for: {names}",
    "untouched.part.gemeenten": "at {station}: who lives in {names}",
    "untouched.part.needs": "at {station}: who comes for {names}",
}
NL_UNTOUCHED = {
    "untouched": "Wat de verandering niet kan raken (wie er komt, wanneer, hoe lang zij wachten en "
    "blijven; niet wat het kost):",
    "untouched.until": "tot {date} is elk bezoek als in {base}",
    "untouched.comes": "wie voor het eerst om hulp vraagt, en wanneer",
    "untouched.comes.but": "wie voor het eerst om hulp vraagt, en wanneer, behalve {streams}",
    "untouched.begins": "Het begint bij: {names}.",
    "untouched.nowhere": "Nergens verschilt een bezoek.",
    "untouched.all": "Van daar kan het elk station, elke gemeente en elke hulpvraag bereiken, al "
    "was het maar doordat wie wacht voor of achter anderen staat op lijsten die zij delen. Hoe ver "
    "het reikt, zegt een run.",
    "untouched.stations": "tot op het laatste bezoek, bij: {names}",
    "untouched.gemeenten": "tot op het laatste bezoek, wie woont in: {names}",
    "untouched.needs": "tot op het laatste bezoek, wie komt voor: {names}",
    "untouched.part.gemeenten": "bij {station}: wie woont in {names}",
    "untouched.part.needs": "bij {station}: wie komt voor {names}",
}
