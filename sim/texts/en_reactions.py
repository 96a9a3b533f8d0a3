"""What a run did by itself, in English; the same keys as in nl_reactions.py."""

from __future__ import annotations

REACTIONS: dict[str, str] = {
    "reactions.heading": "What reacted",
    "reactions.about": "What a run does by itself, where a scenario says so: means over its runs."
    " What reacts to a wait rests on assumptions about how much.",
    "reactions.policy": "Policy",
    "reactions.started.caption": "Policies that start by the wait that is seen: when they started.",
    "reactions.started.runs": "Started in",
    "reactions.started.first": "First",
    "reactions.started.last": "Last",
    "reactions.started.of": "{n} of {runs}",
    "reactions.started.never": "in no run",
    "reactions.started.before": "by {date}",
    "reactions.started.note": "In runs in which a policy did not start, nothing of it counts.",
    "reactions.ceilings.caption": "Ceilings on money, {period}, in euros of the year.",
    "reactions.ceilings.ceiling": "Ceiling",
    "reactions.ceilings.spent": "Counted, a year",
    "reactions.ceilings.overrun": "Overrun, a year",
    "reactions.ceilings.most": "In the dearest year",
    "reactions.ceilings.months": "Months of a stop, a year",
    "reactions.ceilings.goes_on": "does not stop",
    "reactions.ceilings.note": "An overrun is what a year cost above the ceiling. Months of a stop"
    " are those that began with nobody starting, in any gemeente.",
    "reactions.follows.caption": "Places that followed demand and the wait: how many came by it.",
    "reactions.follows.places": "Places of",
    "reactions.follows.cell": "{more} ({part})",
    "reactions.follows.note": "A mean over the year; between brackets as a part of the places that"
    " were planned.",
    "reactions.follows.apart": "Places that followed in {year} in each scenario, as a part of what"
    " was planned there.",
    "reactions.lists.apart": "Turned away for the wait, in each scenario, {period}.",
    "reactions.lists.caption": "Lists that react, {period}.",
    "reactions.lists.deterred": "Turned away for the wait",
    "reactions.lists.switched": "Went to another list",
    "reactions.lists.seen": "Wait that is seen",
    "reactions.lists.note": "Going to another list is for the same help: no end and no new wait."
    " Weeks stand only where the wait was tested or derived.",
}
