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
}
