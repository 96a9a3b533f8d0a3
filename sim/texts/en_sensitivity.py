"""The words of a sensitivity analysis in English."""

from __future__ import annotations

SENSITIVITY: dict[str, str] = {
    "sensitivity.draws": "{draws} draws of {groups} groups of doubt, from the ranges of the files.",
    "sensitivity.ensemble": "{draws} draws of {groups} groups of doubt, from the ensemble of"
    " {region}: what the known figures leave open.",
    "sensitivity.together": "{group} and {other} go together in these draws (correlation"
    " {correlation}): what each brings cannot be told apart.",
    "sensitivity.of_level": "{name} ({scenario})",
    "sensitivity.of_difference": "{name} ({scenario} beside {baseline})",
    "sensitivity.hangs": "{what} hangs on: {parts}. {rest} is chance, or of doubts that so many"
    " draws do not tell apart.",
    "sensitivity.hangs_on_none": "{what}: so many draws tell no doubt in it from chance.",
    "sensitivity.part": "{group} {share} (±{half})",
    "sensitivity.above.one": "{group} above {value}",
    "sensitivity.below.one": "{group} below {value}",
    "sensitivity.above.many": "‘{group}’ among the {n} highest of every 20 draws (a number"
    " of it is then {value}, in the middle of its range {middle})",
    "sensitivity.below.many": "‘{group}’ among the {n} lowest of every 20 draws (a number"
    " of it is then {value}, in the middle of its range {middle})",
    "sensitivity.turns": "It turns over with {condition}: {there}; else: {elsewhere} ({counted} in"
    " {hits} of {inside} such draws, in {hits_outside} of {outside} others).",
    "sensitivity.turns_never": "It hangs on {groups}, and does not turn over by that alone within"
    " what is drawn.",
    "sensitivity.pair": "{scenario} (beside {baseline}): {wanted} in {hits} of {inside} draws with"
    " {conditions}; in {hits_outside} of {outside} others.",
    "sensitivity.and": "{condition} and {other}",
    "sensitivity.side.no_difference": "no difference that matters",
    "sensitivity.side.better": "better, with all that guards it",
    "sensitivity.side.no_gain": "not ‘{gain}’",
    "sensitivity.side.not_better": "not better",
    "sensitivity.worth": "{name}, looked at alone: on average over the draws {best} is best. Who"
    " knew everything that differs between the draws before choosing would gain {loss} more"
    " on average{little}.",
    "sensitivity.worth_part": "knowing {group} alone gives {loss}",
    "sensitivity.worth_none": "Of no single doubt so many draws tell that knowing it would change"
    " the choice.",
    "sensitivity.heading.hangs": "What numbers hang on",
    "sensitivity.heading.turns": "Where verdicts turn over",
    "sensitivity.heading.pairs": "Where two together turn them over",
    "sensitivity.heading.worth": "What it is worth to know more before choosing",
    "sensitivity.heading.morris": "Morris: what moves numbers at all",
    "sensitivity.morris": "{what}: most moved by {parts}.",
    "sensitivity.morris_part": "{group} ({move})",
    "sensitivity.power": "Of so many doubts one always looks as if it counted, by chance. A doubt"
    " is therefore named for a number of present policy only where it brings about {number}"
    " of what that number varies by, and for a difference in waiting or cost where it brings"
    " about {verdict} of it ({twice} with {draws} draws). What is not named may count all the"
    " same.",
    "sensitivity.lead": "{scenario} (beside {baseline}): {counts} of {draws} draws.",
    "sensitivity.lead_guarded": "{scenario} (beside {baseline}): {counts} of {draws} draws. In"
    " {better} of all {draws} there is a gain, and nothing that guards it goes too much worse.",
    "sensitivity.counted": "{side} in {count}",
    "sensitivity.settled": "No doubt that is drawn turns that over.",
    "sensitivity.too_few": "{draws} draws are too few to tell which doubt turns it over.",
    "sensitivity.worth_little": ", less than the {matters} that matters",
    "sensitivity.worth_parts": "Of that, {parts}.",
    "sensitivity.worth_same": "{name}, looked at alone: {best} is best in every draw, so nothing"
    " that differs between the draws would change the choice.",
    "turning.heading": "What would turn a verdict over",
    "turning.found": "Verdicts that a doubt turns over",
    "turning.none": "Verdicts that no doubt was seen to turn over",
    "turning.lead": "What so many draws can show",
    "turning.worth": "What it is worth to know more before choosing",
    "figure.tornado.title": "What moves the outcome most",
    "figure.tornado.caption": "Each doubt that so many draws tell from chance, at its 5% and at its"
    " 95% (of every 20 draws one is lower, and one higher), all others at their middle, as an"
    " emulator of {draws} draws foresees it. Thin lines are intervals of 90%.",
    "figure.tornado.alt": "Bars by group of doubt. {rows}",
    "figure.tornado.alt_row": "{panel}: {bars}.",
    "figure.tornado.alt_bar": "{group} {low} to {high}",
    "figure.tornado.low": "group at its 5%",
    "figure.tornado.high": "group at its 95%",
    "figure.tornado.error": "{name}; runs lie {error} off (standard deviation)",
}
