"""What is in force on a day: numbers, rows, places, staff, prices and whom they hold for.

`InForce` is the one room that works it out, by layers (rule 22); all others ask it.
"""

from .changed import Changed
from .deterring import LEAST_DETERRED, may_be_deterred, raised
from .following import FOLLOWS, Followed
from .groups import Group, PerGroup
from .log import NOTHING_HAPPENED, Log, Logged
from .lump_sums import LumpSum
from .pools import UNLIMITED, PoolInForce, PoolInstance, scaled
from .rates import Rate
from .reactions import NOT_IN_FORCE, DivertInForce, Reaction, review_days
from .room import UNSAID, InForce
from .rows import Row, RowProblem
from .shared import InForces
from .staffing import Taken
from .timelines import DatedChange, Timeline
from .words import Words
from .wrong_rows import row_problems

__all__ = [
    "FOLLOWS",
    "LEAST_DETERRED",
    "NOTHING_HAPPENED",
    "NOT_IN_FORCE",
    "UNLIMITED",
    "UNSAID",
    "Changed",
    "DatedChange",
    "DivertInForce",
    "Followed",
    "Group",
    "InForce",
    "InForces",
    "Log",
    "Logged",
    "LumpSum",
    "PerGroup",
    "PoolInForce",
    "PoolInstance",
    "Rate",
    "Reaction",
    "Row",
    "RowProblem",
    "Taken",
    "Timeline",
    "Words",
    "may_be_deterred",
    "raised",
    "review_days",
    "row_problems",
    "scaled",
]
