"""The bounds of pyproject.toml are versions that were tried: those of lowest.txt."""

import re
import tomllib
from pathlib import Path


def test_every_bound_is_a_version_that_make_test_lowest_tries(house: Path) -> None:
    project = tomllib.loads((house / "pyproject.toml").read_text("utf-8"))["project"]
    bounds = [re.fullmatch(r"([\w.-]+)>=([\d.]+)", spec) for spec in project["dependencies"]]
    lines = (house / "lowest.txt").read_text("utf-8").splitlines()
    tried = dict(line.split("==") for line in lines if not line.startswith("#"))

    assert None not in bounds
    lowest = {bound[1]: whole(bound[2]) for bound in bounds if bound}
    assert lowest == {name: whole(version) for name, version in tried.items()}


def whole(version: str) -> tuple[int, ...]:
    """A version without the zeros at its end: 2.0 is 2.0.0."""
    return tuple(int(part) for part in re.sub(r"(\.0)+$", "", version).split("."))
