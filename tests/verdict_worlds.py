"""Small worlds whose true difference is known, and how often the whole path judges them right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sim.measuring.tidy import joined
from sim.results.comparison import Comparison, Tables, compare
from sim.running.batch import Watch, run_batch
from sim.running.engines import engine_named
from sim.running.executors.crew import Crew
from sim.running.plan import Plan
from sim.running.planning import plan_of
from sim.running.tasks import Options

WORLD = """\
doorstroom: 1
title: {{en: world, nl: wereld}}
period: {{start: 2020-01-01, report_from: 2021-01-01, end: 2024-01-01}}
gemeenten: {{P: {{youth: 3000}}, Q: {{youth: 1000}}}}
needs: {{any: {{}}}}
arrivals:
  v: {{need: any, per_1000_youth: 75, enters: help{k}}}
  w: {{need: any, per_1000_youth: 5, enters: home{k}}}
stations:
  help{k}:
    places: 85
    stay: {{distribution: lognormal, mean_days: 120, sigma: {sigma}}}
    waiting: {{drops_out_per_week: 0.03}}
  home{k}:
    away_from_home: true
    stay: {{distribution: exponential, mean_days: 200}}
    cost: {{per_day: 50}}
"""
CHANGED = """\
doorstroom: 1
title: {{en: changed, nl: anders}}
extends: world0
interventions:
  - {change}
"""


def write_world(folder: Path, k: int, sigma: float) -> str:
    """A world; of different numbers they are equal but for names, and so for chance."""
    (folder / f"world{k}.yaml").write_text(WORLD.format(k=k, sigma=sigma), encoding="utf-8")
    return f"world{k}"


def write_changed(folder: Path, change: str) -> str:
    """World 0 with one intervention."""
    (folder / "changed.yaml").write_text(CHANGED.format(change=change), encoding="utf-8")
    return "changed"


def plan_for(folder: Path, scenarios: list[str]) -> Plan:
    """An experiment of these scenarios beside world 0."""
    text = (
        "experiment: 1\nquestion: {en: q, nl: v}\nbaseline: world0\n"
        f"scenarios: [world0, {', '.join(scenarios)}]\nseed: 1\nreplications: 5\n"
    )
    (folder / "trial.yaml").write_text(text, encoding="utf-8")
    return plan_of(folder / "trial.yaml")


def comparisons(plan: Plan, experiments: int, runs: int) -> Iterator[Comparison]:
    """Many experiments of one plan, each of `runs` runs of its own."""
    options = Options(plan.seed, 1.0, engine_named("auto"))
    batch = run_batch(replace(plan, replications=experiments * runs), options, Crew(1), Watch())
    indicators = joined([item.indicators for item in batch.measured])
    fates = joined([item.fates for item in batch.measured])
    for number in range(experiments):
        tables = (
            table[table["replication"] // runs == number].reset_index(drop=True)
            for table in (indicators, fates)
        )
        yield compare(Tables(*tables).of, plan.pairings, plan.rules)
