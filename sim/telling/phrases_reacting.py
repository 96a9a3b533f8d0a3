"""The words of `doorstroom explain` for what follows from what happens in a run (rule 28)."""

from __future__ import annotations

REACTING_EN = {
    "reacts": "reacts to the wait that is seen for {name}: {points}{lag}, {when}; {start}",
    "waiting.deterred": "the share that turns away from the list of {name}",
    "use.if": "It starts only if a run sees a wait for {name} over {weeks} weeks, {reviews} months "
    "running{bound}: on the day after. It is told as if that is {date}, the first day on which it "
    "can be.",
    "use.if.never": "It starts only if a run sees a wait for {name} over {weeks} weeks, {reviews} "
    "months running{bound}, and in this period it cannot.",
    "use.if.bound": ", the last of them not before {date}",
    "deterred": "Who would go on the list of {name} turns away: {share}.",
    "deterred.raised": "Known arrivals there are raised by {share}: the deterred are not in them.",
    "reacts.share": "a share that",
    "reacts.point": "{share} at {weeks} weeks",
    "reacts.lag": ", {days} days later",
    "reacts.start": "{share} at the start, at {weeks} weeks",
    "follows": "The places of {name} follow demand and the wait from {date} on: it is decided on "
    "each 1 January, and counts {lag}. They grow as demand did in that year, by {per_week} more "
    "for each week that the wait is above {weeks} weeks, and by {per_change} more for each week "
    "that it is longer than a year before; a year adds at most {most} and takes away at most "
    "{less}. It is told here as if nothing follows (F = 1): that is known only in a run.",
    "follows.lag": "{days} days later",
    "follows.at_once": "at once",
    "follows.on": "this is what is planned: the places of {name} follow demand and the wait from "
    "{date} on, which works on it afterwards (a cut that makes the wait longer is partly bought "
    "back)",
    "follows.gone": "The places of {name} follow demand and the wait no longer.",
    "lists": "Behind {name} stand {number} providers at most{instead}, each with places and a "
    "waiting list of its own{parts}.",
    "lists.instead": ", from the start and in place of {before}",
    "lists.gone": "Behind {name} stands one provider with one waiting list, in place of {before}.",
    "lists.one": "one",
    "lists.sizes": "; two in three are at most {times} times as large or as small as the middle "
    "one (spread {spread})",
    "lists.choice": "; for their size two in three are chosen at most {times} times as often or as "
    "seldom as the middle one (choice spread {spread})",
    "lists.near": "; {share} of those of {gemeente} choose list {number}",
    "lists.switch": "; each week {share} of those who wait look for a shorter list",
    "lists.no_switch": "; nobody goes to another list",
    "labour.gone": "Staff with the profile {profile} has no limit of growth any more.",
    "deterred.gone": "Nobody turns away from the list of {name} any more.",
    "labour": "Where places follow, staff with the profile {profile} grows by {most} a year at "
    "most.",
}

REACTING_NL = {
    "reacts": "reageert op de zichtbare wachttijd voor {name}: {points}{lag}, {when}; {start}",
    "waiting.deterred": "het deel dat afziet van de lijst van {name}",
    "use.if": "Het begint alleen als een run {reviews} maanden achtereen een wachttijd van meer "
    "dan {weeks} weken voor {name} ziet{bound}: op de dag erna. Het is verteld alsof dat {date} "
    "is, de eerste dag waarop het kan.",
    "use.if.never": "Het begint alleen als een run {reviews} maanden achtereen een wachttijd van "
    "meer dan {weeks} weken voor {name} ziet{bound}, en dat kan in deze periode niet.",
    "use.if.bound": ", de laatste niet voor {date}",
    "deterred": "Wie op de lijst van {name} zou komen, ziet af van hulp: {share}.",
    "deterred.raised": "De bekende instroom daar is verhoogd met {share}: wie afziet, telt er niet "
    "in mee.",
    "reacts.share": "een deel dat",
    "reacts.point": "{share} bij {weeks} weken",
    "reacts.lag": ", {days} dagen later",
    "reacts.start": "{share} bij de start, bij {weeks} weken",
    "follows": "De plekken van {name} volgen vanaf {date} de vraag en het wachten: elk jaar op 1 "
    "januari wordt besloten, en {lag} telt het. Ze groeien zoals de vraag dat jaar groeide, met "
    "{per_week} meer voor elke week die de wachttijd boven {weeks} weken ligt, en {per_change} "
    "meer voor elke week die hij langer is dan een jaar eerder; per jaar komt er hoogstens {most} "
    "bij en gaat er hoogstens {less} af. Hier is verteld alsof er niets volgt (F = 1): dat weet "
    "alleen een run.",
    "follows.lag": "{days} dagen later",
    "follows.at_once": "meteen",
    "follows.on": "dit is wat is gepland: de plekken van {name} volgen vanaf {date} de vraag en "
    "het wachten, en dat werkt er daarna op door (van een bezuiniging die het wachten langer "
    "maakt, wordt een deel teruggekocht)",
    "follows.gone": "De plekken van {name} volgen de vraag en het wachten niet meer.",
    "lists": "Achter {name} staan{instead} hoogstens {number} aanbieders, elk met eigen plekken en "
    "een eigen wachtlijst{parts}.",
    "lists.instead": ", vanaf het begin en in plaats van {before},",
    "lists.gone": "Achter {name} staat één aanbieder met één wachtlijst, in plaats van {before}.",
    "lists.one": "één",
    "lists.sizes": "; twee van de drie zijn hoogstens {times} keer zo groot of zo klein als de "
    "middelste (spreiding {spread})",
    "lists.choice": "; naar hun grootte worden twee van de drie hoogstens {times} keer zo vaak of "
    "zo weinig gekozen als de middelste (spreiding van de keuze {spread})",
    "lists.near": "; van {gemeente} kiest {share} lijst {number}",
    "lists.switch": "; per week zoekt {share} van wie wacht een kortere lijst",
    "lists.no_switch": "; niemand gaat naar een andere lijst",
    "labour.gone": "Personeel met het profiel {profile} heeft geen grens aan de groei meer.",
    "deterred.gone": "Niemand ziet meer af van de lijst van {name}.",
    "labour": "Waar plekken volgen, groeit personeel met het profiel {profile} hoogstens met "
    "{most} per jaar.",
}
