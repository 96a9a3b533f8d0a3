"""What smaller commands tell, in English."""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "new_region.written.one": "{path}: {n} gemeente, {youth} youths aged 0-17",
    "new_region.written.many": "{path}: {n} gemeenten, {youth} youths aged 0-17",
    "new_region.unread": "not read: {columns}",
    "new_region.encoding": "read as {encoding}; see whether accents are right",
    "new_region.assumed": "all other numbers are those of Groningen, assumptions with a wide range;"
    " the file says how to put your own in their place",
    "new_region.next": "now: doorstroom explain {name}; doorstroom run {name} --out results/{name}",
    "scenarios.shipped": "{folder} (shipped)",
    "scenarios.on": "{title} (builds on {base})",
    "scenarios.fault": "cannot be read: {fault}",
    "what_if.asked": "{base}, with {changes}",
    "what_if.apart": "draws are of the ranges and not of the ensemble: {why}",
    "what_if.scale": "Made at scale {scale}: counts and money are of a region"
    " of that size. For trials, not for answers.",
    "what_if.saved": "kept as {path}",
}
