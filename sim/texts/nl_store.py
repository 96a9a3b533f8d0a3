"""What is told of runs that are kept, in Dutch."""

from __future__ import annotations

STORE: dict[str, str] = {
    "store.title": "runs in {folder}",
    "store.none": "{folder} bevat geen runs.",
    "store.plan": "gemaakt voor",
    "store.scenarios": "scenario's",
    "store.runs": "runs",
    "store.size": "MB",
    "store.last": "laatst",
    "store.version": "Doorstroom",
    "store.code": "code",
    "store.this_code": "deze",
    "store.other_code": "andere",
    "store.all": "{runs} runs, {size} MB.",
    "store.of_other_code": "{runs} ervan zijn van andere code en worden niet meer gebruikt:"
    " doorstroom results prune --other-code ruimt ze op.",
    "store.damaged": "{count} beschadigde bestanden zijn opzij gezet (runs-*.damaged); ze worden"
    " niet gebruikt, en niet weggegooid.",
    "store.prune": "{runs} runs in {files} bestanden, {size} MB, gaan weg.",
    "store.strange": "{name} is niet zoals Doorstroom het schreef, en blijft staan.",
    "store.nothing": "Niets daarvan staat in {folder}.",
    "store.say_yes": "Niets is weggegooid; geef --yes om dat te doen.",
    "store.pruned": "weggegooid",
}
