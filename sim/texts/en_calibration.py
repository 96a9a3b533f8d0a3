"""The words of a calibration in English."""

from __future__ import annotations

CALIBRATION: dict[str, str] = {
    "calibration.runs": "{runs} runs of draws; by all figures they are worth {effective} of equal"
    " weight.",
    "calibration.repaired": "{repaired} draws were repaired before they were run, {lost} could not"
    " be run.",
    "calibration.left_out": "Outside the reported period, so left out: {names}.",
    "calibration.emulators": "Emulators foresee {low} to {high} of the variance of figures in runs"
    " that they did not see (middle {middle}; least of {worst}). They only say where to look.",
    "calibration.too_few": "Too few runs count to say what the figures pin.",
    "calibration.pinned": "pinned to {width} of its range: {group} (moves {figure} most)",
    "calibration.moves_figures_not_pinned": "move figures, but are not pinned: {groups}",
    "calibration.moves_no_figure": "no figure tells anything of: {groups}",
    "calibration.inside": "{inside} of {figures} figures lie within their bounds in 90% of the"
    " ensemble.",
    "calibration.outside": "{figure} lies within its bounds in {share} of the ensemble.",
    "calibration.never": "{target} and {other}: no run has both within their bounds.",
    "calibration.pull": "{target} lies {off} standard deviations off; without {other} it would be"
    " {without}.",
    "calibration.scores": "Of {figures} figures that were held out, {holds} lie in the range of 90%"
    " by the others; {better} are foretold better than by the ranges of the file alone.",
}
