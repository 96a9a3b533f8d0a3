"""The words of figures and the map in Dutch."""

from __future__ import annotations

FIGURES: dict[str, str] = {
    "figure.back": "{scenario} (terugkijkend)",
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
    "figure.wait.alt_row": "{scenario}: {first} in {first_year}, {last} in {last_year}.",
    "figure.wait.alt_direction": "De wachttijden zijn niet getoetst; de as heeft daarom geen"
    " getallen.",
    "figure.wait.direction_axis": "korter ← wachten → langer",
    "figure.starts.once": "begint {day}",
    "figure.starts.over": "stappen {days}",
    "figure.starts.seen": "begint op een signaal, geen datum",
    "figure.starts.named": "{names}: {when}",
    "figure.starts.caption": "Een streepje boven een vak: dan begint een maatregel die"
    " “{baseline}” niet heeft.",
    "figure.starts.caption_seen": "Een streepje boven een vak: dan begint een maatregel die"
    " “{baseline}” niet heeft; wat op een signaal begint heeft geen geplande datum.",
    "figure.norm.title": "Wie wacht langer dan de norm, of dan 14 weken?",
    "figure.norm.axis": "deel dat langer wacht dan het genoemde aantal weken",
    "figure.norm.label": "{station}\n(norm {weeks})",
    "figure.norm.label_none": "{station}\n({weeks}, geen norm)",
    "figure.norm.direction": "Niet getoetst: alleen de richting",
    "figure.norm.caption": "Deel van de nieuwkomers op een lijst dat na de norm nog wacht, over"
    " {period}; van lijsten waarvan de wachttijd niet is getoetst staat er alleen de richting.",
    "figure.norm.kept_back": "Waar een stip ontbreekt gaat het om minder dan 10 jeugdigen, of zou"
    " zo'n aantal uit andere cijfers volgen.",
    "figure.norm.not_shown": "niet getoond",
    "figure.norm.alt": "Stippen per lijst en scenario. {rows}",
    "figure.norm.alt_row": "{station}: {parts}.",
    "figure.care.title": "Trajecten in zorg, per vorm",
    "figure.care.title_next": "Trajecten in zorg, per vorm (vervolg)",
    "figure.care.caption": "Aantal trajecten in zorg aan het eind van elk kwartaal, per vorm van"
    " hulp en scenario (gemiddelde van de runs). Waar een lijn ontbreekt, is het aantal onder 10,"
    " of zou een aantal onder 10 eruit volgen.",
    "figure.care.left_out": "Om die reden niet getekend: {names}.",
    "figure.care.alt": "Kleine lijngrafieken, één per vorm van hulp, een lijn per scenario. {rows}",
    "figure.care.alt_row": "{station}: {parts} aan het eind.",
    "figure.places.title": "Plekken en gebruik: gesloten en kleinschalig",
    "figure.places.caption": "Plekken (getrapte lijn) en bezette plekken (met band: het midden"
    " van 90% van de runs) per scenario; onder 10 is de bezetting niet getekend.",
    "figure.places.alt": "Kleine grafieken, een rij per scenario, een kolom per soort plek. {rows}",
    "figure.places.alt_row": "{scenario}, {pool}: {first} in het begin, {last} aan het eind.",
    "figure.places.places": "plekken",
    "figure.places.use": "bezet",
    "figure.places.few": "onder 10: niet getekend",
    "figure.places.same": "Dezelfde plekken als “{baseline}”, niet apart getekend: {names}.",
    "figure.cost.title": "Kosten per jaar",
    "figure.cost.axis": "miljoen euro",
    "figure.cost.caption": "Kosten per jaar in vaste prijzen per scenario{deficit}.",
    "figure.cost.caption_deficit": ", en het tekort in de jaren waarvoor een begroting bekend is",
    "figure.cost.deficit": "Tekort per jaar, gemeente {gemeenten} (onder nul: over)",
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
    "figure.bridge.title": "Kosten naar vorm van hulp, miljoen euro per jaar, {period}",
    "figure.bridge.empty": "lege plekken",
    "figure.bridge.rest": "overige vormen",
    "figure.bridge.whole": "samen",
    "figure.bridge.heading": "van {before} naar {after}",
    "figure.bridge.caption": "Van de kosten van “{baseline}” (de streep bij nul) naar die van elk"
    " beleid: wat eraf gaat en wat erbij komt, per jaar over {period}, gemiddeld en in vaste"
    " prijzen. De streep bij “samen” is de 95%-marge.",
    "figure.bridge.alt": "Een vak per beleid met balken van wat eraf gaat en erbij komt. {rows}",
    "figure.bridge.alt_row": "{scenario}, van {before} naar {after} per jaar: {parts}; samen"
    " {whole} ({range}).",
    "figure.groups.title": "Weken tot de eerste hulp: verschil met “{baseline}”, {period}",
    "figure.groups.axis": "weken korter of langer",
    "figure.groups.caption": "Per groep hoeveel korter (links) of langer (rechts) zij wacht dan bij"
    " “{baseline}”: de stip is het gemiddelde, de streep de marge. Gemeenten staan op alfabet. Waar"
    " de wachttijd niet is getoetst staat alleen de richting; waar niets staat gaat het om te"
    " weinig jeugdigen.",
    "figure.groups.alt": "Stippen met een streep, een rij per groep, een kolom per beleid. {rows}",
    "figure.groups.alt_row": "{scenario}: {parts}.",
    "figure.groups.alt_rest.one": "één groep gelijk of onbeslist",
    "figure.groups.alt_rest.many": "{n} groepen gelijk of onbeslist",
    "figure.by_itself.title": "Weken tot de eerste hulp: {last} tegenover {first}, huidig beleid",
    "figure.by_itself.caption": "Per groep hoeveel korter (links) of langer (rechts) zij in {last}"
    " wacht dan in {first}, ook als niemand iets doet: de stip is het gemiddelde, de streep de"
    " middelste 90%. Waar de wachttijd niet is getoetst staat alleen de richting.",
    "figure.by_itself.alt": "Stippen met een streep, een rij per groep. {rows}.",
    "figure.price_level": "prijzen van {year}",
    "figure.source": "Simulatie, geen meting · Doorstroom {version} · startgetal {seed} · {made}",
    "figure.trial": "PROEFRUN",
    "figure.data": "De getallen bij deze figuur staan in {file}.",
    "map.data": "De getallen bij deze kaart komen uit de scenariobestanden; in manifest.json staan"
    " zij onder “chain”.",
    # the chain that moves
    "moving.heading": "De keten in beweging: wie wacht en wie hulp krijgt, jaar na jaar",
    "moving.title": "De lijsten gaan samen van {first} wachtenden in {first_year} naar {last} in"
    " {last_year} als niets verandert, en met {policy} naar {other}",
    "moving.title_alone": "De lijsten gaan samen van {first} wachtenden in {first_year} naar {last}"
    " in {last_year}",
    "moving.topic": "Hoeveel jeugdigen tegelijk wachten en hulp krijgen, gemiddeld per jaar",
    "moving.waiting": "wacht",
    "moving.in_care": "krijgt hulp",
    "moving.ends": "{first}→{last}",
    "moving.scale": "De getallen: {first} → {last}. Het streepje is {first}. Elke regel heeft een"
    " eigen maat: een volle balk is het meeste van alle jaren.",
    "moving.untested": "niet getoetst: alleen of de lijst langer of korter wordt.",
    "moving.kept": "Kort en bleek, of –: niet getoond, er staan te weinig jeugdigen achter.",
    "moving.pause": "Zet stil",
    "moving.caption": "“{policy}” staat hier naast “{baseline}”, omdat zijn lijsten daarvan in"
    " {year} het meest verschillen.",
    "moving.means": "Het zijn gemiddelden; de marges staan bij de andere figuren. Wie liever geen"
    " beweging ziet, ziet het laatste jaar; zo komt het ook op papier.",
    "moving.alt": "Twee balken per plek in de keten: wie er wacht en wie er hulp krijgt, van"
    " {first} tot {last}. {rows}",
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
    "map.reacts": "Wat op de wachttijd reageert, is getekend als bij de start: {names}.",
    "map.at_weeks": "{name} bij {weeks} weken",
    "map.follows": "De plekken voor {names} reageren op de vraag en de wachttijd; ze zijn"
    " getekend zoals gepland.",
    "map.lists": "Aanbieders met elk een eigen lijst, hoogstens: {names}; de plekken zijn die van"
    " allen samen.",
    "map.number_of_lists": "{number} achter {name}",
    "map.may_stop": "Wie bij {names} zou beginnen, kan op een plafond stuiten; getekend is alsof"
    " geen plafond wordt bereikt.",
    "map.shared": "{mark} {names} delen plekken.",
    "map.alt": "Een kaart van stations als vakken, met pijlen zo breed als het aantal jeugdigen"
    " per jaar. De grootste: {ways}",
    "map.alt_nobody": "Een kaart van stations als vakken; niemand gaat van het een naar het ander.",
    "map.alt_way": "{origin} naar {destination}, {per_year}.",
    "event.within_norm": "hulp binnen norm of 14 weken",
    "event.later": "later hulp",
    "event.waiting": "wacht nog",
    "event.dropped_out": "afgehaakt",
    "event.escalated": "crisis",
    "event.deterred": "zag af van hulp door de wachttijd",
    "event.refused": "geweigerd",
    "event.sent_away": "klaar aan de voordeur",
    "event.turned_18": "18 geworden",
    "event.other": "overig",
}
