"""Where files are looked for: beside the file that asks, here, in folders of regions, as shipped.

A region keeps its policies by theme, in `policies` and the folders in it, and its blocks and parts
in the same way. Folders stand in groups. A group is looked in at once, so that a name in two of
its folders is told and not chosen; the first group in which the name stands is the one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from .paths import shipped

Groups = tuple[tuple[Path, ...], ...]

SCENARIOS = "scenarios"
POLICIES = "policies"
_NO_REGIONS = frozenset({"blocks", "parts", POLICIES})


def of_experiments() -> Groups:
    """Here, in `experiments`, and as shipped."""
    return (Path(),), (Path("experiments"),), (shipped() / "experiments",)


def of_scenarios(beside: Path | None) -> Groups:
    """Beside the file that asks or here, then in `scenarios` and the folders of regions in it."""
    roots = [Path()] if beside is None else list(_around(beside))
    roots += [Path(SCENARIOS), shipped() / SCENARIOS]
    return tuple(dict.fromkeys(group for root in roots for group in _with_regions(root)))


def of_pieces(kind: str, beside: Path | None) -> Groups:
    """The folders for `blocks` or `parts`: of those for scenarios, with the themes within."""
    groups = of_scenarios(beside)
    return tuple(found for group in groups for found in (tuple(_within(group, kind)), group))


def _around(folder: Path) -> Iterator[Path]:
    """The folder of a file; the region, of a policy; the scenarios around a region."""
    yield folder
    whole = folder.resolve()
    policies = next((path for path in (whole, whole.parent) if path.name == POLICIES), None)
    region = whole if policies is None else policies.parent
    if region != whole:
        yield region
    if _is_of_scenarios(region.parent):
        yield folder.parent if region == whole else region.parent


def _with_regions(root: Path) -> Iterator[tuple[Path, ...]]:
    yield (root,)
    if policies := tuple(_policies_of((root,))):
        yield policies
    if _is_of_scenarios(root.resolve()):
        regions = tuple(item for item in _folders_in(root) if item.name not in _NO_REGIONS)
        if regions:
            yield (*regions, *_policies_of(regions))


def _policies_of(regions: Iterable[Path]) -> Iterator[Path]:
    for region in regions:
        for folder in _folders_in(region):
            if folder.name == POLICIES:
                yield from (folder, *_folders_in(folder))


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
