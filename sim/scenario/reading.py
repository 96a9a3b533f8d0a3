"""One YAML 1.2 file from disk to plain Python, with the line of every key, and nothing harmful."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from ..errors import Keys as Keys
from ..errors import Place, Problem, ScenarioError, brief
from .paths import shown_path as shown_path
from .plain import PlainReader

LARGEST_BYTES = 5_000_000


@dataclass(frozen=True)
class Document:
    """A file as read: plain data, and the line of each key."""

    path: Path
    shown: str
    data: dict[Any, Any]
    digest: str
    lines: dict[Keys, int] = field(repr=False)

    def place(self, keys: Keys = ()) -> Place:
        """The file and line of the key, or of the nearest section that is written."""
        return Place(self.shown, self.lines.get(self.written(keys), 1))

    def written(self, keys: Keys) -> Keys:
        """The keys as the file has them: without parts of a full form that it leaves out.

        A key of what stands under a name alone, as the options of a block in `uses`, is there.
        """
        here: Keys = ()
        for key in keys:
            if (*here, key) in self.lines:
                here = (*here, key)
            elif (alone := self._name_alone(here)) and (*here, alone, key) in self.lines:
                here = (*here, alone, key)
        return here

    def _name_alone(self, keys: Keys) -> str:
        """The only key of a thing in a list; nothing where it has more."""
        if not (keys and keys[-1].isdecimal()):
            return ""
        spec = self.value(keys)
        return str(next(iter(spec))) if isinstance(spec, dict) and len(spec) == 1 else ""

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
                here = here[int(key)] if key.isdecimal() and int(key) < len(here) else None
            elif isinstance(here, dict):
                others = (value for name, value in here.items() if str(name) == key)
                here = here[key] if key in here else next(others, None)
            else:
                return None
        return here


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
        rule = "holds a control character; a file is plain text"
        raise _refusal(shown, line, rule, "remove the character") from None
    except MarkedYAMLError as error:
        raise _not_yaml(error, shown) from None
    except YAMLError as error:
        raise _refusal(shown, 1, "is not YAML", _first_line(error)) from None
    if data is None:
        raise _refusal(shown, 1, "is empty", "a file begins with `doorstroom: 1`")
    if not isinstance(data, dict):
        rule = f"is {brief(data)}; a file is a mapping of sections"
        raise _refusal(shown, 1, rule, "begin with `doorstroom: 1`")
    return Document(path, shown, data, hashlib.sha256(raw).hexdigest(), reader.lines)


def _refusal(shown: str, line: int | None, rule: str, way_out: str) -> ScenarioError:
    return ScenarioError(Problem(rule, way_out, place=Place(shown, line)))


def _bytes(path: Path, shown: str) -> bytes:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            rule = (
                f"is {path.stat().st_size / 1e6:.0f} MB; a file has at most "
                f"{LARGEST_BYTES / 1e6:.0f} MB"
            )
            raise _refusal(shown, 1, rule, "is this the right file?")
        return path.read_bytes()
    except IsADirectoryError:
        raise _refusal(shown, None, "is a folder", "name a file in it") from None
    except FileNotFoundError:
        raise _refusal(shown, None, "does not exist", "check its name and folder") from None
    except OSError as error:
        rule = f"cannot be read ({error.strerror or 'unknown reason'})"
        raise _refusal(shown, None, rule, "check its name and place") from None


def _decoded(raw: bytes, shown: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        rule = f"byte {raw[error.start]:#04x} is not UTF-8; files are UTF-8 text"
        raise _refusal(shown, line, rule, "save the file as UTF-8") from None


def _not_yaml(error: MarkedYAMLError, shown: str) -> ScenarioError:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    opened = error.context_mark
    if opened is not None and opened.line + 1 < line and (closing := _closing(error)):
        # What is wrong is seen where the next thing begins, lines after what is not closed.
        what = {"}": "{", "]": "["}.get(closing, closing)
        rule = f"is not YAML (a {what} that opens on this line is not closed before line {line})"
        way_out = "close it" if what == closing else f"close it with {closing}, or write the comma"
        return _refusal(shown, opened.line + 1, rule, way_out)
    rule = f"is not YAML ({_first_line(error.problem or error.context or 'it cannot be read')})"
    way_out = "check indentation, colons, quotes and brackets near this line"
    return _refusal(shown, line, rule, way_out)


def _closing(error: MarkedYAMLError) -> str:
    """What was to close the thing in which the reader stopped; nothing where it is no such."""
    problem = str(error.problem)
    if "quoted scalar" in str(error.context) and "end of stream" in problem:
        return "quote"
    return next((sign for sign in "}]" if f"expected ',' or '{sign}'" in problem), "")


def _first_line(spec: object) -> str:
    return str(spec).strip().splitlines()[0].rstrip(".") if str(spec).strip() else "unreadable"
