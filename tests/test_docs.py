"""The parts of the documents that repeat files are those of the files as they are now."""

from pathlib import Path

import pandas as pd
import pytest

from sim.errors import InputError
from sim.results.manifest_file import sealed
from sim.results.targets import COLUMNS
from sim.texts import LANGUAGES
from tools.docs import parts, screening
from tools.docs.filling import FILES, filled, marker, replaced

from .report_fixture import made_up_manifest

MAKE = "is behind the files it is made from; run `make docs`"


@pytest.mark.parametrize("name", FILES)
def test_documents_are_up_to_date(name: str) -> None:
    assert (parts.ROOT / name).read_text(encoding="utf-8") == filled(name), f"{name} {MAKE}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_maps_show_what_the_scenario_says(lang: str) -> None:
    path = parts.ROOT / "docs" / parts.map_file(lang)

    assert path.stat().st_size < 150_000
    last = path.read_text(encoding="utf-8").splitlines()[-1]
    assert last == f"<!-- {parts.map_digest(lang)} -->", f"{path.name} {MAKE}"


def test_every_station_is_told_in_two_sentences_in_both_languages() -> None:
    for name, station in parts.region().stations.items():
        assert station.description is not None, name
        for spec in (station.description.nl, station.description.en):
            assert spec is not None, name
            assert spec.count(". ") == 1, (name, spec)
            assert spec.endswith("."), (name, spec)


def test_at_most_twelve_numbers_are_tuned_and_each_says_what_it_was() -> None:
    result = list(parts.tuned())

    assert 0 < len(result) <= 12
    assert [keys for keys, number in result if not (number.note or "").startswith("was ")] == []


def test_a_part_is_replaced_between_its_markers_only() -> None:
    begin, end = marker("map", "begin"), marker("map", "end")

    text = replaced(f"before\n{begin}\nold\n{end}\nafter\n", "map", "new")

    assert text == f"before\n{begin}\nnew\n{end}\nafter\n"
    with pytest.raises(ValueError, match="the part map has no begin or no end"):
        replaced(f"before\n{begin}\nold\n", "map", "new")


def test_targets_come_from_the_published_table(tmp_path: Path) -> None:
    folder = tmp_path / parts.PUBLISHED
    folder.mkdir(parents=True)
    spec = {
        "title": {"en": "youths in help", "nl": "jeugdigen met hulp"},
        "counts": {"en": "each once", "nl": "ieder een keer"},
        "source": "memo",
    }
    memo = {"title": "A memo", "year": None, "address": None}
    manifest = made_up_manifest(sources={"memo": memo}, targets={"a": spec})
    (folder / "manifest.json").write_bytes(sealed(manifest))
    row = dict.fromkeys(COLUMNS, "") | {
        "scenario": "groningen", "target": "a", "indicator": "youths:jeugdzorg", "station": "all",
        "gemeenten": "all", "need": "all", "period": "2021-H1", "unit": "youths", "known": "1000",
        "low": "950", "high": "1050", "tolerance": "5%", "replications": "10", "mean": "1010.4",
        "mean_low": "1001.2", "mean_high": "1019.6", "verdict": "inside",
    }  # fmt: skip
    table = "\n".join(",".join(line) for line in (COLUMNS, [row[name] for name in COLUMNS]))
    (folder / "targets.csv").write_text(table + "\n", encoding="utf-8")

    shown = parts.targets(tmp_path).splitlines()

    assert len(shown) == 3
    for expected in ("youths in help", "each once", "1,000 ± 5%", "1,010", "A memo"):
        assert expected in shown[2]


def test_a_published_manifest_that_was_changed_by_hand_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / parts.PUBLISHED
    folder.mkdir(parents=True)
    (folder / "targets.csv").write_text("scenario\n", encoding="utf-8")
    forged = sealed(made_up_manifest()).replace(b'"seed": 2026', b'"seed": 2027')
    (folder / "manifest.json").write_bytes(forged)

    with pytest.raises(InputError, match="is not as Doorstroom wrote it"):
        parts.targets(tmp_path)


def test_without_published_results_it_says_how_to_get_them(tmp_path: Path) -> None:
    assert "make publish" in parts.targets(tmp_path)


def test_a_screening_tells_what_moves_present_policy_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def move(scenario: str, of: str, doubt: str, size: float) -> dict[str, object]:
        what = {"scenario": scenario, "indicator": "wait_first_help", "of": of, "doubt": doubt}
        return what | {"size": size, "size_half": 0.5, "mean": size, "spread": 1.0}

    made_by, published = "screening-of", parts.ROOT / parts.PUBLISHED
    manifest = screening.read_manifest(published).model_copy(update={"replications": 620})
    rows = [
        move("groningen", "level", "growth", 5.25),
        move("groningen", "level", "gate_stays", 2.0),
        move("transformation", "difference", "gate_stays", 9.0),
    ]
    folder = tmp_path / made_by
    folder.mkdir()
    pd.DataFrame(rows).to_csv(folder / "morris.csv", index=False)

    kept = screening.rows_of(folder, manifest)
    kept.to_csv(tmp_path / "kept.csv", index=False)
    monkeypatch.setattr(screening, "FOUND", tmp_path / "kept.csv")

    assert list(kept["doubt"]) == ["growth", "gate_stays"]
    assert screening.screening().splitlines() == [
        "620 runs.",
        "",
        "| number | moved most by |",
        "| --- | --- |",
        "| Weeks to first help | growth of demand 5.2 weeks (±0.5 weeks), "
        "time at gates 2.0 weeks (±0.5 weeks) |",
    ]
