"""What smaller commands tell, in Dutch."""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "new_region.written.one": "{path}: {n} gemeente, {youth} jeugdigen van 0 tot en met 17",
    "new_region.written.many": "{path}: {n} gemeenten, {youth} jeugdigen van 0 tot en met 17",
    "new_region.unread": "niet gelezen: {columns}",
    "new_region.encoding": "gelezen als {encoding}; kijk na of accenten goed zijn",
    "new_region.assumed": "alle andere getallen zijn die van Groningen, aannames met een ruime"
    " marge; het bestand zegt hoe u ze vervangt",
    "new_region.next": "nu: doorstroom explain {name}; doorstroom run {name} --out results/{name}",
    "scenarios.shipped": "{folder} (meegeleverd)",
    "scenarios.on": "{title} (bouwt voort op {base})",
    "scenarios.fault": "kan niet gelezen worden: {fault}",
    "what_if.asked": "{base}, met {changes}",
    "what_if.apart": "de trekkingen komen uit de marges en niet uit het ensemble: {why}",
    "what_if.scale": "Gemaakt op schaal {scale}: aantallen en geld zijn van zo'n"
    " kleine regio. Om te proberen, niet als antwoord.",
    "what_if.saved": "bewaard als {path}",
}
