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
    kinds of groups in which it is looked at. `sums`: the harms of these guards together, of those
    that are a harm. `each_year`: also in each year by itself, since a list that is emptied once is
    few children of many years, and shortens every wait after it.
    """

    name: str
    unit: GuardUnit
    margin: float
    groups: tuple[GroupKind, ...] = ("all",)
    sums: tuple[str, ...] = ()
    each_year: bool = False


WITHOUT_HELP = Guard("without_help", "per_1000", 5.0, GROUP_KINDS, each_year=True)
"""52 weeks after the referral no help has started, or ever: they left, or wait still."""
NEVER_HELPED = Guard("never_helped", "per_1000", 5.0, GROUP_KINDS)
"""A year after the period: where lists are longer than that, 52 weeks do not show who is lost."""
WITHOUT_FURTHER_HELP = Guard("without_further_help", "per_1000", 5.0, each_year=True)
"""Those in help whose next help, or help beside it, has not started 52 weeks after they joined."""
NEVER_HELPED_FURTHER = Guard("never_helped_further", "per_1000", 5.0)
ESCALATED = Guard("escalated", "per_1000", 2.0, each_year=True)
WEEKS_TO_HELP = Guard("weeks_to_help", "weeks", 1.0, GROUP_KINDS)
"""Weeks to first help within 52; who leaves without help waits on, or leaving would shorten it."""
WEEKS_TO_FURTHER_HELP = Guard("weeks_to_further_help", "weeks", 1.0)
"""The same for all later help, per referral: no wait may be moved behind an intake or a return."""
MOVED_AWAY = Guard("moved_away", "per_1000", 5.0, each_year=True)
"""Those who leave for another gemeente."""
LOST = Guard(
    "lost", "per_1000", 5.0, sums=("without_help", "without_further_help", "moved_away"),
    each_year=True,
)  # fmt: skip
"""Without first or further help, and moved away, together: harms may not each stay just within."""
COST = Guard("cost", "part", 0.01)

GUARDS = (
    WITHOUT_HELP, NEVER_HELPED, WITHOUT_FURTHER_HELP, NEVER_HELPED_FURTHER, ESCALATED,
    WEEKS_TO_HELP, WEEKS_TO_FURTHER_HELP, MOVED_AWAY, LOST, COST,
)  # fmt: skip

NOT_COMING = Guard("not_coming", "per_1000", 5.0)
"""Children of the baseline who never come, or whom a gate helps: they are put in."""
NOT_RETURNING = Guard("not_returning", "per_1000", 5.0)
NOT_AT_START = Guard("not_at_start", "per_1000", 5.0)
"""Children who are in care when the baseline begins, and not when the scenario does."""
FEWER = Guard(
    "fewer", "per_1000", 5.0,
    sums=("without_help", "without_further_help", "moved_away", "not_coming", "not_returning",
          "not_at_start"),
)  # fmt: skip
"""All children who do not get what the baseline gives them, whatever the reason, together."""
LESS_CARE = Guard("less_care", "part", 0.01)
"""Fewer days of care and protection for the same children, as a part of the baseline's.

As much as matters of cost, since less care costs less."""
OTHER_HELP = Guard("other_help", "per_1000", 5.0)
"""Children who join other help, where the scenario sends more than the baseline (sent_to.py).

That it is as good for them stands in the file and is not found in a run; free help of nothing
would win every comparison."""
PUT_IN = (NOT_COMING, NOT_RETURNING, NOT_AT_START, FEWER, LESS_CARE, OTHER_HELP)

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
