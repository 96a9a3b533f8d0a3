"""The page of a results folder, in Dutch and in English, with its figures."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from ..errors import InputError
from ..figures import draw_all
from ..figures.labels import Labels
from ..figures.results import Results, read_results
from ..results.manifest_file import MANIFEST, sealed
from ..results.pages import refuse_changed_pages, with_pages
from ..texts import LANGUAGES, Language, texts_in
from .writing import write_whole

__all__ = ["build_report", "pages_beside"]

PAGES: dict[Language, str] = {"nl": "report.html", "en": "report.en.html"}


def build_report(results_dir: Path, lang: str | None = None) -> list[Path]:
    """Write the figures and the page of a results folder, in one language or in both.

    Returns the paths written. Raises InputError where the folder holds no results, OutputError
    where it cannot be written; then nothing is changed.
    """
    results = read_results(Path(results_dir))
    made: dict[str, bytes] = {}
    languages = _languages(lang)
    there = {PAGES[language] for language in languages} | results.manifest.pages.keys()
    for language in languages:
        made |= _made(results, language, there)
    refuse_changed_pages(results.folder, results.manifest, made)
    manifest = with_pages(results.manifest, made)
    files = {results.folder / name: content for name, content in made.items()}
    write_whole({**files, results.folder / MANIFEST: sealed(manifest)})
    return list(files)


def pages_beside(first: Path, second: Path, lang: str | None = None) -> dict[str, bytes]:
    """The pages of two results folders side by side, by the name of the file.

    Raises InputError where one of them holds no results, or both are one folder.
    """
    from .beside import page_beside

    if first.resolve() == second.resolve():
        rule = "is the same folder as the first"
        raise InputError(f"{second}: {rule}; name another, or one alone for its own page")
    both, languages = (read_results(first), read_results(second)), _languages(lang)
    made = {}
    for language in languages:
        other = next((PAGES[name] for name in languages if name != language), None)
        made[PAGES[language]] = page_beside(*both, texts_in(language), other).encode("utf-8")
    return made


def _made(results: Results, language: Language, there: Set[str]) -> dict[str, bytes]:
    """The figures and the page of one language, by the name of the file; what moves is no png.

    It links to the page of the other language if that is among those that are there.
    """
    from .moving import NAME, draw_moving
    from .page import page

    texts = texts_in(language)
    pictures = draw_all(results, texts)
    files = {}
    for picture in pictures:
        files[f"figures/{picture.name}.{language}.png"] = picture.png
        files[f"figures/{picture.name}.{language}.svg"] = picture.svg
    moving = draw_moving(results, Labels.of(results.manifest, texts))
    if moving:
        files[f"figures/{NAME}.{language}.svg"] = moving.svg.encode("utf-8")
    other = next((PAGES[name] for name in LANGUAGES if name != language), "")
    html = page(results, texts, pictures, other if other in there else None, moving)
    return {**files, PAGES[language]: html.encode("utf-8")}


def _languages(lang: str | None) -> tuple[Language, ...]:
    if lang is None:
        return LANGUAGES
    chosen = tuple(language for language in LANGUAGES if language == lang)
    if not chosen:
        raise InputError(f"--lang is {lang!r}; must be nl or en")
    return chosen
