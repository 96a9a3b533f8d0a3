"""Where files stand, and how their paths are shown."""

from __future__ import annotations

import os
from pathlib import Path


def shipped() -> Path:
    """The folder that holds the shipped `scenarios` and `experiments`."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "shipped"
    return installed if installed.is_dir() else package.parent


def shown_path(path: Path) -> str:
    """The path as a user would write it: from where they are, or from what is shipped."""
    whole = path.resolve()
    for folder in (Path.cwd(), shipped()):
        if whole.is_relative_to(folder):
            return whole.relative_to(folder).as_posix()
    try:
        return Path(os.path.relpath(whole)).as_posix()
    except ValueError:  # on another drive
        return path.name
