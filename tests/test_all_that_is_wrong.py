"""Mistakes of one kind hide no others: what is wrong in any file of a scenario is told at once.

And what follows from a mistake is never told as one.
"""

import random
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from sim import load
from sim.checks import load_experiment
from sim.errors import ScenarioError
from sim.scenario.paths import shown_path
from sim.scenario.reading import read_file

EVERYTHING = Path(__file__).parent / "cases" / "everything.yaml"

ROOT = """\
doorstroom: 1
title: {en: Root}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2025-01-01}
gemeenten: {town: {youth: 1000}}
needs: {light: {product_group: soft}}
arrivals: {walk-in: {need: light, per_year: 100, referrer: gp, enters: desk}}
stations:
  desk: {places: 2, stay: {distribution: fixed, days: 9}, next: {care: 0.5, rest: out}}
  care: {places: 2, stay: {distribution: fixed, days: 90}}
interventions:
  - {id: fewer, kind: inflow, referrers: [gp], factor: {2022-01-01: 0.9}}
"""
EXTENSION = "doorstroom: 1\ntitle: {en: More}\nextends: root\n"
BLOCK = "block: 1\ntitle: {en: Block}\neffect: mechanical\ninterventions:\n"
ENTRY = "  - {{id: {id}, kind: price, station: {station}, per_day: {{2022-01-01: {price}}}}}\n"


def refused(folder: Path, asked: str = "root", **files: str) -> list[str]:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        load(folder / f"{asked}.yaml")
    return [line.replace(f"{shown_path(folder)}/", "") for line in error.value.lines]


def test_a_name_beside_a_wrong_value_in_one_station(tmp_path: Path) -> None:
    root = ROOT.replace("desk: {places: 2", "desk: {places: -2").replace("care: 0.5", "cares: 0.5")

    assert refused(tmp_path, root=root) == [
        'root.yaml:8: stations.desk.places is -2; must be 0 or more, or "unlimited"',
        'root.yaml:8: stations.desk.next.cares is "cares"; no destination of that name exists; '
        "did you mean care?",
    ]


def test_a_name_beside_an_unknown_key_and_an_empty_one(tmp_path: Path) -> None:
    root = ROOT.replace("care: {places: 2", "care: {placs: 2, form: ").replace(
        ": light,", ": heavy,"
    )

    assert refused(tmp_path, root=root) == [
        "root.yaml:9: stations.care.form is empty; a key has a value; write one, or remove the key",
        "root.yaml:9: stations.care.placs is no known key; did you mean places?",
        'root.yaml:6: arrivals.walk-in.need is "heavy"; no need of that name exists; '
        "known here are light",
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "spec"),
    [
        ("town: {youth: 1000}", "town: {youth: many}", "gemeenten.town.youth"),
        ("light: {product_group: soft}", "light: {product: soft}", "needs.light.product"),
        ("referrer: gp", "refered: gp", "arrivals.walk-in.refered"),
        ("need: light, ", "", "arrivals.walk-in has no need"),
        ("  care: {places: 2,", "  care: {places: 2, pool: all,", "stations.care"),
        ("  care: {", "  care: []\n  other: {", "stations.care"),
        ("gp], factor", "gp], factor: 1, fctr", "interventions.fewer.fctr"),
        ("gemeenten: {", "gemeente: {", "gemeente is no known key"),
        ("title: {en: Root}", "title: Root", "title"),
    ],
)  # fmt: skip
def test_what_follows_from_a_mistake_is_not_told(
    right: str, wrong: str, spec: str, tmp_path: Path
) -> None:
    lines = refused(tmp_path, root=ROOT.replace(right, wrong))

    assert len(lines) == 1
    assert spec in lines[0]


def test_wrong_values_and_names_of_all_files(tmp_path: Path) -> None:
    uses = "uses: [one, two]\ndrops: [fewest]\nset: {stations.nowhere.places: 3}\n"

    lines = refused(
        tmp_path,
        "more",
        root=ROOT.replace("days: 90", "days: -90"),
        more=EXTENSION + uses,
        one=BLOCK + ENTRY.format(id="one", station="care", price=-1),
        two=BLOCK
        + ENTRY.format(id="two", station="desc", price=1)
        + ENTRY.format(id="three", station="care", price="much"),
    )

    assert [line.split(";")[0] for line in lines] == [
        "root.yaml:9: stations.care.stay.days is -90",
        "one.yaml:5: interventions.one.per_day.2022-01-01 is -1",
        'two.yaml:6: interventions.three.per_day.2022-01-01 is "much"',
        "more.yaml:6: set.stations.nowhere.places leads nowhere: stations has no nowhere",
        'two.yaml:5: interventions.two.station is "desc"',
    ]


def test_wrong_values_and_names_of_root_and_parts(tmp_path: Path) -> None:
    part = "part: 1\ntitle: {en: Part}\n"

    lines = refused(
        tmp_path,
        root=ROOT.replace("gemeenten:", "parts: [chain, prices]\ngemeenten:").replace(
            "days: 9}", "days: x}"
        ),
        chain=part + "stations:\n  more: {places: 2.5, next: {desk: 0.1, rest: nowhere}}\n",
        prices=part + "values: {stations.care.cost.per_day: -3, stations.moor.places: 1}\n",
    )

    assert [line.split(";")[0] for line in lines] == [
        'root.yaml:9: stations.desk.stay.days is "x"',
        "chain.yaml:4: stations.more.places is 2.5",
        "prices.yaml:3: values.stations.care.cost.per_day is -3",
        "prices.yaml:3: values.stations.moor.places leads nowhere: stations has no moor",
        'chain.yaml:4: stations.more.next.rest is "nowhere"',
    ]


def test_a_block_that_is_not_there_hides_no_other_mistake(tmp_path: Path) -> None:
    lines = refused(
        tmp_path,
        "more",
        root=ROOT.replace("days: 90", "days: -90"),
        more=EXTENSION
        + "uses: [gone, one]\ninterventions:\n"
        + ENTRY.format(id="mine", station="of-the-block-that-is-gone", price=1),
        one=BLOCK + ENTRY.format(id="one", station="care", price=-1),
    )

    assert [line.split(";")[0].split(" of this name")[0] for line in lines] == [
        "root.yaml:9: stations.care.stay.days is -90",
        'more.yaml:4: uses is "gone"',
        "one.yaml:5: interventions.one.per_day.2022-01-01 is -1",
    ]


def test_a_root_that_is_not_there_hides_no_mistake_above_it(tmp_path: Path) -> None:
    lines = refused(tmp_path, "more", more=EXTENSION + "sources: {one: {title: 5}}\n")

    assert [line.split(";")[0] for line in lines] == [
        "more.yaml:4: sources.one.title is 5",
        'more.yaml:3: extends is "root"',
    ]


def test_an_experiment_tells_of_values_and_names(tmp_path: Path) -> None:
    file = tmp_path / "try.yaml"
    file.write_text(
        "experiment: 1\nquestion: {en: What?}\nbaseline: nothing\nscenarios: []\nseed: -1\n",
        "utf-8",
    )

    with pytest.raises(ScenarioError) as error:
        load_experiment(file)

    assert [".".join(item.keys) for item in error.value.problems] == ["seed", "baseline"]


def test_at_most_twenty_and_how_many_more(tmp_path: Path) -> None:
    wrong = "".join(f"  s{at}: {{places: -1, next: {{n{at}: 1}}}}\n" for at in range(15))

    lines = refused(tmp_path, root=ROOT.replace("stations:\n", f"stations:\n{wrong}"))

    assert len(lines) == 30
    assert str(ScenarioError(lines)).splitlines()[-1].startswith("and 10 more problems")


def test_any_wrong_value_in_a_file_is_told_alone(tmp_path: Path) -> None:
    """One of everything, keys in turn with a value that fits nothing: nothing else is blamed."""
    document = read_file(EVERYTHING)
    every = [keys for keys in document.lines if len(keys) > 1]
    writer = YAML(typ="safe")
    writer.representer.ignore_aliases = lambda _: True

    for keys in random.Random(1).sample(every, 60):
        with (tmp_path / "spoiled.yaml").open("w", encoding="utf-8") as file:
            writer.dump(_spoiled(document.data, keys), file)
        with pytest.raises(ScenarioError) as error:
            load(tmp_path / "spoiled.yaml")

        blamed = {item.keys[:2] for item in error.value.problems}
        assert blamed <= {keys[:2], document.named(keys)[:2]}, error.value.lines


def _spoiled(spec: Any, keys: tuple[str, ...]) -> Any:
    if not keys:
        return [[]]
    if isinstance(spec, dict):
        return {
            key: _spoiled(part, keys[1:]) if str(key) == keys[0] else part
            for key, part in spec.items()
        }
    return [
        _spoiled(part, keys[1:]) if str(at) == keys[0] else part for at, part in enumerate(spec)
    ]
