"""`plan`: the places by which nobody waits too long, as a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import app
from .new_files import refuse_taken, write_new
from .numbers import amount, whole
from .progress import runs_watched
from .runs import Engine, Jobs, Scale, get_ready
from .scenarios import Language, ScenarioName, Told
from .storing import NoStore, Store, store_of

if TYPE_CHECKING:
    from ..planning.asking import Asked

Pools = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[POOL]...", help="Pools whose places are planned; none: only the loads are shown."
    ),
]
FirstYear = Annotated[
    int,
    typer.Option(
        "--from",
        parser=whole("--from", 1900, 2200),
        help="The year from whose 1 January places follow the plan.",
        metavar="YEAR",
    ),
]
Limit = Annotated[
    float,
    typer.Option(
        parser=amount("--limit", 0, 1),
        help="The share who may not be helped within the norm of the station.",
        metavar="SHARE",
    ),
]
Growth = Annotated[
    float,
    typer.Option(
        parser=amount("--growth", 0, 10),
        help="By what part places may grow a year, at most, on what stands.",
        metavar="PART",
    ),
]
Budget = Annotated[
    float | None,
    typer.Option(
        parser=amount("--budget", 0, 1e12),
        help="Euros a year that places may cost more; then as few wait as these allow.",
        metavar="EUR",
    ),
]
Draws = Annotated[
    int,
    typer.Option(
        parser=whole("--draws", 2, 1000),
        help="Draws on which the path is confirmed; at most 24 of them are searched on.",
        metavar="N",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(help="A new scenario file; plan-SCENARIO.yaml unless said.", metavar="FILE"),
]


@app.command(epilog="Example: doorstroom plan groningen hsj youth_ggz --from 2027")
def plan(
    scenario: ScenarioName,
    first_year: FirstYear,
    pools: Pools = None,
    limit: Limit = 0.05,
    growth: Growth = 0.10,
    budget: Budget = None,
    draws: Draws = 128,
    out: Out = None,
    scale: Scale = 1.0,
    engine: Engine = "auto",
    jobs: Jobs = None,
    store: Store = None,
    no_store: NoStore = False,
    lang: Told = Language.en,
) -> None:
    """Find the least places, year by year, with which at most 5% are not helped in time.

    The load of every pool is shown first. The path is searched on 24 draws and confirmed on all.
    The search is local: other paths may do with fewer places in all.
    """
    from ..planning.asking import Asked

    asked = Asked(
        scenario, tuple(pools or ()), first_year, limit, growth, budget, draws, scale, engine, jobs,
        store_of(store, no_store),
    )  # fmt: skip
    _plan(asked, out, lang)


def _plan(asked: Asked, out: Path | None, lang: Language) -> None:
    """The loads; where pools are named, also their path, shown and written."""
    from ..planning.planned import outlook_of
    from ..planning.planned import plan as planned_path
    from ..planning.telling import file_text
    from ..texts import texts_in
    from .planned import show_loads, show_plan

    texts, outlook = texts_in(lang.value), outlook_of(asked)
    path = out or Path(f"plan-{outlook.base.stem}.yaml")
    if asked.pools:
        refuse_taken(path, "--out")
    show_loads(outlook, asked.scenario, texts)
    if not asked.pools:
        return
    get_ready(asked.engine)
    with runs_watched() as watch:
        found = planned_path(asked, outlook, watch)
    show_plan(found, asked, texts)
    write_new(path, file_text(found, asked, path.parent, texts), "--out")
    typer.echo(texts("plan.saved", path=path))
    if asked.scale != 1.0:
        typer.echo(texts("what_if.scale", scale=f"{asked.scale:g}"))
