"""The words of a sensitivity analysis in English."""

from __future__ import annotations

SENSITIVITY: dict[str, str] = {
    "sensitivity.draws": "{draws} draws of {groups} groups of doubt, from the ranges of the files.",
    "sensitivity.ensemble": "{draws} draws of {groups} groups of doubt, from the ensemble of"
    " {region}: what the known figures leave open.",
    "sensitivity.together": "{group} and {other} go together in these draws (correlation"
    " {correlation}): what each brings cannot be told apart.",
    "sensitivity.of_level": "{name}, {scenario}",
    "sensitivity.of_difference": "{name}, {scenario} beside {baseline}",
    "sensitivity.hangs": "{what} hangs on: {parts}. {rest} is chance, or foreseen by no group.",
    "sensitivity.hangs_on_none": "{what}: no group can be seen in it by itself; {rest} is chance,"
    " or foreseen by no group.",
    "sensitivity.part": "{group} {share} (±{half})",
    "sensitivity.above.one": "{group} above {value}",
    "sensitivity.below.one": "{group} below {value}",
    "sensitivity.above.many": "{group} higher than {z} standard deviations from its middle (of"
    " every 20 draws {n} are higher; {number} is {value} there)",
    "sensitivity.below.many": "{group} lower than {z} standard deviations from its middle (of"
    " every 20 draws {n} are lower; {number} is {value} there)",
    "sensitivity.turns": "{what}: {above} with {condition}, else {below}. Draws that are"
    " {counted}: {counted_above} of {draws_above} above it, {counted_below} of {draws_below}"
    " below.",
    "sensitivity.turns_never": "{what}: no group by itself turns the verdict over within its"
    " range.",
    "sensitivity.pair": "{what}: {wanted} in {hits} of {inside} draws with {conditions}; in"
    " {hits_outside} of {outside} others.",
    "sensitivity.and": "{condition} and {other}",
    "sensitivity.side.gain": "better by itself",
    "sensitivity.side.loss": "worse",
    "sensitivity.side.more": "more",
    "sensitivity.side.less": "less",
    "sensitivity.side.no_difference": "no difference that matters",
    "sensitivity.side.better": "better, with all that guards it",
    "sensitivity.side.no_gain": "not better by itself",
    "sensitivity.side.not_better": "not better",
    "sensitivity.worth": "{name}: choosing now ({best}) loses {loss} on average beside knowing"
    " everything; {parts}.",
    "sensitivity.worth_part": "knowing {group} alone would save {loss}",
    "sensitivity.worth_none": "no group known by itself would change the choice",
    "sensitivity.heading.hangs": "What numbers hang on",
    "sensitivity.heading.turns": "Where verdicts turn over",
    "sensitivity.heading.pairs": "Where two together turn them over",
    "sensitivity.heading.worth": "What it is worth to know more before choosing",
    "sensitivity.heading.morris": "Morris: what moves numbers at all",
    "sensitivity.morris": "{what}: most moved by {parts}.",
    "sensitivity.morris_part": "{group} ({move})",
    "figure.tornado.title": "What moves the outcome most",
    "figure.tornado.caption": "Each group of doubt at its 5% and at its 95% (of every 20 draws one"
    " is lower, and one higher), all others at their middle, as an emulator of {draws} draws"
    " foresees it. Thin lines are intervals of 90%.",
    "figure.tornado.alt": "Bars by group of doubt. {rows}",
    "figure.tornado.alt_row": "{panel}: {bars}.",
    "figure.tornado.alt_bar": "{group} {low} to {high}",
    "figure.tornado.low": "group at its 5%",
    "figure.tornado.high": "group at its 95%",
    "figure.tornado.error": "{name}; the emulator is off by {error} (standard deviation)",
}
