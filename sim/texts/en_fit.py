"""The words of a fit of a registration in English."""

from __future__ import annotations

FIT: dict[str, str] = {
    "fit.title": "What the registration says",
    "fit.subtitle": "Estimated from {count} trajectories, seen from {first} until {end}.",
    "fit.source": "Doorstroom {version}, doorstroom fit: from a registration, not simulated",
    "fit.few": "fewer than {n}",
    "fit.unknown": "cannot be told",
    "fit.everywhere": "all stations together",
    "fit.counted": "counted",
    "fit.fitted": "fitted",
    "fit.first.real": "These numbers were counted in a real registration. Nothing is about fewer"
    " than ten children: smaller groups were put together.",
    "fit.first.range": "Between brackets stands the 95% interval: chance in what was counted."
    " Mistakes in the registration itself are not in it. The part has 90% ranges.",
    "fit.first.not_linked": "The registration has no pseudonym for each child. So every start"
    " counts as a new child, and routes, returns and what runs together cannot be estimated.",
    "fit.first.no_waits": "The registration does not say when help was asked for, so nothing of"
    " waits. A start counts as the day of asking.",
    "fit.first.identifying": "There were columns by which a child may be known. Of those only the"
    " name of the column was read.",
    # read
    "fit.read.heading": "What was read",
    "fit.files.caption": "Files",
    "fit.files.head": "file|kind|rows",
    "fit.faults.caption": "What stood out in rows, and what was done with them",
    "fit.faults.head": "what|rows",
    "fit.kind.cbs": "Beleidsinformatie Jeugd (CBS)",
    "fit.kind.rows": "trajectories with their allocation",
    "fit.kind.jw301": "JW301, allocation",
    "fit.kind.jw305": "JW305, start",
    "fit.kind.jw307": "JW307, end",
    "fit.kind.jw315": "JW315, request for an allocation",
    "fit.kind.classes": "table of classes of length",
    "fit.kind.jw323": "JW323, claims",
    "fit.kind.quarters": "waits and lists by quarter, as providers estimate them",
    "fit.habit.eighteen": "Registrations call an end on the 18th birthday “as planned”. Who ends as"
    " planned in that month does not count as helped here: lengths are those without turning 18.",
    "fit.habit.renewed": "A renewed allocation is not a new child: the same help shortly after is"
    " one trajectory.",
    "fit.habit.overlap": "CBS joins trajectories of one form that overlap; so does this.",
    "fit.habit.modules": "Ambulant modules within a stay are part of that stay for CBS: so ambulant"
    " help beside a stay is not seen here.",
    "fit.habit.first_night": "A stay begins for CBS on the day after the first night; here a day"
    " earlier.",
    "fit.fault.wrong_width": "another number of cells than the header: left out",
    "fit.fault.other_signs": "not in utf-8: read as text of Windows",
    "fit.fault.no_date": "a date that is no date: left out",
    "fit.fault.no_begin": "no start or date of allocation: left out",
    "fit.fault.no_birth": "no month of birth: turning 18 is not seen",
    "fit.fault.before_birth": "begun before birth, or above thirty: left out",
    "fit.fault.end_first": "an end before the start: left out",
    "fit.fault.start_first": "begun before the allocation: counted as no wait",
    "fit.fault.to_come": "begins after the period: left out",
    "fit.fault.earlier": "ended before the period: counts as history only",
    "fit.fault.no_referrer": "an unknown code of a referrer: referrer unknown",
    "fit.fault.no_reason": "an unknown reason of ending: reason unknown",
    "fit.fault.no_gemeente": "an unknown gemeente: left out",
    "fit.fault.rare_product": "a product that is rare and not mapped: left out",
    "fit.fault.no_volume": "a claim without a volume or a period: left out",
    "fit.fault.no_estimate": "no quarter or no wait in weeks: left out",
    "fit.fault.left_out": "a product that the mapping leaves out: left out",
    "fit.fault.duplicate": "double: counted once",
    "fit.fault.withdrawn": "taken back: left out",
    "fit.fault.temporary_end": "stopped for a while: no end",
    "fit.fault.no_allocation": "a message without an allocation: left out",
    "fit.fault.no_class": "a length or number that cannot be read: left out",
    "fit.fault.overlap": "overlaps earlier help of the same child and station: joined",
    "fit.fault.renewed": "follows the same help shortly: joined",
    # stays
    "fit.stays.heading": "How long help lasts",
    "fit.stays.about": "Lengths as if nobody turned 18. Who still has help counts until the last"
    " day; who had help when the registration began counts from that day on. The form that fits"
    " best was chosen by AIC.",
    "fit.stays.tables": "From a table of classes of length: {stations}. It holds only who is done,"
    " who ended at 18 too; not who still has help.",
    "fit.stays.caption": "Days of help by station",
    "fit.stays.head": "station|form|ended|median, days|mean, days",
    "fit.family.lognormal": "lognormal",
    "fit.family.weibull": "Weibull",
    "fit.family.gamma": "gamma",
    "fit.family.empirical": "as counted",
    "fit.figure.stays.title": "Share that still has help, by months since the start",
    "fit.figure.stays.x": "months",
    "fit.figure.stays.y": "still has help",
    "fit.figure.stays.caption": "Points: counted (Kaplan-Meier, with its 95% interval), only while"
    " ten or more children are followed. Dashes: the form that was chosen.",
    "fit.figure.stays.alt": "Counted and fitted by station. Median: {stations}.",
    "fit.figure.stays.station": "{station} {days} days",
    # arrivals
    "fit.arrivals.heading": "Who comes",
    "fit.arrivals.growth": "The number grows by {value} a year ({low} to {high}).",
    "fit.arrivals.no_season": "Too few came to tell a season by month.",
    "fit.arrivals.unseen": "Of those who seemed to come for the first time, some came back after"
    " help from before the registration: {unseen} by estimate. They were taken off.",
    "fit.arrivals.pooled": "Groups of fewer than ten stand together: first gemeenten, then needs,"
    " referrers and stations.",
    "fit.arrivals.caption": "Children a year, on 1 July 2021 (the normal day of a scenario)",
    "fit.arrivals.head": "gemeente|referrer|need|enters|a year",
    "fit.more_streams.one": "One smaller stream more stands in the part.",
    "fit.more_streams.many": "{n} smaller streams more stand in the part.",
    "fit.figure.arrivals.title": "Children who come, by month",
    "fit.figure.arrivals.caption": "Points: counted, only months with ten or more. Line: growth and"
    " season as fitted, with those who came back unseen.",
    "fit.figure.arrivals.alt": "Counted and fitted number by month over {months} months.",
    # the rest
    "fit.routes.heading": "Where children go",
    "fit.routes.about": "After an end, of those who were followed long enough. “out”: done,"
    " “early”: ended before time, “moved”: ended by what happened outside, as a move.",
    "fit.routes.caption": "Share by destination",
    "fit.routes.head": "after|to|share",
    "fit.returns.heading": "Who comes back",
    "fit.returns.about": "Of those who were done or ended before time and had no help then. Who may"
    " still come back counts as not back yet.",
    "fit.returns.caption": "Returns",
    "fit.returns.head": "after help at|came back|share that ever comes back|mean, after days",
    "fit.together.heading": "What begins together",
    "fit.together.about": "Help that begins at the same time as other help to the same child.",
    "fit.together.caption": "Share with help beside it",
    "fit.together.head": "at the start of|also|share",
    "fit.waits.heading": "Waiting",
    "fit.waits.about": "From the date of allocation to the start. Who still waits counts until the"
    " last day. A start before the allocation is no wait.",
    "fit.waits.caption": "Waiting list by station",
    "fit.waits.head": "station|joined the list|weeks, within a year|begun within 4 weeks|14 weeks|"
    "26 weeks|drops out, a week",
    "fit.waits.none": "Fewer than {n} waited a day or more for: {stations}. The part holds no known"
    " figure of their wait: it is often registered on the day on which help starts.",
    "fit.lists.heading": "Lists as providers estimate them",
    "fit.lists.about": "Told every quarter and not counted: of all providers of a station, each by"
    " how many wait there. The range is of the last four quarters, and a fifth to both sides at"
    " least. The part has it as the wait that is seen at first; how many wait stands beside the"
    " model and calibrates nothing.",
    "fit.lists.caption": "Wait and list by station",
    "fit.lists.head": "station|on|weeks|range|wait",
    "fit.volumes.heading": "How much help",
    "fit.volumes.about": "By the claims: so much of a unit in a week of help. It stands in no part:"
    " what a day costs follows only with the price of a unit, which no claim here tells.",
    "fit.volumes.caption": "Delivered a week, by station and unit",
    "fit.volumes.head": "station|unit|trajectories|a week",
    "fit.unit.minute": "minutes",
    "fit.unit.hour": "hours",
    "fit.unit.day": "days and nights",
    "fit.unit.half_day": "parts of a day",
    "fit.unit.piece": "pieces",
    "fit.unit.euro": "euros",
}
