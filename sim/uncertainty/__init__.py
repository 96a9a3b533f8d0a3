"""What is not known of a scenario: its numbers with ranges, and draws of them together."""

from .joint import Joint, JointDraw
from .prior import Draw, Prior
from .tally import Reason, Tally, tallied
from .unknowns import Unknown

__all__ = ["Draw", "Joint", "JointDraw", "Prior", "Reason", "Tally", "Unknown", "tallied"]
