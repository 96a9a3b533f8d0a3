"""Results in the forms that other tools open: a file in `formats/` for each of them.

This room reads results only: it knows no engine and no scenario file.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from ..texts import Language
from . import formats

if TYPE_CHECKING:
    from .format import Format, Progress

__all__ = ["FORMATS", "export"]

FORMATS = tuple(item.name.replace("_", "-") for item in pkgutil.iter_modules(formats.__path__))
"""The names of all formats: of the files in `formats/`."""


def export(
    folder: Path,
    format_name: str,
    *,
    out: Path | None = None,
    lang: Language = "nl",
    progress: Progress | None = None,
) -> Path:
    """Write the results of a folder in another format, and return where: a file or a folder.

    Raises InputError where the folder holds no results or not what the format needs, PlaceRefused
    where something stands already; then nothing is written, and nothing is ever replaced.
    """
    from .format import Source, nothing
    from .placing import place_of, placed

    chosen = format_named(format_name)
    if chosen.is_ready is not None:
        chosen.is_ready()
    place = place_of(folder, chosen, out)
    source = Source.read(folder, lang, needs_visits=chosen.needs_visits)
    with placed(place, is_file=bool(chosen.suffix)) as fresh:
        chosen.write(source, fresh, progress or nothing)
    return place


def format_named(name: str) -> Format:
    """The format of this name; InputError where there is none."""
    if name not in FORMATS:
        raise InputError(f"--format is {name or 'empty'}; must be {_listed(FORMATS)}")
    module = import_module(f".formats.{name.replace('-', '_')}", __name__)
    result: Format = module.FORMAT
    return result


def _listed(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
