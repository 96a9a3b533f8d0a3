"""The words of a dossier, in Dutch; the same keys as in en_dossier.py."""

from __future__ import annotations

from .nl_stress import STRESS

DOSSIER: dict[str, str] = {
    **STRESS,
    "dossier.title": "Dossier: {about}",
    "dossier.kind": "Simulatie. Doorstroom {version}, startgetal {seed}, {made}.",
    "dossier.holds": "In deze map staan naast deze pagina: assumptions.csv (elke aanname),"
    " algoritmeregister.json (een registratie voor het Algoritmeregister), ro-crate-metadata.json"
    " (de run voor een onderzoeksarchief), inputs (de bestanden die erin gingen, zoals zij waren)"
    " en results (wat eruit kwam, voor zover mensen het lezen).",
    "dossier.missing.heading": "Wat ontbreekt",
    "dossier.missing.about": "Wat niet uit de resultaten kon worden ingevuld. Het staat hier, zodat"
    " niemand ernaar hoeft te zoeken.",
    # assumptions
    "dossier.register.heading": "Register van aannames",
    "dossier.register.about": "Elk getal zonder bron, één keer, zoals het bestand het zegt."
    " Getallen"
    " van één groep worden samen getrokken. Het hele register staat in assumptions.csv.",
    "dossier.register.caption": "Getallen zonder bron (toelichting in de taal van de bestanden)",
    "dossier.register.show": "Alle aannames",
    "dossier.register.none": "de invoerbestanden zijn hier niet zoals zij waren, of bevatten geen"
    " aanname; maak het dossier in de map van het project, bij de commit van de run.",
    "dossier.register.number": "Getal",
    "dossier.register.value": "Waarde",
    "dossier.register.range": "Marge (90%)",
    "dossier.register.group": "Groep van twijfel",
    "dossier.register.source": "Waar het op rust",
    "dossier.register.written_at": "Bestand en regel",
    "dossier.register.at_places": "{values}, op {n} plekken",
    "dossier.register.of_value": "{ends} van de waarde",
    "dossier.register.no_range": "geen marge",
    # known figures
    "dossier.targets.heading": "Bekende cijfers en het model",
    "dossier.targets.none": "bij deze resultaten staan geen bekende cijfers.",
    # log
    "dossier.log.heading": "Wat is nagegaan",
    "dossier.log.caption": "Controles bij het schrijven van dit dossier",
    "dossier.log.what": "Wat",
    "dossier.log.outcome": "Uitkomst",
    "dossier.log.manifest": "Manifest",
    "dossier.log.sealed": "zoals het is geschreven: inhoud en zegel kloppen met elkaar",
    "dossier.log.inputs": "Invoerbestanden",
    "dossier.log.tables": "Tabellen met uitkomsten",
    "dossier.log.pages": "Figuren en pagina's",
    "dossier.log.version": "Versie van Doorstroom",
    "dossier.log.other_version": "gemaakt met {made}; het dossier met {now}",
    "dossier.log.seed": "Startgetal",
    "dossier.log.runs": "Runs",
    "dossier.log.runs_value": "{runs} per scenario, schaal {scale}",
    "dossier.log.conservation": "Behoud",
    "dossier.log.lost": "Verloren runs",
    "dossier.log.none_lost": "geen",
    "dossier.log.theory": "Wachtrijtheorie",
    "dossier.log.theory_open": "hier niet getoetst: doorstroom verify toetst het programma dat is"
    " geïnstalleerd",
    "dossier.log.same": "{same} van de {n} zijn zoals het manifest zegt (sha256).",
    "dossier.log.names.changed": "Sindsdien veranderd: {names}.",
    "dossier.log.names.missing": "Niet hier: {names}.",
    "dossier.log.digests": "Elk bestand met zijn sha256",
    "dossier.log.file": "Bestand",
    "dossier.log.digest": "sha256 in het manifest",
    "dossier.log.state.same": "gelijk",
    "dossier.log.state.changed": "sindsdien veranderd",
    "dossier.log.state.missing": "niet hier",
    # Algoritmeregister
    "dossier.record.heading": "Registratie voor het Algoritmeregister",
    "dossier.record.about": "De velden van publicatiestandaard 1.0. Of deze resultaten"
    " geregistreerd moeten worden, bepaalt de organisatie die ze gebruikt.",
    "dossier.record.caption": "Velden die uit de resultaten zijn ingevuld",
    "dossier.record.field": "Veld",
    "dossier.record.content": "Inhoud",
    "dossier.record.open": "Velden die open zijn gelaten",
    "dossier.record.must": "Verplicht",
    "dossier.record.why": "Wie het invult",
    "dossier.record.required": "ja",
    "dossier.record.optional": "nee",
    "dossier.record.also_open": "organisatie, contact, publicatiecategorie, wettelijke basis en"
    " impact zijn aan de organisatie die de resultaten gebruikt; alle open velden staan hieronder.",
    "register.name": "Doorstroom: de doorstroom in de jeugdhulp nabootsen",
    "register.description_short": "Het programma bootst na hoe kinderen door de jeugdhulp gaan en"
    " vergelijkt beleid op wachten, routes en geld. De kinderen zijn verzonnen.",
    "register.goal": "Beleid voor de jeugdhulp vooraf vergelijken. De uitkomsten adviseren een"
    " bestuur; zij beslissen niets over een kind of een gezin. De impact moet nog worden beschreven"
    " door de organisatie die de uitkomsten gebruikt.",
    "register.human_intervention": "Mensen schrijven de scenario's, lezen de uitkomsten en"
    " beslissen. Het programma neemt geen besluit.",
    "register.risks": "Veel getallen zijn aannames: elk heeft een status, en een marge waar die"
    " bekend is. Van {untested} van de {stations} plekken in de keten is het wachten niet getoetst;"
    " daar is alleen de richting te zien. Getallen over minder dan 10 kinderen worden niet getoond,"
    " gemeenten worden niet gerangschikt. Een verbetering staat naast wat slechter wordt.",
    "register.source_data": "“{scenario}” rekent met {total} getallen over groepen kinderen;"
    " daarvan"
    " zijn {assumed} aannames. Elk staat met status en bron in de invoerbestanden. Of er gegevens"
    " van personen voor zijn gebruikt, moet de organisatie invullen.",
    "register.methods_and_models": "Simulatie van losse gebeurtenissen (Doorstroom {version},"
    " startgetal {seed}), niet zelflerend. Invoer: een bestand met de keten, getallen en beleid."
    " Werking: verzonnen kinderen komen binnen, wachten op een plek, krijgen hulp en gaan verder,"
    " volgens geschreven regels. Uitvoer: wachttijden, routes en kosten met marges, en de"
    " verschillen"
    " tussen beleid.",
    "register.tags": "jeugdhulp, simulatie, wachttijden, beleid",
    "register.open.organization": "de organisatie: haar volledige naam",
    "register.open.begin_date": "de organisatie: de maand van het eerste gebruik",
    "register.open.end_date": "blijft leeg zolang het wordt gebruikt",
    "register.open.contact_email": "de organisatie: een adres voor vragen",
    "register.open.website": "de organisatie, als zij hier een pagina over heeft",
    "register.open.publication_category": "de organisatie: hangt af van de impact",
    "register.open.url": "de organisatie, als zij een eigen register heeft",
    "register.open.proportionality": "de organisatie: weegt voor en tegen af",
    "register.open.lawful_basis": "de organisatie: op welke wet het gebruik rust",
    "register.open.lawful_basis_grouping": "de organisatie: links naar die wet",
    "register.open.process_index_url": "de organisatie, als zij persoonsgegevens verwerkt",
    "register.open.impacttoetsen_grouping": "de organisatie: welke impacttoetsen zijn gedaan",
    "register.open.impacttoetsen": "de organisatie: waarom andere niet zijn gedaan",
    "register.open.source_data_grouping": "geen document bij deze resultaten heeft een openbaar"
    " adres",
    "register.open.provider": "de organisatie: wie het programma heeft geleverd",
    "register.open.publiccode": "een openbaar adres van de code is niet bekend",
    "register.open.source_id": "de organisatie, als zij een eigen nummer heeft",
    "register.open.lars": "geeft het register zelf",
    # crate
    "dossier.crate.heading": "RO-Crate",
    "dossier.crate.about": "ro-crate-metadata.json beschrijft deze map als Process Run Crate (0.5,"
    " op RO-Crate 1.1): het programma, de opdracht, wat erin ging en wat eruit kwam, met sha256."
    " Grote tabellen blijven in de map met resultaten en staan er met hun sha256; zo ook invoer die"
    " regels over losse kinderen kan bevatten: die wordt nooit gekopieerd.",
    "dossier.crate.description": "Resultaten van een simulatie met waar zij van zijn gemaakt, het"
    " register van aannames en een ingevulde STRESS-DES-lijst.",
    "dossier.crate.open.agent": "wie de run heeft gemaakt (agent).",
    "dossier.crate.open.licence": "onder welke licentie deze resultaten te gebruiken zijn"
    " (license).",
    "dossier.crate.open.address": "een openbaar adres van het programma (url).",
}
