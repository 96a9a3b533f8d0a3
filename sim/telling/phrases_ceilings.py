"""The words of `doorstroom explain` for ceilings on what care costs in a year (rule 32)."""

from __future__ import annotations

CEILINGS_EN = {
    "ceiling": "Ceiling {name}: {who} {amounts} a year (in euros of that year) on care{pools}"
    "{shared}. On the first of each month it is added up what has been spent, and what care that "
    "runs still costs until 31 December. Once it is reached, {then}.",
    "ceiling.who.all": "the gemeenten of the region together may spend",
    "ceiling.who.many": "the gemeenten {gemeenten} together may spend",
    "ceiling.who.one": "the gemeente {gemeenten} may spend",
    "ceiling.payer.all": "for the gemeenten of the region together {payer} may spend",
    "ceiling.payer.many": "for the gemeenten {gemeenten} together {payer} may spend",
    "ceiling.payer.one": "for the gemeente {gemeenten} {payer} may spend",
    "ceiling.amount": "at most {amount} from {year} on",
    "ceiling.shared": "; each gemeente has its part by youths",
    "ceiling.pools": " at {names}",
    "ceiling.stop_intake": "nobody starts there until 1 January, and all keep their place on the "
    "list; those under an order of the court, urgent clients, and those who have help already go "
    "on. It is told here as if it is never reached",
    "ceiling.go_on": "care goes on, and the overrun is told",
    "ceiling.gone": "There is no ceiling {name} any more.",
}

CEILINGS_NL = {
    "ceiling": "Plafond {name}: {who} {amounts} per jaar (euro’s van dat jaar) uitgeven aan hulp"
    "{pools}{shared}. Op de eerste van elke maand wordt opgeteld wat is uitgegeven, en wat lopende "
    "hulp tot en met 31 december nog kost. Is het bereikt, dan {then}.",
    "ceiling.who.all": "de gemeenten van de regio mogen samen",
    "ceiling.who.many": "de gemeenten {gemeenten} mogen samen",
    "ceiling.who.one": "de gemeente {gemeenten} mag",
    "ceiling.payer.all": "voor de gemeenten van de regio samen mag {payer}",
    "ceiling.payer.many": "voor de gemeenten {gemeenten} samen mag {payer}",
    "ceiling.payer.one": "voor de gemeente {gemeenten} mag {payer}",
    "ceiling.amount": "vanaf {year} hoogstens {amount}",
    "ceiling.shared": "; elke gemeente heeft haar deel naar jeugdigen",
    "ceiling.pools": " bij {names}",
    "ceiling.stop_intake": "begint daar tot 1 januari niemand meer, en houdt ieder de plaats op de "
    "lijst; wie hulp krijgt op last van de rechter, wie spoed heeft en wie al geholpen wordt, gaat "
    "door. Hier is verteld alsof het nooit bereikt wordt",
    "ceiling.go_on": "gaat de hulp door, en wordt de overschrijding verteld",
    "ceiling.gone": "Er is geen plafond {name} meer.",
}
