"""What a screening leaves behind: a table and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields
from itertools import groupby
from pathlib import Path

from ..errors import visible
from ..figures.labels import Labels
from ..indicators.naming import name_in
from ..report.amounts import Amounts
from ..results.folders import new_results, writable
from ..results.manifest_file import write_manifest
from ..texts import LANGUAGES, Language, Texts, texts_in
from .findings import Move
from .reading import LEVEL
from .screening import Screening
from .writing import manifest_of, write_rows

_MOST = 5


def write_screening(found: Screening, folder: Path) -> None:
    """morris.csv and the sentences, whole or not at all."""
    with new_results(folder) as fresh:
        columns = [item.name for item in fields(Move)]
        write_rows(fresh, "morris", columns, map(asdict, found.moves))
        with writable(fresh):
            for lang in LANGUAGES:
                text = "\n".join(lines_of_screening(found, lang))
                (fresh / f"sensitivity.{lang}.md").write_text(f"{text}\n", encoding="utf-8")
        write_manifest(fresh, manifest_of(found.manifest))


def lines_of_screening(found: Screening, lang: Language) -> Iterator[str]:
    """What each number is moved by most."""
    labels = Labels.of(found.manifest, texts_in(lang))
    texts = labels.texts
    yield visible(labels.frame.source)
    yield from ("", f"## {texts('sensitivity.heading.morris')}", "")
    amounts = Amounts(found.manifest, texts)
    titles = {item.group: item.title.in_language(lang) for item in found.doubts}
    for (scenario, indicator, of), each in groupby(
        found.moves, key=lambda move: (move.scenario, move.indicator, move.of)
    ):
        told = [
            texts(
                "sensitivity.morris_part",
                group=titles[move.doubt],
                move=amounts.level(indicator, move.size, found.manifest.periods.headline),
            )
            for move in list(each)[:_MOST]
            if move.size > 0
        ]
        what = _what(texts, labels, scenario, indicator, of)
        parts = texts.formats.listed(told)
        yield f"- {visible(texts('sensitivity.morris', what=what, parts=parts))}"


def _what(texts: Texts, labels: Labels, scenario: str, indicator: str, of: str) -> str:
    told = {"name": name_in(texts, indicator), "scenario": labels.scenario(scenario)}
    if of == LEVEL:
        return texts("sensitivity.of_level", **told)
    baseline = labels.scenario(labels.baseline)
    return texts("sensitivity.of_difference", **told, baseline=baseline)
