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
    "forecast.heading": "Foretold, and how it came out",
    "forecast.none": "No forecast that was registered beforehand stands beside these results."
    " Register one with “doorstroom register” and keep it here with “doorstroom score --into”; once"
    " the figures are there, this says how it came out.",
    "forecast.numbers": "Each figure that was foretold",
    "forecast.of_years": "Foretold: {figures} figures of {years}, from {draws} draws of a"
    " simulation.",
    "forecast.days": "{figures} figures can be scored once they are known, from {first}.",
    "forecast.other_run": "The forecast is from another run ({run}) than this page ({made}); what"
    " was registered does not change.",
    "forecast.came": "How it came out",
    "forecast.to_come": "Not known yet",
    "forecast.counted": "figure",
    "forecast.from": "can be scored from",
    "forecast.simulation": "What was foretold is from a simulation (Doorstroom {version}), as"
    " registered.",
}
