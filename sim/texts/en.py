"""The messages in English; the same keys and the same named values as in nl.py."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .en_beside import BESIDE
from .en_calibration import CALIBRATION
from .en_check import CHECK
from .en_commands import COMMANDS
from .en_conditions import CONDITIONS
from .en_dossier import DOSSIER
from .en_draws import DRAWS
from .en_exports import EXPORTS
from .en_figures import FIGURES
from .en_fit import FIT
from .en_forecasts import FORECASTS
from .en_indicators import INDICATORS
from .en_more_indicators import MORE_INDICATORS, WORDS
from .en_page_one import PAGE_ONE
from .en_planning import PLANNING
from .en_reactions import REACTIONS
from .en_sensitivity import SENSITIVITY
from .en_staffing import STAFFING
from .en_store import STORE
from .en_targets import TARGETS
from .en_terminal import TERMINAL
from .en_verdicts import VERDICTS

PAGE: dict[str, str] = {
    "page.title": "Doorstroom: {question}",
    "page.subtitle": "Simulation of youth care: {scenarios}, {each}.",
    "page.scenarios_and_back": "{ahead} ahead, {n} looking back",
    "page.each.one": "one run",
    "page.each.many": "{n} runs per scenario",
    "page.no_question": "What does policy do to waiting, routes and money?",
    "page.scenarios.one": "one scenario",
    "page.scenarios.many": "{n} scenarios",
    "page.runs.one": "one run",
    "page.runs.many": "{n} runs",
    "page.other_language": "Deze pagina in het Nederlands",
    "page.other_lang": "nl",
    # trial
    "trial.mark": "TRIAL",
    "trial.banner": "This is a trial: {reasons}. Do not decide anything on it.",
    "trial.asked": "made to have a look",
    "trial.few.one": "one run per scenario (at least ten are needed)",
    "trial.few.many": "{n} runs per scenario (at least ten are needed)",
    "trial.scale": "calculated at scale {scale} instead of 1, which makes small lists wait longer",
    # read this first
    "first.heading": "Read this first",
    "first.simulation": "This is a simulation: the youths are not real. It says nothing about the"
    " quality of help or the safety of a child, and does not predict what will happen to a child.",
    "first.numbers.one": "“{scenario}” has one number; of it assumed: {assumptions} ({share}),"
    " tuned to reproduce known figures: {calibrated}.",
    "first.numbers.many": "Of the {n} numbers in “{scenario}” {share} are assumed ({assumptions});"
    " tuned to reproduce known figures: {calibrated}.",
    "first.no_source.one": "For one number it is not said where it comes from.",
    "first.no_source.many": "For {n} numbers it is not said where they come from.",
    "first.untested": "Not tested against measured waits: {stations}. For those the page shows the"
    " direction only, no weeks.",
    "first.some_tested": "Weeks to first help include those lists: look at the difference, not at"
    " the level.",
    "first.policy": "Not tested either: whether the policy does in reality what was put in here.",
    "first.no_draws": "The ranges show chance only; doubt about the inputs is not in them.",
    "first.draws": "The ranges show chance and doubt about the inputs together: {count} draws of"
    " {numbers} numbers with a range.",
    "first.assumed": "In {scenarios} an effect was put in by us, not found. Such results hold"
    " only if the assumption is right.",
    "first.kept": "Of each run {whole} of {of} measures were kept, and {total} in total only, not"
    " by station, gemeente and need (--keep); what needs more is not on this page.",
    "first.not_kept": "Not kept, and so not shown here: {indicators}.",
    # the answer
    "answer.heading": "The answer",
    "answer.about": "Compared with “{baseline}”, over {period}; first the verdict, then the range"
    " (95%).",
    "answer.more_heading": "What else changes",
    "answer.back_heading": "Looking back: had it gone differently",
    "answer.back_about": "Compared with “{baseline}”, over {period}. This did not happen, or not"
    " like this; it only tells about then.",
    "answer.none": "Nothing was compared: this is a single scenario.",
    "answer.if_assumed": "Holds only if the assumption is right.",
    "answer.one_run": "one run gives no range",
    "answer.claim": "{claim}: {range}.",
    "answer.claim_plain": "{claim}.",
    "answer.mixed": "{claim}: {range}. That is not called an improvement here, because {counter}.",
    "answer.mixed_plain": "{claim}. That is not called an improvement here, because {counter}.",
    "answer.changes_nothing": "{topic}: changes nothing.",
    "answer.changes_nothing_plain": "{topic}: changes nothing.",
    "answer.no_difference_that_matters": "{topic}: no difference that matters, {range}.",
    "answer.no_difference_that_matters_plain": "{topic}: no difference that matters.",
    "answer.uncertain": "{topic}: the direction is uncertain, {range}.",
    "answer.uncertain_plain": "{topic}: the direction is uncertain.",
    "answer.one_sided": "{topic}: possibly {range}, but with so many outcomes that may be chance.",
    "answer.one_sided_plain": "{topic}: the direction is uncertain.",
    "answer.direction_only": "The direction only: this wait is untested.",
    "answer.mixed_item": "{claim}: {range}, but {counter}.",
    "answer.worse": "Worse",
    "answer.mixed_heading": "Not to be called better",
    "answer.better": "Also better",
    "answer.beside": "Fewer days; whether that is a gain depends on what stands beside it",
    "answer.companions": "Beside it: {told}.",
    "answer.companion": "{name} ({range})",
    "answer.changed": "What else differs",
    "answer.item": "{claim}: {range}.",
    "answer.item_plain": "{claim} (direction only).",
    "answer.mixed_item_plain": "{claim} (direction only), but {counter}.",
    "answer.nothing_worse.one": "The only other main outcome does not become demonstrably worse.",
    "answer.nothing_worse.many": "None of the {n} other main outcomes becomes demonstrably worse.",
    "answer.assumed": "Assumed, not found: {block}.",
    "answer.assumed_expects": "Assumed, not found: {block} (“{expects}”).",
    "answer.unmarked": "The file does not say whether the effects of this scenario are mechanical"
    " or assumed.",
    # cost
    "cost.heading": "What it costs",
    "cost.caption": "Cost compared with “{baseline}”, {period}, in prices of {price_level}.",
    "cost.caption_plain": "Cost compared with “{baseline}”, {period}, in constant prices.",
    "cost.scenario": "Scenario",
    "cost.verdict": "Verdict",
    "cost.range": "Difference per year (95%)",
    "cost.best": "Best estimate",
    "cost.total": "All years together (95%)",
    "cost.peak": "Highest extra cost, added up",
    "payback.never_dearer": "in no year",
    "payback.uncertain": "not certain ({peak} at the end of {year})",
    "payback.still_rising": "still rises in {year} ({peak} by then)",
    "payback.paid_back": "{peak} at the end of {year}; paid back by the end of {paid_back}",
    "payback.not_paid_back": "{peak} at the end of {year}; not paid back by the end of {last}",
    # who waits
    "wait.heading": "Who waits",
    "wait.hundred_caption": "What becomes, within a year, of 100 youths who are referred,"
    " {period}.",
    "wait.hundred_note": "Whole youths, each rounded by itself: a row may add up to 99 or 101. A"
    " dash: rounded to nothing.",
    "wait.other_note": "“Other” is what fewer than 10 youths in the simulation stand behind, taken"
    " together.",
    "wait.norm_note": "“The norm” is that of the first list a youth joins; where there is no norm,"
    " 14 weeks is a yardstick and not a norm.",
    "wait.stations_caption": "The lists: are waits shorter or longer than in “{baseline}”?",
    "wait.station": "List",
    "wait.evidence": "Wait",
    "wait.stations_note": "Weeks stand only where the wait was tested or derived: the difference"
    " in mean weeks waited within the first year (95%). Each list is judged by itself: one in"
    " twenty may be chance. Lists with fewer than 10 new youths are left out.",
    "evidence.calibrated": "tested",
    "evidence.derived": "derived",
    "evidence.untested": "untested",
    "direction.shorter": "▼ shorter",
    "direction.longer": "▲ longer",
    "direction.same": "= same",
    "direction.unknown": "? uncertain",
    "direction.mixed": "▼ shorter*",
    "direction.mixed_note": "* Shorter, but not called better: it was not shown that a"
    " counter-indicator, such as drop-out or crisis there, stays within its margin.",
    "direction.missing": "–",
    # who got no help
    "no_help.heading": "Who got no help",
    "no_help.about": "Giving less help makes lists shorter. So this says how many youths had no"
    " help yet a year after their referral, and why.",
    "no_help.caption": "Without help after a year, of every 1,000 youths whom the baseline refers,"
    " {period}.",
    "no_help.together": "Together",
    "no_help.note": "Youths who came into a crisis got crisis help, not the help that they waited"
    " for. Each number is rounded by itself.",
    # who is worse off
    "worse.heading": "Who is worse off",
    "worse.about": "Groups that demonstrably wait longer for first help, and lists that grow"
    " longer, also after correction for the number of groups; what else becomes worse; and what"
    " makes that a gain is not called better. The order means nothing; who is not named here is not"
    " proven to be as well off.",
    "worse.comers": "For the first time or again: {names}.",
    "worse.needs": "Need: {names}.",
    "worse.gemeenten": "Gemeente: {names}.",
    "worse.frames": "Legal frame: {names}.",
    "worse.stations": "Longer list: {names}.",
    "worse.by_chance": "Judged one by one, also longer: {names}."
    " With so many lists that may be chance.",
    "worse.not_kept": "Of some groups and lists it is not known whether they become worse off:"
    " their waits were not kept.",
    "worse.none": "No group or list becomes demonstrably worse off in the simulation.",
    "frame.voluntary": "voluntary",
    "frame.ordered": "ordered by a court or GI",
    "frame.closed": "closed authorisation",
    # the table of all outcomes
    "table.heading": "All main outcomes",
    "table.caption": "{scenario}, compared with “{baseline}”, {period}.",
    "table.indicator": "Outcome",
    "table.verdict": "Verdict",
    "table.range": "Difference (95%)",
    "table.best": "Best estimate",
    "table.baseline": "Baseline",
    "table.scenario": "Scenario",
    "table.untested": "direction only: untested",
    "table.note": "Every run knows the same youths in all scenarios; the difference is taken per"
    " pair. A verdict asks that the range lies on one side of zero, also after correction for the"
    " number of main outcomes (Holm), and is larger than what matters. More rows are in"
    " comparison.csv, all in comparison.parquet.",
    "table.levels_caption": "{scenario}, {period}: mean and middle 90% of the runs.",
    "table.value": "Mean",
    "table.middle": "Middle 90%",
    "verdict.better": "better",
    "verdict.worse": "worse",
    "verdict.more": "more",
    "verdict.less": "less",
    "verdict.changes_nothing": "changes nothing",
    "verdict.no_difference_that_matters": "no difference that matters",
    "verdict.mixed": "not better: {counter}",
    "verdict.uncertain": "uncertain",
    "verdict.cost.better": "cheaper",
    "verdict.cost.worse": "dearer",
    "verdict.if_assumed": "if the assumption holds: {verdict}",
    # the scenarios
    "scenarios.heading": "The scenarios",
    "scenarios.baseline": "This is the starting point: everything is compared with it.",
    "scenarios.block": "Block “{title}”: effect {effect}.",
    "scenarios.block_source": "Block “{title}”: effect {effect}; from {source}.",
    "scenarios.earlier.one": "One day earlier than in the block.",
    "scenarios.earlier.many": "{n} days earlier than in the block.",
    "scenarios.delay.one": "One day later than in the block.",
    "scenarios.delay.many": "{n} days later than in the block.",
    "scenarios.section": "{source}, section {section}",
    "scenarios.warnings.one": "The check of the file gave one remark; ‘doorstroom check’ shows it.",
    "scenarios.warnings.many": "The check of the file gave {n} remarks; ‘doorstroom check’ shows"
    " them.",
    "effect.mechanical": "mechanical (follows from flows and places)",
    "effect.assumed": "assumed (put in by us)",
    # small print
    "print.heading": "Small print",
    "print.made": "Made on",
    "print.program": "Program",
    "print.commit": "Version of the code",
    "print.command": "Command",
    "print.seed": "Seed",
    "print.runs": "Runs",
    "print.runs_value": "{runs} per scenario, scale {scale}, {engine}",
    "print.draws": "Inputs",
    "print.draws_none": "centre values",
    "print.draws_some.one": "one draw",
    "print.draws_some.many": "{n} draws",
    "print.conservation": "Conservation",
    "print.conservation_value.one": "in the only run every count is right",
    "print.conservation_value.many": "in all {n} runs every count is right",
    "print.wall": "Computing time",
    "print.wall_value.one": "one minute",
    "print.wall_value.many": "{n} minutes",
    "print.wall_short": "less than a minute",
    "print.engine.compiled": "compiled engine",
    "print.engine.simpy": "readable engine (SimPy)",
    "print.versions": "Versions",
    "print.files": "Input files (start of sha256)",
    "print.unknown": "unknown",
    "print.licence": "Doorstroom is free software (EUPL-1.2). Every number of the input stands with"
    " its source in the scenario files.",
    # amounts
    "unit.weeks.one": "{value} week",
    "unit.weeks.many": "{value} weeks",
    "unit.days.one": "{value} day",
    "unit.days.many": "{value} days",
    "unit.fte.one": "{value} FTE",
    "unit.fte.many": "{value} FTE",
    "unit.points.one": "{value} point",
    "unit.points.many": "{value} points",
    "amount.days_year": "{value} per year",
    "amount.youths_year": "{value} per year",
    "amount.eur_year": "{value} per year",
    "amount.few": "fewer than 10",
    "amount.kept_back": "not shown",
    "amount.kept_back_note": "Not shown: fewer than 10 youths in the simulation stand behind it, or"
    " would follow from it.",
    "size.weeks": "{value}",
    "size.share": "{value} percentage points",
    "size.days": "{value} per year",
    "size.youths": "{value} per year",
    "size.eur": "{value} per year",
    "size.count": "{value}",
    "size.number": "{value}",
    "size.eur_total": "{value}",
    "difference.between": "between {low} and {high}",
    "difference.weeks.less": "{value} shorter",
    "difference.weeks.more": "{value} longer",
    "difference.weeks.tiny": "less than 0.1 week of difference",
    "difference.share.less": "{value} percentage points lower",
    "difference.share.more": "{value} percentage points higher",
    "difference.share.tiny": "less than 0.1 percentage point of difference",
    "difference.days.less": "{value} per year fewer",
    "difference.days.more": "{value} per year more",
    "difference.days.tiny": "less than a day per year of difference",
    "difference.youths.less": "{value} per year fewer",
    "difference.youths.more": "{value} per year more",
    "difference.youths.tiny": "a difference of fewer than 10 per year",
    "difference.eur.less": "{value} per year less",
    "difference.eur.more": "{value} per year more",
    "difference.eur.tiny": "less than €500 per year of difference",
    "difference.count.less": "{value} fewer",
    "difference.count.more": "{value} more",
    "difference.count.tiny": "a difference of fewer than 10",
    "difference.number.less": "{value} lower",
    "difference.number.more": "{value} higher",
    "difference.number.tiny": "no difference",
    "difference.eur_total.less": "{value} less",
    "difference.eur_total.more": "{value} more",
    "difference.eur_total.tiny": "no difference",
    "difference.to": "{low} to {high}",
    "difference.up_to": "at most {value}",
    "period.years": "{first} to {last}",
    "period.days": "{first} to {last}",
}

MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        **PAGE,
        **BESIDE,
        **FIGURES,
        **CALIBRATION,
        **CHECK,
        **COMMANDS,
        **FIT,
        **FORECASTS,
        **STORE,
        **TARGETS,
        **TERMINAL,
        **CONDITIONS,
        **REACTIONS,
        **PAGE_ONE,
        **PLANNING,
        **SENSITIVITY,
        **STAFFING,
        **EXPORTS,
        **INDICATORS,
        **MORE_INDICATORS,
        **WORDS,
        **VERDICTS,
        **DOSSIER,
        **DRAWS,
    }
)
