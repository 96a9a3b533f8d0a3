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
    "forecast.simulation": "Wat is voorspeld, komt uit een simulatie (Doorstroom {version}), zoals"
    " vastgelegd.",
}
