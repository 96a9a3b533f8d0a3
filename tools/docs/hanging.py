"""What a sensitivity analysis of the published results found, for docs/validation.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from sim.figures.labels import Labels
from sim.indicators.naming import name_in
from sim.results.hanging import Hanging, NumberNote, VerdictNote, read_hanging
from sim.results.manifest import Manifest
from sim.results.manifest_file import read_manifest
from sim.sensitivity.naming import MAIN
from sim.texts import texts_in

from .parts import PUBLISHED, ROOT

MISSING = (
    "No analysis stands beside the published results: `doorstroom sensitivity "
    "results/policy-comparison`, then `make publish`, keep it there."
)


def turning() -> str:
    """What turns each verdict on waiting and cost over, and how many others turn over."""
    return _made(lambda found, _: [*found.opening.en, "", *_verdicts(found), "", _others(found)])


def knowing() -> str:
    """What it is worth to know more before choosing."""
    return _made(lambda found, _: [f"- {line}" for line in found.worth.en])


def deciding() -> str:
    """Which doubts bring most of what numbers vary by."""
    return _made(_table)


def _made(lines: Callable[[Hanging, Manifest], Iterable[str]]) -> str:
    found = _found()
    if found is None:
        return MISSING
    text = "\n".join(lines(found, _manifest()))
    return text.replace("\N{NO-BREAK SPACE}", " ")


@cache
def _manifest() -> Manifest:
    return read_manifest(ROOT / PUBLISHED)


@cache
def _found() -> Hanging | None:
    return read_hanging(ROOT / PUBLISHED, _manifest())


def _verdicts(found: Hanging) -> Iterator[str]:
    for note in found.verdicts:
        if note.indicator in MAIN:
            yield f"- {' '.join(note.lines.en)}"


def _others(found: Hanging) -> str:
    """Verdicts on all other headlines, in numbers; those that turn over by their sentences."""
    others = [note for note in found.verdicts if note.indicator not in MAIN]
    settled = sum(note.settled for note in others)
    turning_over = [note for note in others if note.turns]
    named = sum(bool(note.named) and not note.turns for note in others)
    rest = len(others) - settled - len(turning_over) - named
    told = (
        f"Verdicts on other headlines: {len(others)}. On one side in at least 95% of the draws: "
        f"{settled}. Hanging on a doubt that does not turn them over by itself: {named}. Of which "
        f"the draws are too few to name a doubt: {rest}. Turned over by a doubt that can be named: "
        f"{len(turning_over)}."
    )
    return " ".join([told, *(_joined(note) for note in turning_over)])


def _joined(note: VerdictNote) -> str:
    return " ".join(note.lines.en)


def _table(found: Hanging, manifest: Manifest) -> Iterator[str]:
    labels = Labels.of(manifest, texts_in("en"))
    yield "| number | scenario | hangs on | chance, and what is not told apart |"
    yield "| --- | --- | --- | --- |"
    for note in found.numbers:
        if note.parts:
            yield f"| {' | '.join(_cells(note, labels))} |"


def _cells(note: NumberNote, labels: Labels) -> tuple[str, ...]:
    percent = labels.texts.formats.percent
    parts = [f"{part.en} {percent(part.part)} (±{percent(part.half)})" for part in note.parts]
    title = labels.looking_back if note.look == "back" else labels.scenario
    scenario = title(note.scenario)
    if note.of == "difference":
        scenario = f"{scenario}, what it changes"
    name = name_in(labels.texts, note.indicator)
    return name, scenario, labels.texts.formats.listed(parts), percent(note.rest)
