"""All that draws tell of what is not known: nothing is run for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..errors import InputError
from ..scenario.wording import suggestion
from .emulated import Emulated, Inputs, emulated
from .findings import Bar, Part, Worth, bars_of, parts_of, worths
from .pairs import Pair, pair_of
from .reading import DIFFERENCE, Evidence
from .tipping import Turning, turnings


@dataclass(frozen=True)
class Analysis:
    """What was found: parts of variances, bars of a tornado, tipping points, worth of knowing."""

    evidence: Evidence
    parts: tuple[Part, ...]
    bars: tuple[Bar, ...]
    turnings: tuple[Turning, ...]
    pairs: tuple[Pair, ...]
    worths: tuple[Worth, ...]


def analysed(
    evidence: Evidence, names: Sequence[str] = (), says: Callable[[str], None] = lambda _: None
) -> Analysis:
    """Everything, of some groups or of all; raises InputError for a group that there is not."""
    chosen = chosen_groups(evidence, names)
    inputs = Inputs.of(evidence)
    items: list[Emulated] = []
    for at, output in enumerate(evidence.outputs, 1):
        says(f"{at} of {len(evidence.outputs)}: {output.scenario}, {output.indicator}")
        items.append(emulated(output, inputs))
    differences = [item for item in items if item.output.of == DIFFERENCE]
    claims = list(zip(evidence.claims, differences, strict=True))
    pairs = (pair_of(claim, evidence, chosen) for claim, _ in claims)
    return Analysis(
        evidence=evidence,
        parts=tuple(part for item in items for part in parts_of(item, evidence, chosen)),
        bars=tuple(bar for item in items for bar in bars_of(item, evidence, chosen)),
        turnings=tuple(
            turning for claim, item in claims for turning in turnings(claim, item, evidence, chosen)
        ),
        pairs=tuple(pair for pair in pairs if pair is not None),
        worths=tuple(worths(evidence, inputs, chosen)),
    )


def chosen_groups(evidence: Evidence, names: Sequence[str]) -> frozenset[int]:
    """The places of the groups of these names; all where none is named."""
    known = [group.name for group in evidence.groups]
    for name in names:
        if name not in known:
            raise InputError(unknown_group(name, known))
    return frozenset(at for at, name in enumerate(known) if not names or name in names)


def unknown_group(name: str, known: Sequence[str]) -> str:
    """What is told of a name that is no group."""
    return f"--group is {name}; there is no such doubt; {suggestion(name, known)}"
