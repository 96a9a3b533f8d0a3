"""One YAML 1.2 file from disk to plain Python, with the line of every key, and nothing harmful."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from ..errors import ScenarioError
from .plain import Keys as Keys
from .plain import PlainReader
from .plain import dotted as dotted

LARGEST_BYTES = 5_000_000


@dataclass(frozen=True)
class Document:
    """A file as read: plain data, and the line of each key."""

    path: Path
    shown: str
    data: dict[Any, Any]
    digest: str
    lines: dict[Keys, int] = field(repr=False)

    def place(self, keys: Keys = ()) -> str:
        """`file:line` of the key, or of the nearest section that is written."""
        return f"{self.shown}:{self.lines.get(self.written(keys), 1)}"

    def written(self, keys: Keys) -> Keys:
        """The keys as the file has them, without parts of a full form that it leaves out."""
        here: Keys = ()
        for key in keys:
            if (*here, key) in self.lines:
                here = (*here, key)
        return here

    def named(self, keys: Keys) -> Keys:
        """The same keys, with the `id` of a thing in a list in place of its number."""
        result = list(keys)
        for at in range(len(keys)):
            here = self.value(keys[: at + 1])
            if isinstance(here, dict) and keys[at].isdecimal() and isinstance(here.get("id"), str):
                result[at] = here["id"]
        return tuple(result)

    def value(self, keys: Keys) -> Any:
        """What the file says under these keys."""
        here: Any = self.data
        for key in keys:
            if isinstance(here, list):
                here = here[int(key)]
            elif isinstance(here, dict):
                others = (value for name, value in here.items() if str(name) == key)
                here = here[key] if key in here else next(others, None)
            else:
                return None
        return here


def shown_path(path: Path) -> str:
    """The path as a user would write it: relative to where they are, when it is beneath."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def read_file(path: Path) -> Document:
    """Read one file; raises ScenarioError, with the line, for what is not plain YAML."""
    shown = shown_path(path)
    raw = _bytes(path, shown)
    text = _decoded(raw, shown)
    reader = PlainReader(text, shown)
    try:
        data = reader.whole()
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1 if isinstance(error.position, int) else 1
        raise ScenarioError(
            f"{shown}:{line}: holds a control character; a file is plain text; remove the character"
        ) from None
    except MarkedYAMLError as error:
        raise ScenarioError(_not_yaml(error, shown)) from None
    except YAMLError as error:
        raise ScenarioError(f"{shown}:1: is not YAML; {_first_line(error)}") from None
    if data is None:
        raise ScenarioError(f"{shown}:1: is empty; a file begins with `doorstroom: 1`")
    if not isinstance(data, dict):
        raise ScenarioError(
            f"{shown}:1: is {brief(data)}; a file is a mapping of sections; "
            "begin with `doorstroom: 1`"
        )
    return Document(path, shown, data, hashlib.sha256(raw).hexdigest(), reader.lines)


def _bytes(path: Path, shown: str) -> bytes:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise ScenarioError(
                f"{shown}:1: is {path.stat().st_size / 1e6:.0f} MB; a file has at most "
                f"{LARGEST_BYTES / 1e6:.0f} MB; is this the right file?"
            )
        return path.read_bytes()
    except IsADirectoryError:
        raise ScenarioError(f"{shown}: is a folder; name a file in it") from None
    except FileNotFoundError:
        raise ScenarioError(f"{shown}: does not exist; check its name and folder") from None
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise ScenarioError(
            f"{shown}: cannot be read ({reason}); check its name and place"
        ) from None


def _decoded(raw: bytes, shown: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ScenarioError(
            f"{shown}:{line}: byte {raw[error.start]:#04x} is not UTF-8; "
            "files are UTF-8 text; save the file as UTF-8"
        ) from None


def _not_yaml(error: MarkedYAMLError, shown: str) -> str:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    problem = error.problem or error.context or "it cannot be read"
    return (
        f"{shown}:{line}: is not YAML ({_first_line(problem)}); "
        "check indentation, colons, quotes and brackets near this line"
    )


def _first_line(spec: object) -> str:
    return str(spec).strip().splitlines()[0].rstrip(".") if str(spec).strip() else "unreadable"


def brief(value: Any) -> str:
    """A value as it is shown in a message, shortened."""
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a mapping" if value else "an empty mapping"
    if isinstance(value, list | tuple):
        return "a list" if value else "an empty list"
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}..."'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)
