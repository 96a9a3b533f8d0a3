"""The words of `doorstroom explain` for ceilings on what care costs in a year (rule 32)."""

from __future__ import annotations

CEILINGS_EN = {
    "ceiling": "Ceiling {name}: in {gemeenten} {payer} may spend a year on care{pools}: {amounts}, "
    "in euros of that year{shared}. On the first of each month it is asked what has been spent, "
    "and what care that runs still costs until 31 December. Once it is reached, {then}.",
    "ceiling.amount": "{amount} from {year} on",
    "ceiling.all": "all gemeenten",
    "ceiling.shared": " and divided by youth",
    "ceiling.pools": " at {names}",
    "ceiling.stop_intake": "nobody starts there until 1 January but urgent clients, those under an "
    "order, and those who keep a place meanwhile or have care that goes on; others keep their "
    "place on the list",
    "ceiling.go_on": "care goes on, and the overrun is told",
    "ceiling.gone": "There is no ceiling {name} any more.",
}

CEILINGS_NL = {
    "ceiling": "Plafond {name}: in {gemeenten} mag {payer} per jaar aan hulp{pools} uitgeven: "
    "{amounts}, in euro's van dat jaar{shared}. Op de eerste van elke maand wordt gekeken wat is "
    "uitgegeven, en wat lopende hulp tot en met 31 december nog kost. Is het bereikt, dan {then}.",
    "ceiling.amount": "{amount} vanaf {year}",
    "ceiling.all": "alle gemeenten",
    "ceiling.shared": " en verdeeld naar jeugdigen",
    "ceiling.pools": " bij {names}",
    "ceiling.stop_intake": "begint daar tot 1 januari niemand meer, behalve wie spoed heeft, wie "
    "hulp moet krijgen van de rechter, en wie zolang een plek houdt of hulp heeft die doorgaat; "
    "anderen houden hun plaats op de lijst",
    "ceiling.go_on": "gaat de hulp door, en wordt de overschrijding verteld",
    "ceiling.gone": "Er is geen plafond {name} meer.",
}
