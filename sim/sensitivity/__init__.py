"""What numbers and verdicts hang on: Sobol, tornado, tipping points, worth of knowing, Morris."""

from .analysis import Analysis, analysed
from .reading import LEAST_DRAWS, Evidence, read_evidence

__all__ = ["LEAST_DRAWS", "Analysis", "Evidence", "analysed", "read_evidence"]
