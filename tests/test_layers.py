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
    (
        "errors",
        "compiling",
        "draws",
        "by_weeks",
        "following",
        "inference",
        "ordering",
        "remainders",
        "spending",
        "texts",
    ),
    ("scenario",),
    ("in_force",),
    ("indicators",),
    ("traffic",),
    ("checks", "telling"),
    ("network", "uncertainty", "regions"),
    ("rules",),
    ("clients",),
    ("visits", "engine", "untouched"),
    ("measuring",),
    ("results",),
    ("running", "fitting"),
    (
        "figures",
        "report",
        "exports",
        "dossier",
        "theory",
        "search",
        "sensitivity",
        "forecasts",
        "planning",
    ),
    ("cli",),
)
LONGEST_CHAIN = 16
LONGEST_FILE = 350
LONGEST_FUNCTION = 40
"""Lines of a function without its docstring."""
HEIGHT = {room: height for height, layer in enumerate(LAYERS) for room in layer}
ONLY_IN = {
    "matplotlib": ("figures", "report"),
    "jinja2": ("figures", "report"),
    "xlsxwriter": ("exports",),
    "typer": ("cli",),
    "rich": ("cli",),
}
NOT_IN = {"pandas": ("engine",)}
ONLY_FOR = {"fitting": ("figures", "report", "cli")}
"""Rooms that no model may ask anything of, and who may."""


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
        if room not in ONLY_FOR.get(other, (room,)):
            yield f"sim/{place}:{line} imports {other}; only {', '.join(ONLY_FOR[other])} may"
        if room and other not in HEIGHT:
            yield f"sim/{place}:{line} imports {other} from sim/__init__.py or an unknown room"
        elif room and HEIGHT[other] > HEIGHT[room]:
            yield f"sim/{place}:{line} imports {other}, which stands above {room}"


def rooms_used_by(files: dict[Path, str]) -> dict[str, set[str]]:
    """Every room with the rooms that its files import from."""
    uses: dict[str, set[str]] = {}
    for place, source in files.items():
        uses.setdefault(room_of(place), set()).update(
            other for _, other in rooms_used(place, source)
        )
    return uses


def modules_used(files: dict[Path, str]) -> dict[str, set[str]]:
    """Dotted names of all files of sim/, each with those that it imports, for types only too."""
    names = {place: place.with_suffix("").parts for place in files}
    dotted = {".".join(parts).removesuffix(".__init__"): place for place, parts in names.items()}
    uses = {}
    for name, place in dotted.items():
        uses[name] = {
            known
            for node in ast.walk(ast.parse(files[place]))
            if isinstance(node, ast.ImportFrom) and node.level
            for known in _modules_of(node, names[place], dotted)
        } - {name}
    return uses


def _modules_of(
    node: ast.ImportFrom, parts: tuple[str, ...], known: dict[str, Path]
) -> Iterator[str]:
    """The files that one import asks for: submodules by name, else the module itself."""
    start = ".".join((*parts[: len(parts) - node.level], *(node.module or "").split("."))).strip(
        "."
    )
    for alias in node.names:
        inner = f"{start}.{alias.name}".strip(".")
        found = inner if inner in known else start
        if found in known:
            yield found


def a_ring(uses: dict[str, set[str]]) -> list[str]:
    """Names that use each other in a ring; empty when there is none."""
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def longest_chain(uses: dict[str, set[str]]) -> list[str]:
    """The longest way down from a room over the rooms that it uses."""
    longest: dict[str, list[str]] = {}
    for room in TopologicalSorter(uses).static_order():
        below = [longest[other] for other in uses.get(room, ()) if other in longest]
        longest[room] = [room, *max(below, key=len, default=[])]
    return max(longest.values(), key=len)


def too_long(place: Path, source: str) -> Iterator[str]:
    """A file or function in which two stories stand."""
    lines = source.count("\n")
    if lines > LONGEST_FILE:
        yield f"sim/{place} has {lines} lines, at most {LONGEST_FILE}"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = ast.get_docstring(node, clean=False)
            said = docstring.count("\n") + 1 if docstring else 0
            length = (node.end_lineno or node.lineno) - node.lineno + 1 - said
            if length > LONGEST_FUNCTION:
                yield f"sim/{place}:{node.lineno} {node.name} has {length} lines"


def vague_names(source: str) -> tuple[int, int]:
    """How many names that are stored or passed say nothing, and how many there are."""
    names = [
        node.id if isinstance(node, ast.Name) else node.arg
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.arg)
        or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    ]
    return sum(name in ("one", "said", "found") for name in names), len(names)


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
    assert a_ring(rooms_used_by(files)) == []


def test_no_files_import_each_other_in_a_ring_for_types_neither(files: dict[Path, str]) -> None:
    assert a_ring(modules_used(files)) == []


def test_the_chain_of_rooms_is_short(files: dict[Path, str]) -> None:
    chain = longest_chain(rooms_used_by(files))
    assert len(chain) <= LONGEST_CHAIN, " -> ".join(chain)
    assert len(LAYERS) <= LONGEST_CHAIN


def test_no_file_or_function_is_too_long(files: dict[Path, str]) -> None:
    faults = [fault for place, source in files.items() for fault in too_long(place, source)]
    assert not faults, "\n".join(faults)


def test_names_say_what_they_hold(files: dict[Path, str]) -> None:
    vague, names = map(sum, zip(*(vague_names(source) for source in files.values()), strict=True))
    assert vague / names < 0.01


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
        ("running/plan.py", "from ..fitting import fit", "only figures, report, cli may"),
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
    files = {
        Path("running.py"): "from .results import compare",
        Path("results.py"): "from .running import Experiment",
    }
    assert set(a_ring(rooms_used_by(files))) == {"results", "running"}
    assert set(a_ring(modules_used(files))) == {"results", "running"}


def test_the_longest_chain_is_found() -> None:
    assert longest_chain({"a": {"b", "c"}, "b": {"c"}, "c": set(), "d": {"c"}}) == ["a", "b", "c"]


def test_what_is_too_long_is_found() -> None:
    body = "    x = 1\n" * 45
    assert len(list(too_long(Path("a.py"), f"def f():\n{body}"))) == 1
    assert len(list(too_long(Path("a.py"), "x = 1\n" * 351))) == 1
    assert list(too_long(Path("a.py"), f'def f():\n    """{"a" + chr(10) * 45}"""\n')) == []
