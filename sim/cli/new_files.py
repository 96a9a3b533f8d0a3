"""Files of a user that a command makes: new ones only."""

from __future__ import annotations

from pathlib import Path

from ..errors import InputError, cannot_write


def refuse_taken(path: Path, option: str) -> None:
    """Refuse, before anything runs, what cannot be written after it."""
    if path.exists():
        raise _taken(path, option)
    if not path.parent.is_dir():
        raise InputError(f"{path.parent} is no folder that is there; {option} takes a file in one")


def write_new(path: Path, text: str, option: str) -> None:
    """Write a file that is not there yet; raises InputError or OutputError where that cannot be."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise _taken(path, option) from None
    except OSError as error:
        raise cannot_write(f"{path} cannot be written ({error.strerror})", error) from None


def _taken(path: Path, option: str) -> InputError:
    return InputError(f"{path} exists and is left as it is; {option} takes a new file")
