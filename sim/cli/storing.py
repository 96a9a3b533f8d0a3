"""Options of where runs are kept, and of making a part of them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError

if TYPE_CHECKING:
    from ..running.shards import Shard

STORE = Path("results") / "store"
_USUAL = "DOORSTROOM_STORE"

Store = Annotated[
    Path | None,
    typer.Option(
        help=f"Folder of runs, so that none is made twice; {_USUAL} or {STORE} unless said.",
        metavar="DIR",
    ),
]
NoStore = Annotated[bool, typer.Option("--no-store", help="Keep no runs, and use none.")]
WhichShard = Annotated[
    str | None,
    typer.Option(
        help="Make this part of the runs into the store, as 3/8, and compare nothing; for job "
        "arrays. The command without it then takes them from there.",
        metavar="I/N",
    ),
]
OnlyStored = Annotated[
    bool,
    typer.Option(
        "--only-stored", help="Make no run: name those that are not in the store, or compare."
    ),
]

Keep = Annotated[
    str | None,
    typer.Option(
        help="Keep only these indicators of each run, and what verdicts and small cells need.",
        metavar="NAME[,NAME]",
    ),
]


@dataclass(frozen=True)
class AskedRuns:
    """The runs of an experiment file, and how they are made."""

    file: str
    replications: int | None
    draws: int | None
    scale: float
    engine: str
    jobs: int | None
    state: Path | None
    keep: list[str] | None


def store_of(store: Path | None, no_store: bool, *, is_usual: bool = True) -> Path | None:
    """The folder in which runs are kept, if any; an empty DOORSTROOM_STORE asks for none."""
    if store is not None and no_store:
        raise InputError("--store and --no-store ask for opposite things; leave one out")
    usual = os.environ.get(_USUAL, str(STORE))
    if store is not None or no_store or not usual or not is_usual:
        return store
    return Path(usual)


def listed(text: str | None) -> list[str] | None:
    """The names in a text with commas; None where there is no text."""
    return None if text is None else [name.strip() for name in text.split(",")]


def shard_of(text: str, store: Path | None) -> tuple[Shard, Path]:
    """A part of runs as it is asked for, and the store into which it goes."""
    from ..running.shards import Shard

    if store is None:
        raise InputError("--shard makes runs into a store; leave out --no-store, or give --store")
    numbers = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", text.strip())
    number, of = map(int, numbers.groups()) if numbers else (0, 0)
    if not 1 <= number <= of:
        raise InputError(f"--shard is {text}; must be I/N with I from 1 to N, as 3/8")
    return Shard(number, of), store
