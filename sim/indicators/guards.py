"""What guards every gain: how much worse the same children may become before nothing is better.

The margins are fixed, so that no experiment can make a counter pass by calling it small; it may
only make them smaller.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

GuardUnit = Literal["per_1000", "weeks", "part"]
GroupKind = Literal["all", "gemeente", "need", "legal_frame"]
GROUP_KINDS: tuple[GroupKind, ...] = ("all", "gemeente", "need", "legal_frame")


@dataclass(frozen=True)
class Guard:
    """A harm that forbids a gain when it may be more than its margin.

    `unit`: per 1,000 referrals of the baseline, weeks, or a part of the baseline. `groups` are the
    kinds of groups in which it is looked at.
    """

    name: str
    unit: GuardUnit
    margin: float
    groups: tuple[GroupKind, ...] = ("all",)


WITHOUT_HELP = Guard("without_help", "per_1000", 5.0, GROUP_KINDS)
"""52 weeks after the referral no help has started, or ever: they left, or wait still."""
NEVER_HELPED = Guard("never_helped", "per_1000", 5.0, GROUP_KINDS)
"""A year after the period: where lists are longer than that, 52 weeks do not show who is lost."""
WITHOUT_FURTHER_HELP = Guard("without_further_help", "per_1000", 5.0)
"""Those in help whose next help, or help beside it, has not started 52 weeks after they joined."""
NEVER_HELPED_FURTHER = Guard("never_helped_further", "per_1000", 5.0)
ESCALATED = Guard("escalated", "per_1000", 2.0)
WEEKS_TO_HELP = Guard("weeks_to_help", "weeks", 1.0, GROUP_KINDS)
"""Weeks to first help within 52; who leaves without help waits on, or leaving would shorten it."""
WEEKS_TO_FURTHER_HELP = Guard("weeks_to_further_help", "weeks", 1.0)
"""The same for all later help, per referral: a wait may not be moved behind an intake."""
MOVED_AWAY = Guard("moved_away", "per_1000", 5.0)
"""Those who leave for another gemeente."""
COST = Guard("cost", "part", 0.01)

GUARDS = (
    WITHOUT_HELP, NEVER_HELPED, WITHOUT_FURTHER_HELP, NEVER_HELPED_FURTHER, ESCALATED,
    WEEKS_TO_HELP, WEEKS_TO_FURTHER_HELP, MOVED_AWAY, COST,
)  # fmt: skip

NOT_COMING = Guard("not_coming", "per_1000", 5.0)
"""Children of the baseline who never come, or whom a gate helps: they are put in."""
NOT_RETURNING = Guard("not_returning", "per_1000", 5.0)
LESS_CARE = Guard("less_care", "part", 0.05)
"""Fewer days of care for the same children, as a part of the baseline's."""
PUT_IN = (NOT_COMING, NOT_RETURNING, LESS_CARE)

LEAST_REFERRALS = 400
"""A group with fewer refuses only by a harm that is shown: its bound is too wide to be met."""


def cell_margin(unit: str, mean: float) -> float:
    """How much worse an indicator beside a gain may be: in its own unit, for a baseline mean."""
    match unit:
        case "weeks":
            return 1.0
        case "share":
            return 0.005
    return 0.01 * abs(mean)
