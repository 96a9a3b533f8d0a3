"""The chain on a day, worked out by hand, and the map that is drawn of it."""

import datetime as dt
import re
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.checks import load
from sim.cli import app
from sim.errors import InputError
from sim.figures.map import draw, drawing_of, shown_ways
from sim.scenario.schema import Text
from sim.telling.chain import Chain, chain_of
from sim.texts import LANGUAGES, texts_in

SMALL = """
doorstroom: 1
title: {en: Small chain, nl: Kleine keten}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2030-01-01}
gemeenten: {town: {youth: 600}, village: {youth: 400}}
needs: {any: {}}
arrivals: {asks: {need: any, per_year: 1000, enters: gate}}
pools:
  team: {scope: gemeente, staff: {town: {fte: 4, clients_per_fte: 5},
                                  village: {fte: 2.5, clients_per_fte: 3}}}
stations:
  gate: {group: gate, title: {en: the gate, nl: de poort}, next: {home: 0.5, away: 0.1, rest: out}}
  home:
    pool: team
    stay: {distribution: fixed, days: 90}
    next: {away: 0.1, rest: out}
    returns: {share: 0.25, mean_days: 100}
    together: {station: beside, share: 0.2}
  away: {away_from_home: true, places: 3, stay: {distribution: fixed, days: 9}}
  beside: {group: protection, stay: {distribution: fixed, days: 9}}
  later: {places: 8, stay: {distribution: fixed, days: 9}}
interventions:
  - {id: half, kind: divert, from: home, to: away, share: {2023-01-01: 0.5}}
  - {id: village, kind: divert, from: home, to: later, gemeenten: [village],
     share: {2025-01-01: 1.0}}
"""
ALONE = """
doorstroom: 1
title: {en: Alone}
period: {start: 2020-01-01, report_from: 2021-01-01, end: 2030-01-01}
gemeenten: {town: {youth: 1}}
needs: {any: {}}
arrivals: {asks: {need: any, per_year: 7, enters: only}}
stations: {only: {}}
"""
SHIPPED = ("groningen", "basis-team-everywhere", "two-counters")


@cache
def shipped(name: str) -> Chain:
    return chain_of(load(name))


def chain_in(folder: Path, text: str = SMALL, at: dt.date | None = None) -> Chain:
    path = folder / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return chain_of(load(path), at)


def ways(chain: Chain) -> dict[tuple[str, str, bool], float]:
    return {(w.origin, w.destination, w.beside): round(w.per_year, 2) for w in chain.ways}


def test_ways_of_a_small_chain_by_hand(tmp_path: Path) -> None:
    result = ways(chain_in(tmp_path))

    # Of who leaves home 0.9 end, and a quarter of these come back at the gate: 0.225 of home, which
    # is half of the gate. So the gate gets 1000 / (1 - 0.5 x 0.225) = 1126.76 a year.
    gate = 1000 / (1 - 0.1125)
    assert result == {
        ("gate", "home", False): round(0.5 * gate, 2),
        ("gate", "away", False): round(0.1 * gate, 2),
        ("home", "away", False): round(0.5 * gate * 0.1, 2),
        ("home", "beside", True): round(0.5 * gate * 0.2, 2),
    }


def test_stations_of_a_small_chain_by_hand(tmp_path: Path) -> None:
    stops = {stop.name: stop for stop in chain_in(tmp_path).stops}

    gate = 1000 / (1 - 0.1125)
    starts = {name: round(stop.starts_per_year, 2) for name, stop in stops.items()}
    assert starts == {
        "gate": round(gate, 2),
        "home": round(0.5 * gate, 2),
        "away": round(0.1 * gate + 0.05 * gate, 2),
        "beside": round(0.1 * gate, 2),
        "later": 0.0,
    }
    assert round(stops["gate"].from_outside_per_year, 2) == round(gate, 2)
    # 4 FTE of 5 and 2.5 FTE of 3, rounded down in each gemeente: 20 + 7
    assert stops["home"].places == 27
    assert [stops[name].places for name in ("gate", "away")] == [None, 3]
    assert [stop.part for stop in stops.values()] == ["gate", "home", "away", "beside", "home"]


def test_a_divert_counts_from_its_day(tmp_path: Path) -> None:
    result = ways(chain_in(tmp_path, at=dt.date(2023, 1, 1)))

    # Half of who would join home joins away: home is a quarter of the gate.
    gate = 1000 / (1 - 0.25 * 0.225)
    assert result["gate", "home", False] == round(0.25 * gate, 2)
    assert result["gate", "away", False] == round(0.35 * gate, 2)


def test_a_station_of_one_gemeente_says_so(tmp_path: Path) -> None:
    chain = chain_in(tmp_path, at=dt.date(2025, 1, 1))

    words = drawing_of(chain, texts_in("nl")).boxes
    # The village has 400 of 1000 youth; half of what would go home there goes away before.
    assert words["later"][1:] == ("100 per jaar", "8 plekken", "alleen village")
    assert words["home"][-1] == "alleen town"


def test_a_day_outside_the_period_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a day from 2020-01-01 to 2029-12-31"):
        chain_in(tmp_path, at=dt.date(2030, 1, 1))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SHIPPED)
def test_each_station_stands_once_and_no_boxes_overlap(name: str, lang: str) -> None:
    chain = shipped(name)
    layout = drawing_of(chain, texts_in("nl" if lang == "nl" else "en")).layout

    assert sorted(layout.boxes) == sorted(stop.name for stop in chain.stops)
    boxes = list(layout.boxes.values())
    for at, item in enumerate(boxes):
        assert item.x >= 0
        assert item.x + item.width <= layout.width
        assert item.y >= 0
        assert item.y + item.height <= layout.height + 1e-9
        for other in boxes[at + 1 :]:
            beside = item.x + item.width <= other.x or other.x + other.width <= item.x
            above = item.y + item.height <= other.y or other.y + other.height <= item.y
            assert beside or above, (item.stop.name, other.stop.name)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_station_that_gets_somebody_is_reached_and_no_other(name: str) -> None:
    chain = shipped(name)
    starts = {stop.name: stop.starts_per_year for stop in chain.stops}
    outside = {stop.name for stop in chain.stops if stop.from_outside_per_year > 0}

    reached = {way.destination for way in shown_ways(chain)}

    assert all(starts[to] > 0 for to in reached)
    assert {to for to, each in starts.items() if each > 0} <= reached | outside


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    # Of the ways of groningen some are too small; the percentage is theirs.
    chain = shipped("groningen")
    drawn = sum(way.per_year for way in shown_ways(chain))
    whole = sum(way.per_year for way in chain.ways)

    notes = drawing_of(chain, texts_in("en")).notes

    assert 0.05 < 1 - drawn / whole < 0.3
    assert f"together {100 * (1 - drawn / whole):.0f}% of all steps" in notes[1]
    assert drawing_of(chain_in(tmp_path), texts_in("en")).notes[1] == "All ways are drawn."


def test_arrows_are_as_wide_as_they_are_used(tmp_path: Path) -> None:
    arrows = drawing_of(chain_in(tmp_path), texts_in("en")).layout.arrows

    width = {(a.way.origin, a.way.destination): a.width for a in arrows}
    # 0.5 of the gate against 0.1, and 0.05
    assert width["gate", "home"] == pytest.approx(5 * width["gate", "away"])
    assert width["gate", "away"] == pytest.approx(2 * width["home", "away"])


def test_both_languages_have_their_own_words(tmp_path: Path) -> None:
    chain = chain_in(tmp_path)

    english, dutch = (draw(chain, texts_in(lang)) for lang in ("en", "nl"))

    assert (english.title, dutch.title) == ("The chain (Small chain)", "De keten (Kleine keten)")
    assert "the gate to home, 560 a year." in english.alt
    assert "de poort naar home, 560 per jaar." in dutch.alt
    assert b"the gate" in english.svg
    assert b"de poort" in dutch.svg


def test_on_a_phone_each_station_stands_once_with_its_ways_below_it(tmp_path: Path) -> None:
    drawn = draw(chain_in(tmp_path), texts_in("en")).narrow.decode()

    assert 'width="259.2pt"' in drawn  # 3.6 inches
    assert min(float(size) for size in re.findall(r"([\d.]+)px", drawn)) >= 11
    said = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
    # The gate gets 1,126.76, in tens, and sends to two; home to one, and to what is beside.
    assert said[:5] == ["front door", "the gate", "1,130 a year", "home", "away"]
    at = said.index("home", 4)
    assert said[at + 2 : at + 4] == ["beside", "away"]  # 0.2 and 0.1 of home


def test_one_station_without_a_way_on_is_drawn(tmp_path: Path) -> None:
    chain = chain_in(tmp_path, ALONE)

    drawing = drawing_of(chain, texts_in("en"))

    assert drawing.boxes == {"only": ("only", "fewer than 10 a year")}
    assert drawing.layout.arrows == ()
    assert draw(chain, texts_in("en")).svg.startswith(b"<?xml")


def test_the_same_input_gives_the_same_bytes() -> None:
    pictures = [draw(shipped("groningen"), texts_in("nl")) for _ in range(2)]

    assert pictures[0] == pictures[1]
    assert len(pictures[0].narrow) < 60_000
    assert max(len(pictures[0].svg), len(pictures[0].png)) < 160_000


def test_the_command_draws_in_both_formats(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    run = CliRunner()

    for out in ("map.svg", "folder/map.png"):
        done = run.invoke(
            app, ["map", str(path), "--at", "2023-01-01", "--out", str(tmp_path / out)]
        )
        assert done.exit_code == 0, done.output
        assert "1 January 2023" in done.output.replace("\N{NO-BREAK SPACE}", " ")

    assert (tmp_path / "map.svg").read_bytes().startswith(b"<?xml")
    assert (tmp_path / "folder/map.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("options", "spec"),
    [
        (["--out", "map.pdf"], "--out is map.pdf; must end in .svg or .png"),
        (["--at", "soon"], "--at is soon; must be a date; write it as 2026-01-31"),
        (["--at", "1999-01-01"], "outside its period; name a day from 2020-01-01 to 2039-12-31"),
    ],
)
def test_wrong_options_are_refused(options: list[str], spec: str) -> None:
    done = CliRunner().invoke(app, ["map", "two-counters", *options])

    assert done.exit_code == 2
    assert spec in done.stderr


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_chain_without_stations_is_an_empty_map(lang: str) -> None:
    title, day = Text(en="Nothing", nl="Niets"), dt.date(2020, 1, 1)

    picture = draw(Chain(title=title, at=day, gemeenten=0, stops=(), ways=()), texts_in(lang))

    assert picture.alt.endswith({"nl": "naar het ander.", "en": "to another."}[lang])
    assert picture.png.startswith(b"\x89PNG")
