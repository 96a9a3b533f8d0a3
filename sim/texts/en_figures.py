"""The words of figures and the map in English."""

from __future__ import annotations

FIGURES: dict[str, str] = {
    "figure.back": "{scenario} (looking back)",
    "figure.hundred.title": "What becomes of 100 youths who are referred?",
    "figure.hundred.axis": "youths of every 100 who were referred",
    "figure.hundred.caption": "Of every 100 youths who are referred, {range} are helped within the"
    " norm or within 14 weeks ({period}), depending on the scenario.",
    "figure.hundred.caption_single": "Of every 100 youths who are referred, {range} are helped"
    " within the norm or within 14 weeks ({period}).",
    "figure.hundred.alt": "Stacked bars, one per scenario, together 100 youths. {rows}",
    "figure.hundred.alt_row": "{scenario}: {parts}.",
    "figure.hundred.back": "looking back ({period})",
    "figure.wait.title": "Weeks to first help, by year of referral",
    "figure.wait.axis": "weeks",
    "figure.wait.band": "middle 90% of the runs",
    "figure.wait.caption": "Mean weeks waited for first help (within the first year) per scenario,"
    " with the middle 90% of the runs as a band; grey is “{baseline}”.",
    "figure.wait.caption_single": "Mean weeks waited for first help (within the first year) in"
    " “{baseline}”, with the middle 90% of the runs as a band.",
    "figure.wait.alt": "Lines per year, a panel per scenario beside “{baseline}”. {rows}",
    "figure.wait.alt_row": "{scenario}: {first} in {first_year}, {last} in {last_year}.",
    "figure.wait.alt_direction": "The waits are untested; therefore the axis has no numbers.",
    "figure.wait.direction_axis": "shorter ← wait → longer",
    "figure.starts.once": "begins {day}",
    "figure.starts.over": "steps {days}",
    "figure.starts.seen": "begins on a signal, no date",
    "figure.starts.named": "{names}: {when}",
    "figure.starts.caption": "A mark above a panel: a measure that “{baseline}” does not have"
    " begins.",
    "figure.starts.caption_seen": "A mark above a panel: a measure that “{baseline}” does not have"
    " begins; what begins on a signal has no planned date.",
    "figure.norm.title": "Who waits longer than the norm, or than 14 weeks?",
    "figure.norm.axis": "share that waits longer than the weeks named",
    "figure.norm.label": "{station}\n(norm {weeks})",
    "figure.norm.label_none": "{station}\n({weeks}, no norm)",
    "figure.norm.direction": "Untested: the direction only",
    "figure.norm.caption": "Share of those who joined a list and still wait when the norm has"
    " passed, over {period}; lists whose waits are untested show the direction only.",
    "figure.norm.kept_back": "Where a dot is missing fewer than 10 youths are behind it, or"
    " such a number would follow from other figures.",
    "figure.norm.not_shown": "not shown",
    "figure.norm.alt": "Dots per list and scenario. {rows}",
    "figure.norm.alt_row": "{station}: {parts}.",
    "figure.care.title": "Trajectories in care, by form",
    "figure.care.title_next": "Trajectories in care, by form (continued)",
    "figure.care.caption": "Number of trajectories in care at the end of each quarter, by form of"
    " help and scenario (mean of the runs). Where a line is missing the number is under 10, or a"
    " number under 10 would follow from it.",
    "figure.care.left_out": "Not drawn for that reason: {names}.",
    "figure.care.alt": "Small line charts, one per form of help, a line per scenario. {rows}",
    "figure.care.alt_row": "{station}: {parts} at the end.",
    "figure.places.title": "Places and use: closed and small-scale",
    "figure.places.caption": "Places (stepped line) and places in use (with a band: the middle 90%"
    " of the runs) per scenario; use under 10 is not drawn.",
    "figure.places.alt": "Small charts, a row per scenario, a column per kind of place. {rows}",
    "figure.places.alt_row": "{scenario}, {pool}: {first} at first, {last} at the end.",
    "figure.places.places": "places",
    "figure.places.use": "in use",
    "figure.places.few": "under 10: not drawn",
    "figure.places.same": "The same places as “{baseline}”, not drawn apart: {names}.",
    "figure.cost.title": "Cost per year",
    "figure.cost.axis": "million euros",
    "figure.cost.caption": "Cost per year in constant prices per scenario{deficit}.",
    "figure.cost.caption_deficit": ", and the deficit in the years that have a known budget",
    "figure.cost.deficit": "Deficit per year, gemeente {gemeenten} (below zero: surplus)",
    "figure.cost.deficit_all": "Deficit per year, all gemeenten (below zero: surplus)",
    "figure.cost.alt": "Lines per year, one per scenario. {rows}",
    "figure.cost.alt_row": "{scenario}: {first} in {first_year}, {last} in {last_year}.",
    "figure.difference.title": "Cost: difference from “{baseline}”",
    "figure.difference.axis": "million euros per year",
    "figure.difference.caption": "What each scenario costs more or less per year than “{baseline}”,"
    " in constant prices, with the 95% range.",
    "figure.difference.alt": "A panel per scenario with the difference per year and its range."
    " {rows}",
    "figure.difference.alt_row": "{scenario}: {range} in {year}.",
    "figure.difference.alt_single": "{scenario}: {best} in {year}, from one run without a range.",
    "figure.bridge.title": "Cost by form of help, million euros per year, {period}",
    "figure.bridge.empty": "empty places",
    "figure.bridge.rest": "other forms",
    "figure.bridge.whole": "together",
    "figure.bridge.heading": "from {before} to {after}",
    "figure.bridge.caption": "From the cost of “{baseline}” (the line at zero) to that of each"
    " policy: what goes and what comes, per year over {period}, in the mean and in constant prices."
    " The line at “together” is the 95% interval.",
    "figure.bridge.alt": "A panel for each policy with bars of what goes and what comes. {rows}",
    "figure.bridge.alt_row": "{scenario}, from {before} to {after} a year: {parts}; together"
    " {whole} ({range}).",
    "figure.groups.title": "Weeks to first help: difference from “{baseline}”, {period}",
    "figure.groups.axis": "weeks shorter or longer",
    "figure.groups.caption": "For each group how much shorter (left) or longer (right) they wait"
    " than with “{baseline}”: the dot is the mean, the line the range. Gemeenten stand by the"
    " alphabet. Where the wait was not tested only the direction stands; where nothing stands, it"
    " is about too few youths.",
    "figure.groups.alt": "Dots with a line, a row for each group and a column for each policy."
    " {rows}",
    "figure.groups.alt_row": "{scenario}: {parts}.",
    "figure.groups.alt_rest.one": "one group the same or undecided",
    "figure.groups.alt_rest.many": "{n} groups the same or undecided",
    "figure.by_itself.title": "Weeks to first help: {last} against {first}, present policy",
    "figure.by_itself.caption": "For each group how much shorter (left) or longer (right) it waits"
    " in {last} than in {first}, also if nobody acts: the dot is the mean, the line the middle 90%."
    " Where a wait was not tested only the direction is shown.",
    "figure.by_itself.alt": "Dots with a line, a row for each group. {rows}.",
    "figure.price_level": "prices of {year}",
    "figure.source": "Simulation, not a measurement · Doorstroom {version} · seed {seed} · {made}",
    "figure.trial": "TRIAL",
    "figure.data": "The numbers of this figure are in {file}.",
    "map.data": "The numbers of this map come from the scenario files; in manifest.json they are"
    " under “chain”.",
    # the chain that moves
    "moving.heading": "The chain moves: who waits and who gets help, year after year",
    "moving.title": "Together the lists go from {first} waiting in {first_year} to {last} in"
    " {last_year} if nothing changes, and to {other} with {policy}",
    "moving.title_alone": "Together the lists go from {first} waiting in {first_year} to {last} in"
    " {last_year}",
    "moving.topic": "How many youths wait and get help at one time, mean of each year",
    "moving.waiting": "waiting",
    "moving.in_care": "getting help",
    "moving.ends": "{first}→{last}",
    "moving.scale": "The numbers: {first} → {last}. The short line is {first}. Each row has a"
    " measure of its own: a full bar is the most of all years.",
    "moving.untested": "not tested: only whether the list becomes longer or shorter.",
    "moving.kept": "Short and pale, or –: not shown, too few youths stand behind it.",
    "moving.pause": "Hold still",
    "moving.caption": "“{policy}” stands beside “{baseline}” here because its lists differ most"
    " from it in {year}.",
    "moving.means": "These are means; their ranges are with the other figures. Who prefers no"
    " motion sees the last year; so it comes on paper too.",
    "moving.alt": "Two bars for each place in the chain: who waits there and who gets help, from"
    " {first} to {last}. {rows}",
    # the map of the chain
    "map.title": "The chain ({title})",
    "map.part.gate": "front door",
    "map.part.home": "help at home",
    "map.part.help": "help",
    "map.part.away": "away from home",
    "map.part.beside": "beside help",
    "map.per_year": "{n} a year",
    "map.few": "fewer than {n} a year",
    "map.nobody": "nobody on this day",
    "map.places.one": "{n} place",
    "map.places.many": "{n} places",
    "map.only_one": "only {gemeente}",
    "map.only_some": "{n} of {all} gemeenten",
    "map.key.width": "{n} a year",
    "map.key.beside": "beside the first help",
    "map.key.outside": "new, or back again",
    "map.caption": "The chain as the numbers of the file describe it on {date}; this is no outcome"
    " of a simulation.",
    "map.counts": "What the numbers of the file say about {date}, worked out as if nobody waited,"
    " dropped out or came in crisis from a list; not what a simulation finds.",
    "map.left_out": "The ways not drawn are small: together {share} of all steps.",
    "map.all": "All ways are drawn.",
    "map.by_gemeente": "Each gemeente has places of its own for {names}.",
    "map.reacts": "What reacts to the wait is drawn as at the start: {names}.",
    "map.at_weeks": "{name} at {weeks} weeks",
    "map.follows": "The places for {names} react to demand and to the wait; they are drawn as"
    " planned.",
    "map.lists": "Providers with a list of their own, at most: {names}; places are those of all.",
    "map.number_of_lists": "{number} behind {name}",
    "map.may_stop": "Who would start with {names} may be stopped by a ceiling on money; it is drawn"
    " as if none is reached.",
    "map.shared": "{mark} {names} share places.",
    "map.alt": "A map of stations as boxes, with arrows as wide as the number of youths a year."
    " The largest: {ways}",
    "map.alt_nobody": "A map of stations as boxes; nobody goes from one to another.",
    "map.alt_way": "{origin} to {destination}, {per_year}.",
    "event.within_norm": "helped within norm or 14 weeks",
    "event.later": "helped later",
    "event.waiting": "still waiting",
    "event.dropped_out": "dropped out",
    "event.escalated": "crisis",
    "event.deterred": "turned away for the wait",
    "event.refused": "refused",
    "event.sent_away": "ended at a gate",
    "event.turned_18": "turned 18",
    "event.other": "other",
}
