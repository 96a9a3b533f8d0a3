"""Where every number of the shipped Groningen is from, and how well each wait is known."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim import load
from sim.cli import app
from sim.errors import ScenarioError
from sim.scenario.reading import read_file
from sim.scenario.schema import Number, Scenario
from sim.telling.sources import numbers_of, status_of

from .shipped import GRONINGEN, REGION, SCENARIOS

OURS = sorted(REGION.glob("*.yaml"))
MOST_CALIBRATED = 12
NO_RANGE = "an assumption without a range"


def unfounded(scenario: Scenario) -> list[str]:
    """What is amiss with the sources of a scenario's numbers, a line each."""
    chosen = {("interventions", name) for name in _chosen(scenario)}
    faults = [
        f"{'.'.join(keys)}: {fault}"
        for keys, number in numbers_of(scenario)
        for fault in _faults(number, scenario)
        if not (fault == NO_RANGE and keys[:2] in chosen)
    ]
    documents = {use.name: use.block.from_document for use in scenario.blocks}
    targets = {name: item.source for name, item in scenario.targets.items()}
    told = targets | {
        name: None if item is None else item.source for name, item in documents.items()
    }
    return faults + [
        f"{name}: no source" for name, key in told.items() if not _known(key, scenario)
    ]


def _chosen(scenario: Scenario) -> Iterator[str]:
    """Interventions in which a lever stands: a choice is no doubt, and has no range."""
    files = {path.stem: path for path in (REGION / "blocks").rglob("*.yaml")}
    for use in scenario.blocks:
        prefix = f"{use.use.as_}-" if use.use.as_ else ""
        document = read_file(files[use.use.file])
        for item in document.data.get("interventions", ()):
            if "$" in str(item):
                yield f"{prefix}{item['id']}"


def _faults(number: Number, scenario: Scenario) -> Iterator[str]:
    status = status_of(number)
    if number.low is not None and number.low == number.high and number.low != 0:
        yield "a range without width"
    if status == "assumption" and not number.has_range:
        yield NO_RANGE
    if status not in ("assumption", "none") and number.source is None:
        yield f"{status} and no source"
    if status == "none":
        yield "neither a source nor a status"
    if number.source is not None and not _known(number.source, scenario):
        yield f"the source {number.source} is not told"


def _known(key: str | None, scenario: Scenario) -> bool:
    return key in scenario.sources


# ------------------------------------------------------------------ every number is founded


@pytest.fixture(scope="module")
def ours() -> dict[str, Scenario]:
    """Every shipped scenario of Groningen, by name."""
    return {path.stem: load(path) for path in OURS}


@pytest.mark.parametrize("name", [path.stem for path in OURS])
def test_every_number_has_a_source_or_is_an_assumption_with_a_range(ours, name):
    assert sum(1 for _ in numbers_of(ours[name])) > 500
    assert unfounded(ours[name]) == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shipped scenarios, to spoil."""
    return shutil.copytree(SCENARIOS, tmp_path / "scenarios")


def spoil(path: Path, pattern: str, by: str) -> None:
    """Replace the first match of a pattern in a file."""
    text, times = re.subn(pattern, by, path.read_text(encoding="utf-8"), count=1)
    assert times == 1
    path.write_text(text, encoding="utf-8")


# What is taken away, by a pattern, and the fault that it must give.
OF_THE_ROOT = {
    r"(defaults:\n(?:.*\n)+?    about: \{)source: [\w-]+, ": "derived and no source",
    r"(per_day: \{value: \S+ low: \S+ high: \S+ )source: [\w-]+, ": "and no source",
    r"(Groningen: \{youth: \{value: 35000, )low: \S+ high: \S+ ": "an assumption without a range",
}
OF_THE_CHAIN = {
    r"(stay: .*about: \{status: assumption), spread: \d+%": "an assumption without a range",
    r"(sigma: \{value: 0.6, )low: \S+ high: \S+ ": "an assumption without a range",
    r"(per_day: \{value: 63, low: \S+ high: \S+ )source: [\w-]+, ": "and no source",
}
OF_A_BLOCK = {
    r"(\n)about: .*\n": "neither a source nor a status",
    r"(\n)from_document: .*\n": "ambulantisation: no source",
}


@pytest.mark.parametrize(
    ("file", "name", "taken"),
    [
        ("groningen/groningen.yaml", "groningen", OF_THE_ROOT),
        ("chain-nl.yaml", "groningen", OF_THE_CHAIN),
        ("groningen/blocks/at-home/ambulantisation.yaml", "ambulantisation", OF_A_BLOCK),
    ],
)
def test_a_source_or_range_that_is_taken_away_is_missed(copy, ours, file, name, taken):
    for pattern in taken:
        spoil(copy / file, pattern, r"\1")

    result = set(unfounded(load(copy / f"groningen/{name}.yaml"))) - set(unfounded(ours[name]))

    assert [fault for fault in taken.values() if not any(fault in item for item in result)] == []
    assert [item for item in result if not any(fault in item for fault in taken.values())] == []
    assert len(result) >= len(taken)


def test_a_source_that_is_no_longer_told_is_refused(copy):
    spoil(copy / "chain-nl.yaml", r"\n  cbs-85094: .*\n", "\n")

    with pytest.raises(ScenarioError, match='"cbs-85094"; no source of that name exists'):
        load(copy / "groningen/groningen.yaml")


# ------------------------------------------------------------------ waits and calibration


def test_every_list_says_how_well_its_wait_is_known(ours):
    scenario = ours["groningen"]
    limited = {
        name
        for name, item in scenario.stations.items()
        if item.pool is not None or item.places is not None or item.staff is not None
    }
    spec = {
        name: item.waiting.evidence
        for name, item in scenario.stations.items()
        if "evidence" in item.waiting.model_fields_set
    }

    assert len(limited) > 10
    assert limited - set(spec) == set()
    measured = {
        target.station for target in scenario.targets.values() if target.indicator == "weeks_waited"
    }
    assert {name for name, evidence in spec.items() if evidence == "calibrated"} == measured


def test_few_numbers_are_calibrated_and_each_says_what_it_was(ours):
    notes = {
        ".".join(keys): number.note or ""
        for keys, number in numbers_of(ours["groningen"])
        if status_of(number) == "calibrated"
    }

    assert 0 < len(notes) <= MOST_CALIBRATED
    assert [name for name, note in notes.items() if not re.match(r"was \d", note)] == []


# ------------------------------------------------------------------ who reacts

REACTIONS = {
    ("pools", "youth_ggz", "follows", "per_week"): (0.002, 0, 0.004, "by 0.2% a year for each"),
    ("pools", "wij", "follows", "per_change"): (0.008, 0, 0.016, "by 0.8% for each week"),
    ("labour", "wo", "most_per_year"): (0.015, 0, 0.04, "at most 1.5% a year"),
    ("pools", "youth_ggz", "lists", "switch_per_week"): (0.001, 0, 0.004, "0.1% a week look for"),
    # 3% for every 4 weeks, at 26 weeks; 6% at most
    ("stations", "youth_ggz", "waiting", "deterred", "share", "by_weeks", "26.0"): (
        26 / 4 * 0.03, 0, 26 / 4 * 0.06, "3% turn away for every 4 weeks",
    ),
}  # fmt: skip


@pytest.mark.parametrize("keys", REACTIONS, ids=".".join)
def test_the_reactions_that_the_page_tells_are_those_of_the_file(ours, house, keys):
    value, low, high, told = REACTIONS[keys]
    number = next(number for at, number in numbers_of(ours["groningen"]) if at == keys)
    page = (house / "docs/groningen.md").read_text(encoding="utf-8")

    assert (number.first, number.low, number.high) == (value, low, high)
    assert told in page


# ------------------------------------------------------------------ what the command counts

WORDS = {
    "official": "official", "research": "from research", "press": "from the press",
    "derived": "derived", "calibrated": "calibrated", "assumption": "assumed",
    "none": "without a source",
}  # fmt: skip


def test_the_command_counts_every_number_by_status(ours):
    told = CliRunner().invoke(app, ["explain", str(GRONINGEN), "--sources", "--verbose"])
    numbers = [number for _, number in numbers_of(ours["groningen"])]
    (line,) = re.findall(r"(?m)^([\d,]+ numbers: .*)\.$", told.stdout)
    (ranged,) = re.findall(r"(?m)^([\d,]+) of them have a range\.$", told.stdout)
    total, *parts = (int(item.replace(",", "")) for item in re.findall(r"[\d,]*\d", line))

    assert told.exit_code == 0
    assert total == sum(parts) == len(numbers)
    counts = Counter(status_of(number) for number in numbers)
    spec = {status: f"{count} {WORDS[status]}" for status, count in counts.items()}
    assert [part for part in spec.values() if part not in line] == []
    assert len(parts) == len(spec)
    assert int(ranged.replace(",", "")) == sum(number.has_range for number in numbers)
    listed = re.findall(r"(?m)^  [\w.-]+[^=]* = .*: (.*)$", told.stdout[told.stdout.index(line) :])
    assert len(listed) == total
