"""The files of a dossier: two pages, the register of assumptions, a record, a crate, and copies."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from ..figures.labels import Labels
from ..results.hanging import HANGING
from ..results.manifest import PAGES as REPORTS
from ..results.manifest_file import MANIFEST
from ..results.publication import TABLES
from ..texts import LANGUAGES, Language, texts_in
from .algorithm_register import open_fields, record, why_open
from .assumptions import write_register
from .checked import Checked, State
from .crate import METADATA, crate
from .material import Material
from .numbers import Told, told_numbers
from .page import PAGES, page
from .view import View

REGISTER = "assumptions.csv"
RECORD = "algoritmeregister.json"
_READ = (*TABLES, *REPORTS, HANGING)
"""Results that people read, as they are published."""
_INPUTS, _RESULTS = Path("inputs"), Path("results")
_MAY_TRAVEL = (".yaml", ".yml", ".ensemble.json")
"""Inputs without a single child: a state file or a registration is never copied."""


def write_files(material: Material, folder: Path) -> None:
    """Write all files into an empty folder."""
    numbers = told_numbers(material.scenarios)
    views = {lang: _view(material, numbers, lang) for lang in LANGUAGES}
    copies = dict(_copies(material))
    for lang, view in views.items():
        (folder / PAGES[lang]).write_text(page(view), encoding="utf-8")
    write_register(views["nl"].assumed, folder / REGISTER)
    _write_json(folder / RECORD, _record(views["nl"]))
    for item in material.log.every:
        if item.name in copies and item.path is not None:
            _copy(item.path, folder / copies[item.name])
    _copy(material.folder / MANIFEST, folder / _RESULTS / MANIFEST)
    view = views["en"]
    title = view.texts("dossier.title", about=view.about)
    files = (*PAGES.values(), REGISTER, RECORD, (_RESULTS / MANIFEST).as_posix())
    description = view.texts("dossier.crate.description")
    _write_json(folder / METADATA, crate(material, title, description, copies, files))


def _view(material: Material, numbers: tuple[Told, ...], lang: Language) -> View:
    return View(material, Labels.of(material.manifest, texts_in(lang)), numbers)


def _record(view: View) -> dict[str, Any]:
    """The record with what is open, each with its title and who must fill it."""
    filled = record(view)
    left = [
        {"field": item.name, "title": item.title, "required": item.required,
         "why": why_open(view, item)}
        for item in open_fields(filled)
    ]  # fmt: skip
    return {"record": filled, "open": left}


def _copies(material: Material) -> Iterator[tuple[str, Path]]:
    """What of the inputs and results goes into the dossier, and where."""
    for item in material.log.inputs:
        if _is_there(item) and item.name.endswith(_MAY_TRAVEL):
            yield item.name, _INPUTS / PurePosixPath(item.name)
    for item in (*material.log.tables, *material.log.pages):
        if _is_there(item) and item.name in _READ:
            yield item.name, _RESULTS / item.name


def _is_there(item: Checked) -> bool:
    return item.state is State.SAME


def _copy(path: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, place)


def _write_json(path: Path, spec: dict[str, Any]) -> None:
    text = json.dumps(spec, indent=2, ensure_ascii=False)
    path.write_text(f"{text}\n", encoding="utf-8")
