"""From files to one scenario: extends, uses with delay, drops, set, and where names lead."""

import datetime as dt
from pathlib import Path

import pytest

import sim
from sim.checks.loading import resolve
from sim.errors import ScenarioError
from sim.scenario import opening
from sim.scenario.schema import Number, PlacesChange, Scenario

ROOT = """
doorstroom: 1
title: {en: Root, nl: Wortel}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2030-01-01}
sources: {cbs: {title: Counted}}
gemeenten: {town: {youth: 1000}, "'s-Heer and St. Jan": {youth: 500, use: 0.9}}
needs: {light: {}, heavy: {}}
arrivals:
  walk-in: {need: light, per_1000_youth: 9, enters: desk}
  sent: {need: heavy, per_year: 20, enters: desk}
pools:
  team: {scope: gemeente, staff: {town: {fte: {path: {2020-01-01: 3, 2022-01-01: 4}, shape: ramp},
    clients_per_fte: 5}, default: {fte: 2, clients_per_fte: 5}}, about: {source: cbs, spread: 10%}}
stations:
  desk: {pool: team, stay: {distribution: exponential, mean_days: 20}, next: {home: 0.4, rest: out}}
  home:
    places: 30
    stay: {light: {distribution: fixed, days: 10}, default: {distribution: fixed, days: 90}}
    next: {light: {out: 1}, heavy: {out: 0.7, early: 0.3}, default: {out: 1}}
    together: {station: beside, share: {value: 0.2, low: 0.1, high: 0.3, source: cbs}}
  beside: {places: 5, stay: {distribution: fixed, days: 10}}
interventions:
  - {id: history, kind: places, station: home, number: {2021-01-01: 35}}
"""
BLOCK = """
block: 1
title: {en: A block}
effect: mechanical
sources: {memo: {title: Memo}}
pools: {new_places: {places: {2023-01-01: 3}}}
stations: {new: {pool: new_places, stay: {distribution: fixed, days: 5}}}
interventions:
  - {id: to-new, kind: divert, from: home, to: new, share: {2023-01-01: 0.1, 2024-01-01: 0.5}}
  - {id: stop, kind: waiting, station: desk, limit: 3, from: 2023-01-01, until: 2024-01-01}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with root.yaml and blocks/policy.yaml, where we are."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "root.yaml").write_text(ROOT, encoding="utf-8")
    (tmp_path / "blocks").mkdir()
    (tmp_path / "blocks" / "policy.yaml").write_text(BLOCK, encoding="utf-8")
    return tmp_path


def extended(folder: Path, text: str, name: str = "other", extends: str = "root") -> Scenario:
    head = f"doorstroom: 1\ntitle: {{en: {name}}}\nextends: {extends}\n"
    (folder / f"{name}.yaml").write_text(head + text, encoding="utf-8")
    return sim.load(name)


# ---------------------------------------------------------------------------- one file


def test_a_root_stands_on_its_own(folder: Path) -> None:
    scenario = sim.load("root")

    assert (scenario.name, scenario.extends, scenario.blocks) == ("root", None, ())
    assert scenario.stations == scenario.root.stations
    assert list(scenario.files) == ["root.yaml"]
    (placed,) = scenario.interventions
    assert (placed.block, placed.intervention.id) == (None, "history")
    assert placed.place == "root.yaml:23"


def test_the_smallest_file_needs_no_more_than_its_sections(tmp_path: Path) -> None:
    (tmp_path / "two.yaml").write_text(
        "doorstroom: 1\n"
        "title: {en: Two counters, nl: Twee balies}\n"
        "period: {start: 2020-01-01, report_from: 2022-01-01, end: 2040-01-01}\n"
        "gemeenten: {town: {youth: 1000}}\n"
        "needs: {any: {}}\n"
        "arrivals: {customers: {need: any, per_year: 365.25, enters: desk}}\n"
        "stations:\n"
        "  desk: {places: 2, stay: {distribution: exponential, mean_days: 1.5}, next: {out: 1}}\n",
        encoding="utf-8",
    )

    scenario = sim.load(tmp_path / "two.yaml")

    assert (scenario.warnings, scenario.targets, scenario.money) == ((), {}, None)


# ---------------------------------------------------------------------------- where names lead


def test_a_name_is_looked_up_beside_the_file_first(folder: Path) -> None:
    deep = folder / "deep"
    deep.mkdir()
    (deep / "root.yaml").write_text(ROOT.replace("walk-in", "stroll-in"), encoding="utf-8")
    (deep / "other.yaml").write_text(
        "doorstroom: 1\ntitle: {en: x}\nextends: root\n", encoding="utf-8"
    )

    assert "stroll-in" in sim.load("deep/other.yaml").arrivals


def test_then_in_scenarios_and_among_the_shipped_ones(folder: Path) -> None:
    (folder / "scenarios").mkdir()
    (folder / "root.yaml").rename(folder / "scenarios" / "root.yaml")

    assert sim.load("root").name == "root"
    assert sim.load("two-counters").title.in_language("nl") == "Twee balies"


def test_a_path_may_be_given_with_or_without_its_suffix(folder: Path) -> None:
    for name in ("root", "root.yaml", "./root.yaml", folder / "root.yaml"):
        assert sim.load(name).name == "root"


# ---------------------------------------------------------------------------- extends and uses


def test_an_extension_without_changes_is_its_base(folder: Path) -> None:
    base, scenario = sim.load("root"), extended(folder, "")

    same = {"name", "title", "extends", "files"}
    assert scenario.model_dump(exclude=same) == base.model_dump(exclude=same)
    assert (scenario.name, scenario.extends) == ("other", "root")
    assert list(scenario.files) == ["root.yaml", "other.yaml"]


def test_a_block_brings_stations_pools_and_interventions(folder: Path) -> None:
    scenario = extended(folder, "uses: [policy]\n")

    assert list(scenario.stations) == ["desk", "home", "beside", "new"]
    assert list(scenario.pools) == ["team", "new_places"]
    assert [(placed.block, placed.intervention.id) for placed in scenario.interventions] == [
        (None, "history"),
        ("policy", "to-new"),
        ("policy", "stop"),
    ]
    assert list(scenario.sources) == ["cbs", "memo"]
    assert list(scenario.root.stations) == ["desk", "home", "beside"]
    assert scenario.interventions[1].place == "blocks/policy.yaml:9"


def test_a_delay_shifts_every_date_of_a_block(folder: Path) -> None:
    scenario = extended(folder, "uses: [{policy: {delay: 365 days}}]\n")

    divert, stop = (placed.intervention for placed in scenario.interventions[1:])
    # 2024 is a leap year: 365 days after 1 January 2024 is 31 December 2024.
    moved = {dt.date(2024, 1, 1): 0.1, dt.date(2024, 12, 31): 0.5}
    assert divert.changes["share"].number.path == moved
    assert (stop.begin, stop.until) == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert scenario.pools["new_places"].places == Number(path={dt.date(2024, 1, 1): 3})
    assert scenario.blocks[0].delay_days == 365


def test_blocks_come_before_the_own_interventions_of_a_file(folder: Path) -> None:
    own = "interventions:\n  - {id: own, kind: inflow, factor: {2025-01-01: 0.9}}\nuses: [policy]\n"
    extended(folder, own, "middle")

    last = "interventions: [{id: last, kind: inflow, factor: {2025-01-01: 0.9}}]\n"
    scenario = extended(folder, last, "top", "middle")

    ids = [placed.intervention.id for placed in scenario.interventions]
    assert ids == ["history", "to-new", "stop", "own", "last"]


def test_a_period_may_be_changed_in_part(folder: Path) -> None:
    scenario = extended(folder, "period: {end: 2028-01-01}\n")

    assert scenario.period.end == dt.date(2028, 1, 1)
    assert scenario.period.start == dt.date(2020, 1, 1)


# ---------------------------------------------------------------------------- drops


def test_an_intervention_of_the_root_may_be_dropped(folder: Path) -> None:
    assert extended(folder, "drops: [history]\n").interventions == ()


def test_a_dropped_block_takes_its_stations_and_pools_along(folder: Path) -> None:
    extended(folder, "uses: [policy]\n", "middle")

    scenario = extended(folder, "drops: [policy]\n", "top", "middle")

    base = sim.load("root")
    assert (scenario.blocks, scenario.stations) == ((), base.stations)
    assert scenario.pools == base.pools


def test_one_intervention_of_a_block_may_be_dropped(folder: Path) -> None:
    extended(folder, "uses: [policy]\n", "middle")

    scenario = extended(folder, "drops: [stop]\n", "top", "middle")

    assert [placed.intervention.id for placed in scenario.interventions] == ["history", "to-new"]


def test_a_block_may_be_dropped_and_used_again_later(folder: Path) -> None:
    extended(folder, "uses: [policy]\n", "middle")

    again = "drops: [policy]\nuses: [{policy: {delay: 30 days}}]\n"
    scenario = extended(folder, again, "top", "middle")

    assert [use.delay_days for use in scenario.blocks] == [30]


# ---------------------------------------------------------------------------- set


def reached(scenario: Scenario, path: str) -> object:
    result: object = scenario
    for part in path.split("."):
        result = result[part] if isinstance(result, dict) else getattr(result, part)
    return result


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("stations.home.places", 12, "stations.home.places"),
        ("gemeenten.town.youth", 12, "gemeenten.town.youth"),
        ("gemeenten.'s-Heer and St. Jan.use", 12, None),
        ("stations.desk.waiting.limit", 12, "stations.desk.waiting.limit"),
        ("stations.home.stay.light.days", 12, "stations.home.stay.needs.light.days"),
        ("stations.home.stay.default.days", 12, "stations.home.stay.default.days"),
        ("stations.desk.stay.mean_days", 12, "stations.desk.stay.default.mean_days"),
        ("pools.team.staff.town.fte", 12, "pools.team.staff.town.fte"),
    ],
)
def test_set_replaces_one_number(folder: Path, path: str, value: int, where: str | None) -> None:
    quoted = path.replace("'", "''")
    scenario = extended(folder, f"set: {{'{quoted}': {value}}}\n")

    if where is None:
        assert scenario.gemeenten["'s-Heer and St. Jan"].use == Number(value=value)
        return
    assert reached(scenario, where) == Number(value=value)


def test_a_set_number_has_no_source_but_its_own(folder: Path) -> None:
    scenario = extended(folder, "set: {stations.home.together.share: 0.3}\n")

    assert scenario.stations["home"].together[0].share == Number(value=0.3)
    assert scenario.root.stations["home"].together[0].share.source == "cbs"


def test_set_reaches_shares_rows_and_whole_sections(folder: Path) -> None:
    scenario = extended(
        folder,
        "set:\n"
        "  stations.desk.next.home: 0.5\n"
        "  stations.home.next.heavy: {out: 0.6, early: 0.4}\n"
        "  stations.beside: {places: 7, stay: {distribution: fixed, days: 11}}\n",
    )

    desk, home = scenario.stations["desk"].next, scenario.stations["home"].next
    assert desk is not None
    assert home is not None
    assert desk.default is not None
    assert desk.default.shares["home"] == Number(value=0.5)
    assert desk.default.rest == "out"
    assert home.needs["heavy"].shares == {"out": Number(value=0.6), "early": Number(value=0.4)}
    assert scenario.stations["beside"].places == Number(value=7)


def test_set_reaches_an_intervention_by_its_id(folder: Path) -> None:
    scenario = extended(folder, "set: {interventions.history.number: {2021-06-01: 40}}\n")

    spec = scenario.interventions[0].intervention
    assert isinstance(spec, PlacesChange)
    assert spec.number is not None
    assert spec.number.number == Number(path={dt.date(2021, 6, 1): 40})


def test_set_comes_after_the_blocks_of_its_file(folder: Path) -> None:
    scenario = extended(folder, "uses: [policy]\nset: {stations.new.stay.days: 6}\n")

    stay = scenario.stations["new"].stay
    assert stay is not None
    assert stay.find("town", "light").days == Number(value=6)  # type: ignore[union-attr]


def test_a_later_file_sets_over_an_earlier_one(folder: Path) -> None:
    extended(folder, "set: {stations.home.places: 31}\n", "middle")

    scenario = extended(folder, "set: {stations.home.places: 32}\n", "top", "middle")

    assert scenario.stations["home"].places == Number(value=32)


def test_what_set_breaks_is_found_on_its_line(folder: Path) -> None:
    with pytest.raises(ScenarioError) as refused:
        extended(folder, "set: {stations.home.next.heavy.out: 0.8}\n")

    assert refused.value.lines == [
        "other.yaml:4: stations.home.next.heavy: the shares of a row add up to 1, and these to "
        "1.1; mend them, or name who gets what is left: rest: out"
    ]


@pytest.mark.parametrize(
    ("path", "spec"),
    [
        ("statoins.home.places", "the scenario has no statoins; did you mean stations?"),
        ("stations.home.places.valeu", "stations.home.places has no valeu; did you mean value?"),
        ("stations.home.next.light.hoem", "stations.home.next.light has no hoem"),
        ("stations.desk.together.share", "stations.desk.together has no share; there are none"),
        ("interventions.histroy.number", "interventions has no histroy; did you mean history?"),
    ],
)
def test_a_path_that_leads_nowhere(folder: Path, path: str, spec: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        extended(folder, f"set: {{{path}: 1}}\n")

    assert f"other.yaml:4: set.{path} leads nowhere: {spec}" in str(refused.value)


# ---------------------------------------------------------------------------- the trail


def test_every_part_knows_where_it_was_written(folder: Path) -> None:
    extended(folder, "uses: [policy]\nset: {stations.home.places: 31}\n")
    trail = resolve("other").trail

    assert str(trail.place(("stations", "home", "places"))) == "other.yaml:5"
    assert str(trail.place(("stations", "home", "next", "needs", "heavy"))) == "root.yaml:19"
    assert str(trail.place(("stations", "new", "stay"))) == "blocks/policy.yaml:7"
    assert str(trail.place(("interventions", "stop", "limit"))) == "blocks/policy.yaml:10"


# ---------------------------------------------------------------------------- read once


def test_a_file_is_read_once_until_it_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in folder.rglob("*.yaml"):  # as no other test has them
        path.write_text(path.read_text(encoding="utf-8") + "# once\n", encoding="utf-8")
    read: list[str] = []
    real = opening.read_file
    monkeypatch.setattr(opening, "read_file", lambda path: [read.append(path.name), real(path)][1])

    first = extended(folder, "uses: [policy]  # once\n")
    again = sim.load("other")
    changed = extended(folder, "uses: [policy]\nset: {stations.home.places: 31}  # once\n")

    assert sorted(read) == ["other.yaml", "other.yaml", "policy.yaml", "root.yaml"]
    assert first == again
    assert changed.stations["home"].places == Number(value=31)
