"""Staff and providers on the page and in the terminal, in Dutch."""

from __future__ import annotations

STAFFING: dict[str, str] = {
    "terminal.cannot_be_staffed": "niet te bemensen",
    "staff.heading": "Personeel en aanbieders",
    "staff.numbers": "De getallen: personeel dat nodig is en dat er is, en aanbieders",
    "staff.mark": "niet te bemensen: vraagt in {year} {asked} fte {profile}, er zijn er {there} te"
    " vinden",
    "staff.short": "“{scenario}” is niet te bemensen: in {year} vraagt het {asked} fte {profile} en"
    " zijn er {there} te vinden.",
    "staff.none_short": "Geen scenario vraagt in enig jaar meer dan {part} boven het personeel dat"
    " er te vinden is.",
    "staff.unknown": "niet bekend",
    "staff.nothing_known": "Hoeveel personeel nodig is, is niet bekend: van geen plek is gezegd"
    " hoeveel fte die vraagt.",
    "staff.not_kept": "Hoeveel personeel nodig is en te vinden is, is van deze runs niet bewaard.",
    "staff.no_market": "Hoeveel personeel er te vinden is, is niet bekend van: {profiles}.",
    "staff.not_counted": "Hoeveel personeel nodig is, is niet bekend van: {pools}.",
    "staff.year": "Jaar",
    "staff.caption": "Personeel met het profiel {profile}, in fte: nodig / te vinden.",
    "staff.cell": "{asked} / {there}",
    "staff.note": "Nodig is wat de plekken vragen, ook personeel in opleiding. Te vinden is wat de"
    " regio zelf gepland heeft, of wat er was en elk jaar groeit met wat de arbeidsmarkt toelaat."
    " Wie in een jaar meer dan {part} daarboven vraagt, is niet te bemensen; die grens is een"
    " aanname (5 tot 20%).",
    "providers.lose.one": "“{scenario}”: {n} van de {of} aanbieders van {pool} verliest in twee"
    " jaar meer dan {percent}% van zijn jeugdigen.",
    "providers.lose.many": "“{scenario}”: {n} van de {of} aanbieders van {pool} verliezen in"
    " twee jaar meer dan {percent}% van hun jeugdigen.",
    "providers.none": "Geen aanbieder met tien jeugdigen of meer in zorg verliest in twee jaar"
    " meer dan {percent}% van hen.",
    "providers.too_few": "Of aanbieders in twee jaar veel jeugdigen verliezen, is niet bekend: geen"
    " van hen heeft er tien of meer in zorg.",
    "providers.caption": "Aanbieders die in twee jaar een deel van hun jeugdigen verliezen.",
    "providers.number": "Aanbieders",
    "providers.more": "Meer dan {percent}%",
    "providers.note": "Een aanbieder is een eigen wachtlijst voor dezelfde hulp, zonder naam."
    " Geteld is of het gebeurt tussen een jaar en het jaar twee jaar later, bij wie eerst"
    " gemiddeld tien jeugdigen of meer in zorg had. Van hulp met één lijst is het niet bekend.",
}
