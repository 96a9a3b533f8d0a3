"""The log of what was verified: version, seed, counts kept, and the digest of every file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version

from ..errors import visible
from ..report.table import Table
from .checked import Checked, State
from .view import View


def log_table(view: View) -> Table:
    """What was looked at, and how it came out."""
    texts = view.texts
    return Table(
        caption=texts("dossier.log.caption"),
        head=(texts("dossier.log.what"), texts("dossier.log.outcome")),
        rows=tuple((texts(f"dossier.log.{key}"), outcome) for key, outcome in _lines(view)),
    )


def digests_table(view: View) -> Table:
    """Every file that the manifest names, with its digest and whether it still has it."""
    texts = view.texts
    rows = tuple(
        (visible(item.name), item.known, texts(f"dossier.log.state.{item.state}"))
        for item in view.material.log.every
    )
    head = tuple(texts(f"dossier.log.{name}") for name in ("file", "digest", "outcome"))
    return Table(texts("dossier.log.digests"), head, rows, kind="lists files")


def _lines(view: View) -> Iterator[tuple[str, str]]:
    manifest, log, texts = view.manifest, view.material.log, view.texts
    now = version("doorstroom")
    is_same = now == manifest.doorstroom
    yield "manifest", texts("dossier.log.sealed")
    yield "inputs", _counted(view, log.inputs)
    yield "tables", _counted(view, log.tables)
    yield "pages", _counted(view, log.pages)
    yield (
        "version",
        manifest.doorstroom if is_same
        else texts("dossier.log.other_version", made=manifest.doorstroom, now=now),
    )  # fmt: skip
    yield "seed", str(manifest.seed)
    runs = texts.count("page.runs", manifest.replications)
    yield "runs", texts("dossier.log.runs_value", runs=runs, scale=f"{manifest.scale:g}")
    checked = manifest.conservation.checked
    yield "conservation", texts.count("print.conservation_value", checked)
    lost = [f"{note.run}: {note.reason}" for note in manifest.lost]
    yield "lost", view.listed(lost) if lost else texts("dossier.log.none_lost")
    yield "theory", texts("dossier.log.theory_open")


def _counted(view: View, files: Sequence[Checked]) -> str:
    """How many files are as they were, and which are not."""
    texts = view.texts
    same = sum(item.state is State.SAME for item in files)
    parts = [texts("dossier.log.same", same=view.count(same), n=view.count(len(files)))]
    for state in (State.CHANGED, State.MISSING):
        names = [item.name for item in files if item.state is state]
        if names:
            parts.append(texts(f"dossier.log.names.{state}", names=view.listed(names)))
    return " ".join(parts)
