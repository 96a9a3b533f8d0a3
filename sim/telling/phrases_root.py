"""The words of `doorstroom explain` for what a scenario of its own holds."""

from __future__ import annotations

EN_ROOT = {
    "root.demand": "On {date}, {count} youths a year ask for help for the first time, of "
    "{youth} in {gemeenten}:",
    "root.need": "{need}: {count} a year",
    "root.later": ", and {count} a year on {date}",
    "root.stations": "It has {many}; on {date}, if nobody waited:",
    "root.many": "{count} stations",
    "root.one": "1 station",
    "root.station": "{name}: {places}; {count} a year begin there{later}",
    "root.no_list": "no limit on places",
    "root.places": "{count} places",
    "root.place": "1 place",
    "root.pool": "{count} places together with {names}",
    "root.by_gemeente": "{count} places, of each gemeente its own",
    "root.staff": "Staff of {name} on {date}, in FTE: {each}.",
    "root.places_later": ", {count} on {date}",
    "root.money": "Money: in prices of {year}; stations with a price: {count}.",
    "root.budget": "Budgets: {budgets}.",
    "root.one_budget": "{gemeente} {amount} in {year}",
    "root.no_money": "Money: no station has a price.",
    "root.one_gemeente": "1 gemeente",
    "root.gemeenten": "{count} gemeenten",
}
NL_ROOT = {
    "root.demand": "Op {date} vragen {count} jeugdigen per jaar voor het eerst hulp, van de "
    "{youth} in {gemeenten}:",
    "root.need": "{need}: {count} per jaar",
    "root.later": ", en {count} per jaar op {date}",
    "root.stations": "Het heeft {many}; op {date}, als niemand hoefde te wachten:",
    "root.many": "{count} stations",
    "root.one": "1 station",
    "root.station": "{name}: {places}; {count} per jaar beginnen er{later}",
    "root.no_list": "plaatsen zonder grens",
    "root.places": "{count} plaatsen",
    "root.place": "1 plaats",
    "root.pool": "{count} plaatsen samen met {names}",
    "root.by_gemeente": "{count} plaatsen, elke gemeente haar eigen",
    "root.staff": "Personeel van {name} op {date}, in fte: {each}.",
    "root.places_later": ", {count} op {date}",
    "root.money": "Geld: in prijzen van {year}; aantal stations met een prijs: {count}.",
    "root.budget": "Budgetten: {budgets}.",
    "root.one_budget": "{gemeente} {amount} in {year}",
    "root.no_money": "Geld: geen station heeft een prijs.",
    "root.one_gemeente": "1 gemeente",
    "root.gemeenten": "{count} gemeenten",
}
