"""Runs of one scenario, no further than its targets need, beside the figures that are known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..checks import load
from ..errors import InputError
from ..indicators.targets import shortened
from ..results.folders import reserved_if
from ..results.manifest_file import write_manifest
from ..results.store import write_short_csv, write_table
from ..scenario.schema import Scenario
from .batch import Watch
from .carrying_out import carry_out
from .engines import AUTO, engine_named
from .outcome import Results
from .planning import plan_of_scenario
from .tasks import Options

REPLICATIONS = 5


def run_targets(
    name: str | Path | Scenario,
    *,
    out: str | Path | None = None,
    jobs: int | None = None,
    scale: float = 1.0,
    replications: int = REPLICATIONS,
    seed: int = 2026,
    engine: str = AUTO,
    watch: Watch | None = None,
    command: str = "",
) -> Results:
    """Run a scenario as far as its targets need; `out` gets targets.csv and the manifest.

    Raises ScenarioError for a file that breaks a rule, InputError for one without targets.
    """
    scenario = name if isinstance(name, Scenario) else load(name)
    if not scenario.targets:
        raise InputError(
            f"{scenario.name}: has no targets; name a scenario that has, or add a section targets "
            "(docs/scenario-files.md)"
        )
    folder = Path(out) if out is not None else None
    plan = plan_of_scenario(shortened(scenario), seed=seed, replications=replications)
    spec = command or f"doorstroom targets {name}"
    options = Options(seed, scale, engine_named(engine))
    with reserved_if(folder) as place:
        results = carry_out(plan, options, None, jobs=jobs, watch=watch, command=spec)
        manifest = results.manifest.model_copy(update={"kind": "targets"})
        if place is not None:
            with place.new_results() as fresh:
                write_table(fresh, "targets", results.targets)
                write_short_csv(fresh, "targets", results.targets)
                write_manifest(fresh, manifest)
    return replace(results, folder=folder, manifest=manifest)
