"""What was found, kept beside the results that it is of, so that their page can tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

from ..errors import visible
from ..report.writing import write_whole
from ..results.hanging import (
    HANGING,
    Hanging,
    Lines,
    NumberNote,
    PartNote,
    VerdictNote,
    as_bytes,
    stands_on,
)
from ..results.manifest_file import MANIFEST, read_manifest, sealed
from ..results.pages import refuse_changed_pages, with_pages
from ..texts import Language
from .analysis import Analysis
from .findings import UNEXPLAINED, Part
from .naming import MAIN, is_settled, may_turn
from .verdict_words import Verdicts
from .words import Told

_BOTH: tuple[Language, Language] = ("nl", "en")


def refuse_to_overwrite(folder: Path) -> None:
    """Raise PlaceRefused where what would be written over is not of Doorstroom."""
    refuse_changed_pages(folder, read_manifest(folder), [HANGING])


def write_beside(found: Analysis, folder: Path) -> Path:
    """Keep it in the folder of the results, whose manifest then knows it; returns its path.

    Raises PlaceRefused where what stands there is not of Doorstroom, OutputError where nothing
    can be written.
    """
    content = {HANGING: as_bytes(hanging(found))}
    manifest = read_manifest(folder)
    refuse_changed_pages(folder, manifest, content)
    path = folder / HANGING
    written = sealed(with_pages(manifest, content))
    write_whole({path: content[HANGING], folder / MANIFEST: written})
    return path


def hanging(found: Analysis) -> Hanging:
    """All that a page or a document tells of an analysis."""
    evidence = found.evidence
    return Hanging(
        doorstroom=version("doorstroom"),
        of=stands_on(evidence.manifest),
        draws=evidence.draws,
        opening=_lines(lambda lang: Told(found, lang).opening()),
        verdicts=tuple(_verdicts(found)),
        worth=_lines(lambda lang: Told(found, lang, MAIN).worth()),
        numbers=tuple(_numbers(found)),
    )


def _lines(told: Callable[[Language], Iterable[str]]) -> Lines:
    nl, en = (tuple(visible(line) for line in told(lang)) for lang in _BOTH)
    return Lines(nl=nl, en=en)


def _verdicts(found: Analysis) -> Iterator[VerdictNote]:
    words = {lang: Verdicts(found, lang) for lang in _BOTH}
    groups = found.evidence.groups
    for claim, named in zip(found.evidence.claims, found.named, strict=True):
        output = claim.output
        key = (output.look, output.scenario, output.indicator)
        nl, en = (
            tuple(visible(line) for line in words[lang].of_claim(claim, named)) for lang in _BOTH
        )
        yield VerdictNote(
            look="back" if output.look == "back" else "ahead",
            scenario=output.scenario,
            indicator=output.indicator,
            verdict=claim.verdict,
            settled=is_settled(claim) and not may_turn(claim),
            named=tuple(groups[at].name for at in named.every),
            turns=sum((row.look, row.scenario, row.indicator) == key for row in found.turnings),
            lines=Lines(nl=nl, en=en),
        )


def _numbers(found: Analysis) -> Iterator[NumberNote]:
    group_of = {group.name: group for group in found.evidence.groups}
    for (look, scenario, indicator, of), each in groupby(found.parts, key=_key):
        rows = list(each)
        yield NumberNote(
            look="back" if look == "back" else "ahead",
            scenario=scenario,
            indicator=indicator,
            of="level" if of == "level" else "difference",
            parts=tuple(
                PartNote(
                    doubt=row.doubt,
                    nl=group_of[row.doubt].title("nl"),
                    en=group_of[row.doubt].title("en"),
                    part=row.total,
                    half=row.total_half or 0.0,
                )
                for row in rows
                if row.doubt != UNEXPLAINED
            ),
            rest=sum(row.total for row in rows if row.doubt == UNEXPLAINED),
        )


def _key(part: Part) -> tuple[str, str, str, str]:
    return part.look, part.scenario, part.indicator, part.of
