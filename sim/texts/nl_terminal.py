"""What commands show of a comparison in the terminal, in Dutch."""

from __future__ import annotations

TERMINAL: dict[str, str] = {
    "terminal.row.wait_first_help": "weken tot eerste hulp",
    "terminal.row.wait_first_help:ordered": "weken tot eerste hulp, opgelegd",
    "terminal.row.first_help:within_norm": "% geholpen binnen norm of 14 weken",
    "terminal.row.first_help:dropped_out": "% uitgevallen vóór hulp",
    "terminal.row.first_help:escalated": "% in crisis vóór hulp",
    "terminal.row.waiting_mean": "wacht tegelijk",
    "terminal.row.in_care_mean": "in zorg tegelijk",
    "terminal.row.days_away": "dagen uit huis per jaar",
    "terminal.row.closed_days:place": "dagen op een gesloten plek per jaar",
    "terminal.row.cost": "miljoen euro per jaar",
    "terminal.title.ahead": "vergeleken met {baseline}, {period}",
    "terminal.title.back": "terugkijkend: vergeleken met {baseline}, {period}",
    "terminal.column.what": "wat verandert",
    "terminal.column.mean": "verschil",
    "terminal.column.range.runs": "95%",
    "terminal.column.range.draws": "90% van de trekkingen",
    "terminal.column.verdict": "oordeel",
    "terminal.one_run": "één run",
    "terminal.runs.one": "{n} gepaarde run per scenario bij de middelste waarden: twijfel over "
    "de invoer zit niet in deze marges. Oordelen gelden voor de hele set "
    "(Holm).",
    "terminal.runs.many": "{n} gepaarde runs per scenario bij de middelste waarden: twijfel over "
    "de invoer zit niet in deze marges. Oordelen gelden voor de hele set "
    "(Holm).",
    "terminal.verdict.no_difference_that_matters": "geen verschil",
    "terminal.verdict.mixed": "gemengd: zie tegenindicator",
    "terminal.verdict.better_if": "beter als minder kinderen hulp nodig hebben",
    "terminal.held": "{verdict}, {n} van {of}",
    "terminal.draws": "{n} trekkingen{repaired}, van {of}{numbers} getallen met een marge; "
    "elk één gepaarde run. Een oordeel telt trekkingen waarin de winst en "
    "elke tegenindicator samen gelden.",
    "terminal.of_ensemble": "het ensemble van {name}, ",
    "terminal.repaired": ", waarvan {n} hersteld",
    "terminal.best": "het beste van alles wat vergeleken is",
    "terminal.shown.wait_first_help": "weken tot eerste hulp",
    "terminal.shown.cost": "kosten",
    "terminal.of": "{n} van {of}",
    "terminal.no_chance": "Welk deel van een marge toeval is, is niet bekeken: zet second_runs "
    "bij draws.",
    "terminal.chance": "toeval in de marge van {name}: {part}",
    "terminal.much_chance": "{part}% ervan is toeval bij {scenario}: met meer runs per trekking "
    "werd zij smaller",
    "terminal.between": "{low} tot {high}",
    "terminal.made_of": "waaruit {whole} bestaat, tegen het uitgangspunt",
    "terminal.together": "alles samen",
    "terminal.interaction": "wat geen van alle alleen doet",
    "terminal.percents": "{low} tot {high}%",
}
