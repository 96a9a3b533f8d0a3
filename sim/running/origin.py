"""Where results come from: the command, the machine and the code, without a path of the machine."""

from __future__ import annotations

import platform
import shlex
import subprocess
from pathlib import Path, PurePosixPath

from ..results.manifest import MachineNote
from ..scenario.paths import shown_path
from .cores import available_cores


def portable_command(command: str) -> str:
    """A command line without paths of this machine."""
    try:
        words = shlex.split(command)
    except ValueError:  # given by a program, not by a shell
        return command
    parts = [word.partition("=") for word in words]
    return shlex.join(
        f"{_relative(first)}{sign}{_relative(second)}" for first, sign, second in parts
    )


def _relative(word: str) -> str:
    return portable(shown_path(Path(word))) if Path(word).is_absolute() else portable(word)


def portable(shown: str) -> str:
    """A path as it may travel: of what lies outside this folder the name alone."""
    path = PurePosixPath(shown)
    return f"elsewhere/{path.name}" if path.is_absolute() or ".." in path.parts else shown


def this_machine() -> MachineNote:
    """The machine that this runs on, without its name."""
    import psutil

    return MachineNote(
        system=f"{platform.system()} {platform.release()}",
        processor=platform.processor() or platform.machine(),
        cores=available_cores(),
        memory_gb=round(psutil.virtual_memory().total / 2**30, 1),
    )


def commit() -> str | None:
    """The commit of the working copy that this program runs from, if it is one."""
    root = Path(__file__).resolve().parents[2]
    if not (root / ".git").exists():
        return None
    result = _git(root, "rev-parse", "HEAD")
    if not result:
        return None
    return f"{result}-changed" if _git(root, "status", "--porcelain") else result


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, capture_output=True, text=True, timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
