"""What a change cannot reach: whose visits are in a scenario as they are in what it extends."""

from .reaching import Reached, reached_between, reached_by
from .wording import first_day, untouched

__all__ = ["Reached", "first_day", "reached_between", "reached_by", "untouched"]
