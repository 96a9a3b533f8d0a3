"""What is told over draws of what is not known, in English."""

DRAWS: dict[str, str] = {
    "draws.held": "{n} of {of}",
    "draws.often.nearly_always": "nearly always: in {held} draws",
    "draws.often.mostly": "mostly: in {held} draws",
    "draws.often.else": "in {held} draws",
    "guard.in_draws": "in {held} draws {what} rises more than is allowed ({limit})",
    "verdict.nearly_always": "nearly always better",
    "verdict.mostly": "mostly better",
    "verdict.cost.nearly_always": "nearly always cheaper",
    "verdict.cost.mostly": "mostly cheaper",
    "verdict.held": "{verdict} ({held})",
    "first.ensemble": "The ranges show chance and doubt about the inputs together: {count} draws of"
    " {numbers} numbers with a range, of those that agree with what is known.",
    "first.repaired.one": "One draw was changed where its numbers could not go together.",
    "first.repaired.many": "{n} draws were changed where their numbers could not go together.",
    "first.chance": "Of the spread in these ranges at most {share} is chance ({names}); the rest is"
    " doubt about the inputs.",
    "first.chance_much": "That is much: with more runs a draw the ranges would be narrower.",
    "first.chance_unknown": "Which part of the ranges is chance was not looked at.",
    "best.caption": "In how many draws each policy is the best, and by how much it is not, in the"
    " mean; {period}.",
    "best.scenario": "Scenario",
    "best.of": "{name}: best in",
    "best.regret": "short of the best",
    "best.note": "Of one number by itself: what a policy does besides stands in its verdict."
    " Policies that are equally good are all the best.",
    "chance.caption": "Which part of the spread of the difference is chance; the rest is doubt"
    " about the inputs.",
}

OVER_DRAWS: dict[str, str] = {
    "table.levels_caption": "{scenario}, {period}: mean and middle 90% of the draws.",
    "figure.wait.band": "middle 90% of the draws",
    "figure.wait.caption": "Mean weeks waited for first help (within the first year) per scenario,"
    " with the middle 90% of the draws as a band; grey is “{baseline}”.",
    "figure.wait.caption_single": "Mean weeks waited for first help (within the first year) in"
    " “{baseline}”, with the middle 90% of the draws as a band.",
    "figure.care.caption": "Number of trajectories in care at the end of each quarter, by form of"
    " help and scenario (mean of the draws). Where a line is missing the number is under 10, or a"
    " number under 10 would follow from it.",
    "figure.places.caption": "Places (stepped line) and places in use (with a band: the middle 90%"
    " of the draws) per scenario; use under 10 is not drawn.",
    "conditions.about": "Sums that go with the cost above, over the same years. They hold only for"
    " what the model knows.",
    "target.model": "Model ({runs}, 90% of them)",
    "target.is.inside_not_sure": "in part",
    "target.count.inside_not_sure": "{n} in part",
    "target.note": "Inside: at least nine in ten draws lie within the tolerance. In part: the mean"
    " of the draws does, but fewer than nine in ten. Missed: the mean lies outside.",
    "page.each.one": "one draw",
    "page.each.many": "{n} draws each",
    "page.runs.one": "one draw",
    "page.runs.many": "{n} draws",
    "trial.few.one": "only one draw (at least ten are needed)",
    "trial.few.many": "{n} draws per scenario (at least ten are needed)",
    "answer.about": "Compared with “{baseline}”, over {period}; first the verdict and in how many"
    " draws it holds, then the range (nine in ten draws).",
    "answer.claim": "{claim} ({often}); {range}.",
    "answer.claim_plain": "{claim} ({often}).",
    "answer.no_difference_that_matters": "{topic}: no difference that matters ({often}), {range}.",
    "answer.no_difference_that_matters_plain": "{topic}: no difference that matters ({often}).",
    "answer.uncertain": "{topic}: undecided, {range}.",
    "answer.uncertain_plain": "{topic}: undecided.",
    "answer.item": "{claim} ({often}); {range}.",
    "answer.item_plain": "{claim} ({often}; direction only).",
    "answer.nothing_worse.one": "The only other main outcome does not mostly become worse.",
    "answer.nothing_worse.many": "None of the {n} other main outcomes mostly becomes worse.",
    "cost.range": "Difference per year (90% of draws)",
    "cost.total": "All years together (90% of draws)",
    "wait.stations_note": "Weeks stand only where the wait was tested or derived: the difference"
    " in mean weeks waited within the first year (nine in ten draws). Lists with fewer than 10 new"
    " youths are left out.",
    "lead.wait.gain": "A shorter wait in at least 80% of the draws: {names}.",
    "lead.wait.harm": "A longer wait in at least 80% of the draws: {names}.",
    "lead.cost.gain": "Cheaper in at least 80% of the draws: {names}.",
    "lead.cost.harm": "Dearer in at least 80% of the draws: {names}.",
    "finding.difference.gain": "Cheaper in at least 80% of the draws: {names}",
    "finding.difference.harm": "Dearer in at least 80% of the draws: {names}",
    "worse.about": "Groups that wait longer for first help in at least 80% of the draws, and lists"
    " that grow longer in as many; what else becomes worse in as many; and what makes that a gain"
    " is not called better. The order means nothing; who is not named here may be"
    " worse off in fewer draws.",
    "table.range": "Difference (90% of draws)",
    "table.note": "Every draw is one run, with the same youths and the same values in all"
    " scenarios; the difference is taken per pair. “Nearly always” asks that in at least 95% of the"
    " draws the gain is larger than what matters and no counter-indicator becomes too much worse,"
    " in the same draw; “mostly” asks it in 80%. More rows are in comparison.csv, all in"
    " comparison.parquet.",
    "verdict.uncertain": "undecided",
    "figure.difference.caption": "What each scenario costs more or less per year than “{baseline}”,"
    " in constant prices, with the range of nine in ten draws.",
    "direction.unknown": "? undecided",
    "conditions.unknown": "Whether the policy pays for itself stands or falls with the assumption."
    " How much of it must come true, these draws cannot say.",
    "figure.bridge.caption": "From the cost of “{baseline}” (the line at zero) to that of each"
    " policy: what goes and what comes, per year over {period}, in the mean and in constant prices."
    " The line at “together” holds nine draws in ten.",
    "export.low": "Lowest (90% of draws)",
    "export.high": "Highest (90% of draws)",
}
"""Instead of the messages of the same keys, which are about runs at the values of the files."""
