"""The words of known figures beside the model in English."""

from __future__ import annotations

TARGETS: dict[str, str] = {
    "targets.heading": "What the model reproduces and what not",
    "targets.about": "{summary} Known figures may have been used to make “{baseline}”: that they"
    " come out shows that its numbers hang together, not that it predicts well.",
    "targets.caption": "Known figures beside “{baseline}”.",
    "target.target": "Known figure",
    "target.known": "Known",
    "target.model": "Model ({runs}, 95%)",
    "target.model_single": "Model ({runs})",
    "target.verdict": "Verdict",
    "target.source": "Source",
    "target.sources": "Sources: {sources}.",
    "target.no_source": "no source named",
    "target.is.inside": "inside",
    "target.is.inside_not_sure": "not sure",
    "target.is.missed": "missed",
    "target.is.not_measured": "not measured",
    "target.some_missed": "{missed} of {n} missed",
    "target.in_draws": "{verdict}: {share} of the draws lie within",
    "target.why.not_reported": "not within the reported period",
    "target.why.no_value": "nothing to count, or followed too short",
    "target.count.inside": "{n} inside",
    "target.count.inside_not_sure": "{n} not sure",
    "target.count.missed": "{n} missed",
    "target.count.not_measured": "{n} not measured",
    "target.summary.one": "One known figure: {counts}.",
    "target.summary.many": "Of {n} known figures: {counts}.",
    "target.note": "Inside: the mean of the runs lies within the tolerance. Not sure: it does, but"
    " its 95% interval reaches outside, or one run gives no interval. The interval is of chance"
    " only; doubt about the inputs is not in it.",
    "target.note_parts": "Of a target with several figures the one that comes off worst is shown;"
    " all are in targets.csv.",
    "target.scaled": "Made at scale {scale}: counts and money were divided by it to stand beside"
    " the known figures. For trials, not for answers.",
    "target.worst": "worst of {n}: {part}",
    "target.part.0-3m": "0 to 3 months",
    "target.part.3-6m": "3 to 6 months",
    "target.part.6-12m": "6 to 12 months",
    "target.part.1-2y": "1 to 2 years",
    "target.part.2-3y": "2 to 3 years",
    "target.part.3-4y": "3 to 4 years",
    "target.part.4y+": "4 years or longer",
    "target.half.H1": "first half of {year}",
    "target.half.H2": "second half of {year}",
}
