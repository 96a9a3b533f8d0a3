"""The words of a calibration in Dutch."""

from __future__ import annotations

CALIBRATION: dict[str, str] = {
    "calibration.runs": "{runs} runs van trekkingen; naar alle cijfers tellen ze als {effective}"
    " van gelijk gewicht.",
    "calibration.repaired": "{repaired} trekkingen zijn hersteld voor ze gedraaid werden, {lost}"
    " konden niet gedraaid worden.",
    "calibration.left_out": "Buiten de gerapporteerde periode, dus weggelaten: {names}.",
    "calibration.emulators": "Emulatoren voorzien {low} tot {high} van de variantie van cijfers in"
    " runs die ze niet zagen (midden {middle}; het minst van {worst}). Ze zeggen alleen waar te"
    " zoeken.",
    "calibration.too_few": "Er tellen te weinig runs om te zeggen wat de cijfers vastleggen.",
    "calibration.pinned": "vastgelegd op {width} van de bandbreedte: {group} (beweegt vooral"
    " {figure})",
    "calibration.moves_figures_not_pinned": "bewegen cijfers, maar liggen niet vast: {groups}",
    "calibration.moves_no_figure": "geen cijfer zegt iets over: {groups}",
    "calibration.inside": "{inside} van {figures} cijfers liggen in 90% van het ensemble binnen hun"
    " grenzen.",
    "calibration.outside": "{figure} ligt in {share} van het ensemble binnen de grenzen.",
    "calibration.never": "{target} en {other}: geen run heeft beide binnen hun grenzen.",
    "calibration.pull": "{target} ligt {off} standaarddeviaties ernaast; zonder {other} zou dat"
    " {without} zijn.",
    "calibration.scores": "Van {figures} cijfers die apart zijn gehouden, liggen er {holds} in de"
    " bandbreedte van 90% volgens de andere; {better} zijn beter voorzegd dan door de"
    " bandbreedtes van het bestand alleen.",
}
