"""The words of registered forecasts and their scores in Dutch."""

from __future__ import annotations

FORECASTS: dict[str, str] = {
    "forecast.registered": "{figures} cijfers van {title} voorspeld op {date}, uit {draws}"
    " trekkingen.",
    "forecast.title": "{title}: voorspeld op {date}",
    "forecast.figure": "cijfer (bron)",
    "forecast.known": "bekend",
    "forecast.middle": "voorspeld",
    "forecast.half": "marge van 50%",
    "forecast.most": "marge van 90%",
    "forecast.wis": "WIS",
    "forecast.crps": "CRPS",
    "forecast.inside": "(erbinnen)",
    "forecast.outside": "(erbuiten)",
    "forecast.held": "Van {figures} cijfers die bekend zijn, liggen er {half} binnen de marge van"
    " 50% en {most} binnen die van 90%; bedoeld is de helft en negen op de tien.",
    "forecast.scores": "Beide scores zijn in de eenheid van het cijfer; 0 is precies voorspeld.",
    "forecast.nothing": "Van wat is voorspeld, is nog niets bekend.",
    "forecast.waiting": "Nog niet bekend: {figures} cijfers.",
    "forecast.heading": "Voorspeld, en wat ervan uitkwam",
    "forecast.none": "Bij deze uitkomsten staat geen voorspelling die vooraf is vastgelegd. Leg er"
    " een vast met “doorstroom register” en zet haar hier met “doorstroom score --into”; als de"
    " cijfers er zijn, staat hier of zij uitkwam.",
    "forecast.numbers": "Elk voorspeld cijfer",
    "forecast.of_years": "Voorspeld: {figures} cijfers over {years}, uit {draws} trekkingen van een"
    " simulatie.",
    "forecast.days": "Nog {figures} cijfers zijn te toetsen zodra ze bekend zijn, vanaf {first}.",
    "forecast.other_run": "De voorspelling komt uit een andere berekening ({run}) dan deze pagina"
    " ({made}); wat is vastgelegd, verandert niet.",
    "forecast.came": "Wat ervan uitkwam",
    "forecast.to_come": "Nog niet bekend",
    "forecast.counted": "cijfer",
    "forecast.from": "te toetsen vanaf",
    "forecast.simulation": "Wat is voorspeld, komt uit een simulatie (Doorstroom {version}), zoals"
    " vastgelegd.",
}
