"""The page of a fit: what was read, what was wrong in it, and the fit beside what was counted."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from ..figures.labels import Frame
from ..fitting import Fit
from ..fitting.columns import Kind
from ..texts import LANGUAGES, Language, Texts, texts_in
from .fit_tables import FitTables
from .table import Table
from .templating import rendered, style
from .writing import write_whole

if TYPE_CHECKING:
    from ..figures.style import Picture


@dataclass(frozen=True)
class Drawn:
    """A picture as the page shows it."""

    address: str
    alt: str
    caption: str


@dataclass(frozen=True)
class Section:
    """A section of the page."""

    name: str
    heading: str
    lines: tuple[str, ...]
    tables: tuple[Table, ...]
    pictures: tuple[Drawn, ...] = ()


def write_fit(fit: Fit, part: Path, text: str) -> list[Path]:
    """Write the part and its pages beside it, in both languages; all appear or none."""
    files = {part: text.encode("utf-8")}
    for language in LANGUAGES:
        page = fit_page(fit, texts_in(language))
        files[page_of(part, language)] = page.encode("utf-8")
    return write_whole(files)


def page_of(part: Path, language: Language) -> Path:
    """Where the page of a part stands: part.html in Dutch, part.en.html in English."""
    return part.with_name(f"{part.stem}{'' if language == 'nl' else '.en'}.html")


def fit_page(fit: Fit, texts: Texts) -> str:
    """The finished page of one language, self-contained, all text escaped."""
    return rendered(
        "fit.html.j2",
        t=texts,
        lang=texts.lang,
        style=style(),
        title=texts("fit.title"),
        subtitle=_subtitle(fit, texts),
        first=list(_first(fit, texts)),
        sections=list(_sections(fit, texts)),
    )


def _subtitle(fit: Fit, texts: Texts) -> str:
    first, end = (texts.formats.date(day) for day in (fit.observed.first, fit.observed.end))
    count = texts.formats.number(fit.trajectories)
    return texts("fit.subtitle", first=first, end=end, count=count)


def _first(fit: Fit, texts: Texts) -> Iterator[str]:
    """What a reader must know before the numbers."""
    yield texts("fit.first.real")
    yield texts("fit.first.range")
    if not fit.linked:
        yield texts("fit.first.not_linked")
    if not fit.waits:
        yield texts("fit.first.no_waits")
    if any(file.identifying for file in fit.files):
        yield texts("fit.first.identifying")


def _sections(fit: Fit, texts: Texts) -> Iterator[Section]:
    from ..figures.fits import ARRIVALS, STAYS, fit_figures

    source = texts("fit.source", version=version("doorstroom"))
    pictures = {item.name: _drawn(item) for item in fit_figures(fit, texts, Frame(None, source))}
    tables = FitTables(fit, texts)
    read = tuple(table for table in (tables.files(), tables.faults()) if table is not None)
    yield _section("read", texts, _habits(fit, texts), read)
    if fit.stays:
        about = (texts("fit.stays.about"),)
        yield _section("stays", texts, about, (tables.stays(),), (pictures[STAYS],))
    lines = tuple(_about_arrivals(fit, texts))
    yield _section("arrivals", texts, lines, (tables.arrivals(),), (pictures[ARRIVALS],))
    for name in ("routes", "returns", "together", "waits", "lists", "volumes"):
        table: Table | None = getattr(tables, name)()
        if table is not None:
            yield _section(name, texts, (texts(f"fit.{name}.about"),), (table,))


def _section(
    name: str,
    texts: Texts,
    lines: tuple[str, ...],
    tables: tuple[Table, ...],
    pictures: tuple[Drawn, ...] = (),
) -> Section:
    return Section(name, texts(f"fit.{name}.heading"), lines, tables, pictures)


def _habits(fit: Fit, texts: Texts) -> tuple[str, ...]:
    """What registrations do with trajectories, and what is made of it here."""
    names = ["eighteen", "renewed"]
    if any(file.kind is Kind.CBS for file in fit.files):
        names += ["overlap", "modules", "first_night"]
    return tuple(texts(f"fit.habit.{name}") for name in names)


def _about_arrivals(fit: Fit, texts: Texts) -> Iterator[str]:
    arrivals, formats = fit.arrivals, texts.formats
    growth = arrivals.trend.growth
    if growth is not None:
        low, high = (formats.percent(end, 1) for end in growth.interval())
        value = formats.percent(growth.value, 1)
        yield texts("fit.arrivals.growth", value=value, low=low, high=high)
    if not arrivals.trend.season:
        yield texts("fit.arrivals.no_season")
    if arrivals.unseen_returns >= 1:
        unseen = formats.number(arrivals.unseen_returns)
        yield texts("fit.arrivals.unseen", unseen=unseen)
    if arrivals.pooled:
        yield texts("fit.arrivals.pooled")


def _drawn(picture: Picture) -> Drawn:
    drawing = base64.b64encode(picture.png).decode("ascii")
    return Drawn(f"data:image/png;base64,{drawing}", picture.alt, picture.caption)
