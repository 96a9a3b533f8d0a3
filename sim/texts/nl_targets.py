"""The words of known figures beside the model in Dutch."""

from __future__ import annotations

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
    "target.in_draws": "{verdict}: {share} van de trekkingen valt erbinnen",
    "target.why.not_reported": "valt buiten de periode van het verslag",
    "target.why.no_value": "niets te tellen, of te kort gevolgd",
    "target.count.inside": "{n} gehaald",
    "target.count.inside_not_sure": "{n} niet zeker",
    "target.count.missed": "{n} gemist",
    "target.count.not_measured": "{n} niet gemeten",
    "target.summary.one": "Eén bekend cijfer: {counts}.",
    "target.summary.many": "Van {n} bekende cijfers: {counts}.",
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
    "target.half.H1": "eerste helft van {year}",
    "target.half.H2": "tweede helft van {year}",
}
