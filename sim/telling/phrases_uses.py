"""The words of `explain` on how a block is used, and on changes that work on what stands."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

EN_USES: Mapping[str, str] = MappingProxyType(
    {
        "block.earlier": "It uses the policy “{title}”{which}, each date {days} days earlier.",
        "block.moved.earlier": "The policy “{title}”{which} now comes {days} days earlier.",
        "block.other": "It uses the policy “{title}”{which} in another way.",
        "use.as": "This is the block {block}, used under a name of its own.",
        "use.gemeenten": "It is aimed at {names}.",
        "use.scale": "Each change is made for {share} of its size.",
        "use.lever": "Chosen: {title} {value} (unless chosen {usual}; from {low} to {high}).",
        "use.usual": "Not chosen: {title} stays {value} (from {low} to {high}).",
        "use.drops": "Left out of it: {names}.",
        "divert.via": "who is about to join {name} first goes by {to}, once, and from there on to "
        "{name}{when}: {share}",
        "divert.past": "who is about to join {name} passes it by, and goes on where it sends "
        "others to a station{when}: {share}",
        "to.onward": "where they were going",
        "stay.at_18.end_age": "the age until which help goes on after 18 at {name}",
        "switch.goes_to": "who turns 18 at {name} goes on under {law}",
        "law.wmo": "the Wmo",
        "law.wlz": "the Wlz",
        "law.zvw": "the Zvw",
        "law.none": "no other law",
        "inflow.growth_per_year": "the growth of demand a year ({name})",
        "inflow.pgb": "the share of arrivals who pay by personal budget ({name})",
        "present": "the number there is",
        "set.scaled": "{what} goes {share} of the way from what stands to {values}",
        "set.scaled.ramp": "{what} goes {share} of the way from what stands to a number that runs "
        "{values}",
        "add_per_1000_youth": "{what} changes, per 1,000 youth, by {values}",
        "add_per_1000_youth.ramp": "{what} changes, per 1,000 youth, by an amount that runs "
        "{values}",
        "part": "of those who would go from {name} to {giver}, this part goes to {to}: {values}",
    }
)

NL_USES: Mapping[str, str] = MappingProxyType(
    {
        "block.earlier": "Het gebruikt het beleid “{title}”{which}, elke datum {days} "
        "dagen eerder.",
        "block.moved.earlier": "Het beleid “{title}”{which} komt nu {days} dagen eerder.",
        "block.other": "Het gebruikt het beleid “{title}”{which} op een andere manier.",
        "use.as": "Dit is de bouwsteen {block}, gebruikt onder een eigen naam.",
        "use.gemeenten": "Het is gericht op {names}.",
        "use.scale": "Elke verandering gaat voor {share} van haar grootte door.",
        "use.lever": "Gekozen: {title} {value} (zonder keuze {usual}; van {low} tot {high}).",
        "use.usual": "Niet gekozen: {title} blijft {value} (van {low} tot {high}).",
        "use.drops": "Weggelaten: {names}.",
        "divert.via": "wie bij {name} zou komen, gaat eerst langs {to}, één keer, en van daar "
        "verder naar {name}{when}: {share}",
        "divert.past": "wie bij {name} zou komen, slaat dat over en gaat waar anderen van daar "
        "naar een station gaan{when}: {share}",
        "to.onward": "waar ze naar op weg waren",
        "stay.at_18.end_age": "de leeftijd tot waar hulp na 18 doorgaat bij {name}",
        "switch.goes_to": "wie bij {name} 18 wordt, gaat verder onder {law}",
        "law.wmo": "de Wmo",
        "law.wlz": "de Wlz",
        "law.zvw": "de Zvw",
        "law.none": "geen andere wet",
        "inflow.growth_per_year": "de groei van de vraag per jaar ({name})",
        "inflow.pgb": "het deel van de instroom met een persoonsgebonden budget ({name})",
        "present": "het aantal dat er is",
        "set.scaled": "{what} gaat, vanaf wat er dan staat, voor {share} naar {values}",
        "set.scaled.ramp": "{what} gaat, vanaf wat er dan staat, voor {share} naar een aantal dat "
        "{values} loopt",
        "add_per_1000_youth": "{what} verandert, per 1.000 jeugdigen, met {values}",
        "add_per_1000_youth.ramp": "{what} verandert, per 1.000 jeugdigen, met een aantal dat "
        "{values} loopt",
        "part": "van wie van {name} naar {giver} zou gaan, gaat dit deel naar {to}: {values}",
    }
)
