"""`what-if`: one change, or a few, compared at once."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from . import app
from .new_files import write_new
from .numbers import whole
from .runs import Engine, Jobs, Scale, get_ready, progress_bar
from .scenarios import Language, ScenarioName, Told
from .storing import NoStore, Store, store_of

if TYPE_CHECKING:
    from ..running.outcome import Results
    from ..running.plan import Plan

USUAL_DRAWS = 16
Changes = Annotated[
    list[str],
    typer.Argument(
        metavar="CHANGE",
        help="'PATH +5 from DATE' (or -5, *1.1, +10%, =70; in GEMEENTE, until DATE), or a "
        "block as 'NAME {levers: {...}}'. More than one counts together.",
    ),
]
Draws = Annotated[
    int,
    typer.Option(parser=whole("--draws", 2, 1000), help="Draws of what is not known.", metavar="N"),
]
Save = Annotated[
    Path | None, typer.Option(help="Also keep it as a scenario, in a new file.", metavar="FILE")
]


@app.command(
    "what-if", epilog="Example: doorstroom what-if groningen 'pools.hsj.fte +5 from 2026-01-01'"
)
def what_if(
    scenario: ScenarioName,
    changes: Changes,
    draws: Draws = USUAL_DRAWS,
    save: Save = None,
    scale: Scale = 1.0,
    engine: Engine = "auto",
    jobs: Jobs = None,
    store: Store = None,
    no_store: NoStore = False,
    lang: Told = Language.en,
) -> None:
    """Compare a scenario with a change of it, over draws of its region's ensemble.

    Runs are kept, so the scenario itself is run the first time only. For a page, an experiment.
    """
    place = store_of(store, no_store)
    get_ready(engine)
    from ..running.what_if import NAME
    from ..running.what_if import what_if as planned
    from ..texts import texts_in
    from .outcome import show_comparison

    texts = texts_in(lang.value)
    with TemporaryDirectory() as folder:
        asked = planned(scenario, changes, draws, Path(folder))
        if save is not None:
            write_new(save, (Path(folder) / f"{NAME}.yaml").read_text(encoding="utf-8"), "--save")
            typer.echo(texts("what_if.saved", path=save))
        results = _compared(asked.plan, scale, engine, jobs, place)
    typer.echo(texts("what_if.asked", changes="; ".join(changes), base=asked.plan.baseline))
    show_comparison(results, texts.lang)
    if asked.ensemble_apart:
        typer.echo(texts("what_if.apart", why=asked.ensemble_apart))
    if scale != 1.0:
        typer.echo(texts("what_if.scale", scale=f"{scale:g}"))


def _compared(
    plan: Plan, scale: float, engine: str, jobs: int | None, store: Path | None
) -> Results:
    from ..running.carrying_out import carry_out
    from ..running.engines import engine_named
    from ..running.tasks import Options

    options = Options(plan.seed, scale, engine_named(engine))
    with progress_bar(plan.name) as watch:
        return carry_out(plan, options, None, jobs=jobs, watch=watch, store=store)
