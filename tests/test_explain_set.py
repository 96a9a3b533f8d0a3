"""What `set` changes, in words: every number and word of a region has them, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from sim.checks import load, load_with_base
from sim.scenario.schema import Scenario
from sim.scenario.schema.region import Arrival, Gemeente, Money, Need
from sim.scenario.schema.rows import Stay
from sim.scenario.schema.stations import AtEighteen, Cost, Pool, Station, Together, Waiting
from sim.telling.called import called
from sim.telling.explain import explain
from sim.telling.speech import Speaker

ROOT = """
doorstroom: 1
title: {en: Root, nl: Wortel}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2030-01-01}
gemeenten: {town: {youth: 1000}, city: {youth: 500}}
needs: {light: {title: {en: light questions, nl: lichte vragen}}, heavy: {}}
arrivals:
  walk-in: {need: light, per_year: 20, enters: desk, season: {7: 0.8}}
  sent: {need: heavy, per_year: 20, referrer: court, enters: desk}
pools: {team: {scope: gemeente, staff: {town: {fte: 9, clients_per_fte: 5}}}}
stations:
  desk: {title: {en: the desk, nl: de balie}, pool: team, together: {station: home, share: 0.1},
    stay: {exponential: {}}, next: {default: {home: 0.4, rest: out}, light: {home: 0.2, rest: out}}}
  home: {places: 90, stay: {distribution: fixed, days: 90}, at_18: {continues: 0.1, goes_to: wmo},
    returns: {share: 0.1, mean_days: 90}, cost: {per_day: 5, payer: zvw}}
""".replace("{exponential: {}}", "{distribution: exponential, mean_days: 2}")
TOLD = {"about", "lists", "follows", "deterred", "ceilings", "description"}
"""What is told in a sentence of its own, or not at all."""
PARTS = {"staff", "places", "stay", "next", "returns", "waiting", "together", "at_18", "cost"}
SPECS: tuple[tuple[tuple[str, ...], type[BaseModel], set[str]], ...] = (
    (("gemeenten", "town"), Gemeente, set()),
    (("needs", "light"), Need, {"age"}),
    (("arrivals", "walk-in"), Arrival, {"season"}),
    (("money",), Money, {"budgets"}),
    (("pools", "team"), Pool, PARTS),
    (("stations", "home"), Station, PARTS),
    (("stations", "home", "waiting"), Waiting, set()),
    (("stations", "home", "cost"), Cost, set()),
    (("stations", "home", "at_18"), AtEighteen, set()),
    (("stations", "home", "stay"), Stay, {"classes"}),
    (("stations", "desk", "together", "0"), Together, set()),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set")
    (folder / "root.yaml").write_text(ROOT, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def root(folder: Path) -> Scenario:
    return load(folder / "root.yaml")


def every_key() -> Iterator[tuple[str, ...]]:
    """The keys of all that a region says once, whatever `set` may reach of it."""
    for keys, spec, apart in SPECS:
        names = ((item.alias or name) for name, item in spec.model_fields.items())
        yield from ((*keys, name) for name in names if name not in TOLD | apart)


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_all_that_a_region_says_has_words(root: Scenario, lang: str) -> None:
    speaker = Speaker(root, lang)

    assert [keys for keys in every_key() if not called(speaker, keys)] == []


SET = {
    "gemeenten.town.youth: 1200": "The number of youths in town (…): 1,000 becomes 1,200",
    "arrivals.walk-in.per_year: 30": "The number who come in a year (light questions at the desk) "
    "(…): 20 becomes 30",
    "arrivals.walk-in.season.7: 0.7": "How many come in month 7 beside a mean month (light "
    "questions at the desk) (…): 80% becomes 70%",
    "arrivals.sent.enters: home": "Where those who come first enter (heavy at home) (…): the desk "
    "becomes home",
    "arrivals.sent.legal_frame: ordered": "The legal frame of those who come (heavy at the desk) "
    "(…): now by court order",
    "pools.team.staff.town.fte: 10": "The FTE of team (only in town) (…): 9 becomes 10",
    "stations.desk.next.light.home: 0.3": "The share that goes from the desk to home (only for "
    "light questions) (…): 20% becomes 30%",
    "stations.desk.together.share: 0.2": "The share at the desk that also starts home (…): 10% "
    "becomes 20%",
    "stations.home.stay.days: 80": "The stay in days at home (…): 90 becomes 80",
    "stations.home.at_18.goes_to: wlz": "The law for those who turn 18 at home (…): the Wmo "
    "becomes the Wlz",
    "stations.home.waiting: {drops_out_per_week: 0.01}": "The drop-out a week of those who wait "
    "for home (stations.home.waiting.drops_out_per_week): now 1%",
    "stations.home.cost.payer: gemeente": "Who pays the prices of home (…): zvw becomes the "
    "gemeente",
}


@pytest.mark.parametrize("change", SET)
def test_what_a_file_sets_is_told_in_words_with_the_keys_to_type(folder: Path, change: str) -> None:
    keys = change.split(":")[0]
    text = f"doorstroom: 1\ntitle: {{en: More}}\nextends: root\nset: {{{change}}}\n"
    (folder / "more.yaml").write_text(text, encoding="utf-8")

    scenario, base = load_with_base(folder / "more.yaml")

    assert f"  - {SET[change].replace('…', keys)}, from the beginning." in explain(scenario, base)


def test_without_files_there_are_no_keys_to_type(folder: Path) -> None:
    text = "doorstroom: 1\ntitle: {en: M}\nextends: root\nset: {stations.home.cost.per_day: 9}\n"
    (folder / "dear.yaml").write_text(text, encoding="utf-8")

    told = explain(*load_with_base(folder / "dear.yaml"), lang="nl", files=False)

    assert told[-1] == "  - De prijs van een zorgdag bij home: 5 wordt 9, vanaf het begin."
