"""What two results stand on, thing by thing, and which of it they do not share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..figures.labels import Labels
from ..figures.results import Results
from ..indicators.naming import name_in
from ..texts import Texts
from .notes import DIGEST

APART = ("region", "baseline", "period", "draws", "ensemble", "seed", "scale", "prices")
"""What must be the same before a number of one may be held beside a number of the other."""
ALSO = ("matters", "files", "version")
"""What may explain a difference between them."""
_NAMED = 12
"""So many names at most stand in a cell; of more only how many there are."""

Told = tuple[Hashable, str]
"""What is compared, and how it is written."""


@dataclass(frozen=True)
class Footing:
    """One thing that results stand on: its name, what it is in each, and whether that is one."""

    key: str
    told: tuple[str, str]
    is_same: bool


def footings(first: Results, second: Results, texts: Texts) -> list[Footing]:
    """What the two stand on, in the order of APART and ALSO."""
    result = []
    for key in (*APART, *ALSO):
        one, other = (_TOLD[key](results, texts) for results in (first, second))
        is_same = _same_files(first, second) if key == "files" else one[0] == other[0]
        result.append(Footing(key, (one[1], other[1]), is_same))
    return result


def changed_files(first: Results, second: Results) -> list[str]:
    """Input files that both name and that were not the same then."""
    one, other = first.manifest.files, second.manifest.files
    return [name for name, digest in one.items() if other.get(name, digest) != digest]


def _same_files(first: Results, second: Results) -> bool:
    shared = first.manifest.files.keys() & second.manifest.files.keys()
    return bool(shared) and not changed_files(first, second)


def unlike(first: Results, second: Results, found: Sequence[Footing], texts: Texts) -> list[str]:
    """What they do not share, a sentence each; of other draws the ensemble is not told apart."""
    changed = _named(changed_files(first, second), texts) or texts("beside.all_files")
    keys = [item.key for item in found if not item.is_same]
    told = [key for key in keys if key != "ensemble" or "draws" not in keys]
    return [texts(f"beside.unlike.{key}", names=changed) for key in told]


def _named(names: Sequence[str], texts: Texts) -> str:
    if len(names) <= _NAMED:
        return texts.formats.listed(names)
    return texts("beside.some", names=", ".join(names[:3]), n=texts.formats.number(len(names)))


# ------------------------------------------------------------------ thing by thing


def _region(results: Results, texts: Texts) -> Told:
    inside = {name: note for name, note in results.manifest.gemeenten.items() if not note.outside}
    youth = tuple(sorted((name, note.youth) for name, note in inside.items()))
    return youth, _named(list(inside), texts)


def _baseline(results: Results, texts: Texts) -> Told:
    return results.baseline, Labels.of(results.manifest, texts).scenario(results.baseline)


def _period(results: Results, texts: Texts) -> Told:
    labels, headline = Labels.of(results.manifest, texts), results.period("ahead")
    periods = results.manifest.periods
    told = texts("beside.period", headline=labels.period(headline), all=labels.period("all"))
    return (headline, periods.report_from, periods.end), told


def _draws(results: Results, texts: Texts) -> Told:
    manifest = results.manifest
    draws, number = manifest.draws, texts.formats.number
    if draws is None:
        runs = texts.count("page.runs", manifest.replications)
        return manifest.replications, texts("beside.centre", runs=runs)
    kind = "ranges" if draws.ensemble is None else "ensemble"
    told = texts(f"beside.{kind}", n=number(draws.count), name=draws.ensemble)
    return (draws.ensemble, draws.count, draws.numbers, draws.groups), told


def _ensemble(results: Results, texts: Texts) -> Told:
    """The digest of the file of the ensemble that draws are from; an unknown one is like none."""
    manifest = results.manifest
    if manifest.draws is None or manifest.draws.ensemble is None:
        return None, texts("direction.missing")
    name = f"{manifest.draws.ensemble}.ensemble.json"
    found = [digest for file, digest in manifest.files.items() if PurePosixPath(file).name == name]
    if not found:
        return results.folder, texts("print.unknown")
    return found[0], found[0][:DIGEST]


def _seed(results: Results, texts: Texts) -> Told:
    return results.manifest.seed, str(results.manifest.seed)


def _scale(results: Results, texts: Texts) -> Told:
    scale = results.manifest.scale
    return scale, _written(scale, texts)


def _prices(results: Results, texts: Texts) -> Told:
    money = results.manifest.money
    level = money.price_level if money else None
    return level, str(level or texts("print.unknown"))


def _matters(results: Results, texts: Texts) -> Told:
    matters = results.manifest.matters
    told = [f"{name_in(texts, name)} {_written(size, texts)}" for name, size in matters.items()]
    return tuple(sorted(matters.items())), "; ".join(told) or texts("direction.missing")


def _written(size: float | str, texts: Texts) -> str:
    """A size as the experiment says it: 1%, or a number with the decimals that it has."""
    if isinstance(size, str):
        return size
    return texts.formats.number(size, len(f"{size:g}".partition(".")[2]))


def _files(results: Results, texts: Texts) -> Told:
    return None, texts.count("beside.files", len(results.manifest.files))


def _version(results: Results, texts: Texts) -> Told:
    manifest = results.manifest
    commit = (manifest.commit or texts("print.unknown"))[:DIGEST]
    return (manifest.doorstroom, manifest.commit), f"Doorstroom {manifest.doorstroom} ({commit})"


_TOLD: dict[str, Callable[[Results, Texts], Told]] = {
    "region": _region,
    "baseline": _baseline,
    "period": _period,
    "draws": _draws,
    "ensemble": _ensemble,
    "seed": _seed,
    "scale": _scale,
    "prices": _prices,
    "matters": _matters,
    "files": _files,
    "version": _version,
}
