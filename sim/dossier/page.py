"""The page of a dossier in one language, all text in it escaped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import visible
from ..report.notes import trial_reasons
from ..report.table import Table
from ..report.targets import known_figures
from ..report.templating import rendered, style
from ..texts import Language
from .algorithm_register import FIELDS, Value, open_fields, record, why_open
from .assumptions import register_table
from .log import digests_table, log_table
from .stress import Section, checklist
from .view import View

PAGES: dict[Language, str] = {"nl": "dossier.html", "en": "dossier.en.html"}
_CRATE_OPEN = ("agent", "licence", "address")


@dataclass(frozen=True)
class Missing:
    """What is missing of one thing, and of which."""

    of: str
    text: str


def page(view: View) -> str:
    """The finished page, self-contained."""
    texts, manifest = view.texts, view.manifest
    sections = checklist(view)
    other: Language = "en" if view.lang == "nl" else "nl"
    return rendered(
        "dossier.html.j2",
        t=texts,
        lang=view.lang,
        style=style(),
        about=view.about,
        made=texts.formats.date(manifest.created.date()),
        version=manifest.doorstroom,
        seed=manifest.seed,
        trial=trial_reasons(manifest, view.labels),
        other_page=PAGES[other],
        missing=tuple(_missing(view, sections)),
        sections=sections,
        register=register_table(view.assumed, texts) if view.assumed else None,
        targets=known_figures(view.material.targets, view.labels),
        log=log_table(view),
        digests=digests_table(view),
        record=_record(view),
        open_fields=_open(view),
        crate_open=tuple(texts(f"dossier.crate.open.{name}") for name in _CRATE_OPEN),
    )


def _missing(view: View, sections: tuple[Section, ...]) -> Iterator[Missing]:
    for section in sections:
        for item in section.items:
            yield from (Missing(f"{item.number} {item.title}", text) for text in item.gaps)
    if view.material.targets.empty:
        yield Missing(view.texts("dossier.targets.heading"), view.texts("dossier.targets.none"))


def _record(view: View) -> Table:
    """The fields that are filled."""
    texts, filled = view.texts, record(view)
    titles = {field.name: field.title for field in FIELDS}
    return Table(
        caption=texts("dossier.record.caption"),
        head=(texts("dossier.record.field"), texts("dossier.record.content")),
        rows=tuple((titles[name], _shown(value)) for name, value in filled.items()),
    )


def _open(view: View) -> Table:
    texts = view.texts
    rows = tuple(
        (
            field.title,
            texts("dossier.record.required" if field.required else "dossier.record.optional"),
            why_open(view, field),
        )
        for field in open_fields(record(view))
    )
    head = tuple(texts(f"dossier.record.{name}") for name in ("field", "must", "why"))
    return Table(texts("dossier.record.open"), head, rows)


def _shown(value: Value) -> str:
    """A value as text: lists on one line."""
    if isinstance(value, str):
        return visible(value)
    parts = (item if isinstance(item, str) else f"{item['title']}: {item['link']}"
             for item in value)  # fmt: skip
    return "; ".join(map(visible, parts))
