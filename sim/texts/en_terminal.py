"""What commands show of a comparison in the terminal, in English."""

from __future__ import annotations

TERMINAL: dict[str, str] = {
    "terminal.row.wait_first_help": "weeks to first help",
    "terminal.row.wait_first_help:ordered": "weeks to first help, court order",
    "terminal.row.first_help:within_norm": "% helped within norm or 14 weeks",
    "terminal.row.first_help:dropped_out": "% dropped out before help",
    "terminal.row.first_help:escalated": "% in crisis before help",
    "terminal.row.waiting_mean": "waiting at one time",
    "terminal.row.in_care_mean": "in care at one time",
    "terminal.row.days_away": "days away from home a year",
    "terminal.row.closed_days:place": "days in a closed place a year",
    "terminal.row.cost": "million euros a year",
    "terminal.title.ahead": "compared with {baseline}, {period}",
    "terminal.title.back": "looking back: compared with {baseline}, {period}",
    "terminal.column.what": "what changes",
    "terminal.column.mean": "difference",
    "terminal.column.range.runs": "95%",
    "terminal.column.range.draws": "90% of draws",
    "terminal.column.verdict": "verdict",
    "terminal.one_run": "one run",
    "terminal.runs.one": "{n} paired run a scenario at centre values: doubt about the inputs is "
    "not in these ranges. Verdicts hold for the whole set (Holm).",
    "terminal.runs.many": "{n} paired runs a scenario at centre values: doubt about the inputs is"
    " not in these ranges. Verdicts hold for the whole set (Holm).",
    "terminal.verdict.no_difference_that_matters": "no difference",
    "terminal.verdict.mixed": "mixed: see counter",
    "terminal.verdict.better_if": "better if fewer need help",
    "terminal.held": "{verdict}, {n} of {of}",
    "terminal.draws": "{n} draws{repaired}, of {of}{numbers} numbers with a range; one paired"
    " run each. A verdict counts draws in which the gain and every counter "
    "hold together.",
    "terminal.of_ensemble": "the ensemble of {name}, ",
    "terminal.repaired": ", {n} of them repaired",
    "terminal.best": "best of all that are compared",
    "terminal.shown.wait_first_help": "weeks to first help",
    "terminal.shown.cost": "cost",
    "terminal.of": "{n} of {of}",
    "terminal.no_chance": "Which part of a range is chance was not looked at: add second_runs to "
    "draws.",
    "terminal.chance": "chance in the range of {name}: {part}",
    "terminal.much_chance": "{part}% of it is chance for {scenario}: with more runs a draw it would"
    " be narrower",
    "terminal.between": "{low} to {high}",
    "terminal.made_of": "what {whole} is made of, against the baseline",
    "terminal.together": "all together",
    "terminal.interaction": "what none does alone",
    "terminal.percents": "{low} to {high}%",
}
