"""The rooms of the house: each imports only from the layers below it, or beside it without a ring.

A room is a module or a package directly in sim/. A new room goes into LAYERS, in the lowest layer
that stands above everything it imports.
"""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

LAYERS = (
    ("errors", "compiling", "draws", "texts"),
    ("scenario",),
    ("in_force",),
    ("indicators",),
    ("traffic",),
    ("checks", "telling"),
    ("network",),
    ("rules",),
    ("clients",),
    ("visits", "engine"),
    ("measuring",),
    ("results",),
    ("running",),
    ("figures", "report", "theory"),
    ("cli",),
)
HEIGHT = {room: height for height, layer in enumerate(LAYERS) for room in layer}
ONLY_IN = {
    "matplotlib": ("figures", "report"),
    "jinja2": ("figures", "report"),
    "typer": ("cli",),
    "rich": ("cli",),
}
NOT_IN = {"pandas": ("engine",)}


def room_of(place: Path) -> str:
    """The room of a file, whose path is relative to sim/; "" for sim/__init__.py itself."""
    return "" if place == Path("__init__.py") else place.parts[0].removesuffix(".py")


def imported_modules(source: str) -> Iterator[tuple[int, int, str]]:
    """Line, level (0 absolute, 1 this package, ...) and dotted name of all that is imported."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, 0, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names = [node.module] if node.module else [alias.name for alias in node.names]
            yield from ((node.lineno, node.level, name) for name in names)


def rooms_used(place: Path, source: str) -> Iterator[tuple[int, str]]:
    """Line and name of each other room that this file imports from."""
    depth = len(place.parts)
    for line, level, name in imported_modules(source):
        if level == depth and name.split(".")[0] != room_of(place):
            yield line, name.split(".")[0]


def faults_of_file(place: Path, source: str) -> Iterator[str]:
    room = room_of(place)
    if room and room not in HEIGHT:
        yield f"sim/{place} stands in no layer: add {room!r} to LAYERS in tests/test_layers.py"
        return
    for line, level, name in imported_modules(source):
        top = name.split(".")[0]
        if level == 0 and top == "sim":
            yield f"sim/{place}:{line} imports sim by name; use a relative import"
        if level == 0 and room not in ONLY_IN.get(top, (room,)):
            yield f"sim/{place}:{line} imports {top}; only {', '.join(ONLY_IN[top])} may"
        if level == 0 and room in NOT_IN.get(top, ()):
            yield f"sim/{place}:{line} imports {top}; {room} must do without"
    for line, other in rooms_used(place, source):
        if room and other not in HEIGHT:
            yield f"sim/{place}:{line} imports {other} from sim/__init__.py or an unknown room"
        elif room and HEIGHT[other] > HEIGHT[room]:
            yield f"sim/{place}:{line} imports {other}, which stands above {room}"


def ring_of_rooms(files: dict[Path, str]) -> list[str]:
    """Rooms that import each other in a ring; empty when there is none."""
    uses: dict[str, set[str]] = {}
    for place, source in files.items():
        uses.setdefault(room_of(place), set()).update(
            other for _, other in rooms_used(place, source)
        )
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.fixture(scope="module")
def files(house: Path) -> dict[Path, str]:
    """The source of every file of sim/, by its path in sim/."""
    root = house / "sim"
    return {
        path.relative_to(root): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*.py"))
    }


def test_every_file_imports_only_what_stands_below(files: dict[Path, str]) -> None:
    faults = [fault for place, source in files.items() for fault in faults_of_file(place, source)]
    assert not faults, "\n".join(faults)


def test_no_rooms_import_each_other_in_a_ring(files: dict[Path, str]) -> None:
    assert ring_of_rooms(files) == []


def test_no_room_stands_in_two_layers() -> None:
    assert len(HEIGHT) == sum(len(layer) for layer in LAYERS)


@pytest.mark.parametrize(
    ("place", "source", "fault"),
    [
        ("network.py", "from .engine import run", "imports engine, which stands above network"),
        ("engine/run.py", "from ..report import page", "which stands above engine"),
        ("engine/run.py", "from .. import cli", "which stands above engine"),
        ("engine/run.py", "def f():\n    from ..cli import main", "run.py:2 imports cli"),
        ("engine/run.py", "import pandas as pd", "engine must do without"),
        ("measuring.py", "import matplotlib.pyplot as plt", "only figures, report may"),
        ("running/simulation.py", "from rich.progress import Progress", "only cli may"),
        ("clients/state.py", "import sim.network", "use a relative import"),
        ("clients/state.py", "from sim import network", "use a relative import"),
        ("engine.py", "from . import load", "from sim/__init__.py or an unknown room"),
        ("helpers.py", "", "add 'helpers' to LAYERS"),
        ("helpers/more.py", "", "add 'helpers' to LAYERS"),
    ],
)
def test_a_fault_is_found(place: str, source: str, fault: str) -> None:
    result = list(faults_of_file(Path(place), source))
    assert len(result) == 1
    assert fault in result[0]


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("__init__.py", "from .simulation import simulate"),
        ("engine/run.py", "from .waiting_list import WaitingList\nfrom ..network import Network"),
        ("engine/rules/rings.py", "from ..journey import journey\nfrom ...draws import uniform"),
        ("running/plan.py", "import pandas\nfrom .simulation import simulate"),
        ("report/page.py", "import jinja2\nfrom ..figures import waiting"),
    ],
)
def test_what_is_allowed_passes(place: str, source: str) -> None:
    assert list(faults_of_file(Path(place), source)) == []


def test_a_ring_is_found() -> None:
    ring = ring_of_rooms(
        {
            Path("running.py"): "from .results import compare",
            Path("results.py"): "from .running import Experiment",
        }
    )
    assert set(ring) == {"results", "running"}
