"""A root with parts, values, defaults and tables is the scenario that says all of it itself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

import sim
from sim.cli import app
from sim.errors import ScenarioError
from sim.scenario.schema import Arrival, ArrivalRow, Scenario, Station, StationDefaults

WHOLE = """
doorstroom: 1
title: {en: Region}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2023-01-01}
money: {price_level: 2024}
sources: {cbs: {title: Counted}, memo: {title: Memo}}
gemeenten: {town: {youth: 1000}, city: {youth: 3000}}
needs: {light: {}, heavy: {}}
arrivals:
  light-by-gp: {need: light, referrer: gp, per_1000_youth: 9, enters: home, pgb: 0.1,
    season: {7: 0.8}, growth_per_year: 0.01, about: {source: cbs, spread: 10%}}
  hard-by-gp: {need: heavy, referrer: gp, per_year: 20, enters: home,
    season: {7: 0.8}, growth_per_year: 0.03, about: {source: cbs, spread: 10%}}
  walk-in: {need: light, per_year: 5, enters: aside, priority: 1,
    season: {7: 0.8}, growth_per_year: 0.01, about: {status: assumption, spread: 50%}}
pools:
  team: {places: {value: 25, source: memo, status: official}, about: {source: cbs, spread: 5%}}
stations:
  home: {form: ambulant, pool: team, stay: {distribution: fixed, days: 90},
    next: {aside: 0.2, rest: out},
    returns: {share: 0.3, mean_days: 400, about: {spread: 20%}},
    waiting: {drops_out_per_week: 0.01, escalates_per_week: 0.001, escalates_to: aside,
      about: {status: assumption}}}
  aside: {places: 30, stay: {distribution: fixed, days: 9}, returns: {share: 0.1, mean_days: 400},
    waiting: {drops_out_per_week: 0.005, about: {status: assumption}}}
interventions:
  - {id: more, kind: places, pool: team, number: {2022-01-01: 30}, source: memo}
"""
ROOT = """
doorstroom: 1
title: {en: Region}
parts: [chain, counted]
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2023-01-01}
gemeenten: {town: {youth: 1000}, city: {youth: 3000}}
sources: {memo: {title: Memo}}
defaults:
  arrivals: {season: {7: 0.8}, growth_per_year: 0.01, about: {source: cbs, spread: 10%}}
arrivals:
  by-gp:
    each: {referrer: gp, enters: home}
    rows:
      light: {per_1000_youth: 9, pgb: 0.1}
      hard: {need: heavy, per_year: 20, growth_per_year: 0.03}
  walk-in: {need: light, per_year: 5, enters: aside, priority: 1,
    about: {status: assumption, spread: 50%}}
interventions:
  - {id: more, kind: places, pool: team, number: {2022-01-01: 30}, source: memo}
"""
CHAIN = """
part: 1
title: {en: Chain}
money: {price_level: 2024}
sources: {cbs: {title: Counted}}
needs: {light: {}, heavy: {}}
defaults:
  stations:
    care: {waiting: {drops_out_per_week: 0.005, about: {status: assumption}},
      returns: {share: 0.1, mean_days: 400}}
    "form: ambulant, day": {returns: {share: 0.3, mean_days: 400, about: {spread: 20%}},
      waiting: {escalates_per_week: 0.001, escalates_to: aside}}
pools: {team: {places: 20, about: {source: cbs, spread: 5%}}}
stations:
  home: {form: ambulant, pool: team, stay: {distribution: fixed, days: 90},
    next: {aside: 0.4, rest: out},
    waiting: {drops_out_per_week: 0.01}}
  aside: {places: 30, stay: {distribution: fixed, days: 9}}
  day: {form: day, places: 30, stay: {distribution: fixed, days: 9}}
"""
COUNTED = """
part: 1
title: {en: Counted}
values:
  stations.home.next.aside: 0.2
  pools.team.places: {value: 25, source: memo, status: official}
"""
HOME = CHAIN.replace("  day: {form: day, places: 30, stay: {distribution: fixed, days: 9}}\n", "")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A root with a chain beside it and counted figures in `parts`, and the same in one file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "parts").mkdir()
    chain = HOME.replace("ambulant, day", "ambulant")
    for name, text in (
        ("whole", WHOLE), ("region", ROOT), ("chain", chain), ("parts/counted", COUNTED),
    ):  # fmt: skip
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def said(scenario: Scenario) -> dict[str, object]:
    """All that a scenario says, without names of files and lines."""
    elsewhere = {"name", "files", "interventions"}
    return scenario.model_dump(exclude={**dict.fromkeys(elsewhere, True), "root": {"parts"}}) | {
        "interventions": [item.intervention.model_dump() for item in scenario.interventions]
    }


def test_a_root_with_its_parts_is_the_scenario_in_one_file(folder: Path) -> None:
    whole, region = sim.load("whole"), sim.load("region")

    assert said(region) == said(whole)
    assert list(region.arrivals) == list(whole.arrivals)
    assert list(region.files) == ["region.yaml", "chain.yaml", "parts/counted.yaml"]


def test_the_same_clients_come_and_go(folder: Path) -> None:
    runs = [sim.simulate(sim.load(name), seed=1) for name in ("whole", "region")]

    whole, region = (run.visits.frame(run.network) for run in runs)
    assert len(whole) > 100
    assert whole.equals(region)


def test_the_root_comes_first_then_its_parts_in_order(folder: Path) -> None:
    (folder / "parts/counted.yaml").write_text(
        "part: 1\ntitle: {en: x}\npools: {late: {places: 2}}\n"
        "stations: {late: {pool: late, stay: {distribution: fixed, days: 9}}}\n"
        "values: {stations.aside.next: {late: 0.1, rest: out}}\n",
        encoding="utf-8",
    )
    first = (
        "pools: {first: {places: 2}}\n"
        "stations: {first: {pool: first, stay: {distribution: fixed, days: 9}}}\n"
    )
    (folder / "region.yaml").write_text(
        ROOT.replace("enters: aside", "enters: first") + first, encoding="utf-8"
    )

    region = sim.load("region")

    assert list(region.pools) == ["first", "team", "late"]
    assert list(region.stations) == ["first", "home", "aside", "late"]


def test_parts_belong_to_the_root_of_what_extends_it(folder: Path) -> None:
    (folder / "other.yaml").write_text(
        "doorstroom: 1\ntitle: {en: Other}\nextends: region\n"
        "set: {stations.home.next.aside: 0.5}\n",
        encoding="utf-8",
    )

    other = sim.load("other")

    rows = (other.root.stations["home"].next, other.stations["home"].next)
    shares = [row.default.shares["aside"].value for row in rows if row and row.default]
    assert shares == [0.2, 0.5]


def test_a_value_is_spread_by_its_own_file_only(folder: Path) -> None:
    (folder / "parts/counted.yaml").write_text(
        COUNTED.replace("{value: 25, source: memo, status: official}", "25")
        + "about: {source: memo, status: derived, spread: 20%}\n",
        encoding="utf-8",
    )

    places = sim.load("region").pools["team"].places

    spec = places.model_dump() if places is not None and not isinstance(places, dict) else {}
    assert {key: spec[key] for key in ("value", "low", "high", "source", "status")} == {
        "value": 25, "low": 20, "high": 30, "source": "memo", "status": "derived",
    }  # fmt: skip


def test_full_says_which_line_gives_each_number(folder: Path) -> None:
    told = CliRunner().invoke(app, ["explain", "region", "--full"]).stdout.splitlines()

    lines = {line.split(" = ")[0].strip(): line for line in told if " = " in line}
    root, chain = lines_of(folder / "region.yaml"), lines_of(folder / "chain.yaml")
    care, form = "defaults.stations.care.", "defaults.stations.form: ambulant."
    for number, origin in {
        "arrivals.light-by-gp.season.7": root("season") + ", defaults.arrivals.season.7",
        "arrivals.light-by-gp.pgb": root("light: {per") + ", arrivals.by-gp.rows.light.pgb",
        "arrivals.walk-in.per_year": root("walk-in"),
        "pools.team.places": "parts/counted.yaml:6, values.pools.team.places",
        "stations.home.waiting.drops_out_per_week": chain("_week: 0.01}"),
        "stations.aside.waiting.drops_out_per_week":
            f"{chain('care:')}, {care}waiting.drops_out_per_week",
        "stations.home.returns.share": f"{chain('form: ')}, {form}returns.share",
        "interventions.more.number": root("id: more"),
    }.items():  # fmt: skip
        assert lines[number].endswith(f"[{origin}]"), lines[number]


def lines_of(path: Path) -> Callable[[str], str]:
    """Where a text stands first in a file, as messages say it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    at = {text: number for number, text in reversed(list(enumerate(lines, 1)))}
    return lambda part: f"{path.name}:{next(at[line] for line in lines if part in line)}"


def test_explain_names_the_parts(folder: Path) -> None:
    told = [CliRunner().invoke(app, ["explain", "region", "--lang", lang]) for lang in ("en", "nl")]

    parts = "“Chain” ({} chain) {} “Counted” ({} counted)."
    assert "It is put together with " + parts.format("part", "and", "part") in told[0].stdout
    assert "Het is samengesteld met " + parts.format("onderdeel", "en", "onderdeel") in (
        told[1].stdout
    )


def test_a_changed_part_is_read_again(folder: Path) -> None:
    sim.load("region")
    (folder / "parts/counted.yaml").write_text(COUNTED.replace("0.2", "0.3"), encoding="utf-8")

    row = sim.load("region").stations["home"].next

    assert row is not None
    assert row.default is not None
    assert row.default.shares["aside"].value == 0.3


def test_two_files_may_name_one_document(folder: Path) -> None:
    chain = folder / "chain.yaml"
    text = chain.read_text(encoding="utf-8")
    chain.write_text(text.replace("Counted}}", "Counted}, memo: {title: Memo}}"), encoding="utf-8")

    assert sim.load("region").sources["memo"].title == "Memo"

    chain.write_text(text.replace("Counted}}", "Counted}, memo: {title: Other}}"), encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"^chain\.yaml:5: sources\.memo stands in region"):
        sim.load("region")


def test_defaults_are_of_fields_that_there_are() -> None:
    assert StationDefaults.model_fields.keys() <= Station.model_fields.keys()
    assert ArrivalRow.model_fields.keys() == Arrival.model_fields.keys()
