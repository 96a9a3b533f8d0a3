"""The page: everything brought together and filled into the template, all text escaped."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..figures.labels import Labels
from ..figures.results import Results
from ..results.manifest_file import MANIFEST
from ..texts import Texts
from .amounts import Amounts
from .answers import Answer, Teller
from .conditions import conditions
from .costs import CostTables
from .draws import draw_tables
from .no_help import NoHelpTables
from .notes import read_first, small_print, stories, trial_reasons
from .outcomes import OutcomeTables
from .reactions import ReactionTables
from .targets import target_section
from .templating import rendered, style
from .waits import WaitTables
from .worse_off import Groups

if TYPE_CHECKING:
    from ..figures.style import Picture


@dataclass(frozen=True)
class Shown:
    """A picture as the page shows it, its drawing embedded; `data` says where its numbers are."""

    title: str
    caption: str
    alt: str
    address: str
    data: str


def page(results: Results, texts: Texts, pictures: Sequence[Picture]) -> str:
    """The finished page of one language, self-contained."""
    labels = Labels.of(results.manifest, texts)
    return rendered("report.html.j2", **_context(results, labels, pictures))


def _context(results: Results, labels: Labels, pictures: Sequence[Picture]) -> dict[str, Any]:
    amounts = Amounts(results.manifest, labels.texts)
    teller = Teller(results, labels, amounts)
    waits = WaitTables(results, labels, amounts)
    back = results.manifest.look_back
    return {
        "t": labels.texts,
        "lang": labels.texts.lang,
        "style": style(),
        "question": _question(results, labels),
        "subtitle": _subtitle(results, labels),
        "trial": trial_reasons(results.manifest, labels),
        "first": read_first(results, labels),
        "ahead": _answers(teller, "ahead", results.ahead[1:]),
        "back": _answers(teller, "back", results.back),
        "baseline": labels.scenario(results.baseline),
        "back_baseline": labels.scenario(back.baseline if back else results.baseline),
        "period": labels.period(results.period("ahead")),
        "back_period": labels.period(results.period("back")),
        "cost": CostTables(results, labels, amounts, teller).cost(),
        "conditions": conditions(results, labels, amounts, teller),
        "hundred": waits.hundred(),
        "no_help": NoHelpTables(results, labels).tables(),
        "stations": waits.stations(),
        "reactions": ReactionTables(results, labels, amounts).tables(),
        "worse_off": Groups(results, labels, teller).worse_off() if results.rows else [],
        "pictures": [_shown(picture, labels.texts) for picture in pictures],
        "outcomes": [
            *OutcomeTables(results, labels, amounts, teller).outcomes(),
            *draw_tables(results, labels, amounts),
        ],
        "compared": bool(results.rows),
        "targets": target_section(results, labels),
        "stories": stories(results, labels),
        "small_print": small_print(results.manifest, labels),
    }


def _answers(teller: Teller, look: str, names: Sequence[str]) -> list[Answer]:
    if not teller.results.rows:
        return []
    return [teller.answer(look, name) for name in names]


def _question(results: Results, labels: Labels) -> str:
    manifest, texts = results.manifest, labels.texts
    spec = manifest.question.in_language(texts.lang) if manifest.question else None
    if spec:
        return spec
    if len(results.ahead) + len(results.back) == 1:
        return labels.scenario(results.baseline)
    return texts("page.no_question")


def _subtitle(results: Results, labels: Labels) -> str:
    texts = labels.texts
    count = len(results.ahead) + len(results.back)
    return texts(
        "page.subtitle",
        scenarios=texts.count("page.scenarios", count),
        runs=texts.count("page.runs", results.manifest.replications),
    )


def _shown(picture: Picture, texts: Texts) -> Shown:
    address = "data:image/svg+xml;base64," + base64.b64encode(picture.svg).decode("ascii")
    file = picture.data_file
    data = texts("map.data") if file == MANIFEST else texts("figure.data", file=file)
    return Shown(picture.title, picture.caption, picture.alt, address, data)
