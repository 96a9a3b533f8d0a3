"""The house itself: what the README promises exists, versions agree, the wheel is whole."""

import ast
import io
import json
import os
import re
import subprocess
import sys
import tokenize
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import sim

PAGES = ("README.md", "DESIGN.md", "CONTRIBUTING.md", ".ci/run")
MACHINE_PATH = re.compile(r"(?<![\w.*)\]])/(?:root|work|home|Users)/")
PACKAGE_INDEX = re.compile(r"https?://\S+/(?:simple|-|packages)/|index[-]url|find[-]links")


@pytest.fixture(scope="module")
def project(house: Path) -> dict:
    return tomllib.loads((house / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pins(house: Path) -> dict[str, str]:
    lines = (house / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def requirements(project: dict) -> list[Requirement]:
    extras = project["project"]["optional-dependencies"].values()
    spec = [*project["project"]["dependencies"], *(line for extra in extras for line in extra)]
    return [Requirement(line) for line in spec]


def kept_files(house: Path) -> Iterator[Path]:
    """Every file of the project, without what git ignores."""
    ignored = (house / ".gitignore").read_text(encoding="utf-8").splitlines()
    left_out = {".git", *(line.strip("/") for line in ignored if line.endswith("/"))}
    for folder, inner, names in os.walk(house):
        inner[:] = [name for name in inner if name not in left_out]
        yield from (Path(folder, name) for name in names if name not in left_out)


# ------------------------------------------------------------------ what the pages promise


@pytest.mark.parametrize("page", PAGES)
def test_every_make_command_on_a_page_is_a_target(house: Path, page: str) -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):", (house / "Makefile").read_text(encoding="utf-8")))
    named = set(re.findall(r"(?m)(?:`|^)make ([a-z-]+)", (house / page).read_text("utf-8")))
    assert named <= targets


def test_every_command_stands_in_the_table_of_the_readme(house: Path) -> None:
    from sim.cli import app

    readme = (house / "README.md").read_text(encoding="utf-8")
    in_table = set(re.findall(r"(?m)^\| `doorstroom ([a-z-]+)", readme))
    commands = {item.name or item.callback.__name__ for item in app.registered_commands}
    assert in_table == commands | {group.name for group in app.registered_groups}


def test_ci_does_what_a_person_does(house: Path) -> None:
    assert os.access(house / ".ci/run", os.X_OK)
    steps = (house / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert {"make test", "  make interop", "  make browser"} <= set(steps)


def test_the_lock_of_npm_records_versions_and_no_addresses(house: Path) -> None:
    lock = json.loads((house / "browser/package-lock.json").read_bytes())["packages"]
    wanted = json.loads((house / "browser/package.json").read_bytes())["devDependencies"]
    assert {name: lock[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all("integrity" in item for name, item in lock.items() if name)
    assert "://" not in json.dumps(lock)


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "docs/scenario-files.md", "docs/researchers.md"]
)
def test_every_link_to_a_file_leads_somewhere(house: Path, page: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (house / page).read_text(encoding="utf-8"))
    assert [link for link in links if not ((house / page).parent / link).exists()] == []


def test_no_file_names_a_machine_or_a_package_index(house: Path) -> None:
    faults = []
    for path in kept_files(house):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        faults += [
            f"{path.relative_to(house)}:{number} {line.strip()[:80]}"
            for number, line in enumerate(lines, 1)
            if MACHINE_PATH.search(line) or PACKAGE_INDEX.search(line)
        ]
    assert not faults, "\n".join(faults)


def test_docstrings_and_comments_call_clients_they(house: Path) -> None:
    faults = [
        f"{path.relative_to(house)}:{number} {text.strip()[:80]}"
        for path in (house / "sim").rglob("*.py")
        for number, text in docstrings_and_comments(path)
        if re.search(r"\b(?:he|him|his|himself|she|her|hers)\b", text, re.IGNORECASE)
    ]
    assert not faults, "\n".join(faults)


def docstrings_and_comments(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of each comment, and of each string that is a statement of its own."""
    text = path.read_text(encoding="utf-8")
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.lineno, str(node.value.value)


# ------------------------------------------------------------------ versions and dependencies


def test_every_dependency_is_pinned_at_a_version_it_allows(
    project: dict, pins: dict[str, str]
) -> None:
    for requirement in requirements(project):
        version = pins.get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} has no line in constraints.txt"
        assert requirement.specifier.contains(version), f"{requirement} does not allow {version}"


def test_every_dependency_has_its_line_in_the_design(house: Path, project: dict) -> None:
    design = (house / "DESIGN.md").read_text(encoding="utf-8")
    names = [requirement.name for requirement in requirements(project)]
    assert [name for name in names if f"`{name}`" not in design] == []


def test_the_version_is_the_same_everywhere(house: Path, project: dict) -> None:
    version = project["project"]["version"]
    assert f"\nversion: {version}\n" in (house / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## [{version}]" in (house / "CHANGELOG.md").read_text(encoding="utf-8")
    assert sim.__version__ == version


# ------------------------------------------------------------------ the public names


def test_the_public_names_are_sorted_and_there() -> None:
    assert sim.__all__ == sorted(sim.__all__)
    assert all(hasattr(sim, name) for name in sim.__all__)
    assert set(sim.__all__) <= set(dir(sim))


def test_an_unknown_public_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'simulatte'"):
        _ = sim.simulatte


def test_importing_the_package_loads_nothing_heavy() -> None:
    program = "import sys, sim; print(*sorted(name.split('.')[0] for name in sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    heavy = {
        "numpy",
        "pandas",
        "matplotlib",
        "numba",
        "pydantic",
        "typer",
        "simpy",
    }
    assert heavy.isdisjoint(loaded.stdout.split())


# ------------------------------------------------------------------ the wheel


@pytest.fixture(scope="module")
def wheel_names(house: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of all files in a wheel built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", folder, house],
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("room", ["scenarios", "experiments"])
def test_shipped_files_travel_in_the_wheel(house: Path, wheel_names: set[str], room: str) -> None:
    shipped = {
        f"sim/shipped/{path.relative_to(house).as_posix()}"
        for path in (house / room).rglob("*.yaml")
    }
    assert shipped
    assert shipped <= wheel_names


def test_the_wheel_holds_the_package_and_nothing_of_the_workshop(
    house: Path, wheel_names: set[str]
) -> None:
    sources = {path.relative_to(house).as_posix() for path in (house / "sim").rglob("*.py")}
    assert sources | {"sim/py.typed"} <= wheel_names
    assert {name.split("/")[0].split("-")[0] for name in wheel_names} == {"sim", "doorstroom"}
