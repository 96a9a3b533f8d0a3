"""A dossier of results: how they were made, on which assumptions, and what is still open.

It is for who must judge, register or repeat them. This room reads a folder of results and the
files that it was made of; it knows no engine.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["write_dossier"]


def write_dossier(folder: Path, out: Path | None = None) -> Path:
    """Write the dossier of a folder of results, and return where: `out`, else beside the folder.

    Raises InputError where the folder holds no results or tables were changed, PlaceRefused where
    something stands already; then nothing is written, and nothing is ever replaced.
    """
    from ..exports.placing import beside, free_place, placed
    from .material import read_material
    from .writing import write_files

    place = free_place(out or beside(folder, "-dossier"), folder)
    material = read_material(folder)
    with placed(place, is_file=False) as fresh:
        write_files(material, fresh)
    return place
