"""A small copy of results for who does not run anything, and whether other results equal it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import InputError, OutputError
from .store import MANIFEST, check_writable, digest, new_results

PUBLISHED = Path("results") / "published"
LARGEST_BYTES = 4_000_000
COMPARISON = "comparison.csv"
PAGES = ("report.html", "report.en.html")
TABLES = (COMPARISON, "targets.csv", "breakeven.csv", "payback.csv")
"""The first is compared; the others are copied where there are any."""
PICTURES = "figures/*.png"
"""The drawings (svg) are inside the pages."""
ENOUGH_RUNS = 10
_MAKE_AGAIN = "make them again, without --trial, --scale and --replications"


@dataclass(frozen=True)
class Likeness:
    """Whether results equal a published copy; `reasons` say what differs between their makings."""

    is_same: bool
    results: Path
    published: Path
    reasons: tuple[str, ...]


def publish(results: Path, into: Path = PUBLISHED) -> Path:
    """Copy what people read of a results folder to a folder of the same name in `into`.

    Raises InputError for results that are a trial, that are not of the input files as they are now,
    or that have no pages; OutputError where nothing can be written or the copy is too large.
    """
    manifest = _manifest(results)
    refused = [*_why_a_trial(manifest), *_changed_inputs(manifest), *_changed_tables(results)]
    files = [results / name for name in (*PAGES, *TABLES, MANIFEST)]
    files = [path for path in files if path.is_file()]
    pictures = sorted(results.glob(PICTURES))
    missing = {*PAGES, COMPARISON} - {path.name for path in files}
    if missing or not pictures:
        refused.append(f"{', '.join(sorted(missing)) or 'figures'}: not there; make the page first")
    if refused:
        raise InputError("\n".join(f"{results}: not published: {reason}" for reason in refused))
    _refuse_large([*files, *pictures])
    folder = into / results.resolve().name
    check_writable(folder)
    with new_results(folder) as fresh:
        (fresh / "figures").mkdir()
        for path in files:
            shutil.copyfile(path, fresh / path.name)
        for path in pictures:
            shutil.copyfile(path, fresh / "figures" / path.name)
    return folder


def likeness(results: Path, into: Path = PUBLISHED) -> Likeness | None:
    """Whether comparison.csv is the published one, byte for byte; None where none is published."""
    own = _manifest(results)
    published = into / results.resolve().name
    if not (published / COMPARISON).is_file() or not (results / COMPARISON).is_file():
        return None
    same = (published / COMPARISON).read_bytes() == (results / COMPARISON).read_bytes()
    reasons = () if same else tuple(_differences(_manifest(published), own))
    return Likeness(same, results, published, reasons)


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        spec = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(
            f"{path}: is not there; name a folder that an experiment made, or make it first"
        ) from None
    except ValueError as error:
        raise InputError(f"{path}: cannot be read ({error}); run it again") from None
    if not isinstance(spec, dict) or "files" not in spec:
        raise InputError(f"{path}: is no manifest of results; run it again")
    return spec


# ------------------------------------------------------------------ what is refused


def _why_a_trial(manifest: Mapping[str, Any]) -> Iterator[str]:
    if manifest.get("trial"):
        yield f"made as a trial; {_MAKE_AGAIN}"
    if manifest.get("scale") != 1.0:
        yield f"made at scale {manifest.get('scale')} instead of 1; {_MAKE_AGAIN}"
    runs = manifest.get("replications", 0)
    if runs < ENOUGH_RUNS:
        yield f"made with {runs} runs a scenario, at least {ENOUGH_RUNS} are needed; {_MAKE_AGAIN}"


def _changed_inputs(manifest: Mapping[str, Any]) -> Iterator[str]:
    """Input files that are not what they were, found from where we are."""
    for name, known in manifest["files"].items():
        path = Path(name)
        if not path.is_file():
            yield f"{name}, an input, is not there; publish from the folder of the project"
        elif digest(path) != known:
            yield f"{name} has changed since; run it again"


def _changed_tables(results: Path) -> Iterator[str]:
    """Tables that are not what the run wrote."""
    for name, known in _manifest(results).get("outputs", {}).items():
        path = results / name
        if name in TABLES and path.is_file() and digest(path) != known:
            yield f"{name} is not as the run wrote it; run it again"


def _refuse_large(files: list[Path]) -> None:
    total = sum(path.stat().st_size for path in files)
    if total > LARGEST_BYTES:
        largest = max(files, key=lambda path: path.stat().st_size)
        raise OutputError(
            f"{total / 1e6:.1f} MB; a published copy has at most {LARGEST_BYTES / 1e6:.0f} MB; "
            f"the largest file is {largest.name}, {largest.stat().st_size / 1e6:.1f} MB"
        )


# ------------------------------------------------------------------ what differs


def _differences(published: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[str]:
    """What is not the same in how the two were made, in the order of likely causes."""
    files = {**published["files"], **own["files"]}
    changed = [name for name in files if published["files"].get(name) != own["files"].get(name)]
    if changed:
        yield f"other inputs: {', '.join(changed)}"
    for key in ("seed", "replications", "scale"):
        if published.get(key) != own.get(key):
            yield f"{key}: {own.get(key)} here, {published.get(key)} there"
    if published.get("doorstroom") != own.get("doorstroom"):
        yield f"Doorstroom {own.get('doorstroom')} here, {published.get('doorstroom')} there"
    here, there = own.get("versions", {}), published.get("versions", {})
    other = [name for name in {**there, **here} if here.get(name) != there.get(name)]
    if other:
        spec = [f"{name} {here.get(name)} here, {there.get(name)} there" for name in other]
        yield f"other versions: {'; '.join(spec)}"
