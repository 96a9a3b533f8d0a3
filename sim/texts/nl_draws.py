"""What is told over draws of what is not known, in Dutch."""

DRAWS: dict[str, str] = {
    "draws.held": "{n} van {of}",
    "draws.often.nearly_always": "bijna altijd: in {held} trekkingen",
    "draws.often.mostly": "meestal: in {held} trekkingen",
    "draws.often.else": "in {held} trekkingen",
    "guard.in_draws": "in {held} trekkingen neemt {what} meer toe dan mag ({limit})",
    "verdict.nearly_always": "bijna altijd beter",
    "verdict.mostly": "meestal beter",
    "verdict.cost.nearly_always": "bijna altijd goedkoper",
    "verdict.cost.mostly": "meestal goedkoper",
    "verdict.held": "{verdict} ({held})",
    "first.ensemble": "De marges laten toeval en twijfel over de invoer samen zien: {count}"
    " trekkingen van {numbers} getallen met een marge, die passen bij wat bekend is.",
    "first.repaired.one": "Eén trekking is aangepast waar getallen niet samen konden gaan.",
    "first.repaired.many": "{n} trekkingen zijn aangepast waar getallen niet samen konden gaan.",
    "first.chance": "Van de spreiding in deze marges is hoogstens {share} toeval ({names}); de rest"
    " is twijfel over de invoer.",
    "first.chance_much": "Dat is veel: met meer runs per trekking zouden de marges smaller zijn.",
    "first.chance_unknown": "Welk deel van de marges toeval is, is niet nagegaan.",
    "best.caption": "In hoeveel trekkingen elk beleid het beste is, en hoeveel het gemiddeld"
    " scheelt waar het dat niet is; {period}.",
    "best.scenario": "Scenario",
    "best.of": "{name}: beste in",
    "best.regret": "scheelt met de beste",
    "best.note": "Van één getal op zichzelf: wat een beleid verder doet, staat in het oordeel. Wie"
    " even goed is, is allebei de beste.",
    "chance.caption": "Welk deel van de spreiding van het verschil toeval is; de rest is twijfel"
    " over de invoer.",
}

OVER_DRAWS: dict[str, str] = {
    "table.levels_caption": "{scenario}, {period}: gemiddelde en middelste 90% van de trekkingen.",
    "figure.wait.band": "midden van 90% van de trekkingen",
    "figure.wait.caption": "Gemiddeld gewachte weken tot de eerste hulp (binnen het eerste jaar)"
    " per scenario, met het midden van 90% van de trekkingen als band; grijs is “{baseline}”.",
    "figure.wait.caption_single": "Gemiddeld gewachte weken tot de eerste hulp (binnen het eerste"
    " jaar) in “{baseline}”, met het midden van 90% van de trekkingen als band.",
    "figure.care.caption": "Aantal trajecten in zorg aan het eind van elk kwartaal, per vorm van"
    " hulp en scenario (gemiddelde van de trekkingen). Waar een lijn ontbreekt, is het aantal onder"
    " 10, of zou een aantal onder 10 eruit volgen.",
    "figure.places.caption": "Plekken (getrapte lijn) en bezette plekken (met band: het midden van"
    " 90% van de trekkingen) per scenario; onder 10 is de bezetting niet getekend.",
    "conditions.about": "Rekensommen bij de kosten hierboven, over dezelfde jaren. Ze gelden alleen"
    " voor wat het model kent.",
    "target.model": "Model ({runs}, 90% daarvan)",
    "target.is.inside_not_sure": "deels",
    "target.count.inside_not_sure": "{n} deels",
    "target.note": "Gehaald: ten minste negen van de tien trekkingen liggen binnen de marge. Deels:"
    " het gemiddelde van de trekkingen wel, maar minder dan negen van de tien. Gemist: het"
    " gemiddelde ligt erbuiten.",
    "page.each.one": "één trekking",
    "page.each.many": "elk {n} trekkingen",
    "page.runs.one": "één trekking",
    "page.runs.many": "{n} trekkingen",
    "trial.few.one": "maar één trekking (ten minste tien zijn nodig)",
    "trial.few.many": "{n} trekkingen per scenario (ten minste tien zijn nodig)",
    "answer.about": "Vergeleken met “{baseline}”, over {period}; eerst het oordeel en in hoeveel"
    " trekkingen het geldt, dan de marge (negen van de tien trekkingen).",
    "answer.claim": "{claim} ({often}); {range}.",
    "answer.claim_plain": "{claim} ({often}).",
    "answer.no_difference_that_matters": "{topic}: geen verschil dat ertoe doet ({often}),"
    " {range}.",
    "answer.no_difference_that_matters_plain": "{topic}: geen verschil dat ertoe doet ({often}).",
    "answer.uncertain": "{topic}: onbeslist, {range}.",
    "answer.uncertain_plain": "{topic}: onbeslist.",
    "answer.item": "{claim} ({often}); {range}.",
    "answer.item_plain": "{claim} ({often}; alleen de richting).",
    "answer.nothing_worse.one": "De enige andere hoofduitkomst wordt niet meestal slechter.",
    "answer.nothing_worse.many": "Geen van de {n} andere hoofduitkomsten wordt meestal slechter.",
    "cost.range": "Verschil per jaar (90% van de trekkingen)",
    "cost.total": "Alle jaren samen (90% van de trekkingen)",
    "wait.stations_note": "Weken staan er alleen waar de wachttijd is getoetst of afgeleid: het"
    " verschil in gemiddeld gewachte weken binnen het eerste jaar (negen van de tien trekkingen)."
    " Lijsten met minder dan 10 nieuwe jeugdigen zijn weggelaten.",
    "lead.wait.gain": "Korter wachten in ten minste 80% van de trekkingen: {names}.",
    "lead.wait.harm": "Langer wachten in ten minste 80% van de trekkingen: {names}.",
    "lead.cost.gain": "Goedkoper in ten minste 80% van de trekkingen: {names}.",
    "lead.cost.harm": "Duurder in ten minste 80% van de trekkingen: {names}.",
    "finding.difference.gain": "Goedkoper in ten minste 80% van de trekkingen: {names}",
    "finding.difference.harm": "Duurder in ten minste 80% van de trekkingen: {names}",
    "worse.about": "Groepen die in ten minste 80% van de trekkingen langer wachten op eerste hulp,"
    " en lijsten die in zoveel trekkingen langer worden; wat verder in zoveel trekkingen slechter"
    " wordt; en wat maakt dat een winst niet beter heet. De volgorde zegt niets; wie hier niet"
    " staat, kan in minder trekkingen slechter af zijn.",
    "table.range": "Verschil (90% van de trekkingen)",
    "table.note": "Elke trekking is één run, met in alle scenario's dezelfde jeugdigen en dezelfde"
    " waarden; het verschil is per paar genomen. “Bijna altijd” vraagt dat in ten minste 95% van de"
    " trekkingen de winst groter is dan wat ertoe doet én geen tegenindicator te veel verslechtert,"
    " in dezelfde trekking; “meestal” vraagt dat in 80%. Meer rijen staan in comparison.csv, alle"
    " in comparison.parquet.",
    "verdict.uncertain": "onbeslist",
    "figure.difference.caption": "Wat elk scenario per jaar meer of minder kost dan “{baseline}”,"
    " in vaste prijzen, met de marge van negen van de tien trekkingen.",
    "direction.unknown": "? onbeslist",
    "conditions.unknown": "Of het beleid zich terugverdient, staat of valt met de aanname. Hoeveel"
    " ervan moet uitkomen, is uit deze trekkingen niet te zeggen.",
    "figure.bridge.caption": "Van de kosten van “{baseline}” (de streep bij nul) naar die van elk"
    " beleid: wat eraf gaat en wat erbij komt, per jaar over {period}, gemiddeld en in vaste"
    " prijzen. De streep bij “samen” loopt over negen van de tien trekkingen.",
    "export.low": "Laagst (90% van de trekkingen)",
    "export.high": "Hoogst (90% van de trekkingen)",
}
"""Instead of the messages of the same keys, which are about runs at the values of the files."""
