"""What numbers that are drawn tell of each other: emulators, fit, weights; nothing of care."""

from .emulators import Emulator, Emulators, fitted
from .fit import Aims
from .history import Chosen, History, Runs
from .scores import crps, crps_of_quantiles, weighted_interval_score
from .weights import Weights, chances, distinct, normalised, taken

__all__ = [
    "Aims",
    "Chosen",
    "Emulator",
    "Emulators",
    "History",
    "Runs",
    "Weights",
    "chances",
    "crps",
    "crps_of_quantiles",
    "distinct",
    "fitted",
    "normalised",
    "taken",
    "weighted_interval_score",
]
