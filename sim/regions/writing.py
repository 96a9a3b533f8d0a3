"""The file of a new region: a template that ships, with its gemeenten in it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from ..checks import load
from ..errors import InputError, ScenarioError, cannot_write
from ..scenario.finding import find_scenario
from ..scenario.paths import shipped, shown_path
from .table import GemeenteYouth

TEMPLATE = "new-region.txt"
LONGEST_NAME = 60
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PLAIN = re.compile(r"[^\W\d_][\w-]*( [\w-]+)*")
_NO_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def write_region(name: str, gemeenten: Sequence[GemeenteYouth], source: Path, into: Path) -> Path:
    """Write `into`/name/name.yaml, which `run` takes as it is; an existing folder is left alone.

    Raises InputError for a name or folder that is taken; what the checks refuse is not kept.
    """
    _refuse_name(name, into)
    folder = into / name
    text = _text(name, gemeenten, source)
    path = folder / f"{name}.yaml"
    try:
        folder.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    except FileExistsError:
        raise InputError(f"{shown_path(folder)} exists; nothing in it was changed") from None
    except OSError as error:
        told = f"{shown_path(folder)} cannot be written ({error.strerror})"
        raise cannot_write(told, error) from None
    try:
        load(path)
    except InputError:
        shutil.rmtree(folder)  # made above, so nothing of anybody else is in it
        raise
    return path


def _refuse_name(name: str, into: Path) -> None:
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        rule = "must be small letters, digits and hyphens, as in noord-veluwe"
        raise InputError(f"the name of a region is {json.dumps(name[:LONGEST_NAME])}; it {rule}")
    if (into / name).exists():
        where = shown_path(into / name)
        raise InputError(f"{where} exists and is left as it is; choose another name or --into")
    try:
        taken = find_scenario(name)
    except ScenarioError:
        return
    where = shown_path(taken)
    raise InputError(f"{name} is the name of a scenario already, {where}; choose another name")


def _text(name: str, gemeenten: Sequence[GemeenteYouth], source: Path) -> str:
    template = (shipped() / "scenarios" / TEMPLATE).read_text(encoding="utf-8")
    rows = [f"  {_key(item.name)}: {{youth: {item.youth}}}" for item in gemeenten]
    parts = {
        "TITLE": " ".join(word.capitalize() for word in name.split("-")),
        "NAME": name,
        "FILE": json.dumps(source.name, ensure_ascii=False),
        "GEMEENTEN": "\n".join(rows),
    }
    return re.sub(r"@([A-Z]+)@", lambda match: parts[match[1]], template)


def _key(name: str) -> str:
    """A name as a key of YAML: between quotes wherever it could be read as anything else."""
    is_plain = _PLAIN.fullmatch(name) and name.casefold() not in _NO_TEXT
    return name if is_plain else json.dumps(name, ensure_ascii=False)
