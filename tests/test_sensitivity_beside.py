"""What a sensitivity analysis leaves beside results: its page tells it, a copy carries it along."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.cli import app
from sim.errors import InputError, PlaceRefused
from sim.figures.results import read_results
from sim.report.page import page
from sim.report.turning import turning
from sim.results.hanging import HANGING, as_bytes, read_hanging
from sim.results.manifest_file import digest, read_manifest, sealed
from sim.sensitivity import analysed, read_evidence
from sim.sensitivity.beside import write_beside
from sim.texts import texts_in

from .drawn_results import by_growth, smallest_hanging
from .report_fixture import write_results


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = by_growth().write(tmp_path_factory.mktemp("beside") / "mine")
    write_beside(analysed(read_evidence(folder)), folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    copy = tmp_path / "mine"
    copy.mkdir()
    for path in made.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    return copy


def rewritten(folder: Path, **spec: object) -> None:
    """The file with other words in it, and a manifest that knows it so."""
    path = folder / HANGING
    path.write_text(json.dumps({**json.loads(path.read_bytes()), **spec}), encoding="utf-8")
    known_as(folder, {HANGING: digest(path)})


def known_as(folder: Path, pages: dict[str, str]) -> None:
    manifest = read_manifest(folder).model_copy(update={"pages": pages})
    (folder / "manifest.json").write_bytes(sealed(manifest))


def test_the_page_tells_each_verdict_in_both_languages(made: Path):
    for lang, told in (("nl", "Dat slaat om bij groei van de vraag boven 2,"),
                       ("en", "It turns over with growth of demand above 2.")):  # fmt: skip
        found = read_hanging(made, read_manifest(made))
        assert found is not None
        section = turning(found, lang)
        (verdict,) = section.found
        assert told in " ".join(verdict.sentences)
        assert section.without == ()
        assert len(section.lead) == 2


def test_what_hangs_on_what_is_kept_with_its_part(made: Path):
    found = read_hanging(made, read_manifest(made))
    assert found is not None
    (verdict,) = found.verdicts
    assert (verdict.named, verdict.turns, verdict.settled) == (("growth",), 1, False)
    level = next(number for number in found.numbers if number.of == "level")
    assert [part.doubt for part in level.parts] == ["growth", "staff"]
    # Variances 9 of growth, 2.25 of staff and 0.25 of chance.
    assert level.parts[0].part == pytest.approx(9 / 11.5, abs=0.05)
    assert level.rest == pytest.approx(0.25 / 11.5, abs=0.02)


def test_without_an_analysis_nothing_is_told(tmp_path: Path):
    folder = by_growth().write(tmp_path / "mine")
    assert read_hanging(folder, read_manifest(folder)) is None


def test_making_it_again_replaces_it(folder: Path):
    write_beside(analysed(read_evidence(folder), ["staff"]), folder)
    found = read_hanging(folder, read_manifest(folder))
    assert found is not None
    assert found.verdicts[0].named == ()


def test_one_of_other_results_is_refused(folder: Path):
    rewritten(folder, of={"draws.parquet": "0" * 64})
    refused(folder, "was made of other results; remove it, or make it again: doorstroom sensitiv")


def test_one_that_was_put_there_is_refused(folder: Path):
    known_as(folder, {})
    refused(folder, "was not made of these results")


def test_one_that_was_changed_is_refused(folder: Path):
    (folder / HANGING).write_text("{}", encoding="utf-8")
    refused(folder, "is not as Doorstroom wrote it")


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        ({"format": 0}, "was made by another version of Doorstroom"),
        ({"worth": 3}, "worth is 3"),
        ({"other": 3}, "other is no known key"),
    ],
)
def test_one_of_another_shape_is_refused(folder: Path, spec: dict[str, object], told: str):
    rewritten(folder, **spec)
    refused(folder, told)


def refused(folder: Path, told: str) -> None:
    with pytest.raises(InputError, match=r"sensitivity\.json") as caught:
        read_hanging(folder, read_manifest(folder))
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_not_ours_is_not_written_over(tmp_path: Path):
    folder = by_growth().write(tmp_path / "mine")
    found = analysed(read_evidence(folder))
    (folder / HANGING).write_text("mine", encoding="utf-8")
    asked = ["sensitivity", str(folder), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(app, asked)
    assert (result.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "is not of Doorstroom" in result.output
    with pytest.raises(PlaceRefused, match="is not of Doorstroom"):
        write_beside(found, folder)
    assert (folder / HANGING).read_text(encoding="utf-8") == "mine"


def test_the_command_keeps_it_only_when_it_looked_at_all_groups(tmp_path: Path):
    folder = by_growth().write(tmp_path / "mine")
    asked = ["sensitivity", str(folder), "--out", str(tmp_path / "out")]
    assert CliRunner().invoke(app, [*asked, "--group", "staff"]).exit_code == 0
    assert not (folder / HANGING).exists()
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == 0, result.output
    assert f"for the page: {folder / HANGING}" in result.stdout.replace("\n", "")
    assert read_hanging(folder, read_manifest(folder)) is not None


def test_the_page_shows_it_as_text_below_the_cost(tmp_path: Path):
    folder = write_results(tmp_path / "mine")
    content = as_bytes(smallest_hanging(read_manifest(folder)))
    (folder / HANGING).write_bytes(content)
    known_as(folder, {HANGING: digest(folder / HANGING)})
    english = page(read_results(folder), texts_in("en"), [])
    assert english.index('id="cost"') < english.index('id="turning"')
    assert "<li>&lt;b&gt;turn&lt;/b&gt;</li>" in english
    assert "<b>" not in english
    assert '<h2 id="turning">What would turn a verdict over</h2>' in english
    assert "<li>&lt;b&gt;omslag" in page(read_results(folder), texts_in("nl"), [])


def test_a_page_of_results_without_an_analysis_has_no_such_part(tmp_path: Path):
    english = page(read_results(write_results(tmp_path / "mine")), texts_in("en"), [])
    assert "turning" not in english
