"""The words of a fit of a registration in Dutch."""

from __future__ import annotations

FIT: dict[str, str] = {
    "fit.title": "Wat de registratie zegt",
    "fit.subtitle": "Geschat uit {count} trajecten, gezien van {first} tot {end}.",
    "fit.source": "Doorstroom {version}, doorstroom fit: uit een registratie, niet gesimuleerd",
    "fit.few": "minder dan {n}",
    "fit.unknown": "niet te zeggen",
    "fit.everywhere": "alle stations samen",
    "fit.counted": "geteld",
    "fit.fitted": "geschat",
    "fit.first.real": "Deze getallen zijn geteld in een echte registratie. Niets gaat over minder"
    " dan tien kinderen: kleinere groepen zijn samengenomen.",
    "fit.first.range": "Tussen haakjes staat het 95%-interval: toeval in wat geteld is. Fouten in"
    " de registratie zelf zitten er niet in. In het onderdeel staan 90%-marges.",
    "fit.first.not_linked": "De registratie heeft geen pseudoniem per kind. Daarom telt elke start"
    " als een nieuw kind, en zijn routes, terugkeer en samenloop niet te schatten.",
    "fit.first.no_waits": "De registratie zegt niet wanneer om hulp is gevraagd, dus niets over"
    " wachten. Een start telt als de dag van aanmelding.",
    "fit.first.identifying": "Er waren kolommen waaraan een kind te herkennen is. Daarvan is alleen"
    " de naam van de kolom gelezen.",
    # read
    "fit.read.heading": "Wat gelezen is",
    "fit.files.caption": "Bestanden",
    "fit.files.head": "bestand|soort|rijen",
    "fit.faults.caption": "Wat in rijen opviel en wat ermee gedaan is",
    "fit.faults.head": "wat|rijen",
    "fit.kind.cbs": "Beleidsinformatie Jeugd (CBS)",
    "fit.kind.rows": "trajecten met hun toewijzing",
    "fit.kind.jw301": "JW301, toewijzing",
    "fit.kind.jw305": "JW305, start",
    "fit.kind.jw307": "JW307, stop",
    "fit.kind.jw315": "JW315, verzoek om toewijzing",
    "fit.kind.classes": "tabel met klassen van duur",
    "fit.kind.jw323": "JW323, declaraties",
    "fit.kind.quarters": "wachttijden en wachtlijsten per kwartaal, geschat door aanbieders",
    "fit.habit.eighteen": "Registraties noemen een einde op de 18e verjaardag “volgens plan”. Wie"
    " in die maand volgens plan stopt, telt hier niet als uitgeholpen: de duur is die zonder 18"
    " worden.",
    "fit.habit.renewed": "Een verlengde toewijzing is geen nieuw kind: dezelfde hulp kort na elkaar"
    " is één traject.",
    "fit.habit.overlap": "Het CBS voegt overlappende trajecten van één hulpvorm samen; hier ook.",
    "fit.habit.modules": "Ambulante modules binnen een verblijf zijn bij het CBS deel van dat"
    " verblijf: ambulante hulp naast verblijf is hier dus niet te zien.",
    "fit.habit.first_night": "Een verblijf begint bij het CBS op de dag na de eerste nacht; hier"
    " een dag eerder.",
    "fit.fault.wrong_width": "een ander aantal cellen dan de kop: overgeslagen",
    "fit.fault.other_signs": "niet in utf-8: gelezen als tekst van Windows",
    "fit.fault.no_date": "een datum die geen datum is: overgeslagen",
    "fit.fault.no_begin": "geen begindatum of datum van toewijzing: overgeslagen",
    "fit.fault.no_birth": "geen geboortemaand: 18 worden is niet te zien",
    "fit.fault.before_birth": "begonnen voor de geboorte, of boven de dertig: overgeslagen",
    "fit.fault.end_first": "einde voor begin: overgeslagen",
    "fit.fault.start_first": "gestart voor de toewijzing: geteld als niet gewacht",
    "fit.fault.to_come": "begint na de periode: overgeslagen",
    "fit.fault.earlier": "geëindigd voor de periode: telt alleen als voorgeschiedenis",
    "fit.fault.no_referrer": "onbekende code van verwijzer: verwijzer onbekend",
    "fit.fault.no_reason": "onbekende reden van beëindiging: reden onbekend",
    "fit.fault.no_gemeente": "onbekende gemeente: overgeslagen",
    "fit.fault.rare_product": "een product dat zelden voorkomt en niet vertaald is: overgeslagen",
    "fit.fault.no_volume": "een declaratie zonder volume of periode: overgeslagen",
    "fit.fault.no_estimate": "geen kwartaal of geen wachttijd in weken: overgeslagen",
    "fit.fault.left_out": "een product dat volgens de vertaling niet meetelt: overgeslagen",
    "fit.fault.duplicate": "dubbel: één keer geteld",
    "fit.fault.withdrawn": "ingetrokken of verwijderd: overgeslagen",
    "fit.fault.temporary_end": "tijdelijk gestopt: geen einde",
    "fit.fault.no_allocation": "een bericht zonder toewijzing: overgeslagen",
    "fit.fault.no_class": "een duur of aantal dat niet te lezen is: overgeslagen",
    "fit.fault.overlap": "overlapt eerdere hulp van hetzelfde kind en station: samengevoegd",
    "fit.fault.renewed": "volgt kort op dezelfde hulp: samengevoegd",
    # stays
    "fit.stays.heading": "Hoe lang hulp duurt",
    "fit.stays.about": "De duur zonder 18 worden. Wie nog hulp heeft telt mee tot de laatste dag;"
    " wie al hulp had toen de registratie begon, telt mee vanaf die dag. De vorm die het beste past"
    " is gekozen met AIC.",
    "fit.stays.tables": "Uit een tabel met klassen van duur: {stations}. Daarin staat alleen wie"
    " klaar is, ook wie met 18 stopte; wie nog hulp heeft niet.",
    "fit.stays.caption": "Dagen hulp per station",
    "fit.stays.head": "station|vorm|geëindigd|mediaan, dagen|gemiddelde, dagen",
    "fit.family.lognormal": "lognormaal",
    "fit.family.weibull": "Weibull",
    "fit.family.gamma": "gamma",
    "fit.family.empirical": "zoals geteld",
    "fit.figure.stays.title": "Deel dat nog hulp heeft, naar maanden sinds de start",
    "fit.figure.stays.x": "maanden",
    "fit.figure.stays.y": "heeft nog hulp",
    "fit.figure.stays.caption": "Punten: geteld (Kaplan-Meier, met 95%-interval), alleen waar tien"
    " of meer kinderen gevolgd zijn. Streepjes: de vorm die gekozen is.",
    "fit.figure.stays.alt": "Geteld en geschat per station. Mediaan: {stations}.",
    "fit.figure.stays.station": "{station} {days} dagen",
    # arrivals
    "fit.arrivals.heading": "Wie komt",
    "fit.arrivals.growth": "Het aantal groeit {value} per jaar ({low} tot {high}).",
    "fit.arrivals.no_season": "Voor een seizoen per maand kwamen er te weinig.",
    "fit.arrivals.unseen": "Van wie voor het eerst leek te komen, kwam een deel terug na hulp van"
    " voor de registratie: naar schatting {unseen}. Die zijn eraf gehaald.",
    "fit.arrivals.pooled": "Groepen van minder dan tien staan samen: eerst gemeenten, dan"
    " hulpvragen, verwijzers en stations.",
    "fit.arrivals.caption": "Kinderen per jaar, op 1 juli 2021 (de normdag van een scenario)",
    "fit.arrivals.head": "gemeente|verwijzer|hulpvraag|begint bij|per jaar",
    "fit.more_streams.one": "Nog één kleinere stroom staat in het onderdeel.",
    "fit.more_streams.many": "Nog {n} kleinere stromen staan in het onderdeel.",
    "fit.figure.arrivals.title": "Kinderen die komen, per maand",
    "fit.figure.arrivals.caption": "Punten: geteld, alleen maanden met tien of meer. Lijn: groei en"
    " seizoen zoals geschat, met wie ongezien terugkwam.",
    "fit.figure.arrivals.alt": "Geteld en geschat aantal per maand over {months} maanden.",
    # the rest
    "fit.routes.heading": "Waar kinderen heen gaan",
    "fit.routes.about": "Na een einde, voor wie daarna lang genoeg gevolgd is. “out”: klaar,"
    " “early”: voor tijd gestopt, “moved”: gestopt door iets buiten de hulp, zoals een verhuizing.",
    "fit.routes.caption": "Aandeel per bestemming",
    "fit.routes.head": "na|naar|aandeel",
    "fit.returns.heading": "Wie terugkomt",
    "fit.returns.about": "Van wie klaar is of voor tijd stopte en daarna geen hulp had. Wie nog kan"
    " terugkomen telt mee als nog niet teruggekomen.",
    "fit.returns.caption": "Terugkeer",
    "fit.returns.head": "na hulp bij|kwamen terug|aandeel dat ooit terugkomt|gemiddeld na, dagen",
    "fit.together.heading": "Wat samen begint",
    "fit.together.about": "Hulp die tegelijk met andere hulp aan hetzelfde kind begint.",
    "fit.together.caption": "Aandeel met hulp ernaast",
    "fit.together.head": "bij de start van|ook|aandeel",
    "fit.waits.heading": "Wachten",
    "fit.waits.about": "Van de datum van toewijzing tot de start. Wie nog wacht telt mee tot de"
    " laatste dag. Een start voor de toewijzing is niet gewacht.",
    "fit.waits.caption": "Wachtlijst per station",
    "fit.waits.head": "station|kwamen op de lijst|weken, binnen een jaar|begonnen binnen 4 weken|"
    "14 weken|26 weken|haakt af, per week",
    "fit.waits.none": "Minder dan {n} wachtten een dag of langer op: {stations}. De uitkomst"
    " geeft van hen geen bekende wachttijd: vaak wordt pas geregistreerd op de dag waarop de hulp"
    " begint.",
    "fit.lists.heading": "Wachtlijsten volgens aanbieders",
    "fit.lists.about": "Elk kwartaal opgegeven en niet geteld: van alle aanbieders bij een station,"
    " elk naar het aantal dat er wacht. De marge is die van de laatste vier kwartalen, en ten"
    " minste een vijfde naar beide kanten. De uitkomst gebruikt het als de wachttijd die men in het"
    " begin ziet; het aantal wachtenden staat naast het model en ijkt niets.",
    "fit.lists.caption": "Wachttijd en wachtlijst per station",
    "fit.lists.head": "station|op|weken|marge|wachten",
    "fit.volumes.heading": "Hoeveel hulp",
    "fit.volumes.about": "Volgens de declaraties: zoveel van een eenheid in een week hulp. In de"
    " uitkomst staat het niet: wat een dag kost volgt pas uit de prijs van een eenheid, en die"
    " vertelt geen declaratie hier.",
    "fit.volumes.caption": "Geleverd per week, per station en eenheid",
    "fit.volumes.head": "station|eenheid|trajecten|per week",
    "fit.unit.minute": "minuten",
    "fit.unit.hour": "uren",
    "fit.unit.day": "etmalen",
    "fit.unit.half_day": "dagdelen",
    "fit.unit.piece": "stuks",
    "fit.unit.euro": "euro",
}
