"""What must be true for a policy to pay, in English; the same keys as in nl_conditions.py."""

from __future__ import annotations

CONDITIONS: dict[str, str] = {
    "conditions.heading": "What must be true to break even",
    "conditions.about": "Sums that go with the cost above, over the same years. They hold only for"
    " what the model knows, at the centre values of the inputs.",
    "conditions.falls": "{fall} a year goes, mostly on {falls}, and {rise} a year comes, mostly on"
    " {rises}. That fall rests wholly or in part on what was put in. The policy pays for itself if"
    " at least {share} of it comes true.",
    "conditions.falls_short": "{fall} a year goes, mostly on {falls}, and {rise} a year comes,"
    " mostly on {rises}. Even if all of that fall comes true, the policy does not pay for itself.",
    "conditions.falls_perhaps": "{fall} a year goes, mostly on {falls}, and {rise} a year comes,"
    " mostly on {rises}. That fall rests wholly or in part on what was put in. The policy pays for"
    " itself if at least {share} of it comes true, but perhaps not even if all of it does.",
    "conditions.unknown": "Whether the policy pays for itself stands or falls with the assumption."
    " How much of it must come true, these runs cannot say.",
    "conditions.inflow": "Breaks even when at least {share} fewer youths are referred than in this"
    " scenario. That holds if each referral less saves the mean cost ({each}) and nobody on a"
    " waiting list takes its place: with waiting lists more is needed. Or when {range} a year is"
    " saved outside this model; whether it is, the simulation cannot say.",
    "conditions.inflow_plain": "Breaks even when {range} a year is saved outside this model;"
    " whether it is, the simulation cannot say.",
    # at how many clients per fte a pool pays for itself
    "breakeven.heading": "Caseload: youths at one time per FTE",
    "breakeven.lump": " On top comes {sum} a year for work without a trajectory, which no caseload"
    " pays back: what breaks even here still costs {sum} a year more in all.",
    "breakeven.lump_too": " On top comes {sum} a year for work without a trajectory, which no"
    " caseload pays back.",
    "breakeven.at": "{title} ({years}): this costs {places} a year, for which {saved} a year less"
    " is spent elsewhere. Breaks even at a caseload of {range}; in this model it is {now}.{lump}",
    "breakeven.from": "{title} ({years}): this costs {places} a year, for which {saved} a year"
    " less is spent elsewhere. Breaks even only at a caseload of {low} or more, and perhaps at"
    " none; in this model it is {now}.{lump}",
    "breakeven.perhaps": "{title} ({years}): this costs {places} a year and on average nothing"
    " less is spent elsewhere. Perhaps it breaks even at a caseload of {low} or more, perhaps at"
    " none; in this model it is {now}.{lump}",
    "breakeven.never": "{title} ({years}): this costs {places} a year and nothing less is spent"
    " elsewhere. No caseload makes it break even; in this model it is {now}.{lump_too}",
    "breakeven.unknown": "{title} ({years}): cannot be worked out, as both scenarios spend the"
    " same on it.",
    "breakeven.unknown_in_draws": "{title} ({years}): cannot be worked out, as in no draw one"
    " scenario spends more on it than the other.",
    "breakeven.draws": " Range over draws: nine in ten lie within. Other numbers are the middle"
    " ones of the draws.",
    "breakeven.draws_middle": " Range over draws: nine in ten lie within, half of them below"
    " {middle}. Other numbers are the middle ones of the draws.",
    "breakeven.draws_left": " In {count} of {of} draws it cannot be worked out.",
    "breakeven.note": "Breaking even means: it costs as much as what was bought without those"
    " places, if an FTE goes on costing the same. The model does not know what a higher caseload"
    " does to the help; this does not say what a good caseload is.",
}
