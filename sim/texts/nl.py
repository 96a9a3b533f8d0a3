"""The messages in Dutch; the same keys and the same named values as in en.py."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .nl_conditions import CONDITIONS
from .nl_indicators import INDICATORS

PAGE: dict[str, str] = {
    "page.title": "Doorstroom: {question}",
    "page.subtitle": "Gesimuleerde doorstroom in de jeugdhulp: {scenarios}, {runs} per scenario.",
    "page.no_question": "Wat doet beleid met wachten, routes en geld?",
    "page.scenarios.one": "één scenario",
    "page.scenarios.many": "{n} scenario's",
    "page.runs.one": "één run",
    "page.runs.many": "{n} runs",
    "page.other_language": "This page in English: report.en.html",
    "page.contents": "Op deze pagina",
    # trial
    "trial.mark": "PROEFRUN",
    "trial.banner": "Dit is een proefrun: {reasons}. Neem hier geen besluiten op.",
    "trial.asked": "gemaakt om te proberen",
    "trial.few.one": "één run per scenario (ten minste tien zijn nodig)",
    "trial.few.many": "{n} runs per scenario (ten minste tien zijn nodig)",
    "trial.scale": "gerekend op schaal {scale} in plaats van 1, waardoor kleine lijsten langer"
    " wachten",
    # read this first
    "first.heading": "Lees dit eerst",
    "first.simulation": "Dit is een simulatie: de jeugdigen bestaan niet echt. Zij zegt niets"
    " over de kwaliteit van de hulp of over de veiligheid van een kind, en voorspelt niet wat er"
    " met een kind gebeurt.",
    "first.numbers": "Van de {total} getallen in “{scenario}” zijn er {assumptions} een aanname"
    " ({share}) en {calibrated} zo bijgesteld dat het model bekende cijfers nadoet.",
    "first.no_source": "Van {none} getallen is niet gezegd waar zij vandaan komen.",
    "first.untested": "Niet getoetst aan gemeten wachttijden: {stations}. Daarvan staat hier alleen"
    " de richting, geen weken.",
    "first.some_tested": "Weken tot de eerste hulp gaan ook over die lijsten: let op het"
    " verschil, niet op de hoogte.",
    "first.policy": "Ook niet getoetst: of het beleid in het echt doet wat hier is ingevoerd.",
    "first.no_draws": "De marges laten alleen toeval zien; twijfel over de invoer zit er niet in.",
    "first.draws": "De marges laten toeval zien en twijfel over de invoer, uit {draws} trekkingen"
    " van de onzekere getallen.",
    "first.assumed": "Bij {scenarios} is een effect door ons ingevoerd en niet gevonden. Zulke"
    " uitkomsten gelden alleen als de aanname klopt.",
    # the answer
    "answer.heading": "Het antwoord",
    "answer.about": "Vergeleken met “{baseline}”, over {period}; eerst het oordeel, dan de marge"
    " (95%).",
    "answer.more_heading": "Wat er verder verandert",
    "answer.back_heading": "Terugkijken: als het anders was gegaan",
    "answer.back_about": "Vergeleken met “{baseline}”, over {period}. Dit is niet gebeurd, of niet"
    " zo; het zegt alleen iets over toen.",
    "answer.none": "Er is geen vergelijking gemaakt: dit is een enkel scenario.",
    "answer.if_assumed": "Geldt alleen als de aanname klopt.",
    "answer.one_run": "uit één run volgt geen marge",
    "answer.claim": "{claim}: {range}.",
    "answer.claim_plain": "{claim}.",
    "answer.mixed": "{claim}: {range}. Dat heet hier geen verbetering, want {counter}.",
    "answer.mixed_plain": "{claim}. Dat heet hier geen verbetering, want {counter}.",
    "answer.no_difference_that_matters": "{topic}: geen verschil dat ertoe doet, {range}.",
    "answer.no_difference_that_matters_plain": "{topic}: geen verschil dat ertoe doet.",
    "answer.uncertain": "{topic}: de richting staat niet vast, {range}.",
    "answer.uncertain_plain": "{topic}: de richting staat niet vast.",
    "answer.one_sided": "{topic}: mogelijk {range}, maar bij zoveel uitkomsten kan dat toeval"
    " zijn.",
    "answer.one_sided_plain": "{topic}: de richting staat niet vast.",
    "answer.direction_only": "Alleen de richting: deze wachttijd is niet getoetst.",
    "answer.mixed_item": "{claim}: {range}, maar {counter}.",
    "answer.worse": "Slechter",
    "answer.mixed_heading": "Niet beter te noemen",
    "answer.better": "Ook beter",
    "answer.changed": "Verder anders",
    "answer.item": "{claim}: {range}.",
    "answer.item_plain": "{claim} (alleen de richting).",
    "answer.mixed_item_plain": "{claim} (alleen de richting), maar {counter}.",
    "answer.nothing_worse": "Geen van de {n} andere hoofduitkomsten wordt aantoonbaar slechter.",
    "answer.assumed": "Aangenomen, niet gevonden: {block}.",
    "answer.assumed_expects": "Aangenomen, niet gevonden: {block} (“{expects}”).",
    "answer.unmarked": "Het bestand zegt niet of de effecten van dit scenario mechanisch of"
    " aangenomen zijn.",
    # cost
    "cost.heading": "Wat het kost",
    "cost.caption": "Kosten vergeleken met “{baseline}”, {period}, in prijzen van {price_level}.",
    "cost.caption_plain": "Kosten vergeleken met “{baseline}”, {period}, in vaste prijzen.",
    "cost.scenario": "Scenario",
    "cost.verdict": "Oordeel",
    "cost.range": "Verschil per jaar (95%)",
    "cost.best": "Beste schatting",
    "cost.total": "Alle jaren samen (95%)",
    # who waits
    "wait.heading": "Wie wacht",
    "wait.hundred_caption": "Wat er binnen een jaar wordt van 100 verwezen jeugdigen, {period}.",
    "wait.hundred_note": "Hele jeugdigen, elk apart afgerond: een rij kan op 99 of 101 uitkomen."
    " Een streepje: afgerond nul. Waar minder dan 10 jeugdigen in de simulatie achter staan, telt"
    " mee onder overig. {norm}",
    "wait.norm_note": "“De norm” is die van de eerste lijst waarop iemand komt; waar geen norm is,"
    " is 14 weken een maatlat en geen norm.",
    "wait.stations_caption": "De lijsten: wordt er korter of langer gewacht dan bij “{baseline}”?",
    "wait.station": "Lijst",
    "wait.evidence": "Wachttijd",
    "wait.stations_note": "Weken staan er alleen waar de wachttijd is getoetst of afgeleid: het"
    " verschil in gemiddeld gewachte weken binnen het eerste jaar (95%). Elke lijst is apart"
    " beoordeeld: van elke twintig kan er één toeval zijn. Lijsten met minder dan 10 nieuwe"
    " jeugdigen zijn weggelaten.",
    "evidence.calibrated": "getoetst",
    "evidence.derived": "afgeleid",
    "evidence.untested": "niet getoetst",
    "direction.shorter": "▼ korter",
    "direction.longer": "▲ langer",
    "direction.same": "= gelijk",
    "direction.unknown": "? onzeker",
    "direction.mixed": "▼ korter*",
    "direction.mixed_note": "* Korter, maar geen verbetering: er haken daar meer jeugdigen af of er"
    " raken er meer in crisis.",
    "direction.missing": "–",
    # who is worse off
    "worse.heading": "Wie is slechter af",
    "worse.about": "Groepen die aantoonbaar langer wachten op eerste hulp, en lijsten die langer"
    " worden, ook na correctie voor het aantal groepen. De volgorde zegt niets; wie hier niet"
    " staat, is niet bewezen even goed af.",
    "worse.needs": "Hulpvraag: {names}.",
    "worse.gemeenten": "Gemeente: {names}.",
    "worse.frames": "Juridisch kader: {names}.",
    "worse.stations": "Langere lijst: {names}.",
    "worse.by_chance": "Los beoordeeld wordt ook langer: {names}."
    " Bij zoveel lijsten kan dat toeval zijn.",
    "worse.none": "Geen groep of lijst gaat er in de simulatie aantoonbaar op achteruit.",
    "frame.ordered": "opgelegd door rechter of GI",
    "frame.closed": "gesloten machtiging",
    # the table of all outcomes
    "table.heading": "Alle hoofduitkomsten",
    "table.caption": "{scenario}, vergeleken met “{baseline}”, {period}.",
    "table.indicator": "Uitkomst",
    "table.verdict": "Oordeel",
    "table.range": "Verschil (95%)",
    "table.best": "Beste schatting",
    "table.baseline": "Uitgangspunt",
    "table.scenario": "Scenario",
    "table.untested": "alleen de richting: niet getoetst",
    "table.note": "Elke run kent in alle scenario's dezelfde jeugdigen; het verschil is per paar"
    " genomen. Een oordeel vraagt dat de marge aan één kant van nul ligt, ook na correctie voor het"
    " aantal hoofduitkomsten (Holm), en groter is dan wat ertoe doet. Meer rijen staan in"
    " comparison.csv, alle in comparison.parquet.",
    "table.levels_caption": "{scenario}, {period}: gemiddelde en middelste 90% van de runs.",
    "table.value": "Gemiddeld",
    "table.middle": "Middelste 90%",
    "verdict.better": "beter",
    "verdict.worse": "slechter",
    "verdict.more": "meer",
    "verdict.less": "minder",
    "verdict.no_difference_that_matters": "geen verschil dat ertoe doet",
    "verdict.mixed": "niet beter: {counter}",
    "verdict.uncertain": "staat niet vast",
    "verdict.cost.better": "goedkoper",
    "verdict.cost.worse": "duurder",
    "verdict.if_assumed": "als de aanname klopt: {verdict}",
    # the scenarios
    "scenarios.heading": "De scenario's",
    "scenarios.baseline": "Dit is het uitgangspunt: waar alles mee is vergeleken.",
    "scenarios.block": "Bouwsteen “{title}”: effect {effect}.",
    "scenarios.block_source": "Bouwsteen “{title}”: effect {effect}; uit {source}.",
    "scenarios.delay.one": "Een dag later dan in de bouwsteen.",
    "scenarios.delay.many": "{n} dagen later dan in de bouwsteen.",
    "scenarios.section": "{source}, onderdeel {section}",
    "scenarios.warnings.one": "De controle van het bestand gaf één opmerking; ‘doorstroom check’"
    " toont haar.",
    "scenarios.warnings.many": "De controle van het bestand gaf {n} opmerkingen; ‘doorstroom check’"
    " toont ze.",
    "effect.mechanical": "mechanisch (volgt uit stromen en plaatsen)",
    "effect.assumed": "aangenomen (door ons ingevoerd)",
    # small print
    "print.heading": "Verantwoording",
    "print.made": "Gemaakt op",
    "print.program": "Programma",
    "print.commit": "Versie van de code",
    "print.command": "Opdracht",
    "print.seed": "Startgetal",
    "print.runs": "Runs",
    "print.runs_value": "{runs} per scenario, schaal {scale}, {engine}",
    "print.draws": "Invoer",
    "print.draws_none": "middelste waarden",
    "print.draws_some": "{n} trekkingen",
    "print.conservation": "Behoud",
    "print.conservation_value": "in {checked} runs klopt elke telling, {broken} keer niet",
    "print.wall": "Rekentijd",
    "print.wall_value": "{minutes} minuten",
    "print.versions": "Versies",
    "print.files": "Invoerbestanden (begin van sha256)",
    "print.unknown": "niet bekend",
    "print.licence": "Doorstroom is vrije software (EUPL-1.2). Elk getal van de invoer staat met"
    " zijn bron in de scenariobestanden.",
    # amounts
    "amount.weeks": "{value} weken",
    "amount.days_year": "{value} dagen per jaar",
    "amount.youths_year": "{value} per jaar",
    "amount.eur_year": "{value} per jaar",
    "amount.few": "minder dan 10",
    "size.weeks": "{value} weken",
    "size.share": "{value} procentpunt",
    "size.days": "{value} dagen per jaar",
    "size.youths": "{value} per jaar",
    "size.eur": "{value} per jaar",
    "size.number": "{value}",
    "size.eur_total": "{value}",
    "difference.between": "tussen {low} en {high}",
    "difference.weeks.less": "{value} weken korter",
    "difference.weeks.more": "{value} weken langer",
    "difference.weeks.tiny": "minder dan 0,1 week verschil",
    "difference.share.less": "{value} procentpunt lager",
    "difference.share.more": "{value} procentpunt hoger",
    "difference.share.tiny": "minder dan 0,1 procentpunt verschil",
    "difference.days.less": "{value} dagen per jaar minder",
    "difference.days.more": "{value} dagen per jaar meer",
    "difference.days.tiny": "minder dan een dag per jaar verschil",
    "difference.youths.less": "{value} per jaar minder",
    "difference.youths.more": "{value} per jaar meer",
    "difference.youths.tiny": "minder dan 10 per jaar verschil",
    "difference.eur.less": "{value} per jaar minder",
    "difference.eur.more": "{value} per jaar meer",
    "difference.eur.tiny": "minder dan € 500 per jaar verschil",
    "difference.number.less": "{value} lager",
    "difference.number.more": "{value} hoger",
    "difference.number.tiny": "geen verschil",
    "difference.eur_total.less": "{value} minder",
    "difference.eur_total.more": "{value} meer",
    "difference.eur_total.tiny": "geen verschil",
    "difference.to": "{low} tot {high}",
    "period.years": "{first} tot en met {last}",
    "period.days": "{first} tot en met {last}",
}

FIGURES: dict[str, str] = {
    "figure.back": "{scenario} (terugkijkend)",
    "figure.heading": "Figuren",
    "figure.number": "Figuur {n}.",
    "figure.hundred.title": "Wat wordt er van 100 verwezen jeugdigen?",
    "figure.hundred.axis": "jeugdigen van elke 100 die verwezen zijn",
    "figure.hundred.caption": "Van elke 100 verwezen jeugdigen krijgen er {range} binnen de norm of"
    " binnen 14 weken hulp ({period}), naar gelang het scenario.",
    "figure.hundred.caption_single": "Van elke 100 verwezen jeugdigen krijgen er {range} binnen"
    " de norm of binnen 14 weken hulp ({period}).",
    "figure.hundred.alt": "Gestapelde balken, één per scenario, samen 100 jeugdigen. {rows}",
    "figure.hundred.alt_row": "{scenario}: {parts}.",
    "figure.hundred.back": "terugkijkend ({period})",
    "figure.wait.title": "Weken tot de eerste hulp, naar jaar van verwijzing",
    "figure.wait.axis": "weken",
    "figure.wait.band": "midden van 90% van de runs",
    "figure.wait.caption": "Gemiddeld gewachte weken tot de eerste hulp (binnen het eerste jaar)"
    " per scenario, met het midden van 90% van de runs als band; grijs is “{baseline}”.",
    "figure.wait.caption_single": "Gemiddeld gewachte weken tot de eerste hulp (binnen het eerste"
    " jaar) in “{baseline}”, met het midden van 90% van de runs als band.",
    "figure.wait.alt": "Lijnen per jaar, een vak per scenario naast “{baseline}”. {rows}",
    "figure.wait.alt_row": "{scenario}: {first} weken in {first_year}, {last} weken in"
    " {last_year}.",
    "figure.wait.alt_direction": "De wachttijden zijn niet getoetst; de as heeft daarom geen"
    " getallen.",
    "figure.wait.direction_axis": "korter ← wachten → langer",
    "figure.norm.title": "Wie wacht langer dan de norm, of dan 14 weken?",
    "figure.norm.axis": "deel dat langer wacht dan het genoemde aantal weken",
    "figure.norm.label": "{station}\n(norm {weeks} weken)",
    "figure.norm.label_none": "{station}\n({weeks} weken, geen norm)",
    "figure.norm.direction": "Niet getoetst: alleen de richting",
    "figure.norm.caption": "Deel van de nieuwkomers op een lijst dat na de norm nog wacht, over"
    " {period}; van lijsten waarvan de wachttijd niet is getoetst staat er alleen de richting.",
    "figure.norm.alt": "Stippen per lijst en scenario. {rows}",
    "figure.norm.alt_row": "{station}: {parts}.",
    "figure.care.title": "Trajecten in zorg, per vorm",
    "figure.care.title_next": "Trajecten in zorg, per vorm (vervolg)",
    "figure.care.caption": "Aantal trajecten in zorg aan het eind van elk kwartaal, per vorm van"
    " hulp en scenario (gemiddelde van de runs; aantallen onder 10 zijn niet getekend).",
    "figure.care.alt": "Kleine lijngrafieken, één per vorm van hulp, een lijn per scenario. {rows}",
    "figure.care.alt_row": "{station}: {parts} aan het eind.",
    "figure.places.title": "Plaatsen en gebruik: gesloten en kleinschalig",
    "figure.places.caption": "Plaatsen (getrapte lijn) en bezette plaatsen (met band: het midden"
    " van 90% van de runs) per scenario; onder 10 is de bezetting niet getekend.",
    "figure.places.alt": "Kleine grafieken, een rij per scenario, een kolom per soort plaats."
    " {rows}",
    "figure.places.alt_row": "{scenario}, {pool}: {first} plaatsen in het begin, {last} aan het"
    " eind.",
    "figure.places.places": "plaatsen",
    "figure.places.use": "bezet",
    "figure.places.few": "onder 10: niet getekend",
    "figure.places.same": "Dezelfde plaatsen als “{baseline}”, niet apart getekend: {names}.",
    "figure.cost.title": "Kosten per jaar",
    "figure.cost.axis": "miljoen euro",
    "figure.cost.caption": "Kosten per jaar in vaste prijzen per scenario{deficit}.",
    "figure.cost.caption_deficit": ", en het tekort in de jaren waarvoor een begroting bekend is",
    "figure.cost.deficit": "Tekort per jaar, {gemeenten} (onder nul: over)",
    "figure.cost.deficit_all": "Tekort per jaar, alle gemeenten (onder nul: over)",
    "figure.cost.alt": "Lijnen per jaar, een per scenario. {rows}",
    "figure.cost.alt_row": "{scenario}: {first} in {first_year}, {last} in {last_year}.",
    "figure.difference.title": "Kosten: verschil met “{baseline}”",
    "figure.difference.axis": "miljoen euro per jaar",
    "figure.difference.caption": "Wat elk scenario per jaar meer of minder kost dan “{baseline}”,"
    " in vaste prijzen, met 95%-marge.",
    "figure.difference.alt": "Een vak per scenario met het verschil per jaar en de marge. {rows}",
    "figure.difference.alt_row": "{scenario}: {range} in {year}.",
    "figure.difference.alt_single": "{scenario}: {best} in {year}, uit één run zonder marge.",
    "figure.price_level": "prijzen van {year}",
    "figure.source": "Simulatie, geen meting · Doorstroom {version} · startgetal {seed} · {made}",
    "figure.trial": "PROEFRUN",
    "figure.data": "Getallen bij deze figuur staan in de tabellen en in {file}.",
    # the map of the chain
    "map.title": "De keten ({title})",
    "map.part.gate": "voordeur",
    "map.part.home": "hulp thuis",
    "map.part.help": "hulp",
    "map.part.away": "niet thuis",
    "map.part.beside": "naast de hulp",
    "map.per_year": "{n} per jaar",
    "map.few": "minder dan {n} per jaar",
    "map.nobody": "niemand op deze dag",
    "map.places.one": "{n} plek",
    "map.places.many": "{n} plekken",
    "map.only_one": "alleen {gemeente}",
    "map.only_some": "{n} van de {all} gemeenten",
    "map.key.width": "{n} per jaar",
    "map.key.beside": "naast de eerste hulp",
    "map.key.outside": "nieuw, of opnieuw",
    "map.caption": "De keten zoals de getallen van het bestand haar beschrijven op {date}; dit is"
    " geen uitkomst van een simulatie.",
    "map.counts": "Wat de getallen van het bestand zeggen over {date}, uitgerekend alsof niemand"
    " wacht, afhaakt of van een lijst in crisis komt; niet wat een simulatie vindt.",
    "map.left_out": "De wegen die niet zijn getekend zijn klein: samen {share} van alle stappen.",
    "map.all": "Alle wegen zijn getekend.",
    "map.by_gemeente": "Elke gemeente heeft eigen plekken voor {names}.",
    "map.shared": "{mark} {names} delen plekken.",
    "map.alt": "Een kaart van stations als vakken, met pijlen zo breed als het aantal jeugdigen"
    " per jaar. De grootste: {ways}",
    "map.alt_way": "{origin} naar {destination}, {per_year}.",
    "event.within_norm": "hulp binnen norm of 14 weken",
    "event.later": "later hulp",
    "event.waiting": "wacht nog",
    "event.dropped_out": "afgehaakt",
    "event.escalated": "crisis",
    "event.refused": "geweigerd",
    "event.turned_18": "18 geworden",
    "event.other": "overig",
}

TARGETS: dict[str, str] = {
    "targets.heading": "Wat het model nabootst en wat niet",
    "targets.about": "{summary} Bekende cijfers kunnen gebruikt zijn om “{baseline}” te maken: dat"
    " ze eruit komen, laat zien dat de getallen bij elkaar passen, niet dat het goed voorspelt.",
    "targets.caption": "Bekende cijfers naast “{baseline}”.",
    "target.target": "Bekend cijfer",
    "target.known": "Bekend",
    "target.model": "Model ({runs}, 95%)",
    "target.model_single": "Model ({runs})",
    "target.verdict": "Oordeel",
    "target.source": "Bron",
    "target.sources": "Bronnen: {sources}.",
    "target.no_source": "geen bron genoemd",
    "target.is.inside": "gehaald",
    "target.is.inside_not_sure": "niet zeker",
    "target.is.missed": "gemist",
    "target.is.not_measured": "niet gemeten",
    "target.some_missed": "{missed} van {n} gemist",
    "target.why.not_reported": "valt buiten de periode van het verslag",
    "target.why.no_value": "niets te tellen, of te kort gevolgd",
    "target.count.inside": "{n} gehaald",
    "target.count.inside_not_sure": "{n} niet zeker",
    "target.count.missed": "{n} gemist",
    "target.count.not_measured": "{n} niet gemeten",
    "target.summary": "Van {n} bekende cijfers: {counts}.",
    "target.note": "Gehaald: het gemiddelde van de runs ligt binnen de marge. Niet zeker: dat is"
    " zo, maar het 95%-interval reikt erbuiten, of één run geeft geen interval. In het interval zit"
    " alleen toeval; twijfel over de invoer zit er niet in.",
    "target.note_parts": "Van een doel met meer cijfers staat hier het cijfer dat het slechtst"
    " uitkomt; alle staan in targets.csv.",
    "target.scaled": "Gemaakt op schaal {scale}: aantallen en geld zijn erdoor gedeeld om naast de"
    " bekende cijfers te staan. Om te proberen, niet voor antwoorden.",
    "target.worst": "slechtste van {n}: {part}",
    "target.part.0-3m": "0 tot 3 maanden",
    "target.part.3-6m": "3 tot 6 maanden",
    "target.part.6-12m": "6 tot 12 maanden",
    "target.part.1-2y": "1 tot 2 jaar",
    "target.part.2-3y": "2 tot 3 jaar",
    "target.part.3-4y": "3 tot 4 jaar",
    "target.part.4y+": "4 jaar of langer",
    "target.points": "{n} punten",
    "target.unit.weeks": "{value} weken",
    "target.unit.days": "{value} dagen",
    "target.unit.fte": "{value} fte",
    "target.half.H1": "eerste helft van {year}",
    "target.half.H2": "tweede helft van {year}",
}

MESSAGES: Mapping[str, str] = MappingProxyType(
    {**PAGE, **FIGURES, **TARGETS, **CONDITIONS, **INDICATORS}
)
