"""The words of registered forecasts and their scores in English."""

from __future__ import annotations

FORECASTS: dict[str, str] = {
    "forecast.registered": "{figures} figures of {title} foretold on {date}, from {draws} draws.",
    "forecast.title": "{title}: foretold on {date}",
    "forecast.figure": "figure (source)",
    "forecast.known": "known",
    "forecast.middle": "foretold",
    "forecast.half": "50% range",
    "forecast.most": "90% range",
    "forecast.wis": "WIS",
    "forecast.crps": "CRPS",
    "forecast.inside": "(holds)",
    "forecast.outside": "(misses)",
    "forecast.held": "Of {figures} figures that are known ranges of 50% held {half}, ranges of 90%"
    " held {most}; what they say is a half and nine in ten.",
    "forecast.scores": "Both scores are in the unit of the figure; 0 is foretold exactly.",
    "forecast.nothing": "Nothing of what was foretold is known yet.",
    "forecast.waiting": "Not known yet: {figures} figures.",
    "forecast.simulation": "What was foretold is from a simulation (Doorstroom {version}), as"
    " registered.",
}
