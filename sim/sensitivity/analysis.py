"""All that draws tell of what is not known: nothing is run for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..errors import InputError
from ..scenario.wording import suggestion
from .emulated import Emulated, Inputs, emulated
from .findings import Bar, Part, Worth, bars_of, parts_of, worths
from .naming import Limits, Named, differs, named_for
from .pairs import Pair, pair_of
from .reading import DIFFERENCE, Evidence
from .tipping import Turning, turnings


@dataclass(frozen=True)
class Analysis:
    """What was found: parts of variances, bars of a tornado, tipping points, worth of knowing.

    `named` has for each claim of the evidence the groups that it hangs on.
    """

    evidence: Evidence
    named: tuple[Named, ...]
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
    inputs, limits = Inputs.of(evidence), Limits.of_evidence(evidence)
    items: list[Emulated] = []
    for at, output in enumerate(evidence.outputs, 1):
        says(f"{at} of {len(evidence.outputs)}: {output.scenario}, {output.indicator}")
        items.append(emulated(output, inputs, limits.of(output)))
    differences = [item for item in items if item.output.of == DIFFERENCE]
    flat = {id(claim.output) for claim in evidence.claims if not differs(claim)}
    shown = [item for item in items if id(item.output) not in flat]
    named = tuple(
        named_for(claim, inputs.x, evidence, limits).only(chosen) for claim in evidence.claims
    )
    claims = list(zip(evidence.claims, differences, named, strict=True))
    pairs = (pair_of(claim, evidence, each) for claim, _, each in claims)
    return Analysis(
        evidence=evidence,
        named=named,
        parts=tuple(part for item in shown for part in parts_of(item, evidence, chosen)),
        bars=tuple(bar for item in shown for bar in bars_of(item, evidence, chosen)),
        turnings=tuple(
            turning for claim, item, each in claims
            for turning in turnings(claim, item, evidence, each)
        ),
        pairs=tuple(pair for pair in pairs if pair is not None),
        worths=tuple(worths(evidence, inputs, chosen)),
    )  # fmt: skip


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
