"""What numbers that are drawn tell of each other: emulators, fit, weights; nothing of care."""

from .emulators import Emulator, Emulators, fitted
from .fit import Aims
from .history import History, Runs
from .sampling import elliptical
from .scores import crps
from .weights import Weights, distinct, normalised

__all__ = [
    "Aims",
    "Emulator",
    "Emulators",
    "History",
    "Runs",
    "Weights",
    "crps",
    "distinct",
    "elliptical",
    "fitted",
    "normalised",
]
