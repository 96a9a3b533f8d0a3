"""What was foretold, dated and closed, and how well it came out once figures are known."""

from .model import Forecast, Foretold
from .registering import Chosen, forecast_of, register
from .scoring import Scored, Scores, score

__all__ = [
    "Chosen",
    "Forecast",
    "Foretold",
    "Scored",
    "Scores",
    "forecast_of",
    "register",
    "score",
]
