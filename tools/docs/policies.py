"""Each policy with its document, what it rests on, and which way it went, for docs/policies.md.

Whether an effect is assumed follows from the status of the numbers by which a block says what
clients and help will do; which way it went is read from docs/policies-found.csv, which
collecting.py fills.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import pandas as pd

from sim.checks import load_block
from sim.scenario.reading import read_file
from sim.scenario.schema import (
    Block,
    Change,
    Divert,
    Intervention,
    NextChange,
    Number,
    PlacesChange,
    StayChange,
    WaitingChange,
)
from sim.telling.assumed import assumed_in, assumed_of_stations
from sim.telling.speech import Speaker

from .found import FOUND, told
from .parts import REGION, ROOT, region

ASSUMED, MECHANICAL = "assumed", "mechanical"


_HOW = {
    "set": "",
    "factor": ", times",
    "add": ", plus",
    "add_per_1000_youth": ", plus",
    "part": ", a part of",
}
"""How an intervention changes a number, before that number."""


@dataclass(frozen=True)
class Policy:
    """A block of a theme, and the scenarios that use it, those with the fewest blocks first."""

    theme: str
    name: str
    block: Block
    users: tuple[str, ...]

    @property
    def put_in(self) -> tuple[str, ...]:
        """What it says that clients, workers and help will do and nobody knows, in words."""
        of_interventions = (_of_intervention(item) for item in self.block.interventions)
        lines = [line for lines in of_interventions for line in lines]
        for keys, number in assumed_of_stations(self.block):
            lines.append(f"`{'.'.join(keys)}`: {_said(number)}")
        return tuple(lines)

    @property
    def kind(self) -> str:
        """What its effect is, by the status of its numbers."""
        return ASSUMED if self.put_in else MECHANICAL


def policies() -> tuple[Policy, ...]:
    """Every block that ships, in order of theme and name."""
    return tuple(_policy(path) for path in sorted((REGION / "blocks").glob("*/*.yaml")))


def _policy(path: Path) -> Policy:
    block = load_block(path)
    assert block is not None, path
    users = [(len(used), name) for name, used in _uses().items() if path.stem in used]
    return Policy(path.parent.name, path.stem, block, tuple(name for _, name in sorted(users)))


@cache
def _uses() -> dict[str, tuple[str, ...]]:
    """The blocks that each scenario itself uses, as its file says it; no scenario is resolved."""
    paths = (*REGION.glob("*.yaml"), *(REGION / "policies").glob("*/*.yaml"))
    return {path.stem: _used_in(path) for path in paths}


def _used_in(path: Path) -> tuple[str, ...]:
    uses = read_file(path).data.get("uses") or ()
    return tuple(item if isinstance(item, str) else next(iter(item)) for item in uses)


def _of_intervention(spec: Intervention) -> Iterator[str]:
    """What an intervention puts in: numbers that are assumed, of what clients and help do."""
    for keys, number in assumed_in(spec):
        yield f"`{spec.id}`: {_what(spec, keys)} {_said(number)}"


def _what(spec: Intervention, keys: tuple[str, ...]) -> str:
    """Of what a number is, in a few words."""
    how = _HOW[change.operation] if isinstance(change := getattr(spec, keys[0]), Change) else ""
    match spec:
        case Divert():
            return f"of those about to join `{spec.from_}` go to `{spec.via or spec.to}`"
        case NextChange(to=str()):
            return f"of those who leave `{spec.station}` go to `{spec.to}`{how}"
        case StayChange() if keys[0] == "factor":
            return f"how long help of `{spec.station}` lasts{how}"
        case NextChange() | StayChange() | WaitingChange():
            return f"{_named(keys)} of `{spec.station}`{how}"
        case PlacesChange():
            return f"{_named(keys)} of `{spec.pool or spec.station}`{how}"
        case _:
            return f"how many come{how}" if keys[0] != "pgb" else f"pgb{how}"


def _named(keys: tuple[str, ...]) -> str:
    names = [key for key in keys if key not in ("number", "factor", "station")]
    return " ".join(names).replace("_", " ")


def _said(number: Number) -> str:
    """A number or path, with how far off it may be."""
    value = Speaker(region(), "en").said_number(number)
    if number.low is not None and number.high is not None:
        return f"{value} ({number.low:g} to {number.high:g})"
    return value if number.spread is None else f"{value}, give or take {number.spread}"


def policies_part() -> str:
    """All policies, a table for each theme, and what must be true for those that are assumed."""
    result: list[str] = []
    for theme, items in groupby(policies(), key=lambda item: item.theme):
        of_theme = list(items)
        result += [f"### {theme.replace('-', ' ').capitalize()}", "", _table(of_theme), ""]
        result += [line for item in of_theme for line in _what_must_be_true(item)]
    return "\n".join(result).rstrip()


def _table(items: list[Policy]) -> str:
    head = ("policy", "document", "effect", "the document expects", "and leaves open", "found")
    lines = [head, ("---",) * len(head), *(_row(item) for item in items)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row(item: Policy) -> tuple[str, ...]:
    block = item.block
    origin, users = block.from_document, ", ".join(f"`{name}`" for name in item.users)
    source = (region().sources | block.sources)[origin.source].title if origin else "-"
    section = f", {origin.section}" if origin and origin.section else ""
    label = "" if block.effect == item.kind else f" (the file says {block.effect})"
    return (
        f"**{block.title.en}** ({block.title.nl}); `{item.name}`, in {users}",
        f"{source}{section}",
        f"{item.kind}{label}",
        block.expects.in_language("en") if block.expects else "-",
        block.leaves_open.in_language("en") if block.leaves_open else "-",
        told(block, item.users, _found()),
    )


@cache
def _found() -> pd.DataFrame:
    return pd.read_csv(ROOT / FOUND)


def _what_must_be_true(item: Policy) -> Iterator[str]:
    if item.put_in:
        yield f"*{item.block.title.en}* does what is expected of it if these are right:"
        yield ""
        yield from (f"- {line}" for line in item.put_in)
        yield ""


def directions() -> set[tuple[str, str, str]]:
    """What blocks say goes one way: each scenario that uses one, indicator and where it is."""
    return {
        (user, indicator, place)
        for item in policies()
        for user in item.users
        for indicator, ways in item.block.direction.items()
        for place in ways
    }
