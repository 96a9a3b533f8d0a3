"""The words of a sensitivity analysis in Dutch."""

from __future__ import annotations

SENSITIVITY: dict[str, str] = {
    "sensitivity.draws": "{draws} trekkingen van {groups} groepen van twijfel, uit de marges van de"
    " bestanden.",
    "sensitivity.ensemble": "{draws} trekkingen van {groups} groepen van twijfel, uit het ensemble"
    " van {region}: wat de bekende cijfers openlaten.",
    "sensitivity.together": "{group} en {other} gaan in deze trekkingen samen (correlatie"
    " {correlation}): wat elk bijdraagt is niet te scheiden.",
    "sensitivity.of_level": "{name}, {scenario}",
    "sensitivity.of_difference": "{name}, {scenario} naast {baseline}",
    "sensitivity.hangs": "{what} hangt aan: {parts}. {rest} is toeval, of door geen groep"
    " voorzien.",
    "sensitivity.hangs_on_none": "{what}: geen groep is er op zichzelf in te zien; {rest} is"
    " toeval, of door geen groep voorzien.",
    "sensitivity.part": "{group} {share} (±{half})",
    "sensitivity.above.one": "{group} boven {value}",
    "sensitivity.below.one": "{group} onder {value}",
    "sensitivity.above.many": "{group} hoger dan {z} standaardafwijkingen vanaf het midden (van"
    " elke 20 trekkingen zijn er {n} hoger; {number} is daar {value})",
    "sensitivity.below.many": "{group} lager dan {z} standaardafwijkingen vanaf het midden (van"
    " elke 20 trekkingen zijn er {n} lager; {number} is daar {value})",
    "sensitivity.turns": "{what}: {above} met {condition}, anders {below}. Trekkingen met"
    " {counted}: {counted_above} van {draws_above} erboven, {counted_below} van {draws_below}"
    " eronder.",
    "sensitivity.turns_never": "{what}: geen groep doet op zichzelf het oordeel binnen haar marge"
    " omslaan.",
    "sensitivity.pair": "{what}: {wanted} in {hits} van {inside} trekkingen met {conditions}; in"
    " {hits_outside} van {outside} andere.",
    "sensitivity.and": "{condition} en {other}",
    "sensitivity.side.gain": "op zichzelf beter",
    "sensitivity.side.loss": "slechter",
    "sensitivity.side.more": "meer",
    "sensitivity.side.less": "minder",
    "sensitivity.side.no_difference": "geen verschil dat ertoe doet",
    "sensitivity.side.better": "beter, met alles wat daarbij bewaakt wordt",
    "sensitivity.side.no_gain": "op zichzelf niet beter",
    "sensitivity.side.not_better": "niet beter",
    "sensitivity.worth": "{name}: nu kiezen ({best}) verliest gemiddeld {loss} naast alles weten;"
    " {parts}.",
    "sensitivity.worth_part": "alleen {group} weten zou {loss} schelen",
    "sensitivity.worth_none": "van geen groep zou op zichzelf weten de keuze veranderen",
    "sensitivity.heading.hangs": "Waar cijfers aan hangen",
    "sensitivity.heading.turns": "Waar oordelen omslaan",
    "sensitivity.heading.pairs": "Waar twee samen ze doen omslaan",
    "sensitivity.heading.worth": "Wat het waard is meer te weten voor de keuze",
    "sensitivity.heading.morris": "Morris: wat cijfers hoe dan ook beweegt",
    "sensitivity.morris": "{what}: het meest bewogen door {parts}.",
    "sensitivity.morris_part": "{group} ({move})",
    "figure.tornado.title": "Wat de uitkomst het meest beweegt",
    "figure.tornado.caption": "Elke groep van twijfel op haar 5% en op haar 95% (van elke 20"
    " trekkingen is er één lager, en één hoger), alle andere op hun midden, zoals een emulator van"
    " {draws} trekkingen het voorziet. Dunne lijnen zijn intervallen van 90%.",
    "figure.tornado.alt": "Balken per groep van twijfel. {rows}",
    "figure.tornado.alt_row": "{panel}: {bars}.",
    "figure.tornado.alt_bar": "{group} {low} tot {high}",
    "figure.tornado.low": "groep op haar 5%",
    "figure.tornado.high": "groep op haar 95%",
    "figure.tornado.error": "{name}; de emulator zit er {error} naast (standaardafwijking)",
}
