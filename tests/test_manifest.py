"""The manifest: one shape, and a message for whatever else stands in its place."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.errors import DoorstroomError, InputError
from sim.figures.results import read_results
from sim.report.page import page
from sim.results import manifest_file
from sim.results.manifest_file import MANIFEST, read_manifest, sealed
from sim.results.publication import likeness, publish
from sim.texts import texts_in

from .report_fixture import change_manifest, made_up_manifest, write_results

ODD: tuple[Any, ...] = (
    None, True, 0, -1, 7, 10**30, 1e308, -1e308, float("nan"), float("inf"), "", "x", "\x1b[31m",
    "\ud800", "2021-02-30", "9999-12-31", "../../etc", [], {}, [[]], {"x": 1}, ["x", 1],
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up results with two runs a scenario."""
    return write_results(tmp_path_factory.mktemp("results"), replications=2)


@pytest.fixture(scope="module")
def valid(folder: Path) -> dict[str, Any]:
    spec: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    del spec["seal"]
    return spec


def with_seal(spec: Any) -> str:
    """The text of a manifest, its seal as a forger would set it."""
    if not isinstance(spec, dict):
        return json.dumps(spec)
    return json.dumps({**spec, "seal": manifest_file._seal(spec)})


def places(spec: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value in a manifest."""
    keys = spec.keys() if isinstance(spec, dict) else range(len(spec))
    for key in keys:
        yield (*way, key)
        if isinstance(spec[key], dict | list):
            yield from places(spec[key], (*way, key))


def mutated(spec: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """One to three values dropped, replaced by odd ones, added or swapped."""
    result = copy.deepcopy(spec)
    for _ in range(chance.randint(1, 3)):
        *way, last = chance.choice(list(places(result)))
        inside = result
        for key in way:
            inside = inside[key]
        deed = chance.choice(("drop", "odd", "add", "swap"))
        if deed == "drop":
            del inside[last]
        elif deed == "odd":
            inside[last] = chance.choice(ODD)
        elif deed == "add" and isinstance(inside, dict):
            inside[chance.choice(("x", "=1+1", "\n", "toString"))] = inside[last]
        else:
            inside[last] = copy.deepcopy(result[chance.choice(sorted(result))])
    return result


def told(read: Callable[[], object]) -> str:
    """The message of a reader, empty when it could read; anything but our own error comes out."""
    try:
        read()
    except DoorstroomError as error:
        return str(error)
    return ""


def messages(folder: Path) -> list[str]:
    """What every reader of a folder says of it."""
    return [
        told(lambda: page(read_results(folder), texts_in("nl"), [])),
        told(lambda: publish(folder, folder.parent / "published")),
        told(lambda: likeness(folder, folder.parent)),
    ]


@pytest.mark.parametrize("seed", range(8))
def test_a_manifest_changed_anywhere_is_read_or_told_and_never_breaks(
    folder: Path, valid: dict[str, Any], tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    (tmp_path / "r").mkdir()
    here = tmp_path / "r"
    for path in folder.glob("*.parquet"):
        (here / path.name).hardlink_to(path)
    for _ in range(50):
        (here / MANIFEST).write_text(with_seal(mutated(valid, chance)), encoding="utf-8")
        assert all(str(here) in message for message in messages(here) if message)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is not JSON"),
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "is no manifest of results"),
        ("7", "is no manifest of results"),
        ("9" * 5000, "is not JSON"),
        ("{}", "is a manifest of another program"),
        ('{"manifest_version": 3, "name": "x"}', "is a manifest of another program"),
        ('{"doorstroom": "0.1.0", "files": {}}', "was written by an older Doorstroom"),
        ('{"doorstroom": "9", "format": 4}', "format is 4; must be 3 for this Doorstroom; use the"),
        ('{"doorstroom": "9", "format": "3"}', 'format is "3"; must be 3; run it again'),
        ('{"doorstroom": "9", "format": true}', "format is true; must be 3; run it again"),
        ('{"doorstroom": "9", "format": 3}', "kind is missing; run it again"),
    ],
    ids=range(13),
)
def test_another_file_in_its_place_is_told(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_manifest(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / MANIFEST}: ")
    assert why in str(caught.value)


@pytest.mark.parametrize(
    ("way", "value", "why"),
    [
        (("seed",), -1, "seed is -1; must be greater than or equal to 0"),
        (("seed",), "1", 'seed is "1"; must be a valid integer'),
        (("replications",), 10**30, "replications is 1"),
        (("scale",), 0.0, "scale is 0; must be greater than 0"),
        (("scenario",), {}, "scenarios names 'groningen', of which scenario says nothing"),
        (("baseline",), "x", "baseline is 'x', which is none of scenarios"),
        (("stations", "foster", "pool"), "x", "of which pools says nothing"),
        (("periods", "headline"), "2031-2029", "must end after it begins"),
        (("periods", "headline"), "2021-02-30/2021-03-01", "must name days that there are"),
        (("periods", "end"), "2018-01-01", "must follow each other"),
        (("outputs",), {"../x.csv": "0" * 64}, "must be the name of a file in this folder"),
        (("outputs",), {"/etc/passwd": "0" * 64}, "must be the name of a file in this folder"),
        (("pages",), {"figures/../../x": "0" * 64}, "must be the name of a file in this folder"),
        (("simulation",), False, "simulation is false; must be True"),
        (("more",), 1, "more is no known key"),
    ],
)
def test_a_value_that_cannot_be_is_told_with_key_and_rule(
    folder: Path, valid: dict[str, Any], tmp_path: Path, way: tuple[str, ...], value: Any, why: str
) -> None:
    spec = copy.deepcopy(valid)
    inside = spec
    for key in way[:-1]:
        inside = inside[key]
    inside[way[-1]] = value
    (tmp_path / MANIFEST).write_text(with_seal(spec), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_manifest(tmp_path)
    assert why in str(caught.value)
    assert str(caught.value).endswith("run it again")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    manifest = made_up_manifest()
    (tmp_path / MANIFEST).write_bytes(sealed(manifest))
    assert read_manifest(tmp_path) == manifest


def test_a_hand_that_made_a_trial_a_full_run_is_told(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(sealed(made_up_manifest(trial=True)))
    text = (tmp_path / MANIFEST).read_text(encoding="utf-8")
    (tmp_path / MANIFEST).write_text(text.replace('"trial": true', '"trial": false'))
    with pytest.raises(InputError, match="its content and its seal disagree"):
        read_manifest(tmp_path)


# ------------------------------------------------------------------ on the command line


def test_a_forged_table_is_refused_by_name_by_report_and_publish(tmp_path: Path) -> None:
    folder = write_results(tmp_path / "r", looks_back=False)
    with (folder / "comparison.parquet").open("ab") as table:
        table.write(b"more")
    for command in ("report", "publish"):
        done = CliRunner().invoke(app, [command, str(folder)])
        assert done.exit_code == 2
        assert "comparison.parquet is not as Doorstroom wrote it" in done.output


def test_nothing_is_read_through_a_link(tmp_path: Path) -> None:
    folder = write_results(tmp_path / "r", looks_back=False)
    (folder / "series.parquet").rename(tmp_path / "series.parquet")
    (folder / "series.parquet").symlink_to(tmp_path / "series.parquet")
    for command in ("report", "publish"):
        done = CliRunner().invoke(app, [command, str(folder)])
        assert done.exit_code == 2
        assert "series.parquet is a link" in done.output


def test_a_name_without_a_title_in_the_manifest_is_told(tmp_path: Path) -> None:
    folder = write_results(tmp_path / "r", looks_back=False)
    change_manifest(folder, needs={})
    done = CliRunner().invoke(app, ["report", str(folder)])
    assert done.exit_code == 2
    assert "has a name that the manifest does not know" in done.output


def test_a_page_that_was_changed_by_hand_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.report.draw_all", lambda *_: [])
    folder = write_results(tmp_path / "r", replications=2, looks_back=False)
    (folder / "report.html").write_text("my own page", encoding="utf-8")
    done = CliRunner().invoke(app, ["report", str(folder), "--lang", "nl"])
    assert done.exit_code == 2
    assert "report.html: is not of Doorstroom; move it out of this folder" in done.output
    assert (folder / "report.html").read_text(encoding="utf-8") == "my own page"


@pytest.mark.parametrize("kind", ["targets", "incomplete"])
def test_no_page_is_made_of_what_has_no_results(tmp_path: Path, kind: str) -> None:
    (tmp_path / MANIFEST).write_bytes(sealed(made_up_manifest(kind=kind)))
    done = CliRunner().invoke(app, ["report", str(tmp_path)])
    assert done.exit_code == 2
    assert f"kind is {kind}, of which no page is made" in done.output
