"""The words of a sensitivity analysis in Dutch."""

from __future__ import annotations

SENSITIVITY: dict[str, str] = {
    "sensitivity.draws": "{draws} trekkingen van {groups} groepen van twijfel, uit de marges van de"
    " bestanden.",
    "sensitivity.ensemble": "{draws} trekkingen van {groups} groepen van twijfel, uit het ensemble"
    " van {region}: wat de bekende cijfers openlaten.",
    "sensitivity.together": "{group} en {other} gaan in deze trekkingen samen (correlatie"
    " {correlation}): wat elk bijdraagt is niet te scheiden.",
    "sensitivity.of_level": "{name} ({scenario})",
    "sensitivity.of_difference": "{name} ({scenario} naast {baseline})",
    "sensitivity.hangs": "{what} hangt aan: {parts}. {rest} is toeval, of van twijfels die zoveel"
    " trekkingen niet onderscheiden.",
    "sensitivity.hangs_on_none": "{what}: zoveel trekkingen onderscheiden er geen twijfel in van"
    " toeval.",
    "sensitivity.part": "{group} {share} (±{half})",
    "sensitivity.above.one": "{group} boven {value}",
    "sensitivity.below.one": "{group} onder {value}",
    "sensitivity.above.many": "‘{group}’ bij de {n} hoogste van elke 20 trekkingen (een getal"
    " ervan is dan {value}, in het midden van de marge {middle})",
    "sensitivity.below.many": "‘{group}’ bij de {n} laagste van elke 20 trekkingen (een getal"
    " ervan is dan {value}, in het midden van de marge {middle})",
    "sensitivity.turns": "Dat slaat om bij {condition}: {there}; anders: {elsewhere} ({counted} in"
    " {hits} van {inside} zulke trekkingen, in {hits_outside} van {outside} andere).",
    "sensitivity.turns_never": "Het hangt aan {groups}, maar slaat daardoor alleen niet om binnen"
    " wat getrokken is.",
    "sensitivity.pair": "{scenario} (naast {baseline}): {wanted} in {hits} van {inside} trekkingen"
    " met {conditions}; in {hits_outside} van {outside} andere.",
    "sensitivity.and": "{condition} en {other}",
    "sensitivity.side.no_difference": "geen verschil dat ertoe doet",
    "sensitivity.side.better": "beter, met alles wat daarbij bewaakt wordt",
    "sensitivity.side.no_gain": "niet ‘{gain}’",
    "sensitivity.side.not_better": "niet beter",
    "sensitivity.worth": "{name}, op zichzelf bekeken: gemiddeld over de trekkingen is {best} het"
    " best. Wie voor de keuze alles wist wat tussen de trekkingen verschilt, won gemiddeld"
    " nog {loss}{little}.",
    "sensitivity.worth_part": "alleen {group} weten geeft {loss}",
    "sensitivity.worth_none": "Van geen enkele twijfel laten zoveel trekkingen zien dat wie haar"
    " kende anders zou kiezen.",
    "sensitivity.heading.hangs": "Waar cijfers aan hangen",
    "sensitivity.heading.turns": "Waar oordelen omslaan",
    "sensitivity.heading.pairs": "Waar twee samen ze doen omslaan",
    "sensitivity.heading.worth": "Wat het waard is meer te weten voor de keuze",
    "sensitivity.heading.morris": "Morris: wat cijfers hoe dan ook beweegt",
    "sensitivity.morris": "{what}: het meest bewogen door {parts}.",
    "sensitivity.morris_part": "{group} ({move})",
    "sensitivity.power": "Van zoveel twijfels lijkt er door toeval altijd wel één mee te tellen."
    " Een twijfel wordt daarom bij een cijfer van huidig beleid pas genoemd als zij ongeveer"
    " {number} bijdraagt van wat dat cijfer varieert, en bij een verschil in wachten of"
    " kosten als zij daar ongeveer {verdict} van bijdraagt ({twice} bij {draws} trekkingen)."
    " Wat niet genoemd wordt, kan toch meetellen.",
    "sensitivity.lead": "{scenario} (naast {baseline}): {counts} van {draws} trekkingen.",
    "sensitivity.lead_guarded": "{scenario} (naast {baseline}): {counts} van {draws}"
    " trekkingen. In {better} van alle {draws} is er winst en verslechtert niets wat bewaakt wordt"
    " te veel.",
    "sensitivity.counted": "{side} in {count}",
    "sensitivity.settled": "Geen twijfel die getrokken is doet dat omslaan.",
    "sensitivity.too_few": "{draws} trekkingen zijn te weinig om te zeggen welke twijfel dat doet"
    " omslaan.",
    "sensitivity.worth_little": ", minder dan de {matters} die ertoe doet",
    "sensitivity.worth_parts": "Daarvan: {parts}.",
    "sensitivity.worth_same": "{name}, op zichzelf bekeken: {best} is in elke trekking het best,"
    " dus niets wat tussen de trekkingen verschilt zou de keuze veranderen.",
    "turning.heading": "Wat een oordeel zou doen omslaan",
    "turning.found": "Oordelen die een twijfel doet omslaan",
    "turning.none": "Oordelen die geen twijfel zichtbaar doet omslaan",
    "turning.lead": "Wat zoveel trekkingen kunnen laten zien",
    "turning.worth": "Wat het waard is meer te weten voor de keuze",
    "figure.tornado.title": "Wat de uitkomst het meest beweegt",
    "figure.tornado.caption": "Elke twijfel die zoveel trekkingen van toeval onderscheiden, op haar"
    " 5% en op haar 95% (van elke 20 trekkingen is er één lager, en één hoger), alle andere"
    " op hun midden, zoals een emulator van {draws} trekkingen het voorziet. Dunne lijnen"
    " zijn intervallen van 90%.",
    "figure.tornado.alt": "Balken per groep van twijfel. {rows}",
    "figure.tornado.alt_row": "{panel}: {bars}.",
    "figure.tornado.alt_bar": "{group} {low} tot {high}",
    "figure.tornado.low": "groep op haar 5%",
    "figure.tornado.high": "groep op haar 95%",
    "figure.tornado.error": "{name}; runs wijken hier {error} van af (standaardafwijking)",
}
