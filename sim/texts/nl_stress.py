"""The words of the filled STRESS-DES checklist, in Dutch; the same keys as in en_stress.py."""

from __future__ import annotations

STRESS: dict[str, str] = {
    "stress.heading": "STRESS-DES",
    "stress.about": "De lijst van Monks en anderen (2019) voor het verslag van een simulatie, 20"
    " punten. docs/rules.md, docs/results.md en docs/scenario-files.md zijn (Engelse) pagina's van"
    " het project.",
    "stress.missing": "Ontbreekt:",
    "stress.section.objectives": "Doel",
    "stress.section.logic": "Werking",
    "stress.section.data": "Gegevens",
    "stress.section.experimentation": "Proeven",
    "stress.section.implementation": "Uitvoering",
    "stress.section.access": "Toegang tot de code",
    "stress.title.purpose": "Doel van het model",
    "stress.title.outputs": "Uitkomsten van het model",
    "stress.title.aims": "Doel van de proeven",
    "stress.title.diagram": "Tekening van het basismodel",
    "stress.title.base_logic": "Werking van het basismodel",
    "stress.title.scenario_logic": "Werking van de scenario's",
    "stress.title.algorithms": "Rekenwijzen",
    "stress.title.components": "Onderdelen",
    "stress.title.data_sources": "Bronnen",
    "stress.title.pre_processing": "Bewerking vooraf",
    "stress.title.parameters": "Getallen van de invoer",
    "stress.title.assumptions": "Aannames",
    "stress.title.initialisation": "Begin van een run",
    "stress.title.run_length": "Lengte van een run",
    "stress.title.estimation": "Wijze van schatten",
    "stress.title.software": "Programmatuur",
    "stress.title.sampling": "Toeval",
    "stress.title.execution": "Volgorde van gebeurtenissen",
    "stress.title.system": "Machine",
    "stress.title.code_access": "Waar het model te vinden is",
    # objectives
    "stress.purpose.text": "Beleid voor de jeugdhulp vooraf vergelijken, uitgaand van “{region}”:"
    " wat het doet met wachten, met de weg van kinderen en met geld, en hoe zeker dat is.",
    "stress.purpose.question": "De vraag: {question}",
    "stress.purpose.none": "er is geen vraag gesteld; dit zijn runs van één scenario.",
    "stress.outputs.text": "Hoofduitkomsten: {outcomes}. Wat elk telt, staat in docs/results.md.",
    "stress.outputs.never": "Over de kwaliteit van hulp of de veiligheid van een kind zegt dit"
    " niets,"
    " en geen getal over minder dan 10 kinderen wordt getoond.",
    "stress.aims.alone": "Eén scenario: {baseline}. Het wordt met niets vergeleken.",
    "stress.aims.compared": "{others} naast {baseline}, met dezelfde kinderen.",
    "stress.aims.back": "Terugkijkend op {period}: {others}.",
    "stress.aims.matters": "Het kleinste verschil dat telt: {matters}.",
    # logic
    "stress.diagram.text": "De keten is getekend in {page} en in figures/map.",
    "stress.diagram.none": "de keten is bij deze resultaten niet getekend; doorstroom map"
    " {scenario}"
    " tekent haar.",
    "stress.base_logic.text": "Kinderen komen binnen bij een poort. Op elke plek in de keten"
    " wachten"
    " zij op hulp als er geen plaats vrij is, krijgen die gedurende een getrokken tijd, en gaan"
    " verder langs een getrokken route, tot zij uit de hulp gaan, verhuizen of 18 worden. Op een"
    " lijst kunnen zij afhaken, in crisis raken of afgeschrikt worden. Wat geldt, verandert per"
    " datum. Elke regel staat in docs/rules.md.",
    "stress.scenario_logic.baseline": "{title}: waar de andere mee worden vergeleken.",
    "stress.scenario_logic.text": "{title}:",
    "stress.scenario_logic.none": "wat “{title}” verandert, staat niet in deze resultaten.",
    "stress.algorithms.text": "Aanmeldingen volgen een Poissonproces per hulpvraag en gemeente"
    " (regel"
    " 4); verblijf en route worden met een eigen toevalsgetal uit hun verdeling getrokken (regels"
    " 5,"
    " 6, 14); vrije plaatsen gaan op voorrang en dan naar wie het langst wacht (regel 8); de"
    " zichtbare wachttijd, het afschrikken, plaatsen die volgen en plafonds op geld worden op vaste"
    " dagen uitgerekend (regels 28 tot en met 32). De nummers zijn die van docs/rules.md.",
    "stress.components.entities": "Wie: kinderen, naar hulpvraag ({needs}) en gemeente ({gemeenten}"
    " in de regio).",
    "stress.components.activities": "Plekken in de keten: {stations}.",
    "stress.components.resources": "Middelen: {pools} voorraden plaatsen, waarvan {limited} beperkt"
    " en {staff} uit personeel.",
    "stress.components.queues": "Lijsten: één bij elke beperkte voorraad, of meer waar het bestand"
    " dat zegt.",
    "stress.components.ends": "Erin: een aanmelding door een verwijzer, een terugkeer, of er aan"
    " het"
    " begin al zijn. Eruit: het einde van een route, 18 jaar, een verhuizing, afhaken, of het einde"
    " van de periode.",
    # data
    "stress.data_sources.text": "Documenten:",
    "stress.data_sources.none": "bij deze resultaten is geen document genoemd.",
    "stress.data_sources.no_address": "een openbaar adres van: {sources}.",
    "stress.pre_processing.text": "Hoe een getal van zijn bron is gemaakt, staat in zijn"
    " toelichting"
    " in de invoerbestanden.",
    "stress.pre_processing.unknown": "de invoerbestanden zijn hier niet zoals zij waren, dus zijn"
    " hun"
    " toelichtingen niet te tellen.",
    "stress.pre_processing.bare": "{bare} van de {derived} afgeleide getallen hebben geen eigen"
    " toelichting.",
    "stress.parameters.text": "Getallen van “{scenario}”: {counts}.",
    "stress.parameters.all": "Alle getallen, elk met zijn regel: doorstroom explain {scenario}"
    " --full"
    " --lang nl.",
    "stress.parameters.draws": "Samen gevarieerd: {numbers} getallen met een marge, in {groups}"
    " groepen.",
    "stress.parameters.no_draws": "er is geen getal gevarieerd; alle hebben hun middelste waarde.",
    "stress.assumptions.text": "{assumed} verschillende getallen rusten op geen bron; zij staan in"
    " het register hieronder.",
    "stress.assumptions.lost": "de getallen van {scenarios}: hun bestanden zijn hier niet zoals zij"
    " waren.",
    "stress.assumptions.no_source": "van {n} van deze getallen zegt geen bestand waar zij vandaan"
    " komen.",
    "stress.assumptions.no_range": "{n} van deze getallen hebben geen marge.",
    "stress.assumptions.untested": "het wachten is niet getoetst bij: {stations}.",
    # experimentation
    "stress.initialisation.filled": "Op {start} is de keten gevuld met wie er dan zou zijn (regel"
    " 23).",
    "stress.initialisation.empty": "Op {start} is de keten leeg.",
    "stress.initialisation.state": "Op {start} is in de keten wie er volgens een standbestand was.",
    "stress.initialisation.unknown": "hoe de keten aan het begin is gevuld; het bestand is hier"
    " niet"
    " zoals het was.",
    "stress.initialisation.warm_up": "Van {start} tot {first} loopt de run warm; daarvan wordt"
    " niets"
    " gemeld.",
    "stress.run_length.text": "Van {start} tot {end}; het antwoord gaat over {period}.",
    "stress.estimation.runs": "{runs} per scenario. Scenario's worden run voor run vergeleken, met"
    " dezelfde kinderen en hetzelfde toeval (common random numbers).",
    "stress.estimation.draws": "Elke heeft andere waarden van wat niet bekend is; een marge is het"
    " middelste 90% ervan. {second} zijn twee keer gedraaid, om toeval van twijfel te"
    " onderscheiden.",
    "stress.estimation.intervals": "Marges zijn 95%-intervallen van de gepaarde verschillen, van"
    " toeval alleen.",
    "stress.estimation.stopped": "Er kwamen runs bij tot de marge smal genoeg was ({half_width}).",
    "stress.estimation.not_reached": "de marge is niet zo smal geworden als gevraagd"
    " ({half_width}).",
    # implementation
    "stress.software.text": "Doorstroom {version}, met {versions}.",
    "stress.sampling.text": "Elke beslissing heeft een eigen toevalsgetal: een hash van het"
    " startgetal ({seed}), de run, het kind, de plek, het bezoek en het doel (regel 5). Een"
    " verandering op één plek verschuift elders geen toeval.",
    "stress.execution.text": "Door de {engine}. Gebeurtenissen gaan op tijd, fase en kind (regel"
    " 2);"
    " een tweede rekenkern, apart geschreven, geeft tot op de bit dezelfde bezoeken.",
    "stress.execution.command": "De opdracht: {command}",
    "stress.system.text": "{system}, {processor}, {cores} kernen, {memory} GB; {jobs} tegelijk,"
    " {seconds} seconden.",
    # code access
    "stress.code_access.licence": "Doorstroom {version} is vrije software (EUPL-1.2); de broncode"
    " hoort erbij.",
    "stress.code_access.commit": "De resultaten zijn gemaakt met commit {commit}.",
    "stress.code_access.changed": "de werkkopie had veranderingen die niet in die commit stonden.",
    "stress.code_access.no_commit": "van welke commit de resultaten zijn gemaakt.",
    "stress.code_access.no_address": "een openbaar adres van de code; deze resultaten kennen er"
    " geen.",
}
