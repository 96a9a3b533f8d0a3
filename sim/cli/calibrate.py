"""`calibrate`: draws of a region that fit what is known of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import RunError
from . import app
from .clusters import DaskLocal, Scheduler, cluster_asked
from .dates import day_of
from .numbers import whole
from .progress import runs_watched
from .runs import Engine, Jobs, Scale, Seed, get_ready
from .scenarios import Language, Told

if TYPE_CHECKING:
    from ..search import Asked, Calibration


FolderOfRuns = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Folder of the runs, which another call goes on with; results/calibration-NAME "
        "unless said.",
    ),
]
PlaceOfEnsemble = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Where the ensemble goes; beside the scenario unless said."),
]
Wave = Annotated[
    int, typer.Option(parser=whole("--wave", 16, 100_000), help="Runs a wave.", metavar="N")
]
Most = Annotated[
    int, typer.Option(parser=whole("--most", 16, 100_000), help="Runs at the most.", metavar="N")
]
HeldOutFrom = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Figures from this day on are first used for scoring only; those of the last two "
        "calendar years with a figure unless said.",
    ),
]


@app.command(epilog="Example: doorstroom calibrate groningen --out results/calibration")
def calibrate(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The scenario file of a region, or its name.")
    ],
    out: FolderOfRuns = None,
    ensemble: PlaceOfEnsemble = None,
    wave: Wave = 256,
    most: Most = 4096,
    held_out_from: HeldOutFrom = None,
    seed: Seed = 2026,
    scale: Scale = 1.0,
    engine: Engine = "auto",
    jobs: Jobs = None,
    scheduler: Scheduler = None,
    dask_local: DaskLocal = None,
    lang: Told = Language.en,
) -> None:
    """Find draws of what is not known that fit what is: waves of runs, then an ensemble of 128.

    A call that was stopped goes on where it was. Groups that the targets pin, targets that pull
    against each other and scores of the figures that were held out are told, and written as csv.
    """
    from ..scenario.finding import find_scenario
    from ..search import Asked, Demands

    path = find_scenario(file)
    folder = out if out is not None else Path("results") / f"calibration-{path.stem}"
    held_out = None if held_out_from is None else day_of("--held-out-from", held_out_from)
    demands = Demands(wave=wave, most=most)
    with cluster_asked(scheduler, dask_local, jobs, engine) as cluster:
        asked = Asked(file, folder, seed, scale, engine, jobs, held_out, demands, cluster)
        _calibrate(asked, path, ensemble, lang)


def _calibrate(asked: Asked, path: Path, ensemble: Path | None, lang: Language) -> None:
    from ..search import calibrate as calibrated
    from ..search import region_of
    from ..search.writing import place_of_ensemble, write_tables
    from .calibrated import show_calibration

    region = region_of(asked)
    place = place_of_ensemble(region, ensemble, path)
    get_ready(asked.engine)
    with runs_watched() as watch:
        found = calibrated(asked, watch, region)
    write_tables(found, asked.folder)
    show_calibration(found, lang.value)
    typer.echo(f"results: {asked.folder}")
    _finish(found, place)


def _finish(found: Calibration, place: Path) -> None:
    from ..search.writing import write_ensemble

    if found.ensemble is None:
        raise RunError(f"no ensemble: {found.reason}; give the command again with a higher --most")
    write_ensemble(found, place)
    typer.echo(f"ensemble: {place}")
