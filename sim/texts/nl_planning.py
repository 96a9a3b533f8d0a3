"""What `plan` tells, in Dutch."""

from __future__ import annotations

PLANNING: dict[str, str] = {
    "plan.title": "{base}, zonder wachtlijsten vanaf {year}",
    "plan.load": "Belasting vóór capaciteit: jeugdigen tegelijk in zorg als niemand wachtte,"
    " gedeeld door de plekken die gepland zijn",
    "plan.load.note": "Boven 100% groeit een lijst, voor wie hij ook is, tot er genoeg kinderen"
    " afgaan. Plekken die lijsten volgen staan er alsof ze niet gevolgd hebben.",
    "plan.no_pools": "Noem pools, dan worden hun plekken gepland: doorstroom plan {base} {pool}"
    " --from {year}",
    "plan.column.pool": "pool",
    "plan.column.asked": "vraag {year}",
    "plan.column.places": "plekken {year}",
    "plan.column.load": "belasting {year}",
    "plan.column.year": "jaar",
    "plan.column.standing": "{unit} tot nu gepland",
    "plan.column.path": "{unit} met het plan",
    "plan.column.present": "te laat zonder het plan",
    "plan.column.share": "te laat met het plan",
    "plan.column.held": "trekkingen binnen de grens",
    "plan.column.euros": "euro's meer",
    "plan.column.staff": "personeel meer",
    "plan.unit.staff": "fte",
    "plan.unit.places": "plekken",
    "plan.takes": "Wat het per jaar vraagt, naast wat tot nu gepland is",
    "plan.of": "{n} van {of}",
    "plan.less_sure": "Hoogstens {limit} in {sure} van de trekkingen is met {growth} groei per jaar"
    " niet te halen: het pad is gezocht voor {less} van de trekkingen.",
    "plan.reached": "{pool}: vanaf {year} wordt hoogstens {limit} niet op tijd geholpen ({held}"
    " trekkingen in {last}; {share} of minder in 95% ervan).",
    "plan.not_reached": "{pool}: {limit} wordt niet gehaald; in {year} wordt {share} niet op tijd"
    " geholpen in 95% van de trekkingen. Dan vragen {asked} jeugdigen tegelijk om hulp, en binnen"
    " de grenzen zijn er {places} plekken.",
    "plan.counted": "Niet op tijd geholpen is wie langer wacht dan de norm van het station, of"
    " eerder zonder hulp van de lijst ging. Een jaar is binnen de grens met hoogstens {limit};"
    " plekken groeien hoogstens {growth} per jaar op wat er staat, en zijn op 2% na bekend.",
    "plan.follows": "{pools}: plekken volgen hier de lijsten; vanaf {date} staat het pad daarvoor"
    " in de plaats, in vaste aantallen.",
    "plan.no_price": "{pools}: wat plekken kosten is niet bekend, en zit niet in de euro's.",
    "plan.by_care": "{pools}: wordt (ook) betaald naar gegeven zorg; gerekend alsof elke plek bezet"
    " is.",
    "plan.training": "{pools}: personeel komt eerder, zodat het vanaf 1 januari helpt; het wordt"
    " vanaf zijn eerste dag betaald.",
    "plan.budget": "Gezocht binnen {budget} per jaar meer, voor pools vooraan in de keten eerst.",
    "plan.year": "{year}: {euros}; {staff}",
    "plan.profile": "personeel",
    "plan.tried": "{n} paden geprobeerd op {some} trekkingen, het laatste op {all}. Een simulatie:"
    " of het personeel te vinden is, weet zij niet.",
    "plan.saved": "geschreven als {path}",
}
