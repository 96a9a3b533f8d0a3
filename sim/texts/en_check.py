"""The words of `check` in English."""

from __future__ import annotations

CHECK: dict[str, str] = {
    "check.extends": "extends",
    "check.blocks": "blocks",
    "check.asleep": "asleep",
    "check.period": "period",
    "check.days": "{start} to {end}, reported from {report_from}",
    "check.network": "network",
    "check.count.stations.one": "{n} station",
    "check.count.stations.many": "{n} stations",
    "check.count.pools.one": "{n} pool",
    "check.count.pools.many": "{n} pools",
    "check.count.gemeenten.one": "{n} gemeente",
    "check.count.gemeenten.many": "{n} gemeenten",
    "check.count.outside": "{gemeenten}, of which {n} outside the region",
    "check.count.needs.one": "{n} need",
    "check.count.needs.many": "{n} needs",
    "check.count.arrivals.one": "{n} arrival",
    "check.count.arrivals.many": "{n} arrivals",
    "check.section.needs": "needs",
    "check.section.gemeenten": "gemeenten",
    "check.section.arrivals": "arrivals",
    "check.section.pools": "pools",
    "check.section.stations": "stations",
    "check.section.targets": "targets",
    "check.section.interventions": "interventions",
    "check.section.values": "values",
    "check.numbers": "numbers",
    "check.run": "a run",
    "check.size": "about {clients} clients and up to {visits} visits, up to {memory} GB of memory",
    "check.files": "files",
    "check.warnings.one": "{n} warning",
    "check.warnings.many": "{n} warnings",
    "check.warnings.base": "{warnings} about {base} and its parts: doorstroom check {base}",
    "check.lever": "{value}, from {low} to {high}",
    "check.block.later": "Names and dates are checked with the scenario that uses it.",
    "check.part.later": "Names and values are checked with the root that takes it in.",
    # --start
    "check.start.grows": "{station}: the number in care still grows by {part} a year (give or take"
    " {half}) when reporting begins, without growth",
    "check.start.shrinks": "{station}: the number in care still shrinks by {part} a year (give or"
    " take {half}) when reporting begins, without growth",
    "check.start.way_out": "Let reporting begin later, or the period earlier.",
    "check.start.settled": "The start is settled when reporting begins ({runs} runs without"
    " growth).",
    # --draws
    "check.draws": "draws",
    "check.draws.nothing": "no number has a range: nothing to draw",
    "check.draws.numbers.one": "{n} number with a range",
    "check.draws.numbers.many": "{n} numbers with a range",
    "check.draws.groups.one": "{numbers}, in {n} group; {alone} in none; each is drawn once,"
    " wherever it counts",
    "check.draws.groups.many": "{numbers}, in {n} groups; {alone} in none; each is drawn once,"
    " wherever it counts",
    "check.draws.tally": "{held} of {count} draws hold as they are drawn (seed {seed}, {seconds}"
    " s); {repaired} repaired ({part})",
    "check.draws.why.one": "draw {first}: {problem}",
    "check.draws.why.many": "{n} draws, first {first}: {problem}",
    "check.draws.more": "and for {n} more reasons",
}
