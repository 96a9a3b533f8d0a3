"""Registered forecasts beside results: kept there, and what a page tells of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError, Place, Problem
from ..figures.labels import Labels
from ..figures.results import Results
from ..forecasts import Foretold, Scores, score
from ..forecasts.wording import coming, coming_heads, heads, lines_of, row, title_of
from ..indicators.definition import ITSELF
from ..indicators.definitions import definition_of
from ..results.foretold import forecasts_among, known_names, name_of
from ..results.manifest import Manifest
from ..results.manifest_file import MANIFEST, changed_files, read_manifest, sealed
from ..results.pages import refuse_changed_pages, with_pages
from ..results.small_cells import is_few
from ..scenario.paths import shown_path
from .table import Table
from .writing import write_whole


@dataclass(frozen=True)
class ForecastNote:
    """One registered forecast: whose it is, what came of it, what it is of, and its figures."""

    title: str
    lines: tuple[str, ...]
    basis: tuple[str, ...]
    tables: tuple[Table, ...]


def keep_beside(forecast: Path, figures: Path | None, folder: Path) -> Path:
    """Keep a forecast, and what became known of it, beside results; returns the path of its copy.

    What was kept of it before is replaced. Raises InputError where it is of another region or
    tells of fewer than ten children, PlaceRefused where what stands there is not of Doorstroom.
    """
    manifest, stem = read_manifest(folder), forecast.stem
    _refuse(forecast, score(forecast, figures), manifest, folder)
    content = {name_of(stem): forecast.read_bytes()}
    if figures is not None:
        yaml, csv = known_names(stem)
        content[csv if figures.suffix.lower() == ".csv" else yaml] = figures.read_bytes()
    before = [name for name in known_names(stem) if name in manifest.pages and name not in content]
    refuse_changed_pages(folder, manifest, (*content, *before))
    pages = {name: of for name, of in manifest.pages.items() if name not in before}
    kept = with_pages(manifest.model_copy(update={"pages": pages}), content)
    files = {folder / name: written for name, written in content.items()}
    write_whole({**files, folder / MANIFEST: sealed(kept)})
    for name in before:
        (folder / name).unlink()
    return folder / name_of(stem)


def _refuse(path: Path, scores: Scores, manifest: Manifest, folder: Path) -> None:
    def wrong(rule: str, way_out: str) -> InputError:
        return InputError(str(Problem(rule, way_out, place=Place(shown_path(path)))))

    if not re.fullmatch(r"[\w.-]+", path.stem):
        raise wrong("has a name that is no plain word", "rename it")
    scenario = scores.forecast.scenario
    if scenario not in manifest.scenario:
        rule = f"foretells {scenario}, which is no scenario of {folder}"
        raise wrong(rule, "keep it beside results of its own region")
    for item in scores.forecast.figures:
        if _counts_children(item) and any(map(is_few, item.quantiles)):
            rule = f"foretells {item.named} with fewer than ten children"
            raise wrong(rule, "those are told to nobody; register it without")
    for scored in scores.scored:
        if _counts_children(scored.foretold) and is_few(scored.known.value):
            rule = "is about fewer than ten children, who are told to nobody"
            raise InputError(str(scored.known.problem(rule, "leave it out")))


def _counts_children(item: Foretold) -> bool:
    definition = definition_of(item.indicator)
    return definition is not None and definition.behind == ITSELF


def forecast_notes(results: Results, labels: Labels) -> list[ForecastNote]:
    """The forecasts that are kept beside results, in words of one language.

    Raises InputError where one of their files was changed.
    """
    return [_note(scores, results.manifest, labels) for scores in _kept(results)]


def _kept(results: Results) -> Iterator[Scores]:
    folder, pages = results.folder, results.manifest.pages
    for name, known in forecasts_among(pages).items():
        files = {item: pages[item] for item in (name, known) if item}
        for reason in changed_files(folder, files):
            raise InputError(f"{folder / reason}; keep it anew: doorstroom score --into {folder}")
        yield score(folder / name, folder / known if known else None)


def _note(scores: Scores, manifest: Manifest, labels: Labels) -> ForecastNote:
    texts, forecast = labels.texts, scores.forecast
    tables = []
    if scores.scored:
        came = tuple(tuple(row(item, scores, texts)) for item in scores.scored)
        notes = (texts("forecast.scores"),)
        tables.append(Table(texts("forecast.came"), tuple(heads(texts)), came, notes))
    if scores.waiting:
        rows = tuple(tuple(coming(item, forecast, texts)) for item in scores.waiting)
        tables.append(Table(texts("forecast.to_come"), tuple(coming_heads(texts)), rows))
    of_years, *lines = lines_of(scores, texts)
    basis = [of_years]
    if forecast.run != manifest.created:
        run, made = (texts.formats.date(at.date()) for at in (forecast.run, manifest.created))
        basis.append(texts("forecast.other_run", run=run, made=made))
    return ForecastNote(title_of(scores, texts), tuple(lines), tuple(basis), tuple(tables))
