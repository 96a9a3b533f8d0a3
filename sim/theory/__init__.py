"""What queueing theory knows for sure, and whether this installed copy agrees with it."""

from .cases import Case, Level, Quantity
from .catalogue import REPLICATIONS, cases_of
from .judging import Judged, judge, questions_in
from .running import run_cases

__all__ = [
    "REPLICATIONS",
    "Case",
    "Judged",
    "Level",
    "Quantity",
    "cases_of",
    "judge",
    "questions_in",
    "run_cases",
]
