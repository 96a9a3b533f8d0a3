"""Where files are looked for: beside the file that asks, here, in folders of regions, as shipped.

Folders stand in groups. A group is looked in at once, so that a name in two of its folders is told
and not chosen; the first group in which the name stands is the one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from .paths import shipped

Groups = tuple[tuple[Path, ...], ...]

SCENARIOS = "scenarios"
_NO_REGIONS = frozenset({"blocks", "parts"})


def of_experiments() -> Groups:
    """Here, in `experiments`, and as shipped."""
    return (Path(),), (Path("experiments"),), (shipped() / "experiments",)


def of_scenarios(beside: Path | None) -> Groups:
    """Beside the file that asks or here, then in `scenarios` and the folders of regions in it."""
    near = beside if beside is not None else Path()
    roots = [near]
    if beside is not None and _is_of_scenarios(near.resolve().parent):
        roots.append(near.parent)  # a region asks for what regions share
    roots += [Path(SCENARIOS), shipped() / SCENARIOS]
    return tuple(dict.fromkeys(group for root in roots for group in _with_regions(root)))


def of_pieces(kind: str, beside: Path | None) -> Groups:
    """The folders for `blocks` or `parts`: of those for scenarios, with the themes within."""
    groups = of_scenarios(beside)
    return tuple(found for group in groups for found in (tuple(_within(group, kind)), group))


def _with_regions(root: Path) -> Iterator[tuple[Path, ...]]:
    yield (root,)
    if _is_of_scenarios(root.resolve()):
        regions = tuple(item for item in _folders_in(root) if item.name not in _NO_REGIONS)
        if regions:
            yield regions


def _is_of_scenarios(folder: Path) -> bool:
    return folder.name == SCENARIOS


def _within(roots: Iterable[Path], kind: str) -> Iterator[Path]:
    for root in roots:
        yield root / kind
        yield from _folders_in(root / kind)


def _folders_in(folder: Path) -> list[Path]:
    try:
        return sorted(item for item in folder.iterdir() if item.is_dir())
    except OSError:  # there is none, or it may not be looked in
        return []
