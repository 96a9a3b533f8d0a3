"""A small copy of results for who does not run anything, and whether other results equal it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError, OutputError
from .folders import Shown, new_results
from .foretold import is_of_a_forecast
from .hanging import HANGING, read_hanging
from .manifest import ENOUGH_RUNS, PAGES, Manifest
from .manifest_file import MANIFEST, changed_files, digest, read_manifest

PUBLISHED = Path("results") / "published"
LARGEST_BYTES = 6_000_000
COMPARISON = "comparison.csv"
TABLES = (COMPARISON, "targets.csv", "breakeven.csv", "payback.csv")
"""The first is compared; the others are copied where there are any."""
PICTURES = ".png"
"""The drawings (svg) are inside the pages."""
FULL = "indicators.parquet"
"""What a results folder has and a copy for readers has not."""
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
    that have no pages or in which a file was changed; OutputError where nothing can be written, the
    copy is too large, or would take the place of what is no such copy.
    """
    manifest = read_manifest(results)
    refused = [*_why_a_trial(manifest), *_changed_inputs(manifest)]
    refused += [f"{reason}; run it again" for reason in changed_files(results, manifest.outputs)]
    refused += [
        f"{reason}; make the page again" for reason in changed_files(results, manifest.pages)
    ]
    refused += _missing(manifest)
    read_hanging(results, manifest)
    if refused:
        raise InputError("\n".join(f"{results}: not published: {reason}" for reason in refused))
    names = [name for name in manifest.written if _is_published(name)]
    _refuse_large([results / name for name in names])
    folder = into / results.resolve().name
    _refuse_originals(results, folder)
    with new_results(folder, option="--into") as fresh:
        (fresh / "figures").mkdir()
        for name in (MANIFEST, *names):
            shutil.copyfile(results / name, fresh / name)
    return folder


def _is_published(name: str) -> bool:
    is_page = name in (*PAGES, *TABLES, HANGING) or name.endswith(PICTURES)
    return is_page or is_of_a_forecast(name)


def _refuse_originals(results: Path, folder: Path) -> None:
    """A copy may take the place of a copy, never of results themselves."""
    if folder.resolve() == results.resolve() or (folder / FULL).exists():
        rule = "holds results themselves, of which a copy is no replacement"
        raise Shown(folder, "--into").refusal(rule)


def likeness(results: Path, into: Path = PUBLISHED) -> Likeness:
    """Whether comparison.csv is the published one, byte for byte.

    Raises InputError where one of them is not there.
    """
    own = read_manifest(results)
    published = into / results.resolve().name
    if not (results / COMPARISON).is_file():
        raise InputError(f"{results}: has no {COMPARISON}; name a folder that an experiment made")
    if not (published / COMPARISON).is_file():
        rule = f"holds no published copy to compare {results} with"
        raise InputError(f"{published}: {rule}; publish it first, or name another with --into")
    same = (published / COMPARISON).read_bytes() == (results / COMPARISON).read_bytes()
    reasons = () if same else _why_unlike(published, own)
    return Likeness(same, results, published, reasons)


def _why_unlike(published: Path, own: Manifest) -> tuple[str, ...]:
    try:
        return tuple(_differences(read_manifest(published), own))
    except InputError as error:
        return (str(error),)


# ------------------------------------------------------------------ what is refused


def _why_a_trial(manifest: Manifest) -> Iterator[str]:
    if manifest.kind != "experiment":
        yield "not made by an experiment; name a folder that an experiment made"
    if manifest.trial:
        yield f"made as a trial; {_MAKE_AGAIN}"
    if manifest.scale != 1.0:
        yield f"made at scale {manifest.scale:g} instead of 1; {_MAKE_AGAIN}"
    runs = manifest.replications
    if runs < ENOUGH_RUNS:
        yield f"made with {runs} runs a scenario, at least {ENOUGH_RUNS} are needed; {_MAKE_AGAIN}"


def _changed_inputs(manifest: Manifest) -> Iterator[str]:
    """Input files that are not what they were, found from where we are."""
    for name, known in manifest.files.items():
        path = Path(name)
        if not path.is_file():
            yield f"{name}, an input, is not there; publish from the folder of the project"
        elif digest(path) != known:
            yield f"{name} has changed since; run it again"


def _missing(manifest: Manifest) -> Iterator[str]:
    """What a copy for readers cannot do without."""
    missing = sorted({*PAGES, COMPARISON} - manifest.written.keys())
    if not any(name.endswith(PICTURES) for name in manifest.pages):
        missing.append("figures")
    if missing:
        yield f"{', '.join(missing)}: not there; make the page first"


def _refuse_large(files: Sequence[Path]) -> None:
    total = sum(path.stat().st_size for path in files)
    if total > LARGEST_BYTES:
        largest = max(files, key=lambda path: path.stat().st_size)
        raise OutputError(
            f"{total / 1e6:.1f} MB; a published copy has at most {LARGEST_BYTES / 1e6:.0f} MB; "
            f"the largest file is {largest.name}, {largest.stat().st_size / 1e6:.1f} MB"
        )


# ------------------------------------------------------------------ what differs


def _differences(published: Manifest, own: Manifest) -> Iterator[str]:
    """What is not the same in how the two were made, in the order of likely causes."""
    files = {**published.files, **own.files}
    changed = [name for name in files if published.files.get(name) != own.files.get(name)]
    if changed:
        yield f"other inputs: {', '.join(changed)}"
    for key in ("seed", "replications", "scale"):
        if getattr(published, key) != getattr(own, key):
            yield f"{key}: {getattr(own, key)} here, {getattr(published, key)} there"
    if published.doorstroom != own.doorstroom:
        yield f"Doorstroom {own.doorstroom} here, {published.doorstroom} there"
    here, there = own.versions, published.versions
    other = [name for name in {**there, **here} if here.get(name) != there.get(name)]
    if other:
        spec = [f"{name} {here.get(name)} here, {there.get(name)} there" for name in other]
        yield f"other versions: {'; '.join(spec)}"
