"""The words of page one in Dutch."""

from __future__ import annotations

PAGE_ONE: dict[str, str] = {
    # the line on top
    "lead.trend.up": "Als niets verandert, loopt het wachten op de eerste hulp op: van {first} in"
    " {first_year} naar {last} in {last_year} {range}.",
    "lead.trend.down": "Als niets verandert, wordt het wachten op de eerste hulp korter: van"
    " {first} in {first_year} naar {last} in {last_year} {range}.",
    "lead.trend.level": "Als niets verandert, blijft het wachten op de eerste hulp ongeveer"
    " gelijk: {first} in {first_year}, {last} in {last_year} {range}.",
    "lead.trend.open": "Als niets verandert, gaat het wachten op de eerste hulp van {first} in"
    " {first_year} naar {last} in {last_year} {range}; of het oploopt, staat niet vast.",
    "lead.if": "{title} (als de aanname klopt)",
    "lead.wait.none.one": "Dat het beleid het wachten korter maakt, staat niet vast.",
    "lead.wait.none.many": "Van geen van de {n} soorten beleid staat vast dat het wachten er korter"
    " door wordt.",
    "lead.wait.gain": "Korter wachten: {names}.",
    "lead.wait.refused": "Korter wachten, maar niet zonder nadeel: {names}.",
    "lead.wait.harm": "Langer wachten: {names}.",
    "lead.cost.none.one": "Dat het goedkoper is, staat niet vast.",
    "lead.cost.none.many": "Van geen staat vast dat het goedkoper is.",
    "lead.cost.gain": "Goedkoper: {names}.",
    "lead.cost.refused": "Goedkoper, maar niet zonder nadeel: {names}.",
    "lead.cost.harm": "Duurder: {names}.",
    # what matters, once
    "lead.matters": "Gelijk: het verschil is kleiner dan {least}.",
    "lead.matters.in_time": "{n} van de 100 jeugdigen",
    "lead.matters.cost": "{amount} per jaar",
    "lead.reactions": "Reacties: van aanbieders of gezinnen op het wachten.",
    "lead.too_much": "Te veel: boven de grens, {limits}.",
    # the caveat
    "lead.simulation": "Dit is een simulatie, geen meting. Zij zegt niets over de kwaliteit van de"
    " hulp of de veiligheid van een kind.",
    "lead.numbers": "Van de {n} getallen erin is {share} aangenomen ({assumed}).",
    "lead.runs.one": "Er is één run gemaakt, bij de middenwaarden: een marge is er niet.",
    "lead.runs.many": "De marges (95%) laten alleen het toeval van {n} runs bij de middenwaarden"
    " zien; twijfel over de invoer zit er niet in.",
    "lead.draws": "Elk van de {count} trekkingen vult in wat we niet weten; negen van de tien"
    " vallen binnen de marges.",
    "lead.ensemble": "Elk van de {count} trekkingen vult in wat we niet weten, passend bij wat"
    " bekend is; negen van de tien vallen binnen de marges.",
    "lead.untested": "Wachten op {of} lijsten: {calibrated} getoetst aan een meting, {derived}"
    " afgeleid, {untested} niet getoetst. Ook niet getoetst: of beleid in het echt doet wat hier is"
    " ingevoerd.",
    "lead.policy_untested": "Niet getoetst: of beleid in het echt doet wat hier is ingevoerd.",
    # the matrix
    "matrix.caption": "{period}; onder de eerste rij het verschil met “{baseline}”.",
    "matrix.wait": "Weken tot de eerste hulp",
    "matrix.in_time": "Op tijd hulp, van 100",
    "matrix.cost": "Kosten per jaar",
    "matrix.peak": "Piek van extra kosten, opgeteld",
    "matrix.worse": "Wie is slechter af",
    "matrix.sure": "Hoe zeker",
    "matrix.nothing": "niets verandert",
    "matrix.region": "{n} gemeenten",
    "gemeente.named": "gemeente {name}",
    "matrix.nothing_reacts": "niets verandert, met reacties",
    "matrix.nothing_apart": "niets verandert, zonder reacties",
    "matrix.was": "was {was} in {year}",
    "matrix.untested": "alleen de richting",
    "matrix.nobody": "niemand aantoonbaar",
    "matrix.not_kept": "niet bewaard",
    "matrix.comers.one": "wie nieuw is of wie terugkomt",
    "matrix.comers.many": "wie nieuw is en wie terugkomt",
    "matrix.needs.one": "één hulpvraag",
    "matrix.needs.many": "{n} hulpvragen",
    "matrix.gemeenten.one": "één gemeente",
    "matrix.gemeenten.many": "{n} gemeenten",
    "matrix.frames.one": "één juridisch kader",
    "matrix.frames.many": "{n} juridische kaders",
    "matrix.stations.one": "één lijst",
    "matrix.stations.many": "{n} lijsten",
    "matrix.runs_only.one": "één run: geen marge",
    "matrix.runs_only.many": "{n} runs bij de middenwaarden",
    "matrix.side": "{n} {way}",
    "way.wait_first_help.less": "korter",
    "way.wait_first_help.more": "langer",
    "way.first_help:within_norm.less": "minder",
    "way.first_help:within_norm.more": "meer",
    "way.cost.less": "goedkoper",
    "way.cost.more": "duurder",
    # the marks
    "mark.flows": "volgt uit de stromen",
    "mark.put_in": "door ons ingevoerd",
    "mark.untested": "niet getoetst",
    "mark.flows.sign": "●",
    "mark.put_in.sign": "◆",
    "mark.untested.sign": "○",
    "mark.in_time": "Op tijd: van 100 verwezen jeugdigen wie hulp krijgt binnen de norm, of binnen"
    " 14 weken als er geen norm is.",
    # sections
    "wait.numbers": "De getallen: wat er van 100 verwezen jeugdigen wordt",
    "wait.lists": "Lijst voor lijst: korter of langer",
    "cost.numbers": "De getallen: verschil in kosten, piek en terugverdienen",
    "places.heading": "Waar jeugdigen hulp krijgen",
    "places.more": "Figuren: plekken, trajecten in zorg en de keten",
    "targets.numbers": "Elk bekend cijfer naast het model",
    "rest.heading": "Alles wat eronder ligt",
    "unanswered.heading": "Wat deze simulatie niet beantwoordt",
    "unanswered.quality": "Of de hulp goed is, en of een kind erna beter af is.",
    "unanswered.child": "Wat er met een bepaald kind of gezin gebeurt.",
    "unanswered.provider": "Welke aanbieder het goed of slecht doet.",
    "unanswered.staff": "Of de mensen die het beleid vraagt er zijn, en willen.",
    "unanswered.best": "Wat wachten, geld en thuis wonen tegen elkaar waard zijn: dat weegt de"
    " raad.",
    "unanswered.outside": "Wat er buiten de jeugdhulp gebeurt: school, armoede, wonen, de ggz van"
    " ouders.",
    "matrix.word.refused": "{way}, maar niet beter",
    "matrix.word.nearly_always": "bijna altijd {way}",
    "matrix.word.mostly": "meestal {way}",
    "matrix.counter.shown": "neemt te veel toe: {what}",
    "matrix.counter.not_excluded": "neemt misschien te veel toe: {what}",
    "matrix.counter.missing": "niet bekend: {what}",
    "matrix.counter.in_draws": "neemt te veel toe in {held}: {what}",
    "matrix.no_side": "alle gelijk",
    "matrix.short.wait": "Weken",
    "matrix.short.in_time": "Op tijd",
    "matrix.short.cost": "Kosten/jaar",
    "matrix.short.peak": "Piek, opgeteld",
    "matrix.short.worse": "Slechter af",
    "matrix.short.sure": "Zeker?",
    "finding.wait.up": "Het wachten loopt op van {first} weken in {first_year} naar {last} in"
    " {last_year} als niets verandert",
    "finding.wait.down": "Het wachten wordt korter, van {first} in {first_year} naar {last} in"
    " {last_year}, als niets verandert",
    "finding.wait.level": "Het wachten blijft rond {last} als niets verandert",
    "finding.wait.open": "Het wachten gaat van {first} in {first_year} naar {last} in {last_year}"
    " als niets verandert; of het oploopt, staat niet vast",
    "finding.hundred.alone": "Van 100 verwezen jeugdigen krijgen er gemiddeld {n} op tijd hulp",
    "finding.hundred.each": "Van 100 verwezen jeugdigen krijgen er in elk scenario gemiddeld {n}"
    " op tijd hulp",
    "finding.hundred.apart": "Van 100 verwezen jeugdigen krijgen er gemiddeld {low} tot {high} op"
    " tijd hulp, naar gelang het scenario",
    "finding.cost": "De kosten gaan van {first} in {first_year} naar {last} in {last_year} als"
    " niets verandert",
    "finding.bridge.less": "{title}: {amount} per jaar minder voor {form}",
    "finding.bridge.more": "{title}: {amount} per jaar meer voor {form}",
    "finding.groups.longer": "Langer wachten door een beleid: {names}",
    "finding.groups.longer_many": "{n} groepen wachten langer door een beleid",
    "finding.groups.shorter": "Korter wachten door een beleid: {names}",
    "finding.groups.shorter_many": "{n} groepen wachten korter door een beleid",
    "finding.groups.none": "Van geen groep staat vast dat zij door beleid korter of langer wacht",
    "finding.by_itself.longer": "Langer wachten als niets verandert: {names}",
    "finding.by_itself.longer_many": "{n} groepen gaan langer wachten als niets verandert",
    "finding.by_itself.shorter": "Korter wachten als niets verandert: {names}",
    "finding.by_itself.shorter_many": "{n} groepen gaan korter wachten als niets verandert",
    "finding.by_itself.none": "Van geen groep staat vast dat zij langer of korter gaat wachten als"
    " niets verandert",
    "finding.difference.gain": "Goedkoper: {names}",
    "finding.difference.refused": "Goedkoper, maar niet zonder nadeel: {names}",
    "finding.difference.harm": "Duurder: {names}",
    "finding.difference.none": "Van geen scenario staat vast dat het duurder of goedkoper is",
    "groups.heading": "Groep voor groep: rechter, hulpvraag en gemeente",
    "groups.group": "Groep",
    "groups.everybody": "Iedereen",
    "groups.by_itself": "als niets verandert, {first}-{last}",
    "groups.caption": "Wachten op eerste hulp: korter of langer dan bij “{baseline}”, {period}.",
    "groups.note": "Gemeenten staan op alfabet; de volgorde zegt niets. Een streepje: minder dan"
    " 10 jeugdigen, of niet vergeleken. Ook wie zelf niets verandert kan korter of langer wachten.",
    "matrix.sure_of": "Hoe zeker: van {of} trekkingen",
    "matrix.short.sure_of": "Van de {of}",
    "matrix.known": "{inside} van {of} bekende cijfers gehaald, {missed} gemist",
    "matrix.word.same": "gelijk",
    "turning.short": "{topic} bij “{scenario}”: door {doubts}.",
    "turning.open.one": "Van één ander oordeel over wachten of kosten is met {draws} trekkingen"
    " niet te zeggen wat het doet omslaan.",
    "turning.open.many": "Van {n} andere oordelen over wachten en kosten is met {draws} trekkingen"
    " niet te zeggen wat ze doet omslaan.",
    "turning.nothing": "geen twijfel die getrokken is.",
}
