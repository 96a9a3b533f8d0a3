"""The messages in Dutch; the same keys and the same named values as in en.py."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .nl_beside import BESIDE
from .nl_calibration import CALIBRATION
from .nl_check import CHECK
from .nl_commands import COMMANDS
from .nl_conditions import CONDITIONS
from .nl_dossier import DOSSIER
from .nl_draws import DRAWS
from .nl_exports import EXPORTS
from .nl_figures import FIGURES
from .nl_fit import FIT
from .nl_forecasts import FORECASTS
from .nl_indicators import INDICATORS
from .nl_more_indicators import MORE_INDICATORS, WORDS
from .nl_page_one import PAGE_ONE
from .nl_planning import PLANNING
from .nl_reactions import REACTIONS
from .nl_sensitivity import SENSITIVITY
from .nl_staffing import STAFFING
from .nl_store import STORE
from .nl_targets import TARGETS
from .nl_terminal import TERMINAL
from .nl_verdicts import VERDICTS

PAGE: dict[str, str] = {
    "page.title": "Doorstroom: {question}",
    "page.subtitle": "Simulatie van de jeugdhulp: {scenarios}, {each}.",
    "page.scenarios_and_back": "{ahead} vooruit, {n} terug",
    "page.each.one": "één run",
    "page.each.many": "{n} runs per scenario",
    "page.no_question": "Wat doet beleid met wachten, routes en geld?",
    "page.scenarios.one": "één scenario",
    "page.scenarios.many": "{n} scenario's",
    "page.runs.one": "één run",
    "page.runs.many": "{n} runs",
    "page.other_language": "This page in English",
    "page.other_lang": "en",
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
    "first.numbers.one": "“{scenario}” rekent met één getal; daarvan aangenomen: {assumptions}"
    " ({share}), bijgesteld om bekende cijfers na te doen: {calibrated}.",
    "first.numbers.many": "Van de {n} getallen in “{scenario}” is {share} aangenomen"
    " ({assumptions}); bijgesteld om bekende cijfers na te doen: {calibrated}.",
    "first.no_source.one": "Van één getal is niet gezegd waar het vandaan komt.",
    "first.no_source.many": "Van {n} getallen is niet gezegd waar zij vandaan komen.",
    "first.untested": "Niet getoetst aan gemeten wachttijden: {stations}. Daarvan staat hier alleen"
    " de richting, geen weken.",
    "first.some_tested": "Weken tot de eerste hulp gaan ook over die lijsten: let op het"
    " verschil, niet op de hoogte.",
    "first.policy": "Ook niet getoetst: of het beleid in het echt doet wat hier is ingevoerd.",
    "first.no_draws": "De marges laten alleen toeval zien; twijfel over de invoer zit er niet in.",
    "first.draws": "De marges laten toeval en twijfel over de invoer samen zien: {count} trekkingen"
    " van {numbers} getallen met een marge.",
    "first.assumed": "Bij {scenarios} is een effect door ons ingevoerd en niet gevonden. Zulke"
    " uitkomsten gelden alleen als de aanname klopt.",
    "first.kept": "Van elke run zijn {whole} van {of} maten bewaard, en {total} alleen in totaal,"
    " niet per plek, gemeente en hulpvraag (--keep); wat meer nodig heeft, staat niet op deze"
    " pagina.",
    "first.not_kept": "Niet bewaard en hier dus niet te zien: {indicators}.",
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
    "answer.changes_nothing": "{topic}: verandert niets.",
    "answer.changes_nothing_plain": "{topic}: verandert niets.",
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
    "answer.beside": "Minder dagen; of dat winst is, hangt af van wat ernaast staat",
    "answer.companions": "Daarnaast: {told}.",
    "answer.companion": "{name} ({range})",
    "answer.changed": "Verder anders",
    "answer.item": "{claim}: {range}.",
    "answer.item_plain": "{claim} (alleen de richting).",
    "answer.mixed_item_plain": "{claim} (alleen de richting), maar {counter}.",
    "answer.nothing_worse.one": "De enige andere hoofduitkomst wordt niet aantoonbaar slechter.",
    "answer.nothing_worse.many": "Geen van de {n} andere hoofduitkomsten wordt aantoonbaar"
    " slechter.",
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
    "cost.peak": "Hoogste extra kosten, opgeteld",
    "payback.never_dearer": "in geen jaar",
    "payback.uncertain": "staat niet vast ({peak} eind {year})",
    "payback.still_rising": "loopt in {year} nog op (dan {peak})",
    "payback.paid_back": "{peak} eind {year}; eind {paid_back} terugverdiend",
    "payback.not_paid_back": "{peak} eind {year}; eind {last} niet terugverdiend",
    # who waits
    "wait.heading": "Wie wacht",
    "wait.hundred_caption": "Wat er binnen een jaar wordt van 100 verwezen jeugdigen, {period}.",
    "wait.hundred_note": "Hele jeugdigen, elk apart afgerond: een rij kan op 99 of 101 uitkomen."
    " Een streepje: afgerond nul.",
    "wait.other_note": "Onder “overig” staat samen waar in de simulatie minder dan 10 jeugdigen"
    " achter staan.",
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
    "direction.mixed_note": "* Korter, maar niet beter genoemd: dat een tegenindicator, zoals"
    " afhaken of crisis daar, binnen zijn marge blijft, is niet aangetoond.",
    "direction.missing": "–",
    # who got no help
    "no_help.heading": "Wie geen hulp kreeg",
    "no_help.about": "Minder hulp geven maakt lijsten korter. Daarom staat hier hoeveel jeugdigen"
    " een jaar na de verwijzing nog geen hulp kregen, en waarom.",
    "no_help.caption": "Zonder hulp na een jaar, van elke 1.000 jeugdigen die in het uitgangspunt"
    " worden verwezen, {period}.",
    "no_help.together": "Samen",
    "no_help.note": "Wie in crisis raakte, kreeg crisishulp, niet de hulp waarvoor hij wachtte. Elk"
    " getal is apart afgerond.",
    # who is worse off
    "worse.heading": "Wie is slechter af",
    "worse.about": "Groepen die aantoonbaar langer wachten op eerste hulp, en lijsten die langer"
    " worden, ook na correctie voor het aantal groepen; wat verder slechter wordt; en wat maakt dat"
    " een winst niet beter heet. De volgorde zegt niets; wie hier niet staat, is niet"
    " bewezen even goed af.",
    "worse.comers": "Voor het eerst of terug: {names}.",
    "worse.needs": "Hulpvraag: {names}.",
    "worse.gemeenten": "Gemeente: {names}.",
    "worse.frames": "Juridisch kader: {names}.",
    "worse.stations": "Langere lijst: {names}.",
    "worse.by_chance": "Los beoordeeld wordt ook langer: {names}."
    " Bij zoveel lijsten kan dat toeval zijn.",
    "worse.not_kept": "Niet van alle groepen en lijsten is bekend of zij erop achteruitgaan: hun"
    " wachttijden zijn niet bewaard.",
    "worse.none": "Geen groep of lijst gaat er in de simulatie aantoonbaar op achteruit.",
    "frame.voluntary": "vrijwillig",
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
    "verdict.changes_nothing": "verandert niets",
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
    "scenarios.earlier.one": "Een dag eerder dan in de bouwsteen.",
    "scenarios.earlier.many": "{n} dagen eerder dan in de bouwsteen.",
    "scenarios.delay.one": "Een dag later dan in de bouwsteen.",
    "scenarios.delay.many": "{n} dagen later dan in de bouwsteen.",
    "scenarios.section": "{source}, onderdeel {section}",
    "scenarios.warnings.one": "De controle van het bestand gaf één opmerking; ‘doorstroom check’"
    " toont haar.",
    "scenarios.warnings.many": "De controle van het bestand gaf {n} opmerkingen; ‘doorstroom check’"
    " toont ze.",
    "effect.mechanical": "mechanisch (volgt uit stromen en plekken)",
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
    "print.draws_some.one": "één trekking",
    "print.draws_some.many": "{n} trekkingen",
    "print.conservation": "Behoud",
    "print.conservation_value.one": "in de enige run klopt elke telling",
    "print.conservation_value.many": "in alle {n} runs klopt elke telling",
    "print.wall": "Rekentijd",
    "print.wall_value.one": "één minuut",
    "print.wall_value.many": "{n} minuten",
    "print.wall_short": "minder dan een minuut",
    "print.engine.compiled": "gecompileerde rekenkern",
    "print.engine.simpy": "leesbare rekenkern (SimPy)",
    "print.versions": "Versies",
    "print.files": "Invoerbestanden (begin van sha256)",
    "print.unknown": "niet bekend",
    "print.licence": "Doorstroom is vrije software (EUPL-1.2). Elk getal van de invoer staat met"
    " zijn bron in de scenariobestanden.",
    # amounts
    "unit.weeks.one": "{value} week",
    "unit.weeks.many": "{value} weken",
    "unit.days.one": "{value} dag",
    "unit.days.many": "{value} dagen",
    "unit.fte.one": "{value} fte",
    "unit.fte.many": "{value} fte",
    "unit.points.one": "{value} punt",
    "unit.points.many": "{value} punten",
    "amount.days_year": "{value} per jaar",
    "amount.youths_year": "{value} per jaar",
    "amount.eur_year": "{value} per jaar",
    "amount.few": "minder dan 10",
    "amount.kept_back": "niet getoond",
    "amount.kept_back_note": "Niet getoond: in de simulatie staan er minder dan 10 jeugdigen"
    " achter, of zouden die eruit volgen.",
    "size.weeks": "{value}",
    "size.share": "{value} procentpunt",
    "size.days": "{value} per jaar",
    "size.youths": "{value} per jaar",
    "size.eur": "{value} per jaar",
    "size.count": "{value}",
    "size.number": "{value}",
    "size.eur_total": "{value}",
    "difference.between": "tussen {low} en {high}",
    "difference.weeks.less": "{value} korter",
    "difference.weeks.more": "{value} langer",
    "difference.weeks.tiny": "minder dan 0,1 week verschil",
    "difference.share.less": "{value} procentpunt lager",
    "difference.share.more": "{value} procentpunt hoger",
    "difference.share.tiny": "minder dan 0,1 procentpunt verschil",
    "difference.days.less": "{value} per jaar minder",
    "difference.days.more": "{value} per jaar meer",
    "difference.days.tiny": "minder dan een dag per jaar verschil",
    "difference.youths.less": "{value} per jaar minder",
    "difference.youths.more": "{value} per jaar meer",
    "difference.youths.tiny": "een verschil van minder dan 10 per jaar",
    "difference.eur.less": "{value} per jaar minder",
    "difference.eur.more": "{value} per jaar meer",
    "difference.eur.tiny": "minder dan € 500 per jaar verschil",
    "difference.count.less": "{value} minder",
    "difference.count.more": "{value} meer",
    "difference.count.tiny": "een verschil van minder dan 10",
    "difference.number.less": "{value} lager",
    "difference.number.more": "{value} hoger",
    "difference.number.tiny": "geen verschil",
    "difference.eur_total.less": "{value} minder",
    "difference.eur_total.more": "{value} meer",
    "difference.eur_total.tiny": "geen verschil",
    "difference.to": "{low} tot {high}",
    "difference.up_to": "hoogstens {value}",
    "period.years": "{first} tot en met {last}",
    "period.days": "{first} tot en met {last}",
}

MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        **PAGE,
        **BESIDE,
        **FIGURES,
        **CALIBRATION,
        **CHECK,
        **COMMANDS,
        **FIT,
        **FORECASTS,
        **STORE,
        **TARGETS,
        **TERMINAL,
        **CONDITIONS,
        **REACTIONS,
        **PAGE_ONE,
        **PLANNING,
        **SENSITIVITY,
        **STAFFING,
        **EXPORTS,
        **INDICATORS,
        **MORE_INDICATORS,
        **WORDS,
        **VERDICTS,
        **DOSSIER,
        **DRAWS,
    }
)
