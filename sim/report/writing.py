"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ..errors import cannot_write


def write_whole(files: Mapping[Path, bytes]) -> list[Path]:
    """Write each file beside its place first and move it there when all are written.

    Raises OutputError where a folder cannot be written; nothing half-written stays behind.
    """
    waiting: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting[path] = _write_beside(path, content)
        for path, beside in waiting.items():
            beside.replace(path)
    except OSError as error:
        told = (
            f"{error.filename or 'the results folder'}: cannot be written ({error.strerror}); "
            "free the folder or copy the results to one that you may write"
        )
        raise cannot_write(told, error) from None
    finally:
        for beside in waiting.values():
            beside.unlink(missing_ok=True)
    return list(files)


def _write_beside(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.chmod(0o644)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside
