"""The words of page one in English."""

from __future__ import annotations

PAGE_ONE: dict[str, str] = {
    # the line on top
    "lead.trend.up": "If nothing changes, the wait for first help grows: from {first} in"
    " {first_year} to {last} in {last_year} {range}.",
    "lead.trend.down": "If nothing changes, the wait for first help becomes shorter: from {first}"
    " in {first_year} to {last} in {last_year} {range}.",
    "lead.trend.level": "If nothing changes, the wait for first help stays about the same: {first}"
    " in {first_year}, {last} in {last_year} {range}.",
    "lead.trend.open": "If nothing changes, the wait for first help goes from {first} in"
    " {first_year} to {last} in {last_year} {range}; whether it grows is not certain.",
    "lead.if": "{title} (if the assumption holds)",
    "lead.wait.none.one": "That the policy makes the wait shorter is not certain.",
    "lead.wait.none.many": "Of none of the {n} policies is it certain that it makes the wait"
    " shorter.",
    "lead.wait.gain": "A shorter wait: {names}.",
    "lead.wait.refused": "A shorter wait, but not without harm: {names}.",
    "lead.wait.harm": "A longer wait: {names}.",
    "lead.cost.none.one": "That it costs less is not certain.",
    "lead.cost.none.many": "Of none is it certain that it costs less.",
    "lead.cost.gain": "Cheaper: {names}.",
    "lead.cost.refused": "Cheaper, but not without harm: {names}.",
    "lead.cost.harm": "Dearer: {names}.",
    # what matters, once
    "lead.matters": "The same: the difference is smaller than {least}.",
    "lead.matters.in_time": "{n} of 100 youths",
    "lead.matters.cost": "{amount} per year",
    "lead.reactions": "Reactions: of providers or families to the wait.",
    "lead.too_much": "Too much: above the limit, {limits}.",
    # the caveat
    "lead.simulation": "This is a simulation, not a measurement. It says nothing about the quality"
    " of help or the safety of a child.",
    "lead.numbers": "Of the {n} numbers in it {share} are assumed ({assumed}).",
    "lead.runs.one": "One run was made, at the centre values: there is no range.",
    "lead.runs.many": "The ranges (95%) show only the chance of {n} runs at the centre values;"
    " doubt about the inputs is not in them.",
    "lead.draws": "Each of the {count} draws fills in what we do not know; nine in ten lie within"
    " the ranges.",
    "lead.ensemble": "Each of the {count} draws fills in what we do not know, in line with what is"
    " known; nine in ten lie within the ranges.",
    "lead.untested": "The wait on {of} lists: {calibrated} tested against a measurement, {derived}"
    " derived, {untested} not tested. Nor was it tested whether a policy does in reality what was"
    " put in here.",
    "lead.policy_untested": "Not tested: whether a policy does in reality what was put in here.",
    # the matrix
    "matrix.caption": "{period}; below the first row the difference from “{baseline}”.",
    "matrix.wait": "Weeks to first help",
    "matrix.in_time": "Help in time, of 100",
    "matrix.cost": "Cost per year",
    "matrix.peak": "Peak of extra cost, added up",
    "matrix.worse": "Who is worse off",
    "matrix.sure": "How sure",
    "matrix.nothing": "nothing changes",
    "matrix.region": "{n} gemeenten",
    "gemeente.named": "gemeente {name}",
    "matrix.nothing_reacts": "nothing changes, with reactions",
    "matrix.nothing_apart": "nothing changes, without reactions",
    "matrix.was": "was {was} in {year}",
    "matrix.untested": "direction only",
    "matrix.nobody": "nobody, as far as shown",
    "matrix.not_kept": "not kept",
    "matrix.comers.one": "newcomers or those who come back",
    "matrix.comers.many": "newcomers and those who come back",
    "matrix.needs.one": "one need",
    "matrix.needs.many": "{n} needs",
    "matrix.gemeenten.one": "one gemeente",
    "matrix.gemeenten.many": "{n} gemeenten",
    "matrix.frames.one": "one legal frame",
    "matrix.frames.many": "{n} legal frames",
    "matrix.stations.one": "one list",
    "matrix.stations.many": "{n} lists",
    "matrix.runs_only.one": "one run: no range",
    "matrix.runs_only.many": "{n} runs at the centre values",
    "matrix.side": "{n} {way}",
    "way.wait_first_help.less": "shorter",
    "way.wait_first_help.more": "longer",
    "way.first_help:within_norm.less": "fewer",
    "way.first_help:within_norm.more": "more",
    "way.cost.less": "cheaper",
    "way.cost.more": "dearer",
    # the marks
    "mark.flows": "follows from the flows",
    "mark.put_in": "put in by us",
    "mark.untested": "not tested",
    "mark.flows.sign": "●",
    "mark.put_in.sign": "◆",
    "mark.untested.sign": "○",
    "mark.in_time": "In time: of 100 youths who are referred those who get help within the norm,"
    " or within 14 weeks where there is none.",
    # sections
    "wait.numbers": "The numbers: what becomes of 100 youths who are referred",
    "wait.lists": "List by list: shorter or longer",
    "cost.numbers": "The numbers: difference in cost, peak and payback",
    "places.heading": "Where youths get help",
    "places.more": "Figures: places, trajectories in care, and the chain",
    "targets.numbers": "Each known figure beside the model",
    "rest.heading": "Everything that lies below",
    "unanswered.heading": "What this simulation does not answer",
    "unanswered.quality": "Whether the help is good, and whether a child is better off after it.",
    "unanswered.child": "What happens to a certain child or family.",
    "unanswered.provider": "Which provider does well or badly.",
    "unanswered.staff": "Whether the people whom a policy asks for are there, and willing.",
    "unanswered.best": "What waits, money and living at home are worth beside each other: that is"
    " for the council to weigh.",
    "unanswered.outside": "What happens outside youth care: school, poverty, housing, care for"
    " parents.",
    "matrix.word.refused": "{way}, but not better",
    "matrix.word.nearly_always": "nearly always {way}",
    "matrix.word.mostly": "mostly {way}",
    "matrix.counter.shown": "rises too much: {what}",
    "matrix.counter.not_excluded": "perhaps rises too much: {what}",
    "matrix.counter.missing": "not known: {what}",
    "matrix.counter.in_draws": "rises too much in {held}: {what}",
    "matrix.no_side": "all the same",
    "matrix.short.wait": "Weeks",
    "matrix.short.in_time": "In time",
    "matrix.short.cost": "Cost/year",
    "matrix.short.peak": "Peak, added up",
    "matrix.short.worse": "Worse off",
    "matrix.short.sure": "How sure",
    "finding.wait.up": "The wait grows from {first} weeks in {first_year} to {last} in {last_year}"
    " if nothing changes",
    "finding.wait.down": "The wait becomes shorter, from {first} in {first_year} to {last} in"
    " {last_year}, if nothing changes",
    "finding.wait.level": "The wait stays about {last} if nothing changes",
    "finding.wait.open": "The wait goes from {first} in {first_year} to {last} in {last_year} if"
    " nothing changes; whether it grows is not certain",
    "finding.hundred.alone": "Of 100 youths who are referred {n} get help in time, on average",
    "finding.hundred.each": "Of 100 youths who are referred {n} get help in time on average, in"
    " each scenario",
    "finding.hundred.apart": "Of 100 youths who are referred {low} to {high} get help in time on"
    " average, by scenario",
    "finding.cost": "Cost goes from {first} in {first_year} to {last} in {last_year} if nothing"
    " changes",
    "finding.bridge.less": "{title}: {amount} a year less for {form}",
    "finding.bridge.more": "{title}: {amount} a year more for {form}",
    "finding.groups.longer": "A longer wait by a policy: {names}",
    "finding.groups.longer_many": "{n} groups wait longer by a policy",
    "finding.groups.shorter": "A shorter wait by a policy: {names}",
    "finding.groups.shorter_many": "{n} groups wait shorter by a policy",
    "finding.groups.none": "Of no group it is certain that a policy makes them wait shorter or"
    " longer",
    "finding.by_itself.longer": "Waiting longer if nothing changes: {names}",
    "finding.by_itself.longer_many": "{n} groups will wait longer if nothing changes",
    "finding.by_itself.shorter": "Waiting shorter if nothing changes: {names}",
    "finding.by_itself.shorter_many": "{n} groups will wait shorter if nothing changes",
    "finding.by_itself.none": "Of no group it is certain that it will wait longer or shorter if"
    " nothing changes",
    "finding.difference.gain": "Cheaper: {names}",
    "finding.difference.refused": "Cheaper, but not without harm: {names}",
    "finding.difference.harm": "Dearer: {names}",
    "finding.difference.none": "Of no scenario is it certain that it costs more or less",
    "groups.heading": "Group by group: court, need and gemeente",
    "groups.group": "Group",
    "groups.everybody": "Everybody",
    "groups.by_itself": "if nothing changes, {first}-{last}",
    "groups.caption": "Wait for first help: shorter or longer than in “{baseline}”, {period}.",
    "groups.note": "Gemeenten stand by the alphabet; the order says nothing. A dash: fewer than 10"
    " youths, or not compared. Who changes nothing may wait shorter or longer too.",
    "matrix.sure_of": "How sure: of {of} draws",
    "matrix.short.sure_of": "Of {of}",
    "matrix.known": "{inside} of {of} known figures met, {missed} missed",
    "matrix.word.same": "the same",
    "turning.short": "{topic} in “{scenario}”: by {doubts}.",
    "turning.open.one": "Of one other verdict on waiting or cost {draws} draws cannot say what"
    " would turn it over.",
    "turning.open.many": "Of {n} other verdicts on waiting and cost {draws} draws cannot say what"
    " would turn them over.",
    "turning.nothing": "no doubt that was drawn.",
}
