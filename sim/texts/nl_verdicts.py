"""Why a gain is not called better, in Dutch: what follows "want" or "maar"."""

VERDICTS: dict[str, str] = {
    "guard.shown": "{what} neemt te veel toe",
    "guard.not_excluded": "niet is uitgesloten dat {what} te veel toeneemt",
    "guard.missing": "{what} is niet bekend",
    "guard.without_help": "het aantal jeugdigen dat na een jaar zonder hulp is",
    "guard.never_helped": "het aantal jeugdigen dat geen hulp krijgt",
    "guard.without_further_help": "het aantal jeugdigen dat na een jaar zonder vervolghulp is",
    "guard.never_helped_further": "het aantal jeugdigen dat geen vervolghulp krijgt",
    "guard.escalated": "het aantal jeugdigen bij wie het escaleert",
    "guard.weeks_to_help": "de tijd tot de eerste hulp in een van de groepen",
    "guard.weeks_to_further_help": "het wachten op vervolghulp",
    "guard.moved_away": "het aantal jeugdigen dat naar een andere gemeente vertrekt",
    "guard.lost": (
        "het aantal jeugdigen dat na een jaar zonder hulp of vervolghulp is "
        "of naar een andere gemeente vertrekt"
    ),
    "guard.cost": "het bedrag aan kosten",
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
    "verdict.put_in": "ingevoerd, niet gevonden",
}
