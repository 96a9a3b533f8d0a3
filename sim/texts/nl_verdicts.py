"""Why a gain is not called better, in Dutch: what follows "want" or "maar"."""

VERDICTS: dict[str, str] = {
    "guard.shown": "{what} neemt meer toe dan mag ({limit})",
    "guard.not_excluded": "niet is uitgesloten dat {what} meer toeneemt dan mag ({limit})",
    "guard.missing": "{what} is niet bekend",
    "guard.limit.per_1000": "hoogstens {n} per 1.000 verwijzingen",
    "guard.limit.weeks": "hoogstens {n} week",
    "guard.limit.part": "hoogstens {n}",
    "guard.outside": "jeugdigen van buiten de regio",
    "guard.without_help": "het aantal jeugdigen zonder hulp na een jaar",
    "guard.never_helped": "het aantal jeugdigen zonder enige hulp",
    "guard.without_further_help": "het aantal jeugdigen zonder vervolghulp na een jaar",
    "guard.never_helped_further": "het aantal jeugdigen zonder enige vervolghulp",
    "guard.escalated": "het aantal jeugdigen in crisis",
    "guard.weeks_to_help": "de tijd tot de eerste hulp in een van de groepen",
    "guard.weeks_to_further_help": "het wachten op vervolghulp",
    "guard.moved_away": "het vertrek van jeugdigen naar een andere gemeente",
    "guard.lost": "het aantal jeugdigen zonder hulp, zonder vervolghulp of vertrokken"
    " naar een andere gemeente",
    "guard.cost": "het totaal van de kosten",
    "guard.put_in": "de winst is ingevoerd en niet gevonden",
    "guard.not_coming": "dat geldt alleen als wie niet meer komt geen hulp nodig heeft",
    "guard.not_returning": "dat geldt alleen als wie niet terugkomt geen hulp nodig heeft",
    "guard.not_at_start": (
        "dat geldt alleen als wie bij het begin niet in zorg is geen hulp nodig heeft"
    ),
    "guard.fewer": (
        "dat geldt alleen als wie niet meer komt, niet terugkomt of nergens terecht kan "
        "geen hulp nodig heeft"
    ),
    "guard.other_help": "dat geldt alleen als de andere hulp waar jeugdigen heen gaan even goed is",
    "guard.less_care": "dat geldt alleen als minder hulp genoeg is",
    "answer.from_file": "Dat volgt uit het bestand en is geen uitkomst van de simulatie.",
    "verdict.put_in": "ingevoerd, niet gevonden",
}
