"""`check`, `explain` and `schema`: what a scenario file says."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import app
from .numbers import whole

if TYPE_CHECKING:
    from ..scenario.schema import Scenario
    from ..texts import Texts

ScenarioName = Annotated[
    str, typer.Argument(metavar="FILE", help="A scenario file, or the name of a shipped one.")
]


class Language(StrEnum):
    """Languages of text for people."""

    nl = "nl"
    en = "en"


Told = Annotated[
    Language, typer.Option(help="Language of what is told; mistakes are told in English.")
]


class FileKind(StrEnum):
    """Kinds of files that have a schema."""

    any = "any"
    scenario = "scenario"
    part = "part"
    block = "block"
    experiment = "experiment"


Start = Annotated[
    bool, typer.Option("--start", help="Also run what stands on the first day: is it settled?")
]
Draws = Annotated[
    int | None,
    typer.Option(
        parser=whole("--draws", 1, 100_000),
        help="Also draw all numbers with a range so often: do they hold together?",
        metavar="N",
    ),
]
SeedOfDraws = Annotated[
    int | None,
    typer.Option(
        parser=whole("--seed", 0, 2**63 - 1),
        help="With --draws: the seed of their chance, 2026 unless said.",
        metavar="S",
    ),
]


@app.command(epilog="Example: doorstroom check groningen --draws 200")
def check(
    name: ScenarioName,
    start: Start = False,
    draws: Draws = None,
    seed: SeedOfDraws = None,
    lang: Told = Language.en,
) -> None:
    """Read a scenario, or a block or part alone, check it and say in short what it holds."""
    from rich.console import Console

    from ..checks import load_block, load_part, load_with_base
    from ..errors import InputError
    from ..scenario.finding import find_scenario
    from ..texts import texts_in
    from ..traffic.size import refuse_too_large
    from .summary import Summary

    if seed is not None and draws is None:
        raise InputError("--seed says more of --draws; add that too")
    texts = texts_in(lang.value)
    summary = Summary(texts, Console(highlight=False))
    block = load_block(name)
    if block is not None:
        summary.of_block(name, block)
        return
    part = load_part(name)
    if part is not None:
        summary.of_part(name, part)
        return
    scenario = _with_a_word_of_nothing(*load_with_base(name), find_scenario(name))
    summary.of_scenario(scenario, refuse_too_large(scenario))
    if start:
        _show_start(scenario, texts)
    if draws is not None:
        from .drawing import show_draws

        show_draws(name, draws, 2026 if seed is None else seed, texts)


def _with_a_word_of_nothing(scenario: Scenario, base: Scenario | None, path: Path) -> Scenario:
    """The scenario, with a warning where it changes nothing of what it extends."""
    from ..errors import Place
    from ..scenario.paths import shown_path
    from ..telling.nothing import told_of_nothing

    told = told_of_nothing(base, scenario, Place(shown_path(path))) if base is not None else None
    if told is None:
        return scenario
    return scenario.model_copy(update={"warnings": (*scenario.warnings, told)})


def _show_start(scenario: Scenario, texts: Texts) -> None:
    """Name the stations that are not settled when reporting begins (rule 23)."""
    from .runs import get_ready

    get_ready("compiled")
    from ..running.warm_up import RUNS, unsettled

    moving = unsettled(scenario)
    percent = texts.formats.percent
    for item in moving:
        told = texts(
            f"check.start.{'grows' if item.per_year > 0 else 'shrinks'}",
            station=item.station,
            part=percent(abs(item.per_year), 1),
            half=percent(item.half_width, 1),
        )
        typer.echo(f"  ! {told}")
    key = "check.start.way_out" if moving else "check.start.settled"
    typer.echo(f"  {texts(key, runs=RUNS)}")


@app.command(epilog="Example: doorstroom explain closed-to-zero --lang nl --sources")
def explain(
    name: ScenarioName,
    lang: Annotated[Language, typer.Option(help="Language of the sentences.")] = Language.en,
    sources: Annotated[
        bool, typer.Option("--sources", help="Also count and list where the numbers come from.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="With --sources: each number with its source.")
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Also list each number with the line that gives it.")
    ] = False,
    untouched: Annotated[
        bool, typer.Option("--untouched", help="Also say whose visits it cannot change.")
    ] = False,
) -> None:
    """Say in sentences what is in force when, and how it differs from what it extends."""
    from ..checks import load_with_base
    from ..errors import InputError
    from ..telling.explain import explain as explained

    if verbose and not sources:
        raise InputError("--verbose says more of --sources; add that too")

    scenario, base = load_with_base(name)
    if untouched and base is None:
        rule = f"{name} extends no other scenario, so there is nothing beside which it changes"
        raise InputError(f"{rule}; ask --untouched of a scenario that extends one")
    told = explained(
        scenario, base, lang=lang.value, stations=True, sources=sources, verbose=verbose
    )
    if full:
        told += _in_full(name, lang.value)
    if untouched and base is not None:
        from ..untouched import untouched as told_untouched

        told += ["", *told_untouched(scenario, base, lang=lang.value)]
    typer.echo("\n".join(told))


def _in_full(name: str, lang: str) -> list[str]:
    """Each number with its source, file and line."""
    from ..checks.loading import resolve
    from ..telling.origins import origins

    resolved = resolve(name)
    return ["", *origins(resolved.scenario, resolved.trail, lang)]


@app.command(epilog="Example: doorstroom schema > scenarios/schema.json")
def schema(
    kind: Annotated[FileKind, typer.Argument(help="Kind of file.")] = FileKind.any,
) -> None:
    """Print the JSON Schema of the files, for editors that complete and check while you type."""
    from ..scenario.export import json_schema

    typer.echo(json.dumps(json_schema(kind.value), indent=2, ensure_ascii=False))
