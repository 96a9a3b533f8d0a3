"""Where a name of a scenario, block or experiment leads: beside the file, here, or as shipped."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ..errors import Place, Problem, ScenarioError
from .folders import Groups, of_experiments, of_pieces, of_scenarios
from .paths import shipped as shipped
from .paths import shown_path
from .wording import suggestion

SUFFIX = ".yaml"
_SUFFIXES = (SUFFIX, ".yml")
_KIND_KEYS = {
    "scenario": "doorstroom",
    "part": "part",
    "block": "block",
    "experiment": "experiment",
}
"""The key that tells each kind of file."""


def scenario_name(asked: str) -> str:
    """The name of the scenario that a name or path asks for; dots in it are its own."""
    last = Path(asked).name
    return Path(last).stem if last.endswith(_SUFFIXES) else last


def find_scenario(name: str | Path, *, beside: Path | None = None) -> Path:
    """The file of a scenario; a path is taken as it is, a name is looked up."""
    return _find(str(name), "scenario", of_scenarios(beside))


def find_part(name: str, *, beside: Path) -> Path:
    """The file of a part: in `parts` beside the root, beside it, then in the usual folders."""
    return _find(name, "part", of_pieces("parts", beside))


def find_experiment(name: str | Path) -> Path:
    """The file of an experiment; a path is taken as it is, a name is looked up."""
    return _find(str(name), "experiment", of_experiments())


def find_block(name: str, *, beside: Path) -> Path:
    """The file of a block: in `blocks` beside the scenario, beside it, then the usual folders."""
    return _find(name, "block", of_pieces("blocks", beside))


def find_alone(name: str | Path, kind: str) -> Path | None:
    """The file of a block or part that is asked by name or path itself; None for another kind."""
    here = list(_paths(of_scenarios(None), str(name)))
    if any(not _is_of_another_kind(path, "scenario") for path in here):
        return None
    paths = _paths(of_pieces(f"{kind}s", None), str(name))
    return next((path for path in paths if kind_of(path) == kind), None)


def _paths(groups: Groups, name: str) -> Iterator[Path]:
    for group in groups:
        for folder in group:
            yield from (path for path in _candidates(folder, name) if _is_file(path))


def _find(name: str, what: str, groups: Groups) -> Path:
    """The file that a name leads to: of the kind that is asked, where there is one.

    An experiment may thus have the name of its baseline. A file of another kind is given where
    there is no better one, for its reader to say what it is.
    """
    for group in groups:
        right = [path for path in _paths((group,), name) if not _is_of_another_kind(path, what)]
        if right:
            return _named(_only(right, name, what), name)
    others = next(_paths(groups, name), None)
    if others is not None:
        return _named(others, name)
    raise _nowhere(name, what, groups)


def _only(paths: list[Path], name: str, what: str) -> Path:
    """The file, where folders that are looked in at once do not hold two of the name."""
    different = {path.resolve().parent: path for path in paths}
    if len(different) > 1:
        where = " and ".join(shown_path(path) for path in different.values())
        rule = f"is the name of more than one {what}: {where}"
        raise _refusal(name, rule, "write the path of the one that is meant")
    return paths[0]


def _nowhere(name: str, what: str, groups: Groups) -> ScenarioError:
    folders = [folder for group in groups for folder in group]
    searched = ", ".join(dict.fromkeys(_shown(folder) for folder in folders))
    if name.endswith(_SUFFIXES) or "/" in name:
        where = "" if Path(name).is_absolute() else f" in {searched}"
        moved = next(_paths(groups, Path(name).stem), None)
        way_out = "check its name and folder"
        if moved is not None and not _is_of_another_kind(moved, what):
            way_out = f"did you mean {shown_path(moved)}?"
        return _refusal(name, f"does not exist{where}", way_out)
    paths = [path for folder in folders for path in folder.glob(f"*{SUFFIX}")]
    known = {path.stem for path in paths if not _is_of_another_kind(path, what)}
    rule = f"there is no {what} of this name in {searched}"
    return _refusal(name, rule, suggestion(name, known, what="there are"))


def _refusal(name: str, rule: str, way_out: str) -> ScenarioError:
    return ScenarioError(Problem(rule, way_out, place=Place(name)))


def _named(path: Path, name: str) -> Path:
    """The file, whose name must be one: results stand in a folder of that name."""
    if not path.stem.strip(" ."):
        raise _refusal(name, f"is called {path.name}, which is no name", "give it a name")
    return path


def _is_of_another_kind(path: Path, what: str) -> bool:
    """Whether the first of the keys that tell a kind is that of another one."""
    kind = kind_of(path)
    return kind is not None and kind != _KIND_KEYS[what]


def kind_of(path: Path) -> str | None:
    """The first key of a file that tells its kind: doorstroom, part, block or experiment."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as lines:
            keys = (line.partition(":")[0].strip("\"' \n") for line in lines)
            return next((key for key in keys if key in _KIND_KEYS.values()), None)
    except OSError:  # its reader will say so
        return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except PermissionError:
        rule = f"cannot be looked up in {shown_path(path.parent)} (permission denied)"
        raise _refusal(path.name, rule, "ask for access to that folder") from None
    except (OSError, ValueError):  # a name that no file can have
        return False


def _shown(folder: Path) -> str:
    if shipped() in folder.parents:
        return "the shipped ones"
    return "this folder" if folder == Path() else shown_path(folder)


def _candidates(folder: Path, name: str) -> Iterator[Path]:
    """As it is written, and with accents as two signs, as some disks keep names."""
    for form in dict.fromkeys((name, unicodedata.normalize("NFD", name))):
        yield folder / f"{form}{SUFFIX}"
        if name.endswith(_SUFFIXES):
            yield folder / form
