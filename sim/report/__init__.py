"""The page of a results folder, in Dutch and in English, with its figures."""

from __future__ import annotations

from pathlib import Path

from ..errors import InputError
from ..figures import draw_all
from ..figures.results import read_results
from ..texts import LANGUAGES, Language, texts_in
from .writing import write_whole

__all__ = ["build_report"]

PAGES: dict[Language, str] = {"nl": "report.html", "en": "report.en.html"}


def build_report(results_dir: Path, lang: str | None = None) -> list[Path]:
    """Write the figures and the page of a results folder, in one language or in both.

    Returns the paths written. Raises InputError where the folder holds no results, OutputError
    where it cannot be written; then nothing is changed.
    """
    from .page import page

    results = read_results(Path(results_dir))
    files: dict[Path, bytes] = {}
    for language in _languages(lang):
        texts = texts_in(language)
        pictures = draw_all(results, texts)
        for picture in pictures:
            name = f"{picture.name}.{language}"
            files[results.folder / "figures" / f"{name}.png"] = picture.png
            files[results.folder / "figures" / f"{name}.svg"] = picture.svg
        finished = page(results, texts, pictures)
        files[results.folder / PAGES[language]] = finished.encode("utf-8")
    return write_whole(files)


def _languages(lang: str | None) -> tuple[Language, ...]:
    if lang is None:
        return LANGUAGES
    chosen = tuple(language for language in LANGUAGES if language == lang)
    if not chosen:
        raise InputError(f"--lang is {lang!r}; must be nl or en")
    return chosen
