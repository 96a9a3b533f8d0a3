"""Where names lead: regions in folders of `scenarios`, blocks by theme, parts; and parts alone."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import sim
from sim.cli import app
from sim.errors import ScenarioError
from sim.scenario.finding import find_scenario

ROOT = """doorstroom: 1
title: {en: Region}
parts: [chain]
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2023-01-01}
gemeenten: {town: {youth: 1000}}
arrivals: {walk-in: {need: any, per_year: 100, enters: home}}
"""
CHAIN = """part: 1
title: {en: Chain}
needs: {any: {}}
stations: {home: {places: 9, stay: {distribution: fixed, days: 30}}}
"""
POLICY = """doorstroom: 1
title: {en: Policy}
extends: north
uses: [fewer]
"""
BLOCK = """block: 1
title: {en: Fewer}
interventions: [{id: fewer, kind: inflow, factor: {2022-01-01: 0.5}}]
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two regions on one chain; one of them has a policy and a block in the folder of a theme."""
    files = {
        "chain.yaml": CHAIN,
        "north/north.yaml": ROOT,
        "north/policy.yaml": POLICY,
        "north/blocks/less/fewer.yaml": BLOCK,
        "south/south.yaml": ROOT,
    }
    for name, text in files.items():
        path = tmp_path / "scenarios" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_name_leads_into_the_folder_of_a_region(house: Path) -> None:
    policy = sim.load("policy")

    assert list(policy.files) == [
        "scenarios/north/north.yaml",
        "scenarios/chain.yaml",
        "scenarios/north/policy.yaml",
        "scenarios/north/blocks/less/fewer.yaml",
    ]


def test_a_region_finds_what_stands_around_it_from_anywhere(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (house / "elsewhere").mkdir()
    monkeypatch.chdir(house / "elsewhere")

    assert sim.load("../scenarios/north/policy.yaml").extends == "north"


def test_a_policy_stands_in_the_folder_of_a_theme_of_its_region(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = house / "scenarios/north/policies/less"
    theme.mkdir(parents=True)
    (theme / "less.yaml").write_text(POLICY, encoding="utf-8")
    further = POLICY.replace("extends: north\nuses: [fewer]", "extends: less")
    (theme / "lesser.yaml").write_text(further, encoding="utf-8")
    (house / "scenarios/south/so.yaml").write_text(further, encoding="utf-8")

    results = [sim.load("lesser"), sim.load("so")]
    monkeypatch.chdir(theme)
    results.append(sim.load("lesser.yaml"))

    names = [[path.rsplit("/", 1)[-1] for path in item.files] for item in results]
    below = ["north.yaml", "chain.yaml", "less.yaml", "fewer.yaml"]
    assert names == [[*below, name] for name in ("lesser.yaml", "so.yaml", "lesser.yaml")]


def test_a_policy_with_the_name_of_another_scenario_of_a_region_is_told(house: Path) -> None:
    theme = house / "scenarios/north/policies"
    theme.mkdir()
    (theme / "policy.yaml").write_text(POLICY, encoding="utf-8")

    with pytest.raises(ScenarioError, match="is the name of more than one scenario"):
        sim.load("policy")


def test_two_regions_with_one_name_are_told(house: Path) -> None:
    (house / "scenarios/south/policy.yaml").write_text(POLICY, encoding="utf-8")

    with pytest.raises(ScenarioError) as refused:
        sim.load("policy")

    assert refused.value.lines == [
        "policy: is the name of more than one scenario: scenarios/north/policy.yaml and "
        "scenarios/south/policy.yaml; write the path of the one that is meant"
    ]
    assert find_scenario("south/policy") == Path("scenarios/south/policy.yaml")


def test_what_stands_nearer_is_meant(house: Path) -> None:
    (house / "scenarios/south/north.yaml").write_text(ROOT, encoding="utf-8")
    beside = Path("scenarios/south")

    assert find_scenario("north", beside=beside) == Path("scenarios/south/north.yaml")


def test_a_file_that_moved_to_a_region_is_suggested(house: Path) -> None:
    with pytest.raises(ScenarioError) as refused:
        sim.load("scenarios/north.yaml")

    assert refused.value.lines == [
        "scenarios/north.yaml: does not exist in this folder, scenarios, scenarios/north, "
        "scenarios/south, the shipped ones; did you mean scenarios/north/north.yaml?"
    ]


def test_blocks_and_parts_of_other_kinds_are_no_suggestion(house: Path) -> None:
    (house / "scenarios/south/south.yaml").write_text(ROOT.replace("chain", "chian"), "utf-8")

    with pytest.raises(ScenarioError, match=r"no part of this name in .*; did you mean chain\?"):
        sim.load("south")


# ---------------------------------------------------------------------------- a part alone


def test_check_reads_a_part_alone(house: Path) -> None:
    told = CliRunner().invoke(app, ["check", "chain"])

    assert told.exit_code == 0
    assert "✓ chain: Chain" in told.stdout
    assert "1: home" in told.stdout


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("places: 9", "places: -9"),
            'scenarios/chain.yaml:4: stations.home.places is -9; must be 0 or more, or "unlimited"',
        ),
        (
            ("stations:", "defaults: {stations: {gate: {}}}\nstations:"),
            "scenarios/chain.yaml:4: defaults.stations.gate: no station of the file is of gate, "
            "and defaults hold within their file; leave them out",
        ),
        (
            ("title: {en: Chain}", "title: {en: Chain}\ninterventions: [X, X]"),
            "scenarios/chain.yaml:3: interventions.a.id is \"a\"; there is one already, see "
            "scenarios/chain.yaml:3; give each intervention an id of its own",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_part_alone(house: Path, change: tuple[str, str], message: str) -> None:
    item = "{id: a, kind: inflow, factor: {2022-01-01: 0.5}}"
    text = CHAIN.replace(*change).replace("X", item)
    (house / "scenarios/chain.yaml").write_text(text, encoding="utf-8")

    told = CliRunner().invoke(app, ["check", "chain"])

    assert (told.exit_code, told.stderr) == (2, message + "\n")
