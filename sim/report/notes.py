"""What stands around the results: what to read first, what the scenarios are, the small print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..figures.labels import Labels
from ..figures.measures import stations_with_a_list, wait_is_tested
from ..figures.results import IN_SERIES, NEEDED, Results
from ..indicators.definitions import NAMES, base_name
from ..results.manifest import ENOUGH_RUNS, Manifest
from ..results.scenario_note import BlockNote
from ..texts import Texts
from .draws import about_chance

DIGEST = 10
DASHES = ("– ", "- ")
"""How a point begins among the sentences of the manifest."""


@dataclass(frozen=True)
class Line:
    """A sentence, and the points that belong to it."""

    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class ScenarioStory:
    """A scenario: its title and the sentences about what it changes."""

    title: str
    lines: tuple[Line, ...]


def read_first(results: Results, labels: Labels) -> tuple[str, ...]:
    """The lines that stand on page one of every page."""
    texts, manifest = labels.texts, results.manifest
    lines = [texts("first.simulation"), *_about_numbers(results, labels)]
    lines += _about_waits(results, labels)
    lines.append(texts("first.policy"))
    lines += _about_doubt(results, labels)
    lines += _about_what_is_kept(manifest, texts)
    assumed = [
        f"“{labels.scenario(name)}”"
        for name in dict.fromkeys((*results.ahead, *results.back))
        if manifest.scenario[name].assumed_blocks
    ]
    if assumed:
        lines.append(texts("first.assumed", scenarios=texts.formats.listed(assumed)))
    return tuple(lines)


def _about_numbers(results: Results, labels: Labels) -> Iterator[str]:
    texts = labels.texts
    numbers = results.manifest.scenario[results.baseline].numbers
    total = sum(numbers.values())
    if not total:
        return
    number, assumptions = texts.formats.number, numbers.get("assumption", 0)
    spec = texts.count(
        "first.numbers",
        total,
        scenario=labels.scenario(results.baseline),
        assumptions=number(assumptions),
        share=texts.formats.percent(assumptions / total),
        calibrated=number(numbers.get("calibrated", 0)),
    )
    unknown = numbers.get("none", 0)
    yield f"{spec} {texts.count('first.no_source', unknown)}" if unknown else spec


def _about_waits(results: Results, labels: Labels) -> Iterator[str]:
    texts, stations = labels.texts, results.manifest.stations
    with_list = stations_with_a_list(results, results.period("ahead"))
    untested = [name for name in with_list if not stations[name].tested]
    if untested:
        names = [labels.short_station(name) for name in untested]
        spec = texts("first.untested", stations=texts.formats.listed(names))
        if wait_is_tested(results, "wait_first_help"):
            spec = f"{spec} {texts('first.some_tested')}"
        yield spec


def _about_doubt(results: Results, labels: Labels) -> Iterator[str]:
    texts, draws = labels.texts, results.manifest.draws
    if draws is None:
        yield texts("first.no_draws")
        return
    number = texts.formats.number
    key = "first.draws" if draws.ensemble is None else "first.ensemble"
    yield texts(key, count=number(draws.count), numbers=number(draws.numbers))
    if draws.repaired:
        yield texts.count("first.repaired", draws.repaired)
    yield about_chance(results, labels)


def _about_what_is_kept(manifest: Manifest, texts: Texts) -> Iterator[str]:
    """What the page would show if more than some indicators had been kept of each run."""
    if manifest.kept is None:
        return
    shown = dict.fromkeys(base_name(name) for name in (*NEEDED, *IN_SERIES))
    whole, in_total, number = manifest.kept, manifest.kept_in_total, texts.formats.number
    names = [texts(f"indicator.{name}.name") for name in shown if name not in (*whole, *in_total)]
    counts = {"whole": len(whole), "total": len(in_total), "of": len(NAMES)}
    yield texts("first.kept", **{key: number(count) for key, count in counts.items()})
    if names:
        yield texts("first.not_kept", indicators=texts.formats.listed(names))


def trial_reasons(manifest: Manifest, labels: Labels) -> str | None:
    """Why this page is a trial, None when it is not."""
    if not manifest.is_trial:
        return None
    texts, reasons = labels.texts, []
    if manifest.trial:
        reasons.append(texts("trial.asked"))
    if manifest.replications < ENOUGH_RUNS:
        reasons.append(texts.count("trial.few", manifest.replications))
    if manifest.scale != 1.0:
        scale = texts.formats.number(manifest.scale, 2)
        reasons.append(texts("trial.scale", scale=scale))
    return texts("trial.banner", reasons=texts.formats.listed(reasons))


# ------------------------------------------------------------------ the scenarios


def stories(results: Results, labels: Labels) -> list[ScenarioStory]:
    """What each scenario changes, from the manifest."""
    result = []
    for name in dict.fromkeys((*results.ahead, *results.back)):
        lines = [*_story(name, results, labels), *_warnings(name, results, labels)]
        result.append(ScenarioStory(labels.scenario(name), _with_points(lines)))
    return result


def _with_points(sentences: Sequence[str]) -> tuple[Line, ...]:
    """Sentences that begin with a dash as points below the sentence before them."""
    lines: list[Line] = []
    for sentence in sentences:
        is_point = sentence.startswith(DASHES)
        if is_point and lines:
            point = sentence.lstrip("".join(DASHES))
            lines[-1] = replace(lines[-1], points=(*lines[-1].points, point))
        else:
            lines.append(Line(sentence.lstrip("".join(DASHES)) if is_point else sentence))
    return tuple(lines)


def _warnings(name: str, results: Results, labels: Labels) -> Iterator[str]:
    """How many remarks the check of a scenario gave; they name lines of files, so not here."""
    count = len(results.manifest.scenario[name].warnings)
    if count:
        yield labels.texts.count("scenarios.warnings", count)


def _story(name: str, results: Results, labels: Labels) -> Iterator[str]:
    texts, note = labels.texts, results.manifest.scenario[name]
    if name == results.baseline and len(results.ahead) + len(results.back) > 1:
        yield texts("scenarios.baseline")
    told = note.explained.nl if texts.lang == "nl" else note.explained.en
    yield from told
    if not told:  # else the blocks that differ are told there, and all others with the baseline
        yield from (_about_block(block, results.manifest, labels) for block in note.blocks)


def _about_block(block: BlockNote, manifest: Manifest, labels: Labels) -> str:
    texts = labels.texts
    effect = "mechanical" if block.effect == "mechanical" else "assumed"
    values = {
        "title": labels.block(block.name, block.title),
        "effect": texts(f"effect.{effect}"),
    }
    spec = texts("scenarios.block", **values)
    if block.source:
        document = manifest.sources.get(block.source)
        source = document.title if document else block.source
        if block.section:
            source = texts("scenarios.section", source=source, section=block.section)
        spec = texts("scenarios.block_source", source=source, **values)
    if block.delay_days:
        key = "scenarios.delay" if block.delay_days > 0 else "scenarios.earlier"
        spec = f"{spec} {texts.count(key, abs(block.delay_days))}"
    return spec


# ------------------------------------------------------------------ small print


def small_print(manifest: Manifest, labels: Labels) -> list[tuple[str, str]]:
    """Pairs of a word and what the manifest says, for the foot of the page."""
    texts = labels.texts
    number = texts.formats.number
    runs = texts.count("page.runs", manifest.replications)
    scale = number(manifest.scale, 0 if manifest.scale == 1 else 2)
    engine = _engine(manifest.engine, labels)
    spec = {
        "made": texts.formats.date(manifest.created.date()),
        "program": f"Doorstroom {manifest.doorstroom}",
        "commit": manifest.commit[:DIGEST] if manifest.commit else None,
        "command": manifest.command,
        "seed": str(manifest.seed),
        "runs": texts("print.runs_value", runs=runs, scale=scale, engine=engine),
        "draws": _draws(manifest, labels),
        "conservation": _conservation(manifest, labels),
        "wall": _wall(manifest, labels),
        "versions": ", ".join(f"{name} {version}" for name, version in manifest.versions.items()),
        "files": ", ".join(f"{name} {digest[:DIGEST]}" for name, digest in manifest.files.items()),
    }
    unknown = texts("print.unknown")
    return [(texts(f"print.{key}"), value or unknown) for key, value in spec.items()]


def _draws(manifest: Manifest, labels: Labels) -> str:
    if manifest.draws is None:
        return labels.texts("print.draws_none")
    return labels.texts.count("print.draws_some", manifest.draws.count)


def _conservation(manifest: Manifest, labels: Labels) -> str:
    return labels.texts.count("print.conservation_value", manifest.conservation.checked)


def _wall(manifest: Manifest, labels: Labels) -> str:
    minutes = round(manifest.wall_seconds / 60)
    if not minutes:
        return labels.texts("print.wall_short")
    return labels.texts.count("print.wall_value", minutes)


def _engine(name: str, labels: Labels) -> str:
    """What an engine is called; its name where it is one that we do not know."""
    key = f"print.engine.{name}"
    return labels.texts(key) if labels.texts.has(key) else name
