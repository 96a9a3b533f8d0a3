"""What is told of runs that are kept, in English."""

from __future__ import annotations

STORE: dict[str, str] = {
    "store.title": "runs in {folder}",
    "store.none": "{folder} holds no runs.",
    "store.plan": "made for",
    "store.scenarios": "scenarios",
    "store.runs": "runs",
    "store.size": "MB",
    "store.last": "last",
    "store.version": "Doorstroom",
    "store.code": "code",
    "store.this_code": "this",
    "store.other_code": "other",
    "store.all": "{runs} runs, {size} MB.",
    "store.of_other_code": "{runs} of them are of other code and are no longer used: doorstroom"
    " results prune --other-code removes them.",
    "store.damaged": "{count} damaged files are put aside (runs-*.damaged); they are not used, and"
    " not removed.",
    "store.prune": "{runs} runs in {files} files, {size} MB, are to go.",
    "store.strange": "{name} is not as Doorstroom wrote it, and stays.",
    "store.nothing": "Nothing of that stands in {folder}.",
    "store.say_yes": "Nothing was removed; give --yes to do so.",
    "store.pruned": "removed",
}
