"""The page: everything brought together and filled into the template, all text escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from ..figures.labels import Labels
from ..figures.results import Results
from ..results.hanging import read_hanging
from ..results.manifest_file import MANIFEST
from ..texts import Texts
from .amounts import Amounts
from .answers import Answer, Teller
from .conditions import conditions
from .costs import CostTables
from .draws import draw_tables
from .forecasts import forecast_notes
from .group_waits import GroupWaits
from .lead import Lead
from .matrix import MARKS, MatrixMaker
from .no_help import NoHelpTables
from .notes import read_first, small_print, stories, trial_reasons
from .outcomes import OutcomeTables
from .reactions import ReactionTables
from .staffing import StaffTables
from .targets import target_section
from .templating import rendered, style
from .turning import turning
from .turning_short import in_short
from .waits import WaitTables
from .worse_off import Groups

if TYPE_CHECKING:
    from ..figures.style import Picture
    from .moving import Moving

PLACED = (
    "of-hundred",
    "wait-first-help",
    "over-norm",
    "cost",
    "cost-difference",
    "cost-bridge",
    "group-trend",
    "group-waits",
)
"""Pictures that stand in the section that they are about."""
FIRST_OF_OTHERS = "places"
UNANSWERED = ("quality", "child", "provider", "staff", "best", "outside")
"""Questions of a council that a simulation of flows leaves open."""
_PLAIN_IN_ADDRESS = " /:;=,().-+!*@$?|^~_'"
"""What stands in the address of a drawing as it is: shorter than in base 64."""


@dataclass(frozen=True)
class Shown:
    """A picture as the page shows it, its drawing embedded; `data` says where its numbers are.

    `narrow` is a drawing for a phone, where there is one.
    """

    title: str
    caption: str
    alt: str
    address: Markup
    narrow: Markup | None
    data: str


@dataclass(frozen=True)
class Mark:
    """A sign that says where a number comes from, and its name."""

    sign: str
    name: str


def page(
    results: Results,
    texts: Texts,
    pictures: Sequence[Picture],
    other_page: str | None = None,
    moving: Moving | None = None,
) -> str:
    """The finished page of one language, self-contained; `other_page` is that of the other."""
    labels = Labels.of(results.manifest, texts)
    context = _context(results, labels, pictures)
    return rendered("report.html.j2", **context, other_page=other_page, moving=moving)


def _context(results: Results, labels: Labels, pictures: Sequence[Picture]) -> dict[str, Any]:
    amounts = Amounts(results.manifest, labels.texts)
    teller = Teller(results, labels, amounts)
    return {
        "t": labels.texts,
        "lang": labels.texts.lang,
        "style": style(),
        "question": question_of(results, labels),
        "subtitle": _subtitle(results, labels),
        "trial": trial_reasons(results.manifest, labels),
        "compared": bool(results.rows),
        **_page_one(results, labels, amounts, teller),
        **_sections(results, labels, amounts, teller),
        **_rest(results, labels, amounts, teller),
        **_pictures(pictures, labels.texts),
    }


def _page_one(results: Results, labels: Labels, amounts: Amounts, teller: Teller) -> dict[str, Any]:
    lead, maker = (
        Lead(results, labels, amounts, teller),
        MatrixMaker(results, labels, amounts, teller),
    )
    texts = labels.texts
    # Raises InputError where it is of other results, was changed or is of another version.
    found = read_hanging(results.folder, results.manifest)
    return {
        "line": lead.line(),
        "trend": lead.trend(),
        "turns": in_short(found, labels) if found else (),
        "turning": turning(found, texts.lang) if found else None,
        "matters": " ".join(filter(None, (lead.matters(), lead.terms()))),
        "caveat": lead.caveat(),
        "ahead_matrix": maker.matrix("ahead"),
        "back_matrix": maker.matrix("back") if results.back else None,
        "marks": marks_in(texts),
    }


def _sections(results: Results, labels: Labels, amounts: Amounts, teller: Teller) -> dict[str, Any]:
    """What stands open below page one, with the numbers that belong to it."""
    waits = WaitTables(results, labels, amounts)
    return {
        "groups": GroupWaits(results, labels, amounts).table(),
        "worse_off": Groups(results, labels, teller).worse_off("ahead") if results.rows else [],
        "hundred": waits.hundred(),
        "no_help": NoHelpTables(results, labels).tables(),
        "stations": waits.stations(),
        "cost": CostTables(results, labels, amounts, teller).cost(),
        "conditions": conditions(results, labels, amounts, teller),
        "staff": StaffTables(results.indicators, results.manifest, labels),
        "targets": target_section(results, labels),
        "forecasts": forecast_notes(results, labels),
        "unanswered": [labels.texts(f"unanswered.{key}") for key in UNANSWERED],
    }


def _rest(results: Results, labels: Labels, amounts: Amounts, teller: Teller) -> dict[str, Any]:
    """What stands closed at the end."""
    back = results.manifest.look_back
    return {
        "first": read_first(results, labels),
        "ahead": _answers(teller, "ahead", results.ahead[1:]),
        "back": _answers(teller, "back", results.back),
        "baseline": labels.scenario(results.baseline),
        "back_worse": Groups(results, labels, teller).worse_off("back") if results.rows else [],
        "back_baseline": labels.scenario(back.baseline if back else results.baseline),
        "period": labels.period(results.period("ahead")),
        "back_period": labels.period(results.period("back")),
        "reactions": ReactionTables(results, labels, amounts).tables(),
        "outcomes": [
            *OutcomeTables(results, labels, amounts, teller).outcomes(),
            *draw_tables(results, labels, amounts),
        ],
        "stories": stories(results, labels),
        "small_print": small_print(results.manifest, labels),
    }


def _pictures(pictures: Sequence[Picture], texts: Texts) -> dict[str, Any]:
    """Each picture by its name; those with a section of their own, and the others."""
    shown = {picture.name: _shown(picture, texts) for picture in pictures}
    others = [picture for name, picture in shown.items() if name not in PLACED]
    first = [shown[FIRST_OF_OTHERS]] if FIRST_OF_OTHERS in shown else []
    return {
        "pictures": {**dict.fromkeys(PLACED), **shown},
        "other_pictures": [*first, *(item for item in others if item not in first)],
    }


def _answers(teller: Teller, look: str, names: Sequence[str]) -> list[Answer]:
    if not teller.results.rows:
        return []
    return [teller.answer(look, name) for name in names]


def marks_in(texts: Texts) -> dict[str, Mark | None]:
    """Each mark of a cell by its name; none for a cell without."""
    named = {mark: Mark(texts(f"mark.{mark}.sign"), texts(f"mark.{mark}")) for mark in MARKS}
    return {"": None, **named}


def question_of(results: Results, labels: Labels) -> str:
    """What was asked, else what every experiment asks; of a scenario alone its title."""
    manifest, texts = results.manifest, labels.texts
    spec = manifest.question.in_language(texts.lang) if manifest.question else None
    if spec:
        return spec
    if len(results.ahead) + len(results.back) == 1:
        return labels.scenario(results.baseline)
    return texts("page.no_question")


def _subtitle(results: Results, labels: Labels) -> str:
    texts, back = labels.texts, len(results.back)
    scenarios = texts.count("page.scenarios", len(results.ahead))
    if back:
        scenarios = texts("page.scenarios_and_back", ahead=scenarios, n=texts.formats.number(back))
    each = texts.count("page.each", results.manifest.replications)
    return texts("page.subtitle", scenarios=scenarios, each=each)


def _shown(picture: Picture, texts: Texts) -> Shown:
    address = address_of(picture.svg)
    file = picture.data_file
    data = texts("map.data") if file == MANIFEST else texts("figure.data", file=file)
    narrow = address_of(picture.narrow) if picture.narrow else None
    return Shown(picture.title, picture.caption, picture.alt, address, narrow, data)


def address_of(svg: bytes) -> Markup:
    """A drawing as an address; nothing in it can end the attribute in which it stands.

    Its own attributes stand between single marks, which need no code here; a tag that holds one
    stays as it is.
    """

    def marked(tag: re.Match[str]) -> str:
        return tag[0] if "'" in tag[0] else tag[0].replace('"', "'")

    drawing = re.sub(r"<\?xml[^>]*\?>", "", svg.decode()).replace(">\n<", "><").strip()
    plain = re.sub(r"<[^>]*>", marked, drawing)
    return Markup("data:image/svg+xml," + quote(plain, safe=_PLAIN_IN_ADDRESS))
