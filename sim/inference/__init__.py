"""What numbers that are drawn tell of each other: emulators, fit, weights; nothing of care."""

from .emulators import Emulator, Emulators, fitted
from .fit import Aims
from .history import History, Runs
from .sampling import elliptical
from .scores import crps, crps_of_quantiles, weighted_interval_score
from .weights import Weights, distinct, normalised

__all__ = [
    "Aims",
    "Emulator",
    "Emulators",
    "History",
    "Runs",
    "Weights",
    "crps",
    "crps_of_quantiles",
    "distinct",
    "elliptical",
    "fitted",
    "normalised",
    "weighted_interval_score",
]
