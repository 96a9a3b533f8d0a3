"""What a worker of a cluster does: it tells what it is, and does chunks of work one at a time."""

from __future__ import annotations

import hashlib
import os
import pickle
import platform
import tempfile
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock
from typing import Any

from ...errors import PlaceRefused
from ..code import made_by
from .work import Work
from .worker import Failed, WorkDone, messages_of

_ALONE = Lock()
"""Held by the thread that works: a run takes a whole core, and the memory of a worker."""
_READY = Event()
_COMPILING_SECONDS = 900.0
"""How long another process of this node may compile before we no longer wait for it."""
_QUICK = 1
"""Level of zlib: tables become a tenth in some hundredths of a second."""


@dataclass(frozen=True)
class Node:
    """What a worker is: where, by what its runs are made, and what memory is free there."""

    host: str
    made_by: Mapping[str, str]
    free_bytes: int

    def differences(self, other: Mapping[str, str]) -> list[str]:
        """What makes its runs others than those of another, in words."""
        return [
            f"{name} is {self.made_by.get(name, 'not there')} there and {spec} here"
            for name, spec in other.items()
            if self.made_by.get(name) != spec
        ]


@dataclass(frozen=True)
class Chunk:
    """Pieces of work that a worker does one after the other, packed; and who sends them."""

    packed: bytes
    sender: Node
    get_ready: Callable[[], None]


@dataclass(frozen=True)
class ChunkDone:
    """What was told of all tasks of a chunk, packed, and how long that took."""

    packed: bytes
    seconds: float


def this_node() -> Node:
    """The process in which this is asked."""
    from ...traffic.memory import free_bytes

    return Node(platform.node(), made_by(), free_bytes())


def packed(spec: Any) -> bytes:
    """Anything, small enough to be sent."""
    return zlib.compress(pickle.dumps(spec, protocol=pickle.HIGHEST_PROTOCOL), _QUICK)


def unpacked(content: bytes) -> Any:
    """What was packed by who sent it."""
    return pickle.loads(zlib.decompress(content))


def carried_out(chunk: Chunk) -> ChunkDone | Node:
    """What a chunk gives; this node itself where it would make other runs than the sender."""
    node = this_node()
    if node.differences(chunk.sender.made_by):
        return node
    with _ALONE:
        if not _READY.is_set():
            _get_ready(chunk, node)
        works: tuple[Work[Any], ...] = unpacked(chunk.packed)
        begin = time.perf_counter()
        messages = list[Any]()
        for work in works:
            messages += (item for item in messages_of(work) if not isinstance(item, WorkDone))
            if messages and isinstance(messages[-1], Failed):
                break
        return ChunkDone(packed(messages), time.perf_counter() - begin)


def _get_ready(chunk: Chunk, node: Node) -> None:
    """Compile, once in all processes of this node, into a folder that no other node uses.

    On a disk that nodes share they would write and remove each other's files.
    """
    if node.host != chunk.sender.host and "NUMBA_CACHE_DIR" not in os.environ:
        os.environ["NUMBA_CACHE_DIR"] = str(_place_of(node))
    from ...compiling.folders import folder_of_code

    folder = folder_of_code().path
    if folder is None:
        chunk.get_ready()
    else:
        _one_at_a_time(folder, chunk.get_ready)
    _READY.set()


def _place_of(node: Node) -> Path:
    """A folder for this user and node, also where nodes share what is temporary."""
    user = os.getuid() if hasattr(os, "getuid") else "user"
    of_node = hashlib.sha256(f"{node.host} {node.made_by}".encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"doorstroom-{user}-{of_node}"


def _one_at_a_time(folder: Path, get_ready: Callable[[], None]) -> None:
    """Call it when no other process of the node does."""
    from ...results.lock import locked

    until = time.monotonic() + _COMPILING_SECONDS
    while time.monotonic() < until:
        try:
            with locked(folder / "compiling.lock", refusal=_held):
                get_ready()
            return
        except PlaceRefused:
            time.sleep(0.2)
    get_ready()


def _held(rule: str, _way_out: str = "") -> PlaceRefused:
    return PlaceRefused(rule)
