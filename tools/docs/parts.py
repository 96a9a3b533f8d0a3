"""Each part as Markdown: the map, the stations, the scenarios, the numbers and the targets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd

from sim.checks import load
from sim.figures.map import Drawing, draw, drawing_of
from sim.results.manifest import Manifest
from sim.results.manifest_file import read_manifest
from sim.results.targets import lines_of, named_in, write_markdown
from sim.scenario.schema import Number, Scenario
from sim.telling.assumed import effect_of
from sim.telling.chain import Chain, chain_of
from sim.telling.explain import explain
from sim.telling.sources import numbers_of, status_of
from sim.telling.speech import Speaker
from sim.texts import LANGUAGES, texts_in
from sim.texts.format import Formats

ROOT = Path(__file__).parents[2]
REGION = ROOT / "scenarios" / "groningen"
MAP_AT = dt.date(2025, 1, 1)
"""The day of the map: the basis team is there, and so are the last known closed places."""
PUBLISHED = Path("results", "published", "policy-comparison")
HIDDEN = frozenset({"needs", "default", "shares", "number"})
WORDS = ("part", "station", "gemeenten", "need", "period", "tolerance", "reason")


@cache
def region() -> Scenario:
    """The shipped root scenario."""
    return load(REGION / "groningen.yaml")


@cache
def chain() -> Chain:
    """The chain of the region on the day of the map."""
    return chain_of(region(), MAP_AT)


def map_file(lang: str) -> str:
    """Where the map in a language stands, seen from docs/."""
    return f"groningen-map.{lang}.svg"


def map_part() -> str:
    """The map in both languages; what is drawn, in words, is in the pictures themselves."""
    shown = []
    for lang in LANGUAGES:
        date = texts_in(lang).formats.date(MAP_AT).replace("\N{NO-BREAK SPACE}", " ")
        spec = "De keten op" if lang == "nl" else "The chain on"
        shown.append(f"![{spec} {date}]({map_file(lang)})")
    return "\n\n".join(shown)


def drawn_maps() -> dict[str, bytes]:
    """The pictures by file name, each with the digest of what it shows on its last line."""
    result = {}
    for lang in LANGUAGES:
        svg = draw(chain(), texts_in(lang)).svg
        result[map_file(lang)] = svg.rstrip() + f"\n<!-- {map_digest(lang)} -->\n".encode()
    return result


def map_digest(lang: str) -> str:
    """What tells a map apart from one with other words, boxes or ways."""
    drawing: Drawing = drawing_of(chain(), texts_in("nl" if lang == "nl" else "en"))
    return f"drawn: {drawing.digest}"


def stations() -> str:
    """Every station with its two sentences in both languages."""
    rows = ["| station | in het Nederlands | in English |", "| --- | --- | --- |"]
    for name, station in region().stations.items():
        told = [
            f"**{Speaker(region(), lang).station(name)}.** "
            f"{Speaker(region(), lang).text(station.description, '')}"
            for lang in ("nl", "en")
        ]
        rows.append(f"| `{name}` | {told[0]} | {told[1]} |")
    return "\n".join(rows)


def scenarios() -> str:
    """The region and every shipped scenario that extends it: what it is called and rests on."""
    rows = ["| scenario | in het Nederlands | in English | effect |", "| --- | --- | --- | --- |"]
    for path in sorted(REGION.glob("*.yaml")):
        scenario = load(path)
        effects = [f"{effect_of(use.block)} (`{use.name}`)" for use in scenario.blocks]
        title, shown = scenario.title, ", ".join(effects) or "-"
        rows.append(f"| `{path.stem}` | {title.nl} | {title.en} | {shown} |")
    return "\n".join(rows)


def calibrated() -> str:
    """The numbers that were tuned, with what they were before."""
    rows = ["| number | value | before |", "| --- | --- | --- |"]
    rows += [
        f"| `{'.'.join(key for key in keys if key not in HIDDEN)}` | {_value(number)} "
        f"| {number.note or ''} |"
        for keys, number in tuned()
    ]
    return "\n".join(rows)


def tuned() -> Iterator[tuple[tuple[str, ...], Number]]:
    """Every number of the region with the status calibrated, and where it stands."""
    for keys, number in numbers_of(region()):
        if status_of(number) == "calibrated":
            yield keys, number


def _value(number: Number) -> str:
    speaker = Speaker(region(), "en")
    if number.path is None:
        return speaker.said_number(number)
    points = [f"{date}: {speaker.number(value)}" for date, value in number.path.items()]
    return ", ".join(points)


def counts() -> str:
    """How many numbers there are of each status, as `explain --sources` says it."""
    return "\n\n".join(" ".join(_sources(lang)[:2]) for lang in LANGUAGES)


def doubts() -> str:
    """The groups of numbers that are one doubt, as `explain --sources` says them."""
    return "\n\n".join("\n".join(_sources(lang)[2:]) for lang in LANGUAGES)


def _sources(lang: str) -> list[str]:
    """What `explain --sources` says of the numbers, behind its last empty line."""
    lines = explain(region(), lang=lang, sources=True)
    return lines[len(lines) - lines[::-1].index("") :]


def targets(root: Path = ROOT) -> str:
    """The known figures beside the model, from the published results; says so where there are none.

    The table is made by the same function that makes it for the terminal.
    """
    folder = root / PUBLISHED
    if not (folder / "targets.csv").is_file():
        return (
            "No published results are here yet: `make publish` keeps them in "
            f"{PUBLISHED.as_posix()}/, and this table is made from them. `doorstroom targets "
            "groningen` measures it anew."
        )
    manifest = read_manifest(folder)
    table = pd.read_csv(folder / "targets.csv", dtype=dict.fromkeys(WORDS, str)).fillna(
        dict.fromkeys(WORDS, "")
    )
    texts = texts_in("en").over_draws() if manifest.draws else texts_in("en")
    lines = lines_of(table, named_in(manifest, texts.lang), texts)
    return write_markdown(lines, manifest.replications, texts)


def breakeven(root: Path = ROOT) -> str:
    """At how many youths per FTE the teams pay for themselves, from the published results."""
    folder = root / PUBLISHED
    if not (folder / "breakeven.csv").is_file():
        return f"No published results are here yet: `make publish` keeps them in {PUBLISHED}/."
    manifest = read_manifest(folder)
    titles = {
        spec.id: (spec.title.in_language("en") if spec.title else "") or spec.id
        for spec in manifest.breakeven
    }
    formats = texts_in("en").formats
    lines = [
        "| team | years | places, a year | work without a trajectory, a year "
        "| less spent elsewhere, a year | youths per FTE | breaks even at |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in pd.read_csv(folder / "breakeven.csv", dtype={"years": str}).itertuples():
        years = row.years.split("; ")
        spared = (row.cost_of_places - row.cost_difference) / len(years)
        ends = [row.breakeven_low, row.breakeven_high]
        cells = [
            titles[row.id],
            years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}",
            formats.money(row.cost_of_places / len(years)),
            formats.money(row.lump_sums / len(years)),
            formats.money(spared),
            formats.number(row.clients_per_fte, 1),
            _balance(ends, formats),
        ]
        lines.append(f"| {' | '.join(cells)} |".replace("\N{NO-BREAK SPACE}", " "))
    return "\n".join([*lines, "", _of_what(manifest)])


def _balance(ends: list[float], formats: Formats) -> str:
    """The range of a caseload: both ends, from one on, or none."""
    low, high = (None if pd.isna(end) else formats.number(end, 1) for end in ends)
    if low is None:
        return "no number"
    return f"{low}, or none" if high is None else formats.range(low, high)


def _of_what(manifest: Manifest) -> str:
    """What the numbers and ranges of a table of break-evens are."""
    if manifest.draws is None:
        return (
            f"Means, and the ends of 95%, of {manifest.replications} runs at the centre values of "
            "the inputs."
        )
    return f"The middle of {manifest.draws.count} draws; in nine of ten the balance is within."
