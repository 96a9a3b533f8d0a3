"""The words of an export for a spreadsheet, in Dutch; the same keys as in en_exports.py."""

from __future__ import annotations

EXPORTS: dict[str, str] = {
    "export.sheet.first": "Lees dit eerst",
    "export.sheet.summary": "Samenvatting",
    "export.sheet.comparison": "Vergelijking",
    "export.sheet.outcomes": "Uitkomsten",
    "export.sheet.assumptions": "Aannames",
    "export.footer": "Doorstroom: een simulatie",
    "export.subject": "Onderwerp",
    "export.text": "Tekst",
    "export.about": "Waar dit over gaat",
    "export.left_out": "Weggelaten zijn getallen waar minder dan 10 gesimuleerde jeugdigen achter"
    " zitten of waaruit die zouden volgen, halve jaren en losse dagen, en rijen waarin niets"
    " verschilt. Bedragen zijn euro’s van het prijspeil van het bestand.",
    "export.compared_with": "Vergeleken met",
    "export.outcome": "Uitkomst",
    "export.place": "Plek in de keten",
    "export.gemeente": "Gemeente",
    "export.need": "Hulpvraag",
    "export.period": "Periode",
    "export.unit": "Eenheid",
    "export.before": "Uitgangspunt, stand",
    "export.after": "Scenario, stand",
    "export.difference": "Verschil",
    "export.low": "Laagst (95%)",
    "export.high": "Hoogst (95%)",
    "export.least": "Laagst (midden 90%)",
    "export.most": "Hoogst (midden 90%)",
    "export.remark": "Opmerking",
    "export.code": "Naam in de tabellen",
    "export.all": "alle",
    "export.all_scenarios": "alle scenario's",
    "export.unit.weeks": "weken",
    "export.unit.share": "aandeel",
    "export.unit.days": "dagen",
    "export.unit.youths": "jeugdigen per jaar",
    "export.unit.count": "aantal",
    "export.unit.eur": "euro per jaar",
    "export.unit.eur_total": "euro",
    "export.unit.fte": "fte",
    "export.unit.number": "getal",
    "export.unit.per_1000": "per 1.000 jeugdigen",
    "export.registration": "SYNTHETISCHE GEGEVENS: deze kinderen hebben nooit bestaan.\n\n"
    "Gesimuleerd met Doorstroom {version}: {title}, startgetal {seed}. Alles wat in de periode van"
    " {first} tot {end} op een lijst stond, liep of begon. Wat al eerder begon staat er met zijn"
    " eigen begin; wat nog loopt heeft geen einde. De kolom Synthetisch is in elke regel 1.\n\n"
    "jw301 toewijzing, jw305 start, jw307 stop, jw315 verzoek om toewijzing (niet waar de gemeente"
    " zelf verwijst), jw323 geleverd volume per maand: uittreksels van iJw 3.2, gekoppeld door"
    " ToewijzingNummer. cbs: jeugdhulp zoals aanbieders die aan het CBS leveren, zonder wachttijd"
    " en zonder bescherming. Hulp uit een persoonsgebonden budget staat in geen van beide. Client"
    " is een volgnummer, geen BSN; ProductCode is de naam van de plek in het model.\n\n"
    "Datums: Toewijzingsdatum is de dag waarop het wachten op deze hulp begon, Begindatum en"
    " DatumAanvang de dag waarop de hulp begon, Einddatum en DatumEinde de dag waarop zij eindigde;"
    " beide dagen tellen als dagen met hulp. Bij het CBS begint een verblijf (hulpvorm 35 tot en"
    " met 38) op de dag na de eerste nacht: zo staat het in cbs, en niet in de berichten.",
    "export.arrival": "Komt binnen",
    "export.depart": "Gaat weg",
    "export.waits_for": "Wacht op {station}",
    "export.numbers": "Getallen in het bestand",
    "export.number": "Aantal",
    "export.from": "Bron",
    "export.block": "Maatregel",
    "export.changes": "Wat het scenario is",
    "export.source": "Document",
    "export.status.official": "uit een officieel document",
    "export.status.research": "uit onderzoek",
    "export.status.press": "uit de pers",
    "export.status.derived": "afgeleid van andere getallen",
    "export.status.calibrated": "bijgesteld om bekende cijfers na te doen",
    "export.status.assumption": "aangenomen",
    "export.status.none": "niet gezegd waar het vandaan komt",
}
